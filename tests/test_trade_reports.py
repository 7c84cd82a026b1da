"""Reports as Seller Central writes them: recognised by content alone, counted to the unit, refused with the way on."""

from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path

import pytest
from trade_columns import NEW
from trade_months import JAPAN, Line
from trade_writers import table, write_orders

from appeal.model.reports import Count, ReportKind
from appeal.trade.reports import count_reports

SAMPLES = Path(__file__).parent / "reports"
ASIN = "B0TESTASIN"
ORDERS = sorted(SAMPLES.glob("all_orders_*"))


def codes(count: Count) -> list[str]:
    return [finding.code for finding in count.findings]


def line(**values: object) -> Line:
    when = datetime(2026, 6, 14, 12, tzinfo=JAPAN)
    plain: dict[str, object] = {
        "order": "250-0000001-0000001",
        "sku": "KAKU-1",
        "asin": ASIN,
        "when": when,
        "updated": when,
        "status": "Shipped",
        "item_status": "Shipped",
        "channel": "Amazon.co.jp",
        "replacement": False,
        "units": 1,
    }
    return Line(**(plain | values))  # type: ignore[arg-type]


def orders(folder: Path, *lines: Line, name: str = "orders.txt") -> Path:
    return write_orders(folder / name, lines, random.Random(3))


@pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.name)
def test_the_traps_of_all_orders(path: Path) -> None:
    count = count_reports([path], asins=frozenset([ASIN]), first=date(2026, 6, 1), last=date(2026, 6, 30))
    row = count.of(ASIN)
    lines = dict(row.lines)
    assert (row.shipped, lines["shipped"]) == (5, 4)
    assert (row.undelivered, row.pending, row.mcf, row.replacement) == (1, 1, 5, 1)
    # One of the three cancelled lines is blank and counts as one, two say 0 units.
    assert (row.cancelled, lines["cancelled"]) == (1, 3)
    assert sum(lines.values()) == count.reports[0].rows == 11
    assert (row.sold_net, row.supply_needed) == (5, 12)
    assert count.reports[0].first == date(2026, 6, 1)
    assert [(day.day.day, day.shipped) for day in row.days if day.shipped] == [(1, 3), (9, 2)]


@pytest.mark.parametrize(
    ("name", "kind", "encoding", "rows"),
    [
        ("all_orders_cp932.txt", "all_orders", "cp932", 11),
        ("all_orders_utf8.txt", "all_orders", "utf-8", 11),
        ("all_orders_utf8bom.txt", "all_orders", "utf-8-sig", 11),
        ("business_by_asin_2023_utf8bom.csv", "business_by_child_asin", "utf-8-sig", 1),
        ("business_by_asin_2026_noSKU_utf8bom.csv", "business_by_child_asin", "utf-8-sig", 1),
        ("date_range_jp_cp932_2023.csv", "transactions", "cp932", 4),
        ("date_range_jp_utf8.csv", "transactions", "utf-8", 4),
        ("fba_customer_shipment_sales_utf8bom.csv", "fba_shipments", "utf-8-sig", 1),
        ("fba_returns_cp932.csv", "fba_returns", "cp932", 1),
        ("fba_shipments_utf8bom.csv", "fba_fulfilled", "utf-8-sig", 1),
        ("listings_utf8bom.txt", "listings", "utf-8-sig", 1),
    ],
)
def test_a_report_is_recognised_under_any_name(
    name: str, kind: str, encoding: str, rows: int, tmp_path: Path
) -> None:
    path = tmp_path / "見本.dat"
    path.write_bytes((SAMPLES / name).read_bytes())
    (fact,) = count_reports([path]).reports
    assert (fact.kind, fact.encoding, fact.rows) == (kind, encoding, rows)


def test_all_samples_together_count_orders_once() -> None:
    row = count_reports([SAMPLES]).of(ASIN)
    assert (row.shipped, row.returned, row.returned_to_stock, row.refunded) == (5, 1, 1, 1)
    assert (row.sold_net, row.supply_needed) == (4, 11)
    assert {(w.kind.value, w.units) for w in row.witnesses} >= {
        ("transactions", 2),
        ("fba_shipments", 2),
        ("fba_fulfilled", 2),
    }


