"""Looks inside a distrusted PDF: pages, lock, damage; it extracts no text, draws nothing and writes nothing."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from appeal.examine.endings import ending, trailing
from appeal.examine.limits import MOST_PAGES
from appeal.examine.reading import Reading
from appeal.model.evidence import FileState

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader


class UnreadablePageError(Exception):
    """A page that is announced and cannot be shown; the text is a technical word for the log."""


class _Complaints(logging.Handler):
    """Keeps what pypdf says only to its logger: that is where it tells of repairs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect the complaints of pypdf instead of letting them reach the terminal."""
    logger, complaints = logging.getLogger("pypdf"), _Complaints()
    passed_on = logger.propagate
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield complaints.lines
    finally:
        logger.propagate = passed_on
        logger.removeHandler(complaints)


def read_pdf(content: bytes) -> Reading:
    """Return what the PDF is found to be.

    Foreign exceptions of many classes come out of damaged files; the caller holds the one place that catches them.
    """
    from pypdf import PdfReader

    end = ending("pdf", content)
    if end.end is None and not end.between:
        return Reading(FileState.TRUNCATED, detail="stops inside an object")
    # pypdf gives up where only the end mark is missing; it is added to the copy in memory alone.
    whole = content if end.end is not None else content + b"\n%%EOF\n"
    with _listening() as complaints:
        try:
            reader = PdfReader(io.BytesIO(whole), strict=False)
            locked = reader.is_encrypted
            if locked and not reader.decrypt(""):
                return Reading(FileState.LOCKED, detail="needs a password")
        except NotImplementedError as trouble:
            # pypdf says so for certificates and copy protection: nobody without the key can open these.
            return Reading(FileState.LOCKED, detail=str(trouble))
        reading = _read_pages(reader)
        return replace(
            reading,
            repaired=bool(complaints) or end.end is None,
            owner_locked=locked,
            trailing=trailing(content, end.end),
            detail=reading.detail or "; ".join(dict.fromkeys(complaints))[:500],
        )


def _read_pages(reader: PdfReader) -> Reading:
    count = len(reader.pages)
    if count == 0:
        return Reading(FileState.NO_PAGES)
    if count > MOST_PAGES:
        return Reading(FileState.TOO_MANY_PAGES, detail=f"{count} pages")
    announced = _announced(reader)
    if announced is not None and announced != count:
        raise UnreadablePageError(f"page tree announces {announced}, holds {count}")
    for page in reader.pages:
        _look_at(page)
    return Reading(FileState.USABLE, pages=count)


def _announced(reader: PdfReader) -> int | None:
    tree = _resolved(reader.root_object.get("/Pages"))
    count = _resolved(tree.get("/Count")) if isinstance(tree, dict) else None
    return int(count) if isinstance(count, int) else None


def _look_at(page: PageObject) -> None:
    """Make sure that everything the page shows is there; raises UnreadablePageError, or what pypdf raises."""
    if page.mediabox.width <= 0 or page.mediabox.height <= 0:
        raise UnreadablePageError("page without an area")
    if "/Contents" in page:
        contents = _resolved(page["/Contents"])
        for piece in contents if isinstance(contents, list) else [contents]:
            _decode(_resolved(piece))
    resources = _resolved(page.get("/Resources"))
    pictures = _resolved(resources.get("/XObject")) if isinstance(resources, dict) else None
    # Values of a dictionary that came from a stranger: an indirect one is looked up, a missing one is None.
    for name, picture in pictures.items() if isinstance(pictures, dict) else ():
        if not hasattr(_resolved(picture), "get_data"):
            raise UnreadablePageError(f"{name} is not there")


def _decode(stream: Any) -> None:
    if not hasattr(stream, "get_data"):
        raise UnreadablePageError("page content is not there")
    stream.get_data()


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
