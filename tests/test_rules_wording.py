"""Weak sentences are told with their place, good business Japanese is left in peace."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from appeal.messages import Severity, find
from appeal.model.case import Case
from appeal.model.finding import Finding
from appeal.rules.expressions import EXPRESSIONS
from appeal.rules.wording import judge_wording

CORPUS = Path(__file__).parent / "wording"
NAMES = (
    "tuned",
    "held_out",
    "fresh",
    "last",
    "sellers",
    "voices",
    "desks",
    "unseen",
    "shops",
    "clerks",
    "beside",
    "stalls",
    "booths",
    "corners",
)
KINDS = {
    "regret": "W601",
    "blame": "W602",
    "emotion": "W603",
    "guess": "W604",
    "question": "W605",
    "genuine": "W606",
    "absolute": "W607",
    "names": "W608",
    "plain": "W609",
    "numbers": "W610",
    "long": "W611",
    "future": "W612",
    "person": "W613",
    "stock": "W617",
    "apology": "W618",
    "greeting": "W619",
}
DEED = {"what": "在庫34個の返送を依頼しました。", "done_on": "2026-11-05", "by": "架空 花子"}


def case_of(field: str, text: str) -> Case:
    values: dict[str, Any] = {
        "happened": {"plan": {"what_happened": text}},
        "cause": {"plan": {"root_cause": text}},
        "deed": {"corrective": [DEED | {"what": text}]},
        "measure": {"preventive": [{"what": text}]},
        "withdrawal": {"response": "withdrawal", "withdrawal": {"cause": text}},
        "proves": {"evidence": [{"file": "見本.pdf", "proves": text}]},
        "reason": {"accept": [{"code": "Q304", "reason": text}]},
    }
    return Case.model_validate(values[field])


def complaints(case: Case) -> set[str]:
    return {finding.code for finding in judge_wording(case) if finding.severity is not Severity.NOTE}


def corpus(name: str) -> list[tuple[str, str, str]]:
    lines = (CORPUS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 2) for line in lines if line and not line.startswith("#")]
    return [(verdict, field, text) for verdict, field, text in rows]


@cache
def measured(name: str) -> dict[str, tuple[int, int, int]]:
    """Return rightly told, wrongly told and missed sentences by code; a second true code is no wrong one."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for verdict, field, text in corpus(name):
        told = complaints(case_of(field, text))
        for kind in verdict.split("+"):
            if kind != "good":
                counts[KINDS[kind]][0 if KINDS[kind] in told else 2] += 1
        if verdict == "good":
            for code in told:
                counts[code][1] += 1
    return {code: (right, wrong, missed) for code, (right, wrong, missed) in counts.items()}


def test_the_corpus_is_large_and_half_of_it_is_good() -> None:
    rows = [row for name in NAMES for row in corpus(name)]
    good = sum(verdict == "good" for verdict, _, _ in rows)
    assert len(rows) >= 300
    assert good >= 0.48 * len(rows)
    assert len({text for _, _, text in rows}) == len(rows)
    assert {kind for verdict, _, _ in rows for kind in verdict.split("+")} == {*KINDS, "good"}


def test_good_business_japanese_is_left_in_peace() -> None:
    wrong = [
        (text, told)
        for name in NAMES
        for verdict, field, text in corpus(name)
        if verdict == "good" and (told := complaints(case_of(field, text)))
    ]
    assert wrong == []


def test_weak_sentences_are_told() -> None:
    for name in NAMES:
        counts = measured(name).values()
        right, missed = sum(one[0] for one in counts), sum(one[2] for one in counts)
        assert right >= 0.9 * (right + missed), name


def test_the_page_tells_the_figures_as_they_are(root: Path) -> None:
    page = (root / "docs" / "wording.md").read_text(encoding="utf-8")
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name in NAMES:
        for code, counts in measured(name).items():
            totals[code] = [one + more for one, more in zip(totals[code], counts, strict=True)]
    assert len(totals) == len(KINDS)
    for code, (right, wrong, missed) in totals.items():
        assert f"| {code} | {right} | {wrong} | {missed} |" in page, (code, right, wrong, missed)


def test_every_expression_has_a_source_and_a_standing() -> None:
    assert len(EXPRESSIONS) >= 80
    assert all(one.source and one.standing and one.parts for one in EXPRESSIONS)


def judged(**values: Any) -> dict[str, Finding]:
    return {finding.code: finding for finding in judge_wording(Case.model_validate(values))}


