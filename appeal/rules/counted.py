"""Puts units counted from reports where the case states none; what the seller stated always wins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from appeal.model.case import Case, Listing
from appeal.model.finding import Finding, found
from appeal.model.reports import Count, Stretch
from appeal.model.trade import EvidenceWindow
from appeal.rules.stock import MonthPart, month_parts


def with_counts(case: Case, count: Count, window: EvidenceWindow) -> Case:
    """Return the case with sales and returns of the window taken from the reports, day by day.

    A month inside the reports without a shipment is stated as 0; a month that lies in a gap stays unstated.
    """
    parts = month_parts(window)
    listings = tuple(
        listing if listing.sales is not None else _counted(listing, count, parts) for listing in case.listing
    )
    return case.model_copy(update={"listing": listings})


def judge_counts(case: Case, count: Count) -> tuple[Finding, ...]:
    """Return where the seller stated other units than the reports hold: his are used, and he is told."""
    return tuple(
        found("Q327", f"listing[{place}].sales", asin=listing.asin, stated=stated, counted=counted)
        for place, listing in enumerate(case.listing)
        if listing.sales is not None
        and (stated := sum(listing.sales.values())) != (counted := count.of(listing.asin).shipped)
    )


def _counted(listing: Listing, count: Count, parts: Sequence[MonthPart]) -> Listing:
    days = count.of(listing.asin).days
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
