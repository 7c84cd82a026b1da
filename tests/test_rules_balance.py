"""Opening stock and what came, less what left, is the closing stock: always, by every way of adding it up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.model.case import Case
from appeal.model.movement import MovementKind
from appeal.model.trade import Reconciliation
from appeal.rules.reconcile import reconcile
from appeal.rules.window import evidence_window
from appeal.trade.purchases import purchase_lines

ASIN = "B0EXAMPLE1"
FIRST, LAST = date(2026, 5, 24), date(2026, 11, 20)

days = st.dates(FIRST - timedelta(days=20), LAST + timedelta(days=20))
units = st.integers(1, 300)
sales = st.dictionaries(st.dates(FIRST, LAST).map(date.isoformat), st.integers(0, 90), max_size=12)
papers = st.lists(
    st.tuples(days, st.lists(st.tuples(units, st.integers(1, 12)), min_size=1, max_size=3)), max_size=6
)
movements = st.lists(st.tuples(days, st.sampled_from(list(MovementKind)), units), max_size=8)


def a_case(
    opening: int,
    sold: dict[str, int],
    back: dict[str, int],
    bought: list[tuple[date, list[tuple[int, int]]]],
    moved: list[tuple[date, MovementKind, int]],
    basis: str = "sales",
) -> Case:
    # Months of which no day is stated sold nothing, and say so.
    stated = {month[:7] for month in sold}
    quiet = {f"2026-{month:02d}": 0 for month in range(5, 12) if f"2026-{month:02d}" not in stated}
    listing: dict[str, Any] = {
        "asin": ASIN,
        "opening_stock": opening,
        "closing_stock": 5,
        "sales": sold | quiet,
    }
    return Case.model_validate(
        {
            "notice": {
                "received": LAST.isoformat(),
                "window": "180日",
                "quantity_basis": basis,
                "requirements": ["invoice"],
            },
            "listing": [listing | {"returned_to_stock": back}],
            "evidence": [
                {
                    "file": f"見本{place}.pdf",
                    "kind": "invoice",
                    "issued": issued.isoformat(),
                    "lines": [{"asin": ASIN, "quantity": sets, "pack": pack} for sets, pack in lines],
                }
                for place, (issued, lines) in enumerate(bought)
            ],
            "movement": [
                {"asin": ASIN, "kind": kind.value, "on": on.isoformat(), "quantity": number, "reason": "見本"}
                for on, kind, number in moved
            ],
        }
    )


def reconciled(case: Case) -> Reconciliation:
    (row,) = reconcile(case, purchase_lines(case), evidence_window(case.notice))
    return row


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 500), sales, sales, papers, movements)
def test_opening_and_in_less_out_is_closing(
    opening: int,
    sold: dict[str, int],
    back: dict[str, int],
    bought: list[tuple[date, list[tuple[int, int]]]],
    moved: list[tuple[date, MovementKind, int]],
) -> None:
    row = reconciled(a_case(opening, sold, back, bought, moved))
    # Added up a second time, day by day and by hand.
    stock, lowest = opening, None
    day = FIRST
    while day <= LAST:
        stock += sum(sets * pack for issued, lines in bought if issued == day for sets, pack in lines)
        stock += back.get(day.isoformat(), 0) - sold.get(day.isoformat(), 0)
        stock += sum(number if kind.enters else -number for on, kind, number in moved if on == day)
        if stock < 0 and lowest is None:
            lowest = day, -stock
        day += timedelta(days=1)
    assert row.expected_closing == stock
    assert row.months[-1].stock == stock
    assert not row.course or row.course[-1][1] == stock
    assert row.first_negative == (lowest[0] if lowest else None)
    assert row.negative_units == (lowest[1] if lowest else 0)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 500), sales, sales, papers, movements)
def test_the_sums_of_a_reconciliation_agree_with_each_other(
    opening: int,
    sold: dict[str, int],
    back: dict[str, int],
    bought: list[tuple[date, list[tuple[int, int]]]],
    moved: list[tuple[date, MovementKind, int]],
) -> None:
    row = reconciled(a_case(opening, sold, back, bought, moved))
    assert row.shipped is not None
    assert row.supply_needed is not None
    came_in = opening + row.purchased + row.came_otherwise + row.returned_to_stock
    assert row.expected_closing == came_in - row.shipped - row.left_otherwise
    assert (
        row.expected_closing
        == opening + row.purchased + row.came_otherwise - row.given_back - row.supply_needed
    )
    assert (row.covered or 0) - (row.needed or 0) == (row.surplus or 0) - (row.shortfall or 0)
    for name, total in (
        ("purchased", row.purchased),
        ("came", row.came_otherwise),
        ("left", row.left_otherwise),
    ):
        assert sum(getattr(month, name) for month in row.months) == total
    stock = opening
    for month in row.months:
        stock += month.purchased + month.came + month.returned - (month.sold or 0) - month.left
        assert month.stock == stock


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 50), sales, papers, movements, st.randoms(use_true_random=False))
def test_the_order_of_papers_and_movements_changes_nothing(
    opening: int,
    sold: dict[str, int],
    bought: list[tuple[date, list[tuple[int, int]]]],
    moved: list[tuple[date, MovementKind, int]],
    chance: Any,
) -> None:
    one = reconciled(a_case(opening, sold, {}, bought, moved))
    chance.shuffle(bought)
    chance.shuffle(moved)
    other = reconciled(a_case(opening, sold, {}, bought, moved))
    assert (one.months, one.course, one.needed, one.covered, one.moved) == (
        other.months,
        other.course,
        other.needed,
        other.covered,
        other.moved,
    )


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 20), sales, papers)
def test_without_the_paper_that_mends_it_and_the_later_ones_the_stock_stays_below_zero(
    opening: int, sold: dict[str, int], bought: list[tuple[date, list[tuple[int, int]]]]
) -> None:
    row = reconciled(a_case(opening, sold, {}, bought, []))
    if row.first_negative is None:
        return
    if row.mended_by is None:
        assert all(stock < 0 for day, stock in row.course if day >= row.first_negative)
        return
    mended = row.mended_by
    assert mended.issued > row.first_negative
    upto = row.purchases.index(mended)
    left = opening + sum(line.units for line in row.purchases[:upto])
    gone = sum(number for day, number in sold.items() if date.fromisoformat(day) <= mended.issued)
    assert left - gone < 0 <= left + mended.units - gone
