"""Purchases, sales and what comes of comparing them, listing by listing; whole units only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from appeal.model.notice import QuantityBasis


@dataclass(frozen=True, slots=True)
class EvidenceWindow:
    """The days that count, both ends inside; `text` is the notice's own wording."""

    first: date
    last: date
    text: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """One line of an invoice or receipt: `units` pieces of `asin`; `evidence` is the place in the case's list."""

    asin: str
    units: int
    issued: date
    evidence: int
    row: str | None = None


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of the window (or the part of it inside the window, `first` to `last`).

    `sold` is gross (shipped), None where the case states nothing for this month; `stock` is the running stock at
    the end of `last`, None where it cannot be told.
    """

    month: str
    first: date
    last: date
    purchased: int
    sold: int | None
    returned: int
    stock: int | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Opening + purchased - shipped + returned against the counted stock, for one listing in the window.

    `needed` and `covered` are what `shortfall` and `surplus` compare: by sales, units shipped against opening stock
    and purchases; by stock, units on hand against purchases. `difference` is counted minus expected stock.
    None means that the case does not say; `complete` is False where a month of the window or the opening stock is
    not stated.
    """

    asin: str
    basis: QuantityBasis
    window: EvidenceWindow
    opening: int | None
    purchased: int
    shipped: int | None
    returned_to_stock: int
    sold_net: int | None
    closing: int | None
    counted_on: date | None
    expected_closing: int | None
    difference: int | None
    needed: int | None
    covered: int | None
    shortfall: int | None
    surplus: int | None
    months: tuple[MonthRow, ...]
    purchases: tuple[PurchaseLine, ...]
    first_negative: date | None
    complete: bool
