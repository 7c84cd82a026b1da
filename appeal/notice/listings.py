"""Finds the products a notice names: ASINs, masks that stand in their place, titles; it completes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appeal.model.reading import NoticeProduct

_ASIN = re.compile(r"(?<![0-9A-Za-z])(B(?=[0-9A-Z]{0,8}\d)[0-9A-Z]{9})(?![0-9A-Za-z])")
_ASIN_LOWER = re.compile(r"(?<![0-9A-Za-z])(b0(?=[0-9a-z]{8}(?![0-9a-z]))[0-9a-z]{8})")
_BOOK = re.compile(r"(?<![0-9A-Za-z-])(\d{9}[\dX])(?![0-9A-Za-z-])")
_FILLED = re.compile(r"X{4,}$|0{8,}$|X{6,}")
_LABEL = re.compile(r"(?:ASIN|対象(?:商品|ASIN)?|エーシン)(?:\(s\))?\s*[:/ ]\s*", re.I)
_MASK = re.compile(
    r"ASIN\s*:?\s*\n?\s*[^\w\s]?\s*(?:[●〇○◯*＊。・■□△▲×_-]{2,}|[Xx]{3,}|\(?未記載\)?|[(\[「【<]ASIN[)\]」】>]|B0?[0-9A-Z]{0,3}[●〇○◯*×]{3,})",
    re.I,
)
_PLACEHOLDER = re.compile(
    r"^\s*(?:\(ASIN\)|「(?:商品情報|ASIN|商品名)」|\[ASIN\]|【(?:ASIN|商品情報)】|<ASIN>)\s*$", re.I
)
_BELOW = 6
_COLUMNS = re.compile(r"(?:\s|[:/|]|ASIN|商品名|SKU|ブランド|問題の種類|問題の内容){1,40}", re.I)
_TITLE = re.compile(
    r"(?:商品名|商品タイトル|製品名|Title|Product name)\s*[:：]\s*(?P<title>[^\n]{1,200})", re.I
)
_SKU = re.compile(r"SKU\s*[:：]\s*(?P<sku>[^\s,、/]{1,60})", re.I)
_MASKED_VALUE = re.compile(r'^[\W_〇]*$|^[〇●○◯△*"“”「」.]+$')
_URL = re.compile(r"https?://\S+")
_PRODUCT_PAGE = re.compile(r"/(?:dp|gp/product)/([0-9A-Z]{10})")


@dataclass(frozen=True, slots=True)
class FoundAsin:
    """An ASIN, or the mask in its place, and the line (from 1) it stands in."""

    asin: str
    line: int


def read_asins(lines: Sequence[str]) -> list[FoundAsin]:
    """Return each ASIN once, in order; `masked` alone where only a placeholder is printed."""
    found: dict[str, FoundAsin] = {}
    for number, line in enumerate(lines, 1):
        for asin in _asins_of(line) if line else ():
            found.setdefault(asin, FoundAsin(asin, number))
    if found:
        return list(found.values())
    mask = next(_masks(lines), None)
    return [FoundAsin("masked", mask)] if mask else []


def _asins_of(line: str) -> Iterator[str]:
    if not any(sign.isdigit() for sign in line):
        return
    yield from _PRODUCT_PAGE.findall(line)
    plain = _URL.sub(" ", line)
    for match in _ASIN.finditer(plain):
        if not _FILLED.search(match[1]):
            yield match[1]
    if _LABEL.search(plain) or "ASIN" in plain:
        for match in _ASIN_LOWER.finditer(plain):
            yield match[1].upper()
        for match in _BOOK.finditer(plain):
            if _book_fits(match[1]):
                yield match[1]


def _book_fits(digits: str) -> bool:
    """Tell an ISBN-10 by its check digit from other numbers of ten digits."""
    values = [10 if sign == "X" else int(sign) for sign in digits]
    return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0


def _masks(lines: Sequence[str]) -> Iterator[int]:
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        filled = any(_FILLED.search(match[1]) for match in _ASIN.finditer(line))
        if _PLACEHOLDER.match(line) or _MASK.search(line) or filled:
            yield number
        elif _COLUMNS.fullmatch(line) and "ASIN" in line.upper() and number < len(lines):
            below = next((text for text in lines[number : number + _BELOW] if text.strip()), "")
            if any(_MASK.search(f"ASIN:{cell}") for cell in below.split()[:6]):
                yield number


def read_products(lines: Sequence[str]) -> list[NoticeProduct]:
    """Return the products as printed: a title or SKU belongs to the ASIN next above it, or beside it."""
    products: list[NoticeProduct] = []
    known: set[str] = set()
    for line in filter(None, lines):
        for asin in dict.fromkeys(_asins_of(line)):
            if asin not in known:
                known.add(asin)
                products.append(NoticeProduct(asin, _beside(line, asin)))
        title = _value(_TITLE, line, "title")
        sku = _value(_SKU, line, "sku")
        if title or sku:
            _complete(products, title, sku)
    return products


def _value(pattern: re.Pattern[str], line: str, name: str) -> str | None:
    match = pattern.search(line)
    value = match[name].strip() if match else ""
    return value if value and not _MASKED_VALUE.match(value) else None


def _beside(line: str, asin: str) -> str | None:
    """Return the title in a row of the form "ASIN title"; a sentence is no title."""
    before, _, after = line.partition(asin)
    title = after.strip(" :/|-・,、\t")
    if before.strip(" ・-*•0123456789.()") or not title or len(title) > 200 or _asins_in(title):
        return None
    return None if re.search(r"[。]|(?:ます|です)$|^(?:の|は|が|を|に|につ)", title) else title


def _asins_in(text: str) -> bool:
    return bool(_ASIN.search(text))


def _complete(products: list[NoticeProduct], title: str | None, sku: str | None) -> None:
    last = products[-1] if products else None
    if last is None or (title and last.title) or (sku and last.sku):
        products.append(NoticeProduct(None, title, sku))
        return
    products[-1] = NoticeProduct(last.asin, title or last.title, sku or last.sku)
