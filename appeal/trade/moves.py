"""Every report but 全注文レポート -> moves of units, one reader a kind; each reads only the columns it names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from appeal.trade.cells import (
    Moment,
    as_asin,
    as_sku,
    day_of,
    looks_like_asin,
    lost_digits,
    moment,
    plain,
    start_of,
    whole_number,
)
from appeal.trade.own_tables import own_row
from appeal.trade.rows import Rows
from appeal.trade.sources import Progress, ReportError
from appeal.trade.statuses import NO_SALE, REFUNDED, SALE, Counter, channel_counter
from appeal.trade.tables import Table
from appeal.trade.tally import OTHER, REFUND, SELLABLE, Calendar, Move
from appeal.trade.troubles import Troubles

_REMEMBERED = 4096
# An order number on Amazon.co.jp; those of マルチチャネル begin with S.
_REAL_ORDER = re.compile(r"\d{3}-\d{7}-\d{7}", re.ASCII)

# The summary of the stock ledger may name a month only (06/2026): its row covers the whole of it.
_MONTH_ALONE = re.compile(r"\d{1,2}/\d{4}", re.ASCII)


class Reader:
    """Reads the moves of one table; what cannot be read is told to `troubles` with its row."""

    def __init__(
        self,
        table: Table,
        troubles: Troubles,
        progress: Progress | None = None,
        calendar: Calendar | None = None,
    ) -> None:
        self.table = table
        self.calendar = calendar
        self.low: int | None = None
        self.high: int | None = None
        self._troubles = troubles
        self._rows = Rows(table, troubles, progress)
        self._moments: dict[str, Moment | None] = {}
        for column in table.twice:
            troubles.tell("T153", table.file, table.header_line, column=column)

    @property
    def rows(self) -> int:
        """Rows with content so far."""
        return self._rows.number

    def moves(self) -> Iterator[Move]:
        """Yield the moves of the whole file, in its order."""
        take = _TAKERS[self.table.name]
        for cells in self._rows:
            yield from take(self, cells)

    def reach(self, seconds: int) -> None:
        """Let the range of the file hold a moment."""
        self.low = seconds if self.low is None else min(self.low, seconds)
        self.high = seconds if self.high is None else max(self.high, seconds)

    def text(self, cells: list[str], name: str) -> str:
        """Return a cell in half width without outer blanks; empty where the table has no such column."""
        place = self.table.places.get(name)
        return "" if place is None else plain(cells[place])

    def goods(self, cells: list[str]) -> tuple[str, str]:
        """Return SKU and ASIN of a row as they are compared."""
        place = self.table.places.get("asin")
        return as_sku(cells[self.table.places["sku"]]), "" if place is None else as_asin(cells[place])

    def units(self, cells: list[str], name: str = "quantity", *, signed: bool = True) -> int | None:
        """Return a cell of units, or None after telling that it is none; below zero only where `signed`."""
        units = whole_number(cells[self.table.places[name]])
        if units is None or (units < 0 and not signed):
            self.tell("T152")
            return None
        return units

    def when(self, cells: list[str], name: str) -> Moment | None:
        """Return the moment of a row, or None after telling that there is none."""
        text = cells[self.table.places[name]]
        if text not in self._moments:
            if len(self._moments) > _REMEMBERED:
                self._moments.clear()
            self._moments[text] = self._understood(text)
        found = self._moments[text]
        if found is None:
            self.tell("T151")
        return found

    def _understood(self, text: str) -> Moment | None:
        found = moment(text, american=self.table.name.startswith("ledger"))
        if found is not None:
            self.reach(found.seconds)
            if _MONTH_ALONE.fullmatch(plain(text)):
                self.reach(_end_of_month(found.seconds))
        return found

    def when_exported(self, cells: list[str], name: str) -> Moment | None:
        """Return the moment of a report that Amazon writes with T and offset; raises ReportError for a re-saved one."""
        found = self.when(cells, name)
        if found is not None and found.slashed:
            raise ReportError("T130", file=self.table.file)
        if found is not None and found.offset is None:
            self.tell("T160")
        return found

    @property
    def line(self) -> int:
        """The line of the row just read."""
        return self._rows.line

    def tell(self, code: str, **values: str) -> None:
        """Tell something about the row just read."""
        self._troubles.tell(code, self.table.file, self._rows.line, 1, **values)


def _transaction(reader: Reader, cells: list[str]) -> Iterator[Move]:
    when = reader.when(cells, "posted")
    if when is None:
        return
    movement = reader.text(cells, "movement").casefold()
    order = reader.text(cells, "order")
    if movement not in SALE | REFUNDED:
        if movement not in NO_SALE and _REAL_ORDER.fullmatch(order) and reader.text(cells, "quantity"):
            reader.tell("T156", movement=reader.text(cells, "movement")[:40])
        return
    units = reader.units(cells)
    if units is not None:
        sku, asin = reader.goods(cells)
        sort = REFUND if movement in REFUNDED else _sale_of(reader, cells, order).name
        # The sign comes from the type: a refund stands here with a positive quantity.
        yield Move(when.seconds, order, sku, asin, sort, abs(units))


def _sale_of(reader: Reader, cells: list[str], order: str) -> Counter:
    if order.startswith("S"):
        return Counter.MCF
    told = reader.text(cells, "marketplace")
    counter = channel_counter(told) if _REAL_ORDER.fullmatch(order) else Counter.UNKNOWN_STATUS
    if counter is Counter.UNKNOWN_STATUS:
        reader.tell("T154", status=f"{order} {told}".strip()[:40])
    return counter


def _settlement(reader: Reader, cells: list[str]) -> Iterator[Move]:
    movement = reader.text(cells, "movement").casefold()
    # quantity-purchased stands on every line of an order's money; the price is the one line that is there once.
    parts = reader.text(cells, "amount_type").casefold(), reader.text(cells, "amount_description").casefold()
    # The first row sums the settlement up and has no date. Of a day and an hour the hour says which day it is in Japan.
    dated = next((name for name in ("posted", "posted_day") if reader.text(cells, name)), None)
    when = reader.when(cells, dated) if dated else None
    if when is None or movement not in SALE | REFUNDED or parts != ("itemprice", "principal"):
        return
    if movement in REFUNDED and not reader.text(cells, "quantity"):
        return
    units = reader.units(cells)
    if units is not None:
        order = reader.text(cells, "order")
        sort = REFUND if movement in REFUNDED else _sale_of(reader, cells, order).name
        sku, asin = reader.goods(cells)
        yield Move(when.seconds, order, sku, asin, sort, abs(units))


def _shipment(reader: Reader, cells: list[str]) -> Iterator[Move]:
    when = reader.when_exported(cells, "shipped")
    units = reader.units(cells, signed=False)
    if when is None or units is None:
        return
    counter = channel_counter(reader.text(cells, "sales_channel"))
    if counter is Counter.UNKNOWN_STATUS:
        reader.tell("T154", status=reader.text(cells, "sales_channel")[:40])
    sku, asin = reader.goods(cells)
    yield Move(when.seconds, reader.text(cells, "order"), sku, asin, counter.name, units)


def _return(reader: Reader, cells: list[str]) -> Iterator[Move]:
    when = reader.when_exported(cells, "came_back")
    units = reader.units(cells, signed=False)
    if when is None or units is None:
        return
    sort = SELLABLE if reader.text(cells, "disposition").casefold() in ("sellable", "販売可") else OTHER
    sku, asin = reader.goods(cells)
    yield Move(when.seconds, reader.text(cells, "order"), sku, asin, sort, units)


def _ledger_detail(reader: Reader, cells: list[str]) -> Iterator[Move]:
    when = reader.when(cells, "dated")
    units = reader.units(cells)
    if when is None or units is None:
        return
    sku, asin = reader.goods(cells)
    event = reader.text(cells, "event")
    yield Move(when.seconds, "", sku, asin, f"event:{event}", units)
    word = event.casefold().replace(" ", "")
    if word in ("shipments", "customershipments"):
        yield Move(when.seconds, "", sku, asin, Counter.SHIPPED.name, -units)
    elif word == "customerreturns":
        sort = SELLABLE if reader.text(cells, "disposition").casefold() == "sellable" else OTHER
        yield Move(when.seconds, "", sku, asin, sort, units)
    elif word == "adjustments":
        yield Move(when.seconds, "", sku, asin, f"reason:{reader.text(cells, 'reason')}", units)


def _ledger_summary(reader: Reader, cells: list[str]) -> Iterator[Move]:
    when = reader.when(cells, "dated")
    units = reader.units(cells, "customer_shipments")
    if when is None or units is None:
        return
    sku, asin = reader.goods(cells)
    first = last = when.seconds
    monthly = _MONTH_ALONE.fullmatch(reader.text(cells, "dated")) is not None
    if monthly:
        last = _end_of_month(first)
        if reader.calendar is not None and reader.calendar.cuts(first, last):
            reader.tell("T174")
            return
    # What left in a month counts on its last day, what came on its first: a stock below zero is then certain.
    yield Move(last, "", sku, asin, Counter.SHIPPED.name, abs(units), monthly)
    for name in ("receipts", "customer_shipments", "customer_returns"):
        if told := whole_number(reader.text(cells, name)):
            yield Move(first, "", sku, asin, f"event:{name}", told, monthly)
    back = whole_number(reader.text(cells, "customer_returns"))
    if back:
        sort = SELLABLE if reader.text(cells, "disposition").casefold() == "sellable" else OTHER
        yield Move(first, "", sku, asin, sort, back, monthly)


def _own_table(reader: Reader, cells: list[str]) -> Iterator[Move]:
    for move in own_row(reader.table, reader.line, cells):
        reader.reach(move.seconds)
        yield move


def _end_of_month(seconds: int) -> int:
    day = date.fromordinal(day_of(seconds))
    return start_of(day.replace(day=monthrange(day.year, day.month)[1]))


_TAKERS: Mapping[str, Callable[[Reader, list[str]], Iterator[Move]]] = {
    "transactions": _transaction,
    "settlement_v2": _settlement,
    "fba_shipments": _shipment,
    "fba_fulfilled": _shipment,
    "fba_returns": _return,
    "ledger_detail": _ledger_detail,
    "ledger_summary": _ledger_summary,
    "own_table": _own_table,
}


def read_listings(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield SKU and ASIN of every listing that names an ASIN."""
    for cells in reader._rows:
        sku, asin = reader.goods(cells)
        product = as_asin(reader.text(cells, "product_id"))
        if lost_digits(product) or lost_digits(sku):
            reader.tell("T157")
        asin = asin or (product if looks_like_asin(product) else "")
        if sku and asin:
            yield sku, asin


def read_business(reader: Reader) -> Iterator[tuple[str, str, int]]:
    """Yield SKU (empty where the report has none), ASIN and units ordered of every row of a child ASIN."""
    has_sku = "sku" in reader.table.places
    for cells in reader._rows:
        asin = as_asin(cells[reader.table.places["asin"]])
        units = reader.units(cells, "units_ordered")
        if asin and units is not None:
            yield (as_sku(cells[reader.table.places["sku"]]) if has_sku else ""), asin, units
