"""Finds names, numbers and marks in the words of a paper; it knows no case and judges nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from appeal.rules.contacts import PhoneForm, phone_form
from appeal.rules.kanji_figures import in_figures

_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_LONG_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ー一](?=\d)")
_PHONE = re.compile(
    r"(?<![\d-])(?:\+81[ -]?\(?0?\)?[ -]?\d{1,4}|\(0\d{1,4}\)|0\d{1,4})[ -]?(?:\(\d{1,4}\)|\d{1,4})[ -]?\d{3,4}(?![\d-])"
)
_FAX = re.compile(r"(?:fax|ファクス|ファックス)[^0-9]{0,8}$", re.I)
_POSTAL = re.compile(r"〒 ?(\d{3})-?(\d{4})(?!\d)")
_REGISTRATION = re.compile(r"(?<![0-9A-Z])T[- ]{0,2}(\d(?:[- ]?\d){12})(?![\d-])", re.I)
_ADDRESSED = re.compile(
    r"^(?:(?:宛名|宛先|ご?請求先|お客様名?|得意先名?)\s*[:;]?\s*)?(.{2,40}?) ?(?:御中|様)(?:$| )"
)
# 仕様, 同様, 模様 and an unknown お客様 name nobody.
_NOBODY = re.compile(r"(?:お客|皆|各位|担当者?|貴社|お得意|仕|同|模|多|異|有|ご連絡|[。、])$|。")
_LETTER_RUN = re.compile(r"(?<![^\s:])[^\W\d_A-Za-z](?: [^\W\d_A-Za-z])+(?![^\s:(])")


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paper says of one thing: where it `agreed`, or else what stands there instead; neither where it says nothing.

    A difference is not `is_clear` where the paper's own words do not settle it. `label` is the word for something else
    behind which the stated value stands.
    """

    agreed: Words | None = None
    other: Words | None = None
    is_clear: bool = True
    label: str = ""


def lines_of(texts: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines of all pages, numbered from page 1; letters written one below the other are one line."""
    return tuple(
        Line(page, plain, tighten(plain))
        for page, text in enumerate(texts, start=1)
        for plain in _across(_plain(raw) for raw in text.splitlines())
    )


def _plain(raw: str) -> str:
    folded = unicodedata.normalize("NFKC", raw).translate(_HYPHENS)
    return in_figures(_BLANKS.sub(" ", _LONG_BETWEEN_DIGITS.sub("-", folded)).strip())


def _across(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines that hold something, runs of single letters as one line; figures stay apart."""
    run = ""
    for line in lines:
        if len(line) == 1 and line.isalpha():
            run += line
            continue
        if run:
            yield run
            run = ""
        if line:
            yield line
    if run:
        yield run


def joined_letters(text: str) -> str:
    """Return a text in which letters set apart (請 求 書) stand together; other blanks stay."""
    return _LETTER_RUN.sub(lambda run: run[0].replace(" ", ""), text)


def tighten(text: str) -> str:
    """Return a text for looking inside another: half width, no blanks, one kind of hyphen, no case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", "", folded.translate(_HYPHENS))


def digits_of(text: str) -> str:
    """Return the figures of a text and nothing else."""
    return re.sub(r"\D", "", tighten(text))


def phone_digits(text: str) -> str:
    """Return the digits by which two phone numbers are the same, with or without the country's number."""
    digits = digits_of(text)
    return digits.removeprefix("81").lstrip("0") if digits.startswith("81") else digits.lstrip("0")


def phones(lines: tuple[Line, ...]) -> Iterator[Words]:
    """Yield the phone numbers, those of fax machines left out; other rows of figures have not their form."""
    label = ""
    for line in lines:
        for match in _PHONE.finditer(line.text):
            before = line.text[: match.start()] or label
            if before.endswith(("〒", "〒 ")) or _FAX.search(before):
                continue
            if phone_form(match[0]) is not PhoneForm.MALFORMED and _is_written_so(match[0], before):
                yield Words(match[0].strip(), line.page)
        label = line.text


def _is_written_so(number: str, before: str) -> bool:
    """Whether it is written as a phone number: in groups, or behind a word for it."""
    return bool(
        re.search(r"[ ()-]", number) or re.search(r"(?:tel|phone|電話|携帯)[^0-9]{0,8}$", before, re.I)
    )


def postal_codes(lines: tuple[Line, ...]) -> Iterator[Words]:
    """Yield the postal codes."""
    for line in lines:
        for match in _POSTAL.finditer(line.text):
            yield Words(f"{match[1]}-{match[2]}", line.page)


def registrations(lines: tuple[Line, ...]) -> Iterator[Words]:
    """Yield the 登録番号."""
    for line in lines:
        for match in _REGISTRATION.finditer(line.text):
            yield Words("T" + re.sub(r"\D", "", match[1]), line.page)


def addressees(lines: tuple[Line, ...]) -> Iterator[Words]:
    """Yield the names with 御中 or 様 behind them."""
    for line in lines:
        match = _ADDRESSED.match(joined_letters(line.text))
        if match and not _NOBODY.search(match[1]):
            yield Words(match[1].strip(), line.page)
