"""What a paper's own words say beside what the case says of it; values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Agreement(StrEnum):
    """How words of a paper and of the case stand to each other."""

    AGREE = "agree"
    DIFFER = "differ"
    NOT_FOUND = "not_found"


class ComparedItem(StrEnum):
    """What is compared, by the name it is spoken of."""

    TITLE = "書類の種類"
    ISSUED = "発行日"
    NUMBER = "番号"
    ISSUER = "発行者"
    ADDRESSEE = "宛名"
    PHONE = "電話番号"
    POSTAL_CODE = "郵便番号"
    REGISTRATION = "登録番号"
    PRODUCT = "商品を示す番号"
    QUANTITY = "数量"


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing the case says of a paper: `evidence` is the place of the paper, `page` (from 1) that of the words found.

    `stated` and `found` are shown to a person; `found` is empty where nothing was found. A difference is not `is_clear`
    where what stands there may mean something else. `label` is the other word (注文番号, お支払期限) behind which the stated
    value stands, empty where it does not.
    """

    evidence: int
    item: ComparedItem
    agreement: Agreement
    stated: str
    found: str = ""
    page: int | None = None
    asin: str | None = None
    is_clear: bool = True
    label: str = ""
