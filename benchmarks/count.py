"""`appeal count` against a bare `csv.reader` loop over the same generated 全注文レポート, whole processes, and its memory.

Three tasks: one file, the same rows as 12 monthly files, and (for comparison) one ASIN asked for. The bare loop decodes
strictly and parts cells, nothing more; ours also proves the encoding, knows every status and adds up.
`--rows 1000000` is the size of the target; smaller sizes weigh the start of the process more.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from pairs import compare

COLUMNS = [
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
    "number-of-items",
    "item-status",
    "tax-collection-model",
    "tax-collection-responsible-party",
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
BARE = """
import csv, sys
for name in sys.argv[1:]:
    with open(name, encoding="cp932", newline="") as file:
        for row in csv.reader(file, delimiter="\\t", quoting=csv.QUOTE_NONE):
            pass
"""
STATUSES = ("Shipped",) * 8 + (
    "Cancelled",
    "Pending",
    "Shipped - Delivered to Buyer",
    "Shipped - Returned to Seller",
)
START = datetime(2025, 11, 1)


def write_reports(folder: Path, rows: int, files: int, seed: int = 7) -> list[Path]:
    """Write `rows` lines of a year, divided by time into `files` reports, in cp932, and return their paths."""
    chance = random.Random(seed)
    titles = [
        f"架空ブランド ステンレスボトル 500ml ① 髙性能 保温保冷 ～真空断熱～ 型番KB-{number}"
        for number in range(300)
    ]
    paths = []
    for file in range(files):
        path = folder / f"orders-{files}-{file + 1:02}.txt"
        with path.open("w", encoding="cp932", newline="") as text:
            text.write("\t".join(COLUMNS) + "\r\n")
            for number in range(rows * file // files, rows * (file + 1) // files):
                text.write(_line(chance, titles, number, rows) + "\r\n")
        paths.append(path)
    return paths


def _line(chance: random.Random, titles: list[str], number: int, rows: int) -> str:
    ordered = START + timedelta(seconds=number * 365 * 86_400 / rows)
    goods = chance.randrange(2_000)
    status = chance.choice(STATUSES)
    cancelled = status == "Cancelled"
    cells = [
        f"250-{number:07}-{number % 9_999_991:07}",
        "",
        f"{ordered:%Y-%m-%dT%H:%M:%S}+09:00",
        f"{ordered + timedelta(days=2):%Y-%m-%dT%H:%M:%S}+09:00",
        status,
        "Amazon",
        "Amazon.co.jp",
        *("", "", "Expedited"),
        titles[goods % 300],
        f"SKU-{goods:05}",
        f"B0{goods:08}",
        "1",
        "Cancelled" if cancelled else "Shipped",
        *("", ""),
        "" if cancelled else str(chance.choice((1, 1, 1, 2, 3))),
        *("JPY", "1980", "180", "0", "0", "0", "0", "0", "0"),
        *("見本市架空町", "大阪府", "530-0000", "JP", ""),
    ]
    return "\t".join(cells)


def peak_megabytes(command: list[str]) -> float:
    """Return the greatest resident size of a process, in MB; 0 where the system does not tell."""
    if not hasattr(os, "wait4"):
        return 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    appeal = str(Path(sys.executable).with_name("appeal"))
    with tempfile.TemporaryDirectory() as name:
        bare = Path(name) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        for title, files, options in (
            ("one file", 1, []),
            ("12 files", 12, []),
            ("one ASIN", 1, ["--asin", "B000000042"]),
        ):
            paths = [str(path) for path in write_reports(Path(name), wanted.rows, files)]
            size = sum(Path(path).stat().st_size for path in paths) / 1e6
            ours = [appeal, "count", *paths, "--json", *options]
            seconds, theirs, ratio = compare(ours, [sys.executable, str(bare), *paths], rounds=wanted.rounds)
            print(f"{title}: {wanted.rows:,} rows, {size:.0f} MB")
            print(f"  appeal count  {seconds:.2f} s, {peak_megabytes(ours):.0f} MB (target under 60)")
            print(f"  csv.reader    {theirs:.2f} s")
            print(f"  ratio         {ratio:.2f}   target at most 1.3")


if __name__ == "__main__":
    main()
