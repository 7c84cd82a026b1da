"""What the rules say of one answer, at once; the same findings as `check`, for the places that were just filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from appeal.model.case import Case
    from appeal.model.evidence import FileFacts
    from appeal.model.finding import Finding
    from appeal.model.trade import EvidenceWindow, Reconciliation
    from appeal.rules.counted import FromReports

    Counted = tuple[Case, FromReports]

# Answers whose form cannot be right are asked for again at once, though the check only warns of them.
_FORMS = frozenset({"S409", "S410", "S411", "S427"})
# What several answers bring about together is no mistake of the one that came last.
_TOGETHER = frozenset({"Q301", "Q302", "Q303", "Q305", "Q306", "Q333"})


def window_of(case: Case) -> EvidenceWindow | None:
    """Return the days that count, as far as the case says."""
    from appeal.rules.window import evidence_window

    return evidence_window(case.notice)


def reconciled(counted: Counted) -> tuple[Reconciliation, ...]:
    """Return purchases against sales for each listing; `counted` is a case with what its reports say."""
    from appeal.rules.quantities import reconcile
    from appeal.trade.purchases import purchase_lines

    case, told = counted
    return reconcile(case, purchase_lines(case), window_of(case), told)


def findings_at(
    counted: Counted, facts: tuple[FileFacts, ...], paths: Collection[str], today: date
) -> tuple[Finding, ...]:
    """Return what is to be said of the entries `paths` and what stands below them.

    `counted` is a case with what its reports say, `facts` are those of the evidence.
    """
    tables = {re.split(r"[.\[]", path)[0] for path in paths}
    said = [finding for table in sorted(tables) for finding in _judge(table, counted, facts, today)]
    return tuple(
        dict.fromkeys(
            finding for finding in said if any(_lies_at(finding.where.field, path) for path in paths)
        )
    )


def _lies_at(field: str | None, path: str) -> bool:
    return field is not None and (field == path or field.startswith((f"{path}.", f"{path}[")))


def _judge(table: str, counted: Counted, facts: tuple[FileFacts, ...], today: date) -> tuple[Finding, ...]:
    """Ask the rules that speak of one table of the case file."""
    case = counted[0]
    if table in ("notice", "response"):
        from appeal.rules.notice import judge_notice

        return judge_notice(case, today)
    if table in ("seller", "supplier"):
        from appeal.rules.suppliers import judge_suppliers

        return (*judge_suppliers(case, today), *_texts(case, today))
    if table == "evidence":
        from appeal.rules.documents import judge_documents

        return (*judge_documents(case, facts, window_of(case), today), *_quantities(counted, today))
    if table == "movement":
        from appeal.rules.movements import judge_movements

        return judge_movements(case, window_of(case))
    if table == "listing":
        from appeal.rules.suppliers import judge_suppliers

        return (*judge_suppliers(case, today), *_quantities(counted, today))
    return _texts(case, today)


def _texts(case: Case, today: date) -> tuple[Finding, ...]:
    from appeal.rules.plan import judge_plan
    from appeal.rules.wording import judge_wording

    return (*judge_plan(case, today), *judge_wording(case))


def _quantities(counted: Counted, today: date) -> tuple[Finding, ...]:
    from appeal.rules.quantities import judge_quantities

    case = counted[0]
    return judge_quantities(case, reconciled(counted), window_of(case), today)


def is_wrong_form(finding: Finding) -> bool:
    """Return whether a finding says that the entry it stands at is wrong in itself."""
    return finding.code in _FORMS or (finding.blocks and finding.code not in _TOGETHER)
