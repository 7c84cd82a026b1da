"""The notice as the case states it: what is asked for, for which days, and where the answer goes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from appeal.model.values import Day, OptionalText, Path, Text, Window


class Requirement(StrEnum):
    """One thing a notice may ask for."""

    INVOICE = "invoice"
    SUPPLIER_CONTACT = "supplier_contact"
    ROOT_CAUSE = "root_cause"
    CORRECTIVE_ACTION = "corrective_action"
    PREVENTIVE_ACTION = "preventive_action"
    PLAN_OF_ACTION = "plan_of_action"
    AUTHORIZATION_LETTER = "authorization_letter"
    SAFETY_DOCUMENT = "safety_document"
    OTHER = "other"


class Channel(StrEnum):
    """Where the answer goes."""

    REPLY = "reply"
    PERFORMANCE_NOTIFICATION = "performance_notification"
    ACCOUNT_HEALTH = "account_health"
    MAILBOX = "mailbox"
    FORM = "form"


class QuantityBasis(StrEnum):
    """What the papers must match: the units sold in the window, or the stock on hand."""

    SALES = "sales"
    STOCK = "stock"


class NoticeFields(BaseModel):
    """`[notice]` of the case file."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="通知")

    file: Annotated[
        Path | None, Field(title="通知のファイル", description="通知の本文を保存した .txt または .eml。任意")
    ] = None
    subject: Annotated[OptionalText, Field(title="件名", description="通知の件名")] = None
    received: Annotated[
        Day | None, Field(title="通知日", description="通知が届いた日。対象期間はこの日から数える")
    ] = None
    channel: Annotated[
        Channel | None,
        Field(
            strict=False,
            title="回答の送り先",
            description="reply 返信 / performance_notification パフォーマンス通知 / account_health アカウント健全性 / mailbox 指定の宛先 / form 入力画面",
        ),
    ] = None
    window: Annotated[
        Window | None, Field(title="対象期間", description="通知の書き方のまま。6か月、365日 など")
    ] = None
    quantity_basis: Annotated[
        QuantityBasis | None,
        Field(strict=False, title="数量の基準", description="sales 販売数量 / stock 在庫数量"),
    ] = None
    requirements: Annotated[
        tuple[Annotated[Requirement, Field(strict=False)], ...] | None,
        Field(
            strict=False,
            title="要求事項",
            description="通知が求めているもの。通知に並んでいる順。invoice 請求書 / supplier_contact 仕入先の連絡先 / root_cause 根本原因 / corrective_action 是正措置 / preventive_action 再発防止策 / plan_of_action 改善計画 / authorization_letter 販売許可書 / safety_document 安全性の書類 / other その他",
        ),
    ] = None
    addressee: Annotated[OptionalText, Field(title="宛名", description="通知の署名にある宛先")] = None
    deadline: Annotated[Day | None, Field(title="回答期限", description="通知に書かれた期限の日")] = None
    formats: Annotated[
        tuple[Text, ...] | None,
        Field(strict=False, title="受け付けられる形式", description="通知に並んでいる形式。pdf、jpg など"),
    ] = None
    genuine_checked_on: Annotated[
        Day | None, Field(title="本物と確かめた日", description="セラーセントラルで同じ通知を確かめた日")
    ] = None
    confirmed_blank: Annotated[
        tuple[Text, ...],
        Field(
            strict=False, title="書かれていない項目", description="通知に書かれていないと確かめた項目の名前"
        ),
    ] = ()
