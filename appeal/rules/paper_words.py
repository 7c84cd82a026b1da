"""Finds dates, titles, numbers and names in the words of a paper; it knows no case and judges nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from appeal.model.dates import parse_date

_BLANKS = re.compile(r"[ \t\u3000]+")
_DATE = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])[ .]?(?:\d{1,2}|元)|\d{4}) ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2}(?: ?日)?(?!\d)",
    re.I,
)
_ISSUE_LABEL = re.compile(
    r"(?:発\s?行\s?(?:年月)?日|請\s?求\s?日|領\s?収\s?日|作\s?成\s?日|(?:invoice|issue)\s?date|日\s?付)[^0-9A-Za-z令平昭]{0,8}$",
    re.I,
)
_PHONE = re.compile(r"(?<![\d-])(?:\+81[ -]?)?\(?0?\d{1,4}\)?[ -]?\d{1,4}[ -]\d{3,4}(?!\d)")
_FAX = re.compile(r"(?:fax|ファクス|ファックス)[^0-9]{0,8}$", re.I)
_POSTAL = re.compile(r"〒 ?(\d{3})-?(\d{4})(?!\d)")
_REGISTRATION = re.compile(r"(?<![0-9A-Z])T-?(\d{13})(?!\d)")
_ADDRESSED = re.compile(r"^(.{2,40}?) ?(?:御中|様)(?:$| )")
_QUANTITY = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+) ?(?:個|本|台|枚|点|箱|セット|袋|冊|組|pcs|set)", re.I
)
_TITLES = (
    ("見積書", "見積"),
    ("注文確認", "注文確認"),
    ("ご注文内容", "注文確認"),
    ("order confirmation", "注文確認"),
    ("proforma", "仮の請求書"),
    ("pro forma", "仮の請求書"),
    ("quotation", "見積"),
    ("estimate", "見積"),
    ("請求書", "請求書"),
    ("invoice", "請求書"),
    ("領収書", "領収書"),
    ("領収証", "領収書"),
    ("納品書", "納品書"),
    ("注文書", "注文書"),
    ("発注書", "注文書"),
    ("レシート", "レシート"),
)
_LONGEST_TITLE = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paper in half width; `tight` is without any blank and without difference of case."""

    page: int
    text: str
    tight: str


@dataclass(frozen=True, slots=True)
class Words:
    """Something found, as it stands there, and its page."""

    text: str
    page: int


def lines_of(texts: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines of all pages, numbered from page 1."""
    return tuple(
        Line(page, plain, tighten(plain))
        for page, text in enumerate(texts, start=1)
        for raw in text.splitlines()
        if (plain := _BLANKS.sub(" ", unicodedata.normalize("NFKC", raw)).strip())
    )


def tighten(text: str) -> str:
    """Return a text for looking inside another: half width, no blanks, one kind of hyphen, no case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", "", folded.translate(dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")))


def issue_dates(lines: tuple[Line, ...]) -> Iterator[tuple[date, Words, bool]]:
    """Yield every day the paper names, with whether a word for the day of issue stands before it."""
    before = ""
    for line in lines:
        for match in _DATE.finditer(line.text):
            day = parse_date(match[0])
            ahead = line.text[: match.start()] or before
            if day is not None:
                yield day, Words(match[0], line.page), bool(_ISSUE_LABEL.search(ahead))
        before = line.text


def title_of(lines: tuple[Line, ...]) -> tuple[str, Words] | None:
    """Return the kind of paper its title names, and the title: the first short line that is one."""
    for line in lines:
        if len(line.tight) > _LONGEST_TITLE or any(mark in line.tight for mark in ("番号", "no.", "日:")):
            continue
        kinds = [kind for word, kind in _TITLES if tighten(word) in line.tight]
        if kinds:
            # 納品書兼請求書 is an invoice; a pro forma invoice is none.
            plain = "請求書" if "請求書" in kinds and "仮の請求書" not in kinds else kinds[0]
            return plain, Words(line.text, line.page)
    return None


def phones(lines: tuple[Line, ...]) -> Iterator[Words]:
    """Yield the phone numbers, those of fax machines left out."""
    for line in lines:
        for match in _PHONE.finditer(line.text):
            digits = re.sub(r"\D", "", match[0])
            before = line.text[: match.start()]
            if 9 <= len(digits) <= 12 and not _FAX.search(before) and not before.endswith(("〒", "〒 ")):
                yield Words(match[0].strip(), line.page)


def postal_codes(lines: tuple[Line, ...]) -> Iterator[Words]:
    """Yield the postal codes."""
    for line in lines:
        for match in _POSTAL.finditer(line.text):
            yield Words(f"{match[1]}-{match[2]}", line.page)


def registrations(lines: tuple[Line, ...]) -> Iterator[Words]:
    """Yield the 登録番号."""
    for line in lines:
        for match in _REGISTRATION.finditer(line.text.upper().replace(" ", "")):
            yield Words(f"T{match[1]}", line.page)


def addressees(lines: tuple[Line, ...]) -> Iterator[Words]:
    """Yield the names with 御中 or 様 behind them."""
    for line in lines:
        if match := _ADDRESSED.match(line.text):
            yield Words(match[1], line.page)


def quantities(text: str) -> list[int]:
    """Return the quantities of a line that name their unit (40 個)."""
    return [int(match[1].replace(",", "")) for match in _QUANTITY.finditer(text)]


def numbers(text: str) -> set[int]:
    """Return every whole number of a line, short enough to be a quantity."""
    return {
        int(found.replace(",", ""))
        for found in re.findall(
            r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w.,-])\d{1,7}(?![\w.-])", text
        )
    }
