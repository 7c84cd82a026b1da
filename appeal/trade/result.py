"""From sums by goods to the count a person reads: ASINs for SKUs, returns to their orders, gaps and doubts named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from appeal.model.finding import Finding
from appeal.model.reports import Count, ReportFacts, ReportKind
from appeal.trade.asin_rows import Aside, asin_row
from appeal.trade.doubts import doubts
from appeal.trade.gaps import is_gap, uncovered
from appeal.trade.groups import Group
from appeal.trade.joining import Joined, join, join_by_day
from appeal.trade.skus import Goods
from appeal.trade.statuses import Counter
from appeal.trade.tally import OUTSIDE, STEP, Back, Calendar, Sheet, units_of
from appeal.trade.troubles import Troubles

_REFUND_KINDS = ("transactions", "settlement_v2")
_LEDGERS = ("ledger_detail", "ledger_summary")
# What came back stands there by its own day, and no order joins it to what was sold.
_BY_DAY = (*_LEDGERS, "own_table")


@dataclass(frozen=True, slots=True)
class Material:
    """All that was read, before it is a count; `basis` names the group whose lines are counted."""

    basis: str | None
    groups: Mapping[str, Group]
    listed: set[tuple[str, str]]
    named: set[tuple[str, str]]
    bounds: Mapping[str, int]
    facts: tuple[ReportFacts, ...]
    troubles: Troubles
    calendar: Calendar
    asins: frozenset[str] | None
    first: date | None
    last: date | None

    @property
    def kind(self) -> ReportKind | None:
        """The kind that is counted."""
        if self.basis is None:
            return None
        return ReportKind.LEDGER if self.basis in _LEDGERS else ReportKind(self.basis)

    def spans(self) -> list[tuple[date, date]]:
        """Return the first and last day of every report that is counted."""
        return self.groups[self.basis].days() if self.basis is not None else []

    def inside(self, seconds: int) -> bool:
        """Return whether a moment lies in the counted days."""
        return self.calendar.bucket(seconds) != OUTSIDE

    def backs(self) -> list[Back]:
        """Return returns and refunds, each out of one kind of report only."""
        names = ["fba_returns"] if "fba_returns" in self.groups else [n for n in _BY_DAY if n == self.basis]
        names += [name for name in _REFUND_KINDS if name in self.groups][:1]
        return [back for name in dict.fromkeys(names) for back in self.groups[name].total.backs]


def assemble(material: Material) -> Count:
    """Return the count."""
    goods = Goods(material.listed, material.named)
    sheets = _by_asin(material, goods)
    joined, lost = _joined(material, goods, sheets)
    first, last = _span(material)
    stretches = list(uncovered(first, last, material.spans())) if first and last else []
    # Where no report holds any of the asked days, nothing is known of them, however few they are.
    gaps = tuple(one for one in stretches if is_gap(one) or (one.first, one.last) == (first, last))
    names = _names(material, sheets, joined)
    aside = Aside(material.groups, material.basis, material.bounds, material.backs(), material.inside, goods)
    rows = tuple(
        asin_row(
            asin,
            sheets.pop(asin, {}),
            joined.get(asin, Joined()),
            aside,
            material.calendar,
            material.asins is not None,
        )
        for asin in sorted(names)
    )
    for group in material.groups.values():
        material.troubles.absorb(group.total.troubles)
    findings: tuple[Finding, ...] = (
        *material.troubles.findings(),
        *doubts(
            material.kind, rows, stretches, material.facts, lost, material.asins, gaps, first is not None
        ),
        *goods.findings(material.asins, material.basis),
    )
    return Count(
        reports=material.facts,
        asins=rows,
        gaps=gaps,
        findings=findings,
        basis=material.kind,
        first=first,
        last=last,
    )


def _by_asin(material: Material, goods: Goods) -> dict[str, Sheet]:
    sheets: dict[str, Sheet] = {}
    if material.basis is None:
        return sheets
    for name, sheet in material.groups[material.basis].total.sheets.items():
        asin = goods.asin(name, told=bool(sheet))
        if asin and sheet and (material.asins is None or asin in material.asins):
            total = sheets.setdefault(asin, sheet)
            if total is not sheet:
                sheets[asin] = _summed(total, sheet)
    return sheets


def _summed(one: Sheet, other: Sheet) -> Sheet:
    return {key: one.get(key, 0) + other.get(key, 0) for key in one.keys() | other.keys()}


def _joined(
    material: Material, goods: Goods, sheets: Mapping[str, Sheet]
) -> tuple[dict[str, Joined], list[Back]]:
    backs = material.backs()
    if material.basis is None or material.basis in _BY_DAY:
        by_day = join_by_day(backs, material.inside, lambda back: goods.of_back(back))
        return {asin: _settled(part, sheets.get(asin, {})) for asin, part in by_day.items()}, []
    by_goods, lost = join(material.groups[material.basis].total.singled, backs)
    joined: dict[str, Joined] = {}
    for name, part in by_goods.items():
        total = joined.setdefault(goods.asin(name), Joined())
        total.returned += part.returned
        total.returned_to_stock += part.returned_to_stock
        total.refunded += part.refunded
        total.deducted += part.deducted
    wanted = material.asins
    missed = [
        b for b in lost if material.inside(b.seconds) and (wanted is None or goods.of_back(b) in wanted)
    ]
    return joined, missed


def _settled(part: Joined, sheet: Sheet) -> Joined:
    """Cap what came back at what was shipped in all: such a report knows no orders."""
    shipped = sum(units_of(packed) for key, packed in sheet.items() if key % STEP == Counter.SHIPPED)
    part.deducted = max(min(max(part.returned, part.refunded), shipped), 0)
    return part


def _span(material: Material) -> tuple[date | None, date | None]:
    spans = material.spans()
    first = material.first or min((low for low, _ in spans), default=material.last)
    last = material.last or max((high for _, high in spans), default=material.first)
    if first and last and last < first:
        # Only one end was asked for, and the reports lie on its other side.
        first = last = material.first or material.last
    return first, last


def _names(material: Material, sheets: Mapping[str, Sheet], joined: Mapping[str, Joined]) -> set[str]:
    if material.asins is not None:
        return set(material.asins)
    bounds = set(material.bounds) if material.basis is None else set()
    return {asin for asin in (*sheets, *joined, *bounds) if asin}
