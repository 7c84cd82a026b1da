"""Reads what stands around the text of a notice: subject, sender, day; it takes no sentence for a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from appeal.notice.days import printed_day
from appeal.notice.inner import NoticeLines
from appeal.notice.mail import day_of
from appeal.notice.phrases import PhraseBook

_TOP_LINES = 14
_END_LINES = 8
_SUBJECT_LENGTH = 80
_NAME_AND_ADDRESS = re.compile(r'^\s*"?(?P<name>[^"<>]*?)"?\s*<(?P<address>[^<>\s]+@[^<>\s]+)>')


@dataclass(frozen=True, slots=True)
class Headings:
    """Subject, sender and day with the line (from 1) each stands in; `skip` are the lines that hold no sentence of the notice.

    `team` is the team of Amazon that signs, with the lines it stands in.
    """

    subject: tuple[str, int] | None
    sender: tuple[str, int] | None
    received: tuple[date, int] | None
    skip: frozenset[int]
    team: tuple[str, tuple[int, ...]] | None = None


def read_headings(notice: NoticeLines, book: PhraseBook) -> Headings:
    """Return what header lines, the first line and the signature of the notice say."""
    labelled: dict[str, tuple[str, int]] = {}
    skip: set[int] = set()
    patterns = {
        name: re.compile(book.words[f"{name}_label"], re.I | re.M)
        for name in ("subject", "sender", "date", "other")
    }
    top = [number for number in range(notice.first, notice.last) if notice.lines[number].strip()][:_TOP_LINES]
    for number in top:
        for name, pattern in patterns.items():
            match = pattern.match(notice.lines[number])
            if match and len(match["value"]) < 400:
                labelled.setdefault(name, (match["value"].strip(), number + 1))
                if name != "subject":
                    skip.add(number + 1)
                break
    subject = labelled.get("subject") or _first_line(notice, top, book)
    sender = _name_of(labelled.get("sender")) or _signature(notice, book)
    return Headings(subject, sender, _received(notice, labelled), frozenset(skip), _team(notice, book))


def _name_of(sender: tuple[str, int] | None) -> tuple[str, int] | None:
    if sender is None:
        return None
    match = _NAME_AND_ADDRESS.match(sender[0])
    return ((match["name"].strip() or match["address"]) if match else sender[0], sender[1])


def _first_line(notice: NoticeLines, top: list[int], book: PhraseBook) -> tuple[str, int] | None:
    """Return the first line where it stands there as a subject does: short, no sentence, and the mail begins below it."""
    if len(top) < 2:
        return None
    first, second = notice.lines[top[0]].strip(), notice.lines[top[1]].strip()
    salutation = re.compile(book.words["salutation"], re.I)
    if len(first) > _SUBJECT_LENGTH or salutation.search(first) or first.endswith((",", "、", ":")):
        return None
    formed = re.search(book.words["subject_form"], first, re.I)
    repeated = second.rstrip("。") == first.rstrip("。")
    sentence = first.endswith(("。", ".")) and not repeated
    if sentence and not re.match(r"(?:緊急|重要|要ご対応|必要なアクション)", first):
        return None
    return (first, top[0] + 1) if formed or repeated or salutation.search(second) else None


def _signature(notice: NoticeLines, book: PhraseBook) -> tuple[str, int] | None:
    desk = re.compile(book.words["desk"], re.I)
    filled = [number for number in range(notice.first, notice.last) if notice.lines[number].strip()]
    for number in reversed(filled[1:][-_END_LINES:]):
        line = notice.lines[number].strip()
        if len(line) <= 60 and desk.match(line):
            return line, number + 1
    return None


def _team(notice: NoticeLines, book: PhraseBook) -> tuple[str, tuple[int, ...]] | None:
    """Return who signs, where the last lines name a team of Amazon plainly; firm and team may stand on two lines."""
    team, desk, firm = (re.compile(book.words[name], re.I) for name in ("team", "desk", "firm"))
    filled = [number for number in range(notice.first, notice.last) if notice.lines[number].strip()]
    closing = filled[1:][-_END_LINES:]
    for place in reversed(range(len(closing))):
        number = closing[place]
        line = notice.lines[number].strip()
        if team.match(line):
            return line, (number + 1,)
        if not desk.match(line):
            continue
        beside = [closing[one] for one in (place + 1, place - 1) if 0 <= one < len(closing)]
        for other in beside:
            if abs(other - number) == 1 and firm.match(notice.lines[other].strip()):
                lines = sorted((number + 1, other + 1))
                return f"{notice.lines[other].strip()} {line}", tuple(lines)
    return None


def _received(notice: NoticeLines, labelled: dict[str, tuple[str, int]]) -> tuple[date, int] | None:
    if "date" in labelled:
        text, line = labelled["date"]
        day = day_of(text) or printed_day(text)
        return (day, line) if day else None
    # The line above a quoted mail names the day it was sent.
    for number in range(max(notice.first - 2, 0), notice.first):
        if day := printed_day(notice.lines[number]):
            return day, number + 1
    return None
