"""Weighs what the pages of a PDF draw with and makes sure that none of it is cut off; it draws nothing itself."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from appeal.examine import pdf_objects as pdf
from appeal.examine.limits import MOST_PIXELS
from appeal.examine.reading import Notes, StopError
from appeal.model.evidence import FileState
from appeal.model.traits import TraitName

# Bytes of drawing orders of one page, with every drawing inside a drawing counted as often as it is drawn. A viewer
# does some ten million orders a second: the first takes a second or so, the second minutes. 当方の目安, seen 2026-11.
_SLOW_ORDERS, _ENDLESS_ORDERS = 20_000_000, 500_000_000
# A picture inside a page may be a fax at 1,200 dpi; ten times more is no paper.
_ENDLESS_PIXELS = 10 * MOST_PIXELS
_MOST_FORMS, _MOST_DEPTH = 2_000, 40
_MOST_UNPACKED = 64 * 1024 * 1024
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,100})\s{1,8}Do\b")
_CHECKSUM_BYTES = 4


def look_at_drawings(document: Any, notes: Notes) -> bool:
    """Look at the drawing orders and pictures of every page; return whether a reader must mend some of them.

    Raises StopError where part of a page is missing, or where drawing it would never end.
    """
    seen: set[tuple[int, int]] = set()
    weights: dict[tuple[int, int], float] = {}
    mended = False
    for place, page in enumerate(document.pages, start=1):
        contents = [one for one in pdf.entries(page.obj, "/Contents") if isinstance(one, pikepdf.Stream)]
        for piece in contents:
            mended = _is_mended(piece, place) or mended
        forms = False
        for _, part in pdf.items(pdf.dictionary(page.obj, "/Resources"), "/XObject"):
            forms = forms or pdf.text(part, "/Subtype") == "Form"
            known = pdf.same(part)
            if known is not None and known not in seen:
                seen.add(known)
                _look_at_picture(part, place, notes)
        if forms:
            _note_weight(_weight(page.obj, contents, weights), place, notes)
    return mended


def _is_mended(stream: Any, place: int) -> bool:
    """Whether a packed stream lacks nothing but its checksum; raises StopError where it lacks more."""
    filters = pdf.entries(stream.stream_dict, "/Filter")
    if not filters or filters[0] != pikepdf.Name.FlateDecode:
        return False
    packed = stream.read_raw_bytes()
    if not packed and pdf.number(stream.stream_dict, "/Length") == 0:
        # An empty page: the usual libraries write it as nothing, packed into nothing.
        return False
    trouble = _trouble_unpacking(packed)
    if trouble == "cut" and packed:
        # Where only the checksum is missing, any four bytes in its place are a wrong one.
        trouble = "checksum" if _trouble_unpacking(packed + bytes(_CHECKSUM_BYTES)) == "checksum" else trouble
    if trouble in ("", "checksum"):
        return trouble == "checksum"
    raise StopError(FileState.DAMAGED, f"page {place}: content {trouble}")


def _trouble_unpacking(packed: bytes) -> str:
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed.lstrip(b"\r\n"), _MOST_UNPACKED)
    except zlib.error as trouble:
        return "checksum" if "incorrect data check" in str(trouble) else f"rotten: {trouble}"
    return "" if unpacker.eof or unpacker.unconsumed_tail else "cut"


def _look_at_picture(picture: Any, place: int, notes: Notes) -> None:
    if pdf.text(picture, "/Subtype") != "Image":
        return
    pixels = (pdf.number(picture, "/Width") or 0) * (pdf.number(picture, "/Height") or 0)
    if pixels > _ENDLESS_PIXELS:
        raise StopError(FileState.TOO_HEAVY, f"page {place}: picture of {pixels:.0f} pixels")
    if pixels > MOST_PIXELS:
        notes.add(TraitName.SLOW, page=place)
        return
    filters = [str(one) for one in pdf.entries(picture, "/Filter")]
    if filters == ["/DCTDecode"]:
        _look_at_photograph(picture.read_raw_bytes(), place)


def _look_at_photograph(content: bytes, place: int) -> None:
    """Raise StopError where a JPEG on a page was cut off: viewers show its upper part and nothing more."""
    from appeal.examine.endings import ending
    from appeal.examine.image import jpg_is_complete

    if (
        content.startswith(b"\xff\xd8")
        and ending("jpg", content).end is None
        and not jpg_is_complete(content)
    ):
        raise StopError(FileState.DAMAGED, f"page {place}: picture cut")


def _note_weight(weight: float, place: int, notes: Notes) -> None:
    if weight > _ENDLESS_ORDERS:
        raise StopError(FileState.TOO_HEAVY, f"page {place}: {weight:.0f} bytes of drawing orders")
    if weight > _SLOW_ORDERS:
        notes.add(TraitName.SLOW, page=place)


def _weight(holder: Any, contents: list[Any], weights: dict[tuple[int, int], float], depth: int = 0) -> float:
    """Return the bytes of drawing orders of a page or form, those of the forms it draws included."""
    parts = dict(pdf.items(pdf.dictionary(holder, "/Resources"), "/XObject"))
    total = 0.0
    for orders in _unpacked(contents):
        total += len(orders)
        for found in _DRAWN.finditer(orders):
            part = parts.get("/" + found[1].decode("latin-1"))
            total += _weight_of_form(part, weights, depth + 1)
            if total > _ENDLESS_ORDERS:
                return math.inf
    return total


def _weight_of_form(form: Any, weights: dict[tuple[int, int], float], depth: int) -> float:
    known = pdf.same(form)
    if known is None or pdf.text(form, "/Subtype") != "Form":
        return 0.0
    if known not in weights and depth <= _MOST_DEPTH and len(weights) < _MOST_FORMS:
        # A form that draws itself is passed over by viewers: while it is weighed it weighs nothing.
        weights[known] = 0.0
        weights[known] = _weight(form, [form], weights, depth)
    return weights.get(known, 0.0)


def _unpacked(contents: list[Any]) -> Iterator[bytes]:
    for stream in contents:
        try:
            yield stream.read_bytes()
        except pikepdf.PdfError:
            # Other readers judge a filter that this one does not know.
            continue
