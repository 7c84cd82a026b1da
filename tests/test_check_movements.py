"""What reports say besides sales (other shipments, the stock ledger) and what the case states of it, through `check`."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from appeal.check import Checked, check
from appeal.model.movement import MovementKind
from appeal.model.trade import MoveSource, Reconciliation
from appeal.trade.reports import count_reports

DAY = date(2026, 11, 22)
FIRST, LAST = date(2026, 5, 24), date(2026, 11, 20)
ASIN, SKU = "B0EXAMPLE1", "KKU-500"
ORDERS = [
    "amazon-order-id",
    "purchase-date",
    "last-updated-date",
    "order-status",
    "sales-channel",
    "sku",
    "asin",
    "item-status",
    "quantity",
    "is-replacement-order",
]
LEDGER = [
    "Date",
    "FNSKU",
    "ASIN",
    "MSKU",
    "Title",
    "Event Type",
    "Reference ID",
    "Quantity",
    "Fulfillment Center",
    "Disposition",
    "Reason",
    "Country",
]


def orders(*special: dict[str, str]) -> bytes:
    """One order every second day, and the special ones on top."""
    rows = []
    day = FIRST
    while day <= LAST:
        rows.append({"purchase-date": f"{day}T10:00:00+09:00"})
        day += timedelta(days=2)
    rows += special
    text = ["\t".join(ORDERS)]
    for number, row in enumerate(rows, start=1):
        cells = {
            "amazon-order-id": f"250-{number:07d}-0000000",
            "last-updated-date": "2026-11-21T10:00:00+09:00",
            "order-status": "Shipped",
            "sales-channel": "Amazon.co.jp",
            "sku": SKU,
            "asin": ASIN,
            "quantity": "1",
        } | row
        text.append("\t".join(cells.get(name, "") for name in ORDERS))
    return ("\r\n".join(text) + "\r\n").encode("cp932")


def ledger(rows: Iterable[tuple[str, str, str, int]]) -> bytes:
    """Rows of day, event, reason and units, as the detail of the stock ledger."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(LEDGER)
    for day, event, reason, units in rows:
        writer.writerow([day, "X0", ASIN, SKU, "見本", event, "", units, "NRT5", "SELLABLE", reason, "JP"])
    return out.getvalue().encode()


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    """The invented case without typed sales, its reports in a folder."""
    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    file = folder / "case.toml"
    dropped = ("sales =", "returned_to_stock =")
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(dropped)]
    file.write_text("\n".join(kept) + '\n\n[[sales_report]]\nfile = "reports"\n', encoding="utf-8")
    (folder / "reports").mkdir()
    return file


def put(case: Path, name: str, content: bytes) -> None:
    (case.parent / "reports" / name).write_bytes(content)


def state(case: Path, kind: str, quantity: int, on: str = "2026-08-01", more: str = "") -> None:
    with case.open("a", encoding="utf-8") as text:
        text.write(f'\n[[movement]]\nasin = "{ASIN}"\nkind = "{kind}"\non = {on}\nquantity = {quantity}\n')
        text.write(f'reason = "記録のとおりです。"\n{more}')


def row_of(checked: Checked) -> Reconciliation:
    (row,) = checked.reconciliations
    return row


def told(checked: Checked) -> dict[str, str]:
    return {finding.code: finding.text for finding in checked.findings}


def test_other_shipments_of_the_reports_leave_the_stock_too(case: Path) -> None:
    put(
        case,
        "注文.txt",
        orders(
            {"purchase-date": "2026-06-03T10:00:00+09:00", "sales-channel": "Non-Amazon JP", "quantity": "4"},
            {"purchase-date": "2026-06-04T10:00:00+09:00", "is-replacement-order": "true", "quantity": "2"},
            {
                "purchase-date": "2026-06-05T10:00:00+09:00",
                "order-status": "Shipped - Lost in Transit",
                "quantity": "3",
            },
            {"purchase-date": "2026-06-06T10:00:00+09:00", "order-status": "Cancelled", "quantity": "9"},
        ),
    )
    row = row_of(check(case, DAY))
    assert row.shipped == 91
    assert row.moved == (
        (MovementKind.MULTI_CHANNEL, 4),
        (MovementKind.REPLACEMENT, 2),
        (MovementKind.LOST_DAMAGED, 3),
    )
    assert {move.source for move in row.moves} == {MoveSource.ORDERS}
    assert row.expected_closing == 6 + 140 - 91 - 9
    assert (row.needed, row.supply_needed, row.sold_net) == (100, 100, 91)
    june = next(month for month in row.months if month.month == "2026-06")
    assert (june.sold, june.left) == (15, 9)


def test_both_results_are_those_of_count(case: Path) -> None:
    returned = (
        '"返品日","注文番号","出品者SKU","ASIN","数量","商品の状態"\r\n'
        f'"2026-06-20T00:00:00+09:00","250-0000001-0000000","{SKU}","{ASIN}","1","SELLABLE"\r\n'
        f'"2026-06-21T00:00:00+09:00","250-0000002-0000000","{SKU}","{ASIN}","1","DEFECTIVE"\r\n'
    )
    put(
        case,
        "注文.txt",
        orders({"purchase-date": "2026-07-01T10:00:00+09:00", "sales-channel": "Non-Amazon"}),
    )
    put(case, "返品.csv", returned.encode("cp932"))
    row = row_of(check(case, DAY))
    count = count_reports([case.parent / "reports"], asins=frozenset({ASIN}), first=FIRST, last=LAST).of(ASIN)
    assert (row.shipped, row.deducted, row.sold_net) == (91, 2, count.sold_net)
    assert row.supply_needed == count.supply_needed == 91 + 1 - 1
    assert row.returned_to_stock == 1
    assert row.expected_closing == 6 + 140 - 91 - 1 + 1


