"""One ASIN's row of the count, and what other reports say of it; it adds up and compares nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from appeal.model.reports import Adjusted, AsinCount, DayUnits, LedgerUnits, MonthUnits, ReportKind, Witness
from appeal.trade.cells import day_of
from appeal.trade.groups import Group
from appeal.trade.joining import Joined
from appeal.trade.skus import Goods
from appeal.trade.statuses import Counter
from appeal.trade.tally import REFUND, SELLABLE, STEP, Back, Calendar, Sheet, lines_of, units_of

# What leaves the stock, in the order of `DayUnits`.
_OTHERS = (Counter.UNDELIVERED, Counter.LOST_DAMAGED, Counter.REPLACEMENT, Counter.MCF)
_LEFT = (Counter.SHIPPED, *_OTHERS)


class Aside:
    """What stands beside the counted lines, by ASIN: returns by their own day, ledger events, other reports' units."""

    def __init__(
        self,
        groups: Mapping[str, Group],
        basis: str | None,
        bounds: Mapping[str, int],
        backs: Iterable[Back],
        inside: Callable[[int], bool],
        goods: Goods,
    ) -> None:
        self.returns: dict[str, list[Back]] = {}
        self.events: dict[str, dict[str, int]] = {}
        self.units: dict[str, dict[ReportKind, int]] = {}
        self.adjusted: dict[str, dict[tuple[int, str], int]] = {}
        self._months: dict[tuple[str, int], MonthUnits] = {}
        for back in backs:
            if back.sort != REFUND and inside(back.seconds):
                self.returns.setdefault(goods.of_back(back), []).append(back)
        for name, group in groups.items():
            self._add_events(group, goods)
            same = name == basis or (name.startswith("ledger") and (basis or "").startswith("ledger"))
            if not same and name != "fba_returns":
                self._add_units(name, group, goods)
        for asin, units in bounds.items():
            self.units.setdefault(asin, {})[ReportKind.BUSINESS_BY_CHILD_ASIN] = units

    def month_units(self, month: str, shipped: int) -> MonthUnits:
        """Return the value of a month; equal ones are one object, for a year of many ASINs is mostly small numbers."""
        return self._months.setdefault((month, shipped), MonthUnits(month, shipped))

    def _add_events(self, group: Group, goods: Goods) -> None:
        for (name, event), units in group.total.events.items():
            events = self.events.setdefault(goods.asin(name), {})
            events[event] = events.get(event, 0) + units
        for (name, day, reason), units in group.total.adjusted.items():
            told = self.adjusted.setdefault(goods.asin(name), {})
            told[day, reason] = told.get((day, reason), 0) + units

    def _add_units(self, name: str, group: Group, goods: Goods) -> None:
        kind = ReportKind.LEDGER if name.startswith("ledger") else ReportKind(name)
        shipped: dict[str, int] = {}
        for key, sheet in group.total.sheets.items():
            units = sum(
                units_of(packed) for place, packed in sheet.items() if place % STEP == Counter.SHIPPED
            )
            asin = goods.asin(key)
            shipped[asin] = shipped.get(asin, 0) + units
        for asin, units in shipped.items():
            told = self.units.setdefault(asin, {})
            # Detail and summary of the ledger tell of the same units.
            told[kind] = max(told.get(kind, 0), units)


def asin_row(
    asin: str, sheet: Sheet, back: Joined, aside: Aside, calendar: Calendar, daily: bool
) -> AsinCount:
    """Return the row of one ASIN; with days where `daily`."""
    sums = [0] * len(Counter)
    for key, packed in sheet.items():
        sums[key % STEP] += packed
    units = [units_of(packed) for packed in sums]
    lines = [(counter.name.lower(), lines_of(sums[counter])) for counter in Counter if sums[counter]]
    returns = aside.returns.get(asin, [])
    return AsinCount(
        asin=asin,
        shipped=units[Counter.SHIPPED],
        cancelled=units[Counter.CANCELLED],
        pending=units[Counter.PENDING],
        undelivered=units[Counter.UNDELIVERED],
        lost_damaged=units[Counter.LOST_DAMAGED],
        replacement=units[Counter.REPLACEMENT],
        mcf=units[Counter.MCF],
        unknown_status=units[Counter.UNKNOWN_STATUS],
        returned=back.returned,
        returned_to_stock=back.returned_to_stock,
        refunded=back.refunded,
        deducted=back.deducted,
        returned_by_day_of_return=sum(part.units for part in returns),
        lines=tuple(lines),
        months=_months(sheet, calendar, aside),
        days=_days(sheet, returns) if daily else (),
        ledger=tuple(LedgerUnits(*event) for event in sorted(aside.events.get(asin, {}).items())),
        adjusted=_adjusted(aside.adjusted.get(asin, {})) if daily else (),
        witnesses=tuple(Witness(*told) for told in sorted(aside.units.get(asin, {}).items())),
    )


def _months(sheet: Sheet, calendar: Calendar, aside: Aside) -> tuple[MonthUnits, ...]:
    months: dict[str, int] = {}
    shipped = int(Counter.SHIPPED)
    for key, packed in sheet.items():
        if key % STEP == shipped:
            month = calendar.month(key)
            months[month] = months.get(month, 0) + units_of(packed)
    return tuple(aside.month_units(*month) for month in sorted(months.items()) if month[1])


def _days(sheet: Sheet, returns: Iterable[Back]) -> tuple[DayUnits, ...]:
    """Return the days on which anything moved: shipped, left for any reason, back to stock, and the other reasons."""
    days: dict[int, list[int]] = {}
    for key, packed in sheet.items():
        counter = key % STEP
        if counter in _LEFT:
            day, units = days.setdefault(key // STEP, [0] * 7), units_of(packed)
            day[1] += units
            if counter == Counter.SHIPPED:
                day[0] += units
            else:
                day[3 + _OTHERS.index(Counter(counter))] += units
    for back in returns:
        if back.sort == SELLABLE:
            days.setdefault(day_of(back.seconds), [0] * 7)[2] += back.units
    return tuple(DayUnits(date.fromordinal(day), *units) for day, units in sorted(days.items()) if any(units))


def _adjusted(told: Mapping[tuple[int, str], int]) -> tuple[Adjusted, ...]:
    return tuple(
        Adjusted(date.fromordinal(day), reason, units)
        for (day, reason), units in sorted(told.items())
        if units
    )
