from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.model.trade import MonthRow
from appeal.render.chart import draw_chart

# The chart beside a table, in points.
WIDTH = 253.0
COUNTS = st.one_of(st.integers(0, 60), st.integers(0, 9_999_999))
MONTHS = st.lists(
    st.tuples(COUNTS, st.none() | COUNTS, st.none() | st.integers(-50, 9_999_999)), min_size=1, max_size=13
)


def rows(values: list[tuple[int, int | None, int | None]]) -> list[MonthRow]:
    made = []
    for place, (bought, sold, stock) in enumerate(values):
        year, month = 2025 + (place + 10) // 12, (place + 10) % 12 + 1
        made.append(
            MonthRow(
                f"{year}-{month:02d}", date(year, month, 1), date(year, month, 28), bought, sold, 0, stock
            )
        )
    return made


def boxes(body: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r'class="halo" x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"', body)
    return [(float(x), float(y), float(x) + float(w), float(y) + float(h)) for x, y, w, h in found]


@settings(max_examples=150, deadline=None)
@given(MONTHS)
def test_no_label_lies_on_another_and_all_stay_inside(
    values: list[tuple[int, int | None, int | None]],
) -> None:
    chart = draw_chart(rows(values), WIDTH)
    labels = boxes(str(chart.body))
    for place, (left, top, right, bottom) in enumerate(labels):
        assert left >= -1
        assert top >= 0
        assert right <= float(chart.width) + 1
        assert bottom <= float(chart.height)
        for other in labels[place + 1 :]:
            apart = (
                right <= other[0] + 0.8
                or other[2] <= left + 0.8
                or bottom <= other[1] + 0.2
                or other[3] <= top + 0.2
            )
            assert apart, (values, labels[place], other)


def test_at_most_five_lines_of_a_grid() -> None:
    body = str(draw_chart(rows([(40, 12, 34), (0, 18, 16), (60, 21, 56)]), WIDTH).body)
    assert 2 <= len(re.findall(r'class="(?:grid|base)"', body)) <= 5


def test_a_number_not_stated_leaves_a_gap_in_the_line_and_no_bar() -> None:
    body = str(draw_chart(rows([(0, 5, 9), (0, 5, 4), (0, None, None), (0, 1, 7), (0, 2, 5)]), WIDTH).body)
    assert body.count('class="sell"') == 4 + 1  # four bars and the sign of the legend
    assert body.count("<polyline") == 2


def test_months_that_count_in_part_say_so() -> None:
    month = MonthRow("2026-05", date(2026, 5, 24), date(2026, 5, 31), 1, 1, 0, 1)
    assert "24日から" in str(draw_chart([month], WIDTH).body)


@pytest.mark.parametrize("number", [999, 12_345, 9_999_999])
def test_large_numbers_keep_their_axis_on_the_page(number: int) -> None:
    body = str(draw_chart(rows([(number, number, number)] * 13), WIDTH).body)
    labels = re.findall(r'class="axis" x="([\d.]+)" y="[\d.]+" text-anchor="end">([\d,]+)<', body)
    assert labels
    assert all(float(x) >= len(text) * 3.75 for x, text in labels)


def test_a_stock_below_zero_is_drawn_below_the_line_of_zero() -> None:
    body = str(draw_chart(rows([(0, 5, 9), (0, 20, -11), (30, 1, 18)]), WIDTH).body)
    zero = float(re.findall(r'class="base" x1="[\d.]+" y1="([\d.]+)"', body)[0])
    heights = [float(y) for y in re.findall(r'class="dot" cx="[\d.]+" cy="([\d.]+)"', body)][:3]
    assert heights[0] < zero < heights[1]
    assert "−11" in body


@settings(max_examples=150, deadline=None)
@given(MONTHS)
def test_the_line_of_the_stock_touches_no_label(values: list[tuple[int, int | None, int | None]]) -> None:
    body = str(draw_chart(rows(values), WIDTH).body)
    segments = []
    for run in re.findall(r'<polyline class="line" points="([^"]+)"', body):
        points = [tuple(map(float, pair.split(","))) for pair in run.split()]
        segments += list(pairwise(points))
    for left, top, right, bottom in boxes(body):
        # Coordinates are written with two decimals, so a touch may be a hundredth of a point apart.
        inner = (left + 0.7, top + 0.7, right - 0.7, bottom - 1)
        for (x1, y1), (x2, y2) in segments:
            for step in range(201):
                x, y = x1 + (x2 - x1) * step / 200, y1 + (y2 - y1) * step / 200
                assert not (inner[0] < x < inner[2] and inner[1] < y < inner[3] - 0.02), (values, inner)


def test_a_label_pushed_back_from_the_edge_stays_above_the_line() -> None:
    months = [(0, None, None)] * 6 + [(0, None, 6628), (0, None, 1000)]
    body = str(draw_chart(rows(months), WIDTH).body)
    before, last = re.findall(r'class="dot" cx="([\d.]+)" cy="([\d.]+)"', body)[:2]
    left, _top, _right, bottom = boxes(body)[1]
    (x1, y1), (x2, y2) = (tuple(map(float, point)) for point in (before, last))
    assert bottom - 1 <= y1 + (y2 - y1) * (left + 0.7 - x1) / (x2 - x1)
