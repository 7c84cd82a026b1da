"""Formats mistakes and findings as plain lines for a person's screen; it knows no terminal and judges nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from appeal.messages import Severity
from appeal.model.finding import Finding

# Marks that may not begin a line, and those that may not end one (JIS X 4051).
_NO_START = frozenset(
    "、。，．,.・：；:;？！?!）)」』】〕］]｝}〉》”’ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…"
)
_NO_END = frozenset("（(「『【〔［[｛{〈《“‘")
_UNIT = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
_MARKS = {Severity.ERROR: "[NG]", Severity.WARNING: "[注意]", Severity.NOTE: "[記録]"}
_HIDDEN = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_TAB = "    "
_CUT = "..."


def display_width(text: str) -> int:
    """Return how many columns `text` fills: 2 for a wide character, 0 for a combining one."""
    return sum(map(_columns, text))


def printable(text: str) -> str:
    """Return `text` with every character a terminal would obey as `?` and tabs as blanks."""
    return _HIDDEN.sub("?", text).replace("\t", _TAB)


def wrap(text: str, width: int = 78, indent: str = "") -> list[str]:
    """Break `text` into lines of at most `width` columns by Japanese rules; `indent` leads every line but the first."""
    lines: list[str] = []
    line = ""
    for unit in _units(printable(text), max(width - display_width(indent), 2)):
        if line.strip() and display_width(line + unit.rstrip()) > width:
            lines.append(line.rstrip())
            line = indent + unit.lstrip()
        else:
            line += unit
    return [*lines, line.rstrip()]


def mistake_block(finding: Finding, lines: Sequence[str], width: int = 78) -> str:
    """Return a mistake in the case file: place and sentence, the line with a caret below the place, the hint.

    `lines` are those of the file; `width` the columns a line may fill.
    """
    place = finding.where
    head = ":".join(str(part) for part in (place.file, place.line, place.column) if part is not None)
    mark = "" if finding.severity is Severity.ERROR else f"{_MARKS[finding.severity]} "
    parts = wrap(f"{head}  {mark}{finding.code} {finding.text}", width, "  ")
    if place.line is not None and 1 <= place.line <= len(lines):
        parts += _line_with_caret(lines[place.line - 1], place.line, place.column or 1, width)
    return "\n".join([*parts, *wrap(f"      -> {finding.hint}", width, "         ")])


def finding_block(finding: Finding, width: int = 78) -> str:
    """Return a finding of the check: mark, code and fact, where it stands in the case file, the hint."""
    mark = "[承知]" if finding.accepted is not None else _MARKS[finding.severity]
    parts = wrap(f"{mark} {finding.code} {finding.text}", width, "  ")
    place = finding.where
    if place.file is not None and place.line is not None:
        parts += wrap(f"  ({place.file} {place.line}行目)", width, "  ")
    if finding.accepted is not None:
        parts += wrap(f"  理由: {finding.accepted}", width, "  ")
    else:
        parts += wrap(f"  -> {finding.hint}", width, "     ")
    return "\n".join(parts)


def closing_line(findings: Iterable[Finding]) -> str:
    """Return how many mistakes are to be mended; warnings and notes do not count. Empty where there are none."""
    count = sum(finding.blocks for finding in findings)
    return f"{count}件を直してください。" if count else ""


def _columns(mark: str) -> int:
    if unicodedata.combining(mark) or unicodedata.category(mark) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 1


def _units(text: str, limit: int) -> list[str]:
    """Cut `text` where a line may break; what may not begin a line stays with what is before it."""
    units: list[str] = []
    for unit in _UNIT.findall(text):
        if units and _belongs(units[-1], unit):
            units[-1] += unit
        else:
            units.append(unit)
    return [part for unit in units for part in _cut(unit, limit)]


def _belongs(before: str, unit: str) -> bool:
    return not before.isspace() and (unit[0] in _NO_START or before[-1] in _NO_END or not _columns(unit[0]))


def _cut(unit: str, limit: int) -> list[str]:
    """Cut a unit that is longer than a line, such as a path without blanks."""
    parts = [""]
    for mark in unit:
        if parts[-1] and display_width(parts[-1] + mark) > limit:
            parts.append("")
        parts[-1] += mark
    return parts


def _line_with_caret(line: str, number: int, column: int, width: int) -> list[str]:
    prefix = f"{number:>5} | "
    cells = [printable(mark) for mark in line]
    index = min(column - 1, len(cells))
    first, last = _window(cells, index, max(width - len(prefix), 20))
    left = _CUT if first else ""
    shown = left + "".join(cells[first:last]) + (_CUT if last < len(cells) else "")
    caret = " " * (len(left) + display_width("".join(cells[first:index]))) + "^"
    return [(prefix + shown).rstrip(), f"{'|':>{len(prefix) - 1}} {caret}"]


def _window(cells: list[str], index: int, width: int) -> tuple[int, int]:
    """Return which cells fit into `width` columns, the one at `index` among them."""
    if display_width("".join(cells)) <= width:
        return 0, len(cells)
    room = width - 2 * len(_CUT)
    first = index
    while first > 0 and display_width("".join(cells[first - 1 : index])) <= room * 2 // 3:
        first -= 1
    last = first
    while last < len(cells) and display_width("".join(cells[first : last + 1])) <= room:
        last += 1
    while first > 0 and display_width("".join(cells[first - 1 : last])) <= room:
        first -= 1
    return first, last
