"""Is what came or left otherwise stated so that it can be counted and believed? It judges the statement, not the deed."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.model.case import Case, Response
from appeal.model.dates import japanese
from appeal.model.evidence import PURCHASE_KINDS
from appeal.model.finding import Finding, found
from appeal.model.movement import Movement, MovementKind
from appeal.model.trade import EvidenceWindow
from appeal.rules.after_window import is_after
from appeal.rules.moves import named_paper


def judge_movements(case: Case, window: EvidenceWindow | None) -> tuple[Finding, ...]:
    """Return what keeps a movement from counting, and what it leaves unproven; nobody who gives up is asked."""
    if case.response is Response.WITHDRAWAL:
        return ()
    return tuple(
        finding
        for place, one in enumerate(case.movement)
        for finding in _judge(case, window, f"movement[{place}]", one)
    )


def _judge(case: Case, window: EvidenceWindow | None, field: str, one: Movement) -> Iterator[Finding]:
    day, kind = japanese(one.on), one.kind.words
    if case.listing and one.asin not in [listing.asin for listing in case.listing]:
        yield found("Q342", f"{field}.asin", asin=one.asin, kind=kind, units=one.quantity)
        return
    if window is not None and one.on not in window and not _is_after(case, window, one):
        days = {"first": japanese(window.first), "last": japanese(window.last)}
        yield _found("Q341", f"{field}.on", one, **days)
    if one.reason is None:
        yield _found("Q340", field, one)
    paper = named_paper(one, len(case.evidence))
    if one.evidence is not None and paper is None:
        yield found(
            "Q343",
            f"{field}.evidence",
            asin=one.asin,
            day=day,
            kind=kind,
            value=one.evidence,
            count=len(case.evidence),
        )
    if one.kind is MovementKind.SAMPLE_RECEIVED:
        yield from _sample(case, window, field, one, paper)


def _is_after(case: Case, window: EvidenceWindow, one: Movement) -> bool:
    return any(is_after(one.on, listing, window) for listing in case.listing if listing.asin == one.asin)


def _sample(
    case: Case, window: EvidenceWindow | None, field: str, one: Movement, paper: int | None
) -> Iterator[Finding]:
    """A sample on an invoice is a purchase line already; one without any paper came from nowhere."""
    if paper is None:
        yield _found("Q344", field, one)
        return
    item = case.evidence[paper]
    inside = item.issued is not None and (window is None or item.issued in window)
    if item.kind in PURCHASE_KINDS and inside and any(line.asin == one.asin for line in item.lines):
        yield _found("Q345", f"{field}.evidence", one, file=item.file)


def _found(code: str, field: str, one: Movement, **values: str) -> Finding:
    return found(
        code,
        field,
        asin=one.asin,
        day=japanese(one.on),
        kind=one.kind.words,
        units=one.quantity,
        **values,  # type: ignore[arg-type]
    )
