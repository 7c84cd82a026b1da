"""The left half of the road: from a case file to everything that is missing, wrong or doubtful; it writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from appeal.aside import start_aside
from appeal.counting import count_case, with_reports
from appeal.enclosure import inside
from appeal.model.case import Case, CaseFile
from appeal.model.evidence import FileFacts
from appeal.model.finding import Finding, Place, found
from appeal.model.reading import NoticeReading
from appeal.model.round import Changes, Round
from appeal.model.submission import CoverageRow, CoverageState, Submission
from appeal.model.trade import EvidenceWindow, Reconciliation

# A notice is a text of a few pages.
_NOTICE_LIMIT = 20_000_000
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


def check(
    path: Path,
    today: date,
    name: str | None = None,
    *,
    meanwhile: Callable[[], None] | None = None,
    read_scans: Callable[[Case, tuple[FileFacts, ...]], tuple[FileFacts, ...]] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _whole: None,
) -> Checked:
    """Read a case file and everything it names; `name` is the file as the person typed it.

    `meanwhile` is done while another process looks at the evidence, such as loading what will be needed next;
    `read_scans` may add words to papers that hold none; `progress` gets the files looked at and all files, from the
    second second on.
    Raises CaseFileError where there is no case file to read; its mistakes are findings.
    """
    from appeal.intake.casefile import read_case_file

    case_file = read_case_file(path, name)
    if case_file.case is None:
        return Checked(case_file, today, case_file.findings)
    return _judge(case_file, case_file.case, today, meanwhile, read_scans, progress)


def read_notice_of(path: Path, name: str) -> Case | None:
    """Return a case with what its notice adds and no look at evidence; None where the case file itself cannot be used.

    Raises CaseFileError where there is no case file to read.
    """
    from appeal.intake.casefile import read_case_file

    case_file = read_case_file(path, name)
    if case_file.case is None:
        return None
    case = case_file.case
    return _merge_notice(case_file, case, _read_notice(case_file, case))[0]


def _read_notice(case_file: CaseFile, case: Case) -> NoticeReading | None:
    """Return what the notice says, or None where none is named, or it cannot be read or lies outside the case's folder."""
    if case.notice.file is None:
        return None
    from appeal.notice.read import read_notice

    path = inside(Path(case_file.path).parent, case.notice.file)
    try:
        if path is None or not path.is_file() or path.stat().st_size > _NOTICE_LIMIT:
            return None
        return read_notice(path.read_bytes(), name=path.name)
    except (OSError, ValueError, RuntimeError):
        return None


def _read_and_weigh(case_file: CaseFile, case: Case) -> tuple[NoticeReading | None, tuple[Finding, ...]]:
    """Return what the notice says and what weakens the seller's sentences: neither needs the evidence."""
    from appeal.rules.wording import judge_wording

    reading = _read_notice(case_file, case)
    return reading, judge_wording(_merge_notice(case_file, case, reading)[0])


def _merge_notice(
    case_file: CaseFile, case: Case, reading: NoticeReading | None
) -> tuple[Case, tuple[Finding, ...]]:
    """Fill what the case leaves open about the notice from the notice itself, where the case names its file."""
    file = case.notice.file
    if file is None:
        return case, ()
    if reading is None:
        code = "N130" if inside(Path(case_file.path).parent, file) else "N136"
        return case, (found(code, "notice.file", file=file),)
    from appeal.notice.deadline import deadline_day
    from appeal.rules.merging import judge_reading, merge, stated_fields

    fields = stated_fields(reading, deadline_day(reading, case.notice.received))
    merged, filled = merge(case, fields)
    return merged, judge_reading(case, reading, filled)


