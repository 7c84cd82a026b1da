"""What the text of a paper seems to say, as suggestions to be confirmed; it reads no file and decides nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from appeal.model.dates import parse_date

_DATE = r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|(?:令和|R)\s*(?:\d{1,2}|元)\s*[年.]\s*\d{1,2}\s*[月.]\s*\d{1,2}\s*日?)"
_ISSUED = re.compile(rf"(?:発行日|請求日|作成日|領収日|日付)\s*[::]?\s*({_DATE})")
_NUMBER = re.compile(
    r"(?:請求書番号|領収書番号|請求番号|伝票番号|管理番号|書類番号|(?<![登録電話口座注文郵便店支追跡客型機種会員])番号|No\.?|NO\.?|№)\s*[::.]?\s*([A-Za-z0-9][A-Za-z0-9/_-]{1,30})"
)
_COMPANY = re.compile(
    r"(?:株式会社|有限会社|合同会社)[^\s、。,()]{1,30}|[^\s、。,()]{1,30}(?:株式会社|有限会社|合同会社)"
)
_HONORIFIC = re.compile(r"\s*(?:御中|様|殿)")
_ROW_QUANTITY = re.compile(r"(?<![\d.,])(\d{1,5})\s*(?:個|点|本|枚|台|セット|pcs)")


_TITLES = (
    ("invoice", r"(?:御|ご)?請求(?:明細)?書"),
    ("receipt", r"領収[書証]"),
    ("delivery_note", r"(?:御|ご)?納品(?:明細)?書"),
    ("purchase_order", r"(?:御|ご)?(?:注文|発注)書"),
    ("contract", r".{0,12}契約書"),
    ("authorization", r"(?:販売(?:許可|許諾|承諾)書|委任状|(?:正規)?(?:取扱|販売)(?:店|代理店)証明書)"),
)
_AFTER_TITLE = r"(?:\((?:控え?|写し?|再発行)\))?(?:No\..*)?"
_ADDRESSED = re.compile(r"^(?:宛名|宛先|ご?請求先)?\s*[:]?\s*(.{2,40}?)\s*(?:御中|様|殿)$")
_NOBODY = re.compile(r"お客$|皆$|各位|お得意$|担当者?$|[。、]")
_PHONE = re.compile(
    r"(?:電話(?:番号)?|tel|phone)[^0-9+(]{0,6}(\(?0\d{1,4}\)?[- (]?\d{1,4}[-) ]?\d{3,4})(?!\d)", re.I
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_WEBSITE = re.compile(r"https?://[^\s<>\"'()、。]+", re.ASCII)
_ADDRESS = re.compile(r"〒\s*\d{3}-?\d{4}\s*(?:\n\s*)?(?=\S*[都道府県市区町村])\S[^\n]{3,60}")


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a paper seems to say; None where its text does not say it once and plainly.

    `address`, `phone`, `email` and `website` are those of any company on the paper but the one in `own`.
    """

    issued: date | None = None
    number: str | None = None
    issuer: str | None = None
    quantity: int | None = None
    kind: str | None = None
    addressee: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None


def suggest(
    texts: Sequence[str] | None, names: Sequence[str] = (), own: Sequence[str | None] = ()
) -> Suggested:
    """Return what the pages `texts` seem to say.

    `names` are the words by which a row speaks of a listing (JAN, model, ASIN, title), `own` what is known of the seller
    (phone, address, mail) and therefore nobody else's.
    """
    text = unicodedata.normalize("NFKC", "\n".join(texts or ()))
    if not text.strip():
        return Suggested()
    return Suggested(
        _issued(text),
        _number(text),
        _issuer(text),
        _quantity(text, names),
        _kind(text),
        _addressee(text),
        _only(_ADDRESS.findall(text), own),
        _only(_PHONE.findall(text), own),
        _only(_MAIL.findall(text), own),
        _only(_WEBSITE.findall(text), own),
    )


def _kind(text: str) -> str | None:
    """The kind that the title names, if one line is a title of one kind."""
    lines = [re.sub(r"\s+", "", line) for line in text.split("\n")]
    kinds = {
        kind for kind, words in _TITLES for line in lines if re.fullmatch(words + _AFTER_TITLE, line, re.I)
    }
    return kinds.pop() if len(kinds) == 1 else None


def _addressee(text: str) -> str | None:
    found = {match[1] for line in text.split("\n") if (match := _ADDRESSED.match(line.strip()))}
    names = {name for name in found if not _NOBODY.search(name)}
    return names.pop() if len(names) == 1 else None


def _only(found: Sequence[str], own: Sequence[str | None]) -> str | None:
    """Return the one thing found that is not the seller's own, else None."""
    mine = {_bare(value) for value in own if value}
    others = {_bare(value): " ".join(value.split()) for value in found if _bare(value) not in mine}
    return next(iter(others.values())) if len(others) == 1 else None


def _bare(text: str) -> str:
    return re.sub(r"[\s()〒/-]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _issued(text: str) -> date | None:
    days = {parse_date(found) for found in _ISSUED.findall(text)} - {None}
    return days.pop() if len(days) == 1 else None


def _number(text: str) -> str | None:
    numbers = {found for found in _NUMBER.findall(text) if re.search(r"\d", found)}
    return numbers.pop() if len(numbers) == 1 else None


def _issuer(text: str) -> str | None:
    """A company's name that nobody is addressed by; with two of them, which one issued the paper is not plain."""
    names = {
        match[0]
        for match in _COMPANY.finditer(text)
        if not _HONORIFIC.match(text, match.end()) and not re.search("御中|様$|殿$", match[0])
    }
    return names.pop() if len(names) == 1 else None


def _quantity(text: str, names: Sequence[str]) -> int | None:
    """The only number of units in the only row that names the listing; its own name may hold numbers of units."""
    wanted = [_tight(name) for name in names if name]
    rows = [row for line in text.split("\n") if any(name in (row := _tight(line)) for name in wanted)]
    found = {int(number) for row in rows for number in _ROW_QUANTITY.findall(_without(row, wanted))}
    return found.pop() if len(rows) == 1 and len(found) == 1 else None


def _tight(text: str) -> str:
    """Return a text with one blank where it had several."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _without(row: str, names: Sequence[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        row = row.replace(name, " ")
    return row
