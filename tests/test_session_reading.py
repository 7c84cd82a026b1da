"""What is read for the seller is shown before it is used: reports counted month by month, the text of a paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from session_scripts import Answer, hold, one, prepare, without_build

from appeal.intake.casefile import read_case_file
from appeal.intake.suggestions import Suggested, suggest

HEADER = (
    "amazon-order-id",
    "purchase-date",
    "order-status",
    "fulfillment-channel",
    "sales-channel",
    "product-name",
    "sku",
    "asin",
    "item-status",
    "quantity",
)
UNITS = {
    "2026-05-25": 12,
    "2026-06-10": 18,
    "2026-07-01": 21,
    "2026-08-02": 24,
    "2026-09-03": 19,
    "2026-10-04": 22,
    "2026-11-19": 9,
}


def report(path: Path) -> None:
    rows = ["\t".join(HEADER)]
    for number, (day, units) in enumerate(UNITS.items()):
        order = f"250-{number:07d}-0000000"
        cells = (
            order,
            f"{day}T03:00:00+00:00",
            "Shipped",
            "Amazon",
            "Amazon.co.jp",
            "見本",
            "KKU-500",
            "B0EXAMPLE1",
        )
        rows.append("\t".join((*cells, "Shipped", str(units))))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_a_dropped_report_is_counted_shown_and_used_on_request(tmp_path: Path) -> None:
    case = prepare("authenticity", tmp_path / "x")
    report(tmp_path / "x" / "desktop" / "全注文.txt")
    answers = without_build("authenticity")
    place = next(i for i, answer in enumerate(answers) if answer.text.startswith("2026-05 12"))
    dropped = Answer(f'"{tmp_path / "x" / "desktop" / "全注文.txt"}"')
    _code, typist = hold(
        case, [*answers[:place], dropped, Answer("2"), dropped, Answer("1"), *answers[place + 1 :]]
    )
    assert "2026-07 21個" in typist.text
    assert "この数量を使いますか？" in typist.text
    written = read_case_file(case).case
    assert written is not None
    assert [one.file for one in written.sales_report] == ["reports/全注文.txt"]
    assert written.listing[0].sales is None
    kept = case.parent / "reports" / "全注文.txt"
    assert kept.read_bytes() == (tmp_path / "x" / "desktop" / "全注文.txt").read_bytes()
    assert "いまの在庫23　[OK] 一致" in typist.text


def test_units_that_left_without_a_sale_are_shown_and_leave_the_stock(tmp_path: Path) -> None:
    case = prepare("authenticity", tmp_path / "x")
    file = tmp_path / "x" / "desktop" / "全注文.txt"
    report(file)
    text = file.read_text(encoding="utf-8").replace("Amazon.co.jp", "Non-Amazon JP", 1)
    file.write_text(text, encoding="utf-8")
    answers = without_build("authenticity")
    place = next(i for i, answer in enumerate(answers) if answer.text.startswith("2026-05 12"))
    _code, typist = hold(case, [*answers[:place], Answer(str(file)), Answer("1"), *answers[place + 1 :]])
    assert "ほかに マルチチャネルの出荷 12個" in typist.text
    assert "期首6＋仕入140－販売113＋返品2－ほかの減少12＝23" in typist.text
    assert "いまの在庫23　[OK] 一致" in typist.text


def test_reports_that_leave_a_month_open_are_counted_together_with_those_that_follow(tmp_path: Path) -> None:
    case = prepare("authenticity", tmp_path / "x")
    file = tmp_path / "x" / "desktop" / "全注文.txt"
    report(file)
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    early, late = file.with_name("前半.txt"), file.with_name("後半.txt")
    early.write_text("\n".join([head, *lines[:3]]) + "\n", encoding="utf-8")
    late.write_text("\n".join([head, *lines[2:]]) + "\n", encoding="utf-8")
    answers = without_build("authenticity")
    place = next(i for i, answer in enumerate(answers) if answer.text.startswith("2026-05 12"))
    dropped = [Answer(str(early)), Answer("1"), Answer(str(late)), Answer("1")]
    _code, typist = hold(case, [*answers[:place], *dropped, *answers[place + 1 :]])
    assert "2026-07-02から2026-11-20までのレポートがありません。" in typist.text
    written = read_case_file(case).case
    assert written is not None
    assert [one.file for one in written.sales_report] == ["reports/前半.txt", "reports/後半.txt"]
    assert "いまの在庫23　[OK] 一致" in typist.text


def test_a_report_that_names_other_goods_is_refused(tmp_path: Path) -> None:
    case = prepare("authenticity", tmp_path / "x")
    other = tmp_path / "x" / "desktop" / "全注文.txt"
    report(other)
    other.write_text(other.read_text(encoding="utf-8").replace("B0EXAMPLE1", "B0EXAMPLE9"), encoding="utf-8")
    answers = without_build("authenticity")
    place = next(i for i, answer in enumerate(answers) if answer.text.startswith("2026-05 12"))
    _code, typist = hold(case, [*answers[:place], Answer(str(other))])
    assert "[NG] レポートに B0EXAMPLE1 の出荷がありません。" in typist.text


INVOICE = """請求書
株式会社見本物産
株式会社架空商店 御中
請求書番号: MB-2605-018
発行日 2026年5月26日
ステンレスボトル KB-500  40個  12,000円
"""


def test_the_text_of_a_paper_is_only_suggested() -> None:
    assert suggest([INVOICE], ["KB-500"]) == Suggested(
        date(2026, 5, 26), "MB-2605-018", "株式会社見本物産", 40, "invoice", "株式会社架空商店"
    )


def test_what_a_paper_says_twice_and_differently_is_not_suggested() -> None:
    doubled = INVOICE + "発行日 2026年6月1日\n請求書番号: MB-9\n有限会社空想\nKB-500 3個\n"
    doubled += "領収書\n有限会社見本亭 御中\n"
    assert suggest([doubled], ["KB-500"]) == Suggested()
    assert suggest(None) == Suggested()
    assert suggest(["", "  "]) == Suggested()


def test_what_a_pdf_says_is_offered_and_marked(tmp_path: Path, root: Path) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    case = prepare("authenticity", tmp_path / "x")
    font = next((root / "fonts").glob("*UDPGothic*Regular.ttf")).as_uri()
    style = (
        f"@font-face {{ font-family: f; src: url({font}) }} body {{ font-family: f; white-space: pre-line }}"
    )
    html = f"<html lang=ja><style>{style}</style><body>{INVOICE}</body></html>"
    (case.parent / "見本の請求書.pdf").write_bytes(weasyprint.HTML(string=html).write_pdf())
    answers = without_build("authenticity")
    place = next(i for i, answer in enumerate(answers) if ".jpg" in answer.text)
    enter = [Answer("") for _ in range(3)]
    _code, typist = hold(case, [*answers[:place], *one("見本の請求書.pdf", "", "", "", "1"), *enter])
    assert "読み取り（合っていれば Enter）: 2026年5月26日" in typist.text
    assert "読み取り（合っていれば Enter）: MB-2605-018" in typist.text
    written = read_case_file(case).case
    assert written is not None
    (paper,) = written.evidence
    assert (paper.issued, paper.number) == (date(2026, 5, 26), "MB-2605-018")
    assert written.supplier[0].name == "株式会社見本物産"


def test_nothing_is_asked_that_a_dropped_paper_or_the_notice_has_said_already(tmp_path: Path) -> None:
    """All but what stands on no paper is answered with Enter."""
    case = prepare("authenticity", tmp_path / "x")
    seller = ("A0EXAMPLE00000", "〒100-0000 東京都千代田区架空町1-2-3", "03-0000-0000", "owner@example.com")
    begin = [*one("notice.txt", "", "1", "", "", "", "", ""), *one(*seller, "架空 花子")]
    paper = one("請求書_2026-05-26.pdf", "", *[""] * 8, "", *[""] * 4)
    _code, typist = hold(case, [*begin, *paper, Answer("6")])
    written = read_case_file(case).case
    assert written is not None
    assert written.seller.company == "株式会社架空商店"
    (item,), (supplier,) = written.evidence, written.supplier
    assert (written.listing[0].jan, written.listing[0].model) == ("4901234567894", "KB-500")
    assert (item.kind, item.issued, item.number) == ("invoice", date(2026, 5, 26), "MB-2605-018")
    assert (item.addressee, item.lines[0].quantity) == ("株式会社架空商店", 40)
    assert (supplier.name, supplier.phone) == ("株式会社見本物産", "06-0000-0000")
    assert supplier.address == "〒530-0000 大阪府大阪市北区見本1-1-1"
    assert (supplier.email, supplier.website) == ("sales@example.jp", "https://example.jp/")
    assert typist.text.count("読み取り（合っていれば Enter）") >= 11
    assert written.listing[0].opening_stock == 6


def test_what_is_offered_can_be_declined(tmp_path: Path) -> None:
    case = prepare("authenticity", tmp_path / "x")
    answers = without_build("authenticity")
    place = next(i for i, answer in enumerate(answers) if ".jpg" in answer.text)
    hold(case, [*answers[:place], *one("請求書_2026-05-26.pdf", "", "", "", "", "", "-", "", "なし")])
    written = read_case_file(case).case
    assert written is not None
    (item,) = written.evidence
    assert item.issued == date(2026, 5, 26)
    assert (item.number, item.addressee) == (None, None)


OTHERS = """領 収 書
架空商店 様
有限会社空想
〒000-0000 架空県見本市1
TEL 03-0000-0000 FAX 03-0000-0001
登録番号 T7123456789012 注文番号 A-77 No. 33-B
"""


def test_what_is_the_sellers_own_is_nobody_elses() -> None:
    found = suggest([OTHERS], (), ("03-0000-0000",))
    assert (found.kind, found.addressee, found.issuer) == ("receipt", "架空商店", "有限会社空想")
    assert (found.number, found.phone) == ("33-B", None)
    assert suggest([OTHERS]).phone == "03-0000-0000"
    assert suggest([OTHERS]).address == "〒000-0000 架空県見本市1"


def test_numbers_in_a_products_name_are_no_quantity() -> None:
    row = "1 ガラス保存容器 4個セット 24 個"
    assert suggest([row], ["ガラス保存容器　4個セット"]).quantity == 24
