"""Names the values a letter is made from, so that a later round can be compared with them; it compares and judges no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from appeal.model.case import Case
from appeal.model.evidence import FileFacts
from appeal.model.round import FieldChange

_LISTING = (
    "title",
    "model",
    "jan",
    "opening_stock",
    "closing_stock",
    "counted_on",
    "sales",
    "returned_to_stock",
)
_PAPER = ("kind", "number", "issued", "supplier", "addressee", "proves", "lines")
_SUPPLIER = ("name", "relation", "address", "phone", "email", "website", "registration")
_SELLER = ("company", "store", "address", "phone", "email", "contact")
_DEEDS = ("done_on", "by", "evidence")
_MEASURES = ("starts_on", "owner", "record")


def told_fields(case: Case, facts: Sequence[FileFacts]) -> dict[str, str]:
    """Return key -> value as text; a key names its entry by what stays (ASIN, hash of the file, id, the words of a deed)."""
    return {key: value for key, _path, value in _fields(case, facts)}


def changed_fields(
    case: Case, facts: Sequence[FileFacts], before: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """Return what differs from the values sent before; entries that were not there before are no change of a value."""
    if not before:
        return ()
    known = {_entry(key) for key in before}
    return tuple(
        FieldChange(path, added=not before.get(key))
        for key, path, value in _fields(case, facts)
        if _entry(key) in known and before.get(key, "") != value
    )


def is_known(kind: str, name: str, before: Mapping[str, str]) -> bool:
    """Whether an entry was among those sent before."""
    return any(_entry(key) == f"{kind}[{name}]" for key in before)


def sent_entries(kind: str, before: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the entries of a list that were sent, in their order."""
    names = (_entry(key) for key in before if key.startswith(f"{kind}["))
    return tuple(dict.fromkeys(name[len(kind) + 1 : -1] for name in names))


def _entry(key: str) -> str:
    return key.rpartition(".")[0]


def _fields(case: Case, facts: Sequence[FileFacts]) -> Iterator[tuple[str, str, str]]:
    for name, value in _values(case.seller, _SELLER):
        yield f"seller.{name}", f"seller.{name}", value
    lists: tuple[tuple[str, Sequence[Any], Sequence[str | None], tuple[str, ...]], ...] = (
        ("listing", case.listing, [one.asin for one in case.listing], _LISTING),
        ("evidence", case.evidence, [one.sha256 for one in facts], _PAPER),
        ("supplier", case.supplier, [one.id for one in case.supplier], _SUPPLIER),
        ("corrective", case.corrective, [one.what for one in case.corrective], _DEEDS),
        ("preventive", case.preventive, [one.what for one in case.preventive], _MEASURES),
    )
    for kind, entries, names, wanted in lists:
        for place, (entry, named) in enumerate(zip(entries, names, strict=False)):
            # A paper that cannot be read has no name, and of two with one name only the first can be told apart.
            if named is None or named in names[:place]:
                continue
            for name, value in _values(entry, wanted):
                yield f"{kind}[{named}].{name}", f"{kind}[{place}].{name}", value


def _values(entry: Any, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in wanted:
        value = getattr(entry, name)
        yield name, "" if value is None or value == () or value == {} else _text(value)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key} {value[key]}" for key in sorted(value))
    if isinstance(value, tuple):
        return "、".join(" ".join(str(part) for _name, part in one if part is not None) for one in value)
    return str(value)
