"""Lays the lines of a notice out for matching: blanks and soft line ends gone, with the way back to quote and line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

URL_MARK = "\ufffc"
_TOKEN = re.compile(r"https?://[!-'*-;=?-~]+|\s+|[^\sh]+|h")
BULLET = re.compile(
    r"\s*(?:[-‐–—―*+・•■◼◆◇▪▶※★☆✓✔→⇒]+|[●○◎□](?![●○◎□])|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?!\d)"
    r"|\d(?=[^\d\s!-~年月日営つ個件点週時か-])"
    r"|[一二三四五六七八九十](?:[、.)]|[ ](?![部般度切方時覧定致つ]))|\([一二三四五六七八九十ア-ン]\)|[ア-オイロハニホ][.)]|[A-H][.)]) ?(?=\S)"
)
_KANJI_NUMBERS = frozenset("一二三四五六七八九十")
_HEADING = re.compile(r"\s*(?:[■◼◆◇【▼●<〈《≪]|\[).{0,28}$")
_ENDS = re.compile(r"(?:[。.!?:;」』】]|様[、,]?|場合:?|[-‐–—―=_*・.]{5,})$")
_LABEL = re.compile(r"\s*[^\s:。、]{1,14} ?: ?")
# The full stop of an entry's number ("1. Invoices") ends nothing.
_SENTENCE_END = re.compile(r"[。!?]|(?<!\n\d)(?<!\n\d\d)(?<!\n[A-Za-z])\.(?=$| (?=[A-Z\"'(]))|\n")
# An entry of a list, or a label with its value, that stays well below the width of the text was ended by its writer, not by a mail program.
_ENTRY_WIDTH = 0.75
_NEAR_THE_EDGE = 0.9
_WRAPPED_LINES = 3
_CONTINUES = re.compile(r"[、,(・]$|[^\n]?(?:の|を|に|は|が|と|や|で|or|and|of|the|a)$")
_CONTINUED = re.compile(r"\s*[をがはにへのともやで、。,)」』(]|\s*[a-z]")
# An English word that a mail program parted at the end of a line.
_SYLLABLES = re.compile(r"[a-z]-[ \t]*\n[ \t]*[a-z]")
QUOTE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands in the flat text; `item` is true of the entries of a list."""

    start: int
    end: int
    text: str
    bullet: bool


