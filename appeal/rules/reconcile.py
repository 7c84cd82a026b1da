"""Opening stock, purchases, sales and counted stock of each listing set against each other; numbers only, no opinion."""

from __future__ import annotations

from collections.abc import Sequence

from appeal.model.case import Case, Listing, Response
from appeal.model.movement import MovementKind
from appeal.model.notice import QuantityBasis, Requirement
from appeal.model.trade import EvidenceWindow, MonthRow, PurchaseLine, Reconciliation, StockMove
from appeal.rules.after_window import units_after
from appeal.rules.counted import NO_REPORTS, FromReports
from appeal.rules.moves import came, joined_moves, left, moves_in, sum_of
from appeal.rules.stock import (
    first_below_zero,
    mending_purchase,
    month_parts,
    months_not_stated,
    running_stock,
    stated_returns,
    stated_sales,
)


def quantities_demanded(case: Case) -> bool:
    """Return whether the notice wants papers that cover quantities; one who gives the listing up is not asked."""
    demands = case.notice.requirements or ()
    return Requirement.INVOICE in demands and case.response is not Response.WITHDRAWAL


def basis_of(case: Case) -> QuantityBasis:
    """Return the basis the notice states, else sales, the more common one; that it is not stated is said elsewhere."""
    return case.notice.quantity_basis or QuantityBasis.SALES


def compared_listings(case: Case) -> tuple[tuple[int, Listing], ...]:
    """Return place and value of each listing that states any quantity or whose quantities are demanded.

    One who gives the listing up compares nothing.
    """
    if case.response is Response.WITHDRAWAL:
        return ()
    demanded = quantities_demanded(case)
    return tuple(
        (place, listing)
        for place, listing in enumerate(case.listing)
        if demanded or _states_any(case, listing)
    )


def _states_any(case: Case, listing: Listing) -> bool:
    stocks = (listing.opening_stock, listing.closing_stock)
    tables = bool(listing.sales or listing.returned_to_stock)
    return (
        tables
        or any(stock is not None for stock in stocks)
        or any(one.asin == listing.asin for one in case.movement)
    )


def reconcile(
    case: Case,
    purchases: Sequence[PurchaseLine],
    window: EvidenceWindow | None,
    told: FromReports = NO_REPORTS,
) -> tuple[Reconciliation, ...]:
    """Return one reconciliation for each of `compared_listings`, in its order; none without a window.

    `purchases` are those of `trade.purchases`, by date; `told` is what the reports say besides sales and returns.

    Whole months without sales stated, and reports that leave out days or rows, are not counted as 0: they leave expected
    stock, surplus and a shortfall that the other months do not already show at None. Opening stock that is not stated covers nothing.
    """
    if window is None:
        return ()
    moves = joined_moves(case, told.moves)
    return tuple(
        _reconcile(
            _Desk(
                listing,
                window,
                tuple(line for line in purchases if line.asin == listing.asin),
                moves,
                whole=not told.leaves_open(listing.asin),
            ),
            basis_of(case),
            told,
            demanded=quantities_demanded(case),
        )
        for _, listing in compared_listings(case)
    )


def is_short(row: Reconciliation) -> bool:
    """Return whether the papers cover fewer units than are needed."""
    return bool(row.shortfall)


def is_resold(row: Reconciliation) -> bool:
    """Return whether returned units, shipped a second time, explain a shortfall by sales."""
    by_sales = row.basis is QuantityBasis.SALES
    if not by_sales or row.needed is None or row.covered is None:
        return False
    return row.needed - row.returned_to_stock <= row.covered


class _Desk:
    """What lies on the desk for one listing: all its purchase lines, and its moves inside the window."""

    def __init__(
        self,
        listing: Listing,
        window: EvidenceWindow,
        lines: tuple[PurchaseLine, ...],
        every_move: tuple[StockMove, ...],
        *,
        whole: bool,
    ) -> None:
        moves = moves_in(every_move, listing.asin, window)
        self.listing, self.window, self.moves = listing, window, moves
        own = [move for move in every_move if move.asin == listing.asin]
        self.after = units_after(listing, window, lines, own)
        self.purchases = tuple(line for line in lines if line.issued in window)
        before = tuple(line for line in lines if line.issued < window.first)
        self.opening_papers = before if listing.opening_stock else ()
        self.purchased = sum(line.units for line in self.purchases)
        self.sales = stated_sales(listing, window).months
        self.returns = stated_returns(listing, window).months
        self.shipped = sum(self.sales.values()) if self.sales else None
        self.returned = sum(self.returns.values())
        self.given_back = sum_of(moves, MovementKind.RETURNED_TO_SUPPLIER)
        self.reports_whole = whole
        self.whole = whole and not months_not_stated(listing, window)

    def out(self) -> int | None:
        """Units that left, gross, without those that went back to the supplier; None where sales are not stated."""
        return None if self.shipped is None else self.shipped + left(self.moves) - self.given_back

    def expected(self) -> int | None:
        out = self.out()
        if not self.whole or out is None or self.listing.opening_stock is None:
            return None
        return self.listing.opening_stock + self.bought() + came(self.moves) - out + self.returned

    def bought(self) -> int:
        """Units purchased and kept."""
        return self.purchased - self.given_back

    def needed(self, *, by_sales: bool) -> int | None:
        return self.out() if by_sales else self.listing.closing_stock

    def covered(self, *, by_sales: bool) -> int:
        if by_sales:
            return (self.listing.opening_stock or 0) + self.bought() + came(self.moves)
        return self.bought() + sum_of(self.moves, MovementKind.SAMPLE_RECEIVED)


