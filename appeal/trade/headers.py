"""The column names of Seller Central reports in both languages, and which columns make which report; data only.

Sources: public importers of Japanese sellers (2023 to 2026) and the report attributes of Amazon's developer pages; seen
2026-11. Standing: 体験談 for the names in Japanese, 公式 for those in English. Amazon renames columns: names are compared
whole, after `folded`, never by place and never in part.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from appeal.model.reports import ReportKind

# Characters of a column's name that a message shows.
_SHOWN = 40
_DROPPED = dict.fromkeys(map(ord, "\ufeff\"' \t\r\n-_.・:"))

_NAMES: Mapping[str, tuple[str, ...]] = {
    "order": ("amazon-order-id", "order-id", "Amazon注文番号", "注文番号"),
    "order_item": ("order-item-id", "amazon-order-item-id", "order-item-code", "Amazon注文商品ID"),
    "ordered": ("purchase-date", "注文受付日"),
    "updated": ("last-updated-date",),
    "shipped": ("shipment-date", "発送日", "出荷日"),
    "came_back": ("return-date", "Return request date", "返品日"),
    "posted": ("date/time", "posted-date-time", "日付/時間"),
    "posted_day": ("posted-date",),
    "dated": ("Date",),
    "dated_ja": ("日付",),
    "order_status": ("order-status",),
    "item_status": ("item-status",),
    "sales_channel": ("sales-channel", "販売経路"),
    "marketplace": ("marketplace", "marketplace-name", "Amazon 出品サービス"),
    "sku": ("sku", "seller-sku", "Merchant SKU", "MSKU", "出品者SKU"),
    "asin": ("asin", "asin1", "ASIN 1", "(Child) ASIN", "(子) ASIN"),
    "fnsku": ("fnsku", "fulfillment-channel-sku"),
    "title": ("product-name", "Title", "item-name", "タイトル", "商品名"),
    "quantity": (
        "quantity",
        "quantity-shipped",
        "Shipped Quantity",
        "quantity-purchased",
        "Return quantity",
        "数量",
        "出荷商品数",
    ),
    "units_ordered": ("Units Ordered", "注文された商品点数"),
    "movement": ("type", "transaction-type", "トランザクションの種類"),
    "amount_type": ("amount-type",),
    "amount_description": ("amount-description",),
    "price_type": ("price-type",),
    "event": ("Event Type",),
    "reason": ("Reason",),
    "disposition": ("Disposition", "detailed-disposition", "商品の状態"),
    "description": ("description", "説明"),
    "replacement": ("is-replacement-order",),
    "exchange": ("is-exchange-order",),
    "product_id": ("product-id", "商品ID"),
    "product_id_type": ("product-id-type", "商品IDタイプ"),
    "settlement": ("settlement-id", "決済番号"),
    "total": ("total", "合計"),
    "to_ship": ("quantity-to-ship",),
    "replacement_reason": ("replacement-reason-code",),
    "customer_shipments": ("Customer Shipments",),
    "customer_returns": ("Customer Returns",),
    "opening_balance": ("Starting Warehouse Balance",),
    "receipts": ("Receipts",),
    "view_status": ("トランザクションステータス", "Transaction Status"),
    "refunded_amount": ("Refunded Amount",),
    "removal_kind": ("依頼のタイプ", "removal-order-type", "order-type"),
    "removal_units": ("依頼した数", "requested-quantity"),
    "stock_units": ("Quantity Available", "afn-fulfillable-quantity"),
}


def folded(name: str) -> str:
    """Return a column name as it is compared: NFKC, without case, blanks, quotes, hyphens, dots and colons."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_DROPPED)


FIELDS: Mapping[str, str] = MappingProxyType(
    {folded(name): field for field, names in _NAMES.items() for name in names}
)


class Shape(NamedTuple):
    """Which fields a header must hold and may not hold to be this report; `title` is its name on the screen."""

    name: str
    title: str
    needed: frozenset[str]
    banned: frozenset[str] = frozenset()


def _shape(name: str, title: str, needed: str, banned: str = "") -> Shape:
    return Shape(name, title, frozenset(needed.split()), frozenset(banned.split()))


