"""A table of the seller's own, read through a mapping of columns; what cannot be read stops it with row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from appeal.model.dates import parse_date
from appeal.model.reports import MappedRow
from appeal.trade.cells import as_asin, as_sku, day_of, lost_digits, moment, plain, start_of, whole_number
from appeal.trade.headers import folded, near_columns
from appeal.trade.rows import Rows
from appeal.trade.sources import ReportError, Source, find_sources
from appeal.trade.statuses import Counter
from appeal.trade.tables import HeadRow, Table, read_head, table_at
from appeal.trade.tally import SELLABLE, Move
from appeal.trade.troubles import Troubles

FIELDS = ("asin", "sku", "jan", "day", "quantity", "pack", "returned", "order", "number", "description")
_NUMBERS = ("quantity", "pack", "returned")
_CODES = ("asin", "sku", "jan", "order", "number")


def table_with_columns(
    path: Path, mapping: Mapping[str, str], encoding: str | None = None
) -> tuple[MappedRow, ...]:
    """Return the rows of a table whose columns `mapping` names (field of `FIELDS` -> name of the column).

    CSV, TAB or `.xlsx` (with openpyxl). Blank cells are None, blank rows left out. Raises ReportError where a column is
    missing, a row is torn, a value cannot be read, or a number lost its digits (4.57E+12).
    """
    table = mapped_table(_only_source(path), mapping, encoding)
    troubles = Troubles()
    rows = Rows(table, troubles)
    read = tuple(_row(table, rows.line, cells) for cells in rows if any(cells))
    if torn := troubles.findings():
        line = torn[0].where.line or 0
        raise ReportError("T150", file=table.file, line=line, rows=troubles.rows("T150"))
    return read


def _only_source(path: Path) -> Source:
    found = list(find_sources([path]))
    if len(found) != 1:
        raise ReportError("T102", file=path.name)
    if isinstance(found[0], ReportError):
        raise found[0]
    return found[0]


def sales_table(source: Source, mapping: Mapping[str, str], encoding: str | None = None) -> Table:
    """Return a table of units sold by day; raises ReportError where `mapping` names no goods, day or quantity."""
    if not {"day", "quantity"} <= mapping.keys() or not {"asin", "sku", "jan"} & mapping.keys():
        raise ReportError("T117", file=source.name)
    return mapped_table(source, mapping, encoding)


def own_row(table: Table, line: int, cells: list[str]) -> Iterator[Move]:
    """Yield what one row of a `sales_table` says: units shipped, and units put back to stock where it has such a column.

    Goods without ASIN or SKU go by their JAN. Raises ReportError for a value that cannot be read: a table of the
    seller's own can be mended by the seller, so nothing of it is left out.
    """
    row = _row(table, line, cells)
    if row.day is None or row.quantity is None:
        if any((row.day, row.quantity, row.asin, row.sku, row.jan)):
            name = "day" if row.day is None else "quantity"
            column = plain(table.header[table.places[name]])
            raise ReportError("T116", file=table.file, line=line, column=column, value="")
        return
    seconds, asin, sku = start_of(row.day), row.asin or "", as_sku(row.sku or row.jan or "")
    pack = 1 if row.pack is None else row.pack
    yield Move(seconds, row.order or "", sku, asin, Counter.SHIPPED.name, row.quantity * pack)
    if row.returned:
        yield Move(seconds, row.order or "", sku, asin, SELLABLE, row.returned * pack)


def mapped_table(source: Source, mapping: Mapping[str, str], encoding: str | None = None) -> Table:
    """Return the table whose header holds every column that `mapping` names; raises ReportError where none does."""
    unknown = sorted(set(mapping) - set(FIELDS))
    if unknown:
        raise ReportError("T114", name=unknown[0], names="、".join(FIELDS))
    head = read_head(source, encoding)
    wanted = {name: folded(column) for name, column in mapping.items()}
    for row in head.rows:
        places = _places(row)
        if all(column in places for column in wanted.values()):
            _refuse_twofold(source, row, mapping, wanted)
            fields = {name: places[column] for name, column in wanted.items()}
            return table_at(source, head, row, "own_table", fields)
    best = max(
        head.rows,
        key=lambda row: (len(set(wanted.values()) & set(_places(row))), len(row.cells)),
        default=HeadRow(0, ",", []),
    )
    places = _places(best)
    missing = next(column for name, column in mapping.items() if wanted[name] not in places)
    raise ReportError("T113", file=source.name, column=near_columns(missing, best.cells))


def _refuse_twofold(
    source: Source, row: HeadRow, mapping: Mapping[str, str], wanted: Mapping[str, str]
) -> None:
    """Two columns of one name may hold different numbers: which is meant is not ours to choose."""
    names = [folded(cell) for cell in row.cells]
    for name, column in wanted.items():
        if names.count(column) > 1:
            raise ReportError("T119", file=source.name, column=mapping[name])


def _places(row: HeadRow) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        places.setdefault(folded(cell), place)
    return places


def _row(table: Table, line: int, cells: list[str]) -> MappedRow:
    values: dict[str, object] = {}
    for name, place in table.places.items():
        text = plain(cells[place])
        if text:
            values[name] = _value(table, line, name, place, text)
    return MappedRow(line=line, **values)  # type: ignore[arg-type]


def _value(table: Table, line: int, name: str, place: int, text: str) -> object:
    if name in _CODES and lost_digits(text):
        raise ReportError("T115", file=table.file, line=line, value=text)
    value: object = text
    if name in _NUMBERS:
        units = whole_number(text)
        value = None if units is None or units < (name == "pack") else units
    elif name == "day":
        value = _day(text)
    elif name == "asin":
        value = as_asin(text)
    if value is None:
        raise ReportError(
            "T116", file=table.file, line=line, column=plain(table.header[place]), value=text[:40]
        )
    return value


def _day(text: str) -> date | None:
    when = moment(text)
    return parse_date(text) if when is None else date.fromordinal(day_of(when.seconds))
