"""The shape of a question and of one asking of it; it holds no sentence and asks nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """How an answer is read."""

    TEXT = auto()
    LINES = auto()
    DAY = auto()
    DAY_AHEAD = auto()
    SPAN = auto()
    QUANTITY = auto()
    CHOICE = auto()
    CHOICES = auto()
    FORMATS = auto()
    ASINS = auto()
    NOTICE = auto()
    READING = auto()
    GENUINE = auto()
    SELLER_BEFORE = auto()
    FILES = auto()
    SUPPLIER = auto()
    PAPER_LINES = auto()
    MONTHS = auto()
    RETURNS = auto()
    ADDED_LINES = auto()


# Answers that may hold several lines and end with an empty one.
SEVERAL_LINES = frozenset(
    {Kind.LINES, Kind.ADDED_LINES, Kind.NOTICE, Kind.MONTHS, Kind.RETURNS, Kind.PAPER_LINES, Kind.ASINS}
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `key` is the entry it fills, without places (`evidence.issued`), `head` the title it stands under.

    `text` is asked, each of `help` is a line told on `?`. `choices` are words of the case file with what they are called.
    `short` is its name where it is not asked but shown. `other` is one more choice, of which the case file has no word: it leaves the entry empty.
    `optional` says that nobody complains if it stays empty; `blank` that an empty answer is noted in `confirmed_blank`.
    """

    key: str
    head: str
    text: str
    help: tuple[str, ...]
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    blank: bool = False
    other: str = ""
    short: str = ""

    @property
    def name(self) -> str:
        """The question as a title: what stands before its help in brackets, unless it has a shorter name."""
        return self.short or re.split(r"[（。？]", self.text)[0]


@dataclass(frozen=True, slots=True)
class Step:
    """One asking: the question, the path of the entry with its places (`evidence[0].issued`) and what it is about."""

    question: Question
    path: str
    about: str = ""
    again: bool = False
