"""Finds line and column of every entry of a TOML text, which `tomllib` does not tell; it reads no values."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from appeal.intake.entries import entry_at
from appeal.intake.statements import DEPTH, Key, Statement, line_end, read_key, split, string_end
from appeal.model.case import Position

_SCALAR = re.compile(r"[^,\]}#\n]+")


@dataclass(frozen=True, slots=True)
class Twice:
    """An entry or heading that stands a second time: `key` as shown, where, and the line of the first."""

    key: str
    heading: bool
    at: Position
    first: int


@dataclass(slots=True)
class Positions:
    """Where values, keys and tables begin, by path, and what stands twice.

    `headings` are the paths written as `[ ]`, `counts` the elements of those written as `[[ ]]`, `sections` the place
    of every heading by the path of its table or element.
    """

    values: dict[str, Position] = field(default_factory=dict)
    keys: dict[str, Position] = field(default_factory=dict)
    twice: list[Twice] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    sections: dict[str, Position] = field(default_factory=dict)

    def table(self, path: str, at: Position) -> None:
        """Note a table, unless it was noted before."""
        self.values.setdefault(path, at)
        self.keys.setdefault(path, at)


class Lines:
    """Turns an offset of a text into line and column, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> Position:
        """Return the place of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)


def find_positions(text: str, statements: list[Statement] | None = None) -> Positions:
    """Find the place of every entry; `statements` gives the cuts of a text that is not wholly TOML."""
    return _Finder(text).run(list(split(text)) if statements is None else statements)


def read_heading(text: str, statement: Statement) -> tuple[Key, bool] | None:
    """Read the name of a heading and whether it is `[[ ]]`, however its brackets are closed; None without a name."""
    start = text.index("[", statement.start)
    double = text.startswith("[[", start)
    key = read_key(text, start + 1 + double)
    return (key, double) if key else None


class _Finder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._found = Positions()

    def run(self, statements: list[Statement]) -> Positions:
        base = ""
        for statement in statements:
            if statement.heading:
                base = self._heading(statement, base)
            elif key := read_key(self._text, statement.start):
                self._entry(key, base)
        return self._found

    def _heading(self, statement: Statement, base: str) -> str:
        read = read_heading(self._text, statement)
        if read is None:
            return base
        key, double = read
        at = self._lines.at(self._text.index("[", statement.start))
        path = ""
        for part in key.parts[:-1]:
            path = self._current(_joined(path, part))
            self._found.table(path, at)
        path = _joined(path, key.parts[-1])
        if double and path in self._found.headings:
            self._twice(path, ".".join(key.parts), True, at)
        table = self._element(path, at) if double else self._single(path, key, at)
        self._found.sections.setdefault(table, at)
        return table

    def _single(self, path: str, key: Key, at: Position) -> str:
        if path in self._found.headings or path in self._found.counts:
            self._twice(path, ".".join(key.parts), True, at)
            entry = entry_at(path)
            if entry and entry.repeated:
                # Meant as one more element, so its keys do not stand twice.
                return self._element(path, at)
        self._found.headings.add(path)
        self._found.table(path, at)
        return self._current(path)

    def _element(self, path: str, at: Position) -> str:
        number = self._found.counts.get(path, 0)
        self._found.counts[path] = number + 1
        self._found.table(path, at)
        element = f"{path}[{number}]"
        self._found.table(element, at)
        return element

    def _current(self, path: str) -> str:
        """Return the last element where `path` is a list of tables."""
        count = self._found.counts.get(path)
        return f"{path}[{count - 1}]" if count else path

    def _twice(self, path: str, shown: str, heading: bool, at: Position) -> None:
        self._found.twice.append(Twice(shown, heading, at, self._found.values[path].line))

    def _entry(self, key: Key, base: str, depth: int = 0) -> int:
        """Note one `key = value`; return the index behind the value."""
        at, path = self._lines.at(key.start), base
        for part in key.parts[:-1]:
            path = _joined(path, part)
            self._found.table(path, at)
        path = _joined(path, key.parts[-1])
        start = self._skip(key.end, "= \t")
        if path in self._found.keys:
            self._twice(path, ".".join(key.parts), False, at)
        self._found.keys.setdefault(path, at)
        self._found.values.setdefault(path, self._lines.at(start))
        return self._value(path, start, depth)

    def _value(self, path: str, start: int, depth: int) -> int:
        opening = self._text[start : start + 1]
        if depth < DEPTH and opening in ("[", "{"):
            return (
                self._array(path, start + 1, depth)
                if opening == "["
                else self._inline(path, start + 1, depth)
            )
        if opening and opening in "\"'":
            behind = string_end(self._text, start)
            return line_end(self._text, start) if behind is None else behind
        match = _SCALAR.match(self._text, start)
        return match.end() if match else start

    def _array(self, path: str, start: int, depth: int) -> int:
        number, index = 0, self._gap(start)
        while index < len(self._text) and self._text[index] not in "]}":
            element = f"{path}[{number}]"
            self._found.table(element, self._lines.at(index))
            behind = self._gap(self._value(element, index, depth + 1))
            if behind == index:
                return index
            number, index = number + 1, behind
        return index + 1

    def _inline(self, path: str, start: int, depth: int) -> int:
        index = self._gap(start)
        while key := read_key(self._text, index):
            index = self._gap(self._entry(key, path, depth + 1))
        return index + 1

    def _gap(self, index: int) -> int:
        """Return the index behind blanks, commas, line ends and comments."""
        while True:
            index = self._skip(index, " \t\n,")
            if self._text[index : index + 1] != "#":
                return index
            index = line_end(self._text, index)

    def _skip(self, index: int, characters: str) -> int:
        while index < len(self._text) and self._text[index] in characters:
            index += 1
        return index


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
