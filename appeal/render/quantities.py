"""Turns each reconciliation into the strings and the chart of its section; it computes no quantity."""

from __future__ import annotations

from dataclasses import dataclass

from appeal.model.case import Case
from appeal.model.dates import japanese, parse_span
from appeal.model.notice import QuantityBasis
from appeal.model.submission import Submission
from appeal.model.trade import Reconciliation
from appeal.render.chart import Chart, draw_chart
from appeal.render.figures import counted, dated, part_of_month, plain_number
from appeal.render.trace import mark

# Beside the chart there is room for a year of months and five characters a number.
_BESIDE_MONTHS = 13
# Beyond these the rows move closer together.
_FEW_MONTHS = 8
_BESIDE_DIGITS = 5


@dataclass(frozen=True, slots=True)
class MonthView:
    """One row of the table of months; `part` tells which days count where the month is not whole, `sold` and `stock` are None where not stated."""

    year: str | None
    month: str
    part: str | None
    purchased: str
    sold: str | None
    returned: str
    stock: str | None


@dataclass(frozen=True, slots=True)
class QuantityView:
    """One listing's reconciliation in print; numbers are None where the case does not say."""

    asin: str
    number: str
    first: str
    last: str
    window_text: str
    window_days: str | None
    by_sales: bool
    beside: bool
    long: bool
    complete: bool
    from_reports: bool
    opening: str | None
    opening_zero: bool
    purchased: str
    shipped: str | None
    returned: str
    has_returns: bool
    expected: str | None
    closing: str | None
    counted_on: str | None
    needed: str | None
    covered: str | None
    difference: str | None
    difference_zero: bool
    counted_less: bool
    shortfall: str | None
    months: tuple[MonthView, ...]
    has_gaps: bool
    chart: Chart | None


def view_quantities(submission: Submission) -> tuple[QuantityView, ...]:
    """Return one view a listing, in the order of the reconciliations."""
    return tuple(
        _view(submission.case, reconciliation, place)
        for place, reconciliation in enumerate(submission.reconciliations, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where the numbers of one listing were said."""

    listing: str
    sales: str
    papers: str

    @property
    def all(self) -> str:
        return f"{self.listing}.opening_stock {self.papers} {self.sales}"


def _sources(case: Case, row: Reconciliation) -> _Sources:
    place = next((place for place, one in enumerate(case.listing) if one.asin == row.asin), 0)
    listing = f"listing[{place}]"
    sales = f"{listing}.sales {listing}.returned_to_stock" if not _from_reports(case, row) else "sales_report"
    papers = " ".join(dict.fromkeys(f"evidence[{line.evidence}].lines" for line in row.purchases))
    return _Sources(listing, sales, papers or "evidence")


def _from_reports(case: Case, row: Reconciliation) -> bool:
    listing = next((one for one in case.listing if one.asin == row.asin), None)
    return bool(case.sales_report) and (listing is None or listing.sales is None)


def _view(case: Case, row: Reconciliation, place: int) -> QuantityView:
    sources = _sources(case, row)
    difference = row.difference
    return QuantityView(
        asin=mark(f"{sources.listing}.asin", row.asin),
        number=str(place),
        first=mark("notice.received notice.window", japanese(row.window.first)),
        last=mark("notice.received", japanese(row.window.last)),
        window_text=mark("notice.window", row.window.text),
        window_days=_window_days(row),
        by_sales=row.basis is QuantityBasis.SALES,
        beside=_fits_beside(row),
        long=len(row.months) > _FEW_MONTHS,
        complete=row.complete,
        from_reports=_from_reports(case, row),
        opening=counted(f"{sources.listing}.opening_stock", row.opening),
        opening_zero=row.opening == 0,
        purchased=mark(sources.papers, plain_number(row.purchased)),
        shipped=counted(sources.sales, row.shipped),
        returned=mark(sources.sales, plain_number(row.returned_to_stock)),
        has_returns=row.returned_to_stock > 0,
        expected=counted(sources.all, row.expected_closing),
        closing=counted(f"{sources.listing}.closing_stock", row.closing),
        counted_on=dated(f"{sources.listing}.counted_on", row.counted_on),
        needed=counted(sources.sales if row.basis is QuantityBasis.SALES else sources.listing, row.needed),
        covered=counted(sources.all, row.covered),
        difference=counted(
            f"{sources.all} {sources.listing}.closing_stock", None if difference is None else abs(difference)
        ),
        difference_zero=difference == 0,
        counted_less=difference is not None and difference < 0,
        shortfall=counted(sources.all, row.shortfall or None),
        months=_months(row, sources),
        has_gaps=any(month.sold is None or month.stock is None for month in row.months),
        chart=draw_chart(row.months) if any(month.stock is not None for month in row.months) else None,
    )


def _window_days(row: Reconciliation) -> str | None:
    """How many days were counted, where the notice speaks of months or years."""
    span = parse_span(row.window.text)
    if span is None or span[1] == "日":
        return None
    return mark("notice.window", plain_number((row.window.last - row.window.first).days))


def _fits_beside(row: Reconciliation) -> bool:
    numbers = [row.purchased, row.shipped or 0, row.returned_to_stock]
    numbers += [abs(month.stock) for month in row.months if month.stock is not None]
    widest = max(len(plain_number(number)) for number in numbers)
    return len(row.months) <= _BESIDE_MONTHS and widest <= _BESIDE_DIGITS


def _months(row: Reconciliation, sources: _Sources) -> tuple[MonthView, ...]:
    views = []
    year_before = None
    for month in row.months:
        views.append(
            MonthView(
                year=f"{month.first.year}年" if month.first.year != year_before else None,
                month=f"{month.first.month}月",
                part=part_of_month(month),
                purchased=mark(sources.papers, plain_number(month.purchased)),
                sold=counted(sources.sales, month.sold),
                returned=mark(sources.sales, plain_number(month.returned)),
                stock=counted(sources.all, month.stock),
            )
        )
        year_before = month.first.year
    return tuple(views)