# The first that fits is taken: a report with more columns stands before one that its columns would fit as well.
SHAPES: tuple[Shape, ...] = (
    _shape("replacements", "FBA交換レポート", "replacement_reason quantity sku shipped"),
    _shape("removals", "返送・所有権の放棄依頼の詳細", "removal_kind removal_units sku"),
    _shape(
        "settlement_v2",
        ReportKind.SETTLEMENT_V2.words,
        "settlement movement amount_type amount_description quantity sku",
    ),
    _shape("settlement_v1", "決済レポート(旧形式)", "settlement movement price_type quantity sku"),
    _shape(
        "transactions", ReportKind.TRANSACTIONS.words, "posted movement order sku quantity total description"
    ),
    _shape("transaction_view", "トランザクション画面の表示", "dated_ja view_status movement"),
    _shape("transaction_view", "トランザクション画面の表示", "dated view_status movement", "fnsku"),
    _shape("all_orders", ReportKind.ALL_ORDERS.words, "order ordered order_status sku asin quantity"),
    _shape("fba_returns", ReportKind.FBA_RETURNS.words, "came_back order sku asin quantity disposition"),
    _shape("seller_returns", "返品レポート(出品者出荷)", "came_back order sku asin quantity refunded_amount"),
    _shape("ledger_summary", "在庫元帳(概要)", "dated fnsku asin sku customer_shipments opening_balance"),
    _shape("ledger_detail", "在庫元帳(詳細)", "dated fnsku asin sku event quantity"),
    _shape("fba_shipments", ReportKind.FBA_SHIPMENTS.words, "shipped sku asin quantity order", "came_back"),
    _shape("fba_fulfilled", ReportKind.FBA_FULFILLED.words, "shipped order sku quantity", "asin"),
    _shape(
        "new_orders",
        "新しい注文・未出荷の注文のレポート",
        "order order_item ordered sku quantity",
        "order_status",
    ),
    _shape("business_by_child_asin", ReportKind.BUSINESS_BY_CHILD_ASIN.words, "asin units_ordered", "order"),
    _shape("business_by_date", "ビジネスレポート(日付別)", "dated_ja units_ordered", "asin"),
    _shape("business_by_date", "ビジネスレポート(日付別)", "dated units_ordered", "asin"),
    _shape("listings", ReportKind.LISTINGS.words, "sku product_id_type title"),
    _shape("stock", "FBA在庫のレポート", "sku asin stock_units"),
)

TITLES: Mapping[str, str] = MappingProxyType(
    {shape.name: shape.title for shape in SHAPES} | {kind.value: kind.words for kind in ReportKind}
)

# What cannot prove units by ASIN, and the message that says which report can.
REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "new_orders": "T121",
        "transaction_view": "T122",
        "business_by_date": "T123",
        "settlement_v1": "T124",
        "replacements": "T125",
        "removals": "T125",
        "seller_returns": "T125",
        "stock": "T125",
    }
)


def fields_of(cells: list[str]) -> dict[str, int]:
    """Return the place of each known field in a header row; of two columns with one meaning the first counts."""
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        field = FIELDS.get(folded(cell))
        if field is not None:
            places.setdefault(field, place)
    return places


def shape_of(fields: Mapping[str, int]) -> Shape | None:
    """Return the report that a header with these fields belongs to, or None."""
    held = frozenset(fields)
    return next((shape for shape in SHAPES if shape.needed <= held and not shape.banned & held), None)


def nearest_shape(cells: list[str]) -> tuple[Shape, tuple[str, ...]]:
    """Return the report that comes nearest to a header, and the columns it would need besides, by their usual name.

    Beside a missing column stands the unknown one of the header that is written most like it, if any is.
    """
    held = frozenset(fields_of(cells))
    readable = [shape for shape in SHAPES if shape.name not in REFUSED]
    best = max(readable, key=lambda shape: len(shape.needed & held) / len(shape.needed))
    unknown = [cell for cell in cells if folded(cell) and folded(cell) not in FIELDS]
    return best, tuple(_missing(field, unknown) for field in sorted(best.needed - held))


def _missing(field: str, unknown: list[str]) -> str:
    for name in _NAMES[field]:
        told = near_columns(name, unknown)
        if told != name:
            return told
    return _NAMES[field][0]


def near_columns(name: str, cells: list[str]) -> str:
    """Return a column's name, and in brackets the one of a header that is written most like it, if any is."""
    from difflib import get_close_matches

    by_form = {folded(cell): cell for cell in reversed(cells) if folded(cell)}
    near = get_close_matches(folded(name), list(by_form), 1, 0.6)
    return f"{name}(表の「{by_form[near[0]].strip()[:_SHOWN]}」に近い)" if near else name
