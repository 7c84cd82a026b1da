"""Tells whether the rows of a product come to the stated quantity, or to another one; it knows no case and judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from appeal.rules.paper_quantities import (
    Headings,
    RowQuantity,
    column_of_quantities,
    counts_boxes,
    headings_of,
    priced_quantities,
    read_row,
    speaks_of_packs,
    whole_number,
)
from appeal.rules.paper_rows import Row, rows_of
from appeal.rules.paper_words import Line, Reading, Words

# Every choice out of so many rows is looked at; of more, only all, all paid for, and all that were not sent back.
_MOST_TO_CHOOSE, _MOST_SUMS = 6, 5_000
_MOST_BELOW = 30


def compare_quantity(
    lines: Sequence[Line], places: Sequence[int], mark: str, quantity: int, units: int
) -> Reading | None:
    """Return how the rows that name a product by `mark` stand to its stated quantity, or to the units that comes to.

    None means that numbers stand there of which none can be told to be the quantity. Clear is only a difference that
    every row proves by price, unit or heading, and that no choice of rows, dozens, boxes or other column explains.
    """
    rows = rows_of(lines, places, mark)
    heads = headings_of(lines)
    told = [read_row(heads, row) for row in rows]
    wanted = {quantity, units}
    if agreed := _agreeing(told, wanted):
        return _of_packs(heads, rows, agreed, quantity, units)
    column = column_of_quantities(lines)
    if column:
        hit = next((words for words in column if whole_number(words.text) in wanted), None)
        return Reading(hit, None if hit else column[0], is_clear=False) if hit or len(column) == 1 else None
    sure = [one for one in told if one.proven]
    if not sure:
        # The first column counts the rows: one number alone says nothing.
        return None if any(len(one.possible) > 1 for one in told) else Reading()
    is_clear = _is_settled(told, wanted) and not _may_count_packs(heads, rows, wanted, sure[0].proven[0])
    is_clear = is_clear and not _goes_on(heads, lines[places[0] :], wanted)
    return Reading(None, _shown(sure), is_clear)


def _shown(sure: Sequence[RowQuantity]) -> Words:
    return Words(f"{sure[0].proven[0]:,}", sure[0].page)


def _agreeing(told: Sequence[RowQuantity], wanted: set[int]) -> Words | None:
    """Return the stated number where one row has it, or several come to it."""
    for one in told:
        if hit := wanted & (one.possible | one.meant):
            return Words(f"{min(hit):,}", one.page)
    if told and (hit := wanted & _sums(told)):
        return Words(f"{min(hit):,}", told[0].page)
    return None


def _sums(told: Sequence[RowQuantity]) -> set[int]:
    proven = [one for one in told if one.proven]
    if len(proven) > _MOST_TO_CHOOSE or prod(len(one.meant) + 1 for one in proven) > _MOST_SUMS:
        first = [(one.proven[0], one.is_free) for one in proven]
        return {
            sum(value for value, _ in first),
            sum(value for value, free in first if not free),
            sum(value for value, _ in first if value > 0),
            sum(value for value, free in first if value > 0 and not free),
        }
    sums = {0}
    for one in proven:
        sums |= {before + value for before in sums for value in one.meant}
    return sums


def _is_settled(told: Sequence[RowQuantity], wanted: set[int]) -> bool:
    """Whether the rows leave no doubt; a single one may be a lump sum for all the pieces (1 式)."""
    return (
        len(told) <= _MOST_TO_CHOOSE
        and not any(1 in one.proven for one in told)
        and all(one.proven and one.is_sole for one in told)
        and not any(wanted & one.others for one in told)
    )


def _may_count_packs(heads: Headings, rows: Sequence[Row], wanted: set[int], printed: int) -> bool:
    """Whether a printed quantity may count boxes of the units meant: a word for them, or the pieces in one, stands there."""
    each = {str(units // printed) for units in wanted if printed > 0 and units % printed == 0}
    if not each:
        return False
    return counts_boxes(heads, rows) or any(
        each & set(_figures(text)) for row in rows for text in row.texts[:2]
    )


def _figures(text: str) -> list[str]:
    return "".join(sign if sign.isdigit() else " " for sign in text).split()


def _goes_on(heads: Headings, lines: Sequence[Line], wanted: set[int]) -> bool:
    """Whether the rows from the product on, which may be its colours and sizes, come to the stated quantity."""
    total = 0
    for line in lines[:_MOST_BELOW]:
        for value in priced_quantities(heads, line.text):
            total += value
            if total in wanted:
                return True
    return False


def _of_packs(heads: Headings, rows: Sequence[Row], agreed: Words, quantity: int, units: int) -> Reading:
    """Return an agreement, or none where the case counts packs and nothing on the paper speaks of any."""
    if units == quantity or whole_number(agreed.text) != quantity:
        return Reading(agreed)
    if speaks_of_packs(heads, rows, units // quantity):
        return Reading(agreed)
    return Reading(None, agreed, is_clear=False)
