"""Counts an invented month slowly and plainly, straight from what was invented; shares no code with the program."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from trade_months import JAPAN, Back, Line, Month, is_sale

COUNTERS = (
    "cancelled",
    "unknown_status",
    "mcf",
    "replacement",
    "pending",
    "undelivered",
    "lost_damaged",
    "shipped",
)
BACK_ON_ITS_WAY = (
    "Shipped - Returned to Seller",
    "Shipped - Returning to Seller",
    "Shipped - Rejected by Buyer",
)
GONE = ("Shipped - Lost in Transit", "Shipped - Damaged")
WAITING = ("Pending", "Pending - Waiting for Pick Up", "Unshipped", "Shipping")


def day(entry: Line | Back) -> date:
    return (entry.when.astimezone(JAPAN) - timedelta(0)).date()


def counter(line: Line) -> str:
    if line.status == "Cancelled" or line.item_status == "Cancelled":
        return "cancelled"
    if line.channel != "Amazon.co.jp":
        return "mcf"
    if line.replacement:
        return "replacement"
    if line.status in WAITING:
        return "pending"
    if line.status in BACK_ON_ITS_WAY:
        return "undelivered"
    return "lost_damaged" if line.status in GONE else "shipped"


def folded(sku: str) -> str:
    return unicodedata.normalize("NFKC", sku).lower()


def inside(entry: Line | Back, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day(entry)) and (last is None or day(entry) <= last)


def expect(month: Month, first: date | None = None, last: date | None = None) -> dict[str, dict[str, object]]:
    """Return every figure of `appeal count` by ASIN, for the lines of 全注文レポート with returns and refunds."""
    figures: dict[str, dict[str, object]] = {}
    lines = [line for line in month.lines if inside(line, first, last)]
    for asin in sorted({line.asin for line in lines}):
        own = [line for line in lines if line.asin == asin]
        row: dict[str, object] = dict.fromkeys(COUNTERS, 0)
        months: dict[str, int] = defaultdict(int)
        for line in own:
            name = counter(line)
            row[name] = int(row[name]) + (line.units if line.units is not None else 1)  # type: ignore[call-overload]
            if name == "shipped":
                months[day(line).isoformat()[:7]] += line.units or 0
        row["months"] = dict(sorted(months.items()))
        row |= came_back(own, month.backs)
        figures[asin] = row
    return figures


def came_back(lines: list[Line], backs: Iterable[Back]) -> dict[str, object]:
    returned = restocked = refunded = deducted = 0
    for order, sku in sorted({(line.order, folded(line.sku)) for line in lines}):
        own = [back for back in backs if back.order == order and folded(back.sku) == sku]
        came = sum(back.units for back in own if back.disposition)
        paid = sum(back.units for back in own if not back.disposition)
        shipped = sum(
            line.units or 0
            for line in lines
            if line.order == order and folded(line.sku) == sku and counter(line) == "shipped"
        )
        returned, refunded = returned + came, refunded + paid
        restocked += sum(back.units for back in own if back.disposition == "SELLABLE")
        deducted += min(max(came, paid), shipped)
    left = sum(line.units or 0 for line in lines if counter(line) not in ("cancelled", "pending"))
    shipped = sum(line.units or 0 for line in lines if counter(line) == "shipped")
    return {
        "returned": returned,
        "returned_to_stock": restocked,
        "refunded": refunded,
        "sold_net": shipped - deducted,
        "supply_needed": max(left - restocked, 0),
    }


def shipped_by_asin(lines: Iterable[Line]) -> dict[str, int]:
    units: dict[str, int] = defaultdict(int)
    for line in lines:
        if is_sale(line):
            units[line.asin] += line.units or 0
    return {asin: count for asin, count in sorted(units.items()) if count}
