"""Where opening stock, purchases and sales of one listing do not meet: what is short, on which day, by what paper it would mend."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.model.case import Case
from appeal.model.dates import japanese
from appeal.model.finding import Finding, found
from appeal.model.movement import MovementKind
from appeal.model.notice import QuantityBasis
from appeal.model.trade import Reconciliation
from appeal.rules.reconcile import is_resold, quantities_demanded


def judge_shortage(case: Case, place: int, row: Reconciliation) -> Iterator[Finding]:
    """Yield the shortfall of the window, as an error where the notice demands quantities; the window is never changed."""
    if not row.shortfall:
        return
    by_sales = row.basis is QuantityBasis.SALES
    if not quantities_demanded(case):
        code = "Q323"
    elif not by_sales:
        code = "Q302"
    else:
        code = "Q303" if is_resold(row) else "Q301"
    yield found(
        code,
        f"listing[{place}].{'sales' if by_sales else 'closing_stock'}",
        asin=row.asin,
        first=japanese(row.window.first),
        last=japanese(row.window.last),
        demand=_demand(row),
        needed=row.needed,
        supply=_supply(row),
        covered=row.covered,
        missing=row.shortfall,
        returned=row.returned_to_stock,
    )


def _demand(row: Reconciliation) -> str:
    """Name what `needed` adds up, as long as it is short."""
    others = [
        kind.words
        for kind, _ in row.moved
        if not kind.enters and kind is not MovementKind.RETURNED_TO_SUPPLIER
    ]
    return "出荷数量" if not others else f"必要数量(出荷と{'、'.join(others)})"


def _supply(row: Reconciliation) -> str:
    """Name what `covered` adds up."""
    by_sales = row.basis is QuantityBasis.SALES
    came = [
        kind.words
        for kind, _ in row.moved
        if kind.enters and (by_sales or kind is MovementKind.SAMPLE_RECEIVED)
    ]
    parts = [*(["期首在庫"] if by_sales else []), "仕入", *came]
    back = dict(row.moved).get(MovementKind.RETURNED_TO_SUPPLIER)
    less = f"から{MovementKind.RETURNED_TO_SUPPLIER.words}を引いた数" if back else ""
    if len(parts) == 1:
        return f"仕入{less}"
    return f"{'と'.join(('、'.join(parts[:-1]), parts[-1]))}の合計{less}"


def judge_course(case: Case, place: int, row: Reconciliation) -> Iterator[Finding]:
    """Yield the first day on which the stock runs below zero, with the paper that brings it back, if one does."""
    if row.first_negative is None:
        return
    field = f"listing[{place}].sales"
    values = {"asin": row.asin, "day": japanese(row.first_negative), "units": str(row.negative_units)}
    line = row.mended_by
    if line is None:
        yield found("Q330", field, place=None, **values)
        return
    yield found(
        "Q306",
        field,
        place=None,
        **values,
        file=case.evidence[line.evidence].file,
        row=f"の{line.row}" if line.row else "",
        issued=japanese(line.issued),
        bought=line.units,
    )


def judge_opening(place: int, row: Reconciliation) -> Iterator[Finding]:
    """Yield what no paper before the window shows of the opening stock."""
    if not row.opening:
        return
    field, shown = f"listing[{place}].opening_stock", row.opening_on_papers
    if not row.opening_papers:
        yield found("Q304", field, asin=row.asin, opening=row.opening)
    elif shown < row.opening:
        missing = row.opening - shown
        yield found("Q331", field, asin=row.asin, opening=row.opening, shown=shown, missing=missing)
