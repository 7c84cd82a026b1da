"""The days that count, from the notice's own wording and its date; never the window that would fit."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from appeal.model.dates import parse_span
from appeal.model.notice import NoticeFields
from appeal.model.trade import EvidenceWindow
from appeal.rules import policy


def window_days(window_text: str) -> int:
    """Return the days of a span: as written, 30 a month and 365 a year (the safe, shorter reading).

    Raises ValueError where the text is no span; a case that was read holds none such.
    """
    number, unit = _span(window_text)
    days_each = {"日": 1, "か月": policy.MONTH_DAYS.value, "年": policy.YEAR_DAYS.value}
    return number * days_each[unit]


def evidence_window(notice: NoticeFields) -> EvidenceWindow | None:
    """Return the days from `received` back, both ends inside.

    None where notice date or span is not stated, and where the span is longer than any notice can mean.
    """
    if notice.received is None or notice.window is None or is_too_long(notice.window):
        return None
    first = _days_before(notice.received, window_days(notice.window))
    return EvidenceWindow(first=first, last=notice.received, text=notice.window)


def is_too_long(window_text: str) -> bool:
    """Return whether a span can only be a slip of the pen."""
    return window_days(window_text) > policy.LONGEST_WINDOW_DAYS.value


def calendar_first(window_text: str, received: date) -> date:
    """Return the first day by the calendar: six months before 31 August is the last of February.

    A paper between this day and the first day of `evidence_window` is doubtful, not outside. Raises ValueError
    where the text is no span.
    """
    number, unit = _span(window_text)
    if unit == "日":
        return _days_before(received, number)
    months = received.year * 12 + received.month - 1 - number * (12 if unit == "年" else 1)
    year, month = divmod(months, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(received.day, calendar.monthrange(year, month + 1)[1]))


def _span(window_text: str) -> tuple[int, str]:
    span = parse_span(window_text)
    if span is None:
        raise ValueError(f"not a span: {window_text!r}")
    return span


def _days_before(day: date, days: int) -> date:
    return day - timedelta(days=days) if days < day.toordinal() else date.min
