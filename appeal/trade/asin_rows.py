"""One ASIN's row of the count, and what other reports say of it; it adds up and compares nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from appeal.model.reports import AsinCount, DayUnits, LedgerUnits, MonthUnits, ReportKind, Witness
from appeal.trade.cells import day_of
from appeal.trade.groups import Group
from appeal.trade.joining import Joined
from appeal.trade.skus import Goods
from appeal.trade.statuses import Counter
from appeal.trade.tally import REFUND, SELLABLE, STEP, Back, Calendar, Sheet, lines_of, units_of

_LEFT = (Counter.SHIPPED, Counter.UNDELIVERED, Counter.LOST_DAMAGED, Counter.REPLACEMENT, Counter.MCF)


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
        self._months: dict[tuple[str, int], MonthUnits] = {}
        for back in backs:
            if back.sort != REFUND and inside(back.seconds):
                self.returns.setdefault(goods.of_back(back), []).append(back)
        for name, group in groups.items():
            self._add_events(group, goods)
            if name != basis and name != "fba_returns":
                self._add_units(name, group, goods)
        for asin, units in bounds.items():
            self._add(asin, ReportKind.BUSINESS_BY_CHILD_ASIN, units)

    def month_units(self, month: str, shipped: int) -> MonthUnits:
        """Return the value of a month; equal ones are one object, for a year of many ASINs is mostly small numbers."""
        return self._months.setdefault((month, shipped), MonthUnits(month, shipped))

    def _add_events(self, group: Group, goods: Goods) -> None:
        for (name, event), units in group.total.events.items():
            events = self.events.setdefault(goods.asin(name), {})
            events[event] = events.get(event, 0) + units

    def _add_units(self, name: str, group: Group, goods: Goods) -> None:
        kind = ReportKind.LEDGER if name.startswith("ledger") else ReportKind(name)
        for key, sheet in group.total.sheets.items():
            units = sum(
                units_of(packed) for place, packed in sheet.items() if place % STEP == Counter.SHIPPED
            )
            self._add(goods.asin(key), kind, units)

    def _add(self, asin: str, kind: ReportKind, units: int) -> None:
        told = self.units.setdefault(asin, {})
        told[kind] = told.get(kind, 0) + units


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
    days: dict[int, list[int]] = {}
    for key, packed in sheet.items():
        if key % STEP in _LEFT:
            day = days.setdefault(key // STEP, [0, 0, 0])
            day[0] += units_of(packed) if key % STEP == Counter.SHIPPED else 0
            day[1] += units_of(packed)
    for back in returns:
        if back.sort == SELLABLE:
            days.setdefault(day_of(back.seconds), [0, 0, 0])[2] += back.units
    return tuple(DayUnits(date.fromordinal(day), *units) for day, units in sorted(days.items()) if any(units))
