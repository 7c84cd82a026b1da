"""What a reader would stumble over: sums that do not add up, things said twice, papers nobody speaks of, torn names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from render_cases import ALL, SELLER, SUPPLIER, make_case, many_listings, submit

from appeal.model.case import Case
from appeal.model.notice import Requirement
from appeal.model.reading import Fact, NoticeReading
from appeal.model.submission import CoverageRow, CoverageState, Submission
from appeal.render.handover import reply_body
from appeal.render.letter import compose_html
from appeal.render.quotes import quotes
from appeal.render.trace import trace_sentences
from appeal.render.typeset import typeset

CAUSE = "持ち手の形が変わる前の在庫を、現行品の商品詳細ページに出品していました。"


def body_of(submission: Submission) -> str:
    return reply_body(submission)[0]


def letter_of(submission: Submission) -> str:
    return "".join(one.text for one in trace_sentences(compose_html(submission)))


def given_up(demands: list[str], **more: Any) -> Submission:
    """A withdrawal that is asked for `demands`; what it states answers them, preventive measures are waived."""
    plain = ALL["withdrawal"]()
    case = plain.case.model_dump()
    case["notice"]["requirements"] = demands
    case["withdrawal"]["cause"] = CAUSE
    rows = tuple(
        CoverageRow(
            Requirement(demand),
            plain.case.listing[0].asin,
            CoverageState.WAIVED
            if demand in ("preventive_action", "invoice", "other") and not more
            else CoverageState.COVERED,
            (),
            None,
        )
        for demand in demands
    )
    return replace(plain, case=Case.model_validate(case | more), coverage=rows)


def test_a_long_run_of_papers_is_cited_by_its_ends_and_no_paper_is_left_over() -> None:
    body = body_of(ALL["twelve_exhibits"]())
    assert "資料1から資料12）" in body
    assert "ほかの資料" not in body


@pytest.mark.parametrize("told", [body_of, letter_of])
def test_units_that_moved_otherwise_are_named_so_that_the_sums_add_up(told: Any) -> None:
    text = told(ALL["moved"]())
    parts = re.search(r"出荷(\d+)個とほかの減(\d+)個（仕入先への返品を除く）の計(\d+)個", text)
    assert parts
    shipped, left, needed = map(int, parts.groups())
    assert shipped + left == needed
    parts = re.search(
        r"期首在庫(\d+)個、仕入(\d+)個、ほかの増(\d+)個の合計から仕入先への返品(\d+)個を除いた(\d+)個", text
    )
    assert parts
    opening, bought, came, back, covered = map(int, parts.groups())
    assert opening + bought + came - back == covered


def test_the_paper_of_the_opening_stock_is_spoken_of_in_the_text_too() -> None:
    body = body_of(ALL["moved"]())
    assert re.search(r"期首在庫6個の仕入は、資料\d+で示します。", body)
    assert "ほかの資料：資料4" not in body


def test_many_listings_are_said_to_be_covered_in_one_sentence() -> None:
    body = body_of(many_listings(8))
    assert body.count("対象商品8点とも、出荷数量は期首在庫と仕入数量の合計の範囲内です。") == 1


def test_a_shortfall_has_the_same_words_in_letter_and_text() -> None:
    submission = ALL["shortfall"]()
    for text in (body_of(submission), letter_of(submission)):
        assert re.search(r"残る\d+個は、提出する書類で示せていません。", text)
        assert "範囲内です" not in text


@pytest.mark.parametrize("told", [body_of, letter_of])
def test_the_cause_of_a_withdrawal_is_told_once_where_it_is_asked_for(told: Any) -> None:
    assert told(given_up(["invoice", "root_cause"])).count(CAUSE) == 1
    assert told(given_up([])).count(CAUSE) == 1


def test_a_withdrawal_does_not_speak_of_papers_where_measures_are_asked_for() -> None:
    body = body_of(given_up(["preventive_action", "other"]))
    assert "要求1 再発防止策の説明：取扱いを終えるため、出品の取下げをもって回答とします。" in body
    assert "要求2 その他の情報：ほかに提出する資料はありません。" in body


def test_a_withdrawal_tells_its_measures_once_where_a_plan_is_asked_for() -> None:
    submission = given_up(["plan_of_action"], preventive=[{"what": "出品前に型番を照合する。"}])
    body, letter = body_of(submission), letter_of(submission)
    assert body.count("出品前に型番を照合する。") == 1
    assert "要求1 改善計画：上のとおりです。" in body
    assert "に出品を取り下げました。再発防止策1件を定めました。" in letter


def test_a_sole_proprietor_who_is_his_own_contact_is_named_once() -> None:
    submission = submit(make_case(seller={**SELLER, "company": "見本 太郎", "contact": "見本　太郎"}))
    assert body_of(submission).splitlines()[-2] == "見本 太郎"
    assert "担当者" not in letter_of(submission)
    assert "担当者 架空 花子" in letter_of(ALL["authenticity"]())


def test_two_suppliers_are_counted() -> None:
    other = {**SUPPLIER, "id": "b", "name": "架空卸合同会社"}
    text = letter_of(submit(make_case(supplier=[SUPPLIER, other])))
    assert "仕入先は株式会社見本物産、架空卸合同会社の2社です。" in text


def asked(*facts: tuple[str, str, int]) -> NoticeReading:
    return NoticeReading(facts=tuple(Fact("requirements", *fact) for fact in facts))


def test_a_demand_whose_words_are_its_name_is_not_quoted_beside_it() -> None:
    submission = ALL["authenticity"]()
    same = asked(("invoice", "・請求書または領収書の写し", 4), ("supplier_contact", "・仕入れ先の連絡先", 5))
    text = letter_of(replace(submission, reading=same))
    assert "「請求書または領収書の写し」" in text
    assert "「仕入れ先の連絡先」" not in text


def test_the_parts_of_one_entry_keep_its_number_without_a_dot() -> None:
    submission = ALL["explanation"]()
    both = "原因と、実施した措置の説明"
    reading = asked(
        ("root_cause", both, 3), ("corrective_action", both, 3), ("preventive_action", "予防策の説明", 4)
    )
    lines = body_of(replace(submission, reading=reading)).splitlines()
    assert [line.split()[0] for line in lines if re.match(r"\d", line) and "付" not in line[:12]] == [
        "1(1)",
        "1(2)",
        "2.",
    ]


def test_a_number_of_the_notice_is_not_printed_twice_where_another_demand_has_no_words() -> None:
    found = asked(("invoice", "1. 請求書の写し", 4))
    assert quotes(found, (Requirement.INVOICE, Requirement.SUPPLIER_CONTACT))[0] == ("1", "請求書の写し")


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("かすみ見本卸株式会社", ["かすみ見本卸", "株式会社"]),
        ("株式会社見本物産", ["株式会社", "見本物産"]),
    ],
)
def test_the_name_of_a_firm_breaks_at_its_legal_form(name: str, pieces: list[str]) -> None:
    page = typeset(f'<table><tr><td class="issuer">{name}</td></tr></table>')
    assert re.findall(r'<span class="fixed">([^<]+)</span>', page) == pieces


@pytest.mark.parametrize("cell", ["td", "th"])
def test_a_cell_never_ends_in_a_line_of_one_or_two_signs(cell: str) -> None:
    page = typeset(
        f"<table><tr><{cell}>より詳しくご説明ください。</{cell}><{cell}>架空 贈答箱</{cell}></tr></table>"
    )
    assert re.findall(r'<span class="fixed">([^<]+)</span>', page) == ["明ください。", "贈答箱"]


def test_words_of_a_refusal_lose_the_sign_of_their_list() -> None:
    submission = ALL["second_round"]()
    assert submission.changes
    points = tuple(
        replace(one, point=replace(one.point, quote=f"・{one.point.quote}"))
        for one in submission.changes.answered
    )
    text = letter_of(replace(submission, changes=replace(submission.changes, answered=points)))
    assert "「・" not in text
    assert "「請求書の仕入先を確認できませんでした。」" in text


def test_only_what_the_notice_says_is_quoted_as_its_words() -> None:
    submission = ALL["authenticity"]()
    assert "通知の記載" not in letter_of(submission)
    assert "通知日までの6か月、通知日の180日前から" in letter_of(submission)
    said = replace(submission, reading=NoticeReading(window_text=("過去6ヶ月以内に発行",)))
    assert "通知の記載は「過去6ヶ月以内に発行」" in letter_of(said)
    other = replace(submission, reading=NoticeReading(window_text=("365日",)))
    assert "通知の記載" not in letter_of(other)


@pytest.mark.parametrize(
    ("entry", "quoted"),
    [
        ("請求書の写し。数量は販売数量と一致すること。", "請求書の写し。数量は販売数量と一致すること。"),
        ("請求書の写し。" + "数量は販売数量と一致すること。" * 6, "請求書の写し。…"),
        ("請求書の写し。\n   数量は販売数量と一致すること。", "請求書の写し。数量は販売数量と一致すること。"),
        ("請求書の写し。\nご返信をお待ちしています。", "請求書の写し。"),
    ],
)
def test_a_demand_is_quoted_whole_or_its_cut_is_marked(entry: str, quoted: str) -> None:
    reading = replace(
        asked(("invoice", "1. 請求書の写し。", 2)), text=f"次のものをお送りください。\n1. {entry}"
    )
    assert quotes(reading, (Requirement.INVOICE,))[0] == ("1", quoted)


def test_an_opening_stock_of_nothing_is_not_spoken_of() -> None:
    eight = ALL["eight_listings"]()
    none = replace(eight, reconciliations=tuple(replace(row, opening=0) for row in eight.reconciliations))
    for told in (body_of, letter_of):
        assert "対象商品8点とも、出荷数量は期首在庫と仕入数量の合計の範囲内です。" in told(eight)
        assert "対象商品8点とも、出荷数量は仕入数量の範囲内です。" in told(none)


def test_a_demand_that_an_earlier_one_answers_says_so() -> None:
    plain = ALL["explanation"]()
    case = plain.case.model_dump()
    case["notice"]["requirements"] = [
        "root_cause", "corrective_action", "preventive_action", "plan_of_action",
    ]  # fmt: skip
    whole = replace(
        plain,
        case=Case.model_validate(case),
        coverage=tuple(
            CoverageRow(Requirement(demand), None, CoverageState.COVERED, (), None)
            for demand in case["notice"]["requirements"]
        ),
    )
    text = letter_of(whole)
    assert len(re.findall(r"是正措置\d件を", text)) == 1
    assert len(re.findall(r"再発防止策\d件を定めました", text)) == 1
    assert "要求1・要求2・要求3と同じです。" in text
    case["notice"]["requirements"] = ["corrective_action", "plan_of_action"]
    part = letter_of(replace(whole, case=Case.model_validate(case)))
    assert len(re.findall(r"是正措置\d件を", part)) == 1
    assert "再発防止策" in part
    assert "是正措置は要求1と同じです。" in part


def test_the_contact_of_a_supplier_is_printed_where_it_is_stated() -> None:
    stated = submit(make_case(supplier=[SUPPLIER | {"contact": "見本 太郎"}]))
    assert "担当者 見本 太郎" in letter_of(stated)
    assert letter_of(submit(make_case(supplier=[SUPPLIER]))).count("担当者") == 1
