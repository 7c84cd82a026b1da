"""Looks at a TOML text before the parser does, so that nothing in it can exhaust the parser; it reads no values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.intake.bare import Slip
from appeal.intake.masking import mask
from appeal.intake.statements import DEPTH, split

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_RUN = re.compile(r"(?<![0-9A-Za-z_-])[0-9_]{41,}")
_LONG_KEY = re.compile(r"[A-Za-z0-9_.-]{201,}")


def find_dangers(text: str) -> Iterator[Slip]:
    """Yield nesting over 32 levels, keys over 200 characters or 64 dots, numbers over 40 digits; offsets in `text`."""
    for statement in split(text):
        body = text[statement.start : statement.end]
        if body.isascii() and len(body) < DEPTH:
            continue
        masked = mask(body).text
        for slip in _statement_dangers(masked):
            yield Slip(slip.code, statement.start + slip.offset, slip.values)


def find_controls(text: str) -> Iterator[Slip]:
    """Yield the first control character of each line that TOML bars."""
    line = -1
    for match in _CONTROL.finditer(text):
        start = text.rfind("\n", 0, match.start())
        if start != line or match.start() == 0:
            line = start
            yield Slip("C113", match.start(), {"code_point": f"U+{ord(match[0]):04X}"})


def without_controls(text: str) -> str:
    """Return a text of the same length with barred control characters as blanks."""
    return _CONTROL.sub(" ", text)


def _statement_dangers(masked: str) -> Iterator[Slip]:
    depth = 0
    for bracket in re.finditer(r"[\[\]{}]", masked):
        depth = max(depth + (1 if bracket[0] in "[{" else -1), 0)
        if depth > DEPTH:
            yield Slip("C114", bracket.start(), {"limit": DEPTH})
            return
    if match := _RUN.search(masked):
        yield Slip("C116", match.start(), {"digits": len(match[0])})
    elif (match := _LONG_KEY.search(masked)) or masked.count(".") > 64:
        yield Slip("C115", match.start() if match else masked.index("."))
