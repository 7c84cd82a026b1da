"""Opening stock, purchases, sales and counted stock of each listing set against each other; numbers only, no opinion."""

from __future__ import annotations

from collections.abc import Sequence

from appeal.model.case import Case, Listing, Response
from appeal.model.notice import QuantityBasis, Requirement
from appeal.model.trade import EvidenceWindow, MonthRow, PurchaseLine, Reconciliation
from appeal.rules.stock import month_parts, months_not_stated, running_stock, stated_returns, stated_sales


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
        (place, listing) for place, listing in enumerate(case.listing) if demanded or _states_any(listing)
    )


def _states_any(listing: Listing) -> bool:
    stocks = (listing.opening_stock, listing.closing_stock)
    return any(stock is not None for stock in stocks) or bool(listing.sales or listing.returned_to_stock)


def reconcile(
    case: Case, purchases: Sequence[PurchaseLine], window: EvidenceWindow | None
) -> tuple[Reconciliation, ...]:
    """Return one reconciliation for each of `compared_listings`, in its order; none without a window.

    Whole months without sales stated are not counted as 0: they leave expected stock, surplus and a shortfall that the
    other months do not already show at None. Opening stock that is not stated covers nothing.
    """
    if window is None:
        return ()
    return tuple(
        _reconcile(
            listing,
            basis_of(case),
            tuple(line for line in purchases if line.asin == listing.asin and line.issued in window),
            window,
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
    return by_sales and row.sold_net is not None and row.covered is not None and row.sold_net <= row.covered


def _reconcile(
    listing: Listing,
    basis: QuantityBasis,
    purchases: tuple[PurchaseLine, ...],
    window: EvidenceWindow,
    *,
    demanded: bool,
) -> Reconciliation:
    opening, closing = listing.opening_stock, listing.closing_stock
    purchased = sum(line.units for line in purchases)
    sales = stated_sales(listing, window).months
    shipped = sum(sales.values()) if sales else None
    returned = sum(stated_returns(listing, window).months.values())
    whole = not months_not_stated(listing, window)
    sold_net = None if shipped is None else shipped - returned
    expected = (
        opening + purchased - sold_net if whole and opening is not None and sold_net is not None else None
    )
    by_sales = basis is QuantityBasis.SALES
    # Where no papers are asked for and none are there, nothing stands against the units.
    set_against = demanded or bool(purchases)
    needed = (shipped if by_sales else closing) if set_against else None
    covered = purchased + (opening or 0) if by_sales else purchased
    course = running_stock(listing, purchases, window)
    return Reconciliation(
        asin=listing.asin,
        basis=basis,
        window=window,
        opening=opening,
        purchased=purchased,
        shipped=shipped,
        returned_to_stock=returned,
        sold_net=sold_net,
        closing=closing,
        counted_on=listing.counted_on,
        expected_closing=expected,
        difference=None if closing is None or expected is None else closing - expected,
        needed=needed,
        covered=covered,
        shortfall=_shortfall(needed, covered, known=whole or not by_sales),
        surplus=_surplus(needed, covered, known=whole or not by_sales),
        months=_months(listing, purchases, window),
        purchases=purchases,
        first_negative=next((day for day, stock in course if stock < 0), None),
        complete=_is_complete(listing, by_sales=by_sales, whole=whole),
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


def _months(
    listing: Listing, purchases: Sequence[PurchaseLine], window: EvidenceWindow
) -> tuple[MonthRow, ...]:
    sales, returns = stated_sales(listing, window).months, stated_returns(listing, window).months
    moved = {*sales, *returns, *(line.issued.isoformat()[:7] for line in purchases)}
    parts = [part for part in month_parts(window) if part.is_whole or part.month in moved]
    sold = [sales.get(part.month) for part in parts]
    returned = [returns.get(part.month, 0) for part in parts]
    purchased = [
        sum(line.units for line in purchases if part.first <= line.issued <= part.last) for part in parts
    ]
    known = [part.month in sales or not part.is_whole for part in parts]
    stock = _month_ends(listing.opening_stock, known, purchased, sold, returned)
    columns = zip(parts, purchased, sold, returned, stock, strict=True)
    return tuple(
        MonthRow(part.month, part.first, part.last, came, went, back, left)
        for part, came, went, back, left in columns
    )


def _month_ends(
    opening: int | None,
    known: Sequence[bool],
    purchased: Sequence[int],
    sold: Sequence[int | None],
    returned: Sequence[int],
) -> list[int | None]:
    """Return the stock at each month's end: unknown from the first whole month on whose sales are not stated."""
    stock = opening
    ends: list[int | None] = []
    for is_known, came, went, back in zip(known, purchased, sold, returned, strict=True):
        stock = stock + came - (went or 0) + back if stock is not None and is_known else None
        ends.append(stock)
    return ends
