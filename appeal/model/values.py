"""The single values a person writes (ASIN, day, month, quantity, path, text) and their shapes; nothing of the world."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from appeal.model.dates import parse_date, parse_span

_ASIN = re.compile(r"(?=.*\d)(?:B[0-9A-Z]{9}|\d{9}[0-9X])")
_MONTH_OR_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def _read_asin(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    asin = unicodedata.normalize("NFKC", value).strip().upper()
    if not _ASIN.fullmatch(asin):
        raise PydanticCustomError("asin_shape", "not an ASIN", {"value": value})
    return asin


def _read_day(value: Any) -> Any:
    if isinstance(value, datetime):
        raise PydanticCustomError("day_with_time", "a day without a time", {"value": str(value)})
    if not isinstance(value, str):
        return value
    day = parse_date(value)
    if day is None:
        raise PydanticCustomError("day_text", "not a day", {"value": value})
    return day


def _read_window(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        raise PydanticCustomError("window_number", "a span without its unit", {"value": str(value)})
    if isinstance(value, str) and parse_span(value) is None:
        raise PydanticCustomError("window_text", "not a span", {"value": value})
    return value


def _read_month(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value).strip()
    match = _MONTH_OR_DAY.fullmatch(text)
    if match is None or parse_date(text if match[3] else f"{text}-01") is None:
        raise PydanticCustomError("month_text", "not a month or a day", {"value": value})
    return text


def _read_units_by_month(value: Any) -> Any:
    """Refuse two keys that name one month in different widths: one of them would be lost without a word."""
    if not isinstance(value, dict):
        return value
    seen: set[str] = set()
    for key in value:
        month = unicodedata.normalize("NFKC", str(key)).strip()
        if month in seen:
            raise PydanticCustomError("month_twice", "one month twice", {"value": month})
        seen.add(month)
    return value


def _read_path(value: Any) -> Any:
    if isinstance(value, str):
        if not value.strip():
            raise PydanticCustomError("blank_text", "blank", {})
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
            raise PydanticCustomError("path_control", "control character in a path", {"value": value})
    return value


def _read_text(value: Any) -> Any:
    """Strip a text; a blank one is the same as none."""
    if not isinstance(value, str):
        return value
    if match := _CONTROL.search(value):
        raise PydanticCustomError(
            "text_control", "control character", {"code_point": f"U+{ord(match[0]):04X}"}
        )
    return value.strip() or None


def _read_needed_text(value: Any) -> Any:
    text = _read_text(value)
    if text is None and isinstance(value, str):
        raise PydanticCustomError("blank_text", "blank", {})
    return text


def _read_code(value: Any) -> Any:
    """Fold width and case of a message code, so that it is one code wherever it is compared."""
    text = _read_needed_text(value)
    return unicodedata.normalize("NFKC", text).upper() if isinstance(text, str) else text


Code = Annotated[str, BeforeValidator(_read_code)]
Asin = Annotated[
    str,
    BeforeValidator(_read_asin),
    WithJsonSchema({"type": "string", "pattern": "^(B[0-9A-Z]{9}|[0-9]{9}[0-9X])$"}),
]
Day = Annotated[date, BeforeValidator(_read_day)]
Window = Annotated[str, BeforeValidator(_read_window)]
Month = Annotated[str, BeforeValidator(_read_month)]
Path = Annotated[str, BeforeValidator(_read_path)]
Text = Annotated[str, BeforeValidator(_read_needed_text)]
OptionalText = Annotated[str | None, BeforeValidator(_read_text)]
Quantity = Annotated[int, Field(ge=1, le=9_999_999)]
Stock = Annotated[int, Field(ge=0, le=9_999_999)]
UnitsByMonth = Annotated[dict[Month, Stock], BeforeValidator(_read_units_by_month)]
