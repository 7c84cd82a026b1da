"""Reads the quantity of each row of a product: by price and amount, by its unit or below its heading; it knows no case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appeal.rules.paper_rows import Row
from appeal.rules.paper_words import Line, Words

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
_DOZEN = r"ダース|打|doz(?:en)?|dz"
_BOXES = r"箱|ケース|カートン|甲|ボール|セット|パック|袋|束|組|缶|丁|cs|ctns?|cartons?|cases?|box(?:es)?|packs?|sets?"
_UNITS = rf"個|コ|ケ|ヶ|本|台|枚|点|冊|着|足|巻|pcs?|pieces?|units?|ea|{_BOXES}|{_DOZEN}"
_CELL = re.compile(
    rf"(?<![\w.,/-])(?P<minus>[-▲△] ?)?[¥\\@x×]?(?P<minus2>[-▲△])?(?P<number>{_NUMBER})(?:\.0+)?"
    rf"(?:円| ?(?P<unit>{_UNITS}))?(?=$|[\s|)/、。,代分])",
    re.I,
)
_PACK = re.compile(
    rf"(\d{{1,4}}) ?(?:{_UNITS})? ?入|入り?数 ?:? ?(\d{{1,4}})|(\d{{1,4}}) ?(?:{_UNITS}) ?/ ?(?:{_BOXES})",
    re.I,
)
_PACKED_BY = re.compile(rf"(\d{{1,4}}) ?(?:{_UNITS})? ?入り? ?[x×] ?(\d{{1,5}})", re.I)
_BOX_WORD = re.compile(
    rf"箱|ケース|カートン|甲|ボール|セット|パック|束|組|\d入|入り|入数|{_DOZEN}"
    r"|c/[st](?![a-z])|(?<![a-z])(?:cs|ctns?|cartons?|cases?|packs?|sets?)(?![a-z])"
    r"|\dp(?![a-z])",
    re.I,
)
_PACK_HEAD = re.compile(r"入り?数|入目|qty ?/ ?(?:ctn|case|box)|pack", re.I)
_QUANTITY_HEAD = re.compile(r"数量|個数|qty|quantity", re.I)
_PRICE_HEAD = re.compile(r"単価|価格|price", re.I)
_FIGURES_ONLY = re.compile(rf"(?:{_NUMBER})(?:\.0+)?(?: ?(?:{_UNITS}))?", re.I)
_SENT_BACK = re.compile(r"返品|返却|返金|戻|取消|キャンセル|return|credit", re.I)
_REDUCED = re.compile(r"値引|割引|クーポン|調整|discount|coupon", re.I)
_LONGEST_COLUMN, _LONGEST_QUANTITY = 60, 6


@dataclass(frozen=True, slots=True)
class _Cell:
    """One number of a row with its sign and its unit in small letters, empty where it has none."""

    value: int
    unit: str
    start: int


@dataclass(frozen=True, slots=True)
class RowQuantity:
    """What a row holds for a quantity: `proven` ones, first the likeliest, below zero for goods that went back.

    `meant` are all it may come to (dozens and boxes counted out), `possible` all whole numbers that are no price, amount
    or number of the row, `others` those that are. `is_sole` says that it can be only one.
    """

    proven: tuple[int, ...]
    meant: frozenset[int]
    possible: frozenset[int]
    others: frozenset[int]
    is_sole: bool
    is_free: bool
    page: int


@dataclass(frozen=True, slots=True)
class Headings:
    """What the headings of the tables tell: the order of quantity and price, a quantity in the last column, pieces in a box.

    `boxes` says that one of them counts boxes.
    """

    order_is_told: bool
    price_comes_first: bool
    quantity_is_last: bool
    packs: bool
    boxes: bool


@dataclass(frozen=True, slots=True)
class _Priced:
    """Three cells of a row of which the first two come to the third."""

    quantity: _Cell
    price: _Cell
    amount: _Cell


def headings_of(lines: Sequence[Line]) -> Headings:
    """Return what the headings of a paper's tables tell."""
    named = [line.text for line in lines if _QUANTITY_HEAD.search(line.text)]
    places = next(
        (
            (quantity.start(), price.start())
            for text in named
            if (quantity := _QUANTITY_HEAD.search(text)) and (price := _PRICE_HEAD.search(text))
        ),
        None,
    )
    at_end = any(re.search(rf"(?:{_QUANTITY_HEAD.pattern})$", text, re.I) for text in named[-1:])
    packs = any(_PACK_HEAD.search(line.text) for line in lines)
    boxes = any(_PRICE_HEAD.search(line.text) and _BOX_WORD.search(line.text) for line in lines)
    return Headings(places is not None, places is not None and places[1] < places[0], at_end, packs, boxes)


