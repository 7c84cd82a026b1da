"""Sales out of a table of the seller's own: `[columns]` names its columns, and what it cannot prove is said."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from appeal.check import Checked, check
from appeal.model.trade import Reconciliation

DAY = date(2026, 11, 22)
COLUMNS = '\n[columns]\nasin = "商品コード"\nday = "出荷した日"\nquantity = "出荷数(個)"\n'


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    file = folder / "case.toml"
    dropped = ("sales =", "returned_to_stock =")
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(dropped)]
    file.write_text("\n".join(kept) + '\n\n[[sales_report]]\nfile = "出荷.csv"\n', encoding="utf-8")
    return file


def write(
    case: Path, *rows: str, head: str = "伝票,出荷した日,商品コード,出荷数（個）", encoding: str = "cp932"
) -> None:
    text = "\r\n".join(("株式会社架空商店 出荷一覧①", "", head, *rows)) + "\r\n"
    (case.parent / "出荷.csv").write_bytes(text.encode(encoding))


def every_month(units: int = 7) -> list[str]:
    return [
        f"{month},2026/{month}/{25 if month == 5 else 10},B0EXAMPLE1,{units}" for month in range(5, 12)
    ] + [
        "99,令和8年11月20日,B0EXAMPLE1,0",
        "98,2026/5/24,B0OTHER009,3",
    ]


def append(case: Path, text: str) -> None:
    with case.open("a", encoding="utf-8") as stream:
        stream.write(text)


def row_of(checked: Checked) -> Reconciliation:
    (row,) = checked.reconciliations
    return row


def told(checked: Checked) -> dict[str, str]:
    return {finding.code: finding.text for finding in checked.findings}


def test_an_unknown_table_is_named_with_the_nearest_report_and_how_to_read_it(case: Path) -> None:
    write(case, *every_month())
    checked = check(case, DAY)
    finding = next(one for one in checked.findings if one.code == "T110")
    assert "出荷した日" in finding.text
    assert "[columns]" in finding.hint


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16"])
def test_columns_of_the_case_make_it_countable(case: Path, encoding: str) -> None:
    write(case, *every_month(), encoding=encoding)
    append(case, COLUMNS)
    checked = check(case, DAY)
    row = row_of(checked)
    assert row.shipped == 49
    assert [month.sold for month in row.months] == [7] * 7
    assert row.complete
    assert row.reports[0].kind.words == "出品者の表"
    assert "T173" in told(checked)


def test_columns_of_one_table_go_before_those_of_all(case: Path) -> None:
    write(case, *every_month())
    text = case.read_text(encoding="utf-8")
    own = 'columns = { asin = "商品コード", day = "出荷した日", quantity = "出荷数(個)" }'
    case.write_text(
        text.replace('file = "出荷.csv"', f'file = "出荷.csv"\n{own}') + '\n[columns]\nday = "別の列"\n',
        encoding="utf-8",
    )
    assert row_of(check(case, DAY)).shipped == 49


@pytest.mark.parametrize(("field", "code"), [("sku", "kku-500"), ("jan", "４９０１２３４５６７８９４")])
def test_goods_may_go_by_the_sku_or_jan_of_the_case(case: Path, field: str, code: str) -> None:
    write(case, *(row.replace("B0EXAMPLE1", code) for row in every_month()))
    append(case, COLUMNS.replace("asin =", f"{field} ="))
    checked = check(case, DAY)
    assert row_of(checked).shipped == 49


def test_packs_and_returns_of_the_table_are_counted(case: Path) -> None:
    head = "出荷した日,商品コード,出荷数(個),入数,戻り"
    write(
        case,
        "2026/5/24,B0EXAMPLE1,2,6,",
        "2026/6/9,B0EXAMPLE1,0,,3",
        "2026/11/20,B0EXAMPLE1,1,,",
        head=head,
    )
    append(case, COLUMNS + 'pack = "入数"\nreturned = "戻り"\n')
    row = row_of(check(case, DAY))
    assert (row.shipped, row.returned_to_stock, row.sold_net) == (13, 3, 10)
    assert dict(row.course)[date(2026, 6, 9)] - dict(row.course)[date(2026, 5, 26)] == 3


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("1,2026/6/31,B0EXAMPLE1,1", "T116"),
        ("1,,B0EXAMPLE1,1", "T116"),
        ("1,2026/6/1,B0EXAMPLE1,-1", "T116"),
        ("1,2026/6/1,4.9E+12,1", "T115"),
        ("1,2026/6/1,B0EXAMPLE1", "T150"),
    ],
)
def test_a_row_that_cannot_be_read_is_never_left_out_silently(case: Path, bad: str, code: str) -> None:
    write(case, *every_month(), bad)
    append(case, COLUMNS)
    checked = check(case, DAY)
    assert code in told(checked)
    assert "12行目" in told(checked)[code] or "13行目" in told(checked)[code]
    assert not checked.ready


def test_a_column_that_is_not_there_is_named_with_the_one_like_it(case: Path) -> None:
    write(case, *every_month())
    append(case, COLUMNS.replace("出荷数(個)", "出荷数量(個)"))
    said = told(check(case, DAY))["T113"]
    assert "出荷数量(個)" in said
    assert "「出荷数（個）」" in said


def test_columns_that_prove_nothing_are_refused(case: Path) -> None:
    write(case, *every_month())
    append(case, COLUMNS.replace('day = "出荷した日"\n', ""))
    assert "T117" in told(check(case, DAY))


def test_a_report_of_seller_central_is_counted_and_the_own_table_only_beside_it(case: Path) -> None:
    write(case, *every_month())
    head = "amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tsku\tasin\tquantity"
    rows = [
        f"250-{number:07d}-0000000\t2026-{day}T10:00:00+09:00\t2026-11-20T10:00:00+09:00\tShipped\tKKU-500\tB0EXAMPLE1\t5"
        for number, day in enumerate(("05-24", "11-20"))
    ]
    (case.parent / "注文.txt").write_bytes("\r\n".join((head, *rows)).encode())
    append(case, '\n[[sales_report]]\nfile = "注文.txt"\n' + COLUMNS)
    assert row_of(check(case, DAY)).shipped == 10


def test_a_report_that_proves_nothing_stays_refused_whatever_columns_say(case: Path) -> None:
    head = "order-id,order-item-id,purchase-date,sku,quantity-purchased"
    write(case, "250-0000000-0000000,1,2026-06-01,KKU-500,1", head=head)
    append(case, '\n[columns]\nsku = "sku"\nday = "purchase-date"\nquantity = "quantity-purchased"\n')
    assert "T121" in told(check(case, DAY))


def test_a_workbook_is_a_table_too(case: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["出荷した日", "商品コード", "出荷数(個)"])
    for month in range(5, 12):
        book.active.append([date(2026, month, 20 if month == 11 else 24), "B0EXAMPLE1", 7])
    book.save(case.parent / "出荷.xlsx")
    case.write_text(
        case.read_text(encoding="utf-8").replace("出荷.csv", "出荷.xlsx") + COLUMNS, encoding="utf-8"
    )
    assert row_of(check(case, DAY)).shipped == 49
