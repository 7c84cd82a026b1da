"""Loads the expressions of notices, which are data, and finds them in a text; it knows roles, not sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from appeal.notice.flat import FlatText

_WORD = re.compile(r"\{([a-z][a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One expression: the role it plays, its pattern, where it was seen, and the roles that unsay it in a sentence."""

    role: str
    pattern: re.Pattern[str]
    source: str
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindRule:
    """One kind of notice: it holds when all roles of one group of `when` are in the text and none of `unless`."""

    code: str
    when: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All expressions and the kinds in the order in which they are tried."""

    phrases: tuple[Phrase, ...]
    kinds: tuple[KindRule, ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """Where an expression stands in the flat text, with its named parts."""

    role: str
    start: int
    end: int
    parts: Mapping[str, str]


@cache
def phrase_book() -> PhraseBook:
    """Return the expressions that come with the program."""
    from importlib.resources import files

    return read_phrases(files("appeal.notice").joinpath("phrases.toml").read_text(encoding="utf-8"))


def read_phrases(toml: str) -> PhraseBook:
    """Return the expressions of a TOML text; raises ValueError, KeyError or re.error where it is not in form."""
    import tomllib

    table = tomllib.loads(toml)
    words = _expanded(table["words"])
    phrases = []
    for role, entry in table["role"].items():
        for phrase in entry["phrases"]:
            source = phrase["source"]
            if source not in table["source"]:
                raise ValueError(f"{role}: no source {source}")
            pattern = re.compile(_fill(phrase["pattern"], words), re.IGNORECASE | re.MULTILINE)
            phrases.append(Phrase(role, pattern, source, tuple(entry.get("unless", ()))))
    return PhraseBook(tuple(phrases), tuple(_kind(rule) for rule in table["kind"]), words)


def _expanded(words: Mapping[str, str]) -> dict[str, str]:
    expanded: dict[str, str] = {}
    for name, pattern in words.items():
        expanded[name] = _fill(pattern, expanded)
    return expanded


def _fill(pattern: str, words: Mapping[str, str]) -> str:
    return _WORD.sub(lambda match: f"(?:{words[match[1]]})", pattern)


def _kind(rule: Mapping[str, Any]) -> KindRule:
    return KindRule(
        code=rule["code"],
        when=tuple(tuple(group) for group in rule["when"]),
        unless=tuple(rule.get("unless", ())),
        types=tuple(rule.get("types", ())),
    )


class Findings:
    """The expressions found in one text, by role; those that their own sentence unsays are left out."""

    def __init__(self, flat: FlatText, book: PhraseBook) -> None:
        self.flat = flat
        self.book = book
        self._raw: dict[str, list[Match]] = {}
        unless: dict[str, tuple[str, ...]] = {}
        for phrase in book.phrases:
            unless[phrase.role] = phrase.unless
            found = self._raw.setdefault(phrase.role, [])
            found.extend(
                Match(phrase.role, match.start(), match.end(), match.groupdict())
                for match in phrase.pattern.finditer(flat.plain)
            )
        for found in self._raw.values():
            found.sort(key=lambda match: (match.start, -match.end))
        self._marked = {
            role: {flat.sentence_at(match.start) for match in found} for role, found in self._raw.items()
        }
        self._kept = {
            role: [match for match in found if not self.said(match, *unless[role])]
            for role, found in self._raw.items()
        }

    def of(self, role: str) -> list[Match]:
        """Return the standing matches of a role, in the order of the text."""
        return self._kept.get(role, [])

    def raw(self, role: str) -> list[Match]:
        """Return every match of a role, also those their sentence unsays."""
        return self._raw.get(role, [])

    def under(self, prefix: str) -> Iterator[Match]:
        """Yield the standing matches of all roles that begin with `prefix`."""
        for role in self._kept:
            if role.startswith(prefix):
                yield from self._kept[role]

    def first(self, role: str) -> Match | None:
        """Return the first standing match of a role."""
        found = self.of(role)
        return found[0] if found else None

    def said(self, match: Match, *roles: str) -> bool:
        """Return whether one of `roles` stands in the sentence of `match`."""
        sentence = self.flat.sentence_at(match.start)
        return any(sentence in self._marked.get(role, ()) for role in roles)

    def marks(self, sentence: int, *roles: str) -> bool:
        """Return whether one of `roles` stands in a sentence."""
        return any(sentence in self._marked.get(role, ()) for role in roles)
