"""Units that came or left otherwise than by purchase and sale: whose word counts, and which of them a window holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from appeal.model.case import Case
from appeal.model.dates import normalised
from appeal.model.movement import Movement, MovementKind
from appeal.model.trade import EvidenceWindow, MoveSource, StockMove

_EXHIBIT = re.compile(r"資料(\d{1,4})(?!\d)")


def stated_moves(case: Case) -> tuple[StockMove, ...]:
    """Return what the case itself states, in its order; the window is not looked at."""
    return tuple(
        StockMove(
            one.asin,
            one.kind,
            one.on,
            one.quantity,
            MoveSource.CASE,
            one.reason,
            named_paper(one, len(case.evidence)),
            place,
        )
        for place, one in enumerate(case.movement)
    )


def named_paper(movement: Movement, papers: int) -> int | None:
    """Return the place of the first exhibit a movement names, None where it names none that is there."""
    numbers = [int(number) for number in _EXHIBIT.findall(normalised(movement.evidence or ""))]
    return next((number - 1 for number in numbers if 1 <= number <= papers), None)


def joined_moves(case: Case, told: Iterable[StockMove]) -> tuple[StockMove, ...]:
    """Return the stated moves and those the reports tell; what the seller states of a listing and kind wins."""
    stated = stated_moves(case)
    said = {(move.asin, move.kind) for move in stated}
    return (*stated, *(move for move in told if (move.asin, move.kind) not in said))


def moves_in(moves: Iterable[StockMove], asin: str, window: EvidenceWindow) -> tuple[StockMove, ...]:
    """Return the moves of one listing inside the window, by day; of one day those of the case first, in its order."""
    return tuple(
        sorted(
            (move for move in moves if move.asin == asin and move.on in window),
            key=lambda move: (
                move.on,
                move.entry is None,
                move.entry or 0,
                move.kind.value,
                move.source.value,
            ),
        )
    )


def sum_of(moves: Sequence[StockMove], *kinds: MovementKind) -> int:
    """Return the units of these kinds."""
    return sum(move.units for move in moves if move.kind in kinds)


def came(moves: Iterable[StockMove]) -> int:
    """Return the units that came to the stock."""
    return sum(move.units for move in moves if move.kind.enters)


def left(moves: Iterable[StockMove]) -> int:
    """Return the units that left the stock."""
    return sum(move.units for move in moves if not move.kind.enters)
