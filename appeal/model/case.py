"""The case file as a value: one notice and everything the seller says in reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from appeal.model.evidence import EvidenceItem
from appeal.model.finding import Finding
from appeal.model.movement import Movement
from appeal.model.notice import NoticeFields
from appeal.model.plan import Corrective, Plan, Preventive, Withdrawal
from appeal.model.values import Asin, Code, Day, OptionalText, Path, Stock, Text, UnitsByMonth


class Response(StrEnum):
    """What kind of reply the seller gives."""

    AUTHENTICITY = "authenticity"
    EXPLANATION = "explanation"
    WITHDRAWAL = "withdrawal"


class Seller(BaseModel):
    """`[seller]`: who replies."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="出品者")

    company: Annotated[OptionalText, Field(title="会社名・屋号", description="請求書の宛名と同じ表記")] = None
    store: Annotated[OptionalText, Field(title="ストア名", description="Amazonの表示どおり")] = None
    merchant_id: Annotated[
        OptionalText,
        Field(title="出品者ID", description="セラーセントラルの「出品用アカウント情報」にある英数字"),
    ] = None
    address: Annotated[OptionalText, Field(title="所在地", description="郵便番号から書いた住所")] = None
    phone: Annotated[OptionalText, Field(title="電話番号", description="日中につながる番号")] = None
    email: Annotated[OptionalText, Field(title="メール", description="出品者のメールアドレス")] = None
    contact: Annotated[OptionalText, Field(title="担当者", description="この件に答えられる人の氏名")] = None


class Listing(BaseModel):
    """`[[listing]]`: one ASIN of the notice; quantities are whole units inside the evidence window."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="対象商品")

    asin: Annotated[Asin, Field(title="ASIN", description="商品ページのURLの /dp/ の後の10桁")]
    sku: Annotated[OptionalText, Field(title="SKU", description="出品者が付けた管理番号。任意")] = None
    title: Annotated[OptionalText, Field(title="商品名", description="商品ページの表記のまま")] = None
    model: Annotated[OptionalText, Field(title="型番", description="メーカーの型番。任意")] = None
    jan: Annotated[OptionalText, Field(title="JAN", description="13桁か8桁の商品コード。任意")] = None
    condition: Annotated[
        OptionalText, Field(title="コンディション", description="出品したときの状態。新品 など")
    ] = None
    opening_stock: Annotated[Stock | None, Field(title="期首在庫", description="対象期間の初日の在庫")] = None
    closing_stock: Annotated[Stock | None, Field(title="在庫数量", description="数えた日の在庫")] = None
    counted_on: Annotated[Day | None, Field(title="在庫を数えた日", description="在庫数量を数えた日")] = None
    sales: Annotated[
        UnitsByMonth | None,
        Field(
            title="販売数量",
            description="月(2026-06)または日(2026-06-14)ごとの出荷数量。対象期間の中の分と、そのあと在庫を数えた日までの日ごとの分",
        ),
    ] = None
    returned_to_stock: Annotated[
        UnitsByMonth, Field(title="返品数量", description="返品のうち在庫に戻した数量。月または日ごと")
    ] = {}


class Columns(BaseModel):
    """`[columns]`: the columns of a table of the seller's own, by the names that stand in its header."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="表の列")

    asin: Annotated[OptionalText, Field(title="ASINの列", description="ASINが入っている列の見出し")] = None
    sku: Annotated[OptionalText, Field(title="SKUの列", description="ASINの列がないとき")] = None
    jan: Annotated[OptionalText, Field(title="JANの列", description="ASINもSKUもないとき")] = None
    day: Annotated[OptionalText, Field(title="日付の列", description="出荷日など、数量の日付")] = None
    quantity: Annotated[OptionalText, Field(title="数量の列", description="その行の数量")] = None
    pack: Annotated[OptionalText, Field(title="入数の列", description="1セットの個数。任意")] = None
    returned: Annotated[OptionalText, Field(title="返品の列", description="在庫に戻した返品の数量。任意")] = (
        None
    )
    order: Annotated[OptionalText, Field(title="注文番号の列", description="任意")] = None
    number: Annotated[OptionalText, Field(title="書類の番号の列", description="仕入の表のとき。任意")] = None

    def named(self) -> dict[str, str]:
        """Return the columns that are named: field -> name in the header."""
        return {name: column for name, column in self if column is not None}


class SalesReport(BaseModel):
    """`[[sales_report]]`: one report of Seller Central, or a table of the seller's own with its columns."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="レポート")

    file: Annotated[
        Path,
        Field(title="ファイル", description="セラーセントラルから保存したレポート。case.toml からの相対パス"),
    ]
    columns: Annotated[
        Columns | None,
        Field(title="表の列", description="ご自身の表のとき、この表だけの列の見出し。任意"),
    ] = None


class PurchaseTable(BaseModel):
    """`[[purchase_table]]`: a table of purchases the seller keeps; it is compared with the papers and replaces none."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="仕入の表")

    file: Annotated[
        Path, Field(title="ファイル", description="注文履歴や会計ソフトの一覧。case.toml からの相対パス")
    ]
    columns: Annotated[Columns | None, Field(title="表の列", description="この表の列の見出し。任意")] = None


