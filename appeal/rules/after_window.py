"""What moved the stock between the last day of the window and the day it was counted; it judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from appeal.model.case import Listing
from appeal.model.trade import EvidenceWindow, PurchaseLine, StockMove
from appeal.rules.moves import came, left

# 2026-06, where a day is 2026-06-14; the model lets nothing else pass.
_MONTH = 7


def is_after(day: date, listing: Listing, window: EvidenceWindow) -> bool:
    """Return whether a day lies behind the window and not behind the day on which the stock was counted."""
    return listing.counted_on is not None and window.last < day <= listing.counted_on


def is_key_after(key: str, listing: Listing, window: EvidenceWindow) -> bool:
    """Return whether a key of a table of months and days is such a day; a month says nothing of its days."""
    return len(key) != _MONTH and is_after(date.fromisoformat(key), listing, window)


def units_after(
    listing: Listing, window: EvidenceWindow, lines: Iterable[PurchaseLine], moves: Iterable[StockMove]
) -> int:
    """Return by how many units the stock grew (below 0: shrank) on those days, as far as case and reports tell.

    `lines` and `moves` are those of this listing, whatever their day.
    """
    bought = sum(line.units for line in lines if is_after(line.issued, listing, window))
    late = [move for move in moves if is_after(move.on, listing, window)]
    sold = _units(listing.sales or {}, listing, window)
    return bought + came(late) - left(late) - sold + _units(listing.returned_to_stock, listing, window)


def _units(table: Mapping[str, int], listing: Listing, window: EvidenceWindow) -> int:
    return sum(units for key, units in table.items() if is_key_after(key, listing, window))