def test_a_finding_names_field_sentence_and_words() -> None:
    told = "在庫を数えました。\n原因は湿気だと思います。検品を終えました。"
    finding = judged(corrective=[DEED, DEED | {"what": told}])["W604"]
    assert finding.where.field == "corrective[1].what"
    assert finding.text.startswith("corrective[1].what 2文目: 「と思います」")


def test_what_a_buyer_wrote_is_no_speech_of_the_seller() -> None:
    quoted = "「偽物だと思います。返金してくれますか?」というご連絡が1件ありました。"
    assert judged(plan={"what_happened": quoted}) == {}


@pytest.mark.parametrize(
    ("code", "text"), [("W602", "購入者様の勘違いです。"), ("W603", "生活がかかっています。")]
)
def test_blame_and_feelings_block_until_they_are_taken_knowingly(code: str, text: str) -> None:
    assert judged(plan={"what_happened": text})[code].blocks
    assert find(code).acceptable


def test_a_promise_beside_a_fact_is_no_empty_promise() -> None:
    assert "W601" in judged(preventive=[{"what": "照合を徹底する。"}])
    backed = "照合を徹底する。不一致の箱は赤い札を付けて隔離する。"
    assert "W601" not in judged(preventive=[{"what": backed}])


def test_a_claim_with_its_paper_is_no_bare_claim() -> None:
    assert "W606" in judged(plan={"what_happened": "対象商品は正規品です。"})
    assert judged(plan={"what_happened": "対象商品は、資料3のとおり正規品です。"}) == {}


def test_a_person_beside_a_missing_step_is_no_scapegoat() -> None:
    assert "W613" in judged(plan={"root_cause": "担当者の確認ミスです。"})
    both = "担当者が見落としました。検品表に入数の欄がなかったためです。"
    assert "W613" not in judged(plan={"root_cause": both})


def test_two_names_for_one_store_are_told_across_fields() -> None:
    finding = judged(
        plan={"root_cause": "当店に照合の工程がありませんでした。"},
        preventive=[{"what": "弊社の倉庫で照合する。"}],
    )["W608"]
    assert finding.where.field == "preventive[0].what"
    assert "「弊社」と「当店」" in finding.text


def test_plain_form_is_right_in_measures_and_in_deeds_that_are_all_plain() -> None:
    assert "W609" not in judged(preventive=[{"what": "型番を照合する。"}, {"what": "棚札を点検します。"}])
    plain = DEED | {"what": "在庫34個を返送した。"}
    assert "W609" not in judged(corrective=[plain])
    assert "W609" in judged(corrective=[plain, DEED])


def test_a_cause_that_no_measure_answers_is_told_once() -> None:
    cause = {"root_cause": "冷蔵庫の温度を記録する仕組みがありませんでした。"}
    told = judged(plan=cause, preventive=[{"what": "請求書をASINごとに保存する。"}])
    assert told["W614"].where.field == "preventive"
    assert "W614" not in judged(plan=cause, preventive=[{"what": "冷蔵庫の温度を毎朝書き留める。"}])


def test_a_measure_that_answers_nothing_is_a_note() -> None:
    told = judged(
        plan={"root_cause": "冷蔵庫の温度を記録する仕組みがありませんでした。"},
        preventive=[{"what": "温度を毎朝書き留める。"}, {"what": "靴の左右を見比べる。"}],
    )["W615"]
    assert told.severity is Severity.NOTE
    assert told.where.field == "preventive[1].what"


def test_a_listing_that_the_plan_passes_over_is_named() -> None:
    two = [{"asin": "B0EXAMPLE1", "model": "KB-500"}, {"asin": "B0EXAMPLE2", "model": "KB-750"}]
    cause = {"root_cause": "KB-500の入荷時に照合する工程がありませんでした。"}
    finding = judged(listing=two, plan=cause)["W616"]
    assert finding.where.field == "listing[1].asin"
    assert finding.text.startswith("B0EXAMPLE2")
    assert "W616" not in judged(listing=two[:1], plan=cause)
    both = {"root_cause": "2商品とも、入荷時に照合する工程がありませんでした。"}
    assert "W616" not in judged(listing=two, plan=both)


def test_one_apology_is_enough() -> None:
    sorry = "ご迷惑をおかけし、申し訳ございません。"
    assert "W618" in judged(plan={"what_happened": sorry, "root_cause": sorry})
    assert "W618" not in judged(plan={"what_happened": sorry})
    assert judged(response="explanation", plan={"what_happened": sorry})["W621"].severity is Severity.NOTE


