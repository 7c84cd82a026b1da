"""Turns one value into the marked text the letter prints; it knows no sentence."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from appeal.model.dates import era_year, japanese
from appeal.model.trade import MonthRow
from appeal.render.trace import mark


def said(path: str, value: str | None) -> str | None:
    """Return a text of the case marked with its field, or None where the case is silent."""
    return None if value is None else mark(path, _one_line(value))


def in_cell(path: str, value: str | None) -> str | None:
    """Return a text of the case as a cell of a table or an entry of a list: it stands there without its last full stop."""
    return said(path, re.sub(r"(?<=[^。])。\s*$", "", value) if value else value)


def is_ended(text: str) -> bool:
    """Return whether a text of the case has an end of its own; a list of sentences adds a full stop to others."""
    return re.search(r"[。！？!?][」』）)]*\s*$", text) is not None


def _one_line(text: str) -> str:
    """Japanese lines are joined without a blank, others with one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined += (" " if joined[-1].isascii() and line[0].isascii() else "") + line
    return re.sub(r"[ \t]+", " ", joined)


def dated(path: str, day: date | None) -> str | None:
    """Return a day as 2026年11月22日, marked, or None."""
    return None if day is None else mark(path, japanese(day))


def dated_with_era(path: str, day: date | None, *, era: bool) -> str | None:
    """Return a day as 2026年11月22日（令和8年）where the letter asks for the era, marked, or None."""
    if day is None:
        return None
    return mark(path, f"{japanese(day)}（{era_year(day)}）" if era else japanese(day))


def counted(path: str, number: int | None) -> str | None:
    """Return a whole number with commas, marked, or None."""
    return None if number is None else mark(path, plain_number(number))


def plain_number(number: int) -> str:
    """Return a whole number with commas and a true minus sign."""
    return f"{number:,}".replace("-", "\u2212")


def measured(path: str, octets: int | None) -> str | None:
    """Return a file size in kB or MB of a thousand, marked, or None."""
    if octets is None:
        return None
    if octets >= 1_000_000:
        return mark(path, f"{octets / 1_000_000:.1f} MB")
    return mark(path, f"{max(1, round(octets / 1000)):,} kB")


def part_of_month(month: MonthRow) -> str | None:
    """Return 24日から, 20日まで or 5日から20日まで where only a part of the month counts, else None."""
    last_day = monthrange(month.first.year, month.first.month)[1]
    begins, ends = month.first.day > 1, month.last.day < last_day
    if begins and ends:
        return f"{month.first.day}日から{month.last.day}日まで"
    if begins:
        return f"{month.first.day}日から"
    return f"{month.last.day}日まで" if ends else None
