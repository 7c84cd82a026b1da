"""Rows of an Excel workbook as text, through openpyxl where it is installed; nothing is calculated or written."""

from __future__ import annotations

import importlib
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from appeal.trade.sources import ReportError, Source


def is_workbook(source: Source) -> bool:
    """Return whether a file is a workbook of today's Excel (a ZIP; those with other content were opened before)."""
    return source.head(4) == b"PK\x03\x04"


def workbook_rows(source: Source, most: int | None = None) -> Iterator[list[str]]:
    """Yield the rows of the first sheet as text; raises ReportError without openpyxl or for a broken workbook."""
    try:
        openpyxl: Any = importlib.import_module("openpyxl")
    except ImportError as trouble:
        raise ReportError("T126", file=source.name) from trouble
    # openpyxl seeks, which a member of an archive cannot.
    with source.open() as stream:
        content = io.BytesIO(stream.read())
    try:
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for row in islice(sheet.iter_rows(values_only=True), most):
            yield [_text(value) for value in row]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError, AttributeError) as trouble:
        raise ReportError("T129", file=source.name) from trouble


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
