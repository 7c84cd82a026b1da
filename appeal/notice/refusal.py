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
from appeal.model.round import Refusal, RefusalPoint, ReplyMail, ToldDeadline
from appeal.notice.inner import parts_of
from appeal.notice.mail import read_mail_headers
from appeal.notice.phrases import phrase_book
from appeal.notice.read import read_notice
from appeal.notice.reply_deadlines import earliest, read_deadlines

# 資料2, and 資料1、3および5.
_LABELS = re.compile(
    r"資料\s*\d{1,3}(?:(?:、|・|,|と|および|及び|並びに|ならびに)\s*\d{1,3}(?![\d年月日通枚点件]))*"
)
_ROW = re.compile(
    r"資料\s*(\d{1,3})\s*(?:から|ないし|[~\u301c\uff5e\u2010-\u2015-])\s*(?:資料\s*)?(\d{1,3})(?![\d年月日])"
)
# What tells one paper from others: its exhibit, day, place in a row, number or file.
_NAMED = re.compile(
    r"資料\s*\d+|\d{1,4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?|\d{1,2}月\d{1,2}日|第?[\d一二三四五六七八九十]+ ?(?:通|枚|点|件|部|つ|番)目|第[\d一二三四五六七八九十]+の"
    r"|[\w-]{1,60}\.(?:pdf|jpe?g|png|gif)|[A-Za-z]{1,6}-?\d[\w-]{2,40}|\d{4,12}-[\w-]{1,40}|exhibit ?\d+",
    re.IGNORECASE,
)
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
# That papers were of a span, not that they are to be.
_HAD = r"[^。、]{0,24}(?:でした|であった|だった|しか|のみ(?:で|の|です)|になって|となって|では(?:不足|足り|なく))"
_OF_TRADE = re.compile(
    r"請求書|領収書|書類|資料|文書|発行|仕入|販売数|販売個数|売上|出荷|納品|invoice|receipt|document|purchase|sales|units",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"対象(?:となる|の)?期間(?:は|が)、?(?P<span>(?:過去|直近)?\d{1,4} ?(?:日|[ヶか箇カケヵ]月|年)(?:間|以内|分)?)"
)
# A heading or an opening that says of what the next sentence speaks; longer words say more than that.
_LONGEST_BEFORE = 80


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
    deadlines = read_deadlines(said, limit, received)
    # Without what a sentence tells of papers that were sent.
    asked = read_notice("\n".join(one.text for one in _sentences(said, 1)))
    windows = _windows(asked)
    return Refusal(
        points=points,
        final=final,
        asins=reading.asins,
        sha256=hashlib.sha256(raw).hexdigest(),
        received=received,
        deadline_days=next((one.days for one in deadlines if one.days is not None), None),
        deadline=earliest(deadlines, received),
        deadlines=deadlines,
        unread=_unread(said, start, points, limit, deadlines),
        window_text=tuple(text for text, _days in windows),
        window_days=tuple(dict.fromkeys(days for _text, days in windows if days)),
        quantity_basis=asked.quantity_basis,
        formats=asked.formats,
        mail=_mail(raw),
    )


def _windows(asked: NoticeReading) -> tuple[tuple[str, int | None], ...]:
    """Return the spans that are asked for, in words and days; those that papers had, only where no other stands there."""
    spans = []
    for fact in asked.facts_of("window_text"):
        # Days of complaints or of ratings are none of papers.
        if _OF_TRADE.search(fact.quote):
            text = str(fact.value)
            known = next((days for days in asked.window_days if str(days) in text), None)
            spans.append((text, known, fact.quote))
    if not spans and (named := _PERIOD.search(asked.text)):
        return ((named["span"], None),)
    open_spans = [one for one in spans if not re.search(re.escape(one[0]) + _HAD, one[2])]
    return tuple((text, days) for text, days, _quote in open_spans or spans)


def _mail(raw: bytes) -> ReplyMail | None:
    headers = read_mail_headers(raw)
    if headers.message_id is None:
        return None
    return ReplyMail(headers.message_id, headers.subject, headers.answer_to, headers.references)


def _final(said: Sequence[str]) -> bool | None:
    text = "\n".join(said)
    return next((value for value, patterns in _book().final for one in patterns if one.search(text)), None)


def _received(reading: NoticeReading, end: int) -> date | None:
    """Return the day of the reply; a day that stands below it belongs to a mail it carries along."""
    facts = reading.facts_of("received")
    return reading.received if all(fact.line <= end for fact in facts) else None


