"""The table of quantities holds every number of the reconciliation once, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from render_cases import moved

from appeal.bundle.quantities import quantities_table
from appeal.check import check


def test_the_table_adds_up(root: Path) -> None:
    checked = check(root / "examples" / "authenticity" / "case.toml", date(2026, 11, 22))
    data = quantities_table(checked.reconciliations)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    by_name = {row["項目"]: row for row in rows}
    assert by_name["期首在庫"]["在庫"] == "6"
    assert by_name["数えた在庫"]["在庫"] == "23"
    assert by_name["差"]["在庫"] == "0"
    months = [row for row in rows if row["項目"].startswith("2026-")]
    assert sum(int(row["出荷"]) for row in months) == int(by_name["合計と計算上の在庫"]["出荷"]) == 125
    assert sum(int(row["仕入"]) for row in months) == 140
    assert months[-1]["在庫"] == by_name["合計と計算上の在庫"]["在庫"] == "23"


def test_movements_opening_papers_and_reports_are_rows_and_the_sums_hold_them() -> None:
    data = quantities_table(moved().reconciliations).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    by_name = {row["項目"]: row for row in rows}
    total = by_name["合計と計算上の在庫"]
    expected = 6 + int(total["仕入"]) - int(total["出荷"]) + int(total["在庫に戻した返品"])
    assert expected + int(total["ほかの増"]) - int(total["ほかの減"]) == int(total["在庫"])
    left = [row for row in rows if row["項目"].startswith("内訳") and row["ほかの減"]]
    assert sum(int(row["ほかの減"]) for row in left) == int(total["ほかの減"]) == 5
    assert by_name["内訳：仕入先への返品"]["理由"] == "外箱の破損"
    assert by_name["内訳：仕入先への返品"]["資料"] == by_name["内訳：期首在庫の書類"]["資料"] == "資料4"
    assert by_name["集計に用いた全注文レポート"]["資料"] == "orders-2026.txt"
