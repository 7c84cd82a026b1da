"""Chooses what is told of a cause in one breath: sentences of the seller, whole and in his words; it writes none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appeal.render.trace import mark

# What a summary and a text to paste have room for (standing: 当方の目安); only one sentence longer than this is not told.
_LONGEST = 160
_PIECE = re.compile(
    r"(?>「[^」]*」|『[^』]*』|（[^）]*）|\([^)]*\)|[^。！？!?])*+(?:[。！？!?]+[」』）)]*|$)"
)
_ENDED = re.compile(r"(?:[。！？!?][」』）)]*|です|ます|ました|ません|でした)$")
_ENTRY = re.compile(r"[-–—―・*■□◆◇●○▼※①-⑳]|[(（]?\d{1,2}[)）.、．]")
# Sentences that only lead to others.
_LEADS_ON = re.compile(r"(?:とおり|通り|^以上)(?:です|となります|でございます)?。?$")
# Between two lines of which the first has no full stop.
_GAP = "\u3000"


def cause_in_short(path: str, text: str | None) -> str | None:
    """Return the cause as it is told outside its own section, marked with `path`; None where one sentence is too long.

    It is the one sentence that the seller calls the 根本原因, else all he wrote, else as many of his last sentences as there
    is room for.
    """
    sentences = _sentences(text or "")
    chosen = _named(sentences) or _last(sentences)
    return mark(path, chosen) if chosen else None


def _named(sentences: Sequence[str]) -> str | None:
    named = [one for one in sentences if "根本原因" in one and not _LEADS_ON.search(one)]
    return named[0] if len(named) == 1 and len(named[0]) <= _LONGEST else None


def _last(sentences: Sequence[str]) -> str:
    """Return the last sentences, all of them where they fit; one at the end that only leads to others tells nothing."""
    if len(sentences) > 1 and _LEADS_ON.search(sentences[-1]):
        return _last(sentences[:-1])
    told = ""
    for one in reversed(sentences):
        longer = _joined(one, told)
        if len(longer) > _LONGEST:
            break
        told = longer
    return told


def _joined(first: str, second: str) -> str:
    gap = "" if not second or first[-1] in "。！？!?」』）)" else _GAP
    return first + gap + second


def _sentences(text: str) -> list[str]:
    """Cut at the ends of sentences alone; a line that does not end one goes on in the next line, unless that begins an entry."""
    found: list[str] = []
    goes_on = False
    for line in (line.strip() for line in text.splitlines()):
        pieces = [piece.strip() for piece in _PIECE.findall(line) if piece.strip()]
        if not pieces:
            goes_on = False
            continue
        if goes_on and not _ENTRY.match(line):
            found[-1] = _joined(found[-1], pieces.pop(0))
        found += pieces
        goes_on = not _ENDED.search(line)
    return found
