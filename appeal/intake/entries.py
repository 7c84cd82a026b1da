"""What the models say of each entry: its table, title, kind and choices; it reads no file."""

from __future__ import annotations

import difflib
import re
import types
import typing
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache

from pydantic import BaseModel

from appeal.model.case import Case

_CHOICE = re.compile(r"([a-z_]+) ([^\s/]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One key a case file may hold.

    `table` is the dotted name of its table (empty at the top), `kind` the type of one value, `repeated` whether it
    is a list, `choices` the allowed words with their Japanese meaning.
    """

    table: str
    key: str
    title: str
    description: str
    kind: type
    repeated: bool
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """Table and key, dotted: `evidence.lines`."""
        return f"{self.table}.{self.key}" if self.table else self.key

    @property
    def is_table(self) -> bool:
        """Whether its value is a table or a list of tables."""
        return issubclass(self.kind, BaseModel)


@cache
def entries() -> tuple[Entry, ...]:
    """Return every entry in the order of the models, those of a table right behind the table itself."""
    return tuple(_walk(Case, ""))


@cache
def entry_at(path: str) -> Entry | None:
    """Return the entry of a dotted path, with or without indices (`evidence[0].file`), or None."""
    plain = re.sub(r"\[\d+\]", "", path)
    return next((entry for entry in entries() if entry.path == plain), None)


def keys_of(table: str) -> tuple[str, ...]:
    """Return the keys a table may hold; an unknown table has none."""
    return tuple(entry.key for entry in entries() if entry.table == table)


@cache
def kinds_of(key: str) -> frozenset[type]:
    """Return the kinds of value a key has in any table; empty for an unknown key."""
    return frozenset(entry.kind for entry in entries() if entry.key == key)


def header(table: str) -> str:
    """Return a table's heading as it is written: `[plan]`, `[[evidence]]`; the top has none."""
    entry = entry_at(table)
    return f"[[{table}]]" if entry and entry.repeated else f"[{table}]"


def nearest(word: str, words: tuple[str, ...]) -> str | None:
    """Return the word a slip of the hand most likely meant, or None."""
    folded = unicodedata.normalize("NFKC", word).strip().lower().replace(" ", "_").replace("-", "_")
    near = difflib.get_close_matches(folded, words, n=1, cutoff=0.6)
    return near[0] if near else None


def key_titled(word: str, table: str) -> str | None:
    """Return the key of a table whose Japanese title is `word`, or None."""
    titled = (entry for entry in entries() if entry.table == table)
    return next((entry.key for entry in titled if word in re.split("[・(（]", entry.title)), None)


def comment(entry: Entry, first: bool = True) -> str:
    """Return the comment behind an entry: its title, and the first time the words it may be chosen from."""
    words = " / ".join(f"{word} {title}" for word, title in entry.choices)
    return f"{entry.title}。{words}" if words and first else entry.title


def key_titled_anywhere(word: str) -> Entry | None:
    """Return the first entry of any table whose Japanese title is `word`, or None."""
    return next((entry for entry in entries() if word in re.split("[・(（]", entry.title)), None)


def place_of(table: str) -> str:
    """Say where the entries of a table stand: its heading, or the top of the file."""
    entry = entry_at(table)
    if entry is None:
        return "ファイルの先頭"
    return header(table) if "." not in table else f"{header(entry.table)} の {entry.key}"


def _walk(model: type[BaseModel], table: str) -> typing.Iterator[Entry]:
    for key, field in model.model_fields.items():
        kind, repeated = _kind(field.annotation)
        description = field.description or ""
        choices = tuple(_CHOICE.findall(description)) if issubclass(kind, Enum) else ()
        entry = Entry(table, key, field.title or key, description, kind, repeated, choices)
        yield entry
        if entry.is_table:
            yield from _walk(kind, entry.path)


def _kind(annotation: object) -> tuple[type, bool]:
    """Peel annotations, `| None` and tuples off a type; the second value tells whether a tuple was among them."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple:
        return _kind(inner[0])[0], True
    if origin in (types.UnionType, typing.Union):
        return _kind(next(part for part in inner if part is not type(None)))
    if origin is typing.Annotated:
        return _kind(inner[0])
    if origin is typing.Literal:
        return int, False
    if origin is dict:
        return dict, False
    if isinstance(annotation, type):
        return annotation, False
    raise TypeError(f"no kind of value for a case file: {annotation!r}")
