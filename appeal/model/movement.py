"""Units that come to the stock or leave it otherwise than by a purchase or a sale; the seller's statement as a value."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from appeal.model.values import Asin, Day, OptionalText, Quantity


class MovementKind(StrEnum):
    """Why units moved; `enters` tells the direction and `words` are those on screen and in the letter."""

    RETURNED_TO_SUPPLIER = "returned_to_supplier"
    SAMPLE_RECEIVED = "sample_received"
    SAMPLE_GIVEN = "sample_given"
    OTHER_CHANNEL = "other_channel"
    MULTI_CHANNEL = "multi_channel"
    REPLACEMENT = "replacement"
    UNDELIVERED = "undelivered"
    LOST_DAMAGED = "lost_damaged"
    DISPOSED = "disposed"
    LOST = "lost"
    FOUND = "found"

    @property
    def enters(self) -> bool:
        """Whether the units come to the stock."""
        return self in (MovementKind.SAMPLE_RECEIVED, MovementKind.FOUND)

    @property
    def words(self) -> str:
        """The name for people."""
        return _TITLES[self]


_TITLES = {
    MovementKind.RETURNED_TO_SUPPLIER: "仕入先への返品",
    MovementKind.SAMPLE_RECEIVED: "無償で受け取った見本",
    MovementKind.SAMPLE_GIVEN: "無償で渡した見本",
    MovementKind.OTHER_CHANNEL: "ほかの販路での販売",
    MovementKind.MULTI_CHANNEL: "マルチチャネルの出荷",
    MovementKind.REPLACEMENT: "交換品の出荷",
    MovementKind.UNDELIVERED: "配達できなかった出荷",
    MovementKind.LOST_DAMAGED: "配送中の紛失・破損",
    MovementKind.DISPOSED: "廃棄",
    MovementKind.LOST: "紛失",
    MovementKind.FOUND: "見つかった在庫",
}


class Movement(BaseModel):
    """`[[movement]]`: units of one listing that came or left on one day, and why."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="在庫の増減")

    asin: Annotated[Asin, Field(title="ASIN", description="[[listing]] にあるASIN")]
    kind: Annotated[
        MovementKind,
        Field(
            strict=False,
            title="増減の種類",
            description=" / ".join(f"{kind.value} {kind.words}" for kind in MovementKind),
        ),
    ]
    on: Annotated[Day, Field(title="日付", description="在庫が増えたか減った日")]
    quantity: Annotated[Quantity, Field(title="数量", description="増えたか減った個数。符号は書かない")]
    reason: Annotated[OptionalText, Field(title="理由", description="何があったか。回答書に載る")] = None
    evidence: Annotated[OptionalText, Field(title="資料番号", description="資料3 のように。任意")] = None
