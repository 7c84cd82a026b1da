"""Turns each reconciliation into the strings and the chart of its section; it computes no quantity."""

from __future__ import annotations

from dataclasses import dataclass

from appeal.model.case import Case
from appeal.model.dates import japanese, parse_span, span_inside
from appeal.model.notice import QuantityBasis
from appeal.model.submission import Submission
from appeal.model.trade import Reconciliation
from appeal.render.chart import Chart, draw_chart
from appeal.render.figures import counted, dated, plain_number
from appeal.render.glyphs import is_printable
from appeal.render.months import MonthView, Room, chart_width, room_of, view_months
from appeal.render.moves import MoveView, PaperLineView, source_of, view_lines, view_moves
from appeal.render.trace import mark

# So many listings are told in the letter, the others in its annex: a letter of more pages is not read to its end.
LETTER_LISTINGS = 6


@dataclass(frozen=True, slots=True)
class QuantityView:
    """One listing's reconciliation in print; numbers are None where the case does not say."""

    asin: str
    model: str | None
    number: str
    first: str
    last: str
    window_text: str
    window_quoted: bool
    window_days: str | None
    by_sales: bool
    room: Room
    complete: bool
    from_reports: bool
    report_day: str | None
    opening: str | None
    opening_zero: bool
    opening_papers: tuple[PaperLineView, ...]
    opening_on_papers: str | None
    purchased: str
    purchases: tuple[PaperLineView, ...]
    shipped: str | None
    returned: str
    has_returns: bool
    came: str | None
    left: str | None
    came_counted: str | None
    left_counted: str | None
    given_back: str | None
    moves: tuple[MoveView, ...]
    expected: str | None
    after: str | None
    after_less: bool
    expected_then: str | None
    counted_later: bool
    closing: str | None
    counted_on: str | None
    needed: str | None
    needed_is_shipped: bool
    covered: str | None
    covered_is_stock_and_purchases: bool
    covered_is_purchases: bool
    difference: str | None
    difference_zero: bool
    counted_less: bool
    below_zero: str | None
    below_zero_on: str | None
    shortfall: str | None
    months: tuple[MonthView, ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What the table of all listings holds besides its rows: which columns any of them fills."""

    has_returns: bool
    has_came: bool
    has_left: bool
    has_after: bool
    has_closing: bool


def view_quantities(submission: Submission) -> tuple[QuantityView, ...]:
    """Return one view a listing, in the order of the reconciliations."""
    return tuple(
        _view(submission, reconciliation, place)
        for place, reconciliation in enumerate(submission.reconciliations, start=1)
    )


def is_plain(row: Reconciliation) -> bool:
    """Whether nothing but purchases and sales moved this listing's units, so that their two numbers say it all."""
    return not row.moves


def view_overview(quantities: tuple[QuantityView, ...]) -> OverviewView:
    """Return which columns the table of all listings needs."""
    return OverviewView(
        has_returns=any(one.has_returns for one in quantities),
        has_came=any(one.came is not None for one in quantities),
        has_left=any(one.left is not None for one in quantities),
        has_after=any(one.after is not None for one in quantities),
        has_closing=any(one.closing is not None for one in quantities),
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where the numbers of one listing were said."""

    listing: str
    sales: str
    papers: str
    moves: str

    @property
    def all(self) -> str:
        return f"{self.listing}.opening_stock {self.papers} {self.sales} {self.moves}".rstrip()


def _sources(case: Case, row: Reconciliation, place: int) -> _Sources:
    listing = f"listing[{place}]"
    sales = f"{listing}.sales {listing}.returned_to_stock" if not _from_reports(case, row) else "sales_report"
    papers = " ".join(dict.fromkeys(f"evidence[{line.evidence}].lines" for line in row.purchases))
    moves = " ".join(dict.fromkeys(source_of(move) for move in row.moves))
    return _Sources(listing, sales, papers or "evidence", moves)


def _from_reports(case: Case, row: Reconciliation) -> bool:
    listing = next((one for one in case.listing if one.asin == row.asin), None)
    return bool(row.reports) or (bool(case.sales_report) and (listing is None or listing.sales is None))


def _report_day(row: Reconciliation) -> str | None:
    """The day by which the reports count; of several kinds only one is counted, and which is told elsewhere."""
    kinds = {fact.kind for fact in row.reports if fact.kind.day is not None}
    return next(iter(kinds)).day if len(kinds) == 1 else None


def _view(submission: Submission, row: Reconciliation, number: int) -> QuantityView:
    case = submission.case
    place = next((place for place, one in enumerate(case.listing) if one.asin == row.asin), 0)
    sources = _sources(case, row, place)
    difference = row.difference
    among_others = len(submission.reconciliations) > 1
    drawn = any(month.stock is not None for month in row.months)
    on_papers = sum(line.units for line in row.opening_papers)
    told = _told_window(submission, row)
    return QuantityView(
        asin=mark(f"{sources.listing}.asin", row.asin),
        model=_model(case, place),
        number=str(number),
        first=mark("notice.received notice.window", japanese(row.window.first)),
        last=mark("notice.received", japanese(row.window.last)),
        window_text=mark("notice.file", told) if told else mark("notice.window", row.window.text),
        window_quoted=told is not None,
        window_days=_window_days(row),
        by_sales=row.basis is QuantityBasis.SALES,
        room=room_of(row, tight=among_others),
        complete=row.complete,
        from_reports=_from_reports(case, row),
        report_day=_report_day(row),
        opening=counted(f"{sources.listing}.opening_stock", row.opening),
        opening_zero=row.opening == 0,
        opening_papers=view_lines(row.opening_papers, submission.exhibits) if row.opening else (),
        opening_on_papers=counted("evidence", on_papers) if on_papers < (row.opening or 0) else None,
        purchased=mark(sources.papers, plain_number(row.purchased)),
        purchases=view_lines(row.purchases, submission.exhibits),
        shipped=counted(sources.sales, row.shipped),
        returned=mark(sources.sales, plain_number(row.returned_to_stock)),
        has_returns=row.returned_to_stock > 0,
        came=counted(sources.moves, row.came_otherwise or None),
        left=counted(sources.moves, row.left_otherwise or None),
        came_counted=counted(sources.moves, _came_counted(row) or None),
        left_counted=counted(sources.moves, (row.left_otherwise - row.given_back) or None),
        given_back=counted(sources.moves, row.given_back or None),
        moves=view_moves(row, submission.exhibits),
        expected=counted(sources.all, row.expected_closing),
        after=counted(sources.all, abs(row.after_window) or None),
        after_less=row.after_window < 0,
        expected_then=counted(
            sources.all, None if row.expected_closing is None else row.expected_closing + row.after_window
        ),
        counted_later=row.counted_on is not None and row.counted_on != row.window.last,
        closing=counted(f"{sources.listing}.closing_stock", row.closing),
        counted_on=dated(f"{sources.listing}.counted_on", row.counted_on),
        needed=counted(_needed_from(row, sources), row.needed),
        needed_is_shipped=row.needed == row.shipped,
        covered=counted(sources.all, row.covered),
        covered_is_stock_and_purchases=row.covered == (row.opening or 0) + row.purchased,
        covered_is_purchases=row.covered == row.purchased,
        difference=counted(
            f"{sources.all} {sources.listing}.closing_stock", None if difference is None else abs(difference)
        ),
        difference_zero=difference == 0,
        counted_less=difference is not None and difference < 0,
        below_zero=counted(sources.all, row.negative_units or None),
        below_zero_on=dated(sources.all, row.first_negative),
        shortfall=counted(sources.all, row.shortfall or None),
        months=view_months(row, sources.papers, sources.sales, sources.moves, sources.all),
        chart=draw_chart(row.months, chart_width(row), low=among_others) if drawn else None,
    )


def _came_counted(row: Reconciliation) -> int:
    """Units among `covered` that are neither opening stock nor purchases; by stock these are samples received alone."""
    if row.covered is None:
        return 0
    opening = row.opening or 0 if row.basis is QuantityBasis.SALES else 0
    return row.covered - opening - row.purchased + row.given_back


def _model(case: Case, place: int) -> str | None:
    model = case.listing[place].model if place < len(case.listing) else None
    return None if model is None else mark(f"listing[{place}].model", model)


def _needed_from(row: Reconciliation, sources: _Sources) -> str:
    if row.basis is not QuantityBasis.SALES:
        return sources.listing
    return f"{sources.sales} {sources.moves}".rstrip()


def _told_window(submission: Submission, row: Reconciliation) -> str | None:
    """The notice's own words for the window: only these are quoted as its words."""
    span = parse_span(row.window.text)
    for text in submission.reading.window_text if submission.reading else ():
        if span is not None and parse_span(span_inside(text) or "") == span and all(map(is_printable, text)):
            return text
    return None


def _window_days(row: Reconciliation) -> str | None:
    """How many days were counted, where the notice speaks of months or years."""
    span = parse_span(row.window.text)
    if span is None or span[1] == "日":
        return None
    return mark("notice.window", plain_number((row.window.last - row.window.first).days))
