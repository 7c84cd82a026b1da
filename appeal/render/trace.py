"""Marks each value with the field it came from, so that every printed sentence can be traced; it draws nothing."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

# Private use characters: text of the seller that holds them is refused before anything is drawn.
_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
_UNSEEN = re.compile(
    r"<(head|style|svg|script|template)\b.*?</\1\s*>|<!--.*?-->|<!doctype[^>]*>", re.DOTALL | re.IGNORECASE
)
_CELL_END = re.compile(r"</(td|th)\s*>", re.IGNORECASE)
_CELL = re.compile(r"<(td|th)\b[^>]*>", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(address|article|aside|blockquote|body|br|button|caption|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|html|label|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z/][^>]*>")
_SENTENCE = re.compile(f"[^。\\n]+。?[{_CLOSE}」』）)]*")
_CELL_GAP = "\u3000"


@dataclass(frozen=True, slots=True)
class TracedSentence:
    """One printed sentence, or one row of a table, and the paths of the fields it was filled from (none: template prose)."""

    text: str
    sources: tuple[str, ...]


def mark(path: str, value: str) -> str:
    """Return `value` marked with its source; `path` holds one or more field paths divided by blanks.

    Raises ValueError where the value holds a mark already.
    """
    if any(sign in value for sign in (_OPEN, _MIDDLE, _CLOSE)):
        raise ValueError("a value is marked once")
    return f"{_OPEN}{path}{_MIDDLE}{value}{_CLOSE}"


def strip(text: str) -> str:
    """Return `text` without marks."""
    return _MARKED.sub(r"\2", text)


def trace_sentences(marked: str) -> tuple[TracedSentence, ...]:
    """Return the sentences of a marked text or HTML page in reading order; a table row counts as one sentence."""
    if not _TAG.search(marked):
        return _sentences(marked)
    seen = _UNSEEN.sub("", marked)
    flat = re.sub(r"\s*\n\s*", "", seen)
    rows = _ROW.sub(lambda row: "<br>" + _flatten_row(row[1]) + "<br>", flat)
    plain = html.unescape(_TAG.sub("", _BLOCK.sub("\n", rows)))
    return _sentences(plain)


def _flatten_row(row: str) -> str:
    """Keep a row in one piece: its cells side by side, no full stop that would end the sentence early."""
    cells = _CELL_END.sub(_CELL_GAP, _CELL.sub("", row))
    text = _BLOCK.sub(" ", cells)
    return text.replace("。", "\ue003")


def _sentences(plain: str) -> tuple[TracedSentence, ...]:
    found = []
    for match in _SENTENCE.finditer(_closed_marks(plain)):
        piece = match[0].replace("\ue003", "。")
        paths = (path for marked in _MARKED.finditer(piece) for path in marked[1].split())
        text = re.sub(r"[ \t\u3000]+", " ", strip(piece)).strip()
        if text:
            found.append(TracedSentence(text, tuple(dict.fromkeys(paths))))
    return tuple(found)


def _closed_marks(plain: str) -> str:
    """Close and reopen a mark at each sentence end inside it, so that every sentence carries its own."""

    def reopen(match: re.Match[str]) -> str:
        again = f"{_CLOSE}\n{_OPEN}{match[1]}{_MIDDLE}"
        value = re.sub(r"(。)(?=[^」』）)\s])", r"\1" + again, match[2])
        return f"{_OPEN}{match[1]}{_MIDDLE}" + value.replace("\n\n", "\n") + _CLOSE

    def lines(match: re.Match[str]) -> str:
        pieces = [piece for piece in match[2].split("\n") if piece]
        return "\n".join(f"{_OPEN}{match[1]}{_MIDDLE}{piece}{_CLOSE}" for piece in pieces)

    return _MARKED.sub(lines, _MARKED.sub(reopen, plain))
