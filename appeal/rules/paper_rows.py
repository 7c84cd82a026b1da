"""Finds the rows of a paper that stand for one product; it knows no case and judges nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appeal.rules.paper_words import Line, tighten

_COUNT_OF_FIGURES = re.compile(
    r"(?<![\w.,/-])[¥\\@x×]?(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.0+)?(?=円?(?:$|[\s|)]))"
)
# A row that repeats the name above it.
_SAME = re.compile(r"^(?:\d{1,3} )?(?:〃|々|仝|同上|同品|同じ)")
# A cell of a table may be several lines high: what belongs to a product stands at most this many lines below it.
_REACH = 3
# A shorter mark stands on many papers by chance.
_SHORTEST_MARK = 3
_LEAST_WORDS, _LEAST_SHARE = 2, 0.6


@dataclass(frozen=True, slots=True)
class Row:
    """The text of one row that stands for a product, from its name on where the line holds several, and what belongs to it.

    `whole` is all of its line, `page` from 1.
    """

    texts: tuple[str, ...]
    whole: str
    page: int


def rows_naming(lines: Sequence[Line], mark: str) -> tuple[int, ...]:
    """Return the places of the lines in which a JAN, model or code stands, whatever its blanks and hyphens."""
    form = _form(mark)
    return tuple(at for at, line in enumerate(lines) if form.search(line.text)) if form else ()


def _form(mark: str) -> re.Pattern[str] | None:
    letters = [re.escape(letter) for letter in tighten(mark) if letter != "-"]
    if len(letters) < _SHORTEST_MARK:
        return None
    return re.compile(r"(?<![0-9a-z])" + "[ -]?".join(letters) + r"(?![0-9a-z])", re.I)


def rows_called(lines: Sequence[Line], title: str) -> tuple[int, ...]:
    """Return the places of the lines that name a product by most of the words of its title."""
    words = _words(title)
    letters = sum(map(len, words))
    found = []
    for at in range(len(lines)):
        near = "".join(line.tight for line in lines[at : at + 2])
        known = [word for word in words if word in near]
        own = any(word in lines[at].tight for word in known)
        if own and (
            len(known) == len(words)
            or (len(known) >= _LEAST_WORDS and sum(map(len, known)) >= _LEAST_SHARE * letters)
        ):
            found.append(at)
    return tuple(found)


def _words(title: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", title)
    return [tighten(word) for word in re.split(r"[\s【】\[\]()「」・,/|]+", plain) if len(word) > 1]


def rows_of(lines: Sequence[Line], places: Sequence[int], mark: str) -> tuple[Row, ...]:
    """Return the rows of a product, given the places of the lines that name it by `mark`; one line may hold several."""
    form = _form(mark)
    found: list[Row] = []
    named = frozenset(places)
    for at in _with_repeats(lines, places, named):
        text, page = lines[at].text, lines[at].page
        below = tuple(line.text for line in _below(lines, at, named))
        starts = [match.start() for match in form.finditer(text)] if form else []
        ends = [*starts[1:], len(text)]
        parts = (
            [text[start:end] for start, end in zip(starts, ends, strict=True)] if len(starts) > 1 else [text]
        )
        found += [Row((part,), part, page) for part in parts[:-1]]
        found.append(Row((parts[-1], *below), parts[-1], page))
    return tuple(found)


def _with_repeats(lines: Sequence[Line], places: Sequence[int], named: frozenset[int]) -> Iterator[int]:
    for at in places:
        yield at
        below = at + 1
        while below < len(lines) and below not in named and _SAME.search(lines[below].text):
            yield below
            below += 1


def _below(lines: Sequence[Line], at: int, others: frozenset[int]) -> Iterator[Line]:
    """Yield the lines below that of a product, up to the next row that has a price of its own."""
    priced = count_of_figures(lines[at].text) > 2
    for place in range(at + 1, min(at + 1 + _REACH, len(lines))):
        if lines[place].page != lines[at].page or place in others or _SAME.search(lines[place].text):
            return
        found = count_of_figures(lines[place].text)
        if priced and found > 2:
            return
        yield lines[place]
        priced = priced or found > 2


def count_of_figures(text: str) -> int:
    """Return how many whole numbers stand in a line, each as a cell of a table would hold it."""
    return len(_COUNT_OF_FIGURES.findall(text))
