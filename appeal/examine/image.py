"""Looks inside a distrusted JPEG, PNG or GIF: pixels, pictures, damage; it keeps no pixel and writes nothing."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING

from appeal.examine.endings import Ending, ending, jpg_is_out_of_step, trailing
from appeal.examine.legibility import LONG_SIDE, note_measures
from appeal.examine.limits import HEADER_REACH, MOST_FRAMES, MOST_PIXELS
from appeal.examine.origin import note_image_origin
from appeal.examine.reading import Notes, Reading
from appeal.model.evidence import FileState
from appeal.model.traits import TraitName

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = ("JPEG", "PNG", "GIF")
# Below this no line of print fits; above this no page of paper is.
_TINY_SIDE, _LONG_RATIO = 100, 20
_JPG_END = b"\xff\xd9"
_TOO_MANY_WORDS = re.compile("too large|too much", re.IGNORECASE)
_WORD_CHUNKS = (b"tEXt", b"zTXt", b"iTXt", b"iCCP")
# Two different fillings after the last byte: they change no pixel of a picture whose data are all there.
_FILLINGS = (b"", b"\x35\xca" * 2048)


def read_image(kind: str, content: bytes) -> Reading:
    """Return what the image of `kind` (`jpg`, `png`, `gif`) is found to be.

    Foreign exceptions of many classes come out of damaged files; the caller holds the one place that catches them.
    """
    from PIL import ImageFile

    # The drawing library switches this on for the whole process; a cut picture would pass.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    end = ending(kind, content)
    state = _state_by_ending(kind, content, end)
    if state is not None:
        return Reading(state, detail="ending")
    whole = content if end.end is not None or kind != "jpg" else content + _JPG_END
    try:
        return _look(kind, content, end, whole, Notes())
    except ValueError as trouble:
        if kind != "png" or not _TOO_MANY_WORDS.search(str(trouble)):
            raise
    # Remarks that unpack to far more than a remark stop the reader; the picture itself may be sound.
    notes = Notes()
    notes.add(TraitName.SLOW)
    return _look(kind, content, end, _without_words(content), notes)


def _look(kind: str, content: bytes, end: Ending, whole: bytes, notes: Notes) -> Reading:
    from PIL import Image

    with warnings.catch_warnings():
        # Pillow warns of large pictures from its own limit on; ours is held below, by the size in the header.
        warnings.simplefilter("ignore")
        try:
            image = _open(whole)
        except Image.DecompressionBombError:
            return Reading(FileState.TOO_MANY_PIXELS)
        with image:
            if image.width * image.height > MOST_PIXELS:
                return Reading(FileState.TOO_MANY_PIXELS, width=image.width, height=image.height)
            return _decoded(kind, content, end, image, notes)


def second_document(kind: str, content: bytes) -> bool:
    """Whether an image carries a PDF or a web script besides its picture, so that programs may show either."""
    end = ending(kind, content).end
    after = content[end : end + HEADER_REACH] if end is not None else b""
    return b"%PDF-" in content[:HEADER_REACH] or b"%PDF-" in after or b"<script" in after.lower()


def _open(content: bytes) -> Image.Image:
    from PIL import Image

    # Without `formats` Pillow tries every reader it has, one of which starts a foreign program.
    return Image.open(io.BytesIO(content), formats=_FORMATS)


def _state_by_ending(kind: str, content: bytes, end: Ending) -> FileState | None:
    if end.spoilt:
        return FileState.DAMAGED
    if end.end is not None:
        return None
    complete = jpg_is_complete(content) if kind == "jpg" else kind == "gif" and end.between
    return None if complete else FileState.TRUNCATED


def _decoded(kind: str, content: bytes, end: Ending, image: Image.Image, notes: Notes) -> Reading:
    width, height = image.size
    frames = int(getattr(image, "n_frames", 1))
    if frames > MOST_FRAMES:
        return Reading(FileState.DAMAGED, width=width, height=height, frames=frames, detail="frames")
    note_image_origin(image, notes)
    _note_form(kind, content, image, notes)
    asked = _measured_size(image.size)
    image.draft("L", asked)
    image.load()
    if kind == "jpg" and end.end is not None and _may_be_cut(image):
        filled = content[: end.end - len(_JPG_END)] + _FILLINGS[1] + _JPG_END
        with _open(filled) as again:
            again.draft("L", asked)
            if again.tobytes() != image.tobytes():
                return Reading(FileState.TRUNCATED, width=width, height=height, detail="closed early")
    # A camera's second picture stands after the first one; it is counted as a frame, not as bytes nobody sees.
    after = 0 if kind == "jpg" and frames > 1 else trailing(content, end.end)
    looks = note_measures(image, notes)
    return Reading(
        FileState.USABLE,
        pages=1,
        width=width,
        height=height,
        frames=frames,
        repaired=end.end is None,
        trailing=after,
        traits=notes.traits(),
        looks=looks,
    )


def _may_be_cut(image: Image.Image) -> bool:
    """Whether a JPEG with its end marker may have been cut before it: readers fill up with one even grey."""
    bottom = image.crop((0, max(0, image.height - 2), image.width, image.height)).convert("L")
    low, high = bottom.getextrema()
    return low == high or "progression" in image.info


def _without_words(content: bytes) -> bytes:
    """Return a PNG without its remarks and colour profile, in memory only."""
    pieces, at = [content[:8]], 8
    while at + 12 <= len(content):
        stop = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] not in _WORD_CHUNKS:
            pieces.append(content[at:stop])
        at = stop
    return b"".join(pieces)


def _measured_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the least size a JPEG may be decoded at: every byte is still read, a fraction of the memory is used."""
    scale = LONG_SIDE / max(size)
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def _note_form(kind: str, content: bytes, image: Image.Image, notes: Notes) -> None:
    short, long = sorted(image.size)
    size = f"{image.width}x{image.height}"
    if short < _TINY_SIDE:
        notes.add(TraitName.TINY, size)
    elif long > _LONG_RATIO * short:
        notes.add(TraitName.LONG, size)
    if image.mode == "CMYK" and "adobe" not in image.info:
        notes.add(TraitName.INK_UNMARKED)
    if kind == "jpg" and jpg_is_out_of_step(content):
        notes.add(TraitName.SPOILT)


def jpg_is_complete(content: bytes) -> bool:
    """Whether a JPEG without its end marker lacks nothing else.

    The decoder takes whatever follows as picture data while it still needs some. So two fillings give two
    different pictures where data are missing, and the same picture where none are.
    """
    pictures = []
    for filling in _FILLINGS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _open(content + filling + _JPG_END) as image:
                if image.width * image.height > MOST_PIXELS:
                    return True
                image.draft(None, (1, 1))
                pictures.append(image.tobytes())
    return pictures[0] == pictures[1]
