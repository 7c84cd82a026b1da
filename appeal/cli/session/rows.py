"""The review as numbered rows: what stands in the case, how each part fares, which steps mend it; it prints nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from appeal.intake.question import Kind, Step
from appeal.intake.question_of_entry import plain_question
from appeal.intake.questions import is_answered, question_for, steps, value_at

if TYPE_CHECKING:
    from appeal.model.case import Case
    from appeal.model.finding import Finding

_HIDDEN = (Kind.READING, Kind.SELLER_BEFORE, Kind.ADDED_LINES)
_TABLES = {
    "listing": "対象商品",
    "evidence": "資料",
    "supplier": "仕入先",
    "corrective": "是正措置",
    "preventive": "再発防止策",
    "seller": "出品者",
    "movement": "在庫の増減",
    "stock": "在庫と販売数量",
}
_STOCK = ("opening_stock", "sales", "returned_to_stock", "closing_stock", "counted_on")
_SHORTFALLS = ("Q301", "Q302", "Q303")
# Which step mends a demand that is not answered; the demand itself is the notice's and stays as it is.
_REMEDIES = {
    "R101": "evidence[{evidence}].file",
    "R121": "evidence[{evidence}].file",
    "R107": "evidence[{evidence}].file",
    "R108": "evidence[{evidence}].file",
    "R109": "evidence[{evidence}].file",
    # A shortfall is mended by a paper that was left out, never by other numbers.
    **dict.fromkeys(_SHORTFALLS, "evidence[{evidence}].file"),
    "R102": "supplier[{supplier}].name",
    "R103": "plan.root_cause",
    "R104": "corrective[{corrective}].what",
    "R105": "preventive[{preventive}].what",
    "R106": "plan.root_cause",
    "R126": "plan.root_cause",
    "R132": "preventive[{preventive}].what",
}
# A plan of measures is mended in all its parts at once.
_PLANS = ("R106", "R126")


@dataclass(slots=True)
class Row:
    """One row: its title, the steps that mend it, the values in words, and what was found about it."""

    title: str
    steps: list[Step] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    missing: bool = False
    addition: bool = False
    # What lacks elsewhere and is asked together with this row.
    others: list[Step] = field(default_factory=list)

    @property
    def opens(self) -> list[str]:
        """The paths that are asked when the row is chosen."""
        return list(dict.fromkeys(step.path for step in (*self.steps, *self.others)))

    @property
    def mark(self) -> str:
        """How the row fares; the worst counts."""
        if any(finding.blocks for finding in self.findings) and not self.missing:
            return "[NG]"
        if self.missing:
            return "[未入力]"
        if any(finding.severity.value == "warning" and not finding.accepted for finding in self.findings):
            return "[注意]"
        return "" if self.addition else "[OK]"

    @property
    def blocks(self) -> bool:
        """Whether the package has to wait for it."""
        return any(finding.blocks for finding in self.findings)


def rows(case: Case, findings: Sequence[Finding]) -> list[Row]:
    """Return the rows of a case in the order of the questions, each finding at its row."""
    gathered: dict[str, Row] = {}
    additions: dict[str, Row] = {}
    findings = [as_given(finding, case) for finding in findings]
    for step in steps(case):
        if step.question.kind in _HIDDEN:
            continue
        if step.again and not is_answered(step, case) and step.path.endswith((".file", ".what")):
            additions[step.path] = Row(f"{step.question.head}を加える", [step], addition=True)
            continue
        key = _group(step.path)
        if key.startswith("stock[") and case.sales_report:
            gathered.setdefault("sales_report", _reports(case))
        row = gathered.setdefault(key, Row(_title(step, key, case)))
        _fill(row, step, case)
    for key, row in gathered.items():
        if (
            key.startswith("stock[")
            and case.sales_report
            and not any("販売数量:" in one for one in row.values)
        ):
            row.values.append("月別の販売数量: 販売レポートから数えます")
    _distribute(gathered, findings, case)
    for row in gathered.values():
        _say_empty(row, case)
    return [*gathered.values(), *additions.values()]


def _reports(case: Case) -> Row:
    """The reports that sales are counted from; chosen, the row asks for the sales again."""
    names = [
        f"{number} {one.file.rpartition('/')[2]}" for number, one in enumerate(case.sales_report, start=1)
    ]
    question = question_for("listing.sales")
    return Row("販売レポート", values=names, others=[Step(question, "listing[0].sales")] if question else [])


def remedy(finding: Finding, case: Case) -> str | None:
    """Return the path of the step that mends a finding."""
    if (cause := _cause(finding.code, case)) is not None:
        return cause
    template = _REMEDIES.get(finding.code)
    if case.response == "withdrawal" and template == "plan.root_cause":
        return "withdrawal.cause"
    if template is None:
        # What the notice demands stays as it is; a demand that nothing typed can meet has no remedy here.
        return None if finding.code.startswith("R") else finding.where.field
    counts = {name: len(getattr(case, name)) for name in ("evidence", "supplier", "corrective", "preventive")}
    return template.format(**counts)


def _remedies(finding: Finding, case: Case) -> list[str]:
    """Return the paths of all steps that mend a finding: a plan lacks cause, deeds or measures, or several of them."""
    first = remedy(finding, case)
    if finding.code not in _PLANS:
        # Where a whole table lacks, all that is asked of it mends it.
        below = [step.path for step in steps(case) if step.path.startswith(f"{first}.")]
        return below or ([first] if first else [])
    lacking = {
        "withdrawal.cause" if case.response == "withdrawal" else "plan.root_cause": not _cause_told(case),
        "corrective[0].what": not case.corrective,
        "preventive[0].what": not case.preventive,
    }
    return list(
        dict.fromkeys([*(path for path, lacks in lacking.items() if lacks), *([first] if first else [])])
    )


def _cause_told(case: Case) -> bool:
    return bool(case.plan.root_cause or (case.withdrawal and case.withdrawal.cause))


def as_given(finding: Finding, case: Case) -> Finding:
    """Return a finding that a plan is answered in part as one that nothing is given, where that is so.

    Taking a listing down counts as a deed, so the rules find a part where the seller has written nothing yet.
    """
    if finding.code != "R126" or _cause_told(case) or case.corrective or case.preventive:
        return finding
    from dataclasses import replace

    return replace(
        finding, text=finding.text.replace("回答がまだ一部だけです", "回答がまだ何も入力されていません")
    )


def is_consequence(finding: Finding) -> bool:
    """Return whether a finding follows from others: what it needs is asked after what they need."""
    return finding.code in _REMEDIES


def _cause(code: str, case: Case) -> str | None:
    """Return the entry that really lacks where a finding only follows from it, or None."""
    if code in _SHORTFALLS:
        return next(
            (
                f"evidence[{place}].lines"
                for place, item in enumerate(case.evidence)
                if item.kind in ("invoice", "receipt") and not item.lines
            ),
            None,
        )
    if code == "W616":
        return "plan.what_happened" if case.plan.what_happened else "plan.root_cause"
    if code != "R126" or not _cause_told(case):
        return None
    for table, day, entries in (
        ("corrective", "done_on", case.corrective),
        ("preventive", "starts_on", case.preventive),
    ):
        if not entries:
            return f"{table}[0].what"
        for place, entry in enumerate(entries):
            if getattr(entry, day) is None:
                return f"{table}[{place}].{day}"
    return None


def _group(path: str) -> str:
    table, _, name = path.rpartition(".")
    if table.startswith("listing") and name in _STOCK:
        return table.replace("listing", "stock")
    return table if re.split(r"[\[.]", path)[0] in _TABLES and table else path


def _title(step: Step, key: str, case: Case) -> str:
    match = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", key)
    title = _TABLES.get(match[1]) if match else None
    if match is None or title is None or (match[2] is None and match[1] != "seller"):
        return step.question.name
    if match[2] is None:
        return title
    place = int(match[2])
    if match[1] in ("listing", "stock"):
        return f"{title} {case.listing[place].asin}"
    if match[1] == "evidence" and place < len(case.evidence):
        return f"{title}{place + 1} {case.evidence[place].file.rpartition('/')[2]}"
    return f"{title}{place + 1}"


def _fill(row: Row, step: Step, case: Case) -> None:
    from appeal.cli.session.shown import shown

    row.steps.append(step)
    value = value_at(case, step.path)
    if is_answered(step, case):
        empty = value is None or value == {}
        words = "書かれていません" if empty else shown(step.question, value)
        if step.question.key == "evidence.supplier":
            words = next((one.name or one.id for one in case.supplier if one.id == value), words)
        row.values.append(f"{step.question.name}: {words}" if _group(step.path) != step.path else words)


def _say_empty(row: Row, case: Case) -> None:
    """Name what is empty: 未入力 where the package has to wait for it, 空欄 where it may stay so."""
    if any(finding.text == row.title and finding.code in _SHORTFALLS for finding in row.findings):
        return
    blocking = {remedy(finding, case) for finding in row.findings if finding.blocks}
    for step in row.steps:
        alone = len(row.steps) == 1
        left = step.question.optional or (step.again and step.path not in blocking)
        if is_answered(step, case) or (left and not alone):
            continue
        needed = step.path in blocking
        row.missing = row.missing or needed
        word = "未入力" if needed else "空欄"
        row.values.append(word if alone else f"{step.question.name}: {word}")


def _distribute(gathered: dict[str, Row], findings: Sequence[Finding], case: Case) -> None:
    for finding in findings:
        if finding.severity.value == "note" or finding.accepted is not None:
            continue
        field_path = finding.where.field or ""
        key = next((key for key in _keys(field_path) if key in gathered), None)
        if finding.code in _REMEDIES:
            mended = _group(remedy(finding, case) or "")
            key = mended if mended in gathered else None
        mends = [step for path in _remedies(finding, case) if (step := _step_at(path, case))]
        if key is None:
            row = Row(finding.text, mends)
            gathered[f"{finding.code} {finding.text}"] = row
        else:
            row = gathered[key]
            row.others += mends if finding.code in _PLANS else []
        row.findings.append(finding)


def _step_at(path: str, case: Case) -> Step | None:
    """Return the step of a path, also of one that this response does not ask for by itself."""
    known = next((step for step in steps(case) if step.path == path), None)
    question = question_for(path) or plain_question(path)
    return known or (Step(question, path) if question else None)


def _keys(path: str) -> list[str]:
    """Return the rows a finding may belong to, the nearest first."""
    bare = re.sub(r"\[\d+\]$", "", path)
    table = path.rpartition(".")[0]
    return [_group(path), path, _group(bare), bare, table, re.sub(r"\..*", "", path)]
