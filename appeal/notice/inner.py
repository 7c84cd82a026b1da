"""Finds the notice inside a forwarded or answered mail; lines outside it keep their numbers and stay unclaimed."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice

from appeal.notice.normal import normalised_lines, split_lines, unquoted
from appeal.notice.phrases import PhraseBook
from appeal.notice.receive import Received

# The line of a mail program above a quoted mail: its sender in angle brackets, or a day; a sentence that names an address has neither.
_ADDRESS_LINE = re.compile(r"(?:<[\w.+-]+@[\w.-]+>|\d{4}.{0,80}[\w.+-]+@[\w.-]+)\)?[^:]{0,20}:$")
_MAY_OPEN = re.compile(r"---|__|@|差出人|送信者|From|wrote|書きました|メール:|転送|forward", re.I)
_BLOCK_LINE = re.compile(r"\s*(?:差出人|送信者|From)\s*:", re.I)
_BLOCK_NEXT = re.compile(r"\s*(?:送信日時|日時|日付|宛先|件名|Sent|Date|To|Subject)\s*:", re.I)
# Half of what the rules read in one part, in characters; a real notice has about two thousand.
_CHUNK = 18_000
# What a short or blank line costs at least, in characters.
_LINE = 8
_MOST_PARTS = 100
# How far a header block looks back for the text above it, over blank lines.
_NEAR = 20


@dataclass(frozen=True, slots=True)
class NoticeLines:
    """The normalised lines of the whole text and which of them are the notice: `first` to before `last`, from 0.

    `original` are the same lines as they came. `unread` is the first line, from 1, that the rules did not look at for its distance from the beginning.
    """

    lines: tuple[str, ...]
    original: tuple[str, ...]
    first: int
    last: int
    unread: int | None = None

    def shown(self, skip: Container[int] = ()) -> list[str]:
        """Return the lines, those outside the notice and those numbered (from 1) in `skip` blank."""
        inside = ["" if number + 1 in skip else self.lines[number] for number in range(self.first, self.last)]
        return [""] * self.first + inside + [""] * (len(self.lines) - self.last)


def find_notice(received: Sequence[Received], book: PhraseBook) -> tuple[NoticeLines, Received]:
    """Return the part of the messages that says most of what notices say, and the message that holds it."""
    telling = re.compile(book.words["telling"], re.I)
    marker = re.compile(book.words["forwarded"], re.I)
    best: tuple[int, NoticeLines, Received] | None = None
    for message in received:
        headers = [f"{name}: {value}" for name, value in message.headers]
        original = [*headers, "", *split_lines(message.body)] if headers else split_lines(message.body)
        lines, quoted = _without_marks(normalised_lines(original))
        for first, last in _parts(lines, quoted, marker):
            chunks = _chunks(lines, range(first, last))
            told = _told_by(lines, chunks, telling)
            score = len(set().union(*told))
            if best is None or score > best[0]:
                found = _limited(lines, tuple(original), range(first, last), chunks, told)
                best = score, found, message
    assert best is not None
    return best[1], best[2]


def parts_of(lines: Sequence[str], book: PhraseBook) -> tuple[range, ...]:
    """Return the messages that a text carries one below the other, as ranges of lines from 0."""
    marker = re.compile(book.words["forwarded"], re.I)
    return tuple(range(first, last) for first, last in _parts(lines, (), marker))


def _without_marks(marked: list[str]) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return the lines without quote marks, and the numbers of those that had any."""
    plain = list(marked)
    quoted = set()
    for number, line in enumerate(marked):
        if ">" in line:
            plain[number], was_quoted = unquoted(line)
            if was_quoted:
                quoted.add(number)
    return tuple(plain), frozenset(quoted)


def _told_by(lines: Sequence[str], chunks: Sequence[range], telling: re.Pattern[str]) -> list[set[str]]:
    """Return what each chunk says of what notices say; a part of ordinary length is read as one."""
    if len(chunks) <= 2:
        return [_told([lines[number] for chunk in chunks for number in chunk], telling)]
    return [_told([lines[number][:_CHUNK] for number in chunk], telling) for chunk in chunks]


def _told(lines: Sequence[str], telling: re.Pattern[str]) -> set[str]:
    return {match[0] for match in telling.finditer("".join("".join(lines).split()))}


def _limited(
    lines: tuple[str, ...],
    original: tuple[str, ...],
    part: range,
    chunks: Sequence[range],
    told: Sequence[set[str]],
) -> NoticeLines:
    """Return the part, or of a very long one the stretch that says most of what notices say."""
    if len(chunks) <= 2:
        return NoticeLines(_cut(lines, part), original, part.start, part.stop)
    best = max(range(len(chunks) - 1), key=lambda place: (len(told[place] | told[place + 1]), -place))
    stretch = range(chunks[best].start, chunks[best + 1].stop)
    unread = stretch.stop + 1 if best == 0 else part.start + 1
    return NoticeLines(_cut(lines, stretch), original, stretch.start, stretch.stop, unread)


def _chunks(lines: Sequence[str], part: range) -> list[range]:
    chunks, start, total = [], part.start, 0
    for number in part:
        total += max(len(lines[number]), _LINE)
        if total >= _CHUNK:
            chunks.append(range(start, number + 1))
            start, total = number + 1, 0
    return [*chunks, range(start, part.stop)] if start < part.stop else chunks


def _cut(lines: tuple[str, ...], stretch: range) -> tuple[str, ...]:
    """Cut lines longer than any sentence of a notice, so that one huge line cannot hold up the reading."""
    if all(len(lines[number]) <= _CHUNK for number in stretch):
        return lines
    return tuple(line[:_CHUNK] if number in stretch else line for number, line in enumerate(lines))


def _parts(lines: Sequence[str], quoted: Container[int], marker: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the parts between the lines that mail programs put above a message they carry along."""
    opening = (
        number
        for number, line in enumerate(lines)
        if _MAY_OPEN.search(line) and _opens(lines, number, marker)
    )
    starts = list(islice(opening, _MOST_PARTS))
    if not starts:
        return [(0, len(lines))]
    parts = [(0, starts[0])]
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        first = start if _BLOCK_LINE.match(lines[start]) else start + 1
        parts.append((first, _quoted_end(lines, quoted, first, following)))
    return parts


def _opens(lines: Sequence[str], number: int, marker: re.Pattern[str]) -> bool:
    line = lines[number]
    if len(line) > 200:
        return False
    if marker.search(line) or _ADDRESS_LINE.search(line):
        return True
    if not _BLOCK_LINE.match(line):
        return False
    # A block of header lines in the middle of a text, as some programs print it, but not right below a marker.
    above = next(
        (lines[place] for place in range(number - 1, max(number - _NEAR, -1), -1) if lines[place]), ""
    )
    if not above:
        return False
    below = [text for text in lines[number + 1 : number + 5] if text]
    return (
        not marker.search(above)
        and not _BLOCK_NEXT.match(above)
        and any(_BLOCK_NEXT.match(text) for text in below)
    )


def _quoted_end(lines: Sequence[str], quoted: Container[int], first: int, last: int) -> int:
    """Return where the quoted lines end, if the part begins with one; what follows is the seller's own text."""
    opening = next((number for number in range(first, last) if lines[number] or number in quoted), None)
    if opening is None or opening not in quoted:
        return last
    return next((number for number in range(opening, last) if lines[number] and number not in quoted), last)