def test_a_plan_that_nobody_asked_for_is_a_note() -> None:
    plan = {"root_cause": "入荷時に照合する工程がありませんでした。"}
    papers: dict[str, Any] = {"requirements": ["invoice"]}
    asked: dict[str, Any] = {"requirements": ["invoice", "root_cause"]}
    assert judged(response="authenticity", notice=papers, plan=plan)["W620"].severity is Severity.NOTE
    assert judged(response="explanation", notice=papers, plan=plan) == {}
    assert judged(response="authenticity", notice=asked, plan=plan) == {}


def test_why_a_word_is_taken_knowingly_may_name_the_word() -> None:
    assert judged(accept=[{"code": "W602", "reason": "悪質という語は仕入先の社名の一部です。"}]) == {}


def test_what_others_are_told_to_have_said_is_theirs() -> None:
    told = "中古品ではないかとのお問い合わせと、不当に高いというご意見がありました。"
    assert judged(plan={"what_happened": told}) == {}
    assert "W604" in judged(plan={"what_happened": "中古品ではないかと考えております。"})


def test_a_measure_of_empty_words_alone_is_told_whatever_they_are() -> None:
    for empty in ("業務の可視化を推進する。", "出荷前の最終確認を実施する。", "組織風土の刷新に取り組む。"):
        assert "W601" in judged(preventive=[{"what": empty}]), empty
    for full in ("箱の型番を読み上げる。", "返品を開けて中身を見る。", "出荷前に2名で確認する。"):
        assert judged(preventive=[{"what": full}]) == {}, full


def test_a_person_in_what_happened_is_answered_by_the_step_in_the_cause() -> None:
    happened = "担当者が旧型を取り違えて発送しました。"
    step = "棚に型番の札がなく、照合する工程がありませんでした。"
    assert "W613" in judged(plan={"what_happened": happened, "root_cause": "担当者が急いでいました。"})
    assert "W613" not in judged(plan={"what_happened": happened, "root_cause": step})


@pytest.mark.parametrize(
    ("cause", "measure"),
    [
        ("緩衝材の量を定めた基準がありませんでした。", "クッションは6面に2センチ入れる。"),
        ("B0TEST0001の棚に札がありませんでした。", "棚ごとに札を付ける。"),
        ("返品を販売可能の在庫に戻していました。", "戻った箱は全数を開ける。"),
    ],
)
def test_one_thing_under_two_names_is_one_thing(cause: str, measure: str) -> None:
    assert "W614" not in judged(plan={"root_cause": cause}, preventive=[{"what": measure}])


def test_a_deed_in_the_dictionary_form_is_not_done_yet() -> None:
    assert "W612" in judged(corrective=[DEED | {"what": "在庫の返送を依頼する。"}])
    assert "W612" not in judged(
        corrective=[DEED | {"what": "到着を待っていた2個を、発送の対象から外しました。"}]
    )


@pytest.mark.parametrize(
    "cause",
    [
        "私がルールをよく知らなかったためです。",
        "検品がおろそかになっていました。",
        "担当者に確かめる余裕がありませんでした。",
    ],
)
def test_a_rule_that_was_broken_is_no_missing_step(cause: str) -> None:
    assert "W613" in judged(plan={"root_cause": cause})


def test_anything_that_was_not_there_is_a_missing_step() -> None:
    for thing in ("帳面", "拡大鏡", "作業台の仕切り"):
        cause = f"家族が交代で出荷しており、{thing}がありませんでした。"
        assert judged(plan={"root_cause": cause}) == {}, thing


def test_what_a_buyer_may_do_wrong_can_be_prevented() -> None:
    fault = "購入者様が部品を間違って使われたことが原因です。"
    assert "W602" in judged(plan={"root_cause": fault})
    assert judged(preventive=[{"what": "購入者様が間違えやすい部品に番号を書く。"}]) == {}


def test_a_paper_may_say_whose_fault_it_was() -> None:
    file = {"file": "見本.pdf"}
    assert judged(evidence=[file | {"proves": "運送会社の責任で破損したことを認める文書です。"}]) == {}
    assert "W602" in judged(plan={"root_cause": "運送会社の責任で破損しました。"})


def test_talk_to_ones_own_people_needs_a_content() -> None:
    assert "W601" in judged(corrective=[DEED | {"what": "全スタッフに今回の件を説明しました。"}])
    told = DEED | {"what": "従業員2名に型番の見方を説明しました。"}
    assert judged(corrective=[told]) == {}
