"""Finds the notice's own words for each demand, short and whole, and its own numbers; it changes no word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appeal.model.notice import Requirement
from appeal.model.reading import Fact, NoticeReading
from appeal.render.glyphs import is_printable
from appeal.render.typeset import find_blank

# A quotation is there to find the place in the notice again; a longer one is no help.
_LONGEST = 80
_BULLET = re.compile(r"^[\s\-–—―・*■□◆◇●○▼※]+")
_ORDINAL = re.compile(r"^[(（]?(\d{1,2})[)）.、．]\s*")
_ENTRY = re.compile(r"\s*(?:[-–—―・*■□◆◇●○▼※]|[(（]?\d{1,2}[)）.、．])")
_INDENTED = re.compile(r"[ \t]+\S")
_WHOLE = re.compile(r"(?:[。.)）」:：]|説明|情報|資料|書類|写し|計画|方法|こと|もの|請求書|領収書|連絡先)$")


def quotes(
    reading: NoticeReading | None, demands: Sequence[Requirement]
) -> tuple[tuple[str, str | None], ...]:
    """Return number and quotation of each demand; a quotation is None where the notice has no short one.

    Demands that one entry of the notice holds together are numbered as its parts, 2(1) and 2(2). Without a notice to
    read, they are numbered in their order.
    """
    facts = [_fact(reading, demand) for demand in demands]
    places = _entries(facts)
    texts = [_quote(reading, fact) for fact in facts]
    printed = [_ORDINAL.match(text or "") for text in texts]
    entries = list(dict.fromkeys(places))
    named = all(printed) and len({match[1] for match in printed if match}) == len(entries)
    told = []
    for number, place in enumerate(places):
        match = printed[number]
        entry = match[1] if named and match else str(entries.index(place) + 1)
        part = f"({places[: number + 1].count(place)})" if places.count(place) > 1 else ""
        text = texts[number] if places.index(place) == number else None
        printed_same = match is not None and match[1] == entry
        told.append((entry + part, text[match.end() :] if text and match and printed_same else text))
    return tuple(told)


def asked_together(reading: NoticeReading | None, one: Requirement, other: Requirement) -> bool:
    """Return whether one sentence of the notice asks for both demands; without a notice to read nothing is known of it."""
    first, second = _fact(reading, one), _fact(reading, other)
    if first is None or second is None or first.line != second.line:
        return False
    return first.quote in second.quote or second.quote in first.quote


def without_bullet(quote: str) -> str:
    """Return words of a mail without the sign of the list they stood in."""
    return _BULLET.sub("", quote).strip()


def _fact(reading: NoticeReading | None, demand: Requirement) -> Fact | None:
    if reading is None:
        return None
    for fact in reading.facts_of("requirements"):
        branch, _, code = str(fact.value).rpartition(":")
        if code == demand.value and (not branch or reading.branch in (None, branch)):
            return fact
    return None


def _entries(facts: list[Fact | None]) -> list[tuple[int, int]]:
    """Return what tells the entries of the notice apart: its line, where the quotation is short enough to be one entry."""
    return [(fact.line, 0) if fact is not None else (0, place + 1) for place, fact in enumerate(facts)]


def _quote(reading: NoticeReading | None, fact: Fact | None) -> str | None:
    if reading is None or fact is None:
        return None
    text = fact.quote.strip()
    if "\n" in text:
        text = _line(reading, fact) or ""
    text = without_bullet(_continued(reading, fact, text))
    if not text or len(text) > _LONGEST or find_blank(text):
        return None
    return text if all(is_printable(character) for character in text) else None


def _continued(reading: NoticeReading, fact: Fact, text: str) -> str:
    """Return an entry of a list with the sentences that follow in it; one too long to quote gets the mark of a cut."""
    lines = reading.text.splitlines()
    line = lines[fact.line - 1] if 0 < fact.line <= len(lines) else ""
    if not _ENTRY.match(line) or not line.strip().startswith(text):
        return text
    more = [line.strip().removeprefix(text).strip()]
    for below in lines[fact.line :]:
        if not _INDENTED.match(below) or _ENTRY.match(below):
            break
        more.append(below.strip())
    rest = "".join(more)
    if not rest:
        return text
    return text + rest if len(text + rest) <= _LONGEST else f"{text.rstrip('…')}…"


def _line(reading: NoticeReading, fact: Fact) -> str | None:
    """Return the one line of a longer quotation that holds the demand, where neither it nor the line before is cut off."""
    lines = reading.text.splitlines()
    if not 0 < fact.line <= len(lines):
        return None
    line = lines[fact.line - 1].strip()
    before = lines[fact.line - 2].strip() if fact.line > 1 else ""
    whole = _WHOLE.search(line) and (not before or _WHOLE.search(before))
    return line if whole and line in fact.quote else None
