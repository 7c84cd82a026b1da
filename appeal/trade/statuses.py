"""Which counter a line belongs to, by the words its report uses; data with its source, and the order of the questions.

Sources: the values of order-status, item-status and sales-channel in 全注文レポート as public importers of Japanese sellers
hold them (2022 to 2026), and the attributes on Amazon's developer pages; seen 2026-11. A value that stands in no list is
never guessed: its line is counted as unknown and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from appeal.trade.cells import plain


class Counter(IntEnum):
    """Where a line is counted; it stands in exactly one."""

    CANCELLED = 0
    UNKNOWN_STATUS = 1
    MCF = 2
    REPLACEMENT = 3
    PENDING = 4
    UNDELIVERED = 5
    LOST_DAMAGED = 6
    SHIPPED = 7


_ORDER_STATUS: Mapping[str, Counter] = MappingProxyType(
    {
        "cancelled": Counter.CANCELLED,
        "canceled": Counter.CANCELLED,
        "pending": Counter.PENDING,
        "pending - waiting for pick up": Counter.PENDING,
        "unshipped": Counter.PENDING,
        "shipping": Counter.PENDING,
        "shipped": Counter.SHIPPED,
        "shipped - picked up": Counter.SHIPPED,
        "shipped - out for delivery": Counter.SHIPPED,
        "shipped - delivered to buyer": Counter.SHIPPED,
        "shipped - returned to seller": Counter.UNDELIVERED,
        "shipped - returning to seller": Counter.UNDELIVERED,
        "shipped - rejected by buyer": Counter.UNDELIVERED,
        "shipped - lost in transit": Counter.LOST_DAMAGED,
        "shipped - damaged": Counter.LOST_DAMAGED,
    }
)
_CANCELLED = ("cancelled", "canceled")
_YES = ("true", "yes", "1", "はい")

# Types of トランザクション that move no unit of a sale, as seen in Japanese and English reports; 体験談, seen 2026-11.
NO_SALE = frozenset(
    (
        "調整",
        "注文外料金",
        "amazon手数料",
        "fba手数料",
        "配送サービス",
        "振込み",
        "振込",
        "送金",
        "adjustment",
        "transfer",
        "debt",
        "liquidations",
        "fba 在庫関連の手数料",
        "fba在庫関連の手数料",
        "fba inventory fee",
        "fba customer return fee",
        "fba transaction fees",
        "amazon fees",
        "service fee",
        "shipping services",
        "order_retrocharge",
        "refund_retrocharge",
        "fee adjustment",
        "deal fee",
        "safe-t reimbursement",
        "chargeback refund",
        "a-to-z guarantee claim",
        "liquidations adjustments",
    )
)
SALE = frozenset(("注文", "order"))
REFUNDED = frozenset(("返金", "refund"))


def _word(text: str) -> str:
    return " ".join(plain(text).casefold().replace("-", " - ").split()).replace("non - amazon", "non-amazon")


def channel_counter(channel: str) -> Counter:
    """Return SHIPPED for a sale on Amazon.co.jp (or no channel), MCF for マルチチャネル, else UNKNOWN_STATUS."""
    word = _word(channel)
    if word in ("", "amazon.co.jp"):
        return Counter.SHIPPED
    return Counter.MCF if word.startswith("non-amazon") else Counter.UNKNOWN_STATUS


def order_counter(
    order_status: str,
    item_status: str = "",
    sales_channel: str = "",
    replacement: str = "",
    exchange: str = "",
) -> Counter:
    """Return the counter of a line of 全注文レポート: the first question that is answered with yes decides."""
    status = _ORDER_STATUS.get(_word(order_status), Counter.UNKNOWN_STATUS)
    if status is Counter.CANCELLED or _word(item_status) in _CANCELLED:
        return Counter.CANCELLED
    sold_through = channel_counter(sales_channel)
    if status is Counter.UNKNOWN_STATUS or sold_through is not Counter.SHIPPED:
        return Counter.UNKNOWN_STATUS if status is Counter.UNKNOWN_STATUS else sold_through
    if _word(replacement) in _YES or _word(exchange) in _YES:
        return Counter.REPLACEMENT
    return status
