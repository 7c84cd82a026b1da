"""Reports named in the case file stand in for sales the seller did not type."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from appeal.check import Checked, check

DAY = date(2026, 11, 22)
HEAD = [
    "amazon-order-id",
    "merchant-order-id",
    "purchase-date",
    "last-updated-date",
    "order-status",
    "fulfillment-channel",
    "sales-channel",
    "order-channel",
    "url",
    "ship-service-level",
    "product-name",
    "sku",
    "asin",
    "item-status",
    "quantity",
    "currency",
    "item-price",
    "item-tax",
    "shipping-price",
    "shipping-tax",
    "gift-wrap-price",
    "gift-wrap-tax",
    "item-promotion-discount",
    "ship-promotion-discount",
    "ship-city",
    "ship-state",
    "ship-postal-code",
    "ship-country",
    "promotion-ids",
]


def orders(first: date, last: date, every: int, quantity: int = 1) -> bytes:
    """Return an order report with one order every few days, as Seller Central writes it for Japan."""
    rows = ["\t".join(HEAD)]
    day, number = first, 0
    while day <= last:
        number += 1
        cells = dict.fromkeys(HEAD, "") | {
            "amazon-order-id": f"250-{number:07d}-{first.month:07d}",
            "purchase-date": f"{day}T10:00:00+09:00",
            "last-updated-date": f"{day}T12:00:00+09:00",
            "order-status": "Shipped",
            "sales-channel": "Amazon.co.jp",
            "product-name": "架空ブランド ステンレスボトル①",
            "sku": "KKU-500",
            "asin": "B0EXAMPLE1",
            "item-status": "Shipped",
            "quantity": str(quantity),
        }
        rows.append("\t".join(cells[name] for name in HEAD))
        day += timedelta(days=every)
    return ("\r\n".join(rows) + "\r\n").encode("cp932")


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    """The invented case without typed sales."""
    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    file = folder / "case.toml"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("sales =")]
    file.write_text("\n".join(kept) + '\n\n[[sales_report]]\nfile = "reports"\n', encoding="utf-8")
    (folder / "reports").mkdir()
    return file


def codes(checked: Checked) -> set[str]:
    return {finding.code for finding in checked.findings if finding.accepted is None}


def test_units_come_from_the_reports_by_month(case: Path) -> None:
    (case.parent / "reports" / "a.txt").write_bytes(orders(date(2026, 5, 24), date(2026, 8, 31), 2))
    (case.parent / "reports" / "b.txt").write_bytes(orders(date(2026, 9, 1), date(2026, 11, 20), 1))
    checked = check(case, DAY)
    (row,) = checked.reconciliations
    assert row.shipped == 50 + 81
    assert {month.month: month.sold for month in row.months}["2026-09"] == 30
    assert row.complete
    assert "Q307" not in codes(checked)


def test_orders_behind_the_window_are_set_against_the_day_of_counting(case: Path) -> None:
    (case.parent / "reports" / "a.txt").write_bytes(orders(date(2026, 5, 24), date(2026, 11, 25), 1))
    text = case.read_text(encoding="utf-8").replace("closing_stock = 23", "closing_stock = 0")
    case.write_text(text.replace("counted_on = 2026-11-21", "counted_on = 2026-11-22"), encoding="utf-8")
    (row,) = check(case, DAY).reconciliations
    assert row.shipped == 181
    assert row.after_window == -2
    assert row.expected_closing is not None
    assert row.difference == -row.expected_closing + 2


def test_a_missing_month_is_named_and_no_sum_is_shown_as_whole(case: Path) -> None:
    (case.parent / "reports" / "a.txt").write_bytes(orders(date(2026, 5, 24), date(2026, 7, 31), 2))
    (case.parent / "reports" / "b.txt").write_bytes(orders(date(2026, 10, 1), date(2026, 11, 20), 2))
    checked = check(case, DAY)
    (row,) = checked.reconciliations
    assert not row.complete
    assert row.surplus is None
    assert not checked.ready
    assert "2026-08、2026-09" in next(finding.text for finding in checked.findings if finding.code == "Q314")


def test_a_month_told_by_half_is_not_whole(case: Path) -> None:
    (case.parent / "reports" / "a.txt").write_bytes(orders(date(2026, 5, 24), date(2026, 7, 10), 2))
    (case.parent / "reports" / "b.txt").write_bytes(orders(date(2026, 8, 20), date(2026, 11, 20), 2))
    (row,) = check(case, DAY).reconciliations
    assert not row.complete
    assert row.expected_closing is None
    assert row.surplus is None


def test_a_torn_row_leaves_no_number_that_looks_whole(case: Path) -> None:
    report = orders(date(2026, 5, 24), date(2026, 11, 20), 2) + b"250-0000000-0000009\tonly\ttorn\r\n"
    (case.parent / "reports" / "a.txt").write_bytes(report)
    checked = check(case, DAY)
    assert not checked.reconciliations[0].complete
    assert "T150" in codes(checked)


def test_more_shipped_than_bought_is_a_shortfall(case: Path) -> None:
    (case.parent / "reports" / "a.txt").write_bytes(orders(date(2026, 5, 24), date(2026, 11, 20), 1))
    checked = check(case, DAY)
    assert checked.reconciliations[0].shortfall == 181 - 146
    assert "Q301" in codes(checked)


def test_a_report_outside_the_case_is_not_read(case: Path) -> None:
    case.write_text(
        case.read_text(encoding="utf-8").replace('"reports"', '"../elsewhere.txt"'), encoding="utf-8"
    )
    case.parent.with_name("elsewhere.txt").write_bytes(orders(date(2026, 5, 24), date(2026, 11, 20), 1))
    assert "Q328" in codes(check(case, DAY))


def test_what_is_no_report_is_said_and_stops_nothing_else(case: Path) -> None:
    (case.parent / "reports" / "memo.txt").write_text("メモです", encoding="utf-8")
    checked = check(case, DAY)
    assert any(code.startswith("T") for code in codes(checked))
    assert checked.facts


def test_typed_sales_win_and_the_difference_is_told(case: Path) -> None:
    (case.parent / "reports" / "a.txt").write_bytes(orders(date(2026, 5, 24), date(2026, 11, 20), 2))
    text = case.read_text(encoding="utf-8")
    months = ", ".join(f'"2026-{month:02d}" = 10' for month in range(5, 12))
    case.write_text(
        text.replace("opening_stock", f"sales = {{ {months} }}\nopening_stock", 1), encoding="utf-8"
    )
    checked = check(case, DAY)
    assert checked.reconciliations[0].shipped == 70
    assert "Q327" in codes(checked)
