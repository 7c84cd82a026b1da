"""Writes the reconciliations as a table that any spreadsheet opens; it computes nothing and rounds nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import timedelta

from appeal.model.trade import PurchaseLine, Reconciliation, StockMove

_HEAD = (
    "ASIN",
    "期間の初日",
    "期間の最終日",
    "項目",
    "仕入",
    "出荷",
    "在庫に戻した返品",
    "ほかの増",
    "ほかの減",
    "在庫",
    "理由",
    "資料",
)
# A cell that begins with one of these is a formula for a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def quantities_table(reconciliations: Sequence[Reconciliation]) -> bytes:
    """Return UTF-8 with its mark and CRLF: opening stock, each month, the sums, counted stock; not stated is blank.

    Below the sums stand the single purchases, papers of the opening stock, movements and reports behind them.
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in reconciliations:
        for cells in (*_sums(row), *_details(row)):
            writer.writerow([_safe(cell) for cell in cells])
    return ("\ufeff" + target.getvalue()).encode("utf-8")


def _sums(row: Reconciliation) -> Iterator[tuple[object, ...]]:
    first, last = row.window.first, row.window.last
    yield row.asin, first, first, "期首在庫", *_stock(row.opening)
    for month in row.months:
        counts = (month.purchased, month.sold, month.returned, month.came, month.left, month.stock)
        yield row.asin, month.first, month.last, month.month, *counts, None, None
    sums = (
        row.purchased,
        row.shipped,
        row.returned_to_stock,
        row.came_otherwise,
        row.left_otherwise,
        row.expected_closing,
    )
    yield row.asin, first, last, "合計と計算上の在庫", *sums, None, None
    if row.after_window and row.counted_on is not None:
        behind = last + timedelta(days=1)
        yield row.asin, behind, row.counted_on, "対象期間のあとの増減", *_stock(row.after_window)
    yield row.asin, row.counted_on, row.counted_on, "数えた在庫", *_stock(row.closing)
    yield row.asin, first, last, "差", *_stock(row.difference)
    yield row.asin, first, last, "不足", *_stock(row.shortfall)


def _stock(units: int | None) -> tuple[object, ...]:
    return None, None, None, None, None, units, None, None


def _details(row: Reconciliation) -> Iterator[tuple[object, ...]]:
    """Name what the sums are made of; the column of the stock stays blank, so nothing is added up twice."""
    for line in row.opening_papers:
        yield row.asin, line.issued, line.issued, "内訳：期首在庫の書類", *_line(line)
    for line in row.purchases:
        yield row.asin, line.issued, line.issued, "内訳：仕入", *_line(line)
    for move in row.moves:
        yield row.asin, move.on, move.on, f"内訳：{move.kind.words}", *_move(move)
    for report in row.reports:
        name = report.file.replace("\\", "/").rsplit("/", 1)[-1]
        blanks = (None,) * 6
        yield row.asin, report.first, report.last, f"集計に用いた{report.kind.words}", *blanks, None, name


def _line(line: PurchaseLine) -> tuple[object, ...]:
    return line.units, None, None, None, None, None, line.row, _label(line.evidence)


def _move(move: StockMove) -> tuple[object, ...]:
    came, left = (move.units, None) if move.kind.enters else (None, move.units)
    return None, None, None, came, left, None, move.reason, _label(move.evidence)


def _label(place: int | None) -> str | None:
    return None if place is None else f"資料{place + 1}"


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell
