"""Counts the reports a case names, inside its window and up to the day the stock was counted; it judges no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from appeal.enclosure import inside
from appeal.model.case import Case
from appeal.model.finding import Finding, Place, fill, found
from appeal.model.reports import Count
from appeal.model.trade import EvidenceWindow

if TYPE_CHECKING:
    from appeal.errors import AppealError
    from appeal.rules.counted import FromReports


@dataclass(frozen=True, slots=True)
class Counted:
    """What the reports hold of the window, and of the days behind it until the stock was counted, where it was counted later."""

    window: Count
    after: Count | None


def count_case(
    folder: Path, case: Case, window: EvidenceWindow | None
) -> tuple[Counted | None, tuple[Finding, ...]]:
    """Count the reports a case in `folder` names; None where there are none or they cannot be counted. Findings say why."""
    if not case.sales_report or window is None:
        return None, ()
    from appeal.errors import AppealError
    from appeal.rules.counted import judge_counts

    lost = [
        found("Q328", f"sales_report[{place}].file", file=report.file)
        for place, report in enumerate(case.sales_report)
        if not _lies_inside(folder, report.file)
    ]
    if lost:
        return None, tuple(lost)
    try:
        count = _count(folder, case, window.first, window.last)
        last = _last_counted(case, window)
        after = None if last is None else _count(folder, case, window.last + timedelta(days=1), last)
    except AppealError as error:
        return None, _refused(error)
    return Counted(count, after), (*count.findings, *judge_counts(case, count))


def with_reports(
    case: Case, counted: Counted | None, window: EvidenceWindow | None
) -> tuple[Case, FromReports]:
    """Return the case with the sales it leaves open filled from a count, and what else the count says."""
    from appeal.rules.counted import NO_REPORTS, told_by, with_counts

    if counted is None or window is None:
        return case, NO_REPORTS
    filled = with_counts(case, counted.window, window, counted.after)
    return filled, told_by(case, counted.window, counted.after)


def _count(folder: Path, case: Case, first: date, last: date) -> Count:
    from appeal.trade.reports import Columns, count_reports

    return count_reports(
        [folder / report.file for report in case.sales_report],
        asins=frozenset(listing.asin for listing in case.listing),
        first=first,
        last=last,
        columns=Columns(
            {folder / one.file: one.columns.named() for one in case.sales_report if one.columns},
            case.columns.named() if case.columns else None,
        ),
        known=[(code, one.asin) for one in case.listing for code in (one.sku, one.jan) if code],
    )


def _last_counted(case: Case, window: EvidenceWindow) -> date | None:
    """The last day on which stock was counted behind the window, of listings whose sales come from the reports."""
    days = [one.counted_on for one in case.listing if one.sales is None and one.counted_on is not None]
    return max((day for day in days if day > window.last), default=None)


def _refused(error: AppealError) -> tuple[Finding, ...]:
    """Say of every report that was refused why it was: the seller mends them in one go."""
    errors = (error, *getattr(error, "others", ()))
    return tuple(fill(one.code, one.values, Place(field="sales_report")) for one in errors)


def _lies_inside(folder: Path, file: str) -> bool:
    path = inside(folder, file)
    try:
        return path is not None and path.exists()
    except (OSError, ValueError):
        return False
