"""Writes an invented month as Seller Central would, in every report format, with the traps of each."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from trade_columns import (
    FULFILLED,
    LEDGER,
    NEW,
    RETURNS_EN,
    RETURNS_JA,
    SETTLEMENT,
    SHIPMENTS,
    TRANSACTIONS,
)
from trade_months import GOODS, JAPAN, Back, Line, Month, is_sale

TITLES = ("架空ボトル① 髙性能 ～保温～", '"引用符で始まる 24" モニター', "見本, カンマ入り", "plain")


def _stamp(when: datetime, chance: random.Random) -> str:
    zone = chance.choice((JAPAN, JAPAN, UTC, timezone(timedelta(hours=5, minutes=30))))
    return when.astimezone(zone).isoformat(timespec="seconds")


def table(
    path: Path,
    header: list[str],
    rows: Iterable[dict[str, object]],
    encoding: str = "utf-8",
    comma: bool = False,
    end: str = "\r\n",
    before: tuple[str, ...] = (),
) -> Path:
    """Write a table: TAB unquoted, or comma with every cell quoted."""

    def joined(cells: list[str]) -> str:
        return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) if comma else "\t".join(cells)

    text = [*before, joined(header)]
    text += [joined([str(row.get(name, "")) for name in header]) for row in rows]
    body = end.join(text) + end
    # cp932 has no wave dash (U+301C); Amazon's own files hold the full-width tilde there.
    path.write_bytes(body.encode(encoding))
    return path


def write_orders(
    path: Path, lines: Iterable[Line], chance: random.Random, header: list[str] = NEW, encoding: str = "cp932"
) -> Path:
    rows = [
        {
            "amazon-order-id": line.order,
            "purchase-date": _stamp(line.when, chance),
            "last-updated-date": _stamp(line.updated, chance),
            "order-status": line.status,
            "sales-channel": line.channel,
            "product-name": chance.choice(TITLES),
            "sku": line.sku,
            "asin": line.asin,
            "number-of-items": 99,
            "item-status": line.item_status,
            "quantity": "" if line.units is None else line.units,
            "is-replacement-order": str(line.replacement).lower(),
            "is-exchange-order": "false",
        }
        for line in lines
    ]
    return table(path, header, rows, encoding, end=chance.choice(("\r\n", "\n")))


def write_returns(path: Path, backs: Iterable[Back], chance: random.Random) -> Path:
    japanese = chance.random() < 0.5
    header = RETURNS_JA if japanese else RETURNS_EN
    names = (
        ("返品日", "注文番号", "出品者SKU", "ASIN", "数量", "商品の状態")
        if japanese
        else ("return-date", "order-id", "sku", "asin", "quantity", "detailed-disposition")
    )
    rows = [
        dict(
            zip(names, (_stamp(b.when, chance), b.order, b.sku, b.asin, b.units, b.disposition), strict=True)
        )
        for b in backs
        if b.disposition
    ]
    return table(path, header, rows, "cp932" if japanese else "utf-8", comma=japanese)


def write_transactions(path: Path, month: Month, chance: random.Random) -> Path:
    def row(kind: str, entry: Line | Back, units: object, marketplace: str) -> dict[str, object]:
        when = entry.when.astimezone(JAPAN)
        return {
            "日付/時間": f"{when:%Y/%m/%d} {when.hour}:{when:%M:%S} JST",
            "トランザクションの種類": kind,
            "注文番号": entry.order,
            "SKU": entry.sku,
            "説明": "商品, カンマ",
            "数量": units,
            "Amazon 出品サービス": marketplace,
            "商品売上": "1,980",
            "合計": "1,500",
        }

    rows = [row("注文", line, line.units, "amazon.co.jp") for line in month.lines if is_sale(line)]
    rows += [row("返金", back, back.units, "") for back in month.backs if not back.disposition]
    for kind in ("調整", "振込み", "FBA 在庫関連の手数料", "FBA Inventory Fee"):
        rows.append(
            {**rows[0], "トランザクションの種類": kind, "注文番号": ""}
            if rows
            else {"日付/時間": "2026/01/01 0:00:00 JST", "トランザクションの種類": kind}
        )
    chance.shuffle(rows)
    before = tuple(f'"定義{number}"' for number in range(chance.randint(6, 9)))
    encoding, end = chance.choice((("cp932", "\r\n"), ("utf-8", "\n")))
    return table(path, TRANSACTIONS, rows, encoding, comma=True, end=end, before=before)


def write_shipments(path: Path, lines: Iterable[Line], chance: random.Random) -> Path:
    rows = [
        {
            "出荷日": _stamp(line.when, chance),
            "出品者SKU": line.sku,
            "ASIN": line.asin,
            "数量": line.units,
            "Amazon注文番号": line.order,
        }
        for line in lines
        if is_sale(line)
    ]
    return table(path, SHIPMENTS, rows, "utf-8-sig", comma=True)


def write_fulfilled(path: Path, lines: Iterable[Line], chance: random.Random) -> Path:
    rows = [
        {
            "発送日": _stamp(line.when, chance),
            "注文受付日": _stamp(line.when - timedelta(days=40), chance),
            "出品者SKU": line.sku,
            "出荷商品数": line.units,
            "Amazon注文番号": line.order,
            "販売経路": line.channel,
            "購入者名": "架空 太郎",
        }
        for line in lines
        if is_sale(replace(line, channel="Amazon.co.jp"))
    ]
    return table(path, FULFILLED, rows, "utf-8-sig", comma=True)


def write_ledger(path: Path, month: Month, chance: random.Random) -> Path:
    rows: list[dict[str, object]] = []
    for line in month.lines:
        if is_sale(line):
            rows.append(
                {
                    "Date": f"{line.when.astimezone(JAPAN):%m/%d/%Y}",
                    "ASIN": line.asin,
                    "MSKU": line.sku,
                    "Title": 'モニター 24" "大"',
                    "Event Type": "Shipments",
                    "Quantity": -(line.units or 0),
                    "Disposition": "SELLABLE",
                }
            )
    for back in month.backs:
        if back.disposition:
            rows.append(
                {
                    "Date": f"{back.when.astimezone(JAPAN):%m/%d/%Y}",
                    "ASIN": back.asin,
                    "MSKU": back.sku,
                    "Event Type": "CustomerReturns",
                    "Quantity": back.units,
                    "Disposition": back.disposition,
                }
            )
    rows.append(
        {
            "Date": "01/15/2026",
            "ASIN": GOODS[0][1],
            "MSKU": GOODS[0][0],
            "Event Type": "Receipts",
            "Quantity": 40,
            "Disposition": "SELLABLE",
        }
    )
    chance.shuffle(rows)
    quoted = [{name: f'"{row.get(name, "")}"' for name in LEDGER} for row in rows]
    # Quoted, the quotes inside not doubled, as the ledger is written.
    header = [f'"{name}"' for name in LEDGER]
    lines = [header, *([row[name] for name in LEDGER] for row in quoted)]
    mark = chance.choice(("\t", ","))
    path.write_bytes(("\r\n".join(mark.join(cells) for cells in lines) + "\r\n").encode())
    return path


def write_settlement(path: Path, month: Month, chance: random.Random) -> Path:
    rows: list[dict[str, object]] = [
        {"settlement-id": 1, "total-amount": "9999", "deposit-date": "2026-07-01"}
    ]
    entries: list[tuple[str, Line | Back]] = [("Order", line) for line in month.lines if is_sale(line)]
    entries += [("Refund", back) for back in month.backs if not back.disposition]
    for kind, entry in entries:
        for part in (
            ("ItemPrice", "Principal"),
            ("ItemPrice", "Tax"),
            ("ItemFees", "Commission"),
            ("ItemFees", "FBAPerUnitFulfillmentFee"),
        ):
            rows.append(
                {
                    "settlement-id": 1,
                    "transaction-type": kind,
                    "order-id": entry.order,
                    "marketplace-name": "Amazon.co.jp",
                    "amount-type": part[0],
                    "amount-description": part[1],
                    "posted-date": f"{entry.when.astimezone(JAPAN):%Y/%m/%d}",
                    "sku": entry.sku,
                    "quantity-purchased": entry.units,
                }
            )
    return table(path, SETTLEMENT, rows, chance.choice(("utf-8", "cp932")))


def write_listings(path: Path) -> Path:
    header = ["出品者SKU", "ASIN 1", "商品名", "出品ID", "価格", "数量", "出品日", "商品IDタイプ", "商品ID"]
    rows = [
        {
            "出品者SKU": sku.lower(),
            "ASIN 1": asin,
            "商品名": "架空",
            "商品IDタイプ": 4,
            "商品ID": "4901234567894",
        }
        for sku, asin in GOODS
    ]
    return table(path, header, rows, "utf-8-sig", end="\n")
