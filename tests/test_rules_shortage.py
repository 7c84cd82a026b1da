"""A stock below zero, opening stock and its papers, packs and shared invoices: named with the paper, never mended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appeal import messages
from appeal.model.case import Case
from appeal.model.finding import Finding
from appeal.model.trade import Reconciliation
from appeal.rules.quantities import judge_quantities, reconcile
from appeal.rules.window import evidence_window
from appeal.trade.purchases import purchase_lines

ASIN, OTHER = "B0EXAMPLE1", "B0EXAMPLE2"
TODAY = date(2026, 11, 22)
NO_SALES = {f"2026-{month:02d}": 0 for month in range(5, 12)}


def line(quantity: int, row: str | None = None, asin: str = ASIN, pack: int = 1) -> dict[str, Any]:
    return {"asin": asin, "quantity": quantity, "row": row, "pack": pack}


def paper(issued: str, *lines: dict[str, Any], kind: str = "invoice") -> dict[str, Any]:
    return {"file": f"見本_{issued}.pdf", "kind": kind, "issued": issued, "lines": list(lines)}


def a_case(
    sales: dict[str, int], *papers: dict[str, Any], opening: int = 0, more: Any = (), **also: Any
) -> Case:
    listing = {"asin": ASIN, "opening_stock": opening, "sales": sales} | also
    return Case.model_validate(
        {
            "response": "authenticity",
            "notice": {
                "received": "2026-11-20",
                "window": "180日",
                "quantity_basis": "sales",
                "requirements": ["invoice"],
            },
            "listing": [listing, *more],
            "evidence": list(papers),
        }
    )


def reconciled(case: Case) -> Reconciliation:
    return reconcile(case, purchase_lines(case), evidence_window(case.notice))[0]


def judged(case: Case) -> dict[str, Finding]:
    window = evidence_window(case.notice)
    rows = reconcile(case, purchase_lines(case), window)
    return {one.code: one for one in judge_quantities(case, rows, window, TODAY)}


def test_the_paper_that_brings_the_stock_back_is_named_with_its_row() -> None:
    case = a_case(
        {"2026-06-10": 5, "2026-06-20": 4},
        paper("2026-06-15", line(3, "明細1行目")),
        paper("2026-06-30", line(2, "明細1行目"), line(20, "明細4行目")),
        paper("2026-08-01", line(50)),
    )
    row = reconciled(case)
    assert (row.first_negative, row.negative_units) == (date(2026, 6, 10), 5)
    assert row.mended_by is not None
    assert (row.mended_by.issued, row.mended_by.row) == (date(2026, 6, 30), "明細4行目")
    text = judged(case)["Q306"].text
    assert "2026年6月10日" in text
    assert "5個下回り" in text
    assert "見本_2026-06-30.pdfの明細4行目(発行日2026年6月30日、20個)" in text


def test_a_line_that_is_enough_without_the_next_is_the_one() -> None:
    case = a_case({"2026-06-10": 5}, paper("2026-06-30", line(6, "1行目"), line(3, "2行目")))
    mended = reconciled(case).mended_by
    assert mended is not None
    assert mended.row == "1行目"


@pytest.mark.parametrize("papers", [(), (paper("2026-06-05", line(2)),), (paper("2026-07-01", line(4)),)])
def test_where_no_paper_mends_it_that_is_said(papers: tuple[dict[str, Any], ...]) -> None:
    case = a_case({"2026-06-10": 9}, *papers)
    assert reconciled(case).mended_by is None
    said = judged(case)
    assert "Q306" not in said
    assert "0個以上へ戻すものはありません" in said["Q330"].text


def test_a_return_that_brings_it_back_is_no_paper() -> None:
    case = a_case({"2026-06-10": 2}, paper("2026-08-01", line(9)), returned_to_stock={"2026-07-01": 2})
    assert reconciled(case).mended_by is None


def test_a_paper_of_the_day_comes_in_time() -> None:
    assert reconciled(a_case({"2026-06-10": 5}, paper("2026-06-10", line(5)))).first_negative is None


def test_a_paper_before_the_window_shows_the_opening_stock_and_is_no_purchase() -> None:
    case = a_case(NO_SALES, paper("2026-05-23", line(6)), paper("2026-05-24", line(7)), opening=6)
    row = reconciled(case)
    assert [one.units for one in row.opening_papers] == [6]
    assert row.opening_on_papers == 6
    assert (row.purchased, row.covered) == (7, 13)
    said = judged(case)
    assert not {"Q304", "Q331", "Q317"} & set(said)
    assert "6個" in said["Q332"].text


def test_a_paper_that_shows_a_part_of_the_opening_stock_says_which_part() -> None:
    said = judged(a_case(NO_SALES, paper("2026-05-01", line(4)), opening=6))
    assert "6個のうち" in said["Q331"].text
    assert "4個" in said["Q331"].text
    assert "2個" in said["Q331"].hint


def test_without_opening_stock_an_old_paper_counts_for_nothing() -> None:
    case = a_case(NO_SALES, paper("2026-05-01", line(4)))
    assert reconciled(case).opening_papers == ()
    assert {"Q317"} <= set(judged(case))
    assert "Q332" not in judged(case)


def test_a_weak_paper_before_the_window_shows_no_opening_stock() -> None:
    case = a_case(NO_SALES, paper("2026-05-01", line(6), kind="delivery_note"), opening=6)
    assert reconciled(case).opening_papers == ()
    assert "Q304" in judged(case)


def test_one_invoice_for_two_listings_and_two_invoices_for_one() -> None:
    case = a_case(
        NO_SALES,
        paper("2026-06-01", line(3, "1行目"), line(5, "2行目", OTHER), line(2, "3行目", pack=12)),
        paper("2026-06-09", line(4)),
        more=[{"asin": OTHER, "opening_stock": 0, "sales": NO_SALES}],
    )
    window = evidence_window(case.notice)
    one, other = reconcile(case, purchase_lines(case), window)
    assert one.purchased == 3 + 24 + 4
    assert [(bought.units, bought.pack, bought.row) for bought in one.purchases] == [
        (3, 1, "1行目"),
        (24, 12, "3行目"),
        (4, 1, None),
    ]
    assert other.purchased == 5


def test_a_split_line_changes_nothing() -> None:
    whole = reconciled(a_case({"2026-06-10": 5}, paper("2026-06-01", line(12))))
    parts = reconciled(
        a_case({"2026-06-10": 5}, paper("2026-06-01", line(5), line(1, pack=3), line(2, pack=2)))
    )
    assert (whole.purchased, whole.course, whole.months) == (parts.purchased, parts.course, parts.months)


def test_the_choices_for_a_shortfall_are_true_ones() -> None:
    for code in ("Q301", "Q302", "Q303"):
        about = messages.find(code).about
        for choice in ("請求書", "期首在庫", "仕入先に", "不足のまま"):
            assert choice in about
        assert "変えることはしません" in about
