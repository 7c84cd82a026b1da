"""Do the purchases cover the sales, listing by listing? It judges what was reconciled and what is not stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from appeal.model.case import Case, Listing, Response
from appeal.model.dates import japanese
from appeal.model.evidence import PURCHASE_KINDS, EvidenceItem
from appeal.model.finding import Finding, found
from appeal.model.notice import QuantityBasis
from appeal.model.trade import EvidenceWindow, Reconciliation
from appeal.rules.after_window import is_key_after
from appeal.rules.movements import judge_movements
from appeal.rules.reconcile import basis_of, compared_listings, is_short, quantities_demanded, reconcile
from appeal.rules.shortage import judge_course, judge_opening, judge_shortage
from appeal.rules.stock import edges_not_stated, months_not_stated, stated_returns, stated_sales

__all__ = ["is_short", "judge_quantities", "reconcile"]


def judge_quantities(
    case: Case,
    reconciliations: Sequence[Reconciliation],
    window: EvidenceWindow | None,
    today: date,
) -> tuple[Finding, ...]:
    """Return what is short, contradictory or not stated; `reconciliations` are those of `reconcile` for this case."""
    compared = compared_listings(case)
    rows = dict(zip((place for place, _ in compared), reconciliations, strict=False))
    findings = [*_listed_twice(case), *_reports(case, window), *judge_movements(case, window)]
    if compared and window is None and not quantities_demanded(case):
        findings.append(found("Q321", "notice.window", asin=compared[0][1].asin))
    for place, listing in compared:
        row = rows.get(place)
        findings += _missing(case, place, listing, row)
        findings += _counting_day(case, place, listing, window, today)
        if row is not None:
            findings += _table(case, place, listing, row)
            findings += _comparison(case, place, row)
    if compared:
        findings += _papers(case, window)
    return tuple(findings)


def _asks(case: Case, listing: Listing) -> bool:
    """Whether the numbers of a listing must be whole: they are demanded, or the seller began to state them."""
    return quantities_demanded(case) or (case.response is not Response.WITHDRAWAL and bool(listing.sales))


def _listed_twice(case: Case) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, listing in enumerate(case.listing):
        if listing.asin in seen:
            yield found("Q319", f"listing[{place}].asin", asin=listing.asin)
        seen.add(listing.asin)


def _reports(case: Case, window: EvidenceWindow | None) -> Iterator[Finding]:
    if case.sales_report and window is None:
        yield found("Q320", "sales_report[0].file")


def _missing(case: Case, place: int, listing: Listing, row: Reconciliation | None) -> Iterator[Finding]:
    field, asin = f"listing[{place}]", listing.asin
    by_sales, demanded = basis_of(case) is QuantityBasis.SALES, quantities_demanded(case)
    unsold = not listing.sales or (row is not None and row.shipped is None)
    if demanded and by_sales and unsold:
        yield found("Q307", f"{field}.sales", asin=asin)
    if not _asks(case, listing):
        return
    if listing.opening_stock is None and (by_sales or listing.sales):
        yield found("Q308", f"{field}.opening_stock", asin=asin)
    if listing.closing_stock is None:
        yield found("Q310" if by_sales or not demanded else "Q309", f"{field}.closing_stock", asin=asin)


def _counting_day(
    case: Case, place: int, listing: Listing, window: EvidenceWindow | None, today: date
) -> Iterator[Finding]:
    field, counted_on = f"listing[{place}].counted_on", listing.counted_on
    if counted_on is None:
        if listing.closing_stock is not None and case.response is not Response.WITHDRAWAL:
            yield found("Q311", field, asin=listing.asin)
    elif counted_on > today:
        yield found("Q312", field, asin=listing.asin, day=japanese(counted_on))
    elif window is not None and counted_on != window.last and listing.closing_stock is not None:
        yield found("Q313", field, asin=listing.asin, day=japanese(counted_on), last=japanese(window.last))


def _table(case: Case, place: int, listing: Listing, row: Reconciliation) -> Iterator[Finding]:
    """What the tables of months and days leave open."""
    asin, window = listing.asin, row.window
    unstated = months_not_stated(listing, window)
    if unstated and row.shipped is not None and _asks(case, listing):
        yield found("Q314", f"listing[{place}].sales", asin=asin, months="、".join(unstated))
    yield from _edges(case, place, listing, row)
    tables = (
        ("sales", stated_sales(listing, window)),
        ("returned_to_stock", stated_returns(listing, window)),
    )
    for name, stated in tables:
        field = f"listing[{place}].{name}"
        unused = [key for key in stated.outside if not is_key_after(key, listing, window)]
        if unused:
            yield found("Q315", field, asin=asin, keys="、".join(unused), entry=name)
        if stated.twofold:
            yield found("Q316", field, asin=asin, months="、".join(stated.twofold), entry=name)
    if row.shipped is not None and not unstated and row.returned_to_stock > row.shipped:
        yield found(
            "Q324",
            f"listing[{place}].returned_to_stock",
            asin=asin,
            returned=row.returned_to_stock,
            shipped=row.shipped,
        )


def _edges(case: Case, place: int, listing: Listing, row: Reconciliation) -> Iterator[Finding]:
    """What is not stated and yet no gap: a few days at the ends of the window, and returns."""
    if row.shipped is None or not _asks(case, listing):
        return
    for part in edges_not_stated(listing, row.window):
        days = f"{japanese(part.first)}から{japanese(part.last)}まで"
        yield found("Q325", f"listing[{place}].sales", asin=row.asin, days=days, month=part.month)
    if not listing.returned_to_stock:
        yield found("Q326", f"listing[{place}]", asin=row.asin)


def _comparison(case: Case, place: int, row: Reconciliation) -> Iterator[Finding]:
    yield from judge_shortage(case, place, row)
    if not (quantities_demanded(case) or row.purchases):
        return
    yield from judge_course(case, place, row)
    yield from _difference(place, row)
    yield from judge_opening(place, row)


def _difference(place: int, row: Reconciliation) -> Iterator[Finding]:
    """Yield a difference; where nothing is known of the days between window and counting, these are asked for first."""
    if not row.difference or row.expected_closing is None:
        return
    field = f"listing[{place}].closing_stock"
    values = {
        "asin": row.asin,
        "closing": row.closing,
        "expected": row.expected_closing + row.after_window,
        "units": abs(row.difference),
        "direction": "多く" if row.difference > 0 else "少なく",
        "signed": f"{row.difference:+d}",
    }
    if row.counted_on is None or row.counted_on <= row.window.last or row.after_window:
        yield found("Q305", field, place=None, **values)
        return
    days = {"day": japanese(row.counted_on), "last": japanese(row.window.last)}
    yield found("Q333", field, place=None, **values, **days)


def _papers(case: Case, window: EvidenceWindow | None) -> Iterator[Finding]:
    """What the purchase lines of the papers leave uncounted or may count twice."""
    for place, item in enumerate(case.evidence):
        if not item.lines or item.kind is None:
            continue
        if item.kind not in PURCHASE_KINDS:
            yield found("Q322", f"evidence[{place}].lines", file=item.file)
            continue
        if window is not None and item.issued is not None and item.issued not in window:
            yield from _outside(case, window, place, item, item.issued)
        for other in case.evidence[:place]:
            if _same_purchase(other, item):
                yield found("Q318", f"evidence[{place}].lines", file=item.file, other=other.file)


def _outside(
    case: Case, window: EvidenceWindow, place: int, item: EvidenceItem, issued: date
) -> Iterator[Finding]:
    """Tell the lines that show where opening stock comes from apart from those that count for nothing."""
    opened = {listing.asin for listing in case.listing if listing.opening_stock}
    shows = Counter[str]()
    for line in item.lines:
        shows["Q332" if issued < window.first and line.asin in opened else "Q317"] += line.units
    for code, units in sorted(shows.items()):
        yield found(code, f"evidence[{place}].issued", file=item.file, day=japanese(issued), units=units)


def _same_purchase(one: EvidenceItem, other: EvidenceItem) -> bool:
    """Whether two papers of one supplier may tell of one purchase: an invoice and its receipt, or one number twice."""
    if one.kind not in PURCHASE_KINDS or one.supplier is None or one.supplier != other.supplier:
        return False
    if one.kind is other.kind and (one.number is None or one.number != other.number):
        return False
    return _units(one) == _units(other)


def _units(item: EvidenceItem) -> Counter[str]:
    units: Counter[str] = Counter()
    for line in item.lines:
        units[line.asin] += line.units
    return units
