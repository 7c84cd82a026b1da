"""Opens a distrusted PDF with the reader that lets least pass, and looks at its pages; it changes and writes nothing."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf

from appeal.examine import pdf_objects as pdf
from appeal.examine.limits import MOST_PAGES
from appeal.examine.reading import Notes, StopError
from appeal.model.evidence import FileState
from appeal.model.traits import TraitName

# ISO 32000 Annex C: the largest and smallest side of a page, in points, that viewers are held to.
_LARGEST_SIDE, _SMALLEST_SIDE, _NO_SIDE = 14_400.0, 3.0, 1e9
_MOST_FONT_PAGES = 50
_MOST_BRANCHES = 40
_ORDERINGS = frozenset({"Japan1", "Japan2", "GB1", "CNS1", "Korea1"})
# A revision may list its own cross-reference stream or not: every reader finds it either way.
_NO_FAULT = "xref entry for the xref stream itself is missing"
# A part of the file that it lists and that is gone: fonts or pictures will be missing wherever it is opened.
_LOST = "not found in file after regenerating cross reference table"
_WEB_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate-keeper says of the whole file: page count and restrictions of use."""

    pages: int
    restricted: bool


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """Open a PDF; raises StopError where it is locked, what pikepdf raises where it is no PDF."""
    try:
        document = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError as trouble:
        raise StopError(FileState.LOCKED, "needs a password") from trouble
    except pikepdf.PdfError as trouble:
        if "unsupported encryption" in str(trouble) or "encryption filter" in str(trouble):
            raise StopError(FileState.LOCKED, str(trouble)) from trouble
        raise
    with document:
        yield document


def look_at_pages(document: Any, notes: Notes) -> Gate:
    """Look at every page; raises StopError where the file has none to show, or too many."""
    count = len(document.pages)
    if count == 0:
        raise StopError(FileState.NO_PAGES)
    if count > MOST_PAGES:
        raise StopError(FileState.TOO_MANY_PAGES, f"{count} pages")
    _refuse_shells(document)
    fonts: set[tuple[int, int]] = set()
    for place, page in enumerate(document.pages, start=1):
        _judge_area(page.obj, place, notes)
        _refuse_outside(page.obj)
        if place <= _MOST_FONT_PAGES:
            _note_fonts(page.obj, place, notes, fonts)
    _note_false_counts(document, notes)
    restricted = document.is_encrypted and not all(document.allow)
    if document.is_encrypted and not restricted:
        notes.add(TraitName.PROTECTED)
    return Gate(count, restricted)


def _note_false_counts(document: Any, notes: Notes) -> None:
    """Note a branch of the page tree that announces another number of pages than hang on it."""
    branches: dict[tuple[int, int], tuple[Any, int]] = {}
    for page in document.pages:
        branch = pdf.dictionary(page.obj, "/Parent")
        for _ in range(_MOST_BRANCHES):
            known = pdf.same(branch)
            if known is None:
                break
            branches[known] = (branch, branches.get(known, (branch, 0))[1] + 1)
            branch = pdf.dictionary(branch, "/Parent")
    for branch, pages in branches.values():
        announced = pdf.number(branch, "/Count")
        if announced is not None and announced != pages:
            notes.add(TraitName.FALSE_COUNT, f"{announced:.0f}")


def complaints_of(document: Any, notes: Notes) -> Iterator[str]:
    """Yield what the gate-keeper has complained of up to now; a page without size is told as such, not as damage.

    Raises StopError where a part that was asked for is gone.
    """
    for line in map(str, document.get_warnings()):
        if "MediaBox is undefined" in line:
            notes.add(TraitName.PAGE_ODD)
        elif _LOST in line:
            raise StopError(FileState.DAMAGED, line)
        elif _NO_FAULT not in line:
            yield line


def _refuse_shells(document: Any) -> None:
    """Refuse a file whose pages only say where the real ones are."""
    if pdf.dictionary(document.Root, "/Collection") is not None:
        raise StopError(FileState.ELSEWHERE, "portfolio")
    form = pdf.dictionary(document.Root, "/AcroForm")
    drawn = form is not None and bool(pdf.entries(form, "/Fields"))
    if pdf.has(form, "/XFA") and (pdf.truth(document.Root, "/NeedsRendering") or not drawn):
        raise StopError(FileState.WAITING_FORM, "dynamic XFA")


def _judge_area(page: Any, place: int, notes: Notes) -> None:
    box = _box(page, "/MediaBox")
    if box is None:
        notes.add(TraitName.PAGE_ODD, page=place)
        return
    unit = pdf.number(page, "/UserUnit") or 1.0
    sides = ((box[2] - box[0]) * unit, (box[3] - box[1]) * unit)
    if not all(0 < side < _NO_SIDE for side in sides):
        raise StopError(FileState.NO_AREA, f"page {place}: {sides[0]:g} x {sides[1]:g}")
    told = f"{max(sides) / 72 * 2.54:,.0f} cm"
    if max(sides) > _LARGEST_SIDE:
        notes.add(TraitName.PAGE_LARGE, told, place)
    elif min(sides) <= _SMALLEST_SIDE:
        notes.add(TraitName.PAGE_SMALL, page=place)
    if not _turned_squarely(page) or not _crop_fits(page, box):
        notes.add(TraitName.PAGE_ODD, page=place)


def _turned_squarely(page: Any) -> bool:
    return (pdf.number(page, "/Rotate") or 0.0) % 90 == 0


def _crop_fits(page: Any, media: tuple[float, float, float, float]) -> bool:
    if not pdf.has(page, "/CropBox"):
        return True
    crop = _box(page, "/CropBox")
    if crop is None:
        return False
    wide = min(crop[2], media[2]) - max(crop[0], media[0])
    high = min(crop[3], media[3]) - max(crop[1], media[1])
    return wide > 0 and high > 0


def _box(page: Any, key: str) -> tuple[float, float, float, float] | None:
    numbers = [pdf.as_number(value) for value in pdf.entries(page, key)]
    known = [one for one in numbers if one is not None and math.isfinite(one)]
    if len(numbers) != 4 or len(known) != 4:
        return None
    left, right = sorted((known[0], known[2]))
    bottom, top = sorted((known[1], known[3]))
    return left, bottom, right, top


def _refuse_outside(page: Any) -> None:
    """Refuse a page whose content lies in another file, which will not be sent."""
    pieces = [*pdf.entries(page, "/Contents")]
    pieces += [value for _, value in pdf.items(pdf.dictionary(page, "/Resources"), "/XObject")]
    for piece in pieces:
        if isinstance(piece, pikepdf.Stream) and pdf.has(piece.stream_dict, "/F"):
            raise StopError(FileState.ELSEWHERE, "content in another file")


def _note_fonts(page: Any, place: int, notes: Notes, seen: set[tuple[int, int]]) -> None:
    for _, font in pdf.items(pdf.dictionary(page, "/Resources"), "/Font"):
        known = pdf.same(font)
        if known is not None and known in seen:
            continue
        if known is not None:
            seen.add(known)
        for heir in pdf.entries(font, "/DescendantFonts"):
            described = pdf.dictionary(heir, "/FontDescriptor")
            ordering = pdf.text(pdf.dictionary(heir, "/CIDSystemInfo"), "/Ordering")
            inside = any(pdf.has(described, key) for key in _WEB_FONT_FILES)
            if ordering in _ORDERINGS and not inside:
                notes.add(TraitName.FONT_ABSENT, pdf.text(font, "/BaseFont"), place)
