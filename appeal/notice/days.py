"""Gives the numbers of days in a notice their roles: days for the papers, days for the seller; other days stay out."""

from __future__ import annotations

import re
from datetime import date

from appeal.notice.phrases import Findings, Match

_KANJI = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "twenty": 20,
    "twenty-one": 21, "twenty-four": 24, "thirty": 30, "forty": 40, "forty-five": 45, "forty-eight": 48, "sixty": 60,
    "seventy-two": 72, "ninety": 90,
}  # fmt: skip
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
LONGEST_DAYS = 3650
_CALENDAR_DAYS = ("日", "day", "calendar day")


def number_of(text: str) -> int | None:
    """Return a number in digits, in kanji below 1000 or as a common English word, or None."""
    if text.isdecimal():
        return int(text)
    return _ENGLISH.get(text.lower()) or _kanji(text)


def _kanji(text: str) -> int | None:
    total, current = 0, 0
    for sign in text:
        if sign in _KANJI:
            current = _KANJI[sign]
        elif sign in "十百":
            total += (current or 1) * (10 if sign == "十" else 100)
            current = 0
        else:
            return None
    return total + current or None


def days_of(match: Match) -> int | None:
    """Return the days a match names; hours count where they are whole days, months stay words and give None.

    Working days give None too: which calendar day they end on hangs on holidays that no notice names.
    """
    number = number_of(match.parts.get("number") or "")
    unit = (match.parts.get("unit") or "").lower()
    if number is None or not 0 < number <= LONGEST_DAYS:
        return None
    if unit in ("時間", "hour"):
        return number // 24 if number % 24 == 0 else None
    if unit in ("週間", "week"):
        return number * 7
    return number if unit in _CALENDAR_DAYS else None


def read_windows(findings: Findings) -> list[tuple[str, int | None, Match]]:
    """Return words, days (None for months) and place of each window of papers or sales, each wording once."""
    found: dict[str, tuple[str, int | None, Match]] = {}
    taken = 0
    for match in findings.of("window"):
        named = match.parts.get("text") or match.parts.get("text_older")
        if not findings.said(match, "window_context") or match.start < taken:
            continue
        taken = match.end
        start = findings.flat.plain.find(named, match.start) if named else match.start
        end = start + len(named) if named else match.end
        text = " ".join(findings.flat.verbatim(start, end).split())
        found.setdefault("".join(text.split()), (text, days_of(match), match))
    return list(found.values())


def read_deadline(findings: Findings) -> tuple[int | str, Match] | None:
    """Return the days in which the seller must act and where they stand, "unknown" for a date, or None."""
    taken = [range(match.start, match.end) for match in findings.of("window")]
    for match in _candidates(findings):
        number = findings.flat.plain.find(match.parts.get("number") or "", match.start)
        if any(number in span for span in taken):
            continue
        return days_of(match) or "unknown", match
    dated = findings.of("deadline_day") or findings.of("deadline_date") or findings.of("deadline_told")
    return ("unknown", dated[0]) if dated else None


def _candidates(findings: Findings) -> list[Match]:
    english = [match for match in findings.of("deadline_en") if findings.said(match, "answer_en")]
    return sorted(
        [*findings.of("deadline"), *findings.of("deadline_left"), *english], key=lambda match: match.start
    )


def read_deadline_date(findings: Findings) -> tuple[date, Match] | None:
    """Return the day of a deadline printed with its year, or None."""
    for match in [*findings.of("deadline_day"), *findings.of("deadline_date")]:
        text = match.parts.get("date") or match.parts.get("date_en") or ""
        if day := printed_day(text):
            return day, match
    return None


def printed_day(text: str) -> date | None:
    """Return a day printed with its year in Japanese or English, or None."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    word = re.match(r"[A-Za-z]+", text)
    if word and word[0].lower() in _MONTHS and len(numbers) == 2:
        numbers = [numbers[1], _MONTHS.index(word[0].lower()) + 1, numbers[0]]
    if len(numbers) < 3 or numbers[0] < 1000:
        return None
    try:
        return date(*numbers[:3])
    except ValueError:
        return None
