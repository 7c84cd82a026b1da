"""The days that count follow from notice date and wording alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.model.notice import NoticeFields
from appeal.rules.window import calendar_first, evidence_window, is_too_long

RECEIVED = date(2026, 11, 20)


def first_day(text: str) -> date:
    window = evidence_window(NoticeFields(received=RECEIVED, window=text))
    assert window is not None
    assert window.last == RECEIVED
    assert window.text == text
    return window.first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("6か月", date(2026, 5, 24)),
        ("６ヶ月", date(2026, 5, 24)),
        ("180日", date(2026, 5, 24)),
        ("365日", date(2025, 11, 20)),
        ("過去365日以内", date(2025, 11, 20)),
        ("1年", date(2025, 11, 20)),
        ("90日", date(2026, 8, 22)),
    ],
)
def test_first_day(text: str, first: date) -> None:
    assert first_day(text) == first


def test_both_ends_are_inside() -> None:
    window = evidence_window(NoticeFields(received=RECEIVED, window="6か月"))
    assert window is not None
    assert date(2026, 5, 24) in window
    assert RECEIVED in window
    assert date(2026, 5, 23) not in window
    assert RECEIVED + timedelta(days=1) not in window


def test_without_notice_date_or_span_there_is_none() -> None:
    assert evidence_window(NoticeFields(received=RECEIVED)) is None
    assert evidence_window(NoticeFields(window="6か月")) is None


def test_a_span_no_notice_can_mean_gives_no_window() -> None:
    assert evidence_window(NoticeFields(received=RECEIVED, window="9999年")) is None
    assert is_too_long("9999年")
    assert not is_too_long("2年")


@pytest.mark.parametrize(
    ("text", "received", "first"),
    [
        ("6か月", RECEIVED, date(2026, 5, 20)),
        ("6か月", date(2026, 8, 31), date(2026, 2, 28)),
        ("2か月", date(2027, 1, 15), date(2026, 11, 15)),
        ("1年", date(2024, 2, 29), date(2023, 2, 28)),
        ("365日", RECEIVED, date(2025, 11, 20)),
        ("9999年", RECEIVED, date.min),
    ],
)
def test_calendar_reading(text: str, received: date, first: date) -> None:
    assert calendar_first(text, received) == first


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 120), st.dates(date(2010, 1, 1), date(2100, 1, 1)))
def test_calendar_reading_never_differs_by_more_than_the_odd_days(months: int, received: date) -> None:
    window = evidence_window(NoticeFields(received=received, window=f"{months}か月"))
    assert window is not None
    assert abs((window.first - calendar_first(window.text, received)).days) <= months * 2