@dataclass(frozen=True)
class FlatText:
    """The flat text, its sentences and the map back: pieces of `plain` and where they stand in `text`."""

    text: str
    plain: str
    sentences: tuple[Sentence, ...]
    _plain_starts: tuple[int, ...]
    _text_starts: tuple[int, ...]
    _line_starts: tuple[int, ...]
    _sentence_starts: tuple[int, ...]

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence that holds `position` of the flat text."""
        return max(bisect_right(self._sentence_starts, position) - 1, 0)

    def origin(self, position: int) -> int:
        """Return where `position` of the flat text stands in the normalised text."""
        piece = max(bisect_right(self._plain_starts, position) - 1, 0)
        if not self._plain_starts:
            return 0
        return self._text_starts[piece] + position - self._plain_starts[piece]

    def line_at(self, position: int) -> int:
        """Return the line, from 1, of `position` of the flat text."""
        return bisect_right(self._line_starts, self.origin(position))

    def lines_between(self, start: int, end: int) -> range:
        """Return the lines a stretch of the flat text covers."""
        return range(self.line_at(start), self.line_at(max(end - 1, start)) + 1)

    def verbatim(self, start: int, end: int) -> str:
        """Return a stretch of the flat text as the normalised text prints it, without blank lines inside."""
        if end <= start:
            return ""
        last = self.origin(end - 1)
        url = (
            re.compile(r"https?://[!-'*-;=?-~]+").match(self.text, last)
            if self.plain[end - 1] == URL_MARK
            else None
        )
        printed = self.text[self.origin(start) : url.end() if url else last + 1]
        return re.sub(r"[ \t]*\n\s*", "\n", printed).strip()

    def quote(self, start: int, end: int) -> str:
        """Return the sentence around a stretch, or its nearer half where the sentence is very long."""
        sentence = self.sentences[self.sentence_at(start)]
        first = max(sentence.start, start - QUOTE_LENGTH // 2)
        return self.verbatim(first, max(min(sentence.end, end + QUOTE_LENGTH // 2), end))


def flatten(lines: Sequence[str]) -> FlatText:
    """Lay out normalised lines; a blank line has its number but no part in the flat text.

    A blank stays only between two ASCII characters. A line end stays where a new sentence, entry or label begins; everywhere else
    it is taken for the wrapping of a mail program.
    """
    text = "\n".join(lines)
    pieces: list[str] = []
    plain_starts: list[int] = []
    text_starts: list[int] = []
    length = 0
    for piece, start in _pieces(text, _wrapped_at(lines)):
        plain_starts.append(length)
        text_starts.append(start)
        pieces.append(piece)
        length += len(piece)
    plain = "".join(pieces)
    sentences = tuple(_sentences(plain))
    return FlatText(
        text=text,
        plain=plain,
        sentences=sentences,
        _plain_starts=tuple(plain_starts),
        _text_starts=tuple(text_starts),
        _line_starts=tuple(_line_starts(lines)),
        _sentence_starts=tuple(sentence.start for sentence in sentences),
    )


def _wrapped_at(lines: Sequence[str]) -> int:
    """Return the width at which a mail program wrapped the lines; far above all of them where none did, since few come near the longest."""
    lengths = [len(line) for line in lines if "http" not in line]
    longest = max(lengths, default=0)
    near = sum(length >= longest * _NEAR_THE_EDGE for length in lengths)
    return longest if near >= _WRAPPED_LINES else 2 * longest


def _line_starts(lines: Sequence[str]) -> list[int]:
    return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))


def _pieces(text: str, width: int) -> list[tuple[str, int]]:
    pieces: list[tuple[str, int]] = []
    last = "\n"
    for token in _TOKEN.finditer(text):
        value = token[0]
        if value.isspace():
            joint = _joint(text, token.start(), token.end(), last, width)
            if joint:
                pieces.append((joint, token.start()))
                last = joint
        else:
            shown = URL_MARK if value.startswith("http") and len(value) > 7 else value
            if shown.endswith("-") and _SYLLABLES.match(text, token.end() - 2):
                shown = shown[:-1]
            pieces.append((shown, token.start()))
            last = value[-1]
    return pieces


def _joint(text: str, start: int, end: int, last: str, width: int) -> str:
    """Return what a stretch of blanks becomes: a line end, one blank, or nothing."""
    if last == "\n" or end >= len(text):
        return ""
    if text[start - 1] == "-" and _SYLLABLES.match(text, max(start - 2, 0)):
        return ""
    if "\n" in text[start:end] and _hard(text, start, end, width):
        return "\n"
    if last in _KANJI_NUMBERS and _stands_first(text, start):
        return " "
    return " " if last.isascii() and text[end].isascii() else ""


def _stands_first(text: str, end: int) -> bool:
    """Tell the number of an entry (一 請求書の写し) from a kanji inside a sentence."""
    return len(text[max(end - 12, 0) : end].rpartition("\n")[2].strip()) == 1


def _hard(text: str, start: int, end: int, width: int) -> bool:
    before = text[max(text.rfind("\n", max(start - 80, 0), start) + 1, start - 80) : start]
    stop = text.find("\n", end, end + 80)
    after = text[end : end + 80 if stop < 0 else stop]
    return bool(
        _ENDS.search(before)
        or _HEADING.match(before)
        or BULLET.match(after)
        or _HEADING.match(after)
        or _LABEL.match(after)
        or _whole_entry(before, after, width)
    )


def _whole_entry(before: str, after: str, width: int) -> bool:
    """Tell an entry of a list, or a label with its value, that ends with its line from one that a mail program wrapped."""
    return bool(
        (BULLET.match(before) or _LABEL.match(before))
        and len(before) < width * _ENTRY_WIDTH
        and not _CONTINUES.search(before)
        and not _CONTINUED.match(after)
    )


def _sentences(plain: str) -> list[Sentence]:
    sentences: list[Sentence] = []
    start = 0
    for stop in _SENTENCE_END.finditer(plain):
        _add(sentences, plain, start, stop.end())
        start = stop.end()
    _add(sentences, plain, start, len(plain))
    return sentences


def _add(sentences: list[Sentence], plain: str, start: int, end: int) -> None:
    text = plain[start:end]
    if text.strip():
        sentences.append(Sentence(start, end, text.strip(), bool(BULLET.match(text))))
