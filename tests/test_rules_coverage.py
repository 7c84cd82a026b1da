"""Every demand of the notice is answered for every listing, or said to be open; the verdict is the worst row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appeal.model.case import Case
from appeal.model.evidence import FileFacts, FileState
from appeal.rules.coverage import answers, cover, judge_coverage
from appeal.rules.reconcile import reconcile
from appeal.rules.window import evidence_window
from appeal.trade.purchases import purchase_lines

RECEIVED = date(2026, 11, 20)
MONTHS = [f"2025-{month:02d}" for month in (11, 12)] + [f"2026-{month:02d}" for month in range(1, 12)]


def listing_of(asin: str = "B0EXAMPLE1", **more: Any) -> dict[str, Any]:
    return {"asin": asin, "opening_stock": 20, "sales": dict.fromkeys(MONTHS, 1)} | more


def case_of(requirements: list[str], **more: Any) -> Case:
    notice = {
        "received": RECEIVED,
        "window": "365日",
        "quantity_basis": "sales",
        "requirements": requirements,
    }
    base: dict[str, Any] = {
        "response": "authenticity",
        "notice": notice,
        "listing": [listing_of(), listing_of("B0EXAMPLE2")],
    }
    return Case.model_validate(base | more)


def invoice(asin: str = "B0EXAMPLE1", quantity: int = 10, **more: Any) -> dict[str, Any]:
    return {
        "file": "a.pdf",
        "kind": "invoice",
        "issued": date(2026, 6, 1),
        "supplier": "mihon",
        "lines": [{"asin": asin, "quantity": quantity}],
    } | more


def rows(
    case: Case, unusable: tuple[int, ...] = ()
) -> dict[tuple[str, str | None], tuple[str, tuple[str, ...]]]:
    return {
        (row.requirement.value, row.asin): (row.state.value, row.by)
        for row in cover(case, answered(case, unusable))
    }


def answered(case: Case, unusable: tuple[int, ...] = ()) -> Any:
    facts = tuple(
        FileFacts(item.file, None, FileState.DAMAGED if place in unusable else FileState.USABLE)
        for place, item in enumerate(case.evidence)
    )
    window = evidence_window(case.notice)
    return answers(case, facts, window, reconcile(case, purchase_lines(case), window))


def codes(case: Case) -> list[str]:
    return [finding.code for finding in judge_coverage(case, answered(case))]


def test_an_invoice_answers_only_for_the_listing_it_names() -> None:
    case = case_of(["invoice"], evidence=[invoice()])
    assert rows(case) == {
        ("invoice", "B0EXAMPLE1"): ("covered", ("資料1",)),
        ("invoice", "B0EXAMPLE2"): ("missing", ()),
    }
    assert codes(case) == ["R101"]


def test_a_paper_that_cannot_be_used_answers_nothing() -> None:
    case = case_of(["invoice"], evidence=[invoice(), invoice("B0EXAMPLE2")])
    assert rows(case, unusable=(0,))["invoice", "B0EXAMPLE1"] == ("missing", ())


@pytest.mark.parametrize(
    "change", [{"issued": date(2025, 1, 1)}, {"kind": "purchase_order"}, {"issued": None}]
)
def test_a_paper_that_does_not_count_answers_in_part(change: dict[str, Any]) -> None:
    case = case_of(["invoice"], evidence=[invoice(**change)])
    assert rows(case)["invoice", "B0EXAMPLE1"] == ("partial", ("資料1",))
    assert "R121" in codes(case)


def test_too_few_units_answer_in_part_until_the_shortfall_is_accepted() -> None:
    listing = [listing_of(opening_stock=0)]
    case = case_of(["invoice"], listing=listing, evidence=[invoice()])
    assert rows(case)["invoice", "B0EXAMPLE1"][0] == "partial"
    assert codes(case) == [], "the shortfall is said once, by its own rule"
    accepted = case_of(
        ["invoice"], listing=listing, evidence=[invoice()], accept=[{"code": "Q301", "reason": "理由"}]
    )
    assert rows(accepted)["invoice", "B0EXAMPLE1"][0] == "waived"


def test_a_supplier_who_cannot_be_phoned_is_part_of_an_answer() -> None:
    whole = {"id": "mihon", "name": "株式会社見本物産", "address": "大阪府", "phone": "06-0000-0000"}
    listing = [listing_of()]
    assert (
        rows(case_of(["supplier_contact"], listing=listing, supplier=[whole]))[
            "supplier_contact", "B0EXAMPLE1"
        ][0]
        == "covered"
    )
    case = case_of(["supplier_contact"], listing=listing, supplier=[whole | {"phone": None}])
    assert rows(case)["supplier_contact", "B0EXAMPLE1"][0] == "partial"
    assert codes(case_of(["supplier_contact"], listing=listing)) == ["R102"]


def test_a_plan_is_as_good_as_its_weakest_part() -> None:
    listing = [listing_of()]
    plan = {"plan": {"root_cause": "照合の工程がありませんでした。"}, "preventive": [{"what": "照合する。"}]}
    deed = {"what": "出品を止めました。"}
    assert (
        rows(case_of(["plan_of_action"], listing=listing, **plan))["plan_of_action", "B0EXAMPLE1"][0]
        == "partial"
    )
    undated = case_of(["plan_of_action", "corrective_action"], listing=listing, corrective=[deed], **plan)
    assert rows(undated)["corrective_action", "B0EXAMPLE1"][0] == "partial"
    dated = case_of(["plan_of_action"], listing=listing, corrective=[deed | {"done_on": RECEIVED}], **plan)
    assert rows(dated)["plan_of_action", "B0EXAMPLE1"] == ("covered", ("根本原因", "是正措置", "再発防止策"))


def test_rows_follow_the_order_of_the_notice() -> None:
    case = case_of(["supplier_contact", "invoice", "supplier_contact"])
    order = list(rows(case))
    assert order == [
        (name, asin) for name in ("supplier_contact", "invoice") for asin in ("B0EXAMPLE1", "B0EXAMPLE2")
    ]


def test_one_of_two_papers_may_be_waived_with_a_reason() -> None:
    case = case_of(
        ["invoice", "authorization_letter"],
        evidence=[invoice(), invoice("B0EXAMPLE2")],
        accept=[{"code": "R107", "reason": "通知はいずれか1つを求めています。"}],
    )
    states = {state for state, _ in rows(case).values()}
    assert states == {"covered", "waived"}


def test_who_gives_the_listing_up_is_not_asked_for_papers() -> None:
    case = case_of(["invoice", "other"], response="withdrawal", withdrawal={"listing_removed_on": RECEIVED})
    assert {state for state, _ in rows(case).values()} == {"waived"}
    assert set(codes(case)) == {"R131"}


def test_further_information_is_no_duty() -> None:
    case = case_of(["other"], listing=[listing_of()])
    assert rows(case) == {("other", "B0EXAMPLE1"): ("waived", ())}
    assert codes(case) == ["R109"]


def test_months_without_sales_leave_the_papers_half_an_answer() -> None:
    listing = [listing_of(sales={"2026-06": 1})]
    case = case_of(["invoice"], listing=listing, evidence=[invoice()])
    assert rows(case)["invoice", "B0EXAMPLE1"] == ("partial", ("資料1",))
    assert codes(case) == [], "the missing months are said once, by their own rule"


def test_a_few_days_at_the_end_of_the_window_are_no_gap() -> None:
    sales = dict.fromkeys(MONTHS[1:-1], 1)
    case = case_of(["invoice"], listing=[listing_of(sales=sales)], evidence=[invoice()])
    assert rows(case)["invoice", "B0EXAMPLE1"] == ("covered", ("資料1",))


@pytest.mark.parametrize(
    ("items", "state"),
    [
        ((), "covered"),
        (("name", "phone"), "covered"),
        (("phone", "website"), "partial"),
        (("email",), "partial"),
        (("contact",), "partial"),
    ],
)
def test_items_that_the_notice_names_are_part_of_the_answer(items: tuple[str, ...], state: str) -> None:
    reached = {"address": "大阪府", "phone": "06-0000-0000"}
    whole = {
        "id": "a",
        "name": "株式会社見本",
        "email": "a@example.jp",
        "website": "https://example.jp/",
        "contact": "見本 太郎",
    } | reached
    bare = {"id": "b", "name": "合同会社見本"} | reached
    papers = [invoice(supplier="a"), invoice(supplier="b")]
    case = case_of(["supplier_contact"], listing=[listing_of()], supplier=[whole, bare], evidence=papers)
    (answer,) = answers(case, usable(case), None, (), items)
    assert answer.state.value == state
    only = case_of(["supplier_contact"], listing=[listing_of()], supplier=[whole, bare], evidence=papers[:1])
    (answer,) = answers(only, usable(only), None, (), items)
    assert answer.state.value == "covered", "only suppliers of the papers count"


def test_an_item_that_is_accepted_leaves_the_others_open() -> None:
    supplier = {"id": "a", "name": "株式会社見本", "address": "大阪府", "phone": "06-0000-0000"}
    said = {"listing": [listing_of()], "supplier": [supplier]}
    for accepted, state in ((["S405"], "partial"), (["S405", "S431"], "waived")):
        case = case_of(
            ["supplier_contact"], accept=[{"code": code, "reason": "理由"} for code in accepted], **said
        )
        (row,) = cover(case, answers(case, (), None, (), ("website", "contact")))
        assert row.state.value == state


def usable(case: Case) -> tuple[FileFacts, ...]:
    return tuple(FileFacts(item.file, None, FileState.USABLE) for item in case.evidence)


def test_who_gives_the_listing_up_answers_a_plan_without_measures() -> None:
    told = {"listing_removed_on": RECEIVED, "cause": "旧型を現行品のページに出品していました。"}
    given_up = {"response": "withdrawal", "listing": [listing_of()]}
    case = case_of(["plan_of_action"], withdrawal=told, **given_up)
    assert rows(case) == {("plan_of_action", "B0EXAMPLE1"): ("covered", ("根本原因", "是正措置"))}
    assert codes(case) == ["R132"], "that no measures are written is a note"
    kept = case_of(["plan_of_action"], withdrawal=told, preventive=[{"what": "型番を照合する。"}], **given_up)
    assert codes(kept) == []


@pytest.mark.parametrize("gap", ["listing_removed_on", "cause"])
def test_a_plan_of_who_gives_the_listing_up_still_needs_cause_and_deed(gap: str) -> None:
    told = {"listing_removed_on": RECEIVED, "cause": "旧型を現行品のページに出品していました。"}
    del told[gap]
    case = case_of(["plan_of_action"], response="withdrawal", listing=[listing_of()], withdrawal=told)
    assert codes(case) == ["R126"]
