"""Finds the rows of a paper that stand for one product, and the quantities they name; it knows no case and judges nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appeal.rules.paper_words import Line, Words, tighten

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
_WHOLE = re.compile(rf"(?<![\w.,/-])[¥\\@x×]?({_NUMBER})(?:\.0+)?(?=円?(?:$|[\s|)]))")
_UNITS = r"個|コ|ケ|ヶ|本|台|枚|点|箱|ケース|セット|袋|冊|組|着|足|缶|巻|丁|束|ダース|pcs?|pieces?|sets?|units?|ea|cs|ctn"
_WITH_UNIT = re.compile(rf"(?<![\w.,/-])[x×]?({_NUMBER})(?:\.0+)? ?(?:{_UNITS})(?=$|[\s|)/、。,代分])", re.I)
_QUANTITY_HEAD = re.compile(r"数量|個数|qty|quantity", re.I)
_PRICE_HEAD = re.compile(r"単価|価格|price", re.I)
_FIGURES_ONLY = re.compile(rf"(?:{_NUMBER})(?:\.0+)?(?: ?(?:{_UNITS}))?", re.I)
# A cell of a table may be several lines high: what belongs to a product stands at most this many lines below it.
_REACH = 3
_LONGEST_COLUMN = 60
_LONGEST_QUANTITY = 6
# A shorter mark stands on many papers by chance.
_SHORTEST_MARK = 3
_LEAST_WORDS, _LEAST_SHARE = 2, 0.6


@dataclass(frozen=True, slots=True)
class Quantities:
    """What stands for quantities: `sure` ones bear a unit or fit price and amount, `possible` are all whole numbers."""

    sure: tuple[int, ...]
    possible: frozenset[int]
    page: int


def rows_naming(lines: Sequence[Line], mark: str) -> tuple[int, ...]:
    """Return the places of the lines in which a JAN, model or code stands, whatever its blanks and hyphens."""
    letters = [re.escape(letter) for letter in tighten(mark) if letter != "-"]
    if len(letters) < _SHORTEST_MARK:
        return ()
    form = re.compile(r"(?<![0-9a-z])" + "[ -]?".join(letters) + r"(?![0-9a-z])", re.I)
    return tuple(at for at, line in enumerate(lines) if form.search(line.text))


def rows_called(lines: Sequence[Line], title: str) -> tuple[int, ...]:
    """Return the places of the lines that name a product by most of the words of its title."""
    words = _words(title)
    letters = sum(map(len, words))
    found = []
    for at in range(len(lines)):
        near = "".join(line.tight for line in lines[at : at + 2])
        known = [word for word in words if word in near]
        own = any(word in lines[at].tight for word in known)
        if own and (
            len(known) == len(words)
            or (len(known) >= _LEAST_WORDS and sum(map(len, known)) >= _LEAST_SHARE * letters)
        ):
            found.append(at)
    return tuple(found)


def _words(title: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", title)
    return [tighten(word) for word in re.split(r"[\s【】\[\]()「」・,/|]+", plain) if len(word) > 1]


def quantities_at(lines: Sequence[Line], at: int, others: Sequence[int]) -> Quantities:
    """Return the quantities that stand with the product of line `at`; `others` are the places of all its lines."""
    window = list(_window(lines, at, others))
    sure: list[int] = []
    for line in window:
        sure += [_whole(match[1]) for match in _WITH_UNIT.finditer(line.text)]
        if sure:
            break
    possible = {_whole(match[1]) for line in window for match in _WHOLE.finditer(line.text)}
    if not sure:
        sure = list(_by_arithmetic(lines, window)) or list(_by_heading(lines, at, window))
    return Quantities(tuple(sure), frozenset(possible | set(sure)), lines[at].page)


def _window(lines: Sequence[Line], at: int, others: Sequence[int]) -> Iterator[Line]:
    """Yield the line of a product and those below it, up to the next row that has a price of its own."""
    yield lines[at]
    priced = len(_WHOLE.findall(lines[at].text)) > 2
    for place in range(at + 1, min(at + 1 + _REACH, len(lines))):
        if lines[place].page != lines[at].page or place in others:
            return
        found = len(_WHOLE.findall(lines[place].text))
        if priced and found > 2:
            return
        yield lines[place]
        priced = priced or found > 2


def _by_arithmetic(lines: Sequence[Line], window: Sequence[Line]) -> Iterator[int]:
    """Yield the quantity of a row in which quantity times price is the amount; the heading tells which is which."""
    for line in window:
        figures = [_whole(match[1]) for match in _WHOLE.finditer(line.text)]
        for place in range(len(figures) - 2):
            first, second, amount = figures[place : place + 3]
            if first and second and first * second == amount and amount > 1:
                yield second if _price_comes_first(lines) else first
                return


def _by_heading(lines: Sequence[Line], at: int, window: Sequence[Line]) -> Iterator[int]:
    """Yield the last number of a row in a table whose last column is the quantity."""
    above = [line.text for line in lines[:at] if _QUANTITY_HEAD.search(line.text)]
    if above and re.search(rf"(?:{_QUANTITY_HEAD.pattern})$", above[-1], re.I):
        for line in window:
            match = re.search(rf"(?<![\w.,/-])({_NUMBER})(?:\.0+)?$", line.text)
            if match and len(match[1].replace(",", "")) < _LONGEST_QUANTITY:
                yield _whole(match[1])
                return


def _price_comes_first(lines: Sequence[Line]) -> bool:
    for line in lines:
        quantity, price = _QUANTITY_HEAD.search(line.text), _PRICE_HEAD.search(line.text)
        if quantity and price:
            return price.start() < quantity.start()
    return False


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


def may_count_packs(lines: Sequence[Line], places: Sequence[int], units: int, printed: int) -> bool:
    """Whether a printed quantity may count boxes of the units meant: the pieces in one stand in the row as well."""
    if not printed or units % printed:
        return False
    each = re.compile(rf"(?<![\d.,-]){units // printed}(?![\d.,-])")
    return any(each.search(line.text) for at in places for line in lines[at : at + 2])


def whole_number(text: str) -> int:
    """Return the number that a cell such as 1,200 or 40.00 個 begins with."""
    match = re.match(_NUMBER, text)
    return _whole(match[0]) if match else 0


def _whole(text: str) -> int:
    return int(text.replace(",", ""))
