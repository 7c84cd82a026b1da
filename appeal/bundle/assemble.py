"""Puts letter, cover sheets and evidence together into the reading copy; it draws nothing and judges nothing."""

from __future__ import annotations

import hashlib
import logging
import os
import pathlib
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from appeal.bundle.pages import insert_evidence
from appeal.errors import LetterError, PackageError
from appeal.model.submission import Exhibit

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import IndirectObject

_FAMILY = re.compile(r"(?:[A-Z]{6}\+)?(?:Appeal-P?Gothic|BIZ-?UD)", re.IGNORECASE)
_UA_CLAIM = re.compile(rb'<rdf:Description rdf:about="" pdfuaid:part="\d" ?/>')
_LETTER_TITLE = "回答書"


def assemble(
    base: bytes,
    cover_pages: Sequence[int],
    exhibits: Sequence[tuple[Exhibit, pathlib.Path]],
    titles: Sequence[str] = (),
    letter_title: str = _LETTER_TITLE,
) -> bytes:
    """Return the reading copy: `base` with the pages of each exhibit after its cover sheet.

    `base` is the letter followed by the cover sheets, `cover_pages` their places in it from 0, one an exhibit in
    the same order. `titles` name the exhibits in the outline (資料1 請求書), otherwise their label does. The same
    input gives the same bytes. Raises PackageError where a file changed, cannot be taken over or loses a page, and
    LetterError where `base` uses a font that is not ours.
    """
    from pypdf import PdfReader, PdfWriter

    if len(cover_pages) != len(exhibits):
        raise ValueError("one cover sheet an exhibit")
    with _quiet_reader():
        reader = PdfReader(BytesIO(base))
        if strange := _foreign_fonts(reader):
            raise LetterError("P715", fonts="、".join(strange))
        writer = PdfWriter(clone_from=reader)
        digest = hashlib.sha256(base)
        counts = [0] * len(exhibits)
        for place in sorted(range(len(exhibits)), key=lambda one: cover_pages[one], reverse=True):
            exhibit, path = exhibits[place]
            data = _read(exhibit, path)
            digest.update(hashlib.sha256(data).digest())
            counts[place] = _insert(writer, exhibit, data, cover_pages[place] + 1)
        covers = [cover + sum(counts[:place]) for place, cover in enumerate(cover_pages)]
        names = titles or [exhibit.label for exhibit, _ in exhibits]
        _set_outline(writer, reader, covers, names, letter_title)
        _set_labels(writer, covers, counts, [exhibit.label for exhibit, _ in exhibits])
        _close(writer, digest.digest()[:16], claim=not exhibits)
        if len(writer.pages) != len(reader.pages) + sum(counts):
            raise ValueError("pages were lost while assembling")
        target = BytesIO()
        writer.write(target)
    return target.getvalue()


def foreign_fonts(pdf: bytes) -> tuple[str, ...]:
    """Return the names of fonts in a PDF of ours that are not of the bundled families, sorted."""
    from pypdf import PdfReader

    with _quiet_reader():
        return _foreign_fonts(PdfReader(BytesIO(pdf)))


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    from pypdf import PdfReader

    with _quiet_reader():
        return len(PdfReader(BytesIO(pdf)).pages)


@contextmanager
def _quiet_reader() -> Iterator[None]:
    """Keep pypdf's English remarks off the screen; what they are about was told when the file was examined."""
    logger = logging.getLogger("pypdf")
    before = logger.propagate
    silence = logging.NullHandler()
    logger.addHandler(silence)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(silence)


def _foreign_fonts(reader: PdfReader) -> tuple[str, ...]:
    names: set[str] = set()
    seen: set[tuple[int, int]] = set()
    for page in reader.pages:
        _collect_fonts(page.get("/Resources"), names, seen)
    return tuple(sorted(name for name in names if not _FAMILY.match(name)))


def _collect_fonts(entry: Any, names: set[str], seen: set[tuple[int, int]]) -> None:
    """Add the fonts of one set of resources and of the drawings it holds."""
    if entry is None or _was_seen(entry, seen):
        return
    resources = entry.get_object()
    for font in resources.get("/Font", {}).get_object().values() if "/Font" in resources else ():
        names.add(str(font.get_object().get("/BaseFont", "?")).removeprefix("/"))
    for kind in ("/XObject", "/Pattern"):
        for drawing in resources[kind].get_object().values() if kind in resources else ():
            if not _was_seen(drawing.indirect_reference, seen):
                _collect_fonts(drawing.get_object().get("/Resources"), names, seen)


