"""Checks every character the letter would print against the bundled fonts; it draws nothing and loads no font engine."""

from __future__ import annotations

import struct
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from pydantic import BaseModel

from appeal import resources
from appeal.errors import LetterError, MachineError
from appeal.model.case import Case, Theme
from appeal.model.finding import Finding, Place, fill

FONT_FILES = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZUDGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
)
MINCHO_FILES = ("BIZUDPMincho-Regular.ttf",)
# Fields that name something for the program and are never printed in the letter; file names are shown escaped.
_UNPRINTED = frozenset(
    {"file", "seller_file", "id", "code", "confirmed_blank", "formats", "version", "supplier"}
)
_LAYOUT = frozenset("\n\t")


def unprintable(case: Case) -> tuple[Finding, ...]:
    """Return an error for each character of a printed field that a bundled font lacks: once a field and character."""
    return tuple(fill("L601", values, Place(field=path)) for path, values in _lacking(case))


def refuse_unprintable(case: Case) -> None:
    """Raise LetterError L601 for the first character that cannot be printed; not even a draft shows an empty box."""
    for _, values in _lacking(case):
        raise LetterError("L601", **values)


def _lacking(case: Case) -> Iterator[tuple[str, dict[str, object]]]:
    files = font_files(case.letter.theme)
    for path, text in _texts(case, ""):
        for character in dict.fromkeys(text):
            if not is_printable(character, files):
                yield (
                    path,
                    {
                        "character": _shown(character),
                        "code_point": f"U+{ord(character):04X}",
                        "entry": path,
                        "position": text.index(character) + 1,
                    },
                )


def font_files(theme: Theme) -> tuple[str, ...]:
    """Return the faces a letter is set in; headings, figures and file names are gothic in either theme."""
    return (*FONT_FILES, *MINCHO_FILES) if theme is Theme.MINCHO else FONT_FILES


def is_printable(character: str, files: tuple[str, ...] = (*FONT_FILES, *MINCHO_FILES)) -> bool:
    """Whether all these faces hold `character`; private use characters never count."""
    if character in _LAYOUT:
        return True
    if unicodedata.category(character) in ("Co", "Cn", "Cs", "Cc"):
        return False
    return all(any(ord(character) in ranges for ranges in _ranges(name)) for name in files)


def escape_unprintable(text: str) -> str:
    r"""Return a file name as it can be printed: 🙂 becomes \u{1F642}."""
    return "".join(
        character if character not in _LAYOUT and is_printable(character) else f"\\u{{{ord(character):X}}}"
        for character in text
    )


def _shown(character: str) -> str:
    """An invisible character, or one of our own marks, would leave an empty pair of quotation marks."""
    return "\u25a1" if unicodedata.category(character)[0] in "CMZ" else character


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        names = type(value).model_fields
        supplier = path == ""
        for name in names:
            if name not in _UNPRINTED or (supplier and name == "supplier"):
                yield from _texts(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _texts(item, f"{path}[{place}]")


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The code points of one face: from `firsts` to `lasts`, each range ascending; `glyphs` are those of the firsts."""

    firsts: array[int]
    lasts: array[int]
    glyphs: array[int]

    def __contains__(self, point: int) -> bool:
        place = bisect_right(self.firsts, point) - 1
        if place < 0 or point > self.lasts[place]:
            return False
        # Glyph 0 is the empty box.
        return self.glyphs[place] != 0 or point > self.firsts[place]


@cache
def _ranges(name: str) -> tuple[_Ranges, ...]:
    """Read the character map (OpenType `cmap`, format 12) of one face and nothing else of it."""
    path = resources.folder("fonts") / name
    if not path.is_file():
        raise MachineError("L609", file=path.name)
    with path.open("rb") as file:
        start = _table(file, b"cmap")
        file.seek(start)
        _, count = struct.unpack(">HH", file.read(4))
        records = [struct.unpack(">HHL", file.read(8)) for _ in range(count)]
        offsets = {offset for platform, _, offset in records if platform in (0, 3)}
        return tuple(read for offset in offsets if (read := _subtable(file, start + offset)) is not None)


def _table(file: BinaryIO, tag: bytes) -> int:
    header = file.read(12)
    for _ in range(struct.unpack(">H", header[4:6])[0]):
        name, _, offset, _ = struct.unpack(">4sLLL", file.read(16))
        if name == tag:
            return int(offset)
    raise ValueError("font without a character map")


def _subtable(file: BinaryIO, start: int) -> _Ranges | None:
    """Format 12 holds the whole repertoire; other formats repeat a part of it."""
    file.seek(start)
    kind, _, _, _, count = struct.unpack(">HHLLL", file.read(16))
    if kind != 12:
        return None
    numbers = array("I", file.read(12 * count))
    if sys.byteorder == "little":
        numbers.byteswap()
    return _Ranges(numbers[0::3], numbers[1::3], numbers[2::3])
