"""Numbers and moments as reports and spreadsheets write them; what is none stays none."""

from __future__ import annotations

from datetime import date

import pytest

from appeal.trade.cells import day_of, moment, whole_number
from appeal.trade.gaps import is_gap, uncovered


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,200", 1200),
        ("１，２３４個", 1234),
        ("￥2,443,320", 2443320),
        ("−3", -3),
        ("－3", -3),
        ("1.0", 1),
        ('="12"', 12),
        (" 7 ", 7),
        ("", None),
        ("1.5", None),
        ("4.57349E+12", None),
        ("一", None),
        ("--", None),
        ("1 2x", None),
    ],
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-30T15:00:00+00:00", (2026, 7, 1)),
        ("2026-06-30T23:59:59+09:00", (2026, 6, 30)),
        ("2026-06-30T15:00:00Z", (2026, 7, 1)),
        ("2026-06-30T15:00:00.123+0000", (2026, 7, 1)),
        ("2026/02/13 3:21:05 JST", (2026, 2, 13)),
        ("2026/2/13", (2026, 2, 13)),
        ("2026-06-30", (2026, 6, 30)),
        ("Jun 30, 2026 11:30:00 PM PST", (2026, 7, 1)),
        ("30 Jun 2026 3:00:00 PM UTC", (2026, 7, 1)),
        ("30 June 2026 2:59:59 pm UTC", (2026, 6, 30)),
    ],
)
def test_a_moment_falls_on_its_japanese_day(text: str, day: tuple[int, int, int]) -> None:
    found = moment(text)
    assert found is not None
    assert date.fromordinal(day_of(found.seconds)) == date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-30",
        "2026-06-30T25:00:00+09:00",
        "06/30/2026",
        "昨日",
        "2026-06-30T10:00:00 XYZ",
        "2026-13-01",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert moment(text) is None


def test_the_ledger_alone_writes_the_month_first() -> None:
    found = moment("06/30/2026", american=True)
    assert found is not None
    assert date.fromordinal(day_of(found.seconds)) == date(2026, 6, 30)


def test_stretches_without_reports() -> None:
    spans = [
        (date(2026, 3, 5), date(2026, 3, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 1, 10), date(2026, 1, 12)),
    ]
    found = list(uncovered(date(2025, 12, 30), date(2026, 4, 30), spans))
    assert [(gap.first, gap.last) for gap in found] == [
        (date(2025, 12, 30), date(2025, 12, 31)),
        (date(2026, 2, 1), date(2026, 3, 4)),
        (date(2026, 4, 1), date(2026, 4, 30)),
    ]
    assert [is_gap(gap) for gap in found] == [False, True, True]
    assert list(uncovered(date(2026, 1, 5), date(2026, 1, 31), spans)) == []
