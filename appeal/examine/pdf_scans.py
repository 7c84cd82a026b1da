"""Measures the pictures a scanned page consists of; it decodes one picture at most and keeps nothing."""

from __future__ import annotations

import io
import itertools
import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from appeal.examine.legibility import LONG_SIDE, note_measures
from appeal.examine.limits import MOST_PIXELS
from appeal.examine.reading import Notes
from appeal.model.traits import TraitName

if TYPE_CHECKING:
    from pypdfium2 import PdfImage, PdfPage

_POINTS = 72.0
_MOST_OBJECTS = 3_000
# A page less than half of which is pictures is no scan: they are a logo, a seal, a barcode.
_LEAST_COVERED, _WHOLE = 0.5, 0.9
# Scanners lay a coarse picture of the paper below a fine one of its print, or cut a page into strips: the finest
# pictures that together fill this part of the page are those its print is in.
_LEAST_PART, _STEP = 0.05, 10


@dataclass(frozen=True, slots=True)
class _Picture:
    """One picture as it lies on the page: the part of the page it fills and its points to the inch."""

    part: float
    dpi: float
    image: PdfImage


def note_scan(content: bytes, notes: Notes) -> None:
    """Note resolution and figures of the first page, where pictures fill it. Raises what pdfium raises."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0]
        pictures = _pictures(page)
        if sum(one.part for one in pictures) < _LEAST_COVERED:
            return
        finest = _finest(pictures)
        notes.add(TraitName.RESOLUTION, f"{finest.dpi:.0f}")
        # The edge of a strip is no edge of the paper, and a coarse picture below another one holds no print.
        if finest.part >= _WHOLE:
            _note_picture(finest.image, notes)
    finally:
        document.close()


def _pictures(page: PdfPage) -> list[_Picture]:
    from pypdfium2 import raw

    area = page.get_width() * page.get_height()
    parts = itertools.islice(page.get_objects(max_depth=1), _MOST_OBJECTS)
    images: list[Any] = [part for part in parts if part.type == raw.FPDF_PAGEOBJ_IMAGE]
    placed = ((image, *image.get_px_size(), image.get_matrix().get()) for image in images)
    found = []
    for image, width, height, (a, b, c, d, *_) in placed:
        across, down = math.hypot(a, b), math.hypot(c, d)
        if across > 0 and down > 0 and area > 0:
            dpi = max(width / across, height / down) * _POINTS
            found.append(_Picture(min(1.0, across * down / area), dpi, image))
    return found


def _finest(pictures: list[_Picture]) -> _Picture:
    parts: dict[int, float] = {}
    for one in pictures:
        step = round(one.dpi / _STEP)
        parts[step] = parts.get(step, 0.0) + one.part
    return max(
        (one for one in pictures if parts[round(one.dpi / _STEP)] >= _LEAST_PART),
        key=lambda one: (one.dpi, one.part),
        default=pictures[0],
    )


def _note_picture(picture: PdfImage, notes: Notes) -> None:
    from PIL import Image

    width, height = picture.get_px_size()
    if picture.get_filters() != ["DCTDecode"] or width * height > MOST_PIXELS:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(picture.get_data()), formats=("JPEG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                return
            image.draft("L", (min(image.width, LONG_SIDE * 3 // 4), min(image.height, LONG_SIDE * 3 // 4)))
            note_measures(image, notes)