def _unread(
    said: Sequence[str],
    start: int,
    points: Sequence[RefusalPoint],
    limit: NoticeReading,
    deadlines: Sequence[ToldDeadline],
) -> tuple[UnclaimedLine, ...]:
    """Return the sentences that are no point, no deadline, nothing final and no courtesy."""
    known = {point.quote for point in points} | {_unmarked(one.quote) for one in deadlines}
    # A deadline that is told and not settled (working days, "the due date") stays among what is left to read.
    settled = isinstance(limit.deadline_days, int) or limit.deadline_date is not None
    for key in ("window_text", "formats", *(("deadline_days", "deadline_date") if settled else ())):
        known |= {_unmarked(fact.quote) for fact in limit.facts_of(key)}
    patterns = [
        *_book().harmless,
        *(pattern for _kind, _code, every in _book().points for pattern in every),
        *(pattern for value, every in _book().final if value for pattern in every),
        *(pattern for _value, every in _book().states for pattern in every),
    ]
    found = []
    for one in _sentences(said, start + 1):
        explained = any(quote and (quote in one.text or one.text in quote) for quote in known)
        explained = explained or one.text in {point.before for point in points}
        if not explained and not any(pattern.search(one.text) for pattern in patterns):
            found.append(UnclaimedLine(one.line, one.text[:_LONGEST]))
    return tuple(found[:_MOST])


def read_state(data: bytes | str, name: str = "") -> str | None:
    """Return "reinstated" or "pending" for a reply that refuses nothing, None for any other."""
    text = read_notice(data, name=name).text
    return next((value for value, patterns in _book().states for one in patterns if one.search(text)), None)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that asks or tells something; `told` are the words before it that only tell what was sent."""

    line: int
    text: str
    told: str = ""


def _points(lines: Sequence[str], before: int) -> tuple[RefusalPoint, ...]:
    points: dict[tuple[object, ...], RefusalPoint] = {}
    why, above = False, ""
    for one in _sentences(lines, before + 1):
        codes = _codes(one.text)
        # That a paper could not be verified is then no doubt of its own: it is told why, here or in the sentence before.
        told = any(kind == "doubt" and code != "unverified" for kind, code in codes)
        if (told or (why and not _PAPER.search(one.text))) and not _SUPPLIER.search(one.text):
            codes = [each for each in codes if each != ("doubt", "unverified")]
        why = told
        for kind, code in codes:
            point = _point(kind, code, one, above)
            known = points.setdefault(_key(point), point)
            # A sentence that asks says more of what is wanted than one that only tells what is missing.
            if kind == "demand" and _asks(one.text) and not _asks(known.quote):
                points[_key(point)] = point
        above = "" if codes or len(one.text) > _LONGEST_BEFORE else one.text
    return tuple(sorted(points.values(), key=lambda point: point.line))[:_MOST]


def _asks(sentence: str) -> bool:
    return _final([sentence]) is False


def _point(kind: str, code: str, one: _Sentence, above: str) -> RefusalPoint:
    named = one.text if _NAMED.search(one.text) else next(filter(_NAMED.search, (one.told, above)), "")
    before = named if named != one.text else ""
    return RefusalPoint(kind, code, one.text, one.line, _labels(named), before)


def _labels(text: str) -> tuple[str, ...]:
    numbers = [int(number) for row in _LABELS.findall(text) for number in re.findall(r"\d+", row)]
    for first, last in _ROW.findall(text):
        numbers += range(int(first), min(int(last), int(first) + _MOST) + 1)
    return tuple(f"資料{number}" for number in dict.fromkeys(numbers))


def _key(point: RefusalPoint) -> tuple[object, ...]:
    """Return what makes a point one of its own: a doubt about other papers, or about a supplier, is another."""
    named = tuple(_NAMED.findall(point.before or point.quote)) if point.kind == "doubt" else ()
    supplier = point.code == "unverified" and bool(_SUPPLIER.search(point.quote))
    return point.kind, point.code, named, supplier


def _codes(sentence: str) -> list[tuple[str, str]]:
    return [
        (kind, code)
        for kind, code, patterns in _book().points
        if any(one.search(sentence) for one in patterns)
    ]


def _sentences(lines: Sequence[str], start: int) -> Iterator[_Sentence]:
    for number, line in enumerate(lines, start=start):
        for sentence in re.findall(r"[^。]+。?", line):
            plain = _unmarked(_TOLD.split(sentence)[-1])
            if plain:
                told = sentence[: sentence.rfind(plain)] if plain in sentence else ""
                yield _Sentence(number, plain, _unmarked(told))


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
