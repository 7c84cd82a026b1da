"""Turns units that came or left otherwise, papers of the opening stock and rows of invoices into strings; it adds nothing up but its own rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from appeal.model.dates import japanese
from appeal.model.submission import Exhibit
from appeal.model.trade import MoveSource, PurchaseLine, Reconciliation, StockMove
from appeal.render.exhibits import exhibit_anchor
from appeal.render.figures import plain_number, said
from appeal.render.measures import LinkView
from appeal.render.trace import mark


@dataclass(frozen=True, slots=True)
class MoveView:
    """One row of the other movements: `until` stands where a report tells several days together; one of came and left is None."""

    day: str
    until: str | None
    what: str
    came: str | None
    left: str | None
    reason: str | None
    by_orders: bool
    by_ledger: bool
    exhibit: LinkView | None


@dataclass(frozen=True, slots=True)
class PaperLineView:
    """One line of a paper: where it stands, its day and its pieces."""

    exhibit: LinkView
    issued: str
    row: str | None
    units: str


def view_moves(row: Reconciliation, exhibits: tuple[Exhibit, ...]) -> tuple[MoveView, ...]:
    """Return the movements by day: each that the case states, and one a kind of those a report tells."""
    rows: dict[tuple[object, ...], list[StockMove]] = {}
    for place, move in enumerate(row.moves):
        told = move.source is MoveSource.CASE
        key = (place,) if told else (move.source, move.kind, move.reason, move.evidence)
        rows.setdefault(key, []).append(move)
    return tuple(_view(moves, exhibits) for moves in rows.values())


def source_of(move: StockMove) -> str:
    """Return the field a movement was said in."""
    return "sales_report" if move.entry is None else f"movement[{move.entry}]"


def view_lines(lines: Iterable[PurchaseLine], exhibits: tuple[Exhibit, ...]) -> tuple[PaperLineView, ...]:
    """Return lines of papers that are handed over, in their order."""
    return tuple(
        PaperLineView(
            exhibit=link,
            issued=mark(f"evidence[{line.evidence}].issued", japanese(line.issued)),
            row=said(f"evidence[{line.evidence}].lines", line.row),
            units=mark(f"evidence[{line.evidence}].lines", plain_number(line.units)),
        )
        for line in lines
        if (link := link_to(line.evidence, exhibits)) is not None
    )


def link_to(place: int | None, exhibits: tuple[Exhibit, ...]) -> LinkView | None:
    """Return the label of the exhibit that is entry `place` of the case's evidence, None where it is not handed over."""
    one = next((one for one in exhibits if one.index == place), None)
    return (
        LinkView(mark(f"evidence[{one.index}].file", one.label), exhibit_anchor(one.number)) if one else None
    )


def _view(moves: list[StockMove], exhibits: tuple[Exhibit, ...]) -> MoveView:
    first, last = moves[0], moves[-1]
    source = source_of(first)
    units = mark(source, plain_number(sum(move.units for move in moves)))
    return MoveView(
        day=_day(source, first.on),
        until=_day(source, last.on) if last.on != first.on else None,
        what=mark(source, first.kind.words),
        came=units if first.kind.enters else None,
        left=None if first.kind.enters else units,
        reason=said(source, first.reason),
        by_orders=first.source is MoveSource.ORDERS,
        by_ledger=first.source is MoveSource.LEDGER,
        exhibit=link_to(first.evidence, exhibits),
    )


def _day(source: str, day: date) -> str:
    return mark(source, japanese(day))
