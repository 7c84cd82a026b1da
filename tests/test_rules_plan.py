"""Deeds are done and dated, measures owned, and nothing of a form letter is left in the seller's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appeal.messages import Severity
from appeal.model.case import Case
from appeal.model.finding import Finding
from appeal.rules.plan import judge_plan, seller_texts

TODAY = date(2026, 11, 22)
DEED = {"what": "旧型番の4個を販売対象から除きました。", "done_on": "2026-11-21", "by": "架空 花子"}
MEASURE = {
    "what": "入荷時に全数のJANを読み取る。",
    "starts_on": "2026-11-25",
    "owner": "検品担当",
    "record": "入荷ログ",
}
WITHDRAWAL = {
    "listing_removed_on": "2026-11-20",
    "stock": "return",
    "stock_units": 9,
    "similar_checked_on": "2026-11-21",
    "similar_count": 6,
}


def judged(**case: Any) -> dict[str, Finding]:
    return {finding.code: finding for finding in judge_plan(Case.model_validate(case), TODAY)}


def without(whole: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in whole.items() if name not in names}


def test_whole_plan_leaves_nothing_to_say() -> None:
    assert judged(corrective=[DEED], preventive=[MEASURE]) == {}
    assert judged(response="withdrawal", withdrawal=WITHDRAWAL) == {}


def test_deed_without_a_day_is_refused() -> None:
    finding = judged(corrective=[DEED, without(DEED, "done_on")])["W502"]
    assert finding.blocks
    assert finding.where.field == "corrective[1].done_on"


def test_deed_to_come_is_a_plan_and_no_deed() -> None:
    assert judged(corrective=[DEED | {"done_on": "2026-11-23"}])["W503"].blocks
    assert judged(corrective=[DEED | {"done_on": "2026-11-22"}]) == {}


def test_deed_without_a_doer_is_a_warning() -> None:
    assert judged(corrective=[without(DEED, "by")])["W504"].severity is Severity.WARNING


@pytest.mark.parametrize("named", ["資料1", "資料2", "資料１と資料２", "資料 2", "資料2-3"])
def test_deed_names_papers_that_exist(named: str) -> None:
    papers = [{"file": "見本1.pdf"}, {"file": "見本2.pdf"}]
    assert judged(corrective=[DEED | {"evidence": named}], evidence=papers) == {}


@pytest.mark.parametrize("named", ["資料3", "資料0", "資料", "請求書", "資料1、資料3", "資料99999"])
def test_deed_names_a_paper_that_is_not_there(named: str) -> None:
    papers = [{"file": "見本1.pdf"}, {"file": "見本2.pdf"}]
    finding = judged(corrective=[DEED | {"evidence": named}], evidence=papers)["W508"]
    assert finding.blocks
    assert "2件" in finding.text


@pytest.mark.parametrize(
    ("name", "code", "severity"),
    [
        ("starts_on", "W505", Severity.WARNING),
        ("owner", "W506", Severity.WARNING),
        ("record", "W507", Severity.NOTE),
    ],
)
def test_measure_wants_start_owner_and_record(name: str, code: str, severity: Severity) -> None:
    findings = judged(preventive=[without(MEASURE, name)])
    assert set(findings) == {code}
    assert findings[code].severity is severity
    assert findings[code].where.field == f"preventive[0].{name}"


@pytest.mark.parametrize(
    "text",
    [
        "〇〇のため",
        "○○商店",
        "◯◯",
        "●●",
        "〇○",
        "△△株式会社",
        "××",
        "TODO 書く",
        "{{ cause }}",
        "[ ] 確認",
        "［　］",
        "【 】",
        "【】",
        "ＸＸ年",
        "xxxx",
        "○月○日に発送",
        "X年X月X日",
        "返品は●個でした",
        "<会社名>",
    ],
)
def test_placeholder_stops_wherever_it_stands(text: str) -> None:
    for field, case in (
        ("plan.root_cause", {"plan": {"root_cause": text}}),
        ("seller.company", {"seller": {"company": text}}),
        ("corrective[0].what", {"corrective": [DEED | {"what": text}]}),
        (
            "evidence[0].lines[0].row",
            {"evidence": [{"file": "a", "lines": [{"asin": "B0EXAMPLE1", "quantity": 1, "row": text}]}]},
        ),
        ("accept[0].reason", {"accept": [{"code": "Q304", "reason": text}]}),
    ):
        finding = judged(**case)["W501"]
        assert finding.blocks
        assert finding.where.field == field
        assert field in finding.text


@pytest.mark.parametrize(
    "text",
    [
        "二〇〇六年",
        "ＸＸＬサイズ",
        "XXLサイズ",
        "型番 XX-1",
        "【重要】確認した",
        "[1]",
        "todoroki@example.jp",
        "○ 良い",
        "・●印",
        "10×20cm",
        "■日時と場所",
        "●月次の点検",
        "箱は4×5個です",
        "不良品×個数",
        "一月一日",
    ],
)
def test_ordinary_text_is_no_placeholder(text: str) -> None:
    assert judged(plan={"root_cause": text}) == {}


def test_file_names_are_not_the_sellers_words() -> None:
    assert judged(evidence=[{"file": "evidence/xxx 〇〇.pdf"}]) == {}


def test_all_texts_of_the_seller_are_seen() -> None:
    case = Case.model_validate(
        {
            "response": "withdrawal",
            "seller": {"company": "架空商店"},
            "supplier": [{"id": "mihon", "relation": "卸"}],
        }
    )
    assert dict(seller_texts(case)) == {
        "seller.company": "架空商店",
        "supplier[0].id": "mihon",
        "supplier[0].relation": "卸",
    }


def test_withdrawal_wants_its_table() -> None:
    assert judged(response="withdrawal")["W509"].blocks
    assert judged(response="explanation") == {}


@pytest.mark.parametrize(
    ("changes", "code", "blocks"),
    [
        ({"listing_removed_on": None}, "W510", False),
        ({"listing_removed_on": "2026-11-23"}, "W511", True),
        ({"stock": None}, "W512", False),
        ({"stock_units": None}, "W513", False),
        ({"stock": "dispose", "stock_units": None}, "W513", False),
        ({"stock": "none"}, "W514", False),
        ({"similar_checked_on": "2026-11-23"}, "W515", True),
    ],
)
def test_withdrawal_is_told_what_it_lacks(changes: dict[str, Any], code: str, blocks: bool) -> None:
    stated = {name: value for name, value in (WITHDRAWAL | changes).items() if value is not None}
    findings = judged(response="withdrawal", withdrawal=stated)
    assert set(findings) == {code}
    assert findings[code].blocks is blocks


def test_withdrawal_without_stock_needs_no_units() -> None:
    stated = without(WITHDRAWAL, "stock_units") | {"stock": "none"}
    assert judged(response="withdrawal", withdrawal=stated) == {}


@pytest.mark.parametrize("demand", ["root_cause", "plan_of_action"])
def test_cause_without_what_happened_is_a_warning(demand: str) -> None:
    notice = {"requirements": [demand]}
    assert judged(response="explanation", notice=notice)["W516"].severity is Severity.WARNING
    assert judged(response="explanation", notice=notice, plan={"what_happened": "旧型番を届けました。"}) == {}
    assert judged(response="authenticity", notice={"requirements": ["invoice"]}) == {}
