"""Reads what the pages of a usable PDF say, and what lies over or inside the words; never to tell whether it is sound."""

from __future__ import annotations

import ctypes
import itertools
import re
from typing import Any

from appeal.examine.reading import Notes
from appeal.model.traits import TraitName

_MOST_PAGES = 20
_MOST_LETTERS = 40_000
_LOOKED_PAGES = 5
_MOST_OBJECTS = 3_000
_MOST_NUMBERS = 400
_FEW_LETTERS = 8
_BLACK, _SOLID = 60, 200
_COVERED = 0.8
_PART = re.compile(rb"^[A-Z]{6}\+")
_NUMBER = re.compile(r"[0-9][0-9,./:-]*[0-9]")
_MOSTLY_UNSEEN = 0.9


def read_words(content: bytes, notes: Notes) -> tuple[tuple[str, ...], bool]:
    """Return the text of the first pages, in the order viewers show it; empty where the file holds pictures only.

    Also returns whether these words are never drawn: a scanner read them off its picture and laid them below, to be
    searched for, with the mistakes such reading makes. Raises what pdfium raises; native code may end the process.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        texts: list[str] = []
        unseen: list[bool] = []
        for place in range(min(len(document), _MOST_PAGES)):
            left = _MOST_LETTERS - sum(map(len, texts))
            text, is_unseen = _read_page(document[place], place + 1, notes, left)
            texts.append(text)
            unseen += [is_unseen] if text.strip() and place < _LOOKED_PAGES else []
    finally:
        document.close()
    if sum(len(text.strip()) for text in texts) < _FEW_LETTERS:
        notes.add(TraitName.NO_TEXT)
        return (), False
    return tuple(texts), bool(unseen) and all(unseen)


def _read_page(page: Any, place: int, notes: Notes, most: int) -> tuple[str, bool]:
    words = page.get_textpage()
    try:
        text = str(words.get_text_bounded())[: max(most, 0)].replace("\r\n", "\n").replace("\x00", "")
        looked = place <= _LOOKED_PAGES and bool(text.strip())
        unseen = looked and _is_unseen(page)
        if looked and not unseen:
            _note_mixed_numbers(words, place, notes)
            _note_covered(page, place, notes)
        return text, unseen
    finally:
        words.close()
        page.close()


def _is_unseen(page: Any) -> bool:
    """Whether the words of a page are there for searching only and the page is seen as a picture."""
    from pypdfium2 import raw

    parts = list(itertools.islice(page.get_objects(max_depth=3), _MOST_OBJECTS))
    modes = [raw.FPDFTextObj_GetTextRenderMode(part) for part in parts if part.type == raw.FPDF_PAGEOBJ_TEXT]
    unseen = sum(mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP) for mode in modes)
    return (
        any(part.type == raw.FPDF_PAGEOBJ_IMAGE for part in parts)
        and bool(modes)
        and unseen >= _MOSTLY_UNSEEN * len(modes)
    )


def _note_mixed_numbers(words: Any, place: int, notes: Notes) -> None:
    count = min(words.count_chars(), _MOST_LETTERS)
    text = words.get_text_range(0, count)
    if len(text) != count:
        # Letters beyond the basic plane take two places: the places of letters and of text are no longer the same.
        return
    for found, _ in zip(_NUMBER.finditer(text), range(_MOST_NUMBERS), strict=False):
        places = (found.start() + at for at, letter in enumerate(found[0]) if letter.isdigit())
        if len({_font(words, at) for at in places}) > 1:
            notes.add(TraitName.FONTS_MIXED, found[0], place)


def _font(words: Any, index: int) -> bytes:
    from pypdfium2 import raw

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(words, index, name, 128, flags)
    # Parts of one font are embedded under names of their own: ABCDEF+Gothic and GHIJKL+Gothic.
    return _PART.sub(b"", name.value)


def _note_covered(page: Any, place: int, notes: Notes) -> None:
    """Note words that a black shape drawn after them lies on."""
    from pypdfium2 import raw

    parts = list(itertools.islice(page.get_objects(max_depth=3), _MOST_OBJECTS))
    shapes = [at for at, part in enumerate(parts) if part.type == raw.FPDF_PAGEOBJ_PATH and _is_black(part)]
    for at in shapes:
        bounds = parts[at].get_bounds()
        written = (part.get_bounds() for part in parts[:at] if part.type == raw.FPDF_PAGEOBJ_TEXT)
        if any(_covers(bounds, words) for words in itertools.islice(written, _MOST_OBJECTS)):
            notes.add(TraitName.COVERED_TEXT, page=place)
            return


def _is_black(shape: Any) -> bool:
    from pypdfium2 import raw

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(shape, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    levels = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(shape, *levels):
        return False
    red, green, blue, solid = (level.value for level in levels)
    return max(red, green, blue) < _BLACK and solid > _SOLID


def _covers(shape: tuple[float, ...], words: tuple[float, ...]) -> bool:
    area = (words[2] - words[0]) * (words[3] - words[1])
    wide = min(shape[2], words[2]) - max(shape[0], words[0])
    high = min(shape[3], words[3]) - max(shape[1], words[1])
    return area > 0 and wide > 0 and high > 0 and wide * high >= _COVERED * area
