"""Invents months of trade; nobody's real data."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))
GOODS = (
    ("KAKU-1", "B0KAKUU001"),
    ("kaku-1b", "B0KAKUU001"),
    ("KAKU-2", "B0KAKUU002"),
    ("４９-Ｘ", "4101010013"),
)
SHIPPED = ("Shipped", "Shipped - Picked Up", "Shipped - Out for Delivery", "Shipped - Delivered to Buyer")
OTHERS = (
    "Cancelled",
    "Pending",
    "Pending - Waiting for Pick Up",
    "Unshipped",
    "Shipping",
    "Shipped - Returned to Seller",
    "Shipped - Returning to Seller",
    "Shipped - Rejected by Buyer",
    "Shipped - Lost in Transit",
    "Shipped - Damaged",
)


@dataclass(frozen=True)
class Line:
    order: str
    sku: str
    asin: str
    when: datetime
    updated: datetime
    status: str
    item_status: str
    channel: str
    replacement: bool
    units: int | None


@dataclass(frozen=True)
class Back:
    """A return (`disposition`) or a refund (none)."""

    order: str
    sku: str
    asin: str
    when: datetime
    units: int
    disposition: str = ""


@dataclass(frozen=True)
class Month:
    lines: tuple[Line, ...]
    backs: tuple[Back, ...]


def invent(chance: random.Random, replacements: bool = True) -> Month:
    """Invent a month: orders of one to three lines, all states, now and then two identical lines."""
    start = datetime(chance.randint(2024, 2026), chance.randint(1, 12), 1, tzinfo=JAPAN)
    lines: list[Line] = []
    for number in range(chance.randint(4, 16)):
        when = start + timedelta(seconds=chance.randrange(30 * 86_400))
        order = f"250-{chance.randrange(10**7):07}-{number:07}"
        status = chance.choice(SHIPPED) if chance.random() < 0.6 else chance.choice(OTHERS)
        channel = "Amazon.co.jp" if chance.random() < 0.85 else chance.choice(("Non-Amazon", "Non-Amazon JP"))
        replacement = replacements and chance.random() < 0.1
        for _ in range(chance.randint(1, 3)):
            sku, asin = chance.choice(GOODS)
            gone = status == "Cancelled" or chance.random() < 0.05
            line = Line(
                order=order,
                sku=sku,
                asin=asin,
                when=when,
                updated=when + timedelta(seconds=chance.randrange(1, 86_400)),
                status=status,
                item_status="Cancelled" if gone else "Shipped",
                channel=channel,
                replacement=replacement,
                units=chance.choice((None, 0, 1)) if gone else chance.randint(1, 4),
            )
            lines += [line] * (2 if chance.random() < 0.1 else 1)
    return Month(tuple(lines), tuple(_backs(chance, lines)))


def _backs(chance: random.Random, lines: Iterable[Line]) -> Iterable[Back]:
    for line in lines:
        later = line.when + timedelta(days=chance.randint(1, 40))
        if line.units and chance.random() < 0.2:
            sellable = chance.choice(("SELLABLE", "CUSTOMER_DAMAGED", "DEFECTIVE"))
            yield Back(
                line.order, line.sku.upper(), line.asin, later, chance.randint(1, line.units), sellable
            )
        if line.units and chance.random() < 0.2:
            yield Back(line.order, line.sku, line.asin, later, chance.randint(1, line.units))


def is_sale(line: Line) -> bool:
    return (
        line.status in SHIPPED
        and line.item_status != "Cancelled"
        and line.channel == "Amazon.co.jp"
        and not line.replacement
    )
