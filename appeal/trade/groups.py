"""Reports of one kind -> one tally: what two of them hold is counted once, in its newest version."""

from __future__ import annotations

from collections import Counter as Multiset
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from appeal.trade.cells import day_of
from appeal.trade.moves import Reader
from appeal.trade.orders import Orders, Version, newest
from appeal.trade.sources import Progress
from appeal.trade.statuses import Counter
from appeal.trade.tables import Table
from appeal.trade.tally import (
    LINE,
    OUTSIDE,
    Back,
    Calendar,
    Move,
    OrderLine,
    Range,
    Tally,
    goods_of,
    is_shared,
)

Held = list[Version] | list[Move]


class Part(NamedTuple):
    """What one report added, and the lines that other reports may hold as well."""

    tally: Tally
    held: Held


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of the reports: the days, the ASINs (None for all), the orders needed singly."""

    calendar: Calendar
    asins: frozenset[str] | None
    asked: frozenset[str] = frozenset()
    with_pairs: bool = False
    progress: Progress | None = None


class Group(NamedTuple):
    """Reports of one kind as read: the tally of all, and of each file its rows and its range in time."""

    total: Tally
    files: tuple[tuple[Table, int, Range | None], ...]

    def days(self) -> list[tuple[date, date]]:
        """Return the first and last day of every report that holds any."""
        return [
            (date.fromordinal(day_of(reach[0])), date.fromordinal(day_of(reach[1])))
            for _, _, reach in self.files
            if reach
        ]


def read_group(tables: Sequence[Table], wish: Wish) -> Group:
    """Read reports of one kind; those that overlap are read twice, and only the lines of their common time are held in memory."""
    read = _read_orders if tables[0].name == "all_orders" else _read_moves
    parts = [read(table, wish, (), len(tables) > 1) for table in tables]
    ranges = [_range(part.tally) for part in parts]
    for place, own in enumerate(ranges):
        shared = _shared(own, [other for number, other in enumerate(ranges) if number != place])
        if shared:
            parts[place] = read(tables[place], wish, shared, True)
    total = Tally()
    for part in parts:
        total.absorb(part.tally)
    _resolve(tables, [part.held for part in parts], wish, total)
    files = zip(tables, (part.tally.rows for part in parts), ranges, strict=True)
    return Group(total, tuple(files))


def _range(tally: Tally) -> Range | None:
    return None if tally.low is None or tally.high is None else (tally.low, tally.high)


def _shared(own: Range | None, others: Sequence[Range | None]) -> tuple[Range, ...]:
    if own is None:
        return ()
    return tuple(
        (max(own[0], other[0]), min(own[1], other[1]))
        for other in others
        if other is not None and other[0] <= own[1] and own[0] <= other[1]
    )


def _read_orders(table: Table, wish: Wish, shared: tuple[Range, ...], exact: bool) -> Part:
    orders = Orders(table, wish.calendar, wish.asins, wish.asked, shared)
    tally = orders.read(wish.with_pairs, exact, wish.progress)
    return Part(tally, orders.versions)


def _read_moves(table: Table, wish: Wish, shared: tuple[Range, ...], _exact: bool) -> Part:
    tally = Tally()
    reader = Reader(table, tally.troubles, wish.progress, wish.calendar)
    held: list[Move] = []
    add = _adder(tally, wish)
    for move in reader.moves():
        if shared and (move.monthly or is_shared(move.seconds, shared)):
            held.append(move)
        else:
            add(move)
    tally.rows, tally.low, tally.high = reader.rows, reader.low, reader.high
    return Part(tally, held)


def _resolve(tables: Sequence[Table], held: Sequence[Held], wish: Wish, total: Tally) -> None:
    if tables[0].name == "all_orders":
        lines, torn = newest([list(part) for part in held])  # type: ignore[arg-type]
        for line in lines:
            _add_line(line, wish, total)
        if torn:
            files = "、".join(sorted({table.file for table, part in zip(tables, held, strict=True) if part}))
            total.troubles.tell("T158", files, 0, len(torn), order=min(torn))
        return
    # No version stands in these reports. A row that two files hold is one row, as often as the file with most of it has.
    common: Multiset[Move] = Multiset()
    for part in held:
        common |= Multiset(part)  # type: ignore[arg-type]
    add = _adder(total, wish)
    for move in _without_days_of_months(sorted(common.elements())):
        add(move)


def _without_days_of_months(moves: list[Move]) -> Iterator[Move]:
    """Yield the moves; where the sum of a month stands beside its days, only the sum, for it holds them."""
    months = {(move.sku, move.asin, _month(move)) for move in moves if move.monthly}
    for move in moves:
        if move.monthly or not months or (move.sku, move.asin, _month(move)) not in months:
            yield move


def _month(move: Move) -> tuple[int, int]:
    day = date.fromordinal(day_of(move.seconds))
    return day.year, day.month


def _add_line(line: OrderLine, wish: Wish, total: Tally) -> None:
    if line.order in wish.asked:
        total.singled.append(line)
    if line.bucket != OUTSIDE:
        total.add(line.goods, line.bucket + line.counter, line.units)


def _adder(tally: Tally, wish: Wish) -> Callable[[Move], None]:
    """Return a function that adds a move to a tally, by its sort."""
    counters = {counter.name: counter for counter in Counter}
    bucket_of = wish.calendar.bucket

    def add(move: Move) -> None:
        if move.sku and move.asin:
            tally.pairs.add((move.sku, move.asin))
        counter = counters.get(move.sort)
        if counter is not None:
            bucket = bucket_of(move.seconds)
            goods = goods_of(move.asin, move.sku)
            _add_line(OrderLine(move.order, move.sku, goods, bucket, counter, LINE + move.units), wish, tally)
        elif move.sort.startswith("event:"):
            if bucket_of(move.seconds) != OUTSIDE:
                key = goods_of(move.asin, move.sku), move.sort.removeprefix("event:")
                tally.events[key] = tally.events.get(key, 0) + move.units
        elif move.sort.startswith("reason:"):
            if bucket_of(move.seconds) != OUTSIDE:
                reason = move.sort.removeprefix("reason:")
                place = goods_of(move.asin, move.sku), day_of(move.seconds), reason
                tally.adjusted[place] = tally.adjusted.get(place, 0) + move.units
        else:
            tally.backs.append(Back(move.order, move.sku, move.asin, move.seconds, move.units, move.sort))

    return add
