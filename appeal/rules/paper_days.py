"""Finds the days a paper names and whether each is called the day of issue; it knows no case and judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from appeal.model.dates import parse_date
from appeal.rules.paper_words import Line, Words, joined_letters

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY = re.compile(
    r"(?:(?:令和|平成|昭和|(?<![a-z])[RHS])[ .']?(?:\d{1,2}|元)|(?<![\d.,-])\d{4}) ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2}(?: ?日)?(?!\d)"
    r"|(?<![\d.,年-])\d{1,2} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
    rf"|(?<![a-z]){_MONTH}\.?[ -]?\d{{1,2}}(?:st|nd|rd|th)?,?[ -]?\d{{4}}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?[ -]?{_MONTH}\.?,?[ -]?(?:20)?\d{{2}}(?!\d)"
    r"|(?<![\w.,-])20\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?![\w-])"
    r"|(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d./-])",
    re.I,
)
_OWN_WORD = r"(?:^|[^一-龥々ァ-ヶ])(?:御|ご|お)?(?:書類|帳票|伝票|請求書|領収書)?"
_ISSUE = re.compile(
    rf"{_OWN_WORD}(?:発行|請求)(?:年月)?日付?$|(?:帳票|請求書|領収書)日付?$"
    r"|(?:invoice|issue|issuing|billing)\.? ?date$|date of (?:issue|invoice)$|(?<![a-z])issued(?: on)?$",
    re.I,
)
# These may mean the paper, and as well a row of it, its payment or the file.
_DOUBTFUL = re.compile(
    rf"{_OWN_WORD}(?:(?:領収|作成)(?:年月)?日付?|日付|年月日)$|receipt\.? ?date$|(?<![a-z])date$", re.I
)
# The word for another paper or event, in front of the word for the day: 見積No. 12 発行日, カード決済 領収日, Order Date.
_OF_OTHER = re.compile(
    r"見積|納品|注文|発注|受注|出荷|契約|許可|免許|証明|認定|前回|次回|今後|再発行|原本|決済|カード|入金|支払|振込|登録|出力|印刷"
    r"|(?<![a-z])(?:order|quot|estimate|p\.?o\.?(?![a-z])|contract|ship|deliver|due|pay|paid|licen[cs]e|permit|print)",
    re.I,
)
_OTHER_PAPER = re.compile(r"(?:見積|納品|注文|発注|契約|許可|免許|証明|認定)(?:書|証|状|票|no|番号)", re.I)
_OWN_PAPER = re.compile(r"請求|領収|invoice|receipt", re.I)
_LEFT_OPEN = re.compile(
    r"(?:order|quote|quotation|contract|ship(?:ping)?|delivery|due|payment|注文|見積|契約|出荷|納品|支払|入金|決済)[:.]?$",
    re.I,
)
_OTHER = re.compile(r"(?:日付?|期限|期日|予定|締め?切?り?|date|due|by|期間|有効|から)$", re.I)
_LONGEST_LABEL = 20
_LABEL_END = re.compile(r"[\s:;.()\[\]【】■●・|/]*$")
_HEADING = re.compile(r"[^\s:|]*(?:日付?|期限|期日)(?![^\s:|])|(?:[a-z]+ )?date", re.I)


class Called(Enum):
    """What the word before a day calls it."""

    ISSUE = "issue"
    DOUBTFUL = "doubtful"
    OTHER = "other"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One day on a paper: every day its figures can mean (5/6/2026 can mean two), its words, what it is called.

    `beside` says that it is called so on its own line; a heading above may belong to another day. `label` is the word in
    front of it.
    """

    days: frozenset[date]
    words: Words
    called: Called
    beside: bool = True
    label: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it can hardly be anything but a day: a full year is written, or a word for it stands before."""
        return (
            self.called is not Called.NOTHING
            or re.search(r"\d{4}|[年RHS令平昭]", self.words.text) is not None
        )


def named_days(lines: tuple[Line, ...]) -> tuple[NamedDay, ...]:
    """Return every day the paper names, in reading order."""
    found: list[NamedDay] = []
    before = ""
    for line in lines:
        matches = [match for match in _DAY.finditer(line.text) if _readings(match[0])]
        labels, beside = _labels(line.text, matches, before)
        for match, (called, label) in zip(matches, labels, strict=True):
            found.append(NamedDay(_readings(match[0]), Words(match[0], line.page), called, beside, label))
        before = line.text
    return tuple(found)


def _labels(text: str, matches: list[re.Match[str]], before: str) -> tuple[list[tuple[Called, str]], bool]:
    """Return what each day of a line is called, and whether by the word in front; else by the heading above it."""
    own = []
    end = 0
    for match in matches:
        own.append(_called(text[end : match.start()], "" if end else before))
        end = match.end()
    if any(called is not Called.NOTHING for called, _ in own) or not matches:
        return own, True
    headings = [heading[0] for heading in _HEADING.finditer(joined_letters(before))]
    if _DAY.search(before) or len(headings) != len(matches):
        return own, True
    # A row of headings above a row of days: the first belongs to the first.
    return [_called(heading, "") for heading in headings], False


def _called(ahead: str, before: str) -> tuple[Called, str]:
    """Return what the words ahead of a day on its line, and the line before, make of it, and the word itself."""
    plain = _LABEL_END.sub("", joined_letters(ahead))
    label = re.split(r"[\s:;]", plain)[-1][-_LONGEST_LABEL:]
    for form, meant in ((_ISSUE, Called.ISSUE), (_DOUBTFUL, Called.DOUBTFUL)):
        if match := form.search(plain):
            return _in_its_place(meant, plain[: match.start()], match, before), label
    return (Called.OTHER if _OTHER.search(plain) else Called.NOTHING), label


def _in_its_place(meant: Called, ahead: str, match: re.Match[str], before: str) -> Called:
    """Return what a word for the day of issue means behind the words of its line and below the line before."""
    own, other = _OWN_PAPER.search(match[0]), _OF_OTHER.search(ahead)
    if meant is Called.DOUBTFUL:
        alone = not ahead.strip() and not own
        return Called.OTHER if other or (alone and _LEFT_OPEN.search(before)) else meant
    above = _OTHER_PAPER.search(before) and re.search(r"\d", before) and not _OWN_PAPER.search(before)
    return Called.DOUBTFUL if (other and not own) or above else meant


def _readings(text: str) -> frozenset[date]:
    """Return every day these figures can mean; the order of short ones differs from land to land."""
    if re.search(r"[a-z]{3}", text, re.I):
        return frozenset(_english(text))
    day = parse_date(text.replace("'", ""))
    if day is not None:
        return frozenset({day})
    if re.fullmatch(r"\d{8}", text):
        run_together = _day(int(text[:4]), int(text[4:6]), int(text[6:]))
        return frozenset({run_together} if run_together else ())
    short = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})", text)
    if years := re.fullmatch(r"(\d{1,2})年(\d{1,2})月(\d{1,2})日", text.replace(" ", "")):
        year, month, last = map(int, years.groups())
        return frozenset(day for era in (2000, 2018) if (day := _day(era + year, month, last)))
    if short is None:
        return frozenset()
    first, second, third = map(int, short.groups())
    if len(short[3]) == 4:
        orders = [(third, first, second), (third, second, first)]
    else:
        # 26/5/26 is a western year in short, 8/5/26 a year of 令和.
        orders = [
            (2000 + first, second, third),
            (2018 + first, second, third),
            (2000 + third, first, second),
            (2000 + third, second, first),
        ]
    return frozenset(day for order in orders if (day := _day(*order)))


def _english(text: str) -> Iterator[date]:
    word = re.search(r"[a-z]{3}", re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", text.lower()))
    figures = [int(figure) for figure in re.findall(r"\d+", text)]
    if (
        word
        and word[0] in _MONTHS
        and len(figures) == 2
        and (day := _day(figures[1] % 100 + 2000, _MONTHS.index(word[0]) + 1, figures[0]))
    ):
        yield day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
