"""A table of the seller's own: columns by name, values read or refused with row and column, never repaired."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from appeal.model.reports import MappedRow
from appeal.trade.own_tables import table_with_columns
from appeal.trade.reports import Columns, count_reports
from appeal.trade.sources import ReportError

MAPPING = {"asin": "商品コード", "quantity": "数量(個)", "day": "日付", "pack": "入数", "number": "伝票番号"}


def write(folder: Path, *rows: str, encoding: str = "cp932") -> Path:
    path = folder / "仕入.csv"
    path.write_bytes("\r\n".join(("架空商店 仕入一覧", "", *rows)).encode(encoding))
    return path


def test_columns_are_found_by_name_below_a_title(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "伝票番号,日付,商品コード,備考,入数,数量（個）",
        '0012,2026年6月2日,b0kakuu001,"見本, 2箱",12,"1,200"',
        "0013,令和8年6月3日,B0KAKUU002,,,３",
        ",,,,,",
    )
    assert table_with_columns(path, MAPPING) == (
        MappedRow(4, "B0KAKUU001", day=date(2026, 6, 2), quantity=1200, pack=12, number="0012"),
        MappedRow(5, "B0KAKUU002", day=date(2026, 6, 3), quantity=3, number="0013"),
    )


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("T115", "4.57349E+12,2026-06-01,B0KAKUU001,1,1"),
        ("T116", "1,2026-06-31,B0KAKUU001,1,1"),
        ("T116", "1,2026-06-01,B0KAKUU001,1,約3個"),
        ("T116", "1,2026-06-01,B0KAKUU001,0,3"),
        ("T116", '1,2026-06-01,B0KAKUU001,1,"10,0"'),
        ("T150", "1,2026-06-01,B0KAKUU001"),
    ],
)
def test_what_cannot_be_read_stops_with_its_row(code: str, row: str, tmp_path: Path) -> None:
    path = write(tmp_path, "伝票番号,日付,商品コード,入数,数量(個)", "1,2026-06-01,B0KAKUU001,1,1", row)
    with pytest.raises(ReportError) as refused:
        table_with_columns(path, MAPPING)
    assert refused.value.code == code
    assert "5行目" in refused.value.text


def test_a_column_that_stands_there_twice_is_not_chosen_by_itself(tmp_path: Path) -> None:
    path = write(tmp_path, "伝票番号,日付,商品コード,入数,数量(個),数量(個)", "1,2026-06-01,B0KAKUU001,1,1,2")
    with pytest.raises(ReportError) as refused:
        table_with_columns(path, MAPPING)
    assert refused.value.code == "T119"
    assert "数量(個)" in refused.value.text


def test_a_missing_column_and_an_unknown_field_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, "伝票番号,日付,商品コード,数量(個)", "1,2026-06-01,B0KAKUU001,1")
    with pytest.raises(ReportError, match="T113") as missing:
        table_with_columns(path, MAPPING)
    assert "入数" in missing.value.text
    with pytest.raises(ReportError, match="T114"):
        table_with_columns(path, {"asins": "商品コード"})


def test_a_workbook_is_read_where_openpyxl_is_there(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import datetime

    book = openpyxl.Workbook()
    book.active.append(["商品コード", "数量(個)", "日付", "入数", "伝票番号"])
    book.active.append(["B0KAKUU001", 12, datetime(2026, 6, 2), None, "0012"])
    book.save(tmp_path / "x.xlsx")
    assert table_with_columns(tmp_path / "x.xlsx", MAPPING) == (
        MappedRow(2, "B0KAKUU001", day=date(2026, 6, 2), quantity=12, number="0012"),
    )


def test_a_workbook_without_openpyxl_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    import zipfile

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", "x")
    with pytest.raises(ReportError, match="T131"):
        table_with_columns(tmp_path / "x.xlsx", MAPPING)


@pytest.mark.parametrize("damage", ["cut", "xml"])
def test_a_broken_workbook_is_refused(damage: str, tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<a><b>")
        book.writestr("[Content_Types].xml", "<Types")
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ReportError, match=r"T129|T103"):
        table_with_columns(path, MAPPING)


def test_a_workbook_that_states_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    import zipfile

    book = openpyxl.Workbook()
    book.active.append(["商品コード", "数量(個)", "日付", "入数", "伝票番号"])
    book.active.append(["B0KAKUU001", 12, date(2026, 6, 2), 1, 4901234567894.0])
    book.save(tmp_path / "x.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "x.xlsx") as old,
        zipfile.ZipFile(tmp_path / "y.xlsx", "w") as new,
    ):
        for entry in old.infolist():
            content = old.read(entry).replace(b'<dimension ref="A1:E2"', b'<dimension ref="A1"')
            new.writestr(entry, content)
    (row,) = table_with_columns(tmp_path / "y.xlsx", MAPPING)
    assert (row.quantity, row.number) == (12, "4901234567894")


def test_a_zip_in_a_zip_is_no_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    import zipfile

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as inner:
        inner.writestr("a.txt", "x")
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as outer:
        outer.write(tmp_path / "in.zip", "in.zip")
    with pytest.raises(ReportError, match="T129"):
        table_with_columns(tmp_path / "out.zip", MAPPING)


@pytest.mark.parametrize("goods", ["asin", "sku", "jan"])
def test_what_came_back_is_taken_off_whatever_names_the_goods(goods: str, tmp_path: Path) -> None:
    code = "B0KAKUU001" if goods == "asin" else "4901234567894"
    path = write(tmp_path, "商品,日,数,戻り", f"{code},2026-06-01,5,2", f"{code},2026-06-30,3,")
    columns = {goods: "商品", "day": "日", "quantity": "数", "returned": "戻り"}
    known = [] if goods == "asin" else [(code, "B0KAKUU001")]
    row = count_reports([path], columns=Columns({path: columns}), known=known).of("B0KAKUU001")
    assert (row.shipped, row.returned_to_stock, row.sold_net) == (8, 2, 6)
