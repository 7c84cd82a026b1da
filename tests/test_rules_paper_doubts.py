"""Papers whose words do not settle whether they contradict the case: nothing blocks there, and what is settled still does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_rules_paper_words import AGREE, PAPER, a_fact, judged, states

from appeal.model.comparison import ComparedItem
from appeal.rules.name_forms import fold_name

BLOCKING = {"E250", "E314", "E315"}
HEAD = "No 品名 数量 単価 金額"
ISSUER = """㈱見本物産
〒530-0000 大阪府大阪市北区見本1-1-1
TEL 06-0000-0000 FAX 06-0000-9999
登録番号 T7123456789012"""


def dated(printed: str, more: str = "") -> str:
    return f"{PAPER.replace('発行日 令和8年5月26日', printed)}\n{more}"


def numbered(printed: str) -> str:
    return PAPER.replace("請求書番号 MB-2605-018", printed)


def with_rows(*rows: str, head: str = HEAD) -> str:
    row = "1 架空ブランド ステンレスボトル KB-500 4901234567894 40 個 1,200"
    return PAPER.replace(row, "\n".join((head, *rows)))


def issued_by(printed: str, more: str = "") -> str:
    return f"{PAPER.replace(ISSUER, printed)}\n{more}"


def told(text: str, **changes: Any) -> dict[str, str]:
    codes = BLOCKING | {"E249", "E318"}
    return {one.code: one.text for one in judged(a_fact(text), **changes) if one.code in codes}


def quantity(number: int, pack: int = 1) -> dict[str, Any]:
    return {"lines": [{"asin": "B0EXAMPLE1", "quantity": number, "pack": pack}]}


@pytest.mark.parametrize(
    "text",
    [
        dated("2026年5月26日", "保証書発行日 2026年5月27日"),
        dated("2026年5月26日", "在庫証明書 No.3\n発行日 2026年4月1日"),
        dated("2026年5月26日", "出荷案内 発行日：2026/05/25"),
        dated("2026年5月26日", "Quote Date: April 2, 2026 Ship Date: May 2, 2026"),
        dated("2026年5月26日", "Date Printed: 2026-06-02\nStatement Date: 2026-05-31"),
        dated("2026年5月26日", "会員登録日 2024年4月1日\n登録年月日 2023年10月1日"),
        dated("伝票日付 2026年5月26日", "入金日 2026年5月31日"),
        dated("請求年月日 26年5月26日", "発行日付 2026/05/31 分"),
        dated("請求書発行日2026年5月26日（再発行日2026年6月1日）"),
        dated("発行日：2026年5月26日 (前回発行日：2026年4月26日)"),
        dated("納品日\n2026年5月24日\n発行日\n2026年5月26日"),
        dated("注文日：2026/5/20　請求日：2026/5/26"),
        dated("26/05/2026", "ダウンロード日 2026年10月2日"),
    ],
)
def test_days_of_other_papers_and_events_are_no_day_of_issue(text: str) -> None:
    assert told(text) == {}
    assert states(text)[ComparedItem.ISSUED][0] is AGREE


@pytest.mark.parametrize(
    ("printed", "more"),
    [
        ("2026年5月26日", "発行日 2026年6月1日"),
        ("2026 5 26", "請求日 2026年6月1日"),
        ("5/26", "発行日 2026年6月1日"),
        ("26.5.26", "発行日 2026年6月1日"),
        ("", "発行日 2026年6月1日\n請求日 2026年6月2日"),
        ("", "見積書番号 Q-1\n発行日 2026年6月1日"),
        ("", "日付 2026年6月1日"),
        ("", "発行日 納品日\n2026/06/01 2026/06/03"),
    ],
)
def test_a_day_that_may_be_another_one_is_a_warning(printed: str, more: str) -> None:
    assert set(told(dated(printed, more))) == {"E249"}


@pytest.mark.parametrize(
    "printed",
    [
        "発行日 2026年6月26日",
        "請求日：2026/5/27",
        "ご請求日 令和7年5月26日",
        "発行日 2026年5月27日 納品日 2026年5月26日",
        "請求書番号 K-1 発行日 2026年5月27日",
    ],
)
def test_the_one_day_called_that_of_issue_blocks_where_it_is_another(printed: str) -> None:
    assert "発行日" in told(dated(printed))["E314"]


@pytest.mark.parametrize(
    ("printed", "stated", "expected"),
    [
        ("請求書番号 MB-2605-018/019", "MB-2605-018", None),
        ("請求書番号 MB-2605-018/019", "MB-2605-019", None),
        ("請求書番号 MB-2605-017／MB-2605-018", "MB-2605-018", None),
        ("請求書番号 MB-2605-018/019", "MB-2605-020", "E314"),
        ("請求書番号 MB-2605-017~019", "MB-2605-018", "E249"),
        ("請求書番号 MB-2605-018-1", "MB-2605-018", "E249"),
        ("請求書番号 000123", "123", None),
        ("請求書番号：No.018", "18", None),
        ("請求書番号4桁 0181 をご記入ください", "MB-2605-018", None),
        ("前回請求書番号 MB-2604-011\n請求書番号 MB-2605-018", "MB-2605-018", None),
        ("前回請求書番号 MB-2604-011", "MB-2605-018", None),
        ("請求書番号 55\n請求番号 56", "57", "E249"),
        ("注文番号 請求書番号 7781 1018", "1018", None),
        ("伝票番号 MB-2605-019", "MB-2605-018", "E249"),
        ("注文番号 250-1234567-1234567", "250-1234567-1234567", None),
        ("請求書番号 MB-2605-018 お客様番号 A-77123", "A-77123", "E318"),
        ("TEL 03-1234-5678", "03-1234-5678", "E318"),
    ],
)
def test_a_number_blocks_only_where_one_other_stands_for_the_paper(
    printed: str, stated: str, expected: str | None
) -> None:
    assert set(told(numbered(printed), number=stated)) == ({expected} if expected else set())


def test_a_number_behind_another_word_is_named_by_it() -> None:
    said = told(numbered("請求書番号 MB-2605-018\n見積番号 Q-99123"), number="Q-99123")
    assert "「見積番号」" in said["E318"]


@pytest.mark.parametrize(
    ("rows", "stated"),
    [
        (("1 KB-500 S 10 1,200 12,000", "2 KB-500 M 10 1,200 12,000", "3 KB-500 L 20 1,200 24,000"), 40),
        (("KB-500 黒 15 1,200 18,000 2 KB-500 白 25 1,200 30,000",), 40),
        (("1 KB-500 黒 10 1,200 12,000", "2 同上 白 30 1,200 36,000"), 40),
        (("1 KB-500 36 1,200 43,200", "2 KB-500 (サービス) 4 0 0"), 40),
        (("1 KB-500 36 1,200 43,200", "2 KB-500 (サービス) 4 0 0"), 36),
        (("1 KB-500 45 1,200 54,000", "2 KB-500 返品 ▲5 1,200 ▲6,000"), 40),
        (("1 KB-500 45 1,200 54,000", "2 KB-500 返品 △5個 1,200 △6,000"), 40),
        (("1 KB-500 45 1,200 54,000", "返品 KB-500 (5) 1,200 (6,000)"), 40),
        (("1 KB-500 45 1,200 54,000", "2 KB-500 返品分 5 -1,200 -6,000"), 40),
        (("1 KB-500 50 1,200 60,000", "2 KB-500 返品 10 1,200 12,000"), 40),
        (("1 KB-500 40 1,200 48,000", "2 KB-500 値引 1 -800 -800"), 40),
        (("1 KB-500 10個入り×4箱 12,000 48,000",), 40),
        (("1 KB-500 4 箱 12,000 48,000 (10個入)",), 40),
        (("1 KB-500 3打 14,400 43,200",), 36),
        (("1 KB-500 3 DZ 14,400 43,200",), 36),
        (("KB-500 1 40 40 1,600",), 40),
        (("KB-500 60 40 20 1,200 48,000",), 40),
        (("KB-500 40 1,200 48,000 KB-501 10 1,200 12,000",), 40),
        (("1 KB-500 40 1,200 48,000", "KB-500用 パッキン 100 50 5,000"), 40),
    ],
)
def test_rows_that_come_to_the_stated_quantity_agree(rows: tuple[str, ...], stated: int) -> None:
    text = with_rows(*rows)
    assert states(text, **quantity(stated))[ComparedItem.QUANTITY][0] is AGREE
    assert told(text, **quantity(stated)) == {}


@pytest.mark.parametrize(
    ("rows", "head", "stated"),
    [
        (("1 KB-500 黒 10 1,200 12,000", "白 30 1,200 36,000"), HEAD, 40),
        (("KB-500 5 14,400 72,000",), "品番 数量(ケース) 単価 金額", 60),
        (("KB-500 5 c/s 14,400 72,000",), HEAD, 60),
        (("KB-500 2本セット 20 2,400 48,000",), HEAD, 40),
        (("1 KB-500 40 1,200 48,000", "2 KB-500 過剰分返品 5"), HEAD, 35),
        (("1 KB-500 1 式 48,000 48,000",), HEAD, 40),
        (("1 KB-500 一式 1 48,000 48,000",), HEAD, 40),
        (("1 KB-500 40 1,200 48,000",), HEAD, 1200),
        (("1 KB-500 40 1,200 48,000",), HEAD, 48000),
    ],
)
def test_a_quantity_that_something_else_may_explain_is_a_warning(
    rows: tuple[str, ...], head: str, stated: int
) -> None:
    assert set(told(with_rows(*rows, head=head), **quantity(stated))) == {"E249"}


@pytest.mark.parametrize(
    ("rows", "stated", "shown"),
    [
        (("1 KB-500 4 1,200 4,800",), 40, "「4」"),
        (("1 KB-500 40 1,200 48,000",), 400, "「40」"),
        (("1 KB-500 -40 1,200 -48,000",), 40, "「-40」"),
        (("1 KB-500 △40個 1,200 △48,000",), 40, "「-40」"),
        (("1 KB-500 (40) 1,200 (48,000)",), 40, "「-40」"),
        (("1 KB-500 15 1,200 18,000", "2 KB-500 25 1,200 30,000"), 50, "「15」"),
        (("1 KB-500 40 1,200 48,000", "2 別商品 77 100 7,700"), 77, "「40」"),
    ],
)
def test_rows_that_prove_another_quantity_block(rows: tuple[str, ...], stated: int, shown: str) -> None:
    assert shown in told(with_rows(*rows), **quantity(stated))["E314"]


def test_packs_of_which_the_paper_says_nothing_are_named_with_both_numbers() -> None:
    said = told(with_rows("1 KB-500 40 1,200 48,000"), **quantity(40, pack=12))
    assert "「40」" in said["E249"]
    assert "「480(40×12)」" in said["E249"]
    assert told(with_rows("1 KB-500 40 ケース 1,200 48,000"), **quantity(40, pack=12)) == {}


@pytest.mark.parametrize(
    ("printed", "more"),
    [
        ("〒530-0000 大阪府大阪市北区見本1-1-1", "株式会社別急行\nTEL 03-1111-1111"),
        ("大阪府大阪市北区見本1-1-1", "株式会社別ペイ\nTEL 03-1111-1111"),
        ("TEL 06-2222-3333", "製造販売元 株式会社別製薬 TEL 03-1111-1111"),
        ("TEL 06-2222-3333", "株式会社別後払い TEL 03-1111-1111"),
        ("TEL 06-2222-3333", "【発売元】\n株式会社別見本\nTEL 03-1111-1111"),
        ("TEL 06-2222-3333", "Powered by 株式会社別見本 TEL 03-1111-1111"),
        ("TEL 06-2222-3333", "株式会社別見本\nTEL 03-1111-1111"),
        ("株式会社別見本\n〒530-0000 大阪府大阪市北区見本1-1-1\nTEL 06-2222-3333", ""),
        ("見本モール\n株式会社別見本\nTEL 06-2222-3333", ""),
        ("株式会社みほんぶっさん\nTEL 06-2222-3333", ""),
        ("株式会社別見本\nTEL 06-2222-3333\n株式会社別商会\nTEL 06-2222-4444", ""),
    ],
)
def test_a_company_that_may_stand_there_for_another_reason_blocks_nothing(printed: str, more: str) -> None:
    assert not BLOCKING & set(told(issued_by(printed, more)))


@pytest.mark.parametrize(
    ("printed", "more"),
    [
        ("株式会社別見本\n〒111-0000 東京都\nTEL 03-1111-1111", ""),
        ("株式会社別見本\n〒530-0000 大阪府大阪市北区見本1-1-1\n登録番号 T1180301018771", ""),
        ("", "発行者 株式会社別見本\nTEL 03-1111-1111"),
    ],
)
def test_the_one_company_that_stands_as_the_issuer_blocks(printed: str, more: str) -> None:
    assert "別見本" in told(issued_by(printed, more))["E315"]


def test_a_paper_of_the_seller_himself_is_told() -> None:
    own = "株式会社架空商店\nTEL 03-0000-0000"
    assert "「株式会社架空商店」" in told(issued_by(own))["E249"]
    assert "E249" not in told(issued_by("", f"納品先\n{own}"))


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("株式会社髙﨑商店", "株式会社高崎商店"),
        ("㈱渡邉", "株式会社渡辺"),
        ("齋藤商会", "斉藤商会"),
        ("キヤノン", "キャノン"),
        ("ヱビス", "エビス"),
        ("スーパ－卸", "スーパー卸"),
        ("スーパ‐卸", "スーパー卸"),
    ],
)
def test_variants_of_letters_are_one_name(printed: str, stated: str) -> None:
    assert fold_name(printed) == fold_name(stated)


@pytest.mark.parametrize(
    ("one", "other"), [("見本A-1", "見本A1"), ("高木", "高本"), ("スー卸", "ス卸"), ("コー2", "コ-2")]
)
def test_other_names_stay_others(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("title", "more", "expected"),
    [
        ("請求書（案）", "", True),
        ("請求書 DRAFT", "", True),
        ("請求書", "【取消】", True),
        ("請求書", "VOID", True),
        ("請求書", "キャンセル", False),
        ("", "注文 取消 変更 2026年5月1日", False),
        ("ご請求書ご案内", "", False),
        ("請求書(見本)", "", False),
        ("請求書(再発行)", "注文の取消はできません", False),
    ],
)
def test_a_draft_or_a_paper_taken_back_is_no_completed_transaction(
    title: str, more: str, expected: bool
) -> None:
    text = f"{PAPER.replace('請 求 書(見本)', title)}\n{more}"
    assert ("E250" in told(text)) is expected


def test_a_paper_taken_back_beside_the_one_that_stands_blocks_nothing() -> None:
    text = (PAPER.replace("請 求 書(見本)", "請求書(取消)"), PAPER)
    assert "E250" not in {one.code for one in judged(a_fact(*text))}


def test_what_a_scan_says_under_another_word_is_not_told() -> None:
    read = a_fact(dated("2026年5月26日\nお支払期限 2026年6月30日"), by_ocr=True)
    assert not {"E318", "E314"} & {one.code for one in judged(read, issued=date(2026, 6, 30))}
