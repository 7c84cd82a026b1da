"""Reads a TOML text, or tells every place where it is not TOML in one go; nothing is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from appeal.intake.bare import Slip
from appeal.intake.entries import entry_at, header
from appeal.intake.guards import find_controls, find_dangers, without_controls
from appeal.intake.masking import mask
from appeal.intake.positions import Lines, Positions, Twice, find_positions
from appeal.intake.slips import find_slips, heading_name, is_heading
from appeal.intake.statements import line_end, natural_end, read_key, split
from appeal.model.case import Position
from appeal.model.finding import Finding, Place, found

LIMIT = 50
_STAND_IN = "unreadable-heading"
_PLACE = re.compile(r"line (\d+), column (\d+)")
_HEADING_LINE = re.compile(r"^[ \t]*[\[［【]{1,2}[ \t]*[^\W\d][\w.]*[ \t]*[\]］】]{0,2}[ \t]*(?:#.*)?$", re.M)
_NEXT = re.compile(_HEADING_LINE.pattern + r"|^[ \t]*[A-Za-z_]+[ \t\u3000]*[=＝]", re.M)


def parse(text: str) -> tuple[dict[str, Any] | None, str | None]:
    """Return the data of a TOML text, or None and the parser's sentence, of which only figures may be used."""
    try:
        return tomllib.loads(text), None
    except (ValueError, RecursionError, MemoryError) as error:
        return None, str(error)


def diagnose(text: str, name: str, sentence: str) -> list[Finding]:
    """Return the mistakes of a text that `parse` refused with `sentence`: at most 50, sorted by place, at least one."""
    lines = Lines(text)
    collector = _Collector(lines, name)
    plain = without_controls(text)
    collector.add_all(find_controls(text))
    if not collector.add_all(find_dangers(plain)):
        mended = _each_statement(plain, collector)
        if not collector.full:
            _as_a_whole(mended, collector)
    if not collector.findings:
        collector.add("C148", place_named(sentence, lines, text), {})
    return collector.sorted()


def starts_dangerously(text: str) -> bool:
    """Whether anything in a text could exhaust the parser, so that it must not see it."""
    return next(find_dangers(text), None) is not None


def place_named(sentence: str, lines: Lines, text: str) -> Position:
    """Return the place a sentence of the parser names in figures; without any, the end of the text."""
    match = _PLACE.search(sentence)
    return Position(int(match[1]), int(match[2])) if match else lines.at(len(text.rstrip()))


class _Collector:
    def __init__(self, lines: Lines, name: str) -> None:
        self._lines = lines
        self._name = name
        self.findings: list[Finding] = []

    @property
    def full(self) -> bool:
        return len(self.findings) >= LIMIT

    def add(self, code: str, at: Position, values: dict[str, object]) -> None:
        place = Place(file=self._name, line=at.line, column=at.column)
        if not self.full and not any(finding.where == place for finding in self.findings):
            self.findings.append(found(code, None, place=place, **values))

    def add_all(self, slips: Iterator[Slip] | list[Slip], offset: int = 0) -> bool:
        any_told = False
        for slip in slips:
            self.add(slip.code, self._lines.at(offset + slip.offset), slip.values)
            any_told = True
            if self.full:
                break
        return any_told

    def sorted(self) -> list[Finding]:
        ordered = sorted(
            self.findings, key=lambda finding: (finding.where.line or 0, finding.where.column or 0)
        )
        if self.full:
            last = ordered[-1].where
            ordered.append(found("C150", place=last, file=self._name, limit=LIMIT))
        return ordered


def _each_statement(text: str, collector: _Collector) -> str:
    """Judge heading by heading and entry by entry; return a copy of the same lines in which the bad ones are mended."""
    table, pieces, behind, stray = "", [], 0, False
    for statement in split(text, _tolerant_end):
        body = text[statement.start : statement.end]
        good = _reads(body)
        if not good:
            slips = find_slips(body, table) or [_unexplained(body)]
            lone = len(slips) == 1 and slips[0].code == "C141"
            # A pasted paragraph is one mistake, not one for each of its lines.
            collector.add_all([] if lone and stray else slips, statement.start)
            stray = lone
        pieces += [text[behind : statement.start], body if good else _mended(body)]
        behind = statement.end
        if is_heading(body):
            table = heading_name(body) or ""
        if collector.full:
            break
    return "".join([*pieces, text[behind:]])


def _as_a_whole(text: str, collector: _Collector) -> None:
    """Judge what only shows between statements: entries and headings that stand twice or clash."""
    positions: Positions = find_positions(text)
    for twice in positions.twice:
        collector.add(*_doubled(twice))
    if positions.twice:
        return
    sentence = parse(text)[1]
    if sentence is not None:
        at = place_named(sentence, Lines(text), text)
        key = text.split("\n")[at.line - 1].split("=")[0].strip() if at.line else ""
        collector.add("C149", at, {"key": key[:40]})


def _doubled(twice: Twice) -> tuple[str, Position, dict[str, object]]:
    if not twice.heading:
        return "C132", twice.at, {"key": twice.key, "first": twice.first}
    entry = entry_at(twice.key)
    several = entry is not None and entry.repeated
    suggestion = (
        f"どちらも {header(twice.key)} に直して" if several else "中の項目を1つの見出しの下にまとめて"
    )
    return "C133", twice.at, {"header": f"[{twice.key}]", "first": twice.first, "suggestion": suggestion}


def _reads(body: str) -> bool:
    return parse(body)[0] is not None


def _unexplained(body: str) -> Slip:
    at = place_named(parse(body)[1] or "", Lines(body), body)
    offset = sum(len(line) + 1 for line in body.split("\n")[: at.line - 1]) + at.column - 1
    value = body[body.find("=") + 1 :].lstrip()
    return Slip("C145" if value[:1] in ("[", "{") else "C148", min(offset, max(len(body) - 1, 0)))


def _mended(body: str) -> str:
    """Return a readable stand-in of as many lines, which keeps the key, so that what follows can be judged."""
    rest = "\n" * body.count("\n")
    if is_heading(body):
        name = heading_name(body)
        return (header(name) if name else f"[[{_STAND_IN}]]") + rest
    key = read_key(body, 0)
    if key is None or body[key.end : key.end + 1] not in ("=", "＝"):
        return rest
    return f"{body[: key.end]}=0{rest}"


def _tolerant_end(text: str, start: int) -> int | None:
    """Return where an entry ends; where its quotes or brackets stay open, before what looks like the next one."""
    end = natural_end(text, start)
    first = line_end(text, start)
    if end is not None and (end == first or _reads(text[start:end])):
        return end
    # Triple quotes that stay open take the next pair for their end, so an entry inside them gives them away.
    tripled = re.search(r"=[ \t]*(\"{3}|'{3})", text[start:first])
    if end is not None and not (_NEXT if tripled else _HEADING_LINE).search(text, first, end):
        return end
    if not _opens_more(text[start:first]):
        return first
    following = _NEXT.search(text, first)
    return following.start() - 1 if following else len(text)


def _opens_more(line: str) -> bool:
    """Whether a first line leaves triple quotes or brackets open."""
    masked = mask(line)
    if masked.unclosed:
        return line.startswith(('"""', "'''"), masked.unclosed[0])
    return sum(mark in "[{" for mark in masked.text) > sum(mark in "]}" for mark in masked.text)
