"""Purchases, sales and what comes of comparing them, listing by listing; whole units only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from appeal.model.movement import MovementKind
from appeal.model.notice import QuantityBasis
from appeal.model.reports import ReportFacts


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
    """One line of an invoice or receipt: `units` pieces of `asin`; `evidence` is the place in the case's list.

    The paper itself says `units / pack` sets of `pack` pieces.
    """

    asin: str
    units: int
    issued: date
    evidence: int
    row: str | None = None
    pack: int = 1


@dataclass(frozen=True, slots=True)
class ToldPurchase:
    """One row of a table of purchases the seller keeps; `table` is the place in the case's list, `line` that in the file."""

    table: int
    asin: str
    units: int
    number: str | None
    day: date | None
    line: int


class MoveSource(StrEnum):
    """Who says that units moved: the case file, the report whose orders are counted, or the stock ledger."""

    CASE = "case"
    ORDERS = "orders"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class StockMove:
    """`units` pieces of `asin` that came or left otherwise than by purchase, sale or return; always positive.

    `kind.enters` tells the direction. `entry` is the place in `case.movement`, None where a report says it;
    `evidence` the place in the case's list of evidence, None where no paper is named.
    """

    asin: str
    kind: MovementKind
    on: date
    units: int
    source: MoveSource = MoveSource.CASE
    reason: str | None = None
    evidence: int | None = None
    entry: int | None = None

    @property
    def signed(self) -> int:
        """The units as the stock feels them: what leaves is negative."""
        return self.units if self.kind.enters else -self.units


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of the window (or the part of it inside the window, `first` to `last`).

    `sold` is gross (shipped), None where the case states nothing for this month; `came` and `left` are units that
    moved otherwise; `stock` is the running stock at the end of `last`, None where it cannot be told.
    """

    month: str
    first: date
    last: date
    purchased: int
    sold: int | None
    returned: int
    stock: int | None
    came: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Opening stock, what came, what left and the counted stock of one listing in the window; exact units.

    `expected_closing` = opening + purchased + came_otherwise - shipped - left_otherwise + returned_to_stock;
    `after_window` is by how many units the stock grew from the last day of the window to the day it was counted, as far
    as case and reports tell; `difference` is counted stock minus the two. Two results: `sold_net` = shipped - deducted (units returned or paid
    back, never both), and `supply_needed` = shipped + what left otherwise (without what went back to the supplier)
    - returned_to_stock.

    `needed` and `covered` are what `shortfall` and `surplus` compare, gross. By sales: shipped and all else that left
    against opening stock, purchases and all else that came, less what went back to the supplier. By stock: units on
    hand against purchases and samples received, less what went back. None means that the case does not say;
    `complete` is False where a month of the window or the opening stock is not stated, or reports leave out days or rows.

    `moves` are the single units behind came and left otherwise, by day. `opening_papers` are purchase lines dated
    before the window: they show where the opening stock comes from and are never among the purchases. `course` is
    the stock at the end of each day on which it moves. `first_negative` is the first of them below zero, by
    `negative_units`; `mended_by` the purchase after it that brings the stock back to zero or more, None where none
    does. `reports` are the reports the sales were counted from, empty where the case states them.
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
    after_window: int = 0
    deducted: int = 0
    supply_needed: int | None = None
    came_otherwise: int = 0
    left_otherwise: int = 0
    moves: tuple[StockMove, ...] = ()
    opening_papers: tuple[PurchaseLine, ...] = ()
    course: tuple[tuple[date, int], ...] = ()
    negative_units: int = 0
    mended_by: PurchaseLine | None = None
    reports: tuple[ReportFacts, ...] = ()

    @property
    def opening_on_papers(self) -> int:
        """Units that papers dated before the window show; they can be more than the opening stock."""
        return sum(line.units for line in self.opening_papers)

    @property
    def given_back(self) -> int:
        """Units that went back to the supplier; they are part of `left_otherwise`."""
        return sum(move.units for move in self.moves if move.kind is MovementKind.RETURNED_TO_SUPPLIER)

    @property
    def moved(self) -> tuple[tuple[MovementKind, int], ...]:
        """Units by kind of movement, in the order of the kinds; kinds without units are left out."""
        sums = {kind: sum(move.units for move in self.moves if move.kind is kind) for kind in MovementKind}
        return tuple((kind, units) for kind, units in sums.items() if units)

    @property
    def result(self) -> int | None:
        """The result the letter speaks of: units sold (net) by sales, the supply needed by stock."""
        return self.sold_net if self.basis is QuantityBasis.SALES else self.supply_needed
