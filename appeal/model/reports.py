"""What Seller Central reports were found to say: units by ASIN, day and month, and what they leave open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from appeal.messages import Severity
from appeal.model.finding import Finding


class ReportKind(StrEnum):
    """A report that is read; the values are those of `appeal count --json`, but for a table of the seller's own."""

    ALL_ORDERS = "all_orders"
    TRANSACTIONS = "transactions"
    LISTINGS = "listings"
    FBA_RETURNS = "fba_returns"
    BUSINESS_BY_CHILD_ASIN = "business_by_child_asin"
    FBA_SHIPMENTS = "fba_shipments"
    FBA_FULFILLED = "fba_fulfilled"
    LEDGER = "ledger"
    SETTLEMENT_V2 = "settlement_v2"
    OWN_TABLE = "own_table"

    @property
    def words(self) -> str:
        """The name for people."""
        return _TITLES[self]

    @property
    def day(self) -> str | None:
        """The day by which it counts what was sold, for people; None where it tells of no sales."""
        return _DAYS.get(self)


_TITLES = {
    ReportKind.ALL_ORDERS: "全注文レポート",
    ReportKind.TRANSACTIONS: "トランザクションのレポート",
    ReportKind.LISTINGS: "すべての出品商品のレポート",
    ReportKind.FBA_RETURNS: "FBA返品レポート",
    ReportKind.BUSINESS_BY_CHILD_ASIN: "ビジネスレポート((子)商品別)",
    ReportKind.FBA_SHIPMENTS: "出荷レポート",
    ReportKind.FBA_FULFILLED: "FBA在庫出荷レポート",
    ReportKind.LEDGER: "在庫元帳",
    ReportKind.SETTLEMENT_V2: "決済レポート",
    ReportKind.OWN_TABLE: "出品者の表",
}
_DAYS = {
    ReportKind.ALL_ORDERS: "注文日",
    ReportKind.TRANSACTIONS: "計上日",
    ReportKind.FBA_SHIPMENTS: "出荷日",
    ReportKind.FBA_FULFILLED: "出荷日",
    ReportKind.LEDGER: "在庫元帳の日付",
    ReportKind.SETTLEMENT_V2: "計上日",
}


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One report as read: `rows` under the header, `first` and `last` day in Japan of any row, None without dates."""

    file: str
    kind: ReportKind
    encoding: str
    rows: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days without any report, both ends inside."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class MonthUnits:
    """Units shipped in one month (`2026-06`), as far as it lies in the counted days."""

    month: str
    shipped: int


@dataclass(frozen=True, slots=True)
class DayUnits:
    """One day of one ASIN: `shipped` to buyers, `left` the stock for any reason, `returned_to_stock` on that day.

    The last four are the reasons other than `shipped`; all five together are `left`.
    """

    day: date
    shipped: int
    left: int
    returned_to_stock: int
    undelivered: int = 0
    lost_damaged: int = 0
    replacement: int = 0
    mcf: int = 0


@dataclass(frozen=True, slots=True)
class LedgerUnits:
    """Signed units of one ASIN by event of the stock ledger (在庫元帳), summed over the counted days."""

    event: str
    units: int


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Signed units of one ASIN that the stock ledger adjusted on one day for one reason, as the report writes it."""

    day: date
    reason: str
    units: int


@dataclass(frozen=True, slots=True)
class Witness:
    """What another report says of one ASIN: units it calls shipped, or ordered in a business report (no period)."""

    kind: ReportKind
    units: int


@dataclass(frozen=True, slots=True)
class AsinCount:
    """The units of one ASIN; every line of the counted report stands in exactly one of the first eight counters.

    `cancelled` adds 1 for a line without quantity. `returned`, `returned_to_stock` and `refunded` belong to orders of
    the counted days; `deducted` is the greater of returned and refunded by order and SKU, capped at what was shipped.
    `lines` holds the number of lines behind each counter that is not empty. `days` and `adjusted` are filled
    only where ASINs were asked for. `returned_by_day_of_return` is the same as `returned`, by the day of the return instead.
    """

    asin: str
    shipped: int = 0
    cancelled: int = 0
    pending: int = 0
    undelivered: int = 0
    lost_damaged: int = 0
    replacement: int = 0
    mcf: int = 0
    unknown_status: int = 0
    returned: int = 0
    returned_to_stock: int = 0
    refunded: int = 0
    deducted: int = 0
    returned_by_day_of_return: int = 0
    lines: tuple[tuple[str, int], ...] = ()
    months: tuple[MonthUnits, ...] = ()
    days: tuple[DayUnits, ...] = ()
    ledger: tuple[LedgerUnits, ...] = ()
    adjusted: tuple[Adjusted, ...] = ()
    witnesses: tuple[Witness, ...] = ()

    @property
    def sold_net(self) -> int:
        """Units shipped less units that came back or were paid back, never both."""
        return self.shipped - self.deducted

    @property
    def left(self) -> int:
        """Units that left the stock for any reason an order gives."""
        return self.shipped + self.undelivered + self.lost_damaged + self.replacement + self.mcf

    @property
    def supply_needed(self) -> int:
        """Units that opening stock and purchases must cover: all that left, less what went back to stock."""
        return max(self.left - self.returned_to_stock, 0)


@dataclass(frozen=True, slots=True)
class Count:
    """The result over all reports given; `basis` is the kind whose lines were counted, None where none can be.

    `first` and `last` are the counted days (asked for, or those of the reports); `gaps` the stretches of them of a
    month or longer that no report of the basis covers. An error among `findings` makes the count incomplete.
    """

    reports: tuple[ReportFacts, ...]
    asins: tuple[AsinCount, ...]
    gaps: tuple[Stretch, ...]
    findings: tuple[Finding, ...]
    basis: ReportKind | None
    first: date | None
    last: date | None

    @property
    def complete(self) -> bool:
        """Whether the units are those of every counted day."""
        return not self.gaps and all(finding.severity is not Severity.ERROR for finding in self.findings)

    def of(self, asin: str) -> AsinCount:
        """Return the units of one ASIN; zeros where no line names it."""
        return next((row for row in self.asins if row.asin == asin), AsinCount(asin))


@dataclass(frozen=True, slots=True)
class MappedRow:
    """One row of a table of the seller's own, read through a mapping of columns; None where the cell is blank."""

    line: int
    asin: str | None = None
    sku: str | None = None
    jan: str | None = None
    day: date | None = None
    quantity: int | None = None
    pack: int | None = None
    returned: int | None = None
    order: str | None = None
    number: str | None = None
    description: str | None = None
