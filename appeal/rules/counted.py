"""Puts units counted from reports where the case states none; what the seller stated always wins."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from appeal.model.case import Case, Listing
from appeal.model.finding import Finding, found
from appeal.model.movement import MovementKind
from appeal.model.reports import AsinCount, Count, ReportFacts, ReportKind, Stretch
from appeal.model.trade import EvidenceWindow, MoveSource, StockMove
from appeal.rules.moves import stated_moves
from appeal.rules.stock import MonthPart, month_parts

# Reasons of adjustments in the stock ledger, public descriptions of the report; 体験談, seen 2026-11, not checked against
# a Japanese account. Others (damage, transfers, corrections) change the condition or come in pairs and are not taken.
LEDGER_REASONS: Mapping[str, MovementKind] = MappingProxyType(
    {"D": MovementKind.DISPOSED, "M": MovementKind.LOST, "F": MovementKind.FOUND}
)
# What left the stock without being sold, by the counter of the count.
COUNTERS: Mapping[str, MovementKind] = MappingProxyType(
    {
        "undelivered": MovementKind.UNDELIVERED,
        "lost_damaged": MovementKind.LOST_DAMAGED,
        "replacement": MovementKind.REPLACEMENT,
        "mcf": MovementKind.MULTI_CHANNEL,
    }
)
_LEDGER_TAKES = (MovementKind.DISPOSED, MovementKind.LOST, MovementKind.FOUND)


@dataclass(frozen=True, slots=True)
class FromReports:
    """What reports say besides sales and returns, by listing: moves of the window, units that `sold_net` leaves out.

    `counted` are the ASINs whose sales come from the reports; for the others only the ledger's moves count. `complete`
    is False where the reports leave out days or rows.
    """

    moves: tuple[StockMove, ...] = ()
    deducted: Mapping[str, int] = dataclasses.field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    reports: tuple[ReportFacts, ...] = ()
    complete: bool = True

    def leaves_open(self, asin: str) -> bool:
        """Return whether a listing's sales come from reports that do not tell all of them."""
        return not self.complete and asin in self.counted

    def reports_of(self, asin: str) -> tuple[ReportFacts, ...]:
        """Return the reports that a listing's numbers come from."""
        if asin in self.counted:
            return self.reports
        by_ledger = any(move.asin == asin and move.source is MoveSource.LEDGER for move in self.moves)
        return tuple(fact for fact in self.reports if by_ledger and fact.kind is ReportKind.LEDGER)


NO_REPORTS = FromReports()


def with_counts(case: Case, count: Count, window: EvidenceWindow, after: Count | None = None) -> Case:
    """Return the case with sales and returns of the window taken from the reports, day by day.

    `after` adds the days behind the window up to the one on which a listing's stock was counted. A month inside the reports
    without a shipment is stated as 0; a month that lies in a gap stays unstated.
    """
    parts = month_parts(window)
    listings = tuple(
        listing if listing.sales is not None else _counted(listing, count, parts, after)
        for listing in case.listing
    )
    return case.model_copy(update={"listing": listings})


def told_by(case: Case, count: Count, after: Count | None = None) -> FromReports:
    """Return what else the reports say of the listings of `case`, the case as the seller wrote it."""
    open_asins = frozenset(listing.asin for listing in case.listing if listing.sales is None)
    return FromReports(
        moves=tuple(
            move
            for counted in (count, after)
            for listing in case.listing
            if counted is not None
            for move in _moves(listing, counted.of(listing.asin))
        ),
        deducted={
            listing.asin: count.of(listing.asin).deducted
            for listing in case.listing
            if listing.sales is None and not listing.returned_to_stock
        },
        counted=open_asins,
        reports=tuple(fact for fact in count.reports if fact.first is not None),
        complete=count.complete,
    )


def judge_counts(case: Case, count: Count) -> tuple[Finding, ...]:
    """Return where the seller stated other units than the reports hold: his are used, and he is told."""
    sales = (
        found("Q327", f"listing[{place}].sales", asin=listing.asin, stated=stated, counted=counted)
        for place, listing in enumerate(case.listing)
        if listing.sales is not None
        and (stated := sum(listing.sales.values())) != (counted := count.of(listing.asin).shipped)
    )
    return (*sales, *_judge_moves(case, count))


def _moves(listing: Listing, row: AsinCount) -> Iterator[StockMove]:
    if listing.sales is None:
        for day in row.days:
            for counter, kind in COUNTERS.items():
                if units := getattr(day, counter):
                    yield StockMove(row.asin, kind, day.day, units, MoveSource.ORDERS)
    for one in row.adjusted:
        reason = LEDGER_REASONS.get(one.reason.upper())
        if reason is not None and (one.units > 0) is reason.enters:
            yield StockMove(row.asin, reason, one.day, abs(one.units), MoveSource.LEDGER)


def _judge_moves(case: Case, count: Count) -> Iterator[Finding]:
    stated = stated_moves(case)
    said = {(move.asin, move.kind) for move in stated}
    for place, listing in enumerate(case.listing):
        row, asin = count.of(listing.asin), listing.asin
        told = list(_moves(listing, row))
        for kind in MovementKind:
            counted = sum(move.units for move in told if move.kind is kind)
            own = sum(move.units for move in stated if move.asin == asin and move.kind is kind)
            if not counted:
                continue
            if (asin, kind) not in said:
                if kind in _LEDGER_TAKES:
                    yield found("Q347", f"listing[{place}]", asin=asin, kind=kind.words, counted=counted)
            elif own != counted:
                field = f"listing[{place}]"
                yield found("Q346", field, asin=asin, kind=kind.words, stated=own, counted=counted)
        yield from _not_taken(place, asin, row, told)


def _not_taken(place: int, asin: str, row: AsinCount, told: Sequence[StockMove]) -> Iterator[Finding]:
    """Say what the ledger adjusted or sent away for reasons that are not understood."""
    events = {one.event.casefold().replace(" ", ""): one.units for one in row.ledger}
    taken = sum(move.signed for move in told if move.source is MoveSource.LEDGER)
    if row.adjusted and (rest := sum(one.units for one in row.adjusted) - taken):
        yield found("Q348", f"listing[{place}]", asin=asin, signed=f"{rest:+d}")
    if removed := events.get("vendorreturns"):
        yield found("Q349", f"listing[{place}]", asin=asin, units=abs(removed))


def _counted(listing: Listing, count: Count, parts: Sequence[MonthPart], after: Count | None) -> Listing:
    days = [*count.of(listing.asin).days]
    if after is not None and listing.counted_on is not None:
        days += [day for day in after.of(listing.asin).days if day.day <= listing.counted_on]
    sales = {day.day.isoformat(): day.shipped for day in days if day.shipped}
    returned = {day.day.isoformat(): day.returned_to_stock for day in days if day.returned_to_stock}
    moved = {key[:7] for key in sales}
    for part in parts:
        if part.month not in moved and not any(_overlap(part, gap) for gap in count.gaps):
            sales[part.month] = 0
    update: dict[str, Any] = {"sales": sales}
    if not listing.returned_to_stock and returned:
        update["returned_to_stock"] = returned
    return listing.model_copy(update=update)


def _overlap(part: MonthPart, gap: Stretch) -> bool:
    return gap.first <= part.last and part.first <= gap.last
