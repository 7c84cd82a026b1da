"""Compares spans of days in whatever words they stand: what a refusal asks papers for, and what a case states; pure."""

from __future__ import annotations

import re

from appeal.model.dates import normalised, parse_span, span_inside
from appeal.model.reading import NoticeReading
from appeal.model.round import Refusal
from appeal.rules.kanji_figures import figure_value
from appeal.rules.merging import spans_named
from appeal.rules.window import window_days

_KANJI = re.compile(r"[一二三四五六七八九十百]+(?=(?:日|[ヶか箇カケヵ]月|年))")
_ENGLISH = re.compile(r"(\d{1,4}|one|two|three|six|twelve|a)\s*(day|month|year)s?", re.IGNORECASE)
_NUMBERS = {"one": 1, "a": 1, "two": 2, "three": 3, "six": 6, "twelve": 12}
_UNITS = {"day": "日", "month": "か月", "year": "年"}
_MONTHS_A_YEAR = 12


def asked_spans(refusal: Refusal) -> tuple[str, ...]:
    """Return the spans a refusal wants papers for, in its words where they name one, each once."""
    if all(_measures(text) for text in refusal.window_text):
        return tuple(dict.fromkeys(refusal.window_text))
    return spans_named(NoticeReading(window_text=refusal.window_text, window_days=refusal.window_days))


def is_same_span(one: str, other: str | None) -> bool:
    """Whether two wordings name one span: 直近6ヶ月間 and 6か月, 12か月 and 過去一年分, 1年 and 365日."""
    return other is not None and bool(_measures(one) & _measures(other))


def _measures(text: str) -> set[tuple[str, int]]:
    """Return a span as days and, where it is one of months or years, as months; nothing where there is none."""
    japanese = _ENGLISH.sub(
        lambda span: f"{_NUMBERS.get(span[1].lower(), span[1])}{_UNITS[span[2].lower()]}", text
    )
    whole = normalised(japanese).replace("半年", "6か月")
    plain = _KANJI.sub(lambda figure: str(figure_value(figure[0])), whole)
    named = plain if parse_span(plain) else span_inside(plain)
    span = parse_span(named or "")
    if named is None or span is None:
        return set()
    number, unit = span
    months = {"か月": number, "年": number * _MONTHS_A_YEAR}.get(unit)
    return {("日", window_days(named)), *([("か月", months)] if months else [])}
