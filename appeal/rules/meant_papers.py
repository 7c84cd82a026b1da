"""Finds the papers of a sent round that a refusal speaks of, by exhibit, day, place, number or file; it judges none of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from appeal.model.dates import parse_date
from appeal.model.round import Refusal, RefusalPoint, Round, SentFile
from appeal.rules.kanji_figures import figure_value
from appeal.rules.told import sent_value

_MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_ENGLISH = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS)})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{'|'.join(_MONTHS)}),?\s+(?P<year2>\d{{4}})",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?!\d)|(?:\d{4}|(?:令和|平成|[RH]) ?(?:\d{1,2}|元))年\s*\d{1,2}月\s*\d{1,2}日"
)
_SHORT_DAY = re.compile(r"(?<![年\d])(?P<month>\d{1,2})(?:月|/)(?P<day>\d{1,2})(?:日|(?=付))")
# A day of a paper, and not one that only tells when something was sent.
_OF_PAPER = re.compile(r"^\s*(?:付|発行|の(?:請求書|領収書|書類|資料|日付)|\)|）)")
_PAPERS = r"(?:請求書|領収書|書類|資料|invoice|receipt|document)"
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_PLACE = re.compile(
    r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3}) ?(?:通|枚|点|件|部|つ|番)目"
    r"|第(?P<nth>\d{1,3}|[一二三四五六七八九十]{1,3})の"
    rf"|(?P<word>最初|最後|末尾|最新|{'|'.join(_ORDINALS)}|last|latest|\d{{1,2}}(?:st|nd|rd|th))(?=の?\s?{_PAPERS})"
    r"|(?:請求書|領収書)\s?(?:No\.?\s?)?(?P<after>\d{1,2})(?![\d通枚点件部つ年月日番個か/.-])",
    re.IGNORECASE,
)
# A month alone tells a paper only right before the word for papers.
_MONTH = re.compile(
    rf"(?<!\d)(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}})月(?=(?:分|発行|付け?|に発行された|の)*{_PAPERS}"
    r"|(?:分)?(?:と|、|・|および|及び)\d{1,2}月(?!\d))"
)
_LATEST = ("最新", "latest")
_LAST = ("最後", "末尾", "last")
_EXHIBIT = re.compile(r"exhibit\s?(\d{1,3})", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|jpe?g|png|gif)\b", re.IGNORECASE)
_KINDS = (("請求書", "invoice"), ("領収書", "receipt"), ("invoice", "invoice"), ("receipt", "receipt"))
_SHORTEST = 4


def meant_papers(point: RefusalPoint, last: Round) -> tuple[SentFile, ...]:
    """Return the papers of the round that a point names; none where it names none, or one that was not sent."""
    for words in (point.quote, point.before):
        text = unicodedata.normalize("NFKC", words)
        labels = {*point.labels, *(f"資料{int(number)}" for number in _EXHIBIT.findall(text))}
        meant = {
            one.sha256
            for one in last.files
            if one.label in labels
            or _is_file(one, text)
            or _has_number(one, last, text)
            or _is_of_day(one, last, text)
        } | {one.sha256 for one in _in_places(last, text)}
        if not meant and not names_a_paper(point):
            meant = {one.sha256 for one in _of_supplier(last, text)}
        if meant:
            return tuple(one for one in last.files if one.sha256 in meant)
    return ()


def with_labels(refusal: Refusal, last: Round) -> Refusal:
    """Return the refusal with the exhibits of the round that its doubts mean, in whatever words."""
    return replace(
        refusal,
        points=tuple(
            replace(point, labels=tuple(one.label for one in meant_papers(point, last)) or point.labels)
            if point.kind == "doubt"
            else point
            for point in refusal.points
        ),
    )


def names_a_paper(point: RefusalPoint) -> bool:
    """Whether a point speaks of one paper, be it known or not."""
    text = unicodedata.normalize("NFKC", f"{point.before} {point.quote}")
    return bool(
        point.labels
        or _PLACE.search(text)
        or _MONTH.search(text)
        or _EXHIBIT.search(text)
        or _FILE.search(text)
        or any(_OF_PAPER.search(text[end:]) for end in _day_ends(text))
    )


def _day_ends(text: str) -> Iterator[int]:
    for pattern in (_DAY, _SHORT_DAY):
        yield from (match.end() for match in pattern.finditer(text))


def _is_file(one: SentFile, text: str) -> bool:
    name = unicodedata.normalize("NFKC", re.split(r"[/\\]", one.source)[-1])
    stem = name.rpartition(".")[0] or name
    # A short stem ("1", "scan") stands in many sentences.
    return name in text or (
        len(stem) > _SHORTEST
        and bool(re.search(rf"(?<![A-Za-z0-9-]){re.escape(stem)}(?![A-Za-z0-9-])", text))
    )


def _has_number(one: SentFile, last: Round, text: str) -> bool:
    number = unicodedata.normalize("NFKC", sent_value(one, "number", last))
    if len(number) < _SHORTEST or not re.search(r"\d", number):
        return False
    return bool(re.search(rf"(?<![A-Za-z0-9-]){re.escape(number)}(?![A-Za-z0-9-])", text))


def _is_of_day(one: SentFile, last: Round, text: str) -> bool:
    issued = parse_date(sent_value(one, "issued", last))
    return issued is not None and any(
        year in (None, issued.year) and month == issued.month and day in (None, issued.day)
        for year, month, day in _days(text)
    )


def _days(text: str) -> Iterator[tuple[int | None, int, int | None]]:
    for match in _DAY.finditer(text):
        day: date | None = parse_date(match[0])
        if day is not None:
            yield day.year, day.month, day.day
    for match in _SHORT_DAY.finditer(text):
        yield None, int(match["month"]), int(match["day"])
    for match in _MONTH.finditer(text):
        yield int(match["year"]) if match["year"] else None, int(match["month"]), None
    for match in _ENGLISH.finditer(text):
        month, day_of, year = (match[name] or match[f"{name}2"] for name in ("month", "day", "year"))
        yield int(year), _MONTHS.index(month.lower()) + 1, int(day_of)


def _in_places(last: Round, text: str) -> Iterator[SentFile]:
    """Yield the papers named by their place, counted among those of the kind the sentence speaks of."""
    kinds = [kind for word, kind in _KINDS if word in text.lower()]
    counted = [one for one in last.files if not kinds or sent_value(one, "kind", last) in ("", *kinds)]
    for match in _PLACE.finditer(text):
        word = (match["word"] or "").lower()
        if word in _LATEST:
            yield from sorted(counted, key=lambda one: sent_value(one, "issued", last))[-1:]
            continue
        number = (
            len(counted)
            if word in _LAST
            else _number(word or match["number"] or match["nth"] or match["after"])
        )
        if 0 < number <= len(counted):
            yield counted[number - 1]


def _of_supplier(last: Round, text: str) -> Iterator[SentFile]:
    """Yield the purchases from a supplier whose name stands before his papers."""
    for key, name in last.fields.items():
        named = re.fullmatch(r"supplier\[(.+)\]\.name", key)
        if named and name and re.search(rf"{re.escape(name)}[^。]{{0,12}}?{_PAPERS}", text):
            yield from (
                one
                for one in last.files
                if sent_value(one, "supplier", last) == named[1] and sent_value(one, "lines", last)
            )


def _number(text: str) -> int:
    if text == "最初":
        return 1
    if text in _ORDINALS:
        return _ORDINALS.index(text) + 1
    figure = re.match(r"\d+", text)
    return int(figure[0]) if figure else figure_value(text)
