"""The review as numbered rows: what stands in the case, how each part fares, which steps mend it; it prints nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from appeal.intake.question import Kind, Step
from appeal.intake.questions import is_answered, steps, value_at

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
}


@dataclass(slots=True)
class Row:
    """One row: its title, the steps that mend it, the values in words, and what was found about it."""

    title: str
    steps: list[Step] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    missing: bool = False
    addition: bool = False

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
    for step in steps(case):
        if step.question.kind in _HIDDEN:
            continue
        if step.again and not is_answered(step, case) and step.path.endswith((".file", ".what")):
            additions[step.path] = Row(f"{step.question.head}を加える", [step], addition=True)
            continue
        key = _group(step.path)
        row = gathered.setdefault(key, Row(_title(step, key, case)))
        _fill(row, step, case)
    _distribute(gathered, findings, case)
    for row in gathered.values():
        _say_empty(row, case)
    return [*gathered.values(), *additions.values()]


def remedy(finding: Finding, case: Case) -> str | None:
    """Return the path of the step that mends a finding."""
    if (cause := _cause(finding.code, case)) is not None:
        return cause
    template = _REMEDIES.get(finding.code)
    if template is None:
        return finding.where.field
    counts = {name: len(getattr(case, name)) for name in ("evidence", "supplier", "corrective", "preventive")}
    return template.format(**counts)


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
    if code != "R126" or not case.plan.root_cause:
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
        return re.sub(r"（[^（）]*）$", "", step.question.text)
    if match[2] is None:
        return title
    place = int(match[2])
    if match[1] in ("listing", "stock"):
        return f"{title} {case.listing[place].asin}"
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
        row.values.append(f"{_short(step)}: {words}" if _group(step.path) != step.path else words)


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
        row.values.append(word if alone else f"{_short(step)}: {word}")


def _short(step: Step) -> str:
    return re.split(r"[（。？]", step.question.text)[0]


def _distribute(gathered: dict[str, Row], findings: Sequence[Finding], case: Case) -> None:
    for finding in findings:
        if finding.severity.value == "note" or finding.accepted is not None:
            continue
        field_path = finding.where.field or ""
        key = next((key for key in _keys(field_path) if key in gathered), None)
        if finding.code in _REMEDIES:
            mended = _group(remedy(finding, case) or "")
            key = mended if mended in gathered else None
        if key is None:
            row = Row(finding.text)
            path = remedy(finding, case)
            row.steps = [step for step in steps(case) if step.path == path]
            gathered[f"{finding.code} {finding.text}"] = row
        else:
            row = gathered[key]
        row.findings.append(finding)


def _keys(path: str) -> list[str]:
    """Return the rows a finding may belong to, the nearest first."""
    bare = re.sub(r"\[\d+\]$", "", path)
    table = path.rpartition(".")[0]
    return [_group(path), path, _group(bare), bare, table, re.sub(r"\..*", "", path)]
