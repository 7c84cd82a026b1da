"""Encoding, delimiter, header row and kind of a report, found in the content alone; the file's name says nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from appeal.trade.encodings import explain_bytes, find_encoding
from appeal.trade.headers import FIELDS, REFUSED, TITLES, fields_of, folded, nearest_shape, shape_of
from appeal.trade.sources import Progress, ReportError, Source
from appeal.trade.workbook import is_workbook, workbook_rows

# The longest preamble seen is 9 lines (トランザクション), the longest header 2 kB.
HEAD_LINES = 40
_LONGEST_LINE = 1024 * 1024
_SHOWN = 160
WORKBOOK = "xlsx"

_FOREIGN = (
    (b"%PDF", "T127"),
    (b"\xff\xd8\xff", "T128"),
    (b"\x89PNG", "T128"),
    (b"GIF8", "T128"),
    (b"II*\x00", "T128"),
    (b"MM\x00*", "T128"),
    (b"\xd0\xcf\x11\xe0", "T126"),
    (b"\x1f\x8b", "T129"),
    (b"7z\xbc\xaf", "T129"),
    (b"Rar!", "T129"),
)


class HeadRow(NamedTuple):
    """One of the first lines, parted by one delimiter; `number` counts from 1."""

    number: int
    delimiter: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table and where its columns are: `places` maps a field to its column; `name` is that of its shape.

    `line_end` is how lines end in this file; `quoted` means TAB with every cell quoted; `twice` names known columns
    that stand in the header twice.
    """

    source: Source
    encoding: str
    delimiter: str
    line_end: str
    header_line: int
    header: tuple[str, ...]
    name: str = ""
    places: Mapping[str, int] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The name for people."""
        return self.source.name

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.header)

    @property
    def quoted(self) -> bool:
        """Whether cells are parted by TAB and every one is quoted, the quotes inside not doubled."""
        return self.delimiter == "\t" and all(cell[:1] == '"' == cell[-1:] for cell in self.header)

    @property
    def twice(self) -> tuple[str, ...]:
        """The known columns that stand in the header more than once."""
        names = [folded(cell) for cell in self.header]
        return tuple(sorted({name for name in names if name in FIELDS and names.count(name) > 1}))

    def open(self, progress: Progress | None = None) -> io.TextIOWrapper:
        """Open as text, strictly decoded, line ends as they are."""
        newline = "" if self.delimiter == "," else self.line_end
        return io.TextIOWrapper(self.source.open(progress), encoding=self.encoding, newline=newline)


class Head(NamedTuple):
    """What is known of a file before its header is: its encoding, how lines end, its first rows by each delimiter."""

    encoding: str
    line_end: str
    rows: tuple[HeadRow, ...]


def open_table(source: Source, encoding: str | None = None) -> Table:
    """Return the report in a file; raises ReportError for one that is unknown or cannot prove units by ASIN."""
    head = read_head(source, encoding)
    for row in head.rows:
        places = fields_of(row.cells)
        shape = shape_of(places)
        if shape is not None:
            _refuse(source, shape.name, head, row)
            return table_at(source, head, row, shape.name, places)
    raise _unknown(source, head)


def table_at(source: Source, head: Head, row: HeadRow, name: str, places: Mapping[str, int]) -> Table:
    """Return the table whose header is `row`."""
    return Table(
        source, head.encoding, row.delimiter, head.line_end, row.number, tuple(row.cells), name, places
    )


def read_head(source: Source, encoding: str | None = None) -> Head:
    """Return the first rows of a file; raises ReportError where it is no table."""
    _refuse_foreign(source)
    if is_workbook(source):
        sheet = enumerate(workbook_rows(source, HEAD_LINES), start=1)
        return Head(WORKBOOK, "\n", tuple(HeadRow(number, WORKBOOK, cells) for number, cells in sheet))
    found = find_encoding(source, encoding)
    lines = _first_lines(source, found)
    rows = tuple(sorted((*_parted(lines, "\t"), *_parted(lines, ",")), key=lambda row: row.number))
    return Head(found, "\r" if lines[0].endswith("\r") else "\n", rows)


def _refuse_foreign(source: Source) -> None:
    head = source.head(16)
    if not head:
        raise ReportError("T112", file=source.name)
    for mark, code in _FOREIGN:
        if head.startswith(mark):
            raise ReportError(code, file=source.name)
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        raise ReportError("T128", file=source.name)


def _first_lines(source: Source, encoding: str) -> list[str]:
    try:
        with io.TextIOWrapper(source.open(), encoding=encoding, newline="") as text:
            lines = [text.readline(_LONGEST_LINE) for _ in range(HEAD_LINES)]
    except UnicodeError as trouble:
        raise explain_bytes(source, encoding) from trouble
    if any(len(line) == _LONGEST_LINE for line in lines) or "\0" in lines[0]:
        raise ReportError("T111", file=source.name)
    return lines


def _parted(lines: Sequence[str], delimiter: str) -> Iterator[HeadRow]:
    for number, line in enumerate(lines, start=1):
        if delimiter not in line:
            continue
        if delimiter == "\t":
            yield HeadRow(number, delimiter, line.rstrip("\r\n").split(delimiter))
        elif len(line) < csv.field_size_limit():
            yield HeadRow(number, delimiter, next(csv.reader([line])))


def _refuse(source: Source, name: str, head: Head, header: HeadRow) -> None:
    if name in REFUSED:
        raise ReportError(REFUSED[name], file=source.name, title=TITLES[name])
    # A spreadsheet fills the lines above the header with empty cells up to the width of the table.
    before = [row.cells for row in head.rows if row.number < header.number and row.delimiter == ","]
    if any(len(cells) == len(header.cells) and not any(cells[1:]) for cells in before):
        raise ReportError("T130", file=source.name)


def _unknown(source: Source, head: Head) -> ReportError:
    """Return the error for a header no report has: the nearest report, and what it would need besides."""
    if not head.rows:
        return ReportError("T111", file=source.name)
    row = max(head.rows, key=lambda row: (len(fields_of(row.cells)), len(row.cells)))
    shape, missing = nearest_shape(row.cells)
    header = "、".join(cell.strip(' "\ufeff') for cell in row.cells if cell.strip())
    return ReportError(
        "T110",
        file=source.name,
        nearest=shape.title,
        missing="、".join(missing),
        header=header if len(header) <= _SHOWN else header[:_SHOWN] + "...",
    )
