"""Names the values a letter is made from, so that a later round can be compared with them; it compares and judges no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from appeal.model.case import Case
from appeal.model.evidence import FileFacts
from appeal.model.round import FieldChange, Round, SentFile

_NOTICE = ("subject", "received", "window", "quantity_basis")
_LISTING = (
    "sku",
    "title",
    "model",
    "jan",
    "condition",
    "opening_stock",
    "closing_stock",
    "counted_on",
    "sales",
    "returned_to_stock",
)
_PAPER = ("kind", "number", "issued", "supplier", "addressee", "proves", "lines")
_SUPPLIER = (
    "name",
    "relation",
    "address",
    "phone",
    "email",
    "website",
    "contact",
    "registration",
    "reachable_on",
)
_SELLER = ("company", "store", "merchant_id", "address", "phone", "email", "contact")
_DEEDS = ("done_on", "by", "evidence")
_MEASURES = ("starts_on", "owner", "record")
_WITHDRAWAL = ("listing_removed_on", "stock", "stock_units", "similar_checked_on", "similar_count")


def told_fields(case: Case, facts: Sequence[FileFacts]) -> dict[str, str]:
    """Return key -> value as text; a key names its entry by what stays (ASIN, hash of the file, id, the words of a deed)."""
    return {key: value for key, _path, value in _fields(case, facts)}


def changed_fields(
    case: Case, facts: Sequence[FileFacts], before: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """Return what differs from the values sent before.

    Entries that were not there before are no change of a value, and a value that an older record did not keep is not known.
    """
    return tuple(
        FieldChange(path, added=not before[key])
        for key, path, value in _fields(case, facts)
        if key in before and before[key] != value
    )


def is_known(kind: str, name: str, before: Mapping[str, str]) -> bool:
    """Whether an entry was among those sent before."""
    return any(_entry(key) == f"{kind}[{name}]" for key in before)


def sent_value(paper: SentFile, name: str, last: Round) -> str:
    """Return what a paper that was sent had in one of its fields, or nothing."""
    return last.fields.get(f"evidence[{paper.sha256}].{name}", "")


def sent_entries(kind: str, before: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the entries of a list that were sent, in their order."""
    names = (_entry(key) for key in before if key.startswith(f"{kind}["))
    return tuple(dict.fromkeys(name[len(kind) + 1 : -1] for name in names))


def _entry(key: str) -> str:
    return key.rpartition(".")[0]


def _fields(case: Case, facts: Sequence[FileFacts]) -> Iterator[tuple[str, str, str]]:
    single: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
        ("notice", case.notice, _NOTICE),
        ("seller", case.seller, _SELLER),
        ("withdrawal", case.withdrawal, _WITHDRAWAL),
    )
    for kind, entry, wanted in single:
        for name, value in _values(entry, wanted):
            yield f"{kind}.{name}", f"{kind}.{name}", value
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
    for place, listing in enumerate(case.listing):
        moved = "、".join(
            f"{one.on} {one.kind} {one.quantity} {one.reason or ''}"
            for one in case.movement
            if one.asin == listing.asin
        )
        yield f"listing[{listing.asin}].movement", f"listing[{place}].movement", moved


def _values(entry: Any, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in wanted:
        value = getattr(entry, name, None)
        yield name, "" if value is None or value == () or value == {} else _text(value)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key} {value[key]}" for key in sorted(value))
    if isinstance(value, tuple):
        return "、".join(" ".join(str(part) for _name, part in one if part is not None) for one in value)
    return str(value)
