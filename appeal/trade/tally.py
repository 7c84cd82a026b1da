"""Holds what one report adds up to: units by goods, time and counter, and the few lines that are needed singly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from appeal.trade.cells import day_of, start_of
from appeal.trade.statuses import Counter
from appeal.trade.troubles import Troubles

# A sum holds units below and lines above this, so that one addition counts both.
LINE = 1 << 40
# A key of a sheet is a bucket (of a day or a month) plus a counter.
STEP = 16
OUTSIDE, SHARED = -1, -2

Range = tuple[int, int]
Sheet = dict[int, int]


def units_of(packed: int) -> int:
    """Return the units of a sum; below zero where a ledger took more back than it shipped."""
    return (packed + LINE // 2) % LINE - LINE // 2


def lines_of(packed: int) -> int:
    """Return the lines of a sum."""
    return (packed + LINE // 2) // LINE


class Calendar:
    """Puts moments (seconds since 1970, UTC) into buckets: Japanese days or months of the counted days, or OUTSIDE."""

    def __init__(self, first: date | None, last: date | None, daily: bool) -> None:
        self._low = start_of(first) if first else None
        self._high = start_of(last) + 86_400 if last else None
        self._daily = daily
        self._months: dict[int, str] = {}

    def bucket(self, seconds: int) -> int:
        """Return the bucket of a moment, or OUTSIDE."""
        if self._low is not None and seconds < self._low:
            return OUTSIDE
        if self._high is not None and seconds >= self._high:
            return OUTSIDE
        day = day_of(seconds)
        if self._daily:
            return day * STEP
        whole = date.fromordinal(day)
        return (whole.year * 12 + whole.month - 1) * STEP

    def cuts(self, low: int, high: int) -> bool:
        """Return whether the counted days begin or end between two moments, so that a sum over them cannot be parted."""
        begins = self._low is not None and low < self._low <= high
        return begins or (self._high is not None and low < self._high <= high)

    def month(self, key: int) -> str:
        """Return the month (`2026-06`) of a key."""
        bucket = key // STEP
        if bucket not in self._months:
            self._months[bucket] = self._month(bucket)
        return self._months[bucket]

    def _month(self, bucket: int) -> str:
        if self._daily:
            return date.fromordinal(bucket).isoformat()[:7]
        year, month = divmod(bucket, 12)
        return f"{year:04}-{month + 1:02}"


class Move(NamedTuple):
    """Units of one row of any report but 全注文レポート.

    `sort` is a name of `Counter`, a sort of `Back`, `event:` and an event of the ledger, or `reason:` and why it adjusted.
    `monthly` marks the sum of a whole month.
    """

    seconds: int
    order: str
    sku: str
    asin: str
    sort: str
    units: int
    monthly: bool = False


class OrderLine(NamedTuple):
    """A line that is needed singly: of an order with a return or refund, or of one that two reports hold."""

    order: str
    sku: str
    goods: str
    bucket: int
    counter: Counter
    units: int


class Back(NamedTuple):
    """Units that came back or were paid back; `sort` is SELLABLE, OTHER or REFUND."""

    order: str
    sku: str
    asin: str
    seconds: int
    units: int
    sort: str


SELLABLE, OTHER, REFUND = "sellable", "other", "refund"


@dataclass(slots=True)
class Tally:
    """What one report, or several of a kind, add up to. `low` and `high` are its first and last moment.

    `sheets` is by goods: an ASIN, or a blank and a SKU where the line names no ASIN. `singled` holds the lines of orders
    that were asked for; `events` the signed units of a stock ledger by goods and event, `adjusted` those of its
    adjustments by goods, day and reason.
    """

    troubles: Troubles = field(default_factory=Troubles)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    singled: list[OrderLine] = field(default_factory=list)
    backs: list[Back] = field(default_factory=list)
    events: dict[tuple[str, str], int] = field(default_factory=dict)
    adjusted: dict[tuple[str, int, str], int] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    rows: int = 0
    low: int | None = None
    high: int | None = None

    def reach(self, low: int, high: int) -> None:
        """Let the range hold two moments."""
        self.low = low if self.low is None else min(self.low, low)
        self.high = high if self.high is None else max(self.high, high)

    def add(self, goods: str, key: int, packed: int) -> None:
        """Add a sum to a sheet."""
        sheet = self.sheets.setdefault(goods, {})
        sheet[key] = sheet.get(key, 0) + packed

    def absorb(self, other: Tally) -> None:
        """Take over all that another tally holds; the other must not be used afterwards."""
        for goods, sheet in other.sheets.items():
            own = self.sheets.setdefault(goods, sheet)
            if own is not sheet:
                for key, packed in sheet.items():
                    own[key] = own.get(key, 0) + packed
        for event, units in other.events.items():
            self.events[event] = self.events.get(event, 0) + units
        for place, units in other.adjusted.items():
            self.adjusted[place] = self.adjusted.get(place, 0) + units
        self.singled += other.singled
        self.backs += other.backs
        self.pairs |= other.pairs
        self.troubles.absorb(other.troubles)


def goods_of(asin: str, sku: str) -> str:
    """Return what a sheet is kept by: the ASIN, or a blank and the SKU."""
    return asin or f" {sku}"


def is_shared(seconds: int, shared: Iterable[Range]) -> bool:
    """Return whether another report of the kind covers the moment as well."""
    return any(low <= seconds <= high for low, high in shared)
