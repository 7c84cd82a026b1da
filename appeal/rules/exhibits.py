"""Numbers the evidence and closes the `Submission`; it neither judges nor draws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from appeal.model.case import Case
from appeal.model.evidence import FileFacts
from appeal.model.finding import Finding
from appeal.model.submission import CoverageRow, Exhibit, Submission, attachment_name
from appeal.model.trade import EvidenceWindow, Reconciliation
from appeal.rules.comparison import compare
from appeal.rules.requests import supplier_requests


def number(case: Case, facts: Sequence[FileFacts]) -> tuple[Exhibit, ...]:
    """Return the usable evidence as exhibits.

    The number is the place in the case file, so that a seller who writes 資料3 there knows which one it will be.
    """
    return tuple(
        Exhibit(
            number=place,
            index=place - 1,
            item=item,
            facts=fact,
            name=attachment_name(place, item.kind, item.issued, fact.type or "", last=len(case.evidence)),
        )
        for place, (item, fact) in enumerate(zip(case.evidence, facts, strict=True), start=1)
        if fact.usable
    )


def close(
    case: Case,
    today: date,
    window: EvidenceWindow | None,
    facts: Sequence[FileFacts],
    coverage: tuple[CoverageRow, ...],
    reconciliations: tuple[Reconciliation, ...],
    findings: tuple[Finding, ...],
) -> Submission:
    """Put together what will be said and handed over."""
    return Submission(
        case=case,
        today=today,
        window=window,
        exhibits=number(case, facts),
        coverage=coverage,
        reconciliations=reconciliations,
        findings=findings,
        requests=supplier_requests(case, facts, compare(case, facts)),
    )
