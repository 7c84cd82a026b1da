"""Rows of an Excel workbook as text, through openpyxl where it is installed; nothing is calculated or written."""

from __future__ import annotations

import importlib
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from appeal.trade.sources import ReportError, Source

# What a workbook may unpack to: its words are held in memory, unlike the rows of a text; 当方の目安, seen 2026-11.
MOST_BYTES = 1024**3
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    EOFError,
    RuntimeError,
    OSError,
)


def is_workbook(source: Source) -> bool:
    """Return whether a file is a workbook of today's Excel (a ZIP; those with other content were opened before)."""
    return source.head(4) == b"PK\x03\x04"


def workbook_rows(source: Source, most: int | None = None) -> Iterator[list[str]]:
    """Yield the rows of the first sheet as text; raises ReportError without openpyxl or for a broken workbook."""
    # openpyxl seeks, which a member of an archive cannot.
    with source.open() as stream:
        content = io.BytesIO(stream.read())
    _refuse_others(source, content)
    try:
        openpyxl: Any = importlib.import_module("openpyxl")
    except ImportError as trouble:
        raise ReportError("T131", file=source.name) from trouble
    try:
        with warnings.catch_warnings():
            # It warns of styles and drop-down lists that it does not know; no value of a cell depends on them.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(content, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            # Some programs write the size of the sheet as one cell.
            sheet.reset_dimensions()
            for row in islice(sheet.iter_rows(values_only=True), most):
                yield [_text(value) for value in row]
    except _BROKEN as trouble:
        raise ReportError("T129", file=source.name) from trouble


def _refuse_others(source: Source, content: io.BytesIO) -> None:
    """Raise ReportError for a ZIP that is no workbook, and for one that would fill the memory."""
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
    except _BROKEN as trouble:
        raise ReportError("T129", file=source.name) from trouble
    if not any(entry.filename.startswith("xl/") for entry in entries):
        raise ReportError("T129", file=source.name)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise ReportError("T104", file=source.name, files=len(entries), gigabytes=MOST_BYTES // 1024**3)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
