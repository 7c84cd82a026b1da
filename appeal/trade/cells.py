"""The text of a cell -> a whole number, a moment, an ASIN; it guesses nothing and repairs nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import NamedTuple

_SIGNS = str.maketrans({"−": "-", "－": "-", "‐": "-", "〜": "~"})
_NUMBER = re.compile(r"-?\d+(?:\.0+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_EXPONENT = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_ASIN = re.compile(r"(?=.*\d)(?:B[0-9A-Z]{9}|\d{9}[0-9X])", re.ASCII)

_DAY_EPOCH = date(1970, 1, 1).toordinal()
_JAPAN = 9 * 60
# Amazon.co.jp opened in 2000; a year outside is a slip of whoever made the file.
_YEARS = range(2000, 2200)
_ZONES = {"JST": 540, "UTC": 0, "GMT": 0, "Z": 0, "PST": -480, "PDT": -420}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_CLOCK = r"(?:[T ]+(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?)?"
_ZONE = r" ?(?P<zone>Z|[A-Z]{3})?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?"
_FORMS = tuple(
    re.compile(form + _CLOCK + _ZONE, re.ASCII)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<y>\d{4})(?P<slash>/)(?P<m>\d{1,2})/(?P<d>\d{1,2})",
        r"(?P<name>[A-Za-z]{3})[a-z]* (?P<d>\d{1,2}), (?P<y>\d{4}),?",
        r"(?P<d>\d{1,2}) (?P<name>[A-Za-z]{3})[a-z]* (?P<y>\d{4}),?",
    )
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([+-])(\d\d):(\d\d)", re.ASCII)
_AMERICAN = re.compile(r"(?P<m>\d{1,2})/(?:(?P<d>\d{1,2})/)?(?P<y>\d{4})", re.ASCII)


class Moment(NamedTuple):
    """A point of time in seconds since 1970 in UTC, and how it was written.

    `offset` is that of its time zone in minutes, None where none stood with it (Japan is meant); `slashed` tells whether
    it was written Y/M/D.
    """

    seconds: int
    offset: int | None
    slashed: bool = False


def day_of(seconds: int) -> int:
    """Return the ordinal of the Japanese day in which a moment lies."""
    return (seconds + _JAPAN * 60) // 86_400 + _DAY_EPOCH


def start_of(day: date) -> int:
    """Return the moment in which a Japanese day begins."""
    return (day.toordinal() - _DAY_EPOCH) * 86_400 - _JAPAN * 60


def plain(text: str) -> str:
    """Return a cell in NFKC without outer blanks, quotes around the whole, or a spreadsheet's ="…"."""
    if text.startswith("=") and (match := _FORMULA.fullmatch(text.strip())):
        text = match[1]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return text.strip().strip('"').strip()


def whole_number(text: str) -> int | None:
    """Return a whole number as Amazon and spreadsheets write it (1,200, １個, 1.0), or None where it is none.

    A blank is no number. Digits that were lost (4.57E+12) cannot be brought back, so they are no number either; a
    comma that parts no three digits (10,0) may be a decimal one.
    """
    bare = re.sub(r"[¥円個\s]", "", plain(text))
    if "," in bare:
        if _GROUPED.fullmatch(bare) is None:
            return None
        bare = bare.replace(",", "")
    return int(float(bare)) if _NUMBER.fullmatch(bare) and len(bare) < 13 else None


def lost_digits(text: str) -> bool:
    """Return whether a cell was once a long number and is now one like 4.57E+12."""
    return _EXPONENT.fullmatch(plain(text)) is not None


def as_asin(text: str) -> str:
    """Return an ASIN in upper case and half width; no judgement on its shape."""
    return plain(text).upper()


def looks_like_asin(text: str) -> bool:
    """Return whether a text has the shape of an ASIN: B and nine more, or an ISBN-10."""
    return _ASIN.fullmatch(text) is not None


def as_sku(text: str) -> str:
    """Return a SKU as it is compared: without case and outer blanks."""
    return plain(text).casefold()


def moment(text: str, american: bool = False) -> Moment | None:
    """Return the moment a cell names, or None; `american` also allows MM/DD/YYYY and MM/YYYY (the ledger only)."""
    if match := _ISO.fullmatch(text):
        return _iso(match)
    bare = " ".join(plain(text).split())
    for form in _FORMS:
        if match := form.fullmatch(bare):
            return _moment(match.groupdict())
    if american and (match := _AMERICAN.fullmatch(bare)):
        return _moment(match.groupdict())
    return None


def _iso(match: re.Match[str]) -> Moment | None:
    """Return the moment of the form that nearly every row has; the others go the long way."""
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    sign, hours, minutes = match.groups()[6:]
    offset = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
    if hour > 23 or minute > 59 or second > 59 or year not in _YEARS:
        return None
    try:
        days = date(year, month, day).toordinal() - _DAY_EPOCH
    except ValueError:
        return None
    return Moment(days * 86_400 + hour * 3600 + (minute - offset) * 60 + second, offset)


def _moment(parts: dict[str, str | None]) -> Moment | None:
    zone = _zone(parts.get("zone"), parts.get("offset"))
    month = _month(parts.get("name"), parts.get("m"))
    hour = _hour(int(parts.get("h") or 0), parts.get("half"))
    if (
        month is None
        or hour is None
        or (parts.get("zone") and zone is None)
        or int(parts["y"] or 0) not in _YEARS
    ):
        return None
    try:
        local = datetime(
            int(parts["y"] or 0),
            month,
            int(parts.get("d") or 1),
            hour,
            int(parts.get("n") or 0),
            int(parts.get("s") or 0),
        )
        seconds = (local - datetime(1970, 1, 1)) // timedelta(seconds=1)
    except ValueError:
        return None
    return Moment(seconds - (_JAPAN if zone is None else zone) * 60, zone, bool(parts.get("slash")))


def _zone(name: str | None, offset: str | None) -> int | None:
    """Return the minutes of a zone ahead of UTC, or None where none is known."""
    base = _ZONES.get(name) if name else 0
    if offset is None or base is None:
        return base if name else None
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    size = int(hours) * 60 + int(minutes)
    return base + (size if offset[0] == "+" else -size)


def _month(name: str | None, number: str | None) -> int | None:
    if name is None:
        return int(number or 0)
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else None


def _hour(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.lower() == "p" else 0)
