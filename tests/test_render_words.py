"""What a reader would stumble over: sums that do not add up, things said twice, papers nobody speaks of, torn names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from render_cases import ALL, INVOICES, LISTING, SELLER, SUPPLIER, make_case, many_listings, submit

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


PLAN_SENTENCE = "再発防止のための改善計画を7日以内にご提出ください。"


def planned(name: str, line: int = 9, **changes: Any) -> Submission:
    """A submission that is asked for a plan and for one of its parts, in one sentence unless `line` differs."""
    reading = asked(("preventive_action", PLAN_SENTENCE, 9), ("plan_of_action", PLAN_SENTENCE, line))
    plain = ALL[name]()
    case = plain.case.model_dump() | changes
    case["notice"]["requirements"] = ["preventive_action", "plan_of_action"]
    made = Case.model_validate(case)
    waived = name == "withdrawal" and not made.preventive
    rows = (
        CoverageRow(
            Requirement.PREVENTIVE_ACTION, None, CoverageState.WAIVED if waived else CoverageState.COVERED, ()
        ),
        CoverageRow(Requirement.PLAN_OF_ACTION, None, CoverageState.COVERED, ("根本原因",)),
    )
    return replace(plain, case=made, coverage=rows, reading=reading)


@pytest.mark.parametrize("name", ["explanation", "withdrawal"])
def test_a_plan_and_its_part_asked_for_in_one_sentence_are_one_demand(name: str) -> None:
    submission = planned(name)
    letter, body = letter_of(submission), body_of(submission)
    assert re.findall(r"要求\d(?:\(\d\))?", letter) == ["要求1"]
    assert "再発防止策の説明" not in letter + body
    assert body.count("改善計画") == 1
    assert "(1)" not in body
    row = next(one for one in trace_sentences(compose_html(submission)) if "要求1" in one.text)
    assert {"notice.requirements[0]", "notice.requirements[1]"} <= set(row.sources)


def test_a_plan_and_its_part_asked_for_apart_stay_two_demands() -> None:
    assert "要求2" in letter_of(planned("explanation", line=10))


def test_a_withdrawal_points_to_what_was_done_instead() -> None:
    rows = trace_sentences(compose_html(planned("withdrawal", line=10)))
    waived = next(one.text for one in rows if "出品の取下げをもって回答といたします。" in one.text)
    assert waived.endswith("本書の2")
    body = body_of(planned("withdrawal", line=10))
    assert "要求2 改善計画：上のとおりです。" in body
    both = asked(("root_cause", "原因と措置の説明", 3), ("corrective_action", "原因と措置の説明", 3))
    parts = body_of(replace(given_up(["root_cause", "corrective_action"]), reading=both))
    assert "ご要求への回答は次のとおりです。\n要求1(1) 根本原因：" in parts


def test_deeds_end_alike_in_a_table_and_in_a_list_of_sentences() -> None:
    deeds = [
        {"what": "在庫の型番を確認しました。", "done_on": "2026-11-20"},
        {"what": "返金の完了を確認しました", "done_on": "2026-11-21"},
        {"what": "出荷を止めました。残りを数えました。", "done_on": "2026-11-21"},
    ]
    plain = ALL["explanation"]()
    case = Case.model_validate(plain.case.model_dump() | {"corrective": deeds})
    letter, body = letter_of(replace(plain, case=case)), body_of(replace(plain, case=case))
    for text in (letter, body):
        assert "確認しました。" not in text
        assert "出荷を止めました。残りを数えました" in text
        assert "数えました。" not in text
    assert "行ったこと 担当" not in letter, "nobody is named, so there is no column for names"
    given = Case.model_validate(ALL["withdrawal"]().case.model_dump() | {"corrective": deeds})
    listed = replace(ALL["withdrawal"](), case=given)
    for text in (letter_of(listed), body_of(listed)):
        assert "在庫の型番を確認しました。" in text
        assert "返金の完了を確認しました。" in text


@pytest.mark.parametrize(
    ("kept", "heading"),
    [
        (("condition",), "コンディション 新品"),
        (("sku", "condition"), "SKUなど SKU KKU-500 新品"),
        (("jan",), "JAN 4901234567894"),
        (("model", "jan"), "型番・JAN 型番 KB-500 JAN 4901234567894"),
        (
            ("model", "jan", "sku", "condition"),
            "型番・SKUなど 型番 KB-500 JAN 4901234567894 SKU KKU-500 新品",
        ),
    ],
)
def test_the_heading_of_a_listings_details_names_what_stands_there(
    kept: tuple[str, ...], heading: str
) -> None:
    gone = dict.fromkeys({"model", "jan", "sku", "condition"} - set(kept))
    rows = [one.text for one in trace_sentences(compose_html(submit(make_case(listing=[LISTING | gone]))))]
    assert heading in rows
    other = LISTING | gone | {"asin": "B0EXAMPLE2"}
    many = letter_of(submit(make_case(listing=[LISTING | gone, other])))
    assert ("型番" in many) is ("model" in kept)
    assert ("コンディション" in many) is ("condition" in kept)


def test_the_day_of_a_photograph_is_no_day_of_issue() -> None:
    photo = {"file": "evidence/箱.jpg", "kind": "photo", "issued": "2026-11-21", "proves": "箱の表示。"}
    dated = submit(make_case(evidence=[*INVOICES, photo]))
    text = letter_of(dated)
    index = text[text.index("資料の名称") : text.index("そのまま添付しています")]
    assert "日付" in index
    assert "発行日" not in index
    assert "発行日 2026年9月4日" in " ".join(one.text for one in trace_sentences(compose_html(dated)))
    assert "日付 2026年11月21日" in " ".join(one.text for one in trace_sentences(compose_html(dated)))
    plain = letter_of(ALL["authenticity"]())
    assert "発行日" in plain[plain.index("資料の名称") : plain.index("そのまま添付しています")]
