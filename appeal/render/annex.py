"""Decides what follows the letter as an annex and turns the reports that were counted into strings; it counts nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from appeal.model.reports import ReportFacts
from appeal.model.submission import Submission
from appeal.render.figures import dated, plain_number
from appeal.render.glyphs import escape_unprintable
from appeal.render.quantities import LETTER_LISTINGS, QuantityView
from appeal.render.trace import mark

# A list of so many reports still is a note below the figures.
_LETTER_REPORTS = 6
_SOURCE = "sales_report"


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report the sales were counted from: `first` and `last` day of its rows, None where it holds no dates."""

    name: str
    first: str | None
    last: str | None
    file: str


@dataclass(frozen=True, slots=True)
class ReportCount:
    """How many reports of one name were counted."""

    name: str
    count: str


@dataclass(frozen=True, slots=True)
class ReportsView:
    """The reports behind the sales: each in the letter, or counted there and each in the annex."""

    listed: tuple[ReportView, ...]
    counts: tuple[ReportCount, ...]
    in_annex: bool


@dataclass(frozen=True, slots=True)
class AnnexView:
    """One part of the annex: `kind` (listings, quantities or reports) names its partial, `label` is 付表1."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class AnnexesView:
    """The parts of the annex and their labels, None where there is no such part."""

    parts: tuple[AnnexView, ...]
    listings: str | None
    quantities: str | None
    reports: str | None


def view_reports(submission: Submission) -> ReportsView:
    """Return the reports the printed sales were counted from, in the order of the case."""
    reports = tuple(dict.fromkeys(report for row in submission.reconciliations for report in row.reports))
    counts = Counter(report.kind.words for report in reports)
    return ReportsView(
        listed=tuple(_report(report) for report in reports),
        counts=tuple(
            ReportCount(mark(_SOURCE, name), mark(_SOURCE, plain_number(count)))
            for name, count in counts.items()
        ),
        in_annex=len(reports) > _LETTER_REPORTS,
    )


def view_annexes(
    listing_count: int, quantities: tuple[QuantityView, ...], reports: ReportsView
) -> AnnexesView:
    """Return what does not find room in the letter: many listings, their figures, many reports."""
    wanted = {
        "listings": listing_count > LETTER_LISTINGS,
        "quantities": len(quantities) > LETTER_LISTINGS,
        "reports": reports.in_annex and bool(quantities),
    }
    kinds = [kind for kind, needed in wanted.items() if needed]
    labels = {kind: f"付表{place}" if len(kinds) > 1 else "付表" for place, kind in enumerate(kinds, start=1)}
    return AnnexesView(
        parts=tuple(AnnexView(kind, label) for kind, label in labels.items()),
        listings=labels.get("listings"),
        quantities=labels.get("quantities"),
        reports=labels.get("reports"),
    )


def _report(report: ReportFacts) -> ReportView:
    name = report.file.replace("\\", "/").rsplit("/", 1)[-1]
    return ReportView(
        name=mark(_SOURCE, report.kind.words),
        first=dated(_SOURCE, report.first),
        last=dated(_SOURCE, report.last),
        file=mark(_SOURCE, escape_unprintable(name)),
    )
