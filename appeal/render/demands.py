"""Turns the demands of the notice, in its own order, into what the summary box answers; it judges no coverage."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from appeal.model.case import Response
from appeal.model.notice import Requirement
from appeal.model.submission import CoverageRow, CoverageState, Exhibit, Submission
from appeal.render.exhibits import exhibit_anchor
from appeal.render.figures import counted, said
from appeal.render.measures import LinkView
from appeal.render.quotes import asked_together, quotes
from appeal.render.trace import mark
from appeal.render.words import KIND_NAMES, REQUIREMENT_NAMES

_LONG_RUN = 4
# What a demand for a plan asks for in one, and where a letter answers each.
_PARTS = {"cause": "根本原因", "corrective": "是正措置", "preventive": "再発防止策"}
# A demand that contains others answers them, where the notice asks for both in one sentence.
_CONTAINED = {
    Requirement.PLAN_OF_ACTION: (
        Requirement.ROOT_CAUSE,
        Requirement.CORRECTIVE_ACTION,
        Requirement.PREVENTIVE_ACTION,
    )
}


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many papers of one kind answer a demand."""

    kind: str
    count: str


@dataclass(frozen=True, slots=True)
class RepeatView:
    """A part of a plan that an earlier demand was answered with: `kind` and name of the part, number of that demand."""

    kind: str
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class DemandView:
    """One demand with its number and its words in the notice, and what answers it.

    `kind` names its template. Open means that nothing answers it, partial that not everything is answered.
    """

    kind: str
    number: str
    ordinal: str
    is_part: bool
    name: str
    quote: str | None
    is_open: bool
    is_partial: bool
    waived_by_withdrawal: bool
    nothing_more: bool
    reason: str | None
    sections: tuple[str, ...]
    exhibits: tuple[LinkView, ...]
    last_exhibit: LinkView | None
    cited: tuple[str, ...]
    papers: tuple[PaperCount, ...]
    papers_inside: bool
    units: str | None
    units_in_window: bool
    repeats: tuple[RepeatView, ...] = ()
    repeated_in: tuple[str, ...] = ()


def section_kinds(requirement: Requirement) -> tuple[str, ...]:
    """Return the sections of the letter that answer a demand, where the letter has them."""
    return {
        Requirement.INVOICE: ("quantities",),
        Requirement.SUPPLIER_CONTACT: ("suppliers",),
        Requirement.ROOT_CAUSE: ("cause",),
        Requirement.CORRECTIVE_ACTION: ("withdrawal", "corrective"),
        Requirement.PREVENTIVE_ACTION: ("preventive",),
        Requirement.PLAN_OF_ACTION: ("withdrawal", "cause", "corrective", "preventive"),
    }.get(requirement, ())


def view_demands(submission: Submission, numbers: dict[str, str]) -> tuple[DemandView, ...]:
    """Return the demands in the notice's order; `numbers` gives the number of each section the letter has.

    One sentence that asks for a plan and for a part of it is one demand.
    """
    stated = tuple(dict.fromkeys(submission.case.notice.requirements or ()))
    inside = _inside_others(submission, stated)
    demands = tuple(demand for demand in stated if demand not in inside)
    told = quotes(submission.reading, demands)
    views = []
    for demand, words in zip(demands, told, strict=True):
        places = [place for place, one in enumerate(stated) if demand in (one, inside.get(one))]
        sources = " ".join(f"notice.requirements[{place}]" for place in places)
        views.append(_view(submission, demand, sources, numbers, words))
    return _without_repeats(tuple(views), demands, numbers)


def _inside_others(
    submission: Submission, demands: tuple[Requirement, ...]
) -> dict[Requirement, Requirement]:
    """Return which demand is only a part of which other one of the same sentence."""
    return {
        part: whole
        for whole, parts in _CONTAINED.items()
        for part in parts
        if whole in demands and part in demands and asked_together(submission.reading, whole, part)
    }


def _without_repeats(
    views: tuple[DemandView, ...], demands: tuple[Requirement, ...], numbers: dict[str, str]
) -> tuple[DemandView, ...]:
    """Tell each demand which parts of its answer an earlier one was given already; `repeated_in` only where all were."""
    given: dict[str, str] = {}
    found = []
    for view, demand in zip(views, demands, strict=True):
        if view.is_open or view.waived_by_withdrawal or view.nothing_more or view.reason is not None:
            found.append(view)
            continue
        parts = [kind for kind in section_kinds(demand) if kind in _PARTS and kind in numbers]
        repeats = tuple(RepeatView(kind, _PARTS[kind], given[kind]) for kind in parts if kind in given)
        whole = bool(parts) and len(repeats) == len(view.sections)
        places = tuple(dict.fromkeys(one.number for one in repeats)) if whole else ()
        found.append(replace(view, repeats=repeats, repeated_in=places))
        given |= {kind: view.number for kind in parts if kind not in given}
    return tuple(found)


