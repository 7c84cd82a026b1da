"""What proves nothing is refused with the way on; folders and archives are read and never unpacked."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from trade_months import JAPAN, Line, invent
from trade_writers import table, write_orders, write_transactions

from appeal.errors import CallError
from appeal.trade.reports import count_reports
from appeal.trade.sources import ReportError

SAMPLES = Path(__file__).parent / "reports"
ASIN = "B0TESTASIN"
ORDERS = sorted(SAMPLES.glob("all_orders_*"))


def orders(folder: Path, number: int) -> Path:
    when = datetime(2026, 6, 14, 12, tzinfo=JAPAN)
    plain = Line("", "KAKU-1", ASIN, when, when, "Shipped", "Shipped", "Amazon.co.jp", False, 1)
    lines = [replace(plain, order=f"250-0000000-{place:07}") for place in range(number)]
    return write_orders(folder / "orders.txt", lines, random.Random(3))


def _spreadsheet(folder: Path) -> Path:
    path = folder / "x.csv"
    cells = {
        "amazon-order-id": "1",
        "purchase-date": "2026/6/1 0:10",
        "order-status": "Shipped",
        "sku": "a",
        "asin": ASIN,
        "quantity": "1",
    }
    return table(path, list(cells), [cells], comma=True)


def _padded(folder: Path) -> Path:
    path = write_transactions(folder / "t.csv", invent(random.Random(1)), random.Random(1))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(
        b"".join(row.rstrip() + b"," * 17 + b"\r\n" if b"," not in row else row for row in lines)
    )
    return path


def _headed(*names: str) -> Callable[[Path], Path]:
    return lambda folder: table(folder / "x.txt", list(names), [dict.fromkeys(names, "1")])


def _bytes(content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / "x").write_bytes(content)
        return folder / "x"

    return write


REFUSED: list[tuple[str, Callable[[Path], Path]]] = [
    (
        "T121",
        _headed(
            "order-id", "order-item-id", "purchase-date", "sku", "quantity-purchased", "quantity-to-ship"
        ),
    ),
    (
        "T122",
        _headed(
            "日付",
            "トランザクションステータス",
            "トランザクションの種類",
            "注文番号",
            "商品の詳細",
            "合計 (JPY)",
        ),
    ),
    ("T123", _headed("日付", "注文商品売上", "注文された商品点数", "注文された商品点数 - B2B")),
    ("T124", _headed("settlement-id", "transaction-type", "price-type", "sku", "quantity-purchased")),
    ("T125", _headed("依頼日", "依頼番号", "依頼のタイプ", "出品者SKU", "FNSKU", "依頼した数")),
    ("T130", _spreadsheet),
    ("T130", _padded),
    ("T127", _bytes(b"%PDF-1.7 ...")),
    ("T128", _bytes(b"\x89PNG\r\n\x1a\n....")),
    ("T126", _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("T112", _bytes(b"")),
    ("T111", _bytes("表ではない文章です。\n".encode())),
    ("T110", _headed("amazon-order-id", "purchase-date", "sku", "asin", "quantity")),
    ("T106", _bytes(b"amazon-order-id\t" + b"\x81 \n")),
    ("T101", lambda folder: folder / "ない.txt"),
    ("T102", lambda folder: folder),
]


@pytest.mark.parametrize(
    ("code", "make"), REFUSED, ids=[f"{code}-{place}" for place, (code, _) in enumerate(REFUSED)]
)
def test_what_proves_nothing_is_refused_with_the_way_on(
    code: str, make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path)
    with pytest.raises(ReportError) as refused:
        count_reports([path])
    assert refused.value.code == code
    assert refused.value.exit_code == 3
    assert path.name in refused.value.text
    assert refused.value.hint.endswith("ください。")


def test_an_unknown_header_names_the_nearest_report_and_what_differs(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as refused:
        count_reports(
            [_headed("amazon-order-id", "purchase-date", "sku", "asin", "quantity", "架空の列")(tmp_path)]
        )
    assert "全注文レポート" in refused.value.text
    assert "order-status" in refused.value.text
    assert "架空の列" in refused.value.text


def test_every_refused_file_is_told_in_one_run(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as refused:
        count_reports([tmp_path / "a", SAMPLES / ORDERS[0].name, tmp_path / "b"])
    assert [error.values["file"] for error in (refused.value, *refused.value.others)] == ["a", "b"]


def test_a_bad_byte_is_named_by_its_place_even_far_down(tmp_path: Path) -> None:
    path = orders(tmp_path, 3000)
    content = path.read_bytes()
    place = len(content) // 2
    path.write_bytes(content[:place] + "架空".encode("cp932") + b"\x81 " + content[place:])
    with pytest.raises(ReportError) as refused:
        count_reports([path])
    assert refused.value.values["offset"] == place + 4


def test_ascii_heads_prove_nothing(tmp_path: Path) -> None:
    path = orders(tmp_path, 2000)
    assert count_reports([path]).reports[0].encoding == "cp932"
    assert path.read_bytes()[:1000].isascii()


def test_an_encoding_can_be_forced_and_is_still_strict(tmp_path: Path) -> None:
    assert count_reports([SAMPLES / "all_orders_cp932.txt"], encoding="cp932").complete
    with pytest.raises(ReportError):
        count_reports([SAMPLES / "all_orders_cp932.txt"], encoding="utf-8")
    with pytest.raises(CallError):
        count_reports([SAMPLES / "all_orders_cp932.txt"], encoding="klingon")


def test_folders_and_archives_are_read_without_unpacking(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.mkdir()
    with zipfile.ZipFile(box / "reports.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(ORDERS[0], "月次/注文.txt")
        archive.writestr("__MACOSX/._注文.txt", b"x")
    (box / ".DS_Store").write_bytes(b"x")
    before = sorted(tmp_path.rglob("*"))
    count = count_reports([box])
    assert [fact.file for fact in count.reports] == ["reports.zip/月次/注文.txt"]
    assert count.of(ASIN).shipped == 5
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a\\..\\..\\evil.txt", "C:/evil.txt"])
def test_an_archive_that_leads_outside_is_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), ORDERS[0].read_bytes())
    with pytest.raises(ReportError) as refused:
        count_reports([tmp_path / "x.zip"])
    assert refused.value.code == "T103"


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(ORDERS[0], "a.txt")
    content = (tmp_path / "x.zip").read_bytes()
    for broken in (content[:300], content[:80] + bytes(40) + content[120:]):
        (tmp_path / "x.zip").write_bytes(broken)
        with pytest.raises(ReportError) as refused:
            count_reports([tmp_path / "x.zip"])
        assert refused.value.code == "T103"


def test_the_same_file_given_twice_is_read_once() -> None:
    count = count_reports([ORDERS[0], ORDERS[0], ORDERS[0].parent / "." / ORDERS[0].name])
    assert len(count.reports) == 1


def test_days_turned_round_are_told() -> None:
    with pytest.raises(CallError):
        count_reports([ORDERS[0]], first=date(2026, 7, 1), last=date(2026, 6, 1))


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    count_reports([ORDERS[0]], progress=lambda *step: seen.append(step))
    assert seen[-1] == (ORDERS[0].name, ORDERS[0].stat().st_size, ORDERS[0].stat().st_size)


def test_sources_stay_as_they_were(tmp_path: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in SAMPLES.iterdir()}
    count_reports([SAMPLES])
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in SAMPLES.iterdir()}
