"""Looks inside a distrusted PDF with three readers that know nothing of each other; it draws nothing and writes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from appeal.examine.endings import ending, trailing
from appeal.examine.limits import HEADER_REACH
from appeal.examine.reading import Notes, Reading, StopError
from appeal.model.evidence import FileState
from appeal.model.traits import TraitName

_HEADER = re.compile(rb"%PDF-\d")
_END = re.compile(rb"startxref[ \t\r\n]{1,8}\d{1,12}[ \t\r\n]{1,8}%%EOF")
_SECOND = re.compile(rb"%%EOF[ \t\r\n\x00]{0,16}%PDF-\d")
_LINEARIZED = re.compile(rb"/Linearized[ \t\r\n]{1,4}\d")
_MARKS_BEFORE = b"\xef\xbb\xbf \t\r\n\x00"
_SLOW_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class _Outside:
    """The bytes as they are given to the readers, and what their frame shows."""

    whole: bytes
    mended: bool
    trailing: int


def read_pdf(content: bytes) -> Reading:
    """Return what the PDF is found to be.

    Foreign exceptions of many classes come out of damaged files; the caller holds the one place that catches them.
    """
    notes = Notes()
    try:
        return _read(content, notes)
    except StopError as stop:
        return Reading(stop.state, detail=stop.detail[:500], traits=notes.traits())


def _read(content: bytes, notes: Notes) -> Reading:
    from appeal.examine.origin import note_pdf_origin
    from appeal.examine.pdf_active import note_active
    from appeal.examine.pdf_drawings import look_at_drawings
    from appeal.examine.pdf_gate import complaints_of, look_at_pages, opened
    from appeal.examine.pdf_witnesses import copy_by_pypdf, count_by_pdfium, count_by_pypdf

    outside = _look_outside(content, notes)
    with opened(outside.whole) as document:
        gate = look_at_pages(document, notes)
        mended = look_at_drawings(document, notes)
        note_active(document, len(content), notes)
        note_pdf_origin(document, notes)
        # Last: a part of the file that nobody looked at yet has not been complained of.
        told = tuple(complaints_of(document, notes))
    second = count_by_pdfium(outside.whole)
    third = count_by_pypdf(outside.whole)
    counts = list(dict.fromkeys((gate.pages, second, third.pages)))
    if len(counts) > 1:
        notes.add(TraitName.FALSE_COUNT, "、".join(map(str, counts)))
        raise StopError(FileState.DISAGREED, f"qpdf {gate.pages}, pdfium {second}, pypdf {third.pages}")
    if third.drawing_bytes > _SLOW_BYTES:
        notes.add(TraitName.SLOW)
    complaints = (*told, *third.complaints)
    repaired = bool(complaints) or outside.mended or mended
    if repaired:
        # What had to be mended must hold when its pages are taken over, too.
        copy_by_pypdf(outside.whole)
    return Reading(
        FileState.USABLE,
        pages=gate.pages,
        repaired=repaired,
        owner_locked=gate.restricted,
        trailing=outside.trailing,
        detail="; ".join(dict.fromkeys(complaints))[:500],
        traits=notes.traits(),
    )


def _look_outside(content: bytes, notes: Notes) -> _Outside:
    """Look at the frame of the file: what stands before, after and between; raises StopError where it is cut."""
    header = _HEADER.search(content)
    if header is None or header.start() > HEADER_REACH:
        raise StopError(FileState.BURIED if header else FileState.DAMAGED, "header not in front")
    if content[: header.start()].strip(_MARKS_BEFORE):
        notes.add(TraitName.JUNK_BEFORE, count=header.start())
    end = ending("pdf", content)
    if end.end is None and not end.between:
        raise StopError(FileState.TRUNCATED, "stops inside an object")
    if _SECOND.search(content):
        notes.add(TraitName.JOINED)
    revisions = len(_END.findall(content)) - bool(_LINEARIZED.search(content, 0, 4096))
    if revisions > 1:
        notes.add(TraitName.REVISIONS, count=revisions)
    if end.end is not None and b"PK\x03\x04" in content[end.end : end.end + HEADER_REACH]:
        notes.add(TraitName.ARCHIVE_AFTER)
    # Marks of a text editor in front are passed over as viewers do. Readers give up where only the end mark is
    # missing; it is added to the copy in memory alone.
    plain = not content[: header.start()].strip(_MARKS_BEFORE)
    whole = content[header.start() :] if plain and header.start() else content
    whole = whole if end.end is not None else whole + b"\n%%EOF\n"
    return _Outside(whole, end.end is None, trailing(content, end.end))
