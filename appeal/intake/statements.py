"""Cuts a TOML text into its headings and entries without reading their values; it judges nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DEPTH = 32
_STRING = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"(?!"")(?:[^"\\\n]|\\[^\n])*"'
    r"|'(?!'')[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\"'\[\]{}#\n]+")
_BLANK = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|$)")
_KEY_PART = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\[^\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*(\.)?""")


@dataclass(frozen=True, slots=True)
class Statement:
    """One heading or entry: its text is `text[start:end]`, without the line end."""

    start: int
    end: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A key as written: its parts, where it starts and where the text behind it begins."""

    parts: tuple[str, ...]
    start: int
    end: int


def string_end(text: str, start: int) -> int | None:
    """Return the index behind the string that begins at `start`, or None where it is not closed."""
    match = _STRING.match(text, start)
    return match.end() if match else None


def line_end(text: str, start: int) -> int:
    """Return the index of the line end at or behind `start`."""
    index = text.find("\n", start)
    return len(text) if index < 0 else index


def natural_end(text: str, start: int) -> int | None:
    """Return where the entry that begins at `start` ends by its own quotes and brackets, or None where they stay open."""
    index, depth = start, 0
    while index < len(text):
        if match := _PLAIN.match(text, index):
            index = match.end()
            continue
        character = text[index]
        if character in "\"'":
            behind = string_end(text, index)
            if behind is None:
                return None
            index = behind
            continue
        if character == "#":
            index = line_end(text, index)
            continue
        if character == "\n" and depth <= 0:
            return index
        depth += (character in "[{") - (character in "]}")
        if depth > DEPTH:
            # Nobody reads on from here, and looking for the end of each of many open brackets takes for ever.
            return line_end(text, index)
        index += 1
    return None if depth > 0 else index


def split(text: str, end_of: Callable[[str, int], int | None] = natural_end) -> Iterator[Statement]:
    """Yield the headings and entries in order; a place that `end_of` cannot tell ends with its line."""
    index = 0
    while index < len(text):
        if match := _BLANK.match(text, index):
            index = match.end()
            if match.end() == match.start():
                return
            continue
        heading = text[index : line_end(text, index)].lstrip(" \t").startswith("[")
        end = None if heading else end_of(text, index)
        if end is None:
            end = line_end(text, index)
        yield Statement(index, end, heading)
        index = end + 1


def read_key(text: str, start: int) -> Key | None:
    """Read a bare, quoted or dotted key; None where none stands there."""
    parts: list[str] = []
    index, first = start, None
    while match := _KEY_PART.match(text, index):
        first = match.start(1) if first is None else first
        parts.append(_unquoted(match[1]))
        index = match.end()
        if not match[2]:
            return Key(tuple(parts), first, index)
    return None


def _unquoted(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] != '"':
        return part
    if "\\" not in part:
        return part[1:-1]
    import tomllib

    try:
        return next(iter(tomllib.loads(f"{part}=0")))
    except tomllib.TOMLDecodeError:
        return part[1:-1]
