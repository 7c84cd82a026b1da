"""Units that came or left otherwise: each goes into the stock on its day, and none is believed without a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appeal.model.case import Case, Response
from appeal.model.finding import Finding
from appeal.model.movement import MovementKind
from appeal.model.trade import Reconciliation
from appeal.rules.quantities import judge_quantities, reconcile
from appeal.rules.window import evidence_window
from appeal.trade.purchases import purchase_lines

ASIN = "B0EXAMPLE1"
MONTHS = [f"2026-{month:02d}" for month in range(5, 12)]


def a_case(*movements: dict[str, Any], basis: str = "sales", **listing: Any) -> Case:
    """A case with 10 in stock, 40 bought on 2026-06-02 and 7 sold in each of five months."""
    sold = dict.fromkeys(MONTHS, 7) | {"2026-05": 0, "2026-11": 0}
    stated = {
        "asin": ASIN,
        "opening_stock": 10,
        "closing_stock": 15,
        "counted_on": "2026-11-20",
        "sales": sold,
    }
    return Case.model_validate(
        {
            "response": "authenticity",
            "notice": {
                "received": "2026-11-20",
                "window": "180日",
                "quantity_basis": basis,
                "requirements": ["invoice"],
            },
            "listing": [stated | listing],
            "evidence": [
                {
                    "file": "見本_請求書.pdf",
                    "kind": "invoice",
                    "issued": "2026-06-02",
                    "lines": [{"asin": ASIN, "quantity": 40}],
                },
                {"file": "見本_納品書.pdf", "kind": "delivery_note", "issued": "2026-07-01"},
            ],
            "movement": list(movements),
        }
    )


def moved(kind: str, quantity: int, on: str = "2026-08-01", **more: Any) -> dict[str, Any]:
    reason = {"reason": "検品の記録のとおりです。"}
    return {"asin": ASIN, "kind": kind, "on": on, "quantity": quantity} | reason | more


def reconciled(case: Case) -> Reconciliation:
    (row,) = reconcile(case, purchase_lines(case), evidence_window(case.notice))
    return row


def judged(case: Case) -> dict[str, Finding]:
    window = evidence_window(case.notice)
    rows = reconcile(case, purchase_lines(case), window)
    return {one.code: one for one in judge_quantities(case, rows, window, date(2026, 11, 22))}


@pytest.mark.parametrize("kind", list(MovementKind))
def test_every_kind_moves_the_stock_on_its_day(kind: MovementKind) -> None:
    row = reconciled(a_case(moved(kind.value, 3)))
    sign = 3 if kind.enters else -3
    assert row.expected_closing == 15 + sign
    assert row.difference == -sign
    july, august = (next(one for one in row.months if one.month == name) for name in ("2026-07", "2026-08"))
    assert (july.came, july.left, july.stock) == (0, 0, 36)
    assert (august.came, august.left, august.stock) == ((3, 0, 32) if sign > 0 else (0, 3, 26))
    assert dict(row.course)[date(2026, 8, 1)] == 36 + sign
    assert row.moved == ((kind, 3),)


def test_what_leaves_must_be_covered_and_what_comes_covers() -> None:
    plain = reconciled(a_case())
    assert (plain.needed, plain.covered, plain.surplus) == (35, 50, 15)
    thrown = reconciled(a_case(moved("disposed", 4), moved("other_channel", 2, "2026-09-01")))
    assert (thrown.needed, thrown.covered, thrown.surplus) == (41, 50, 9)
    assert (thrown.sold_net, thrown.supply_needed) == (35, 41)
    given = reconciled(a_case(moved("sample_received", 5), moved("found", 1)))
    assert (given.needed, given.covered, given.surplus) == (35, 56, 21)


def test_what_goes_back_to_the_supplier_was_never_kept() -> None:
    row = reconciled(a_case(moved("returned_to_supplier", 20)))
    assert (row.purchased, row.given_back, row.needed, row.covered, row.shortfall) == (40, 20, 35, 30, 5)
    assert "仕入先への返品を引いた数は30個" in judged(a_case(moved("returned_to_supplier", 20)))["Q301"].text


def test_by_stock_only_what_was_bought_or_given_covers() -> None:
    moves = (
        moved("sample_received", 5),
        moved("found", 1),
        moved("returned_to_supplier", 8),
        moved("disposed", 2),
    )
    row = reconciled(a_case(*moves, basis="stock"))
    assert (row.needed, row.covered) == (15, 40 + 5 - 8)
    assert row.result == row.supply_needed == 35 + 2


def test_a_shortfall_names_what_is_in_the_sum() -> None:
    text = judged(a_case(moved("multi_channel", 30)))["Q301"].text
    assert "必要数量(出荷とマルチチャネルの出荷)65個" in text
    assert "15個の不足" in text
    assert "2026年5月24日から2026年11月20日まで" in text


def test_a_movement_without_a_reason_blocks() -> None:
    said = judged(a_case(moved("lost", 2, reason=" ")))
    assert said["Q340"].blocks
    assert "2026年8月1日の紛失2個" in said["Q340"].text
    assert said["Q340"].where.field == "movement[0]"


@pytest.mark.parametrize("day", ["2026-05-23", "2026-11-21"])
def test_a_movement_outside_the_window_is_named_and_not_counted(day: str) -> None:
    case = a_case(moved("disposed", 2, day))
    assert "Q341" in judged(case)
    assert reconciled(case).moves == ()
    assert reconciled(case).expected_closing == 15


@pytest.mark.parametrize("day", ["2026-05-24", "2026-11-20"])
def test_both_ends_of_the_window_are_inside(day: str) -> None:
    case = a_case(moved("disposed", 2, day))
    assert "Q341" not in judged(case)
    assert reconciled(case).expected_closing == 13


def test_a_movement_of_another_listing_is_named() -> None:
    case = a_case(moved("disposed", 2) | {"asin": "B0EXAMPLE9"})
    assert judged(case)["Q342"].blocks
    assert reconciled(case).moves == ()


def test_a_movement_names_its_paper() -> None:
    assert reconciled(a_case(moved("disposed", 2, evidence="資料２"))).moves[0].evidence == 1
    assert "Q343" in judged(a_case(moved("disposed", 2, evidence="資料7")))
    assert "Q343" not in judged(a_case(moved("disposed", 2, evidence="資料2")))


def test_a_sample_needs_a_paper_and_is_counted_once() -> None:
    assert "Q344" in judged(a_case(moved("sample_received", 2)))
    assert not {"Q344", "Q345"} & set(judged(a_case(moved("sample_received", 2, evidence="資料2"))))
    assert "Q345" in judged(a_case(moved("sample_received", 2, evidence="資料1")))
    assert "Q344" not in judged(a_case(moved("found", 2)))


def test_moves_explain_a_difference_only_as_far_as_they_go() -> None:
    assert "-2" in judged(a_case(closing_stock=13))["Q305"].text
    assert "Q305" not in judged(a_case(moved("lost", 2), closing_stock=13))
    assert "-1" in judged(a_case(moved("lost", 1), closing_stock=13))["Q305"].text


def test_one_who_gives_the_listing_up_is_not_asked() -> None:
    case = a_case(moved("lost", 2, reason=None)).model_copy(update={"response": Response.WITHDRAWAL})
    assert "Q340" not in judged(case)
