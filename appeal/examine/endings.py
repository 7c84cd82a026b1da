"""Finds where a document ends inside its bytes; it decodes nothing and trusts no length it has not checked."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

# Bounded repeats only: a hostile run of one byte must not be looked at again from each of its places.
_JPG_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_JPG_STEP = re.compile(rb"\xff[\xd0-\xda]")
_PDF_OBJECT = re.compile(rb"\d{1,10}[ \t\r\n]{1,4}\d{1,5}[ \t\r\n]{1,4}obj\b")
_PADDING = b"\x00\x09\x0a\x0c\x0d\x20\x1a"


@dataclass(frozen=True, slots=True)
class Ending:
    """`end` is the offset just past the document, None where its end marker never comes.

    `between` says that the bytes stop between two parts, not inside one; `spoilt` that a checksum is wrong.
    """

    end: int | None
    between: bool = False
    spoilt: bool = False


def ending(kind: str, content: bytes) -> Ending:
    """Return where a document of `kind` (`pdf`, `jpg`, `png`, `gif`) ends."""
    return _READERS[kind](content)


def trailing(content: bytes, end: int | None) -> int:
    """Return how many bytes follow the document, not counting blanks and zeros used as padding."""
    return len(content[end:].strip(_PADDING)) if end is not None else 0


def jpg_is_out_of_step(content: bytes) -> bool:
    """Return whether the restart marks of a JPEG do not count 0 to 7 over and over, as they do where nothing is lost."""
    start = content.find(b"\xff\xda")
    expected = 0
    for match in _JPG_STEP.finditer(content, max(start, 0)):
        mark = match[0][1]
        if mark in (0xD9, 0xDA, 0xD8):
            # Another scan, or the end, or a second picture: each counts anew.
            expected = 0
            if mark == 0xD9:
                return False
        elif mark & 7 == expected:
            expected = (expected + 1) % 8
        else:
            return True
    return False


def _pdf_ending(content: bytes) -> Ending:
    mark = content.rfind(b"%%EOF")
    rest = content[mark:] if mark >= 0 else content
    last = content.rfind(b"endobj")
    # Objects after the last end mark belong to a revision, or to the body of a fast-web-view file, that was cut off.
    if mark >= 0 and not _PDF_OBJECT.search(rest):
        return Ending(end=mark + len(b"%%EOF"))
    return Ending(end=None, between=last >= 0 and not _PDF_OBJECT.search(content, last))


def _jpg_ending(content: bytes) -> Ending:
    at = 2
    while match := _JPG_MARKER.search(content, at):
        marker, at = content[match.end() - 1], match.end()
        if marker == 0xD9:
            return Ending(end=at)
        if marker in (0x01, 0xD8):
            continue
        length = int.from_bytes(content[at : at + 2], "big")
        if length < 2 or at + length > len(content):
            return Ending(end=None)
        at += length
    return Ending(end=None)


def _png_ending(content: bytes) -> Ending:
    at, spoilt = 8, False
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        stop = at + 12 + length
        if stop > len(content):
            break
        written = int.from_bytes(content[stop - 4 : stop], "big")
        spoilt = spoilt or zlib.crc32(content[at + 4 : stop - 4]) != written
        if content[at + 4 : at + 8] == b"IEND":
            return Ending(end=stop, spoilt=spoilt)
        at = stop
    return Ending(end=None, between=at == len(content), spoilt=spoilt)


def _gif_ending(content: bytes) -> Ending:
    at = 13 + _colours(content, 10)
    while at < len(content):
        block = content[at]
        if block == 0x3B:
            return Ending(end=at + 1)
        if block == 0x21:
            at = _after_pieces(content, at + 2)
        elif block == 0x2C:
            at = _after_pieces(content, at + 11 + _colours(content, at + 9))
        else:
            return Ending(end=None, spoilt=True)
    return Ending(end=None, between=at == len(content))


def _colours(content: bytes, flags_at: int) -> int:
    """Return the bytes of the colour table that the flags announce."""
    flags = content[flags_at] if flags_at < len(content) else 0
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_pieces(content: bytes, at: int) -> int:
    """Return the offset after a row of counted pieces; beyond the content where it is cut."""
    while at < len(content):
        length = content[at]
        at += 1 + length
        if length == 0:
            return at
    return len(content) + 1


_READERS: dict[str, Callable[[bytes], Ending]] = {
    "pdf": _pdf_ending,
    "jpg": _jpg_ending,
    "png": _png_ending,
    "gif": _gif_ending,
}
