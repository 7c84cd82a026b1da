"""The number and the issuer a paper names against those of the case: whole numbers only, and no letter to the wrong company."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_rules_paper_words import AGREE, DIFFER, NOT_FOUND, PAPER, a_case, a_fact, codes, judged, states

from appeal.model.case import Case
from appeal.model.comparison import ComparedItem
from appeal.rules.comparison import compare
from appeal.rules.documents import judge_documents
from appeal.rules.requests import supplier_requests

DAY = date(2026, 11, 22)
NUMBER, ISSUER = ComparedItem.NUMBER, ComparedItem.ISSUER
OTHER = (
    PAPER.replace("㈱見本物産", "株式会社別見本").replace("06-0000", "06-1111").replace("T712345", "T112345")
)


def numbered(printed: str) -> str:
    return PAPER.replace("請求書番号 MB-2605-018", printed)


@pytest.mark.parametrize(
    ("printed", "stated", "shown"),
    [
        ("請求書番号 K-0605", "1", "K-0605"),
        ("請求書番号 K-0605", "0", "K-0605"),
        ("請求書番号 K-0605", "0605", "K-0605"),
        ("請求書番号 K-0605", "40", "K-0605"),
        ("請求書番号 K-0605", "2026", "K-0605"),
        ("請求書番号：K-08125", "K-0812", "K-08125"),
        ("請求書番号 K-0812", "K-0813", "K-0812"),
        ("請求書番号 K-0812", "K-081", "K-0812"),
        ("請求書番号\nK-0812", "K-0813", "K-0812"),
        ("請 求 書 番 号： ＃K-0812", "K-0813", "K-0812"),
        ("Invoice No.: K-0812", "K-0813", "K-0812"),
        ("No. K-0812", "K-0813", "K-0812"),
        ("番号：K-0812", "K-0813", "K-0812"),
        ("請求No.12", "13", "12"),
        ("請求書番号 MB-2605-\n018", "MB-2605-019", "MB-2605-018"),
    ],
)
def test_another_labelled_number_differs_whatever_part_of_it_is_stated(
    printed: str, stated: str, shown: str
) -> None:
    text = numbered(printed)
    assert states(text, number=stated)[NUMBER] == (DIFFER, shown)
    (finding,) = [one for one in judged(a_fact(text), number=stated) if one.code == "E314"]
    assert finding.severity.value == "error"
    assert shown in finding.text
    assert f"「{stated}」" in finding.text
    assert finding.where.field == "evidence[0].number"


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("請求書番号 K-0812", "K-0812"),
        ("請求書番号 Ｋ－０８１２", "k-0812"),
        ("請求書番号 K - 0812", "K-0812"),
        ("請求書番号 K - 0 8 1 2", "K-0812"),
        ("請求書番号\nK-0812", "K-0812"),
        ("請求書番号 MB-2605-\n018", "MB-2605-018"),
        ("請求書番号 MB-2605\n-018", "MB-2605-018"),
        ("請求書番号 INV 0812", "INV 0812"),
        ("発行日 請求書番号\n2026年5月26日 K-0812", "K-0812"),
        ("伝票 K-0812", "K-0812"),
        ("No.12", "12"),
        ("第12号", "12"),
        ("第12号", "第12号"),
        ("No. K-0812", "No. K-0812"),
        ("請求書番号 K-0812 注文番号 99887", "K-0812"),
        ("注文番号 99887\n請求書番号 K-0812", "K-0812"),
        ("請求書番号 請-0812", "請-0812"),
    ],
)
def test_a_number_that_stands_there_as_a_whole_agrees(printed: str, stated: str) -> None:
    assert states(numbered(printed), number=stated)[NUMBER][0] is AGREE
    assert codes(a_fact(numbered(printed)), number=stated) == []


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("", "K-0813"),
        ("", "1"),
        ("", "1234567"),
        ("注文番号 99887", "K-0813"),
        ("お客様番号 5512\n口座番号 1234567", "K-0813"),
        ("請求書番号 発行日\nK-0812 2026年5月26日", "K-0813"),
        ("請求書番号 2026年5月26日", "K-0813"),
        ("請求書番号 K0813", "K-0813"),
        ("No. KB-500", "K-0813"),
        ("No 品名", "K-0813"),
    ],
)
def test_where_no_number_is_named_it_is_only_not_found(printed: str, stated: str) -> None:
    text = numbered(printed)
    assert states(text, number=stated)[NUMBER][0] is NOT_FOUND
    said = [one for one in judged(a_fact(text), number=stated) if one.where.field == "evidence[0].number"]
    assert [(one.code, one.severity.value) for one in said] == [("E316", "note")]


def test_a_number_read_off_a_picture_is_not_matched_by_a_part_and_blocks_nothing() -> None:
    for stated in ("1", "0", "0605"):
        read = a_fact(numbered("請求書番号 K-0605"), by_ocr=True)
        said = {one.code: one for one in judged(read, number=stated)}
        assert "番号" not in said["E310"].text.split("一致したのは")[1].replace("商品を示す番号", "").replace(
            "電話番号", ""
        ).replace("郵便番号", "").replace("登録番号", "")
        assert said["E311"].severity.value == "note"
        assert not {"E314", "E315", "E316"} & set(said)


def two_suppliers(**changes: Any) -> Case:
    case = a_case(**changes)
    other = case.supplier[0].model_copy(update={"id": "b", "name": "株式会社別見本", "phone": None})
    return case.model_copy(update={"supplier": (*case.supplier, other)})


@pytest.mark.parametrize("case", [a_case(), two_suppliers()])
@pytest.mark.parametrize(
    "text",
    [
        OTHER,
        OTHER.replace("発行日 令和8年5月26日\n", ""),
        OTHER.replace("株式会社　架空商店 御中\n", "").replace("株式会社別見本", "発行者：株式会社別見本"),
        OTHER.replace("株式会社　架空商店 御中\n", "").replace(
            "株式会社別見本", "株式会社架空商店 御中 (株)別見本"
        ),
    ],
)
def test_a_paper_of_another_company_is_named_and_nobody_is_asked(case: Case, text: str) -> None:
    fact = a_fact(text)
    said = [one for one in judge_documents(case, (fact,), None, DAY) if one.code in ("E315", "E259", "S428")]
    assert [(one.code, one.severity.value) for one in said] == [("E315", "error")]
    assert "株式会社見本物産" in said[0].text
    assert "別見本" in said[0].text
    assert supplier_requests(case, (fact,), compare(case, (fact,))) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("㈱見本物産", "見本の店"),
        ("㈱見本物産", "MIHON BUSSAN CO., LTD."),
        ("㈱見本物産", "お振込先 株式会社別見本銀行"),
        ("㈱見本物産", "株式会社架空商店"),
        ("㈱見本物産", "配送 株式会社別見本運輸"),
        ("㈱見本物産\n", "納品先\n株式会社別見本\n"),
        ("株式会社　架空商店 御中", "株式会社別見本 御中"),
    ],
)
def test_a_name_that_issues_nothing_is_no_other_issuer(old: str, new: str) -> None:
    text = OTHER.replace("株式会社別見本", "㈱見本物産").replace(old, new)
    assert states(text).get(ISSUER, (NOT_FOUND, ""))[0] is not DIFFER


def test_who_has_the_phone_of_the_supplier_is_the_supplier_by_another_name() -> None:
    text = PAPER.replace("㈱見本物産", "株式会社別見本")
    assert states(text)[ISSUER][0] is NOT_FOUND


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("10 本入 4 箱 12,000", []), ("(10) 4 箱 12,000", ["E249"]), ("4 箱 12,000", ["E249"])],
)
def test_boxes_counted_for_pieces_are_no_error(printed: str, expected: list[str]) -> None:
    text = PAPER.replace("40 個 1,200", printed)
    found = [one for one in judged(a_fact(text)) if one.code in ("E249", "E314")]
    assert [one.code for one in found] == expected
