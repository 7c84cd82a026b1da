"""Decides in which encoding a whole file is written; it never guesses and never replaces a character."""

from __future__ import annotations

import codecs

from appeal.errors import CallError
from appeal.trade.sources import ReportError, Source

_BLOCK = 256 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def find_encoding(source: Source, forced: str | None = None) -> str:
    """Return the encoding: by its mark, else UTF-8 where the whole file is UTF-8, else cp932.

    cp932 is not proved here: whoever reads the file decodes all of it strictly and calls `explain_bytes` where that fails.
    A head of ASCII proves nothing, so UTF-8 is tried over the whole file.
    """
    if forced is not None:
        return _named(forced)
    head = source.head(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    return "utf-8" if first_bad_byte(source, "utf-8") is None else "cp932"


def _named(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as trouble:
        raise CallError("T107", encoding=encoding) from trouble


def first_bad_byte(source: Source, encoding: str) -> int | None:
    """Return the place (from 0) of the first byte that does not fit the encoding, or None."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    done = 0
    with source.open() as stream:
        while True:
            block = stream.read(_BLOCK)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(block, final=not block)
            except UnicodeError as trouble:
                return done - pending + getattr(trouble, "start", 0)
            if not block:
                return None
            done += len(block)


def explain_bytes(source: Source, encoding: str) -> ReportError:
    """Return the error for a file that is not what its encoding says, with the place of the first bad byte."""
    offset = first_bad_byte(source, encoding)
    return ReportError("T106", file=source.name, offset=0 if offset is None else offset)
