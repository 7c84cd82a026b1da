"""The left half of the road: from a case file to everything that is missing, wrong or doubtful; it writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from appeal.model.case import Case, CaseFile
from appeal.model.evidence import FileFacts
from appeal.model.finding import Finding, Place, found
from appeal.model.submission import CoverageRow, CoverageState, Submission
from appeal.model.trade import EvidenceWindow, Reconciliation

_OPEN = (CoverageState.MISSING, CoverageState.PARTIAL)


@dataclass(frozen=True, slots=True)
class Checked:
    """A case file and all that was found; `submission` is None where the case file itself cannot be used."""

    case_file: CaseFile
    today: date
    findings: tuple[Finding, ...]
    facts: tuple[FileFacts, ...] = ()
    coverage: tuple[CoverageRow, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    submission: Submission | None = None

    @property
    def ready(self) -> bool:
        """Whether a package may be built: no finding blocks and no demand is open."""
        return (
            self.submission is not None
            and not any(finding.blocks for finding in self.findings)
            and not any(row.state in _OPEN for row in self.coverage)
        )


def check(path: Path, today: date, name: str | None = None) -> Checked:
    """Read a case file and everything it names; `name` is the file as the person typed it.

    Raises CaseFileError where there is no case file to read; its mistakes are findings.
    """
    from appeal.intake.casefile import read_case_file

    case_file = read_case_file(path, name)
    if case_file.case is None:
        return Checked(case_file, today, case_file.findings)
    return _judge(case_file, case_file.case, today)


def _read_notice(case_file: CaseFile, case: Case) -> tuple[Case, tuple[Finding, ...]]:
    """Fill what the case leaves open about the notice from the notice itself, where the case names its file."""
    if case.notice.file is None:
        return case, ()
    from appeal.notice.deadline import deadline_day
    from appeal.notice.read import read_notice
    from appeal.rules.merging import judge_reading, merge, stated_fields

    path = Path(case_file.path).parent / case.notice.file
    try:
        if not path.is_file():
            raise FileNotFoundError
        reading = read_notice(path.read_bytes(), name=path.name)
    except (OSError, ValueError):
        return case, (found("N130", "notice.file", file=case.notice.file),)
    fields = stated_fields(reading, deadline_day(reading, case.notice.received))
    merged, filled = merge(case, fields)
    return merged, judge_reading(case, reading, filled)


def _judge(case_file: CaseFile, case: Case, today: date) -> Checked:
    from appeal.examine.files import examine
    from appeal.rules.coverage import answers, cover, judge_coverage
    from appeal.rules.exhibits import close
    from appeal.rules.notice import judge_acceptances
    from appeal.rules.quantities import reconcile
    from appeal.rules.window import evidence_window
    from appeal.trade.purchases import purchase_lines

    case, read = _read_notice(case_file, case)
    facts = examine([item.file for item in case.evidence], Path(case_file.path).parent)
    window = evidence_window(case.notice)
    reconciliations = reconcile(case, purchase_lines(case), window)
    answered = answers(case, facts, window, reconciliations)
    said = read + _findings(case, facts, window, reconciliations, today) + judge_coverage(case, answered)
    coverage = cover(case, answered)
    findings = _sorted(case_file, case_file.findings + judge_acceptances(case, said))
    submission = close(case, today, window, facts, coverage, reconciliations, findings)
    return Checked(case_file, today, findings, facts, coverage, reconciliations, submission)


def _findings(
    case: Case,
    facts: tuple[FileFacts, ...],
    window: EvidenceWindow | None,
    reconciliations: tuple[Reconciliation, ...],
    today: date,
) -> tuple[Finding, ...]:
    from appeal.render.glyphs import unprintable
    from appeal.rules.documents import judge_documents
    from appeal.rules.notice import judge_notice
    from appeal.rules.plan import judge_plan
    from appeal.rules.quantities import judge_quantities
    from appeal.rules.suppliers import judge_suppliers
    from appeal.rules.wording import judge_wording

    return (
        *judge_notice(case, today),
        *judge_suppliers(case, today),
        *judge_documents(case, facts, window, today),
        *judge_quantities(case, reconciliations, window, today),
        *judge_plan(case, today),
        *judge_wording(case),
        *unprintable(case),
    )


def _sorted(case_file: CaseFile, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give each finding its line and column and put them in the order of the file."""
    placed = [_placed(case_file, finding) for finding in dict.fromkeys(findings)]
    return tuple(sorted(placed, key=lambda one: (one.where.line or 0, one.where.column or 0, one.code)))


def _placed(case_file: CaseFile, finding: Finding) -> Finding:
    if finding.where.line is not None:
        return finding
    position = case_file.locate(finding.where.field)
    where = Place(
        file=case_file.name,
        line=position.line if position else None,
        column=position.column if position else None,
        field=finding.where.field,
    )
    return replace(finding, where=where)
