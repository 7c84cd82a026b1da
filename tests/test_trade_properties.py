"""What must never change a count: the order of rows and files, split lines, copies of orders, encodings, column order."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trade_columns import NEW
from trade_months import Line, Month, invent, is_sale
from trade_writers import write_orders, write_returns, write_transactions

from appeal.model.reports import AsinCount, Count
from appeal.trade.reports import count_reports

SEEDS = st.integers(0, 10**6)
lean = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def units(count: Count) -> list[AsinCount]:
    """Return the rows without the numbers of lines, which splitting does change."""
    return [replace(row, lines=()) for row in count.asins]


def counted(
    files: Iterable[Iterable[Line]], month: Month, seed: int, header: list[str] = NEW, encoding: str = "cp932"
) -> list[AsinCount]:
    with tempfile.TemporaryDirectory() as name:
        folder, chance = Path(name), random.Random(seed)
        paths = [
            write_orders(folder / f"{place}.txt", lines, chance, header, encoding)
            for place, lines in enumerate(files)
        ]
        paths += [
            write_returns(folder / "r", month.backs, chance),
            write_transactions(folder / "t", month, chance),
        ]
        chance.shuffle(paths)
        count = count_reports(paths)
        assert count.complete, count.findings
        return units(count)


@lean
@given(SEEDS)
def test_the_order_of_rows_and_files_does_not_matter(seed: int) -> None:
    month, chance = invent(random.Random(seed)), random.Random(seed + 1)
    lines = list(month.lines)
    truth = counted([lines], month, seed)
    chance.shuffle(lines)
    assert counted([lines], month, seed + 2) == truth


@lean
@given(SEEDS)
def test_splitting_a_line_changes_nothing(seed: int) -> None:
    month, chance = invent(random.Random(seed)), random.Random(seed)
    parts: list[Line] = []
    for line in month.lines:
        if line.units is not None and line.units > 1 and chance.random() < 0.7:
            cut = chance.randint(1, line.units - 1)
            parts += [replace(line, units=cut), replace(line, units=line.units - cut)]
        else:
            parts.append(line)
    assert counted([parts], month, seed) == counted([month.lines], month, seed)


@lean
@given(SEEDS)
def test_copies_of_whole_orders_in_other_files_change_nothing(seed: int) -> None:
    month, chance = invent(random.Random(seed)), random.Random(seed)
    orders = sorted({line.order for line in month.lines})
    copies = [
        [line for line in month.lines if line.order in chosen]
        for chosen in (set(chance.sample(orders, chance.randint(0, len(orders)))) for _ in range(2))
    ]
    assert counted([month.lines, *copies], month, seed) == counted([month.lines], month, seed)


@lean
@given(SEEDS)
def test_cutting_a_report_in_two_by_orders_changes_nothing(seed: int) -> None:
    month, chance = invent(random.Random(seed)), random.Random(seed)
    first = {order for order in {line.order for line in month.lines} if chance.random() < 0.5}
    halves = [[line for line in month.lines if (line.order in first) is side] for side in (True, False)]
    assert counted(halves, month, seed) == counted([month.lines], month, seed)


@lean
@given(SEEDS, st.permutations(NEW))
def test_the_order_of_columns_does_not_matter(seed: int, header: list[str]) -> None:
    month = invent(random.Random(seed))
    assert counted([month.lines], month, seed, header) == counted([month.lines], month, seed)


@lean
@given(SEEDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_encodings_change_nothing(seed: int, encoding: str) -> None:
    month = invent(random.Random(seed))
    assert counted([month.lines], month, seed, encoding=encoding) == counted([month.lines], month, seed)


@lean
@given(SEEDS)
def test_what_came_back_never_exceeds_what_was_shipped(seed: int) -> None:
    month = invent(random.Random(seed))
    for row in counted([month.lines], month, seed):
        assert 0 <= row.sold_net <= row.shipped
        assert row.sold_net >= row.shipped - row.returned - row.refunded
        assert row.shipped == sum(part.shipped for part in row.months)
        assert row.shipped == sum(
            line.units or 0 for line in month.lines if is_sale(line) and line.asin == row.asin
        )
