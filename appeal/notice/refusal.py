"""Reads Amazon's answer to a round: what it repeats, what it doubts, and whether it is final; it advises nothing."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources as packaged
from itertools import takewhile
from typing import Any

from appeal.model.reading import NoticeReading, UnclaimedLine
from appeal.model.round import Refusal, RefusalPoint
from appeal.notice.deadline import deadline_day
from appeal.notice.inner import parts_of
from appeal.notice.phrases import phrase_book
from appeal.notice.read import read_notice

_LABEL = re.compile(r"資料\s*(\d{1,3})")
# How the seller's own letter begins, which a saved answer often carries along.
_OURS = re.compile(r"(?:Amazon(?:\.co\.jp)?|アカウントスペシャリスト|アマゾン).{0,20}(?:御中|様$)")
# A sentence that tells what was sent, or thanks for it, asks for nothing.
_TOLD = re.compile(
    r"(?:ご提出|お送り|ご送付|ご連絡|ご返信)(?:を)?いただき(?:、|まし|ありがとう)|拝見しました|受領しました"
)

_MARK = re.compile(
    r"^(?:[-\u2013\u2014\u2015・•*■□◆◇●○▼※]\s*|[(（]\d{1,2}[)）]\s*|\d{1,2}(?:[)）、．]|\.(?!\d))\s*)+"
)
_SUPPLIER = re.compile(
    r"仕入れ?先|サプライヤ|供給業者|発行元|発行者|販売元|連絡|電話|ウェブサイト|ホームページ|所在地|supplier",
    re.IGNORECASE,
)
_PAPER = re.compile(r"請求書|領収書|書類|資料|文書|invoice|receipt|document", re.IGNORECASE)
_LONGEST, _MOST = 300, 50


def read_refusal(data: bytes | str, name: str = "") -> Refusal:
    """Return what a reply says, each point with its sentence and the line of the normalised text.

    `data` is a mail or pasted text in any Japanese encoding. Nothing is guessed: no phrase, no point.
    """
    reading = read_notice(data, name=name)
    raw = data.encode("utf-8") if isinstance(data, str) else data
    lines = reading.text.split("\n")
    said, start = list[str](), 0
    points: tuple[RefusalPoint, ...] = ()
    final: bool | None = None
    for part in parts_of(lines, phrase_book()):
        said, start = (
            list(takewhile(lambda one: not _OURS.search(one), (lines[no] for no in part))),
            part.start,
        )
        points, final = _points(said, start), _final(said)
        # What stands below an answer was said before it.
        if points or final is not None:
            break
    received = _received(reading, start + len(said))
    limit = read_notice("\n".join(said))
    days = limit.deadline_days if isinstance(limit.deadline_days, int) else None
    return Refusal(
        points=points,
        final=final,
        asins=reading.asins,
        sha256=hashlib.sha256(raw).hexdigest(),
        received=received,
        deadline_days=days,
        deadline=deadline_day(limit, received),
        unread=_unread(said, start, points, limit),
    )


def _final(said: Sequence[str]) -> bool | None:
    text = "\n".join(said)
    return next((value for value, patterns in _book().final for one in patterns if one.search(text)), None)


def _received(reading: NoticeReading, end: int) -> date | None:
    """Return the day of the reply; a day that stands below it belongs to a mail it carries along."""
    facts = reading.facts_of("received")
    return reading.received if all(fact.line <= end for fact in facts) else None


def _unread(
    said: Sequence[str], start: int, points: Sequence[RefusalPoint], limit: NoticeReading
) -> tuple[UnclaimedLine, ...]:
    """Return the sentences that are no point, no deadline, nothing final and no courtesy."""
    known = {point.quote for point in points}
    # A deadline that is told and not settled (working days, "the due date") stays among what is left to read.
    settled = isinstance(limit.deadline_days, int) or limit.deadline_date is not None
    for key in ("deadline_days", "deadline_date") if settled else ():
        known |= {_unmarked(fact.quote) for fact in limit.facts_of(key)}
    patterns = [
        *_book().harmless,
        *(pattern for _kind, _code, every in _book().points for pattern in every),
        *(pattern for value, every in _book().final if value for pattern in every),
        *(pattern for _value, every in _book().states for pattern in every),
    ]
    found = []
    for line, sentence in _sentences(said, start + 1):
        explained = any(quote and (quote in sentence or sentence in quote) for quote in known)
        if not explained and not any(one.search(sentence) for one in patterns):
            found.append(UnclaimedLine(line, sentence[:_LONGEST]))
    return tuple(found[:_MOST])


def read_state(data: bytes | str, name: str = "") -> str | None:
    """Return "reinstated" or "pending" for a reply that refuses nothing, None for any other."""
    text = read_notice(data, name=name).text
    return next((value for value, patterns in _book().states for one in patterns if one.search(text)), None)


def _points(lines: Sequence[str], before: int) -> tuple[RefusalPoint, ...]:
    points: dict[tuple[str, str], RefusalPoint] = {}
    why = False
    for line, sentence in _sentences(lines, before + 1):
        labels = tuple(dict.fromkeys(f"資料{number}" for number in _LABEL.findall(sentence)))
        codes = _codes(sentence)
        # That a paper could not be verified is then no doubt of its own: it is told why, here or in the sentence before.
        told = any(kind == "doubt" and code != "unverified" for kind, code in codes)
        if (told or (why and not _PAPER.search(sentence))) and not _SUPPLIER.search(sentence):
            codes = [one for one in codes if one != ("doubt", "unverified")]
        why = told
        for kind, code in codes:
            points.setdefault((kind, code), RefusalPoint(kind, code, sentence, line, labels))
    return tuple(sorted(points.values(), key=lambda one: one.line))


def _codes(sentence: str) -> list[tuple[str, str]]:
    return [
        (kind, code)
        for kind, code, patterns in _book().points
        if any(one.search(sentence) for one in patterns)
    ]


def _sentences(lines: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=start):
        for sentence in re.findall(r"[^。]+。?", line):
            plain = _unmarked(_TOLD.split(sentence)[-1])
            if plain:
                yield number, plain


def _unmarked(text: str) -> str:
    """Return a sentence without the sign or number of the list it stands in."""
    return _MARK.sub("", text.strip()).strip()


@dataclass(frozen=True, slots=True)
class _Book:
    """The phrases of refusals, compiled."""

    points: tuple[tuple[str, str, list[re.Pattern[str]]], ...]
    final: tuple[tuple[bool, list[re.Pattern[str]]], ...]
    states: tuple[tuple[str, list[re.Pattern[str]]], ...]
    harmless: list[re.Pattern[str]]


@cache
def _book() -> _Book:
    text = packaged.files("appeal.notice").joinpath("refusal.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return _Book(
        tuple((one["kind"], one["code"], _compiled(one["patterns"])) for one in data["point"]),
        tuple((one["value"], _compiled(one["patterns"])) for one in data["final"]),
        tuple((one["value"], _compiled(one["patterns"])) for one in data["state"]),
        _compiled(data["harmless"]["patterns"]),
    )


def _compiled(patterns: list[str]) -> list[re.Pattern[str]]:
    return [re.compile(one, re.IGNORECASE) for one in patterns]
