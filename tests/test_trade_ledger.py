"""The stock ledger, in detail and summed up by month: one truth in two shapes, and what neither may hide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from appeal.model.reports import Count, ReportKind
from appeal.trade.reports import count_reports

ASIN = "B0TESTASIN"
DETAIL = ("Date", "FNSKU", "ASIN", "MSKU", "Title", "Event Type", "Quantity", "Disposition", "Reason")
SUMMARY = (
    "Date",
    "FNSKU",
    "ASIN",
    "MSKU",
    "Title",
    "Disposition",
    "Starting Warehouse Balance",
    "Customer Shipments",
    "Customer Returns",
)
ORDERS = ("amazon-order-id", "purchase-date", "order-status", "sales-channel", "sku", "asin", "quantity")


def write(path: Path, header: tuple[str, ...], *rows: tuple[object, ...]) -> Path:
    lines = ["\t".join(header), *("\t".join(str(cell) for cell in row) for row in rows)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def detail(path: Path, **units: int) -> Path:
    rows = [
        (f"{day[1:3]}/{day[3:]}/2026", "X1", ASIN, "KAKU-1", "見本", "Shipments", -sent, "SELLABLE", "")
        for day, sent in units.items()
    ]
    return write(path, DETAIL, *rows)


def summary(path: Path, *rows: tuple[str, int, int]) -> Path:
    return write(
        path,
        SUMMARY,
        *((day, "X1", ASIN, "KAKU-1", "見本", "SELLABLE", 9, -sent, back) for day, sent, back in rows),
    )


def orders(path: Path) -> Path:
    stamps = ("2026-06-01T10:00:00+09:00", "2026-06-30T10:00:00+09:00")
    rows = [
        (f"250-000000{n}-0000001", stamp, "Shipped", "Amazon.co.jp", "KAKU-1", ASIN, n + 2)
        for n, stamp in enumerate(stamps)
    ]
    return write(path, ORDERS, *rows)


def codes(count: Count) -> list[str]:
    return [finding.code for finding in count.findings]


def test_the_days_of_the_summary_do_not_cover_a_detail_of_one_month(tmp_path: Path) -> None:
    one = detail(tmp_path / "d.txt", d0601=2, d0630=3)
    other = summary(tmp_path / "s.txt", ("01/2026", 5, 0), ("02/2026", 1, 0))
    count = count_reports([one, other], first=date(2026, 1, 1), last=date(2026, 6, 30))
    assert not count.complete
    assert [(gap.first, gap.last) for gap in count.gaps] == [(date(2026, 1, 1), date(2026, 5, 31))]


def test_a_summary_that_covers_all_days_is_counted_before_a_detail_that_does_not(tmp_path: Path) -> None:
    one = detail(tmp_path / "d.txt", d0601=2, d0630=3)
    months = [(f"{month:02}/2026", month, 0) for month in range(1, 7)]
    count = count_reports([one, summary(tmp_path / "s.txt", *months)])
    assert count.complete
    assert count.of(ASIN).shipped == 21


def test_two_shapes_of_the_ledger_are_one_witness(tmp_path: Path) -> None:
    reports = [
        orders(tmp_path / "o.txt"),
        detail(tmp_path / "d.txt", d0601=2, d0630=3),
        summary(tmp_path / "s.txt", ("06/2026", 5, 0)),
    ]
    told = {witness.kind: witness.units for witness in count_reports(reports).of(ASIN).witnesses}
    assert told == {ReportKind.LEDGER: 5}


def test_the_sum_of_a_month_and_its_days_are_not_added(tmp_path: Path) -> None:
    month = summary(tmp_path / "m.txt", ("06/2026", 5, 1), ("07/2026", 4, 0))
    days = summary(tmp_path / "d.txt", ("06/05/2026", 2, 1), ("06/20/2026", 3, 0))
    for reports in ([month, days], [days, month]):
        row = count_reports(reports).of(ASIN)
        assert (row.shipped, row.returned) == (9, 1)


def test_the_sum_of_a_month_is_not_parted_by_a_window(tmp_path: Path) -> None:
    report = summary(tmp_path / "s.txt", ("06/2026", 5, 0), ("07/2026", 4, 0), ("08/2026", 3, 0))
    count = count_reports([report], first=date(2026, 6, 15), last=date(2026, 8, 31))
    assert count.of(ASIN).shipped == 7
    assert "T174" in codes(count)
    assert not count.complete
    assert count_reports([report], first=date(2026, 7, 1), last=date(2026, 8, 31)).complete


def test_a_month_leaves_the_stock_on_its_last_day_and_comes_back_on_its_first(tmp_path: Path) -> None:
    report = summary(tmp_path / "s.txt", ("06/2026", 5, 1))
    row = count_reports([report], asins=frozenset([ASIN])).of(ASIN)
    days = [(day.day.day, day.shipped, day.returned_to_stock) for day in row.days]
    assert days == [(1, 0, 1), (30, 5, 0)]


def test_more_taken_back_than_shipped_on_a_day_is_a_small_number(tmp_path: Path) -> None:
    report = detail(tmp_path / "d.txt", d0601=5, d0602=-3, d0701=-1)
    row = count_reports([report], asins=frozenset([ASIN])).of(ASIN)
    assert row.shipped == 1
    assert [(month.month, month.shipped) for month in row.months] == [("2026-06", 2), ("2026-07", -1)]
    assert [day.shipped for day in row.days] == [5, -3, -1]
