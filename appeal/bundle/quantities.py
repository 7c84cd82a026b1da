"""Writes the reconciliations as a table that any spreadsheet opens; it computes nothing and rounds nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from appeal.model.trade import Reconciliation

_HEAD = ("ASIN", "期間の初日", "期間の最終日", "項目", "仕入", "出荷", "在庫に戻した返品", "在庫")
# A cell that begins with one of these is a formula for a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def quantities_table(reconciliations: Sequence[Reconciliation]) -> bytes:
    """Return UTF-8 with its mark and CRLF: opening stock, each month, the sums, counted stock; not stated is blank."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in reconciliations:
        for cells in _rows(row):
            writer.writerow([_safe(cell) for cell in cells])
    return ("\ufeff" + target.getvalue()).encode("utf-8")


def _rows(row: Reconciliation) -> Iterator[tuple[object, ...]]:
    first, last = row.window.first, row.window.last
    yield row.asin, first, first, "期首在庫", None, None, None, row.opening
    for month in row.months:
        yield (
            row.asin,
            month.first,
            month.last,
            month.month,
            month.purchased,
            month.sold,
            month.returned,
            month.stock,
        )
    sums = (row.purchased, row.shipped, row.returned_to_stock, row.expected_closing)
    yield row.asin, first, last, "合計と計算上の在庫", *sums
    yield row.asin, row.counted_on, row.counted_on, "数えた在庫", None, None, None, row.closing
    yield row.asin, first, last, "差", None, None, None, row.difference
    yield row.asin, first, last, "不足", None, None, None, row.shortfall


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell
