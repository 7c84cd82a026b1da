"""Measures the picture a page without words consists of; it decodes one picture and keeps nothing."""

from __future__ import annotations

import io
import warnings
from typing import Any

from appeal.examine import pdf_objects as pdf
from appeal.examine.legibility import LONG_SIDE, note_measures
from appeal.examine.limits import MOST_PIXELS
from appeal.examine.reading import Notes
from appeal.model.traits import TraitName

_POINTS = 72.0


def note_scan(content: bytes, notes: Notes) -> None:
    """Note resolution and figures of the largest picture on the first page, where it fills the page."""
    from appeal.examine.pdf_gate import opened

    with opened(content) as document:
        page = document.pages[0].obj
        pictures = [
            (pdf.number(value, "/Width") or 0, pdf.number(value, "/Height") or 0, value)
            for _, value in pdf.items(pdf.dictionary(page, "/Resources"), "/XObject")
            if pdf.text(value, "/Subtype") == "Image"
        ]
        if not pictures:
            return
        width, height, picture = max(pictures, key=lambda one: one[0] * one[1])
        sides = [pdf.as_number(value) or 0.0 for value in pdf.entries(page, "/MediaBox")]
        if len(sides) == 4 and sides[2] > sides[0] and sides[3] > sides[1]:
            across, down = (sides[2] - sides[0]) / _POINTS, (sides[3] - sides[1]) / _POINTS
            # The picture may lie turned on the page: the tighter of the two ways it fits.
            upright = max(width / across, height / down)
            turned = max(width / down, height / across)
            notes.add(TraitName.RESOLUTION, f"{min(upright, turned):.0f}")
        if 0 < width * height <= MOST_PIXELS:
            _note_picture(picture, notes)


def _note_picture(picture: Any, notes: Notes) -> None:
    from PIL import Image

    filters = [str(one) for one in pdf.entries(picture, "/Filter")]
    if filters != ["/DCTDecode"]:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(picture.read_raw_bytes()), formats=("JPEG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                return
            image.draft("L", (min(image.width, LONG_SIDE * 3 // 4), min(image.height, LONG_SIDE * 3 // 4)))
            note_measures(image, notes)
