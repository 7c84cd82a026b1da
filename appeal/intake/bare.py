"""Says what is wrong with a value that stands without quotes: a date, number, phone number or plain text; no file."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field

from appeal.intake.entries import kinds_of
from appeal.model.dates import normalised, parse_date

_DATE_SHAPE = re.compile(
    r"(?:(?:19|20)\d\d|(?:令和|平成|昭和|[RHSrhs])(?:\d{1,2}|元))[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
)
_MONTH_AND_DAY = re.compile(r"\d{1,2}(?:/\d{1,2}|月\d{1,2}日)")
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.0*)?([^\d.,-]*)")
_TELEPHONE = re.compile(r"〒?[+(]?\d[\d()-]{5,}")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Slip:
    """One mistake in a text: message code, offset in that text, and the values the message names."""

    code: str
    offset: int
    values: dict[str, object] = field(default_factory=dict)


def shortened(text: str, width: int = _SHOWN) -> str:
    """Return `text` on one line, cut with … where it is long."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= width else f"{line[: width - 1]}…"


def quoted(text: str) -> str:
    """Return `text` in the quotes TOML needs for it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else f"'''{text}'''"


def is_value(text: str) -> bool:
    """Whether TOML reads `text` as one number, date or truth value."""
    try:
        tomllib.loads(f"a={text}")
    except (ValueError, RecursionError, MemoryError):
        return False
    return "\n" not in text


def bare_slip(text: str, key: str, offset: int) -> Slip | None:
    """Judge the unquoted value `text` of `key`; None where TOML reads it."""
    if is_value(text):
        return None
    plain = normalised(text)
    if judgement := _date(plain) or _number(plain, key) or _telephone(text, plain):
        return Slip(judgement[0], offset, {"value": shortened(text), **judgement[1]})
    values: dict[str, object] = {"value": shortened(text), "suggestion": quoted(shortened(text))}
    return Slip("C130", offset, values)


_Judgement = tuple[str, dict[str, object]]


def _date(plain: str) -> _Judgement | None:
    if day := parse_date(plain):
        code = "C124" if plain == day.isoformat() else "C128"
        return code, {"suggestion": day.isoformat()}
    if _DATE_SHAPE.fullmatch(plain):
        return "C129", {}
    return ("C143", {}) if _MONTH_AND_DAY.fullmatch(plain) else None


def _number(plain: str, key: str) -> _Judgement | None:
    kinds = kinds_of(key)
    if kinds and not kinds & {int, dict}:
        return None
    match = _NUMBER.fullmatch(plain)
    if match is None or (match[2].startswith("0") and len(match[2]) > 5):
        return None
    number = f"{match[1]}{int(match[2].replace(',', '') or 0)}"
    if number == plain:
        return "C124", {"suggestion": number}
    return ("C140", {"suggestion": number}) if kinds else None


def _telephone(text: str, plain: str) -> _Judgement | None:
    if _TELEPHONE.fullmatch(plain) is None:
        return None
    return "C127", {"suggestion": quoted(shortened(unicodedata.normalize("NFKC", text)))}