def test_a_sku_becomes_an_asin_through_the_listings() -> None:
    alone = count_reports([SAMPLES / "date_range_jp_utf8.csv"])
    assert "T159" in codes(alone)
    assert not alone.complete
    assert alone.asins == ()
    row = count_reports([SAMPLES / "date_range_jp_utf8.csv", SAMPLES / "listings_utf8bom.txt"]).of(ASIN)
    assert (row.shipped, row.refunded, row.sold_net) == (2, 1, 1)


def test_orders_of_another_month_tell_which_sku_is_which(tmp_path: Path) -> None:
    path = orders(tmp_path, line(when=datetime(2026, 3, 1, tzinfo=JAPAN), sku="test-sku-1"))
    count = count_reports(
        [path, SAMPLES / "date_range_jp_utf8.csv"], first=date(2026, 6, 1), last=date(2026, 6, 15)
    )
    assert count.basis is ReportKind.TRANSACTIONS
    assert count.of(ASIN).shipped == 2


def test_without_sales_there_is_no_bare_number() -> None:
    count = count_reports([SAMPLES / "business_by_asin_2023_utf8bom.csv"])
    assert codes(count) == ["T164"]
    assert not count.complete
    assert count.of(ASIN).shipped == 0
    assert [(w.kind, w.units) for w in count.of(ASIN).witnesses] == [
        (ReportKind.BUSINESS_BY_CHILD_ASIN, 1234)
    ]


def test_a_report_without_rows_proves_nothing(tmp_path: Path) -> None:
    empty = count_reports([orders(tmp_path)])
    assert codes(empty) == ["T164"]
    assert not empty.complete
    asked = count_reports([orders(tmp_path)], first=date(2026, 6, 1), last=date(2026, 6, 30))
    assert [(gap.first.day, gap.last.day) for gap in asked.gaps] == [(1, 30)]


@pytest.mark.parametrize(
    "stamp", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "0026-06-01", "あした"]
)
def test_an_impossible_day_is_told(stamp: str, tmp_path: Path) -> None:
    cells = {
        "purchase-date": stamp,
        "amazon-order-id": "1",
        "order-status": "Shipped",
        "sku": "a",
        "asin": ASIN,
    }
    count = count_reports([table(tmp_path / "o.txt", NEW, [cells | {"quantity": 1}])])
    assert "T151" in codes(count)
    assert count.of(ASIN).shipped == 0


def test_an_unknown_status_is_counted_apart_and_named_with_its_row(tmp_path: Path) -> None:
    count = count_reports([orders(tmp_path, line(), line(status="Shipped - 架空の状態", units=3))])
    assert (count.of(ASIN).shipped, count.of(ASIN).unknown_status) == (1, 3)
    assert not count.complete
    (finding,) = count.findings
    assert finding.code == "T154"
    assert finding.where.line == 3
    assert "架空の状態" in finding.text


def test_an_unknown_status_of_other_goods_or_days_does_not_matter(tmp_path: Path) -> None:
    path = orders(
        tmp_path,
        line(),
        line(asin="B0KAKUU002", status="?"),
        line(when=datetime(2025, 1, 1, tzinfo=JAPAN), status="?"),
    )
    assert count_reports(
        [path], asins=frozenset([ASIN]), first=date(2026, 6, 1), last=date(2026, 6, 30)
    ).complete


def test_a_torn_row_makes_the_count_incomplete(tmp_path: Path) -> None:
    path = orders(tmp_path, line(), line(units=7))
    path.write_bytes(path.read_bytes()[:-60])
    count = count_reports([path])
    assert codes(count) == ["T150"]
    assert count.of(ASIN).shipped == 1
    assert not count.complete


@pytest.mark.parametrize(
    ("units", "code"), [("", "T152"), ("-1", "T152"), ("1.5", "T152"), ("4.57E+12", "T152"), ("0", "T155")]
)
def test_a_quantity_that_is_none_is_told(units: str, code: str, tmp_path: Path) -> None:
    count = count_reports([orders(tmp_path, line(units=units), line(units="１,０００"))])
    assert codes(count) == [code]
    assert count.of(ASIN).shipped == 1000
    assert count.complete is (code == "T155")


