"""One month of orders in shapes that no sample has: whatever the container, the units are the same."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from appeal.trade.reports import count_reports
from appeal.trade.sources import ReportError

HEAD = [
    "amazon-order-id",
    "purchase-date",
    "last-updated-date",
    "order-status",
    "sales-channel",
    "product-name",
    "sku",
    "asin",
    "item-status",
    "quantity",
]
ROWS = [
    {"amazon-order-id": "250-0000001-0000000", "purchase-date": "2026-06-01T10:00:00+09:00", "quantity": "1"},
    {"amazon-order-id": "250-0000002-0000000", "purchase-date": "2026-06-30T23:59:59+09:00", "quantity": "2"},
    # Midnight of the first of July in Japan.
    {"amazon-order-id": "250-0000003-0000000", "purchase-date": "2026-06-30T15:00:00+00:00", "quantity": "4"},
]


def cells(row: dict[str, str]) -> dict[str, str]:
    return {
        "last-updated-date": "2026-07-05T10:00:00+09:00",
        "order-status": "Shipped",
        "sales-channel": "Amazon.co.jp",
        "product-name": "㈱架空 ボトル①Ⅲ 髙﨑～－ﾎﾞﾄﾙ",
        "sku": "KKU-500",
        "asin": "B0EXAMPLE1",
        "item-status": "",
    } | row


def orders(head: list[str] = HEAD, mark: str = "\t", end: str = "\r\n", quote: str = "") -> str:
    lines = [head, *([cells(row)[name] for name in head] for row in ROWS)]
    return "".join(mark.join(f"{quote}{cell}{quote}" for cell in line) + end for line in lines)


SHAPES: dict[str, bytes] = {
    "columns turned round": orders(HEAD[::-1]).encode("cp932"),
    "line feeds": orders(end="\n").encode("utf-8"),
    "old line ends": orders(end="\r").encode("cp932"),
    "utf-8 with mark": orders().encode("utf-8-sig"),
    "utf-16": orders().encode("utf-16"),
    "quoted commas": orders(mark=",", quote='"').encode("cp932"),
    "quoted tabs": orders(quote='"').encode("cp932"),
    "other case": orders().replace("purchase-date", "Purchase Date", 1).encode("cp932"),
    "title above": ("全注文レポート\r\n\r\n" + orders()).encode("cp932"),
    "blank lines below": (orders() + "\r\n\t\t\t\r\n\x1a").encode("cp932"),
    "full-width figures": orders().replace("\t4\r\n", "\t４\r\n").encode("cp932"),
    "gzip": gzip.compress(orders().encode("cp932")),
}


@pytest.mark.parametrize("shape", list(SHAPES))
def test_the_shape_of_a_file_changes_nothing(shape: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(SHAPES[shape])
    count = count_reports([tmp_path / "x"], first=date(2026, 6, 1), last=date(2026, 7, 1))
    (row,) = count.asins
    assert (row.asin, row.shipped) == ("B0EXAMPLE1", 7)
    assert [(month.month, month.shipped) for month in row.months] == [("2026-06", 3), ("2026-07", 4)]
    assert count.complete


def test_files_of_all_shapes_together_count_an_order_once(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "2026"
    folder.mkdir(parents=True)
    for number, content in enumerate(SHAPES.values()):
        (folder / str(number)).write_bytes(content)
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        for number, content in enumerate(list(SHAPES.values())[:5]):
            archive.writestr(f"月/{number}.txt", content)
    assert count_reports([tmp_path]).of("B0EXAMPLE1").shipped == 7


def _cut(path: Path) -> None:
    path.write_bytes(gzip.compress(orders().encode("cp932"))[:-9])


def _scrambled(path: Path) -> None:
    path.write_bytes(b"\x1f\x8b\x08\x00" + bytes(range(200)))


@pytest.mark.parametrize("damage", [_cut, _scrambled])
def test_a_broken_gzip_is_refused(damage: Callable[[Path], None], tmp_path: Path) -> None:
    damage(tmp_path / "x.gz")
    with pytest.raises(ReportError, match="T103"):
        count_reports([tmp_path / "x.gz"])


def test_two_encodings_in_one_file_are_refused_with_the_place(tmp_path: Path) -> None:
    other = orders().splitlines()[1].encode("utf-8")
    (tmp_path / "x").write_bytes(orders().encode("cp932") + other)
    with pytest.raises(ReportError, match="T106"):
        count_reports([tmp_path / "x"])
