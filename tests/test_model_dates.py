"""Dates and spans are read as people in Japan write them, and what cannot be a day is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.model.dates import japanese, parse_date, parse_span


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/11/20", date(2026, 11, 20)),
        ("2026.11.20", date(2026, 11, 20)),
        ("２０２６－１１－２０", date(2026, 11, 20)),
        ("2026年11月20日", date(2026, 11, 20)),
        ("２０２６年 １１月 ２０日", date(2026, 11, 20)),
        ("令和6年5月1日", date(2024, 5, 1)),
        ("R6.5.1", date(2024, 5, 1)),
        ("r8.11.20", date(2026, 11, 20)),
        ("㋿6年5月1日", date(2024, 5, 1)),
        ("令和元年12月1日", date(2019, 12, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
    ],
)
def test_day_is_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "平成31年5月1日",
        "令和元年4月30日",
        "令和0年5月1日",
        "2026-11-31",
        "2026-02-29",
        "2026-11",
        "11/20",
        "2026/11-20",
        "11月20日",
        "いつか",
        "",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("6ヶ月", (6, "か月")),
        ("６か月", (6, "か月")),
        ("6カ月間", (6, "か月")),
        ("6箇月", (6, "か月")),
        ("365 日", (365, "日")),
        ("過去３６５日以内", (365, "日")),
        ("発行日から365日以内", (365, "日")),
        ("1年", (1, "年")),
    ],
)
def test_span_is_read(text: str, span: tuple[int, str]) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["365", "6月", "0日", "半年", "365日か6か月", ""])
def test_what_is_no_span_is_refused(text: str) -> None:
    assert parse_span(text) is None


@settings(deadline=None, max_examples=60)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_printed_day_is_read_back(day: date) -> None:
    assert parse_date(japanese(day)) == day
