"""Units stated by month or day, laid over the evidence window, and the running stock they give; exact, no opinion."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from appeal.model.case import Listing
from appeal.model.trade import EvidenceWindow, PurchaseLine, StockMove


@dataclass(frozen=True, slots=True)
class MonthPart:
    """One calendar month (`2026-05`) cut to the window, both ends inside."""

    month: str
    first: date
    last: date

    @property
    def is_whole(self) -> bool:
        """Whether every day of the month lies in the window."""
        return (
            self.first.day == 1 and self.last.day == calendar.monthrange(self.last.year, self.last.month)[1]
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """What a table of months and days says about the window.

    `months` holds units of each month that is stated, `days` the same units on the day they move the stock.
    `outside` are the keys that lie outside the window, `twofold` the months stated both whole and by days; of
    those the whole month counts.
    """

    months: Mapping[str, int]
    days: Mapping[date, int]
    outside: tuple[str, ...]
    twofold: tuple[str, ...]


def month_parts(window: EvidenceWindow) -> tuple[MonthPart, ...]:
    """Return the months of the window in order, the first and the last cut to it."""
    parts: list[MonthPart] = []
    first = window.first
    while True:
        end = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
        parts.append(MonthPart(first.isoformat()[:7], first, min(end, window.last)))
        if end >= window.last:
            return tuple(parts)
        first = end + timedelta(days=1)


def lay_over(table: Mapping[str, int], window: EvidenceWindow, *, at_start: bool) -> Stated:
    """Lay months (`2026-06`) and days (`2026-06-14`) over the window.

    A month at its edge means the part inside. A whole month moves the stock on the first day of that part where
    `at_start`, else on its last: what leaves counts late and what comes back early, so that a stock below zero is
    certain and no artefact of the table.
    """
    parts = {part.month: part for part in month_parts(window)}
    whole = {key for key in table if len(key) == 7}
    months: Counter[str] = Counter()
    days: Counter[date] = Counter()
    outside = []
    for key, units in table.items():
        month = key[:7]
        if month not in parts or (key not in whole and date.fromisoformat(key) not in window):
            outside.append(key)
        elif key in whole or month not in whole:
            months[month] += units
            part = parts[month]
            days[date.fromisoformat(key) if key not in whole else part.first if at_start else part.last] += (
                units
            )
    twofold = sorted({key[:7] for key in table if key not in whole} & whole & parts.keys())
    return Stated(dict(months), dict(days), tuple(sorted(outside)), tuple(twofold))


def stated_sales(listing: Listing, window: EvidenceWindow) -> Stated:
    """Return the units shipped that the case states for the window."""
    return lay_over(listing.sales or {}, window, at_start=False)


def stated_returns(listing: Listing, window: EvidenceWindow) -> Stated:
    """Return the units put back to stock that the case states for the window."""
    return lay_over(listing.returned_to_stock, window, at_start=True)


def months_not_stated(listing: Listing, window: EvidenceWindow) -> tuple[str, ...]:
    """Return the whole months of the window for which the case states no sales; a stated 0 is stated."""
    return tuple(part.month for part in _unstated(listing, window) if part.is_whole)


def edges_not_stated(listing: Listing, window: EvidenceWindow) -> tuple[MonthPart, ...]:
    """Return the parts of months at the ends of the window for which the case states no sales.

    A stretch shorter than a month is no gap, as it is none in the reports; it is named all the same.
    """
    return tuple(part for part in _unstated(listing, window) if not part.is_whole)


def _unstated(listing: Listing, window: EvidenceWindow) -> tuple[MonthPart, ...]:
    stated = stated_sales(listing, window).months
    return tuple(part for part in month_parts(window) if part.month not in stated)


def running_stock(
    listing: Listing,
    purchases: Iterable[PurchaseLine],
    window: EvidenceWindow,
    moves: Iterable[StockMove] = (),
) -> Sequence[tuple[date, int]]:
    """Return the stock at the end of each day on which it moves; empty where the opening stock is not stated.

    `purchases` and `moves` are those of this listing inside the window. Months not stated move nothing, so the stock
    shown is the highest it can have been.
    """
    if listing.opening_stock is None:
        return ()
    days: Counter[date] = Counter(stated_returns(listing, window).days)
    for line in purchases:
        days[line.issued] += line.units
    for move in moves:
        days[move.on] += move.signed
    days.subtract(stated_sales(listing, window).days)
    stock = listing.opening_stock
    course = []
    for day in sorted(days):
        stock += days[day]
        course.append((day, stock))
    return tuple(course)


def first_below_zero(course: Sequence[tuple[date, int]]) -> tuple[date, int] | None:
    """Return the first day of a running stock that ends below zero and by how many units, or None."""
    return next(((day, -stock) for day, stock in course if stock < 0), None)


def mending_purchase(
    course: Sequence[tuple[date, int]], purchases: Sequence[PurchaseLine], since: date
) -> PurchaseLine | None:
    """Return the purchase line that brings the stock back to zero or more after `since`, None where none does.

    `purchases` stand by date. It only tells which paper would have had to come earlier; nothing is moved.
    """
    mended = next(((day, stock) for day, stock in course if day > since and stock >= 0), None)
    if mended is None:
        return None
    day, spare = mended
    lines = [line for line in purchases if line.issued == day]
    # Lines of that day that could be missing and still leave the stock at zero do not mend it.
    for line in reversed(lines):
        if line.units > spare:
            return line
        spare -= line.units
    return None