def test_a_day_is_that_of_japan(tmp_path: Path) -> None:
    path = tmp_path / "o.txt"
    stamps = (
        "2026-05-31T15:05:00+00:00",
        "2026-06-30T23:59:59+09:00",
        "2026-06-30T15:00:00Z",
        "2026-05-31T20:31:00+05:30",
        "2026-05-31T20:29:00+05:30",
    )
    table(
        path,
        NEW,
        [
            {
                "purchase-date": s,
                "amazon-order-id": s,
                "order-status": "Shipped",
                "sku": "a",
                "asin": ASIN,
                "quantity": 10**n,
            }
            for n, s in enumerate(stamps)
        ],
    )
    count = count_reports([path])
    assert {m.month: m.shipped for m in count.of(ASIN).months} == {
        "2026-05": 10000,
        "2026-06": 1011,
        "2026-07": 100,
    }


def test_the_newest_version_of_an_order_counts(tmp_path: Path) -> None:
    old = orders(tmp_path, line(status="Pending"), line(status="Pending", units=2), name="2.txt")
    new = orders(tmp_path, line(updated=datetime(2026, 6, 20, tzinfo=JAPAN), units=2), name="1.txt")
    for paths in ([old, new], [new, old]):
        row = count_reports(paths).of(ASIN)
        assert (row.shipped, row.pending) == (2, 0)


def test_versions_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    paths = [orders(tmp_path, line(units=units), name=f"{units}.txt") for units in (1, 2)]
    counts = [count_reports(paths), count_reports(paths[::-1])]
    assert counts[0] == counts[1]
    assert codes(counts[0]) == ["T158"]
    assert not counts[0].complete


def test_a_month_without_reports_is_a_gap_and_quiet_days_are_not(tmp_path: Path) -> None:
    days = [(2026, 6, 2), (2026, 6, 28), (2026, 8, 1), (2026, 8, 30)]
    lines = [
        line(order=f"250-0000001-000000{n}", when=datetime(*day, tzinfo=JAPAN)) for n, day in enumerate(days)
    ]
    paths = [orders(tmp_path, *lines[:2], name="6.txt"), orders(tmp_path, *lines[2:], name="8.txt")]
    count = count_reports(paths, first=date(2026, 6, 1), last=date(2026, 8, 31))
    assert [(gap.first, gap.last) for gap in count.gaps] == [(date(2026, 6, 29), date(2026, 7, 31))]
    assert not count.complete
    assert count_reports(paths[:1], first=date(2026, 6, 1), last=date(2026, 6, 30)).complete
    one = orders(tmp_path, *lines, name="all.txt")
    assert count_reports([one], first=date(2026, 6, 1), last=date(2026, 8, 31)).complete


def test_february_is_a_month(tmp_path: Path) -> None:
    ends = [(1, 1), (1, 31), (3, 1), (3, 31)]
    lines = [
        line(order=f"250-0000001-000000{n}", when=datetime(2026, *end, 9, tzinfo=JAPAN))
        for n, end in enumerate(ends)
    ]
    paths = [orders(tmp_path, *lines[:2], name="1.txt"), orders(tmp_path, *lines[2:], name="3.txt")]
    assert [(g.first.day, g.last.day) for g in count_reports(paths).gaps] == [(1, 28)]


def test_returns_belong_to_the_window_of_their_order(tmp_path: Path) -> None:
    may, june = datetime(2026, 5, 20, tzinfo=JAPAN), datetime(2026, 6, 14, tzinfo=JAPAN)
    path = orders(tmp_path, line(order="A", when=may, units=3), line(order="B", when=june, units=2))
    back = table(
        tmp_path / "r",
        ["return-date", "order-id", "sku", "asin", "quantity", "detailed-disposition"],
        [
            {
                "return-date": "2026-06-20T00:00:00+09:00",
                "order-id": o,
                "sku": "kaku-1",
                "asin": ASIN,
                "quantity": q,
                "detailed-disposition": "SELLABLE",
            }
            for o, q in (("A", 3), ("B", 5), ("C", 1))
        ],
    )
    count = count_reports(
        [path, back], asins=frozenset([ASIN]), first=date(2026, 6, 1), last=date(2026, 6, 30)
    )
    row = count.of(ASIN)
    assert (row.shipped, row.returned, row.sold_net) == (2, 5, 0)
    assert row.returned_by_day_of_return == 9
    assert {day.day.day: day.returned_to_stock for day in row.days if day.returned_to_stock} == {20: 9}
    assert "T161" in codes(count)
