"""Purchases against sales and stock: exact units, nothing guessed, a shortfall told as a shortfall."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.messages import Severity
from appeal.model.case import Case
from appeal.model.finding import Finding
from appeal.model.trade import EvidenceWindow, Reconciliation
from appeal.rules.quantities import is_short, judge_quantities, reconcile
from appeal.rules.window import evidence_window
from appeal.trade.purchases import purchase_lines

ASIN = "B0EXAMPLE1"
TODAY = date(2026, 11, 22)
MONTHS = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
SALES = dict(zip(MONTHS, [0, 18, 21, 22, 24, 40, 0], strict=True))
LISTING: dict[str, Any] = {
    "asin": ASIN,
    "opening_stock": 6,
    "closing_stock": 23,
    "counted_on": "2026-11-20",
    "sales": SALES,
    "returned_to_stock": {"2026-07": 1, "2026-10": 1},
}


def paper(issued: str, *quantities: int, kind: str = "invoice", **more: Any) -> dict[str, Any]:
    lines = [{"asin": ASIN, "quantity": quantity} for quantity in quantities]
    return {"file": f"見本_{kind}_{issued}.pdf", "kind": kind, "issued": issued, "lines": lines, **more}


PAPERS = [paper("2026-05-01", 6), paper("2026-06-02", 40), paper("2026-08-01", 60, 40)]


def a_case(
    *listings: dict[str, Any],
    papers: list[dict[str, Any]] | None = None,
    notice: dict[str, Any] | None = None,
    **more: Any,
) -> Case:
    stated = {
        "received": "2026-11-20",
        "window": "6か月",
        "quantity_basis": "sales",
        "requirements": ["invoice"],
    }
    return Case.model_validate(
        {
            "response": "authenticity",
            "notice": stated | (notice or {}),
            "listing": list(listings),
            "evidence": PAPERS if papers is None else papers,
            **more,
        }
    )


def window_of(case: Case) -> EvidenceWindow | None:
    return evidence_window(case.notice)


def reconciled(case: Case) -> Reconciliation:
    (row,) = reconcile(case, purchase_lines(case), window_of(case))
    return row


def judged(case: Case) -> dict[str, Finding]:
    window = window_of(case)
    found = judge_quantities(case, reconcile(case, purchase_lines(case), window), window, TODAY)
    return {finding.code: finding for finding in found}


def listing(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (LISTING | changes).items() if value is not None}


def test_worked_example_comes_out_to_the_unit() -> None:
    row = reconciled(a_case(LISTING))
    assert (row.window.first, row.window.last) == (date(2026, 5, 24), date(2026, 11, 20))
    assert (row.opening, row.purchased, row.shipped, row.returned_to_stock, row.sold_net) == (
        6,
        140,
        125,
        2,
        123,
    )
    assert (row.closing, row.expected_closing, row.difference) == (23, 23, 0)
    assert (row.needed, row.covered, row.shortfall, row.surplus) == (125, 146, 0, 21)
    assert row.complete
    june = row.months[1]
    assert (june.month, june.purchased, june.sold, june.stock) == ("2026-06", 40, 18, 28)
    assert [month.stock for month in row.months] == [6, 28, 8, 86, 62, 23, 23]
    assert [line.units for line in row.purchases] == [40, 60, 40]


def test_worked_example_leaves_nothing_to_say_but_the_paper_before_the_window() -> None:
    assert set(judged(a_case(LISTING))) == {"Q332"}


def test_edge_months_are_cut_to_the_window() -> None:
    months = reconciled(a_case(LISTING)).months
    assert (months[0].first, months[0].last) == (date(2026, 5, 24), date(2026, 5, 31))
    assert (months[-1].first, months[-1].last) == (date(2026, 11, 1), date(2026, 11, 20))


def test_stock_basis_compares_stock_with_purchases() -> None:
    case = a_case(listing(closing_stock=150), notice={"quantity_basis": "stock"})
    row = reconciled(case)
    assert (row.needed, row.covered, row.shortfall, row.surplus) == (150, 140, 10, 0)
    assert judged(case)["Q302"].blocks
    enough = reconciled(a_case(listing(closing_stock=100), notice={"quantity_basis": "stock"}))
    assert (enough.shortfall, enough.surplus) == (0, 40)


def test_by_stock_sales_are_not_asked_for() -> None:
    stock_only = {"asin": ASIN, "closing_stock": 40, "counted_on": "2026-11-20"}
    case = a_case(stock_only, notice={"quantity_basis": "stock"}, papers=[paper("2026-06-02", 40)])
    assert reconciled(case).complete
    assert not {"Q307", "Q308", "Q314"} & set(judged(case))
    assert "Q309" in judged(a_case({"asin": ASIN}, notice={"quantity_basis": "stock"}))


def test_shortfall_is_an_error_that_names_listing_and_units() -> None:
    case = a_case(LISTING, papers=[paper("2026-05-01", 6), paper("2026-06-02", 90)])
    row = reconciled(case)
    assert (row.needed, row.covered, row.shortfall, row.surplus) == (125, 96, 29, 0)
    finding = judged(case)["Q301"]
    assert finding.blocks
    assert finding.where.field == "listing[0].sales"
    for said in (ASIN, "125個", "96個", "29個の不足"):
        assert said in finding.text


def test_units_shipped_twice_after_a_return_are_a_shortfall_of_their_own() -> None:
    case = a_case(LISTING, papers=[paper("2026-05-01", 6), paper("2026-06-02", 118)])
    row = reconciled(case)
    assert (row.needed, row.covered, row.sold_net, row.shortfall) == (125, 124, 123, 1)
    assert is_short(row)
    said = judged(case)
    assert "Q301" not in said
    assert said["Q303"].blocks
    assert "再出荷で説明できる範囲です。" in said["Q303"].text


@pytest.mark.parametrize(("counted", "direction", "signed"), [(20, "少なく", "-3個"), (25, "多く", "+2個")])
def test_difference_is_told_with_its_sign_and_in_words(counted: int, direction: str, signed: str) -> None:
    text = judged(a_case(listing(closing_stock=counted)))["Q305"].text
    assert direction in text
    assert signed in text


def test_month_not_stated_is_never_zero() -> None:
    sales = {month: units for month, units in SALES.items() if month != "2026-08"}
    case = a_case(listing(sales=sales))
    row = reconciled(case)
    assert [month.sold for month in row.months] == [0, 18, 21, None, 24, 40, 0]
    assert [month.stock for month in row.months] == [6, 28, 8, None, None, None, None]
    assert not row.complete
    assert (row.expected_closing, row.difference, row.shortfall, row.surplus) == (None, None, None, None)
    assert "2026-08" in judged(case)["Q314"].text


def test_shortfall_that_the_stated_months_already_show_stands() -> None:
    case = a_case(listing(sales={"2026-06": 200}))
    assert reconciled(case).shortfall == 54
    assert "Q301" in judged(case)


def test_a_stated_zero_is_stated() -> None:
    assert reconciled(a_case(listing(sales=dict.fromkeys(MONTHS, 0)))).shipped == 0
    assert "Q314" not in judged(a_case(listing(sales=dict.fromkeys(MONTHS, 0))))


def test_months_and_days_outside_the_window_are_named_and_not_counted() -> None:
    case = a_case(listing(sales=SALES | {"2026-04": 9, "2026-12": 8, "2025-06": 7}))
    assert reconciled(case).shipped == 125
    text = judged(case)["Q315"].text
    assert "2025-06、2026-04、2026-12" in text
    edge = {key: units for key, units in SALES.items() if key != "2026-05"}
    days = a_case(listing(sales=edge | {"2026-05-23": 5, "2026-05-24": 3}))
    assert reconciled(days).shipped == 128
    assert "2026-05-23" in judged(days)["Q315"].text


def test_days_alone_state_their_month() -> None:
    sales = {key: units for key, units in SALES.items() if key != "2026-06"}
    row = reconciled(a_case(listing(sales=sales | {"2026-06-05": 10, "2026-06-20": 8})))
    assert row.shipped == 125
    assert row.complete


def test_month_and_its_days_together_are_ambiguous() -> None:
    case = a_case(listing(sales=SALES | {"2026-06-05": 10}))
    finding = judged(case)["Q316"]
    assert finding.blocks
    assert "2026-06" in finding.text
    assert reconciled(case).shipped == 125


def test_stock_below_zero_names_the_first_day() -> None:
    sales = {key: units for key, units in SALES.items() if key != "2026-06"} | {
        "2026-06-01": 8,
        "2026-06-05": 10,
    }
    case = a_case(listing(sales=sales))
    assert reconciled(case).first_negative == date(2026, 6, 1)
    text = judged(case)["Q306"].text
    assert "2026年6月1日" in text
    assert "2個" in text


def test_month_of_sales_and_returns_is_read_in_the_sellers_favour() -> None:
    late = a_case(
        listing(), papers=[paper("2026-05-01", 6), paper("2026-06-30", 40), paper("2026-08-31", 100)]
    )
    assert reconciled(late).first_negative is None
    days = {
        "2026-05": 0,
        "2026-06-10": 8,
        "2026-07": 0,
        "2026-08": 0,
        "2026-09": 0,
        "2026-10": 0,
        "2026-11": 0,
    }
    back = a_case(listing(sales=days, returned_to_stock={"2026-06": 2}), papers=[])
    assert reconciled(back).first_negative is None


def test_unknown_opening_stock_is_not_zero() -> None:
    case = a_case(listing(opening_stock=None), papers=[paper("2026-06-02", 100)])
    row = reconciled(case)
    assert (row.opening, row.expected_closing, row.first_negative, row.complete) == (None, None, None, False)
    assert (row.needed, row.shortfall) == (125, 25)
    assert all(month.stock is None for month in row.months)
    assert "Q308" in judged(case)


def test_missing_numbers_are_asked_for_where_papers_are_demanded() -> None:
    said = judged(a_case({"asin": ASIN}))
    assert said["Q307"].blocks
    assert {"Q308", "Q310"} <= set(said)
    assert reconciled(a_case({"asin": ASIN})).shortfall is None
    all_outside = judged(a_case(listing(sales={"2025-01": 4})))
    assert all_outside["Q307"].blocks


def test_numbers_are_not_asked_for_where_papers_are_not() -> None:
    for response in ("explanation", "withdrawal"):
        case = a_case({"asin": ASIN}, response=response, notice={"requirements": ["root_cause"]})
        assert reconcile(case, purchase_lines(case), window_of(case)) == ()
        assert judged(case) == {}
    given_up = a_case({"asin": ASIN}, response="withdrawal")
    assert judged(given_up) == {}


def test_numbers_stated_without_demand_never_block() -> None:
    case = a_case(
        LISTING,
        notice={"requirements": ["root_cause"]},
        papers=[paper("2026-06-02", 40)],
        response="explanation",
    )
    said = judged(case)
    assert "Q323" in said
    assert not any(finding.blocks for finding in said.values())
    without_papers = judged(
        a_case(LISTING, notice={"requirements": ["root_cause"]}, papers=[], response="explanation")
    )
    assert "Q323" not in without_papers
    assert (
        reconciled(
            a_case(LISTING, notice={"requirements": ["root_cause"]}, papers=[], response="explanation")
        ).shortfall
        is None
    )


@pytest.mark.parametrize(
    ("day", "code"),
    [(None, "Q311"), ("2026-11-23", "Q312"), ("2026-11-21", "Q313"), ("2026-11-20", None)],
)
def test_day_of_counting(day: str | None, code: str | None) -> None:
    said = {"Q311", "Q312", "Q313"} & set(judged(a_case(listing(counted_on=day))))
    assert said == ({code} if code else set())


def later(**changes: Any) -> dict[str, Any]:
    """The listing counted three days behind the window."""
    return listing(counted_on="2026-11-23", **changes)


def test_what_moved_after_the_window_is_no_difference() -> None:
    sold = later(sales=SALES | {"2026-11-21": 2, "2026-11-23": 1, "2026-11-24": 7}, closing_stock=20)
    row = reconciled(a_case(sold))
    assert (row.expected_closing, row.after_window, row.difference) == (23, -3, 0)
    assert row.shipped == sum(SALES.values())
    back = {
        "asin": ASIN,
        "kind": "returned_to_supplier",
        "on": "2026-11-22",
        "quantity": 4,
        "reason": "箱の傷",
    }
    row = reconciled(a_case(later(closing_stock=19), movement=[back]))
    assert (row.left_otherwise, row.after_window, row.difference) == (0, -4, 0)
    row = reconciled(a_case(later(closing_stock=33), papers=[*PAPERS, paper("2026-11-21", 10)]))
    assert (row.purchased, row.after_window, row.difference) == (140, 10, 0)


def test_days_after_the_window_count_up_to_the_day_of_counting_and_no_further() -> None:
    said = judged(a_case(later(sales=SALES | {"2026-11-21": 2, "2026-11-24": 7}, closing_stock=21)))
    assert "2026-11-24" in said["Q315"].text
    assert "2026-11-21" not in said["Q315"].text
    assert not {"Q305", "Q333"} & set(said)


def test_a_difference_of_a_later_count_asks_for_the_days_between_first() -> None:
    said = judged(a_case(later(closing_stock=22)))
    assert "Q305" not in said
    assert "対象期間の最終日2026年11月20日の計算上の在庫23個より1個少なく" in said["Q333"].text
    told = judged(a_case(later(closing_stock=22, sales=SALES | {"2026-11-21": 3})))
    assert "計算上の在庫20個より2個多く" in told["Q305"].text


def test_opening_stock_wants_a_paper_of_its_own() -> None:
    inside_only = [paper("2026-05-24", 40), paper("2026-08-01", 100)]
    assert judged(a_case(LISTING, papers=inside_only))["Q304"].severity is Severity.WARNING
    assert "Q304" not in judged(a_case(LISTING, papers=[*inside_only, paper("2026-05-23", 6)]))
    assert "Q304" not in judged(a_case(listing(opening_stock=0), papers=inside_only))


def test_one_purchase_told_by_two_papers_is_noticed() -> None:
    invoice = paper("2026-06-02", 40, supplier="mihon", number="A-1")
    receipt = paper("2026-06-30", 40, kind="receipt", supplier="mihon")
    again = paper("2026-06-02", 40, supplier="mihon", number="A-1")
    other = paper("2026-07-02", 40, supplier="mihon", number="A-2")
    stranger = paper("2026-06-30", 40, kind="receipt", supplier="betsu")
    assert judged(a_case(LISTING, papers=[invoice, receipt]))["Q318"].where.field == "evidence[1].lines"
    assert "Q318" in judged(a_case(LISTING, papers=[invoice, again]))
    assert "Q318" not in judged(a_case(LISTING, papers=[invoice, other, stranger]))


def test_papers_that_do_not_count_are_named() -> None:
    said = judged(a_case(LISTING, papers=[*PAPERS, paper("2026-06-02", 40, kind="delivery_note")]))
    assert said["Q322"].where.field == "evidence[3].lines"
    assert said["Q332"].where.field == "evidence[0].issued"


def test_the_same_asin_twice_is_told() -> None:
    said = judged(a_case(LISTING, LISTING))
    assert said["Q319"].where.field == "listing[1].asin"
    assert said["Q319"].blocks


def test_reports_need_a_window() -> None:
    reports = [{"file": "reports/見本.txt"}]
    assert "Q320" not in judged(a_case(LISTING, sales_report=reports))
    without = judged(a_case(LISTING, notice={"window": None}, sales_report=reports))
    assert without["Q320"].where.field == "sales_report[0].file"


def test_more_returned_than_shipped_is_told() -> None:
    assert "Q324" in judged(a_case(listing(returned_to_stock={"2026-06": 126})))


def test_without_a_window_nothing_is_reconciled() -> None:
    asked = a_case(LISTING, notice={"window": None})
    assert reconcile(asked, purchase_lines(asked), None) == ()
    assert "Q321" not in judged(asked)  # that the window is missing is already an error of its own
    assert "Q321" in judged(a_case(LISTING, notice={"window": None, "requirements": []}))


FIRST = date(2026, 5, 24)
days_inside = st.integers(0, 180).map(lambda days: (FIRST + timedelta(days=days)).isoformat())
purchases = st.lists(st.tuples(days_inside, st.integers(1, 500), st.integers(1, 12)), max_size=8)
stated_months = st.fixed_dictionaries(dict.fromkeys(MONTHS, st.integers(0, 300)))
returned = st.dictionaries(st.sampled_from(MONTHS) | days_inside, st.integers(0, 30), max_size=4).filter(
    lambda table: not {key[:7] for key in table if len(key) > 7} & {key for key in table if len(key) == 7}
)


def drawn(papers: list[tuple[str, int, int]], **numbers: Any) -> Case:
    evidence = [
        {
            "file": f"見本{place}.pdf",
            "kind": "invoice",
            "issued": day,
            "lines": [{"asin": ASIN, "quantity": units, "pack": pack}],
        }
        for place, (day, units, pack) in enumerate(papers)
    ]
    return a_case(listing(**numbers), papers=evidence)


@settings(deadline=None, max_examples=60)
@given(purchases, stated_months, returned, st.integers(0, 500))
def test_the_sums_always_agree(
    papers: list[tuple[str, int, int]], sales: dict[str, int], back: dict[str, int], opening: int
) -> None:
    row = reconciled(drawn(papers, sales=sales, returned_to_stock=back, opening_stock=opening))
    assert row.purchased == sum(units * pack for _, units, pack in papers)
    assert row.shipped == sum(sales.values())
    assert row.expected_closing == opening + row.purchased - row.shipped + row.returned_to_stock
    assert row.months[-1].stock == row.expected_closing
    assert sum(month.purchased for month in row.months) == row.purchased
    assert sum(month.sold or 0 for month in row.months) == row.shipped
    assert sum(month.returned for month in row.months) == row.returned_to_stock == sum(back.values())
    assert row.shortfall is not None
    assert row.surplus is not None
    assert 0 in (row.shortfall, row.surplus)
    assert row.surplus - row.shortfall == opening + row.purchased - row.shipped
    if row.first_negative is None:
        assert all((month.stock or 0) >= 0 for month in row.months)


@settings(deadline=None, max_examples=40)
@given(purchases, stated_months, st.randoms(use_true_random=False))
def test_order_of_the_papers_does_not_matter(
    papers: list[tuple[str, int, int]], sales: dict[str, int], random: Any
) -> None:
    shuffled = random.sample(papers, len(papers))
    rows = [reconciled(drawn(order, sales=sales)) for order in (papers, shuffled)]
    assert rows[0].months == rows[1].months
    assert rows[0].shortfall == rows[1].shortfall
    assert rows[0].first_negative == rows[1].first_negative


@settings(deadline=None, max_examples=40)
@given(purchases, stated_months)
def test_splitting_a_line_changes_nothing(papers: list[tuple[str, int, int]], sales: dict[str, int]) -> None:
    split = [(day, 1, pack) for day, units, pack in papers for _ in range(min(units, 1))]
    split += [(day, units - 1, pack) for day, units, pack in papers if units > 1]
    whole, parted = reconciled(drawn(papers, sales=sales)), reconciled(drawn(split, sales=sales))
    assert whole.months == parted.months
    assert (whole.covered, whole.shortfall, whole.surplus) == (
        parted.covered,
        parted.shortfall,
        parted.surplus,
    )
