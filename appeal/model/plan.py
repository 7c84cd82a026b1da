"""What the seller says of cause, deeds and measures, and of giving the listing up; his words, unchanged."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from appeal.model.values import Day, OptionalText, Stock, Text


class Plan(BaseModel):
    """`[plan]`: what happened and why."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="改善計画")

    what_happened: Annotated[
        OptionalText, Field(title="起きたこと", description="いつ、どの注文で、何が、どう違っていたか")
    ] = None
    root_cause: Annotated[OptionalText, Field(title="根本原因", description="欠けていた工程まで")] = None


class Corrective(BaseModel):
    """`[[corrective]]`: one thing that was done."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="是正措置")

    what: Annotated[Text, Field(title="行ったこと", description="すでに行ったことを1つ")]
    done_on: Annotated[Day | None, Field(title="実施日", description="行った日")] = None
    by: Annotated[OptionalText, Field(title="担当", description="行った人")] = None
    evidence: Annotated[OptionalText, Field(title="資料番号", description="資料3 のように。任意")] = None


class Preventive(BaseModel):
    """`[[preventive]]`: one measure from now on."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="再発防止策")

    what: Annotated[Text, Field(title="行うこと", description="これから行う手順を1つ")]
    starts_on: Annotated[Day | None, Field(title="開始日", description="その手順を始める日")] = None
    owner: Annotated[OptionalText, Field(title="担当", description="その手順の責任者")] = None
    record: Annotated[OptionalText, Field(title="記録", description="行ったことが残る記録の名前")] = None


class Disposition(StrEnum):
    """What happens to the stock of a listing that is given up."""

    RETURN = "return"
    DISPOSE = "dispose"
    NONE = "none"


class Withdrawal(BaseModel):
    """`[withdrawal]`: the seller gives the listing up."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="出品取下げ")

    listing_removed_on: Annotated[
        Day | None, Field(title="出品とSKUを削除した日", description="セラーセントラルの在庫から削除した日")
    ] = None
    stock: Annotated[
        Disposition | None,
        Field(
            strict=False,
            title="在庫の取扱い",
            description="return 返送 / dispose 所有権の放棄 / none 在庫なし",
        ),
    ] = None
    stock_units: Annotated[Stock | None, Field(title="在庫数量", description="残っている在庫の数")] = None
    similar_checked_on: Annotated[
        Day | None, Field(title="似た商品を確かめた日", description="ほかの出品に同じ問題がないか確かめた日")
    ] = None
    similar_count: Annotated[Stock | None, Field(title="確かめた件数", description="確かめた出品の数")] = None
    cause: Annotated[OptionalText, Field(title="原因", description="思い当たることがあれば。任意")] = None
