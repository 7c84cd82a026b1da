"""The JSON documents that scripts rely on; it formats values and judges nothing."""

from __future__ import annotations

import json
from typing import Any

from appeal.check import Checked
from appeal.errors import CaseFileError
from appeal.model.finding import Finding, Place, fill
from appeal.model.trade import PurchaseLine, Reconciliation

JsonObject = dict[str, Any]


def check_document(checked: Checked) -> JsonObject:
    """Return the document of `appeal check --json`; a file that is refused has no pages."""
    refused = {finding.where.field for finding in checked.findings if finding.blocks}
    return {
        "verdict": "ready" if checked.ready else "not_ready",
        "findings": [_finding(finding) for finding in checked.findings],
        "coverage": [
            {
                "requirement": row.requirement.value,
                "asin": row.asin,
                "state": row.state.value,
                "by": list(row.by),
            }
            for row in checked.coverage
        ],
        "quantities": [_quantities(row) for row in checked.reconciliations],
        "evidence": [
            {
                "file": fact.file,
                "label": f"資料{number}",
                "type": fact.type,
                "pages": None if f"evidence[{number - 1}].file" in refused else fact.pages,
                "bytes": fact.bytes,
                "sha256": fact.sha256,
            }
            for number, fact in enumerate(checked.facts, start=1)
        ],
    }


def unreadable_document(error: CaseFileError, name: str) -> JsonObject:
    """Return the same document for a case file that cannot be read at all."""
    finding = fill(error.code, error.values, Place(file=name))
    return {
        "verdict": "not_ready",
        "findings": [_finding(finding)],
        "coverage": [],
        "quantities": [],
        "evidence": [],
    }


def _finding(finding: Finding) -> JsonObject:
    where = finding.where
    document: JsonObject = {
        "code": finding.code,
        "severity": finding.severity.value,
        "text": finding.text,
        "hint": finding.hint,
        "where": {"file": where.file, "line": where.line, "column": where.column, "field": where.field},
    }
    if finding.accepted is not None:
        document["accepted"] = finding.accepted
    return document


def _quantities(row: Reconciliation) -> JsonObject:
    return {
        "asin": row.asin,
        "basis": row.basis.value,
        "from": row.window.first.isoformat(),
        "to": row.window.last.isoformat(),
        "opening": row.opening,
        "purchased": row.purchased,
        "shipped": row.shipped,
        "returned_to_stock": row.returned_to_stock,
        "deducted": row.deducted,
        "sold_net": row.sold_net,
        "came_otherwise": row.came_otherwise,
        "left_otherwise": row.left_otherwise,
        "supply_needed": row.supply_needed,
        "closing": row.closing,
        "counted_on": row.counted_on.isoformat() if row.counted_on else None,
        "expected_closing": row.expected_closing,
        "after_window": row.after_window,
        "difference": row.difference,
        "needed": row.needed,
        "covered": row.covered,
        "shortfall": row.shortfall,
        "surplus": row.surplus,
        "months": [
            {
                "month": month.month,
                "purchased": month.purchased,
                "sold": month.sold,
                "returned_to_stock": month.returned,
                "came": month.came,
                "left": month.left,
                "stock": month.stock,
            }
            for month in row.months
        ],
        "movements": [
            {
                "kind": move.kind.value,
                "on": move.on.isoformat(),
                "quantity": move.units,
                "reason": move.reason,
                "evidence": None if move.evidence is None else f"資料{move.evidence + 1}",
                "source": move.source.value,
            }
            for move in row.moves
        ],
        "purchases": [_purchase(line) for line in row.purchases],
        "opening_papers": [_purchase(line) for line in row.opening_papers],
        "first_negative": row.first_negative.isoformat() if row.first_negative else None,
        "mended_by": _purchase(row.mended_by) if row.mended_by else None,
        "complete": row.complete,
    }


def _purchase(line: PurchaseLine) -> JsonObject:
    return {
        "evidence": f"資料{line.evidence + 1}",
        "row": line.row,
        "issued": line.issued.isoformat(),
        "quantity": line.units // line.pack,
        "pack": line.pack,
        "units": line.units,
    }


def as_text(document: object) -> str:
    """Return a document as UTF-8 JSON text with a final line end, safe for any console."""
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"
