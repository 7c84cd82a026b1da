"""Tells what of a TOML text lies outside quotes and comments, also where quotes are broken; it judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from appeal.intake.statements import line_end, string_end

INSIDE = "\x01"
_PLAIN = re.compile(r"[^\"'#]+")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text of the same length: what quotes hold is `INSIDE`, comments are blanks.

    `strings` are the closed strings, `unclosed` the offsets of quotes that are not closed on their line (or at all).
    """

    text: str
    strings: tuple[tuple[int, int], ...]
    unclosed: tuple[int, ...]


def mask(text: str) -> Masked:
    """Mask a text; a quote that is not closed hides the rest of its line."""
    pieces: list[str] = []
    strings: list[tuple[int, int]] = []
    unclosed: list[int] = []
    index = 0
    while index < len(text):
        start = index
        if match := _PLAIN.match(text, index):
            index = match.end()
            pieces.append(match[0])
        elif text[index] == "#":
            index = line_end(text, index)
            pieces.append(" " * (index - start))
        elif (behind := string_end(text, index)) is not None:
            index = behind
            strings.append((start, index))
            pieces.append('"' + INSIDE * (index - start - 2) + '"')
        else:
            index = line_end(text, index)
            unclosed.append(start)
            pieces.append('"' + INSIDE * (index - start - 1))
    return Masked("".join(pieces), tuple(strings), tuple(unclosed))
