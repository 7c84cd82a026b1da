"""Japanese ways of writing a date or a span of days; pure text in, dates and days out."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

# First day of each era; source: 元号法 and its orders, and 昭和元年12月25日.
_ERAS = {"令和": date(2019, 5, 1), "平成": date(1989, 1, 8), "昭和": date(1926, 12, 25)}
_LETTERS = {"R": "令和", "H": "平成", "S": "昭和"}
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−ー－"), "-")

_WESTERN = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
_ERA = re.compile(
    r"(令和|平成|昭和|[RHS])(\d{1,2}|元)(?:年(\d{1,2})月(\d{1,2})日|\.(\d{1,2})\.(\d{1,2})|/(\d{1,2})/(\d{1,2})|-(\d{1,2})-(\d{1,2}))"
)
_SPAN = re.compile(r"(?:過去|直近|発行日から)*(\d{1,4})(日|[ヶか箇カケヵ]月|年)(?:間|以内)*")


def normalised(text: str) -> str:
    """Return `text` in half width, every hyphen as `-`, without blanks."""
    folded = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return re.sub(r"\s+", "", folded)


def parse_date(text: str) -> date | None:
    """Return the day that `text` names in western or era form, or None; impossible days and days before their era give None."""
    plain = normalised(text)
    if match := _WESTERN.fullmatch(plain):
        numbers = [int(group) for group in match.groups() if group]
        return _day(numbers[0], numbers[1], numbers[2])
    if match := _ERA.fullmatch(plain.upper()):
        era = _LETTERS.get(match[1], match[1])
        month, day = (int(group) for group in match.groups()[2:] if group)
        number = 1 if match[2] == "元" else int(match[2])
        start = _ERAS[era]
        parsed = _day(start.year + number - 1, month, day) if number else None
        return parsed if parsed and start <= parsed < _era_end(era) else None
    return None


def _era_end(era: str) -> date:
    later = [start for start in _ERAS.values() if start > _ERAS[era]]
    return min(later) if later else date.max


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_span(text: str) -> tuple[int, str] | None:
    """Return number and unit (`日`, `か月`, `年`) of a span such as 6ヶ月 or 過去365日以内, or None."""
    match = _SPAN.fullmatch(normalised(text))
    if match is None or int(match[1]) == 0:
        return None
    return int(match[1]), "か月" if match[2].endswith("月") else match[2]


def span_inside(text: str) -> str | None:
    """Return the span of days, months or years inside a longer phrase (6ヶ月以内に発行), or None."""
    for end in range(len(text), 1, -1):
        for start in range(end - 1):
            if (
                text[start].isdigit()
                and (start == 0 or not text[start - 1].isdigit())
                and parse_span(text[start:end])
            ):
                return text[start:end]
    return None


def era_year(day: date) -> str:
    """Return the year of a day in its era: 令和8年, 令和元年; raises ValueError before 昭和."""
    for era, start in _ERAS.items():
        if day >= start:
            number = day.year - start.year + 1
            return f"{era}{'元' if number == 1 else number}年"
    raise ValueError(f"no era for {day}")


def japanese(day: date) -> str:
    """Return a day as a letter prints it: 2026年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日"
