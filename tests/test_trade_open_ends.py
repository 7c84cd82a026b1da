"""What a count may not pass as whole: days nobody tells of, goods in doubt, quantities below zero."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from appeal.model.reports import Count
from appeal.trade.reports import count_reports

ASIN = "B0TESTASIN"
SALES = "日付/時間,決済番号,トランザクションの種類,注文番号,SKU,説明,数量,Amazon 出品サービス,合計"
LISTED = "出品者SKU\tASIN 1\t商品名\t商品IDタイプ\t商品ID"
SHIPPED = "出荷日,出品者SKU,FNSKU,ASIN,FC,数量,Amazon注文番号"


def write(path: Path, *lines: str) -> Path:
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def sale(day: int, sku: str) -> str:
    return f"2026/06/{day:02} 3:00:00 JST,1,注文,250-0000001-00000{day:02},{sku},見本,2,amazon.co.jp,500"


def codes(count: Count) -> list[str]:
    return [finding.code for finding in count.findings]


def test_days_that_no_report_holds_are_never_a_bare_zero(tmp_path: Path) -> None:
    report = write(tmp_path / "t.csv", SALES, sale(1, "KAKU-1"), sale(30, "KAKU-1"))
    listed = write(tmp_path / "l.txt", LISTED, f"KAKU-1\t{ASIN}\t見本\t1\t{ASIN}")
    asked = frozenset([ASIN])
    count = count_reports([report, listed], asins=asked, first=date(2026, 7, 2), last=date(2026, 7, 9))
    assert not count.complete
    assert [(gap.first, gap.last) for gap in count.gaps] == [(date(2026, 7, 2), date(2026, 7, 9))]
    count = count_reports([report, listed], asins=asked, first=date(2026, 6, 20), last=date(2026, 7, 9))
    assert count.complete


def test_a_sku_of_two_other_goods_does_not_hold_a_count_up(tmp_path: Path) -> None:
    report = write(tmp_path / "t.csv", SALES, sale(1, "KAKU-1"), sale(30, "KAKU-2"))
    listed = write(
        tmp_path / "l.txt",
        LISTED,
        f"KAKU-1\t{ASIN}\t見本\t1\t{ASIN}",
        "KAKU-2\tB0TESTOTH1\t見本\t1\tB0TESTOTH1",
        "kaku-2\tB0TESTOTH2\t見本\t1\tB0TESTOTH2",
    )
    alone = count_reports([report, listed], asins=frozenset([ASIN]))
    assert alone.complete
    assert alone.of(ASIN).shipped == 2
    assert "T163" in codes(count_reports([report, listed], asins=frozenset([ASIN, "B0TESTOTH2"])))


def test_a_shipment_below_zero_is_no_quantity(tmp_path: Path) -> None:
    rows = [
        f"2026-06-{day:02}T03:00:00+09:00,KAKU-1,X1,{ASIN},NRT1,{units},250-0000001-00000{day:02}"
        for day, units in ((1, 4), (2, -1))
    ]
    count = count_reports([write(tmp_path / "s.csv", SHIPPED, *rows)])
    assert count.of(ASIN).shipped == 4
    assert "T152" in codes(count)
    assert not count.complete


def test_of_a_day_and_an_hour_the_hour_says_when(tmp_path: Path) -> None:
    head = "settlement-id transaction-type order-id sku amount-type amount-description posted-date posted-date-time"
    rows = [
        f"1 Order 250-0000001-000000{place} KAKU-1 ItemPrice Principal {day} {day}T{hour}:00:00+00:00"
        for place, (day, hour) in enumerate((("2026-06-29", "01"), ("2026-06-30", "20")))
    ]
    lines = [
        f"{line} {last}".replace(" ", "\t")
        for line, last in zip((head, *rows), ("quantity-purchased", 1, 2), strict=True)
    ]
    report = write(tmp_path / "v.txt", *lines)
    listed = write(tmp_path / "l.txt", LISTED, f"KAKU-1\t{ASIN}\t見本\t1\t{ASIN}")
    months = count_reports([report, listed]).of(ASIN).months
    assert [(month.month, month.shipped) for month in months] == [("2026-06", 1), ("2026-07", 2)]