def _view(
    submission: Submission,
    demand: Requirement,
    sources: str,
    numbers: dict[str, str],
    told: tuple[str, str | None],
) -> DemandView:
    rows = [row for row in submission.coverage if row.requirement is demand]
    states = {row.state for row in rows}
    answered = {CoverageState.COVERED, CoverageState.PARTIAL}
    cited = _cited(submission, demand, rows)
    waived = states == {CoverageState.WAIVED}
    withdrawn = submission.case.response is Response.WITHDRAWAL
    given_up = waived and withdrawn and demand is not Requirement.OTHER
    sections = ("withdrawal",) if given_up else section_kinds(demand)
    return DemandView(
        kind=demand.value.replace("_", "-"),
        number=mark(sources, f"要求{told[0]}"),
        ordinal=mark(sources, told[0]),
        is_part=told[0].endswith(")"),
        quote=said("notice.file", _unless_name(told[1], REQUIREMENT_NAMES[demand])),
        name=mark(sources, REQUIREMENT_NAMES[demand]),
        is_open=not states & answered and not waived,
        is_partial=states - {CoverageState.COVERED} != set(),
        waived_by_withdrawal=given_up,
        nothing_more=waived and demand is Requirement.OTHER,
        # Where papers are submitted, they are the answer; what they lack is told with the numbers.
        reason=_reason(submission, rows) if waived and not withdrawn and not cited else None,
        sections=tuple(numbers[kind] for kind in sections if kind in numbers),
        **_links(cited),
        papers=_papers(cited),
        papers_inside=_inside(submission, cited),
        units=_units(submission, cited),
        units_in_window=_older(submission, cited) != set(),
    )


def _unless_name(quote: str | None, name: str) -> str | None:
    """Words of the notice that are the name of the demand itself would only say it twice."""
    plain = re.sub(r"[\s。:：]", "", quote or "").replace("仕入れ先", "仕入先")
    return None if plain in ("", name) else quote


def _cited(submission: Submission, demand: Requirement, rows: list[CoverageRow]) -> list[Exhibit]:
    """The exhibits that answer a demand; papers that show where the opening stock comes from answer with them."""
    labels = {label for row in rows for label in row.by}
    opening = {line.evidence for row in submission.reconciliations for line in row.opening_papers}
    return [
        one
        for one in submission.exhibits
        if one.label in labels or (labels and demand is Requirement.INVOICE and one.index in opening)
    ]


def _links(cited: list[Exhibit]) -> dict[str, Any]:
    """A long run of numbers is told by its ends: 資料1から資料12."""
    links = [
        LinkView(mark(f"evidence[{one.index}].file", one.label), exhibit_anchor(one.number)) for one in cited
    ]
    run = len(cited) > _LONG_RUN and cited[-1].number - cited[0].number == len(cited) - 1
    return {
        "exhibits": tuple(links[:1] if run else links),
        "last_exhibit": links[-1] if run else None,
        "cited": tuple(one.label for one in cited),
    }


def _reason(submission: Submission, rows: list[CoverageRow]) -> str | None:
    """Only the seller's own words are printed: a reason of the program is told by the template."""
    own = [(place, one.reason) for place, one in enumerate(submission.case.accept)]
    for row in rows:
        for place, reason in own:
            if row.reason == reason:
                return said(f"accept[{place}].reason", reason)
    return None


def _papers(cited: list[Exhibit]) -> tuple[PaperCount, ...]:
    counts = Counter(exhibit.item.kind for exhibit in cited)
    papers = []
    for kind, count in counts.items():
        places = [exhibit.index for exhibit in cited if exhibit.item.kind is kind]
        sources = " ".join(f"evidence[{place}].kind" for place in places)
        papers.append(PaperCount(mark(sources, KIND_NAMES[kind]), mark(sources, f"{count:,}")))
    return tuple(papers)


def _inside(submission: Submission, cited: list[Exhibit]) -> bool:
    window = submission.window
    return bool(cited) and all(
        window is not None and exhibit.item.issued is not None and exhibit.item.issued in window
        for exhibit in cited
    )


def _units(submission: Submission, cited: list[Exhibit]) -> str | None:
    """Pieces on the cited papers, for a notice about one listing; several listings are told one by one.

    A paper of the opening stock is none of the window's purchases.
    """
    asins = {listing.asin for listing in submission.case.listing}
    older = _older(submission, cited)
    cited = [exhibit for exhibit in cited if exhibit.index not in older]
    lines = [line for exhibit in cited for line in exhibit.item.lines if line.asin in asins]
    if len(asins) != 1 or not lines:
        return None
    sources = " ".join(f"evidence[{exhibit.index}].lines" for exhibit in cited)
    return counted(sources, sum(line.units for line in lines))


def _older(submission: Submission, cited: list[Exhibit]) -> set[int]:
    """The cited papers that show the opening stock and nothing of the window."""
    rows = submission.reconciliations
    inside = {line.evidence for row in rows for line in row.purchases}
    opening = {line.evidence for row in rows for line in row.opening_papers}
    return (opening - inside) & {exhibit.index for exhibit in cited}
