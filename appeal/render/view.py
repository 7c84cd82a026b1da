"""Turns a `Submission` into the strings of the letter and decides which sections it has; templates only place them."""

from __future__ import annotations

from dataclasses import dataclass

from appeal.model.case import Case, Response
from appeal.model.notice import Requirement
from appeal.model.submission import Submission
from appeal.render.annex import AnnexesView, ReportsView, view_annexes, view_reports
from appeal.render.changes import ChangesView, view_changes
from appeal.render.demands import DemandView, view_demands
from appeal.render.exhibits import ExhibitView, rows_fit_index, view_exhibits
from appeal.render.figures import dated_with_era, said
from appeal.render.measures import PlanView, WithdrawalView, view_plan, view_withdrawal
from appeal.render.people import SellerView, SupplierView, view_seller, view_supplier
from appeal.render.quantities import (
    LETTER_LISTINGS,
    OverviewView,
    QuantityView,
    is_plain,
    view_overview,
    view_quantities,
)
from appeal.render.trace import mark, strip

# A guess where the notice names no addressee (standing: 当方の目安); the case file overrules it.
DEFAULT_ADDRESSEE = "Amazon.co.jp 出品者パフォーマンス担当"
_PLAN_PARTS = {
    "cause": Requirement.ROOT_CAUSE,
    "corrective": Requirement.CORRECTIVE_ACTION,
    "preventive": Requirement.PREVENTIVE_ACTION,
}
_TITLE_LENGTH = 22


@dataclass(frozen=True, slots=True)
class ListingView:
    """One listing of the notice."""

    asin: str
    title: str | None
    model: str | None
    jan: str | None
    sku: str | None
    condition: str | None
    details: tuple[DetailView, ...]


