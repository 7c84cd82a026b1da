"""What a paper says in its own words against the case: agree, differ, not found, and what follows from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appeal.model.case import Case
from appeal.model.comparison import Agreement, ComparedItem
from appeal.model.evidence import FileFacts, FileState
from appeal.model.finding import Finding
from appeal.model.traits import Trait, TraitName
from appeal.rules.comparison import compare
from appeal.rules.documents import judge_documents
from appeal.rules.paper_words import lines_of

PAPER = """請 求 書(見本)
株式会社　架空商店 御中
請求書番号 MB-2605-018
発行日 令和8年5月26日
お支払期限 2026年6月30日
㈱見本物産
〒530-0000 大阪府大阪市北区見本1-1-1
TEL 06-0000-0000 FAX 06-0000-9999
登録番号 T7123456789012
1 架空ブランド ステンレスボトル KB-500 4901234567894 40 個 1,200
合計 48,000 円"""
TOLD = {"E249", "E250", "E258", "E259", "E260", "E314", "E315", "E318"}
AGREE, DIFFER, NOT_FOUND = Agreement.AGREE, Agreement.DIFFER, Agreement.NOT_FOUND


def a_case(**changes: Any) -> Case:
    item = {
        "file": "請求書.pdf",
        "kind": "invoice",
        "number": "MB-2605-018",
        "issued": date(2026, 5, 26),
        "supplier": "mihon",
        "addressee": "株式会社架空商店",
        "lines": [{"asin": "B0EXAMPLE1", "quantity": 40}],
    }
    return Case.model_validate(
        {
            "seller": {"company": "株式会社架空商店", "phone": "03-0000-0000", "contact": "架空 花子"},
            "listing": [{"asin": "B0EXAMPLE1", "model": "KB-500", "jan": "4901234567894"}],
            "supplier": [
                {
                    "id": "mihon",
                    "name": "株式会社見本物産",
                    "address": "〒530-0000 大阪府大阪市北区見本1-1-1",
                    "phone": "06-0000-0000",
                    "registration": "T7123456789012",
                }
            ],
            "evidence": [item | changes],
        }
    )


def a_fact(*texts: str, **more: Any) -> FileFacts:
    pages = max(1, len(texts))
    return FileFacts(
        "請求書.pdf", "/a", FileState.USABLE, "pdf", "pdf", 9, "0" * 64, pages, texts=texts or None, **more
    )


def states(text: str, **changes: Any) -> dict[ComparedItem, tuple[Agreement, str]]:
    found = compare(a_case(**changes), (a_fact(text),))
    return {one.item: (one.agreement, one.found) for one in found}


def codes(fact: FileFacts, **changes: Any) -> list[str]:
    return [one.code for one in judged(fact, **changes) if one.code in TOLD]


def judged(fact: FileFacts, **changes: Any) -> tuple[Finding, ...]:
    return judge_documents(a_case(**changes), (fact,), None, date(2026, 11, 22))


def test_a_paper_that_says_what_the_case_says_agrees_in_everything() -> None:
    found = states(PAPER)
    assert set(found) == set(ComparedItem)
    assert {agreement for agreement, _ in found.values()} == {AGREE}, found
    assert codes(a_fact(PAPER)) == []


@pytest.mark.parametrize(
    ("old", "new", "item", "shown"),
    [
        ("令和8年5月26日", "2026年6月26日", ComparedItem.ISSUED, "2026年6月26日"),
        ("令和8年5月26日", "R8.6.26", ComparedItem.ISSUED, "R8.6.26"),
        ("株式会社　架空商店 御中", "有限会社別の店 御中", ComparedItem.ADDRESSEE, "有限会社別の店"),
        ("TEL 06-0000-0000", "TEL 06-1111-1111", ComparedItem.PHONE, "06-1111-1111"),
        ("〒530-0000", "〒540-0000", ComparedItem.POSTAL_CODE, "540-0000"),
        ("T7123456789012", "T1180301018771", ComparedItem.REGISTRATION, "T1180301018771"),
        ("40 個", "４ 個", ComparedItem.QUANTITY, "4"),
        ("請 求 書(見本)", "領収書(見本)", ComparedItem.TITLE, "領収書(見本)"),
    ],
)
def test_a_difference_names_what_stands_there_and_its_page(
    old: str, new: str, item: ComparedItem, shown: str
) -> None:
    text = PAPER.replace(old, new)
    assert states(text)[item] == (DIFFER, shown)
    (finding,) = [one for one in judged(a_fact("表紙", text)) if one.code in {"E249", "E314"}]
    grave = item in {ComparedItem.ISSUED, ComparedItem.QUANTITY}
    assert (finding.code, finding.severity.value) == (("E314", "error") if grave else ("E249", "warning"))
    assert shown in finding.text
    assert "2頁" in finding.text
    assert item.value in finding.text


@pytest.mark.parametrize(
    ("old", "item"),
    [
        ("発行日 令和8年5月26日\n", ComparedItem.ISSUED),
        ("㈱見本物産\n", ComparedItem.ISSUER),
        ("株式会社　架空商店 御中\n", ComparedItem.ADDRESSEE),
        ("TEL 06-0000-0000 ", ComparedItem.PHONE),
        (" KB-500 4901234567894", ComparedItem.PRODUCT),
    ],
)
def test_what_is_not_there_is_said_once(old: str, item: ComparedItem) -> None:
    text = PAPER.replace(old, "")
    assert states(text)[item][0] is NOT_FOUND
    (finding,) = [one for one in judged(a_fact(text)) if one.code == "E259"]
    assert item.value in finding.text


@pytest.mark.parametrize(
    ("title", "code", "severity"),
    [
        ("御見積書", "E250", "error"),
        ("ご注文内容の確認", "E250", "error"),
        ("PROFORMA INVOICE", "E250", "error"),
        ("Quotation", "E250", "error"),
        ("注文書", "E250", "error"),
        ("納 品 書", "E258", "warning"),
        ("レシート", "E258", "warning"),
    ],
)
def test_a_paper_of_no_completed_transaction_is_named_by_its_own_title(
    title: str, code: str, severity: str
) -> None:
    text = PAPER.replace("請 求 書(見本)", title)
    (finding,) = [one for one in judged(a_fact(text)) if one.code in {"E249", "E250", "E258"}]
    assert (finding.code, finding.severity.value) == (code, severity)


def test_an_invoice_that_is_a_delivery_note_as_well_is_an_invoice() -> None:
    assert codes(a_fact(PAPER.replace("請 求 書(見本)", "納品書兼請求書"))) == []


def test_a_second_day_does_not_stand_for_the_day_of_issue() -> None:
    text = PAPER.replace("令和8年5月26日", "2026年5月1日") + "\n納品日 2026年5月26日"
    assert states(text)[ComparedItem.ISSUED] == (DIFFER, "2026年5月1日")


def test_the_sellers_own_phone_is_no_other_phone_of_the_supplier() -> None:
    text = PAPER.replace("TEL 06-0000-0000 FAX 06-0000-9999", "TEL 03-0000-0000")
    assert states(text)[ComparedItem.PHONE][0] is NOT_FOUND


def test_a_scan_is_said_to_hold_no_words_and_is_compared_with_nothing() -> None:
    scan = a_fact(traits=(Trait(TraitName.NO_TEXT),))
    assert codes(scan) == ["E260"]
    assert compare(a_case(), (scan,)) == ()


def test_photographs_are_not_read() -> None:
    assert compare(a_case(kind="photo"), (a_fact(PAPER),)) == ()
    assert codes(a_fact("見積書"), kind="photo") == []


def test_a_quantity_inside_the_words_of_a_receipt_is_one() -> None:
    words = PAPER.replace("4901234567894 40 個 1,200", "")
    assert states(words + "\n但し KB-500 40個代として")[ComparedItem.QUANTITY][0] is AGREE
    assert states(words + "\n但し KB-500 4個代として")[ComparedItem.QUANTITY] == (DIFFER, "4")


@pytest.mark.parametrize(
    ("first", "title", "expected"),
    [("請", "求書", []), ("仮", "請求書", ["E250"]), ("御", "見積書", ["E250"]), ("1", "請求書", [])],
)
def test_a_title_whose_first_letter_stands_alone_is_read_whole(
    first: str, title: str, expected: list[str]
) -> None:
    paper = PAPER.replace("請 求 書(見本)", f"{first}\n{title}")
    assert codes(a_fact(paper)) == expected
    delivered = PAPER.replace("請 求 書(見本)", "納品書")
    if not expected:
        assert codes(a_fact(delivered, paper)) == []


DOWNWARDS = """領収書
株式会社架空商店様
一金四万八千円也
但ステンレスボトル（KB-500 ）四十個代として
令和八年五月二十六日
大阪府大阪市北区見本一丁目一番一号株式会社見本物産
電話〇六― 〇〇〇〇― 〇〇〇〇"""


def test_a_receipt_written_downwards_says_its_day_quantity_and_phone() -> None:
    found = states(DOWNWARDS, kind="receipt")
    for item in (ComparedItem.ISSUED, ComparedItem.QUANTITY, ComparedItem.PHONE, ComparedItem.ISSUER):
        assert found[item][0] is AGREE
    other = states(DOWNWARDS.replace("二十六日", "十六日").replace("四十個", "十四個"), kind="receipt")
    assert other[ComparedItem.QUANTITY] == (DIFFER, "14")
    assert other[ComparedItem.ISSUED] == (DIFFER, "令和8年5月16日")


@pytest.mark.parametrize("name", ["三菱一号館", "一二三商会", "見本一丁目二番三号", "千本桜", "二本松"])
def test_kanji_figures_of_names_stay_as_they_are(name: str) -> None:
    assert lines_of((name,))[0].text == name
