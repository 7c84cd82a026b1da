"""Days of the counted span that no report covers; it only compares first and last days."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from appeal.model.reports import Stretch

_DAY = timedelta(days=1)
# Shorter stretches at the ends of reports are ordinary: a day without an order leaves no row. 当方の目安.
_WORTH_A_WORD = 7


def uncovered(first: date, last: date, spans: Iterable[tuple[date, date]]) -> Iterator[Stretch]:
    """Yield every stretch from `first` to `last` that lies outside all spans, in order."""
    start = first
    for low, high in sorted(spans):
        if low > start:
            yield Stretch(start, min(low - _DAY, last))
        start = max(start, high + _DAY)
        if start > last:
            return
    if start <= last:
        yield Stretch(start, last)


def is_gap(stretch: Stretch) -> bool:
    """Return whether a stretch is a month or longer: from a day to the day before the same day of the next month."""
    return stretch.last + _DAY >= _next_month(stretch.first)


def is_worth_a_word(stretch: Stretch) -> bool:
    """Return whether a stretch that is no gap should still be named."""
    return (stretch.last - stretch.first).days + 1 >= _WORTH_A_WORD


def _next_month(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