def test_the_ledger_gives_what_was_disposed_of_lost_and_found(case: Path) -> None:
    put(case, "注文.txt", orders())
    put(
        case,
        "元帳.csv",
        ledger(
            [
                ("06/01/2026", "Receipts", "", 40),
                ("06/10/2026", "Adjustments", "D", -2),
                ("06/11/2026", "Adjustments", "M", -1),
                ("06/12/2026", "Adjustments", "F", 1),
                ("06/13/2026", "Adjustments", "Q", -1),
                ("06/13/2026", "Adjustments", "P", 1),
                ("05/23/2026", "Adjustments", "D", -7),
            ]
        ),
    )
    checked = check(case, DAY)
    row = row_of(checked)
    assert [(move.kind.value, move.on.day, move.units, move.source.value) for move in row.moves] == [
        ("disposed", 10, 2, "ledger"),
        ("lost", 11, 1, "ledger"),
        ("found", 12, 1, "ledger"),
    ]
    assert row.expected_closing == 6 + 140 - 91 - 2
    assert "Q347" in told(checked)
    assert not {"Q348", "Q349"} & set(told(checked))


def test_what_the_ledger_does_not_explain_is_named_and_not_counted(case: Path) -> None:
    put(case, "注文.txt", orders())
    rows = [("06/10/2026", "Adjustments", "5", -3), ("06/11/2026", "VendorReturns", "", -4)]
    put(case, "元帳.csv", ledger(rows))
    checked = check(case, DAY)
    assert row_of(checked).moves == ()
    assert "-3個" in told(checked)["Q348"]
    assert "4個" in told(checked)["Q349"]


def test_what_the_seller_states_wins_over_the_ledger(case: Path) -> None:
    put(case, "注文.txt", orders())
    put(
        case,
        "元帳.csv",
        ledger([("06/10/2026", "Adjustments", "D", -2), ("06/11/2026", "Adjustments", "M", -1)]),
    )
    state(case, "disposed", 5)
    checked = check(case, DAY)
    assert row_of(checked).moved == ((MovementKind.DISPOSED, 5), (MovementKind.LOST, 1))
    assert "5個" in told(checked)["Q346"]
    assert "2個" in told(checked)["Q346"]


def test_typed_sales_leave_only_the_ledger_to_the_reports(case: Path) -> None:
    mcf = {"purchase-date": "2026-06-03T10:00:00+09:00", "sales-channel": "Non-Amazon", "quantity": "4"}
    put(case, "注文.txt", orders(mcf))
    put(case, "元帳.csv", ledger([("06/10/2026", "Adjustments", "D", -2)]))
    months = ", ".join(f'"2026-{month:02d}" = 10' for month in range(5, 12))
    text = case.read_text(encoding="utf-8")
    typed = text.replace("opening_stock", f"sales = {{ {months} }}\nopening_stock", 1)
    case.write_text(typed, encoding="utf-8")
    row = row_of(check(case, DAY))
    assert (row.shipped, row.sold_net) == (70, 70)
    assert row.moved == ((MovementKind.DISPOSED, 2),)
    assert [fact.kind.value for fact in row.reports] == ["ledger"]


def test_two_ledgers_that_overlap_count_a_row_once(case: Path) -> None:
    put(case, "注文.txt", orders())
    rows = [("06/10/2026", "Adjustments", "D", -2), ("06/20/2026", "Adjustments", "M", -1)]
    put(case, "a.csv", ledger([("06/01/2026", "Receipts", "", 1), *rows]))
    put(case, "b.csv", ledger([*rows, ("06/30/2026", "Receipts", "", 1)]))
    assert row_of(check(case, DAY)).moved == ((MovementKind.DISPOSED, 2), (MovementKind.LOST, 1))


def test_the_reports_are_named_with_their_days(case: Path) -> None:
    put(case, "注文.txt", orders())
    (fact,) = row_of(check(case, DAY)).reports
    assert (fact.file, fact.kind.words, fact.first, fact.last) == ("注文.txt", "全注文レポート", FIRST, LAST)


def test_the_document_holds_the_added_keys(case: Path) -> None:
    put(case, "注文.txt", orders())
    state(case, "returned_to_supplier", 10, "2026-09-01", 'evidence = "資料2"\n')
    ended = subprocess.run(
        [sys.executable, "-m", "appeal", "check", str(case), "--json", "--today", "2026-11-22"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    (row,) = json.loads(ended.stdout)["quantities"]
    assert row["movements"] == [
        {
            "kind": "returned_to_supplier",
            "on": "2026-09-01",
            "quantity": 10,
            "reason": "記録のとおりです。",
            "evidence": "資料2",
            "source": "case",
        }
    ]
    assert (row["came_otherwise"], row["left_otherwise"], row["supply_needed"]) == (0, 10, 91)
    assert (row["needed"], row["covered"], row["surplus"]) == (91, 136, 45)
    assert row["expected_closing"] == 6 + 140 - 91 - 10
    assert next(month for month in row["months"] if month["month"] == "2026-09")["left"] == 10
    assert all(line["units"] == line["quantity"] * line["pack"] for line in row["purchases"])


def test_every_refused_report_is_named_at_once(case: Path) -> None:
    put(case, "a.txt", "メモです".encode())
    put(case, "b.pdf", b"%PDF-1.7")
    assert {"T111", "T127"} <= set(told(check(case, DAY)))
