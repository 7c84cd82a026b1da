"""Asks two further readers how many pages a PDF has and whether all are there; no text is read, nothing is drawn."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from appeal.examine.reading import StopError
from appeal.model.evidence import FileState

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader


class UnreadablePageError(Exception):
    """A page that is announced and cannot be shown; the text is a technical word for the log."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What pypdf says: pages, bytes of drawing orders in all, complaints."""

    pages: int
    drawing_bytes: int
    complaints: tuple[str, ...]


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


def count_by_pdfium(content: bytes) -> int:
    """Return the pages pdfium counts; raises PdfiumError where it cannot open the file."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def count_by_pypdf(content: bytes) -> Witness:
    """Return what pypdf finds; raises StopError for a file it cannot open at all, else what pypdf raises."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    with _listening() as complaints:
        try:
            reader = PdfReader(io.BytesIO(content), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise StopError(FileState.LOCKED, "needs a password")
            pages = len(reader.pages)
            size = _look_at_all(reader)
        except NotImplementedError as trouble:
            # pypdf says so for certificates and copy protection: nobody without the key can open these.
            raise StopError(FileState.LOCKED, str(trouble)) from trouble
        except LimitReachedError as trouble:
            raise StopError(FileState.TOO_HEAVY, str(trouble)) from trouble
        return Witness(pages, size, tuple(complaints))


def copy_by_pypdf(content: bytes) -> None:
    """Copy every page into memory and drop the copy; raises what pypdf raises where one cannot be taken over."""
    from pypdf import PdfReader, PdfWriter

    with _listening():
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        writer.write(io.BytesIO())


def _look_at_all(reader: PdfReader) -> int:
    return sum(_look_at(page) for page in reader.pages)


def _look_at(page: PageObject) -> int:
    """Make sure that everything the page shows is there; raises UnreadablePageError, or what pypdf raises.

    Returns the bytes of its drawing orders.
    """
    size = 0
    if "/Contents" in page:
        contents = _resolved(page["/Contents"])
        for piece in contents if isinstance(contents, list) else [contents]:
            size += _decode(_resolved(piece))
    resources = _resolved(page.get("/Resources"))
    pictures = _resolved(resources.get("/XObject")) if isinstance(resources, dict) else None
    # Values of a dictionary that came from a stranger: an indirect one is looked up, a missing one is None.
    for name, picture in pictures.items() if isinstance(pictures, dict) else ():
        if not hasattr(_resolved(picture), "get_data"):
            raise UnreadablePageError(f"{name} is not there")
    return size


def _decode(stream: Any) -> int:
    if not hasattr(stream, "get_data"):
        raise UnreadablePageError("page content is not there")
    return len(stream.get_data())


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
