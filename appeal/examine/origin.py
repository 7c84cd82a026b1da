"""Reads what a file tells of its making: programs, days, people, place; it judges none of them and removes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from appeal.examine.reading import Notes
from appeal.model.traits import TraitName

if TYPE_CHECKING:
    from PIL import Image

# TIFF 6.0, Exif 2.3: the tags that name a program, a person, a day.
_ORIENTATION, _MAKE, _SOFTWARE, _CHANGED, _ARTIST, _COPYRIGHT = 0x0112, 0x010F, 0x0131, 0x0132, 0x013B, 0x8298
_EXIF, _GPS, _TAKEN = 0x8769, 0x8825, 0x9003
_PDF_DAY = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")
_EXIF_DAY = re.compile(r"(\d{4}):(\d{2}):(\d{2})")
_TOOL = re.compile(
    rb"(?:xmp:CreatorTool>|xmp:CreatorTool=[\"']|pdf:Producer>|pdf:Producer=[\"'])([^<\"']{1,120})"
)
_MOST_METADATA = 256 * 1024
_MOST_STATED = 10_000
# Sides of screens and of their pictures, in points of light; paper and cameras have none of these.
_SCREENS = frozenset(
    {(768, 1366), (900, 1440), (900, 1600), (1024, 1280), (1050, 1680), (1080, 1920), (1200, 1920)}
    | {(1440, 2560), (1600, 2560), (1800, 2880), (1964, 3024), (2160, 3840), (864, 1536), (720, 1280)}
    | {(640, 1136), (750, 1334), (828, 1792), (1125, 2436), (1170, 2532), (1179, 2556), (1206, 2622)}
    | {(1242, 2208), (1242, 2688), (1284, 2778), (1290, 2796), (1320, 2868), (1080, 2160), (1080, 2220)}
    | {(1080, 2280), (1080, 2340), (1080, 2400), (1440, 2960), (1440, 3040), (1440, 3200), (1620, 2160)}
)


def note_pdf_origin(document: Any, notes: Notes) -> None:
    """Note programs, days and author that a PDF names."""
    from appeal.examine import pdf_objects as pdf

    info = pdf.dictionary(document.trailer, "/Info")
    for key in ("/Creator", "/Producer"):
        _note_program(pdf.text(info, key), notes)
    metadata = pdf.stream(document.Root, "/Metadata")
    if metadata is not None:
        for found in _TOOL.findall(metadata.read_bytes()[:_MOST_METADATA]):
            _note_program(found.decode("utf-8", "replace"), notes)
    if author := pdf.text(info, "/Author").strip():
        notes.add(TraitName.PERSON, author[:80])
    made, changed = (_day(pdf.text(info, key), _PDF_DAY) for key in ("/CreationDate", "/ModDate"))
    _note_days(made, changed, notes)


def note_image_origin(image: Image.Image, notes: Notes) -> None:
    """Note what a picture tells besides its pixels: program, days, people, place, remarks, the way it is turned."""
    exif = image.getexif()
    orientation = exif.get(_ORIENTATION)
    if orientation is not None and orientation not in range(1, 9):
        notes.add(TraitName.ORIENTATION, str(orientation)[:20])
    if exif.get_ifd(_GPS):
        notes.add(TraitName.POSITION)
    for program in (exif.get(_SOFTWARE), image.info.get("Software"), *_tools(image.info)):
        _note_program(_plain(program), notes)
    taken, changed = (_plain(value) for value in (exif.get_ifd(_EXIF).get(_TAKEN), exif.get(_CHANGED)))
    _note_days(_day(taken, _EXIF_DAY), _day(changed, _EXIF_DAY), notes)
    _note_words(TraitName.PERSON, (exif.get(_ARTIST), exif.get(_COPYRIGHT)), notes)
    _note_words(TraitName.REMARK, map(image.info.get, ("comment", "Comment", "Description")), notes)
    if (min(image.size), max(image.size)) in _SCREENS and not exif.get(_MAKE):
        notes.add(TraitName.SCREEN_SIZE, f"{image.width}x{image.height}")
    if not exif.get(_MAKE):
        _note_stated_resolution(image, notes)


def _note_stated_resolution(image: Image.Image, notes: Notes) -> None:
    """Note the points to the inch a scanner wrote down; what a camera writes there says nothing of the paper."""
    stated = image.info.get("dpi")
    if isinstance(stated, tuple) and all(0 < float(one) < _MOST_STATED for one in stated):
        notes.add(TraitName.STATED_RESOLUTION, f"{min(map(float, stated)):.0f}")


def _note_words(name: TraitName, values: Iterable[object], notes: Notes) -> None:
    for value in values:
        if words := _plain(value):
            notes.add(name, words[:80])


def _tools(info: Mapping[str | tuple[int, int], Any]) -> list[str]:
    if "photoshop" in info:
        return ["Adobe Photoshop"]
    packet = info.get("xmp", b"")
    packet = packet if isinstance(packet, bytes) else b""
    return [found.decode("utf-8", "replace") for found in _TOOL.findall(packet[:_MOST_METADATA])]


def _note_program(name: str, notes: Notes) -> None:
    if name.strip():
        notes.add(TraitName.MADE_BY, name.strip()[:60])


def _note_days(made: date | None, changed: date | None, notes: Notes) -> None:
    if made is not None:
        notes.add(TraitName.MADE_ON, made.isoformat())
    if changed is not None:
        notes.add(TraitName.CHANGED_ON, changed.isoformat())


def _day(text: str, form: re.Pattern[str]) -> date | None:
    match = form.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return value.strip("\x00 \r\n\t") if isinstance(value, str) else ""
