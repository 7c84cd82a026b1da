"""Evidence as the seller describes it and as its file was found to be; values only, no opinion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from appeal.model.traits import Trait, TraitName
from appeal.model.values import Asin, Day, OptionalText, Path, Quantity


class EvidenceKind(StrEnum):
    """What a paper is."""

    INVOICE = "invoice"
    RECEIPT = "receipt"
    PURCHASE_ORDER = "purchase_order"
    DELIVERY_NOTE = "delivery_note"
    CONTRACT = "contract"
    AUTHORIZATION = "authorization"
    PHOTO = "photo"
    CORRESPONDENCE = "correspondence"
    OTHER = "other"


# Papers that show a purchase; where that comes from stands in `rules.policy`.
PURCHASE_KINDS = (EvidenceKind.INVOICE, EvidenceKind.RECEIPT)
# All papers of a trade, with those that show it only in part.
TRADE_KINDS = (*PURCHASE_KINDS, EvidenceKind.PURCHASE_ORDER, EvidenceKind.DELIVERY_NOTE)


class EvidenceLine(BaseModel):
    """One purchase line of a paper: `quantity` sets of `pack` pieces."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="仕入明細")

    asin: Annotated[Asin, Field(title="ASIN", description="この明細の商品のASIN")]
    quantity: Annotated[Quantity, Field(title="数量", description="入数があるときはセットの数")]
    row: Annotated[OptionalText, Field(title="行", description="明細1行目 のように")] = None
    pack: Annotated[Quantity, Field(title="入数", description="1セットの個数")] = 1

    @property
    def units(self) -> int:
        """Pieces in all."""
        return self.quantity * self.pack


class EvidenceItem(BaseModel):
    """`[[evidence]]`: one file and what the seller says of it."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, title="証憑")

    file: Annotated[Path, Field(title="ファイル", description="case.toml からの相対パス")]
    kind: Annotated[
        EvidenceKind | None,
        Field(
            strict=False,
            title="証憑の種類",
            description="invoice 請求書 / receipt 領収書 / purchase_order 注文書 / delivery_note 納品書 / contract 契約書 / authorization 販売許可書 / photo 写真 / correspondence やり取りの記録 / other その他",
        ),
    ] = None
    number: Annotated[OptionalText, Field(title="番号", description="請求書番号。任意")] = None
    issued: Annotated[Day | None, Field(title="発行日", description="書類に印刷された日付")] = None
    supplier: Annotated[OptionalText, Field(title="発行者", description="[[supplier]] の id")] = None
    addressee: Annotated[OptionalText, Field(title="宛名", description="書類に書かれた宛名")] = None
    proves: Annotated[OptionalText, Field(title="示す内容", description="この書類で分かること")] = None
    lines: Annotated[
        tuple[EvidenceLine, ...],
        Field(strict=False, title="仕入明細", description="対象商品の明細。ASINごとの数量"),
    ] = ()


class FileState(StrEnum):
    """Whether a file can be used, and the first reason why not."""

    USABLE = "usable"
    MISSING = "missing"
    NO_ORDINARY_FILE = "no_ordinary_file"
    OUTSIDE = "outside"
    NOT_PERMITTED = "not_permitted"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_TYPE = "other_type"
    LOCKED = "locked"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_HEAVY = "too_heavy"
    CRASHED = "crashed"
    BURIED = "buried"
    DISAGREED = "disagreed"
    WAITING_FORM = "waiting_form"
    ELSEWHERE = "elsewhere"
    NO_AREA = "no_area"


ACCEPTED_TYPES = ("pdf", "jpg", "png", "gif")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One evidence file as found.

    `file` is the path as the case states it and `path` the resolved one (None where it has none). `type` is the
    type its content shows (`pdf`, `jpg`, `png`, `gif`, or another name such as `heic`, `zip`, `text`), `suffix`
    the ending of its name in lower case without the dot. `bytes` and `sha256` are None where it could not be read;
    `pages` is None unless the state is usable. `width`, `height` are pixels of an image, `frames` its pictures.
    `repaired` says a reader had to mend the file, `owner_locked` that a PDF opens but bars some uses,
    `trailing` how many bytes follow the end of the document. `detail` is a technical word for the log, in English.
    `nearest` is set on a missing file only: the most similar name that does lie in that folder, written as the case would.
    `traits` are further things found in a file that can be used; `texts` is what its pages say, page by page, where
    they hold text (None: not looked for, not readable, or too much); `by_ocr` says these words were read off the
    picture by another program, a scanner's or ours, and may be wrong; `looks` is a short print of how it looks.
    """

    file: str
    path: str | None
    state: FileState
    type: str | None = None
    suffix: str = ""
    bytes: int | None = None
    sha256: str | None = None
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    frames: int = 1
    repaired: bool = False
    owner_locked: bool = False
    trailing: int = 0
    detail: str = ""
    nearest: str | None = None
    traits: tuple[Trait, ...] = ()
    texts: tuple[str, ...] | None = None
    looks: str | None = None
    by_ocr: bool = False

    def trait(self, name: TraitName) -> Trait | None:
        """Return what was found under a name, or None."""
        return next((trait for trait in self.traits if trait.name is name), None)

    @property
    def usable(self) -> bool:
        """Whether the file can go into a package."""
        return self.state is FileState.USABLE
