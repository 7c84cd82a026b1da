"""What the text of a paper seems to say, as suggestions to be confirmed; it reads no file and decides nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from appeal.model.dates import parse_date

_DATE = r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|(?:令和|R)\s*(?:\d{1,2}|元)\s*[年.]\s*\d{1,2}\s*[月.]\s*\d{1,2}\s*日?)"
_ISSUED = re.compile(rf"(?:発行日|請求日|作成日|領収日|日付)\s*[::]?\s*({_DATE})")
_NUMBER = re.compile(
    r"(?:請求書番号|領収書番号|請求番号|伝票番号|管理番号|書類番号|番号|No\.?|NO\.?|№)\s*[::.]?\s*([A-Za-z0-9][A-Za-z0-9/_-]{1,30})"
)
_COMPANY = re.compile(
    r"(?:株式会社|有限会社|合同会社)[^\s、。,()]{1,30}|[^\s、。,()]{1,30}(?:株式会社|有限会社|合同会社)"
)
_HONORIFIC = re.compile(r"\s*(?:御中|様|殿)")
_ROW_QUANTITY = re.compile(r"(?<![\d.,])(\d{1,5})\s*(?:個|点|本|枚|台|セット|pcs)")


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a paper seems to say; None where its text does not say it once and plainly."""

    issued: date | None = None
    number: str | None = None
    issuer: str | None = None
    quantity: int | None = None


def suggest(texts: Sequence[str] | None, names: Sequence[str] = ()) -> Suggested:
    """Return what the pages `texts` seem to say; `names` are the codes by which a row speaks of a listing (JAN, model, ASIN)."""
    text = unicodedata.normalize("NFKC", "\n".join(texts or ()))
    if not text.strip():
        return Suggested()
    return Suggested(_issued(text), _number(text), _issuer(text), _quantity(text, names))


def _issued(text: str) -> date | None:
    days = {parse_date(found) for found in _ISSUED.findall(text)} - {None}
    return days.pop() if len(days) == 1 else None


def _number(text: str) -> str | None:
    numbers = {found for found in _NUMBER.findall(text) if re.search(r"\d", found)}
    return numbers.pop() if len(numbers) == 1 else None


def _issuer(text: str) -> str | None:
    """A company's name that nobody is addressed by; with two of them, which one issued the paper is not plain."""
    names = {
        match[0]
        for match in _COMPANY.finditer(text)
        if not _HONORIFIC.match(text, match.end()) and not re.search("御中|様$|殿$", match[0])
    }
    return names.pop() if len(names) == 1 else None


def _quantity(text: str, names: Sequence[str]) -> int | None:
    wanted = [unicodedata.normalize("NFKC", name) for name in names if name]
    rows = [line for line in text.split("\n") if any(name in line for name in wanted)]
    found = {int(number) for row in rows for number in _ROW_QUANTITY.findall(row)}
    return found.pop() if len(rows) == 1 and len(found) == 1 else None
