"""Turns cause, deeds, measures and the withdrawal into strings; it adds nothing to the seller's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from appeal.model.case import Case
from appeal.model.dates import japanese
from appeal.model.plan import Disposition
from appeal.model.submission import Exhibit
from appeal.render.causes import cause_in_short
from appeal.render.exhibits import exhibit_anchor
from appeal.render.figures import counted, dated, in_cell, is_ended, said
from appeal.render.trace import mark

# A table of so many rows is not divided between two pages.
FEW_ROWS = 4


@dataclass(frozen=True, slots=True)
class LinkView:
    """A label of an exhibit and the anchor of its cover sheet."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class DeedView:
    """One thing that was done; `done_on` is None only where the case has no date, which is then left visibly open.

    `cell` is `what` without its last full stop, for tables and lists of entries; `ended` tells that `what` has an end.
    """

    what: str
    ended: bool
    cell: str
    done_on: str | None
    by: str | None
    exhibit: LinkView | None


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure from now on; `cell` is `what` as tables and lists of entries print it."""

    what: str
    cell: str
    starts_on: str | None
    owner: str | None
    record: str | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """What happened, why, what was done and what is done from now on; paragraphs of the seller."""

    what_happened: tuple[str, ...]
    root_cause: tuple[str, ...]
    cause_in_short: str | None
    deeds: tuple[DeedView, ...]
    measures: tuple[MeasureView, ...]
    deed_count: str
    measure_count: str
    first_deed: str | None
    last_deed: str | None
    first_start: str | None
    several_starts: bool
    few_deeds: bool
    few_measures: bool
    has_records: bool
    has_owners: bool
    has_starts: bool
    has_persons: bool


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """What was done when the listing was given up; `stock` is return, dispose, none or empty."""

    removed_on: str | None
    stock: str
    units: str | None
    checked_on: str | None
    checked_count: str | None
    none_alike: bool
    cause: tuple[str, ...]
    names_cause: bool


def view_plan(case: Case, exhibits: tuple[Exhibit, ...]) -> PlanView:
    """Return the plan as far as the case states it; empty tuples where it is silent."""
    done = sorted((one.done_on, place) for place, one in enumerate(case.corrective) if one.done_on)
    starts = sorted((one.starts_on, place) for place, one in enumerate(case.preventive) if one.starts_on)
    last = done[-1] if done and done[-1][0] != done[0][0] else None
    return PlanView(
        what_happened=_paragraphs("plan.what_happened", case.plan.what_happened),
        root_cause=_paragraphs("plan.root_cause", case.plan.root_cause),
        cause_in_short=cause_in_short("plan.root_cause", case.plan.root_cause),
        deeds=_deeds(case, exhibits),
        measures=_measures(case),
        deed_count=mark("corrective", str(len(done) or len(case.corrective))),
        measure_count=mark("preventive", str(len(case.preventive))),
        first_deed=mark(f"corrective[{done[0][1]}].done_on", japanese(done[0][0])) if done else None,
        last_deed=mark(f"corrective[{last[1]}].done_on", japanese(last[0])) if last else None,
        first_start=_first_start(case, starts),
        several_starts=bool(starts) and starts[-1][0] != starts[0][0],
        few_deeds=len(case.corrective) <= FEW_ROWS,
        few_measures=len(case.preventive) <= FEW_ROWS,
        has_records=any(one.record for one in case.preventive),
        has_owners=any(one.owner for one in case.preventive),
        has_starts=bool(starts),
        has_persons=any(one.by for one in case.corrective),
    )


def view_withdrawal(case: Case) -> WithdrawalView | None:
    """Return the withdrawal, or None where the case has none."""
    given_up = case.withdrawal
    if given_up is None:
        return None
    path = "withdrawal"
    return WithdrawalView(
        removed_on=dated(f"{path}.listing_removed_on", given_up.listing_removed_on),
        stock=given_up.stock.value if isinstance(given_up.stock, Disposition) else "",
        units=counted(f"{path}.stock_units", given_up.stock_units or None),
        checked_on=dated(f"{path}.similar_checked_on", given_up.similar_checked_on),
        checked_count=counted(f"{path}.similar_count", given_up.similar_count or None),
        none_alike=given_up.similar_count == 0,
        cause=_paragraphs(f"{path}.cause", given_up.cause),
        names_cause="原因" in (given_up.cause or ""),
    )


def _deeds(case: Case, exhibits: tuple[Exhibit, ...]) -> tuple[DeedView, ...]:
    """In the order of their dates; deeds of one day stay as the case has them."""
    numbered = sorted(
        enumerate(case.corrective), key=lambda pair: (pair[1].done_on is None, pair[1].done_on or 0, pair[0])
    )
    return tuple(
        DeedView(
            what=said(f"corrective[{place}].what", deed.what) or "",
            ended=is_ended(deed.what),
            cell=in_cell(f"corrective[{place}].what", deed.what) or "",
            done_on=dated(f"corrective[{place}].done_on", deed.done_on),
            by=said(f"corrective[{place}].by", deed.by),
            exhibit=_link(f"corrective[{place}].evidence", deed.evidence, exhibits),
        )
        for place, deed in numbered
    )


def _link(path: str, label: str | None, exhibits: tuple[Exhibit, ...]) -> LinkView | None:
    if label is None:
        return None
    anchor = next((exhibit_anchor(one.number) for one in exhibits if one.label == label), "")
    return LinkView(mark(path, label), anchor)


def _measures(case: Case) -> tuple[MeasureView, ...]:
    return tuple(
        MeasureView(
            what=said(f"preventive[{place}].what", measure.what) or "",
            cell=in_cell(f"preventive[{place}].what", measure.what) or "",
            starts_on=dated(f"preventive[{place}].starts_on", measure.starts_on),
            owner=said(f"preventive[{place}].owner", measure.owner),
            record=in_cell(f"preventive[{place}].record", measure.record),
        )
        for place, measure in enumerate(case.preventive)
    )


def _paragraphs(path: str, text: str | None) -> tuple[str, ...]:
    lines = (line.strip() for line in (text or "").splitlines())
    return tuple(mark(path, line) for line in lines if line)


def _first_start(case: Case, starts: list[tuple[date, int]]) -> str | None:
    """The first day of all measures; None where one of them has no day, for then no day speaks for all."""
    if not starts or len(starts) < len(case.preventive):
        return None
    day, place = starts[0]
    return mark(f"preventive[{place}].starts_on", japanese(day))
