"""Reads every deadline of a reply with its words; it derives none from another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from appeal.model.reading import NoticeReading
from appeal.model.round import ToldDeadline
from appeal.notice.read import read_notice

_MOST = 50
# Only a sentence that holds a number, in any writing, can tell a day.
_NUMBER = re.compile(
    r"\d|[一二三四五六七八九十百]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty)\b",
    re.IGNORECASE,
)


def read_deadlines(
    said: Sequence[str], whole: NoticeReading, received: date | None
) -> tuple[ToldDeadline, ...]:
    """Return the deadlines of a reply, the earliest first and those that cannot be counted last, each day once.

    `whole` is the reading of all lines of `said`; `received` the day of the reply, from which days are counted.
    """
    found: dict[tuple[object, ...], ToldDeadline] = {}
    for reading in (whole, *_by_sentence(said)):
        for one in _told(reading, received):
            key = (one.day,) if one.day else (one.day, one.days)
            found.setdefault(key, one)
    return tuple(sorted(found.values(), key=lambda one: (one.day or date.max, one.days or 0)))


def earliest(deadlines: Sequence[ToldDeadline], received: date | None) -> date | None:
    """Return the day that counts where several are told: the first that is not over before the reply was written."""
    days = sorted(one.day for one in deadlines if one.day is not None)
    return next((day for day in days if received is None or day >= received), days[0] if days else None)


def _by_sentence(said: Sequence[str]) -> Iterator[NoticeReading]:
    sentences = [one for line in said for one in re.findall(r"[^。]+。?", line) if _NUMBER.search(one)]
    # The reading of the whole tells only the first deadline of several.
    return (read_notice(one) for one in sentences[:_MOST])


def _told(reading: NoticeReading, received: date | None) -> Iterator[ToldDeadline]:
    days, day = reading.deadline_days, reading.deadline_date
    if isinstance(days, int):
        yield ToldDeadline(_quote(reading, "deadline_days"), _counted(received, days), days)
    if day is not None:
        yield ToldDeadline(_quote(reading, "deadline_date"), day)


def _quote(reading: NoticeReading, key: str) -> str:
    return next((fact.quote for fact in reading.facts_of(key)), "")


def _counted(received: date | None, days: int) -> date | None:
    try:
        return received + timedelta(days=days) if received is not None else None
    except OverflowError:
        return None
