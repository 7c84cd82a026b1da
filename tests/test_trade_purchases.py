"""Only dated invoices and receipts count as purchases, in pieces, oldest first."""

from __future__ import annotations

from datetime import date
from typing import Any

from appeal.model.case import Case
from appeal.trade.purchases import purchase_lines


def paper(kind: str, issued: str | None, *lines: dict[str, Any]) -> dict[str, Any]:
    stated = {"file": f"見本_{kind}_{issued}.pdf", "kind": kind, "lines": list(lines)}
    return stated | ({"issued": issued} if issued else {})


def line(quantity: int, **more: Any) -> dict[str, Any]:
    return {"asin": "B0EXAMPLE1", "quantity": quantity, **more}


def lines_of(*evidence: dict[str, Any]) -> list[tuple[int, date, int, str | None]]:
    case = Case.model_validate({"evidence": list(evidence)})
    return [(one.units, one.issued, one.evidence, one.row) for one in purchase_lines(case)]


def test_sets_are_counted_in_pieces() -> None:
    assert lines_of(paper("invoice", "2026-06-02", line(3, pack=12, row="明細1行目"))) == [
        (36, date(2026, 6, 2), 0, "明細1行目")
    ]


def test_lines_come_by_date_then_place() -> None:
    lines = lines_of(
        paper("invoice", "2026-08-01", line(1), line(2)),
        paper("receipt", "2026-06-02", line(3)),
        paper("invoice", "2026-08-01", line(4)),
    )
    assert [units for units, *_ in lines] == [3, 1, 2, 4]
    assert [place for _, _, place, _ in lines] == [1, 0, 0, 2]


def test_other_papers_and_papers_without_a_date_prove_no_purchase() -> None:
    others = [
        "purchase_order",
        "delivery_note",
        "contract",
        "authorization",
        "photo",
        "correspondence",
        "other",
    ]
    assert (
        lines_of(*(paper(kind, "2026-06-02", line(1)) for kind in others), paper("invoice", None, line(1)))
        == []
    )
