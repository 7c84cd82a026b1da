"""A table of purchases the seller keeps asks after the papers; it never stands in for one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from appeal.check import Checked, check

DAY = date(2026, 11, 22)
COLUMNS = '{ number = "伝票番号", asin = "商品コード", quantity = "数量", pack = "入数", day = "計上日" }'
HEAD = "計上日,伝票番号,取引先,商品コード,入数,数量"


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    return folder / "case.toml"


def add_table(case: Path, *rows: str, columns: str | None = COLUMNS, head: str = HEAD) -> None:
    (case.parent / "仕入.csv").write_bytes("\r\n".join(("仕入台帳", head, *rows)).encode("cp932"))
    own = f"columns = {columns}\n" if columns else ""
    with case.open("a", encoding="utf-8") as text:
        text.write(f'\n[[purchase_table]]\nfile = "仕入.csv"\n{own}')


def bought(case: Path) -> list[tuple[str, date, int]]:
    """Number, day and units of the papers of the invented case."""
    checked = check(case, DAY)
    assert checked.submission is not None
    return [
        (item.number or "", item.issued, sum(line.units for line in item.lines))
        for item in checked.submission.case.evidence
        if item.lines and item.issued
    ]


def told(checked: Checked) -> dict[str, str]:
    return {one.code: one.text for one in checked.findings if one.code[:3] in ("Q35", "T11", "T13")}


def test_a_table_that_agrees_says_nothing_and_changes_nothing(case: Path) -> None:
    before = check(case, DAY).reconciliations
    rows = [
        f"{day},{number.lower().replace('-', '')},見本物産,B0EXAMPLE1,,{units}"
        for number, day, units in bought(case)
    ]
    add_table(case, *rows, "2026/6/1,9999,見本物産,B0OTHER009,,500")
    checked = check(case, DAY)
    assert told(checked) == {}
    assert checked.reconciliations == before


def test_a_paper_with_other_units_is_asked_after(case: Path) -> None:
    number, day, units = bought(case)[0]
    add_table(case, f"{day},{number},見本物産,B0EXAMPLE1,2,{units}")
    said = told(check(case, DAY))
    assert f"仕入明細は{units}個" in said["Q350"]
    assert f"{units * 2}個" in said["Q350"]


def test_an_invoice_in_two_files_is_compared_whole_and_its_receipt_is_no_second_one(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    issued = bought(case)[0][1]
    for kind, units in (("invoice", 30), ("invoice", 12), ("receipt", 42)):
        line = f'{{ asin = "B0EXAMPLE1", quantity = {units}, row = "明細1行目" }}'
        text += f'\n[[evidence]]\nfile = "evidence/{kind}{units}.pdf"\nkind = "{kind}"\nnumber = "見本-42"\n'
        text += f"issued = {issued}\nlines = [{line}]\n"
    case.write_text(text, encoding="utf-8")
    add_table(case, f"{issued},見本-42,見本物産,B0EXAMPLE1,,40", f"{issued},見本42,見本物産,B0EXAMPLE1,,2")
    assert told(check(case, DAY)) == {}


def test_a_purchase_without_its_paper_is_named_and_not_counted(case: Path) -> None:
    before = check(case, DAY).reconciliations[0].purchased
    add_table(
        case,
        "2026/8/1,架空-77,見本物産,B0EXAMPLE1,,10",
        "2026/8/1,架空-77,見本物産,B0EXAMPLE1,,5",
        "2025/8/1,架空-11,見本物産,B0EXAMPLE1,,10",
    )
    checked = check(case, DAY)
    assert "番号架空-77(2026年8月1日、B0EXAMPLE1、15個)" in told(checked)["Q351"]
    assert "3行目" in told(checked)["Q351"]
    assert checked.reconciliations[0].purchased == before


def test_without_numbers_the_sums_of_the_window_are_compared(case: Path) -> None:
    columns = '{ sku = "商品コード", quantity = "数量", day = "計上日" }'
    add_table(case, "2026/8/1,,見本,kku-500,,1", "2025/8/1,,見本,KKU-500,,900", columns=columns)
    assert "仕入は1個" in told(check(case, DAY))["Q352"]


def test_what_cannot_be_read_or_found_is_said(case: Path) -> None:
    add_table(case, "2026/8/1,1,見本,B0EXAMPLE1,,たくさん")
    assert "T116" in told(check(case, DAY))
    (case.parent / "仕入.csv").unlink()
    assert "Q353" in told(check(case, DAY))


def test_a_table_without_columns_says_which_are_needed(case: Path) -> None:
    add_table(case, "2026/8/1,1,見本,B0EXAMPLE1,,1", columns=None)
    assert "T118" in told(check(case, DAY))
