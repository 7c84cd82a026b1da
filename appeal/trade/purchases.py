"""From the papers of the case to purchase lines; it counts units and never balances them."""

from __future__ import annotations

from appeal.model.case import Case
from appeal.model.evidence import PURCHASE_KINDS
from appeal.model.trade import PurchaseLine


def purchase_lines(case: Case) -> tuple[PurchaseLine, ...]:
    """Return every line of an invoice or receipt that bears an issue date, in pieces, by date and then place.

    Lines of other papers prove no completed purchase and are left out, as are papers without a date.
    """
    lines = [
        PurchaseLine(line.asin, line.units, item.issued, place, line.row, line.pack)
        for place, item in enumerate(case.evidence)
        if item.kind in PURCHASE_KINDS and item.issued is not None
        for line in item.lines
    ]
    return tuple(sorted(lines, key=lambda line: (line.issued, line.evidence)))