def read_row(heads: Headings, row: Row) -> RowQuantity:
    """Return the quantity of one row, given the headings that tell which column is which."""
    priced = _all_priced(heads, row)
    counted = [one.quantity for one in priced] or _with_unit(row)
    proven = [_signed(one, row.texts[0]) for one in priced]
    proven = proven or [cell.value for cell in counted] or list(_by_heading(heads, row))
    cells = [cell for text in row.texts for cell in _cells_of(text)]
    others = _other_columns(heads, row, priced)
    sent_back = {-value for value in proven if value < 0}
    possible = {cell.value for cell in cells if cell.value > 0} - others - sent_back
    possible |= {int(first) * int(second) for text in row.texts for first, second in _PACKED_BY.findall(text)}
    meant = set(proven)
    if _SENT_BACK.search(row.whole):
        meant |= {-value for value in proven if value > 0}
    for cell, quantity in zip(counted, proven, strict=False):
        meant |= set(_counted_out(heads, row, cell, quantity))
    free = any(one.price.value == 0 for one in priced)
    sole = len(set(proven)) == 1 and not any(_is_box(cell) for cell in counted)
    return RowQuantity(
        tuple(proven), frozenset(meant), frozenset(possible), frozenset(others), sole, free, row.page
    )


def _cells_of(text: str) -> list[_Cell]:
    """Return the whole numbers of a line as the cells of a table hold them."""
    found = []
    for match in _CELL.finditer(text):
        sign = -1 if match["minus"] or match["minus2"] else 1
        found.append(_Cell(sign * _whole(match["number"]), (match["unit"] or "").lower(), match.start()))
    return found


def priced_quantities(heads: Headings, text: str) -> list[int]:
    """Return the quantities of a line that price and amount prove, in their order; also of rows of other goods."""
    return [one.quantity.value for one in _priced(heads, text)]


def _all_priced(heads: Headings, row: Row) -> list[_Priced]:
    for text in row.texts:
        if found := _priced(heads, text):
            return found[:1] if found[0].amount.value >= found[-1].amount.value else found
    return []


def _priced(heads: Headings, text: str) -> list[_Priced]:
    """Return the groups of quantity, price and amount of a line; the heading tells which of two stands first."""
    cells = _negative_in_brackets(text) or _cells_of(text)
    found, at = [], 0
    while at + 2 < len(cells):
        first, second, amount = cells[at : at + 3]
        if _comes_to(first, second, amount):
            turned = heads.price_comes_first and not first.unit
            found.append(_Priced(second, first, amount) if turned else _Priced(first, second, amount))
        at += 1
    return found


def _comes_to(first: _Cell, second: _Cell, amount: _Cell) -> bool:
    if amount.unit or (first.unit and second.unit):
        return False
    if amount.value == 0:
        return first.value > 0 and second.value == 0 and not second.unit
    return abs(first.value * second.value) == abs(amount.value) > 1


def _negative_in_brackets(text: str) -> list[_Cell]:
    """Return the cells of a line in which amounts in brackets are those taken off: (5) 1,200 (6,000)."""
    turned = re.sub(rf"(?<![^\s])\(({_NUMBER})\)(?=\s|$)", r"-\1", text)
    return _cells_of(turned) if len(re.findall(r"(?<![^\s])-\d", turned)) > 1 and turned != text else []


