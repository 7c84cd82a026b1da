"""Turns the months of a reconciliation into the rows of a table and finds the room for it beside its chart; it adds nothing up."""

from __future__ import annotations

from dataclasses import dataclass

from appeal.model.trade import Reconciliation
from appeal.render.figures import counted, part_of_month, plain_number
from appeal.render.trace import mark

# Beside its chart a table of at most a year of months stands; beyond a few its rows are tight.
_BESIDE_MONTHS = 13
_FEW_MONTHS = 8
# Points: the text of the page, the gap between chart and table, the names of months, the padding of a cell, a column
# for a number of four digits, a digit of BIZ UDGothic at 9 pt.
_TEXT, _GAP, _NAMES, _PADDING, _COLUMN, _DIGIT = 459.0, 10.0, 98.0, 4.0, 22.0, 4.5
_WIDEST_CHART, _LEAST_CHART = 253.0, 190.0


@dataclass(frozen=True, slots=True)
class Room:
    """How chart and table share the width of the page; `table` and `column` are CSS lengths, the rows of a tight table move closer together."""

    beside: bool
    tight: bool
    table: str
    column: str


@dataclass(frozen=True, slots=True)
class MonthView:
    """One row of the table of months; `part` tells which days count where the month is not whole, `sold` and `stock` are None where not stated."""

    year: str | None
    month: str
    part: str | None
    purchased: str
    sold: str | None
    returned: str
    came: str
    left: str
    stock: str | None


def room_of(row: Reconciliation, *, tight: bool = False) -> Room:
    """Return the room for one listing: side by side where the table leaves the chart enough, else one below the other."""
    column, table = _widths(row)
    tight = tight or len(row.months) > _FEW_MONTHS
    if not _fits_beside(row, table):
        return Room(beside=False, tight=tight, table="100%", column="21mm")
    return Room(beside=True, tight=tight, table=f"{table:g}pt", column=f"{column + _PADDING:g}pt")


def chart_width(row: Reconciliation) -> float:
    """Return the width of the chart in points."""
    table = _widths(row)[1]
    return min(_WIDEST_CHART, _TEXT - _GAP - table) if _fits_beside(row, table) else _TEXT


def _fits_beside(row: Reconciliation, table: float) -> bool:
    return len(row.months) <= _BESIDE_MONTHS and _TEXT - _GAP - table >= _LEAST_CHART


def _widths(row: Reconciliation) -> tuple[float, float]:
    """Return the width of a column of numbers and of the whole table beside the chart."""
    others = (row.returned_to_stock, row.came_otherwise, row.left_otherwise)
    numbers = [row.purchased, row.shipped or 0, *others]
    numbers += [month.stock for month in row.months if month.stock is not None]
    column = max(_COLUMN, max(len(plain_number(number)) for number in numbers) * _DIGIT)
    return column, _NAMES + (3 + sum(map(bool, others))) * (column + _PADDING)


def view_months(
    row: Reconciliation, papers: str, sales: str, moves: str, whole: str
) -> tuple[MonthView, ...]:
    """Return the rows; the other arguments are where purchases, sales, movements and all of them were said."""
    views = []
    year_before = None
    for month in row.months:
        views.append(
            MonthView(
                year=f"{month.first.year}年" if month.first.year != year_before else None,
                month=f"{month.first.month}月",
                part=part_of_month(month),
                purchased=mark(papers, plain_number(month.purchased)),
                sold=counted(sales, month.sold),
                returned=mark(sales, plain_number(month.returned)),
                came=mark(moves, plain_number(month.came)),
                left=mark(moves, plain_number(month.left)),
                stock=counted(whole, month.stock),
            )
        )
        year_before = month.first.year
    return tuple(views)