class Supplier(BaseModel):
    """`[[supplier]]`: who sold to the seller."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="仕入先")

    id: Annotated[Text, Field(title="記号", description="[[evidence]] の supplier から指す短い名前")]
    name: Annotated[OptionalText, Field(title="名称", description="請求書の発行者と同じ表記")] = None
    relation: Annotated[
        OptionalText, Field(title="関係", description="国内正規代理店、メーカー直販 など")
    ] = None
    address: Annotated[OptionalText, Field(title="所在地", description="仕入先の住所")] = None
    phone: Annotated[OptionalText, Field(title="電話番号", description="確認の電話がつながる番号")] = None
    email: Annotated[OptionalText, Field(title="メール", description="仕入先のメールアドレス")] = None
    website: Annotated[OptionalText, Field(title="ウェブサイト", description="仕入先の会社のページ")] = None
    contact: Annotated[
        OptionalText, Field(title="担当者", description="仕入先の担当者の氏名。通知が求めているとき。任意")
    ] = None
    registration: Annotated[OptionalText, Field(title="登録番号", description="T と13桁の数字。任意")] = None
    reachable_on: Annotated[Day | None, Field(title="連絡がつくと確かめた日", description="任意")] = None


class Theme(StrEnum):
    """The type of the letter: gothic reads well on screens, mincho is the type of printed letters."""

    GOTHIC = "gothic"
    MINCHO = "mincho"


class LetterOptions(BaseModel):
    """`[letter]`: how the letter looks; nothing of it changes what is said."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="forbid", strict=True, title="回答書の体裁"
    )

    theme: Annotated[
        Theme,
        Field(strict=False, title="書体", description="gothic ゴシック体 / mincho 明朝体"),
    ] = Theme.GOTHIC
    era: Annotated[
        bool, Field(title="元号", description="true にすると、回答書の日付と通知日に元号を添える。任意")
    ] = False


class Acceptance(BaseModel):
    """`[[accept]]`: a finding the seller takes knowingly, with the reason that is printed in the report."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="forbid", strict=True, title="承知で進める指摘"
    )

    code: Annotated[Code, Field(title="番号", description="確認結果の番号。Q304 など")]
    reason: Annotated[Text, Field(title="理由", description="承知で進める理由。報告に残る")]
    file: Annotated[
        Path | None,
        Field(title="資料", description="1つの資料についてだけ進めるとき、その資料の file と同じもの"),
    ] = None


def _whole_number(value: object) -> object:
    """Keep `true` and `1.0` from passing as 1, to which they are equal."""
    return value if type(value) is int else str(value)


class Case(BaseModel):
    """The whole case file; what is required follows from the demands of the notice, so hardly a field is."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="案件")

    version: Annotated[
        Literal[1], BeforeValidator(_whole_number), Field(title="版", description="この書き方の版。常に 1")
    ] = 1
    response: Annotated[
        Response | None,
        Field(
            strict=False,
            title="返信の種類",
            description="authenticity 真贋 / explanation 説明と再発防止 / withdrawal 再出品しない",
        ),
    ] = None
    seller_file: Annotated[
        Path | None,
        Field(
            title="出品者のファイル",
            description="[seller] だけを書いた別のファイル。case.toml からの相対パス。ここに書いた項目が優先。任意",
        ),
    ] = None
    notice: Annotated[NoticeFields, Field(title="通知", description="届いた通知に書かれていること")] = (
        NoticeFields()
    )
    seller: Annotated[Seller, Field(title="出品者", description="返信する出品者")] = Seller()
    listing: Annotated[
        tuple[Listing, ...],
        Field(strict=False, title="対象商品", description="通知にある商品。ASINごとに1つ"),
    ] = ()
    sales_report: Annotated[
        tuple[SalesReport, ...],
        Field(strict=False, title="レポート", description="販売数量を読み取るレポート"),
    ] = ()
    columns: Annotated[
        Columns | None,
        Field(title="表の列", description="セラーセントラルのレポートではない表の、列の見出し。任意"),
    ] = None
    purchase_table: Annotated[
        tuple[PurchaseTable, ...],
        Field(
            strict=False, title="仕入の表", description="書類の明細と突き合わせる、ご自身の仕入の一覧。任意"
        ),
    ] = ()
    movement: Annotated[
        tuple[Movement, ...],
        Field(strict=False, title="在庫の増減", description="仕入と販売のほかに増えたか減った在庫。任意"),
    ] = ()
    supplier: Annotated[
        tuple[Supplier, ...], Field(strict=False, title="仕入先", description="書類を発行した仕入先")
    ] = ()
    evidence: Annotated[
        tuple[EvidenceItem, ...],
        Field(strict=False, title="証憑", description="提出する書類や写真。1ファイルに1つ"),
    ] = ()
    plan: Annotated[Plan, Field(title="改善計画", description="起きたことと、その原因")] = Plan()
    corrective: Annotated[
        tuple[Corrective, ...], Field(strict=False, title="是正措置", description="すでに行ったこと")
    ] = ()
    preventive: Annotated[
        tuple[Preventive, ...], Field(strict=False, title="再発防止策", description="これからの手順")
    ] = ()
    withdrawal: Annotated[
        Withdrawal | None, Field(title="出品取下げ", description="この商品を再出品しないとき")
    ] = None
    letter: Annotated[LetterOptions, Field(title="回答書の体裁", description="書体と元号。任意")] = (
        LetterOptions()
    )
    accept: Annotated[
        tuple[Acceptance, ...],
        Field(strict=False, title="承知で進める指摘", description="確かめたうえで、そのまま進める指摘"),
    ] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column, from 1, in characters of the file as the person sees it."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file as read: `case` is None where it has mistakes of text or shape, which then stand in `findings`.

    `path` is absolute, `name` what the person typed, `lines` the text without line ends, `positions` maps the path
    of an entry (`evidence[0].file`) to where its value begins.
    """

    path: str
    name: str
    sha256: str
    case: Case | None
    findings: tuple[Finding, ...] = ()
    lines: tuple[str, ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict)

    def locate(self, path: str | None) -> Position | None:
        """Return where the entry `path` stands, or the nearest entry around it that the file holds, or None."""
        while path:
            if position := self.positions.get(path):
                return position
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None