def _signed(one: _Priced, text: str) -> int:
    """Return the quantity, below zero for goods that went back and none for a price that was only reduced."""
    quantity = one.quantity.value
    if one.amount.value >= 0 or quantity < 0:
        return quantity
    if _REDUCED.search(text) or (one.price.value < 0 and not _SENT_BACK.search(text)):
        return 0
    return -quantity


def _with_unit(row: Row) -> list[_Cell]:
    for text in row.texts:
        if found := [cell for cell in _cells_of(text) if cell.unit]:
            return found
    return []


def _by_heading(heads: Headings, row: Row) -> Iterator[int]:
    """Yield the last number of a row in a table whose last column is the quantity."""
    for text in row.texts if heads.quantity_is_last else ():
        match = re.search(rf"(?<![\w.,/-])([-▲△]?)({_NUMBER})(?:\.0+)?$", text)
        if match and len(match[2].replace(",", "")) < _LONGEST_QUANTITY:
            yield -_whole(match[2]) if match[1] else _whole(match[2])
            return


def _other_columns(heads: Headings, row: Row, priced: Sequence[_Priced]) -> set[int]:
    """Return the numbers that are price, amount or the number of the row, and nothing besides."""
    if len(priced) != 1 or not heads.order_is_told:
        return set()
    one = priced[0]
    first = _cells_of(row.texts[0])[:1]
    leading = {cell.value for cell in first if cell.start == 0 and not cell.unit and cell != one.quantity}
    others = {one.price.value, one.amount.value} | leading
    alike = [cell for text in row.texts for cell in _cells_of(text) if cell.unit]
    return others - {one.quantity.value} - {cell.value for cell in alike}


def _counted_out(heads: Headings, row: Row, cell: _Cell, quantity: int) -> Iterator[int]:
    """Yield the pieces that dozens or boxes come to, where the paper tells how many one holds."""
    if re.fullmatch(_DOZEN, cell.unit, re.I):
        yield quantity * 12
    for text in row.texts:
        for match in _PACK.finditer(text):
            yield quantity * int(next(group for group in match.groups() if group))
    if heads.packs:
        for other in _cells_of(row.texts[0]):
            yield quantity * other.value


def _is_box(cell: _Cell) -> bool:
    return re.fullmatch(rf"{_BOXES}|{_DOZEN}", cell.unit, re.I) is not None


def column_of_quantities(lines: Sequence[Line]) -> tuple[Words, ...]:
    """Return the numbers below a heading 数量 where the table was written column by column."""
    found: list[Words] = []
    for at, line in enumerate(lines):
        if not _QUANTITY_HEAD.fullmatch(line.tight):
            continue
        for below in lines[at + 1 : at + 1 + _LONGEST_COLUMN]:
            if not _FIGURES_ONLY.fullmatch(below.text):
                break
            found.append(Words(below.text, below.page))
    return tuple(found)


def speaks_of_packs(heads: Headings, rows: Sequence[Row], pack: int) -> bool:
    """Whether a paper may count packs of so many: by a word for boxes, or the number of pieces in one, in row or heading."""
    each = re.compile(rf"(?<![\d.,-]){pack}(?![\d.,-])")
    texts = [text for row in rows for text in row.texts]
    return heads.packs or counts_boxes(heads, rows) or any(map(each.search, texts))


def counts_boxes(heads: Headings, rows: Sequence[Row]) -> bool:
    """Whether a word for boxes, sets or dozens stands in a row of the product or in the heading of its table."""
    return heads.boxes or any(_BOX_WORD.search(text) for row in rows for text in row.texts[:2])


def whole_number(text: str) -> int:
    """Return the number that a cell such as 1,200 or 40.00 個 begins with."""
    match = re.match(_NUMBER, text)
    return _whole(match[0]) if match else 0


def _whole(text: str) -> int:
    return int(text.replace(",", ""))
