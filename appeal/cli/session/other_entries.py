"""Tells an answer that another entry holds, or that has its form, and so was likely typed one question too far; it refuses none."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appeal.model.case import Case

_COMPANY = re.compile(r"株式会社|有限会社|合同会社|合資会社|合名会社|[(（][株有同][)）]|㈱|㈲")
# What Seller Central offers, also in the words of sellers.
_CONDITION = re.compile(
    r"新品|新古|中古|再生品|未使用|未開封|コレクター|^(?:非常に)?良い$|^可$|^(?:new|used)", re.I
)
_GOODS = re.compile(r"新品(?:同様)?|中古(?:品)?|未使用(?:品)?|再生品|コレクター商品")
# Codes of a good: letters and digits with hyphens between, as nobody names a person or a shop.
_CODE = re.compile(r"(?=.*\d)(?=.*[-_])[0-9A-Za-z][0-9A-Za-z_.-]{2,}")
_NUMBER = re.compile(r"\d{8,}")
_ASIN = re.compile(r"B0[0-9A-Z]{8}")
_NAMES = ("company", "store", "contact", "name", "addressee", "by", "owner")
# Entries that may well hold the same: a shop is called like its firm, a firm like its owner, a paper is made out to it.
_ALIKE = (
    {"company", "store", "contact", "addressee", "name"},
    {"sku", "model", "jan", "number"},
    {"by", "owner", "contact"},
)
_COMPARED = {
    "seller": ("company", "store", "merchant_id", "address", "phone", "email", "contact"),
    "listing": ("asin", "sku", "title", "model", "jan", "condition"),
    "supplier": ("name", "address", "phone", "email", "website"),
}
_SHORTEST = 2


def is_of_another_entry(case: Case, path: str, text: str) -> bool:
    """Return whether a line equals what another kind of entry of the case holds, or has the form of one."""
    name = path.rpartition(".")[2]
    name = "name" if name == "supplier" else name
    plain = _plain(text)
    if len(plain) < _SHORTEST:
        return False
    return _has_another_form(name, plain) or any(
        other != name and plain == _plain(value) and not any({name, other} <= group for group in _ALIKE)
        for place, other, value in _held(case)
        if place != path and _is_compared(name, other)
    )


def _is_compared(name: str, other: str) -> bool:
    """Sentences may hold anything, and an entry with a form of its own is judged by that."""
    known = {entry for entries in _COMPARED.values() for entry in entries} | {"addressee", "by", "owner"}
    return name in known and other in known


def _has_another_form(name: str, plain: str) -> bool:
    if name in _NAMES:
        return bool(_GOODS.fullmatch(plain) or _CODE.fullmatch(plain) or _ASIN.fullmatch(plain))
    if name == "condition":
        return not _CONDITION.search(plain)
    if name == "title":
        return bool(_ASIN.fullmatch(plain) or _NUMBER.fullmatch(plain))
    if name in ("sku", "model"):
        return bool(_COMPANY.search(plain) or _GOODS.fullmatch(plain) or _NUMBER.fullmatch(plain))
    return False


def _held(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield path, name and value of every entry of one line that is worth comparing."""
    for table, names in _COMPARED.items():
        value = getattr(case, table)
        for place, part in enumerate(value if isinstance(value, tuple) else (value,)):
            entry = f"{table}[{place}]" if isinstance(value, tuple) else table
            for name in names:
                if held := getattr(part, name, None):
                    yield f"{entry}.{name}", name, str(held)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