@dataclass(frozen=True, slots=True)
class DetailView:
    """A number or word that names a listing: `kind` is model, jan, sku or condition."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of the letter: `kind` names its partial."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class MissingView:
    """What a draft still lacks: one fact, one action."""

    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """Everything the letter and the cover sheets print; strings are marked with their source, None is silence."""

    draft: bool
    withdrawal_only: bool
    gives_papers: bool
    gives_plan: bool
    apology: bool
    today: str
    addressee: str
    seller: SellerView
    subject: str | None
    subject_fits_title: bool
    received: str | None
    listings: tuple[ListingView, ...]
    one_listing: bool
    listing_count: str
    listing_kinds: tuple[str, ...]
    more_listings: str | None
    sections: tuple[SectionView, ...]
    demands: tuple[DemandView, ...]
    quantities: tuple[QuantityView, ...]
    letter_quantities: tuple[QuantityView, ...]
    annex_quantities: tuple[QuantityView, ...]
    overview: OverviewView
    counted_on: str | None
    reports: ReportsView
    annexes: AnnexesView
    one_quantity: bool
    all_covered: bool
    plainly_covered: bool
    short_quantities: tuple[QuantityView, ...]
    has_returns: bool
    suppliers: tuple[SupplierView, ...]
    one_supplier: bool
    supplier_count: str
    plan: PlanView
    withdrawal: WithdrawalView | None
    withdrawal_deeds: bool
    cause_in_summary: bool
    changes: ChangesView | None
    exhibits: tuple[ExhibitView, ...]
    rows_in_index: bool
    exhibits_dated: bool
    exhibits_issued: bool
    missing: tuple[MissingView, ...]
    document_title: str
    document_author: str


def _has_deeds(case: Case) -> bool:
    """Whether a withdrawal can speak of something that was done."""
    given_up = case.withdrawal
    dated = given_up is not None and (given_up.listing_removed_on or given_up.similar_checked_on)
    return bool(dated or case.corrective)


def _is_cause_in_summary(case: Case, demands: tuple[DemandView, ...]) -> bool:
    """Whether the cause of a withdrawal is the answer to a demand; it is then told there and not a second time."""
    asked = any(one.kind == "root-cause" and not one.waived_by_withdrawal for one in demands)
    return asked and case.withdrawal is not None and bool(case.withdrawal.cause) and not case.plan.root_cause


def view_letter(submission: Submission) -> LetterView:
    """Return the view of a submission; nothing is computed that the submission does not hold."""
    case = submission.case
    kinds = _section_kinds(submission)
    numbers = {kind: str(place) for place, kind in enumerate(kinds, start=1)}
    withdrawn = case.response is Response.WITHDRAWAL
    plan_kinds = {"happened", *_PLAN_PARTS} & set(kinds)
    subject = case.notice.subject
    exhibits = view_exhibits(submission)
    quantities = view_quantities(submission) if "quantities" in kinds else ()
    reports = view_reports(submission)
    listings = tuple(_listing(case, place) for place in range(len(case.listing)))
    demands = view_demands(submission, numbers)
    return LetterView(
        draft=submission.draft,
        withdrawal_only=withdrawn,
        gives_papers=bool({"quantities", "suppliers"} & set(kinds)),
        gives_plan=bool(plan_kinds),
        apology=case.response in (Response.EXPLANATION, Response.WITHDRAWAL),
        today=dated_with_era("today", submission.today, era=case.letter.era) or "",
        addressee=said("notice.addressee", _addressee(case)) or mark("setting.addressee", DEFAULT_ADDRESSEE),
        seller=view_seller(case),
        subject=said("notice.subject", subject),
        subject_fits_title=subject is not None and len(subject) <= _TITLE_LENGTH,
        received=dated_with_era("notice.received", case.notice.received, era=case.letter.era),
        listings=listings,
        one_listing=len(case.listing) == 1,
        listing_count=mark("listing", str(len(case.listing))),
        listing_kinds=tuple(dict.fromkeys(detail.kind for one in listings for detail in one.details)),
        more_listings=mark("listing", str(len(case.listing) - 1)) if len(case.listing) > 1 else None,
        sections=tuple(SectionView(kind, numbers[kind]) for kind in kinds),
        demands=demands,
        quantities=quantities,
        letter_quantities=quantities[:LETTER_LISTINGS],
        annex_quantities=quantities[LETTER_LISTINGS:],
        overview=view_overview(quantities),
        counted_on=_counted_on(quantities),
        reports=reports,
        annexes=view_annexes(len(case.listing), quantities, reports),
        one_quantity=len(submission.reconciliations) == 1,
        plainly_covered=all(is_plain(row) for row in submission.reconciliations),
        all_covered=all(row.complete and row.shortfall == 0 for row in submission.reconciliations),
        short_quantities=tuple(one for one in quantities if one.shortfall is not None),
        has_returns=any(one.has_returns for one in quantities),
        suppliers=tuple(view_supplier(case, place) for place in range(len(case.supplier))),
        one_supplier=len(case.supplier) == 1,
        supplier_count=mark("supplier", str(len(case.supplier))),
        plan=view_plan(case, submission.exhibits),
        withdrawal=view_withdrawal(case),
        withdrawal_deeds=_has_deeds(case),
        cause_in_summary=_is_cause_in_summary(case, demands),
        changes=view_changes(submission, numbers),
        exhibits=exhibits,
        exhibits_dated=any(one.issued for one in exhibits),
        exhibits_issued=any(one.issuer for one in exhibits),
        rows_in_index=rows_fit_index(submission.exhibits) or "quantities" not in kinds,
        missing=tuple(MissingView(one.text, one.hint) for one in submission.findings if one.blocks),
        document_title=_document_title(case),
        document_author=case.seller.company or case.seller.store or "",
    )


def _counted_on(quantities: tuple[QuantityView, ...]) -> str | None:
    """The day all stock was counted; None where it was not one day, which is then told listing by listing."""
    days = {one.counted_on and strip(one.counted_on) for one in quantities if one.closing is not None}
    return quantities[0].counted_on if len(days) == 1 and quantities else None


def _section_kinds(submission: Submission) -> tuple[str, ...]:
    """Return the sections in print order: what is neither demanded nor part of the chosen reply stays out.

    Source of the rule: an unrequested confession can only harm, so a plan is printed only where it is asked for.
    """
    case = submission.case
    demands = set(case.notice.requirements or ())
    kinds = ["summary"] if demands else []
    if case.response is Response.WITHDRAWAL:
        kinds.append("withdrawal")
    else:
        if submission.reconciliations and _wants_papers(case, demands):
            kinds.append("quantities")
        if Requirement.SUPPLIER_CONTACT in demands or (
            case.response is Response.AUTHENTICITY and case.supplier
        ):
            kinds.append("suppliers")
    kinds += _plan_kinds(submission, demands)
    if submission.exhibits:
        kinds.append("exhibits")
    return tuple(kinds)


def _wants_papers(case: Case, demands: set[Requirement]) -> bool:
    return Requirement.INVOICE in demands or case.response is Response.AUTHENTICITY


def _plan_kinds(submission: Submission, demands: set[Requirement]) -> list[str]:
    case = submission.case
    whole = case.response is Response.EXPLANATION or Requirement.PLAN_OF_ACTION in demands
    stated = {
        "cause": bool(case.plan.root_cause),
        "corrective": bool(case.corrective),
        "preventive": bool(case.preventive),
    }
    kinds = ["happened"] if whole and case.plan.what_happened else []
    withdrawn = case.response is Response.WITHDRAWAL
    for kind, requirement in _PLAN_PARTS.items():
        # A withdrawal tells its deeds in the order of their days, together, and its measures in any case.
        if withdrawn and kind == "corrective":
            continue
        demanded = whole or requirement in demands or (withdrawn and kind == "preventive" and stated[kind])
        if demanded and (stated[kind] or submission.draft):
            kinds.append(kind)
    return kinds


def _addressee(case: Case) -> str | None:
    """The form of address is added by the template; one the case states already is not doubled."""
    named = case.notice.addressee
    return named.removesuffix("御中").rstrip() if named else None


def _listing(case: Case, place: int) -> ListingView:
    names = ("title", "model", "jan", "sku", "condition")
    listing = case.listing[place]
    values = {name: said(f"listing[{place}].{name}", getattr(listing, name)) for name in names}
    details = tuple(DetailView(name, text) for name in names[1:] if (text := values[name]) is not None)
    return ListingView(asin=mark(f"listing[{place}].asin", listing.asin), details=details, **values)


def _document_title(case: Case) -> str:
    asins = [strip(listing.asin) for listing in case.listing]
    more = f" ほか{len(asins) - 1}件" if len(asins) > 1 else ""
    return f"回答書 {asins[0]}{more}" if asins else "回答書"
