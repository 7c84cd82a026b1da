"""Puts returns and refunds to the order lines they belong to; of the two the greater counts, never both."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from appeal.trade.statuses import Counter
from appeal.trade.tally import OUTSIDE, REFUND, SELLABLE, Back, OrderLine, units_of


@dataclass(slots=True)
class Joined:
    """Units of one ASIN that came back, by the day of the order; `deducted` is what is taken off units shipped."""

    returned: int = 0
    returned_to_stock: int = 0
    refunded: int = 0
    deducted: int = 0

    def add(self, back: Back) -> None:
        """Add one return or refund."""
        if back.sort == REFUND:
            self.refunded += back.units
            return
        self.returned += back.units
        self.returned_to_stock += back.units if back.sort == SELLABLE else 0


@dataclass(slots=True)
class _Place:
    """An order and SKU: the ASIN, what was shipped inside the counted days, and what came back of it."""

    goods: str
    inside: bool = False
    shipped: int = 0
    back: Joined = field(default_factory=Joined)


def join(lines: Iterable[OrderLine], backs: Iterable[Back]) -> tuple[dict[str, Joined], list[Back]]:
    """Return what came back by goods, for orders inside the counted days, and the returns whose order is in no report."""
    places = _places(lines)
    by_asin = {(order, place.goods): place for (order, _), place in places.items()}
    lost: list[Back] = []
    for back in backs:
        place = places.get((back.order, back.sku)) or by_asin.get((back.order, back.asin))
        if place is None:
            lost.append(back)
        else:
            place.back.add(back)
    joined: dict[str, Joined] = {}
    for place in places.values():
        if place.inside:
            _settle(joined.setdefault(place.goods, Joined()), place)
    return joined, lost


def _places(lines: Iterable[OrderLine]) -> dict[tuple[str, str], _Place]:
    places: dict[tuple[str, str], _Place] = {}
    for line in sorted(lines):
        place = places.setdefault((line.order, line.sku), _Place(line.goods))
        if line.bucket != OUTSIDE:
            place.inside = True
            place.shipped += units_of(line.units) if line.counter == Counter.SHIPPED else 0
    return places


def _settle(total: Joined, place: _Place) -> None:
    back = place.back
    total.returned += back.returned
    total.returned_to_stock += back.returned_to_stock
    total.refunded += back.refunded
    total.deducted += min(max(back.returned, back.refunded), place.shipped)


def join_by_day(
    backs: Iterable[Back], inside: Callable[[int], bool], asin_of: Callable[[Back], str]
) -> dict[str, Joined]:
    """Return what came back by ASIN and by the day it came back, for reports that know no orders."""
    joined: dict[str, Joined] = {}
    for back in backs:
        asin = asin_of(back)
        if asin and inside(back.seconds):
            joined.setdefault(asin, Joined()).add(back)
    return joined
