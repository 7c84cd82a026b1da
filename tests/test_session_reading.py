"""What is read for the seller is shown before it is used: reports counted month by month, the text of a paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from session_scripts import Answer, hold, prepare, without_build

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
    assert written.listing[0].sales == {day[:7]: units for day, units in UNITS.items()}
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
        date(2026, 5, 26), "MB-2605-018", "株式会社見本物産", 40
    )


def test_what_a_paper_says_twice_and_differently_is_not_suggested() -> None:
    doubled = INVOICE + "発行日 2026年6月1日\n請求書番号: MB-9\n有限会社空想\nKB-500 3個\n"
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
    _code, typist = hold(
        case, [*answers[:place], Answer("見本の請求書.pdf"), Answer(""), Answer("1"), *enter]
    )
    assert "読み取り（合っていれば Enter）: 2026年5月26日" in typist.text
    assert "読み取り（合っていれば Enter）: MB-2605-018" in typist.text
    written = read_case_file(case).case
    assert written is not None
    (paper,) = written.evidence
    assert (paper.issued, paper.number) == (date(2026, 5, 26), "MB-2605-018")
    assert written.supplier[0].name == "株式会社見本物産"
