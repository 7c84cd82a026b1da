"""全注文レポート -> units by ASIN, in one stream; it keeps no line but those of orders that are asked for.

A million rows pass through one loop: texts met before are looked up, and only new ones are understood (`_look`).
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import NamedTuple

from appeal.trade.cells import as_asin, as_sku, moment, plain, whole_number
from appeal.trade.rows import Numbered, Rows
from appeal.trade.sources import Progress, ReportError
from appeal.trade.statuses import Counter, order_counter
from appeal.trade.tables import Table
from appeal.trade.tally import (
    LINE,
    OUTSIDE,
    SHARED,
    Calendar,
    OrderLine,
    Range,
    Tally,
    goods_of,
    is_shared,
)

_STATUS_FIELDS = ("order_status", "item_status", "sales_channel", "replacement", "exchange")


# No goods have an empty name: here what was not asked for adds up, unread.
_NOWHERE = ""
_SortOf = Callable[[list[str]], tuple[str, ...]]


class Version(NamedTuple):
    """A line of an order that another report may hold in another version; `line` is None for goods not asked for."""

    order: str
    updated: int | None
    line: OrderLine | None


class _Seen(NamedTuple):
    cells: list[str]
    slot: int
    counter: int
    column: list[int]
    packed: int


class Orders:
    """Reads one 全注文レポート.

    `asins` limits what is counted, `asked` names orders whose lines are needed singly, `shared` the time that another
    report covers as well: lines there go to `versions` and are not counted. With `exact` the range is that of the seconds.
    """

    def __init__(
        self,
        table: Table,
        calendar: Calendar,
        asins: frozenset[str] | None,
        asked: frozenset[str] = frozenset(),
        shared: tuple[Range, ...] = (),
    ) -> None:
        self.tally = Tally()
        self.versions: list[Version] = []
        self._table, self._calendar, self._asins = table, calendar, asins
        self._asked, self._shared = asked, shared
        self._places = table.places
        self._names = [name for name in _STATUS_FIELDS if name in table.places]
        # Sums stand in one list for each goods; a bucket has a slot of as many places as there are counters.
        self._buckets: list[int] = [OUTSIDE, SHARED]
        self._slots = {OUTSIDE: 0, SHARED: len(Counter)}
        self._columns: dict[str, list[int]] = {_NOWHERE: [0] * len(Counter) * 2}
        # What was met before: hour and offset -> slot, status and quantity -> counter and sum, ASIN -> list of sums.
        self._hours: dict[str, int] = {}
        self._offsets: set[int | None] = set()
        self._sorts: dict[tuple[str, ...], tuple[int, int]] = {}
        self._known: dict[str, list[int]] = {}

    def read(self, with_pairs: bool = False, exact: bool = False, progress: Progress | None = None) -> Tally:
        """Read the whole file and return what it adds up to; raises ReportError where it cannot be counted."""
        self._rows = Rows(self._table, self.tally.troubles, progress)
        with self._rows.numbered() as numbered:
            if self._places["order"] == self._table.width - 1:
                numbered = ((number, _ended(cells)) for number, cells in numbered)
            if with_pairs:
                numbered = self._with_pairs(numbered)
            self._count(self._with_range(numbered) if exact else numbered)
        self.tally.rows = self._rows.number
        self._close()
        for name in self._table.twice:
            self.tally.troubles.tell("T153", self._table.file, self._table.header_line, column=name)
        return self.tally

    def _count(self, numbered: Numbered) -> None:
        hours, sorts, known, width = self._hours, self._sorts, self._known, self._table.width
        order, ordered, asin = (self._places[name] for name in ("order", "ordered", "asin"))
        sort_of: _SortOf = itemgetter(*(self._places[name] for name in (*self._names, "quantity")))
        asked, single, shared = self._asked, bool(self._asked or self._shared), len(Counter)
        number = self._table.header_line
        for number, cells in numbered:
            try:
                stamp = cells[ordered]
                slot = hours[stamp[:13] + stamp[19:]]
                counter, packed = sorts[sort_of(cells)]
                column = known[cells[asin]]
                if len(cells) != width:
                    raise IndexError
            except (KeyError, IndexError):
                seen = self._look(number, cells, sort_of)
                if seen is None:
                    continue
                cells, slot, counter, column, packed = seen
            column[slot + counter] += packed
            if single and (slot == shared or cells[order] in asked):
                self._single(cells, slot, counter, column, packed)
        self._rows.line = number

    def _with_pairs(self, numbered: Numbered) -> Numbered:
        asin, sku = self._places["asin"], self._places["sku"]
        for number, cells in numbered:
            if len(cells) == self._table.width:
                self.tally.pairs.add((cells[sku], cells[asin]))
            yield number, cells

    def _with_range(self, numbered: Numbered) -> Numbered:
        """Set the range to the second where all stamps have one offset, and so sort as text; else it keeps whole hours."""
        ordered, first, last = self._places["ordered"], "~", ""
        for row in numbered:
            stamp = row[1][ordered] if len(row[1]) > ordered else first
            if stamp > last:
                last = stamp
            if stamp < first:
                first = stamp
            yield row
        low, high = moment(first), moment(last)
        if len(self._offsets) == 1 and low is not None and high is not None:
            self.tally.low, self.tally.high = low.seconds, high.seconds

    def _close(self) -> None:
        """Turn the lists into sheets, giving each back as soon as it is turned: there may be many ASINs."""
        keys = [bucket + counter for bucket in self._buckets[2:] for counter in range(len(Counter))]
        del self._columns[_NOWHERE]
        self._known.clear()
        while self._columns:
            goods, column = self._columns.popitem()
            sums = column[len(Counter) * 2 :]
            self.tally.sheets[goods] = {key: packed for key, packed in zip(keys, sums, strict=True) if packed}

    def _look(self, number: int, cells: list[str], sort_of: _SortOf) -> _Seen | None:
        """Understand a row that holds a text not met before; None where it cannot be counted."""
        self._rows.line = number
        if len(cells) != self._table.width:
            mended = self._rows.mend(cells)
            if mended is None:
                return None
            cells = mended
        slot = self._slot(cells[self._places["ordered"]], cells)
        if slot is None:
            return None
        column = self._column(cells)
        sort = self._sort(sort_of(cells), slot != 0 and column is not self._columns[_NOWHERE])
        return None if sort is None else _Seen(cells, slot, sort[0], column, sort[1])

    def _slot(self, text: str, cells: list[str]) -> int | None:
        known = self._hours.get(text[:13] + text[19:])
        if known is not None:
            return known
        when = moment(text)
        if when is None:
            if any(cell.strip() for cell in cells):
                self._tell("T151")
            else:
                self._rows.blank += 1
            return None
        if when.slashed:
            raise ReportError("T130", file=self._table.file)
        if when.offset is None:
            self._tell("T160")
        self._offsets.add(when.offset)
        start = when.seconds - when.seconds % 3600
        self.tally.reach(start, start + 3599)
        slot = self._slot_of(self._bucket(when.seconds))
        # Minutes may be left out of what is remembered only where they change nothing in this hour: not at +05:30, not
        # where another report begins or ends in the middle of it.
        if when.offset is not None and when.offset % 60 == 0 and not self._edge(start) and text[13:14] == ":":
            self._hours[text[:13] + text[19:]] = slot
        return slot

    def _bucket(self, seconds: int) -> int:
        bucket = self._calendar.bucket(seconds)
        return SHARED if bucket != OUTSIDE and is_shared(seconds, self._shared) else bucket

    def _slot_of(self, bucket: int) -> int:
        if bucket not in self._slots:
            self._slots[bucket] = len(self._buckets) * len(Counter)
            self._buckets.append(bucket)
            for column in self._columns.values():
                column.extend([0] * len(Counter))
        return self._slots[bucket]

    def _edge(self, start: int) -> bool:
        return any(start <= low <= start + 3599 or start <= high < start + 3599 for low, high in self._shared)

    def _column(self, cells: list[str]) -> list[int]:
        text = cells[self._places["asin"]]
        asin = as_asin(text)
        if asin and self._asins is not None and asin not in self._asins:
            return self._known.setdefault(text, self._columns[_NOWHERE])
        goods = asin or goods_of("", as_sku(cells[self._places["sku"]]))
        column = self._columns.setdefault(goods, [0] * len(Counter) * len(self._buckets))
        if asin:
            self._known[text] = column
        return column

    def _sort(self, texts: tuple[str, ...], matters: bool) -> tuple[int, int] | None:
        """Return counter and sum of a line; remembered where nothing has to be told of it."""
        if texts in self._sorts:
            return self._sorts[texts]
        named = dict(zip((*self._names, "quantity"), texts, strict=True))
        text = named.pop("quantity")
        counter = order_counter(**named)
        if counter is Counter.UNKNOWN_STATUS and matters:
            told = " / ".join(plain(value) for value in named.values() if value.strip())
            self._tell("T154", status=told[:80])
        units = 1 if counter is Counter.CANCELLED and not text.strip() else whole_number(text)
        if units is None or units < 0:
            if matters:
                self._tell("T152")
            return None
        if units == 0 and counter is not Counter.CANCELLED:
            if matters:
                self._tell("T155")
        elif counter is not Counter.UNKNOWN_STATUS:
            self._sorts[texts] = int(counter), LINE + units
        return int(counter), LINE + units

    def _single(self, cells: list[str], slot: int, counter: int, column: list[int], packed: int) -> None:
        places = self._places
        sku = as_sku(cells[places["sku"]])
        goods = goods_of(as_asin(cells[places["asin"]]), sku)
        order, wanted = plain(cells[places["order"]]), column is not self._columns[_NOWHERE]
        bucket = self._buckets[slot // len(Counter)]
        if bucket != SHARED:
            if wanted:
                self.tally.singled.append(OrderLine(order, sku, goods, bucket, Counter(counter), packed))
            return
        when = moment(cells[places["ordered"]])
        updated = moment(cells[places["updated"]]) if "updated" in places else None
        inside = self._calendar.bucket(when.seconds) if when else OUTSIDE
        line = OrderLine(order, sku, goods, inside, Counter(counter), packed) if wanted else None
        self.versions.append(Version(order, updated.seconds if updated else None, line))

    def _tell(self, code: str, **values: str) -> None:
        self.tally.troubles.tell(code, self._table.file, self._rows.line, 1, **values)


def _ended(cells: list[str]) -> list[str]:
    return [*cells[:-1], cells[-1].rstrip("\r\n")]


def newest(files: list[list[Version]]) -> tuple[list[OrderLine], list[str]]:
    """Return the lines of the newest version of each order, and the orders whose versions contradict each other.

    Of equal dates the lines must be the same, whatever their order; where they are not, the greater version is taken so
    that the result does not depend on the order of the files, and the order is named.
    """
    held: dict[str, dict[int, tuple[int, list[OrderLine]]]] = {}
    for place, versions in enumerate(files):
        for version in versions:
            by_file = held.setdefault(version.order, {})
            updated, lines = by_file.get(place, (-1, []))
            if version.line is not None:
                lines.append(version.line)
            by_file[place] = max(updated, -1 if version.updated is None else version.updated), lines
    taken: list[OrderLine] = []
    torn: list[str] = []
    for order, by_file in held.items():
        latest = max(updated for updated, _ in by_file.values())
        candidates = [sorted(lines) for updated, lines in by_file.values() if updated == latest]
        taken += max(candidates)
        if any(lines != candidates[0] for lines in candidates):
            torn.append(order)
    return taken, torn