def _was_seen(entry: Any, seen: set[tuple[int, int]]) -> bool:
    reference = getattr(entry, "indirect_reference", None)
    if reference is None:
        return False
    key = (reference.idnum, reference.generation)
    if key in seen:
        return True
    seen.add(key)
    return False


def _read(exhibit: Exhibit, path: pathlib.Path) -> bytes:
    try:
        # A pipe put in the place of the file would otherwise be waited on for ever.
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(opened, "rb") as original:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise PackageError("P712", file=exhibit.item.file)
            data = original.read()
    except OSError as error:
        raise PackageError("P712", file=exhibit.item.file) from error
    if exhibit.facts.sha256 and hashlib.sha256(data).hexdigest() != exhibit.facts.sha256:
        raise PackageError("P711", file=exhibit.item.file)
    return data


def _insert(writer: PdfWriter, exhibit: Exhibit, data: bytes, at: int) -> int:
    try:
        count = insert_evidence(writer, data, exhibit.facts.type or "", at)
    except Exception as error:  # on broken files the readers leave their own class trees
        raise PackageError("P713", file=exhibit.item.file) from error
    if exhibit.facts.pages is not None and count != exhibit.facts.pages:
        raise PackageError("P714", file=exhibit.item.file, expected=exhibit.facts.pages, actual=count)
    return count


def _set_outline(
    writer: PdfWriter, reader: PdfReader, covers: Sequence[int], names: Sequence[str], letter_title: str
) -> None:
    """Replace the outline: the letter with its headings, then each exhibit."""
    from pypdf.generic import NameObject

    headings = _headings(reader, min(covers, default=len(reader.pages)))
    writer.root_object.pop(NameObject("/Outlines"), None)
    letter = writer.add_outline_item(title=letter_title, page_number=0)
    for title, page in headings:
        writer.add_outline_item(title=title, page_number=page, parent=letter)
    for name, cover in zip(names, covers, strict=True):
        writer.add_outline_item(title=name, page_number=cover)


def _headings(reader: PdfReader, until: int) -> list[tuple[str, int]]:
    """Return the headings below the letter's title, with their pages."""
    entries: list[Any] = []
    for entry in reader.outline:
        entries.extend(entry if isinstance(entry, list) else [entry])
    plain = [
        (entry, reader.get_destination_page_number(entry)) for entry in entries if not isinstance(entry, list)
    ]
    inside = [(str(entry.title), page) for entry, page in plain if page is not None and page < until]
    return inside[1:]


def _set_labels(
    writer: PdfWriter, covers: Sequence[int], counts: Sequence[int], labels: Sequence[str]
) -> None:
    """Number the pages as the letter cites them: 1, 2, then 資料1-表紙, 資料1-1."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

    decimal = (NameObject("/S"), NameObject("/D"))
    numbers = ArrayObject()

    def begin(page: int, prefix: str | None, *, counted: bool) -> None:
        label = DictionaryObject([decimal] if counted else [])
        if prefix is not None:
            label[NameObject("/P")] = TextStringObject(prefix)
        numbers.extend((NumberObject(page), label))

    begin(0, None, counted=True)
    for cover, count, label in zip(covers, counts, labels, strict=True):
        begin(cover, f"{label}-表紙", counted=False)
        if count:
            begin(cover + 1, f"{label}-", counted=True)
    writer.root_object[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): numbers})


def _close(writer: PdfWriter, identifier: bytes, *, claim: bool) -> None:
    """Set an identifier that depends on the content alone, and claim accessibility only of pages we tagged."""
    from pypdf.generic import ArrayObject, ByteStringObject, NameObject

    writer._ID = ArrayObject((ByteStringObject(identifier), ByteStringObject(identifier)))
    if writer.pdf_header < "%PDF-1.7":
        writer.pdf_header = "%PDF-1.7"
    if claim or "/Metadata" not in writer.root_object:
        return
    described: Any = writer.root_object["/Metadata"]
    described.set_data(_UA_CLAIM.sub(b"", described.get_data()))
    reference: IndirectObject | None = described.indirect_reference
    if reference is not None:
        writer.root_object[NameObject("/Metadata")] = reference