def _reconcile(desk: _Desk, basis: QuantityBasis, told: FromReports, *, demanded: bool) -> Reconciliation:
    listing, window, shipped = desk.listing, desk.window, desk.shipped
    by_sales = basis is QuantityBasis.SALES
    # Where no papers are asked for and none are there, nothing stands against the units.
    needed = desk.needed(by_sales=by_sales) if demanded or desk.purchases else None
    covered = desk.covered(by_sales=by_sales)
    known = desk.whole or not by_sales
    expected, closing, out = desk.expected(), listing.closing_stock, desk.out()
    deducted = told.deducted.get(listing.asin, desk.returned)
    course = tuple(running_stock(listing, desk.purchases, window, desk.moves))
    below = first_below_zero(course)
    return Reconciliation(
        asin=listing.asin,
        basis=basis,
        window=window,
        opening=listing.opening_stock,
        purchased=desk.purchased,
        shipped=shipped,
        returned_to_stock=desk.returned,
        sold_net=None if shipped is None else shipped - deducted,
        closing=closing,
        counted_on=listing.counted_on,
        expected_closing=expected,
        difference=None if closing is None or expected is None else closing - expected - desk.after,
        after_window=desk.after,
        needed=needed,
        covered=covered,
        shortfall=_shortfall(needed, covered, known=known),
        surplus=_surplus(needed, covered, known=known),
        months=_months(desk),
        purchases=desk.purchases,
        first_negative=below[0] if below else None,
        complete=_is_complete(listing, by_sales=by_sales, whole=desk.whole),
        deducted=deducted,
        supply_needed=None if out is None else out - desk.returned,
        came_otherwise=came(desk.moves),
        left_otherwise=left(desk.moves),
        moves=desk.moves,
        opening_papers=desk.opening_papers,
        course=course,
        negative_units=below[1] if below else 0,
        mended_by=mending_purchase(course, desk.purchases, below[0]) if below else None,
        reports=told.reports_of(listing.asin),
    )


def _shortfall(needed: int | None, covered: int, *, known: bool) -> int | None:
    """Return the missing units; what part of the sales already shows is a fact, its absence is none."""
    if needed is None:
        return None
    missing = max(needed - covered, 0)
    return missing if known or missing else None


def _surplus(needed: int | None, covered: int, *, known: bool) -> int | None:
    return max(covered - needed, 0) if known and needed is not None else None


def _is_complete(listing: Listing, *, by_sales: bool, whole: bool) -> bool:
    """By stock, sales and opening stock are not asked for; where they are stated they must be whole too."""
    course_known = whole and listing.opening_stock is not None
    if by_sales:
        return course_known
    return listing.closing_stock is not None and (course_known or not listing.sales)


def _months(desk: _Desk) -> tuple[MonthRow, ...]:
    """Return one row a month; parts of months at the ends of the window only where something moved."""
    moved = {
        *desk.sales,
        *desk.returns,
        *(line.issued.isoformat()[:7] for line in desk.purchases),
        *(move.on.isoformat()[:7] for move in desk.moves),
    }
    rows: list[MonthRow] = []
    # Where reports leave out days or rows, no running stock is known, though each month's units are.
    stock = desk.listing.opening_stock if desk.reports_whole else None
    for part in month_parts(desk.window):
        if not part.is_whole and part.month not in moved:
            continue
        moves = [move for move in desk.moves if part.first <= move.on <= part.last]
        bought = sum(line.units for line in desk.purchases if part.first <= line.issued <= part.last)
        sold, returned = desk.sales.get(part.month), desk.returns.get(part.month, 0)
        # Unknown from the first whole month on whose sales are not stated.
        if stock is not None and (sold is not None or not part.is_whole):
            stock += bought + came(moves) - left(moves) - (sold or 0) + returned
        else:
            stock = None
        rows.append(
            MonthRow(
                part.month, part.first, part.last, bought, sold, returned, stock, came(moves), left(moves)
            )
        )
    return tuple(rows)
