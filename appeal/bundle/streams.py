"""Takes the coded picture out of a JPEG or PNG without decoding it; it knows bytes and no library."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR, _PALETTE = 0, 2, 3
_COMPONENTS = {_GREY: 1, _COLOUR: 3, _PALETTE: 1}
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_START_OF_SCAN, _END_OF_IMAGE, _APP2, _APP14 = 0xDA, 0xD9, 0xE2, 0xEE
# JFIF header, colour profile and colour transform change the picture; every other APPn or comment tells of place,
# camera and person, and may hold a second picture.
_KEPT_APPLICATION_SEGMENTS = frozenset({0xE0, _APP14})


_MARKER = re.compile(rb"\xff[\x01-\xfe]")


class UnreadableImageError(ValueError):
    """The bytes are not laid out as their kind of image must be."""


def bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG without place, camera, comments and pictures behind it; the coded picture stays byte for byte.

    A missing end marker is added. Raises UnreadableImageError where no picture begins.
    """
    if data[:2] != b"\xff\xd8":
        raise UnreadableImageError("no start of image")
    kept = [data[:2]]
    at = 2
    while True:
        marker, start, end = _segment(data, at)
        if marker == _START_OF_SCAN:
            last = _end_of_image(data, end)
            kept.append(data[start:last] if last else data[start:] + b"\xff\xd9")
            return b"".join(kept)
        if _is_kept(marker, data[start + 4 : end]):
            kept.append(data[start:end])
        at = end


def _segment(data: bytes, at: int) -> tuple[int, int, int]:
    """Return marker, start and end of the segment at `at`; bytes before it that belong to none are left out."""
    found = _MARKER.search(data, at)
    if found is None:
        raise UnreadableImageError("a marker is missing")
    at = found.start()
    marker = data[at + 1]
    if marker in _STANDALONE:
        return marker, at, at + 2
    if marker == _END_OF_IMAGE or at + 4 > len(data):
        raise UnreadableImageError("no picture before the end")
    return marker, at, at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def _is_kept(marker: int, content: bytes) -> bool:
    if marker == _APP2:
        return content.startswith(b"ICC_PROFILE\0")
    if 0xE0 <= marker <= 0xEF:
        return marker in _KEPT_APPLICATION_SEGMENTS
    return marker != 0xFE


def _end_of_image(data: bytes, at: int) -> int | None:
    """Return the place after the end marker of the first picture, whose scan begins at `at`."""
    while (at := data.find(b"\xff", at)) != -1 and at + 1 < len(data):
        marker = data[at + 1]
        if marker == _END_OF_IMAGE:
            return at + 2
        if marker == 0xFF:
            at += 1
        elif marker == 0 or marker in _STANDALONE:
            at += 2
        else:
            # Between the scans of a progressive picture stand tables whose content may look like an end marker.
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


@dataclass(frozen=True, slots=True)
class CodedPng:
    """A PNG whose rows a PDF reader can undo itself: `rows` is the deflated data, `palette` RGB triplets or None."""

    width: int
    height: int
    bits: int
    components: int
    palette: bytes | None
    rows: bytes


def coded_png(data: bytes) -> CodedPng | None:
    """Return the deflated rows of a PNG, or None where it must be decoded (transparent, interlaced, damaged)."""
    if not data.startswith(_PNG_SIGNATURE):
        return None
    header, palette, rows = b"", None, []
    at = len(_PNG_SIGNATURE)
    while at + 12 <= len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        content = data[at + 8 : at + 8 + size]
        if name == b"IHDR":
            header = content
        elif name == b"PLTE":
            palette = content
        elif name == b"tRNS":
            return None
        elif name == b"IDAT":
            rows.append(content)
        elif name == b"IEND":
            break
        at += 12 + size
    return _coded(header, palette, b"".join(rows))


def _coded(header: bytes, palette: bytes | None, rows: bytes) -> CodedPng | None:
    if len(header) != 13 or not rows:
        return None
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if kind not in _COMPONENTS or interlaced or (kind == _PALETTE and not palette):
        return None
    return CodedPng(width, height, bits, _COMPONENTS[kind], palette if kind == _PALETTE else None, rows)
