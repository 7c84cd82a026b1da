"""The rows of a table, streamed as lists of cells; what is torn is told and left out, nothing is mended by guess."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import methodcaller
from typing import TextIO

from appeal.trade.encodings import explain_bytes
from appeal.trade.sources import Progress, ReportError
from appeal.trade.tables import WORKBOOK, Table
from appeal.trade.troubles import Troubles
from appeal.trade.workbook import workbook_rows

Numbered = Iterator[tuple[int, list[str]]]


class Rows:
    """The rows under a header; `line` is that of the row just given, `number` counts rows with content so far.

    A row with the wrong number of cells goes to `troubles`: it is counted, not given. Raises ReportError where bytes or
    quotes break the file.
    """

    def __init__(self, table: Table, troubles: Troubles, progress: Progress | None = None) -> None:
        self.table = table
        self.line = table.header_line
        self.blank = 0
        self._troubles = troubles
        self._progress = progress
        self._raw = ""

    def __iter__(self) -> Iterator[list[str]]:
        width = self.table.width
        with self.numbered() as numbered:
            for number, cells in numbered:
                self.line = number
                if len(cells) == width:
                    yield cells
                elif mended := self.mend(cells):
                    yield mended

    @property
    def number(self) -> int:
        """How many rows with content stood up to here."""
        return self.line - self.table.header_line - self.blank

    @contextmanager
    def numbered(self) -> Iterator[Numbered]:
        """Give every row as it stands with its line, for a reader that looks at its width itself (see `mend`).

        The last cell of a line parted by TAB may still carry the line's end. Errors of bytes and quotes are translated.
        """
        start = self.table.header_line + 1
        if self.table.encoding == WORKBOOK:
            yield enumerate(self._of_workbook(), start)
            return
        with self.table.open(self._progress) as lines:
            try:
                for _ in range(self.table.header_line):
                    next(lines, "")
                yield enumerate(self._parted(lines), start)
            except UnicodeError as trouble:
                raise explain_bytes(self.table.source, self.table.encoding) from trouble
            except csv.Error as trouble:
                raise ReportError("T108", file=self.table.file, line=self.line) from trouble

    def mend(self, cells: list[str]) -> list[str] | None:
        """Return the cells of a row of the wrong width where nothing is lost, else None after telling.

        Nothing is lost where quotes inside were not doubled, or blank cells stand beyond the header.
        """
        width = self.table.width
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            return cells[:width]
        raw = self._raw.rstrip("\r\n")
        parts = raw[1:-1].split('","') if raw[:1] == '"' == raw[-1:] else []
        if len(parts) == width:
            return parts
        # Ctrl-Z is how old programs of Windows ended a text.
        if "".join(cells).strip("\r\n\t \x1a"):
            self._troubles.tell("T150", self.table.file, self.line)
        else:
            self.blank += 1
        return None

    def _parted(self, lines: TextIO) -> Iterable[list[str]]:
        if self.table.delimiter == ",":
            return csv.reader(self._kept(lines))
        if self.table.quoted:
            return (line.rstrip("\r\n")[1:-1].split('"\t"') for line in lines)
        return map(methodcaller("split", "\t"), lines)

    def _kept(self, lines: TextIO) -> Iterator[str]:
        for line in lines:
            self._raw = line
            yield line

    def _of_workbook(self) -> Iterator[list[str]]:
        width = self.table.width
        for number, cells in enumerate(workbook_rows(self.table.source), start=1):
            if number > self.table.header_line:
                yield [*cells, *[""] * (width - len(cells))] if any(cells) else []