def _judge(
    case_file: CaseFile,
    case: Case,
    today: date,
    meanwhile: Callable[[], None] | None,
    read_scans: Callable[[Case, tuple[FileFacts, ...]], tuple[FileFacts, ...]] | None,
    progress: Callable[[int, int], None],
) -> Checked:
    from appeal.examine.files import examine
    from appeal.rules.coverage import answers, cover, judge_coverage
    from appeal.rules.exhibits import close
    from appeal.rules.notice import judge_acceptances
    from appeal.rules.quantities import reconcile
    from appeal.rules.rounds import with_deadline
    from appeal.rules.window import evidence_window
    from appeal.trade.purchases import purchase_lines

    texts = start_aside(lambda: _read_and_weigh(case_file, case))
    files, folder = [item.file for item in case.evidence], Path(case_file.path).parent
    facts = examine(files, folder, meanwhile=meanwhile, progress=progress)
    if read_scans is not None:
        facts = read_scans(case, facts)
    notice, weighed = texts()
    case, read = _merge_notice(case_file, case, notice)
    rounds = _rounds(case_file)
    case = with_deadline(case, rounds)
    window = evidence_window(case.notice)
    count, findings_of_reports = count_case(folder, case, window)
    counted, told = with_reports(case, count, window)
    reconciliations = reconcile(counted, purchase_lines(case), window, told)
    items = notice.contact_items if notice else ()
    answered = answers(case, facts, window, reconciliations, items)
    again, changes = _compare_rounds(case, facts, rounds)
    said = (
        *read,
        *findings_of_reports,
        *_compare_tables(case_file, case, window),
        *_findings(counted, facts, window, reconciliations, today, items),
        *weighed,
        *judge_coverage(case, answered),
        *again,
    )
    coverage = cover(case, answered)
    findings = _sorted(case_file, case_file.findings + judge_acceptances(case, said))
    submission = close(case, today, window, facts, coverage, reconciliations, findings)
    if submission is not None:
        submission = replace(submission, changes=changes, reading=notice)
    return Checked(case_file, today, findings, facts, coverage, reconciliations, submission)


def _rounds(case_file: CaseFile) -> tuple[Round, ...]:
    """Return what was sent before; the first round costs nothing."""
    home = Path(case_file.path).parent
    if not any(home.glob("rounds*")):
        return ()
    from appeal.intake.rounds import read_rounds

    return read_rounds(home, Path(case_file.path).name)


def _compare_rounds(
    case: Case, facts: tuple[FileFacts, ...], rounds: tuple[Round, ...]
) -> tuple[tuple[Finding, ...], Changes | None]:
    """Compare with what was sent before, where anything was."""
    if not rounds:
        return (), None
    from appeal.rules.rounds import compare, judge_rounds

    changes = compare(case, facts, rounds[-1]) if rounds[-1].refusal else None
    return judge_rounds(case, facts, rounds[-1], changes), changes


def _compare_tables(case_file: CaseFile, case: Case, window: EvidenceWindow | None) -> tuple[Finding, ...]:
    """Compare the lines of the papers with the tables of purchases the case names, where it names any."""
    if not case.purchase_table:
        return ()
    from appeal.rules.purchase_tables import judge_purchase_tables
    from appeal.trade.purchase_tables import read_purchase_tables

    told, unread = read_purchase_tables(case, Path(case_file.path).parent)
    return (*unread, *judge_purchase_tables(case, told, window))


def _findings(
    case: Case,
    facts: tuple[FileFacts, ...],
    window: EvidenceWindow | None,
    reconciliations: tuple[Reconciliation, ...],
    today: date,
    items: tuple[str, ...],
) -> tuple[Finding, ...]:
    from appeal.render.glyphs import unprintable
    from appeal.rules.documents import judge_documents
    from appeal.rules.notice import judge_notice
    from appeal.rules.plan import judge_plan
    from appeal.rules.quantities import judge_quantities
    from appeal.rules.suppliers import judge_suppliers

    return (
        *judge_notice(case, today),
        *judge_suppliers(case, today, items),
        *judge_documents(case, facts, window, today),
        *judge_quantities(case, reconciliations, window, today),
        *judge_plan(case, today),
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
        file=finding.where.file or case_file.name,
        line=position.line if position else None,
        column=position.column if position else None,
        field=finding.where.field,
    )
    return replace(finding, where=where)
