"""Can supplier and seller be reached and told apart by what is written? Forms and check digits, never registers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from appeal.model.case import Case, Listing, Response, Seller, Supplier
from appeal.model.codes import corporate_number_fits, jan_fits, parse_jan, parse_registration
from appeal.model.dates import japanese
from appeal.model.finding import Finding, found
from appeal.model.notice import Requirement
from appeal.rules.contacts import PhoneForm, mail_fits, phone_form, postal_code_fits, url_fits

_CORPORATION = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|法人|協同組合|\((?:株|有|同|資|名)\)"
)
# Source of the list: `policy.SUPPLIER_FIELDS` and, for the mail address, `policy.SUPPLIER_EMAIL`.
_DEMANDED = (("name", "S402"), ("address", "S403"), ("phone", "S404"), ("website", "S405"), ("email", "S406"))
# Source: the notice at hand alone; nobody else's list of items holds a contact person.
_NAMED_ALONE = (("contact", "S431"),)
# Without these nobody can be reached, whatever a notice names.
_NEEDED = ("name", "address", "phone")
_SENDER = (
    ("merchant_id", "S422"),
    ("contact", "S423"),
    ("phone", "S424"),
    ("email", "S425"),
    ("address", "S426"),
)


def judge_suppliers(case: Case, today: date, items: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Return what is missing or malformed in suppliers, seller and the JAN codes of the listings.

    `items` are the items of the supplier that the notice itself names (`NoticeReading.contact_items`).
    """
    findings: list[Finding] = [*_seller(case.seller)]
    for place, listing in enumerate(case.listing):
        findings += _jan(place, listing)
    demanded = contacts_demanded(case)
    named = {item.supplier for item in case.evidence}
    seen: set[str] = set()
    for place, supplier in enumerate(case.supplier):
        field, who = f"supplier[{place}]", supplier.name or supplier.id
        if supplier.id in seen:
            findings.append(found("S418", f"{field}.id", who=supplier.id))
        seen.add(supplier.id)
        if demanded:
            findings += _missing(field, who, supplier, items)
        findings += _forms(field, who, supplier)
        findings += _registration(field, who, supplier)
        findings += _reached(field, who, supplier, today)
        if supplier.id not in named:
            findings.append(found("S420", f"{field}.id", who=who))
    return tuple(findings)


def contacts_demanded(case: Case) -> bool:
    """Return whether the notice asks for the supplier's contact; one who gives the listing up is not asked."""
    demands = case.notice.requirements or ()
    return Requirement.SUPPLIER_CONTACT in demands and case.response is not Response.WITHDRAWAL


def _seller(seller: Seller) -> Iterator[Finding]:
    if not (seller.company or seller.store):
        yield found("S421", "seller.company")
    for name, code in _SENDER:
        if getattr(seller, name) is None:
            yield found(code, f"seller.{name}")
    if seller.phone and phone_form(seller.phone) is PhoneForm.MALFORMED:
        yield found("S427", "seller.phone", who="出品者", value=seller.phone)
    yield from _addresses("seller", "出品者", seller)


def _jan(place: int, listing: Listing) -> Iterator[Finding]:
    if listing.jan is None:
        return
    digits = parse_jan(listing.jan)
    if digits is None:
        yield found("S416", f"listing[{place}].jan", asin=listing.asin, value=listing.jan)
    elif not jan_fits(digits):
        yield found("S417", f"listing[{place}].jan", asin=listing.asin, value=listing.jan)


def missing_items(supplier: Supplier, items: Sequence[str]) -> tuple[str, ...]:
    """Return the codes that say what a supplier lacks of name, address, phone and the items the notice names."""
    return tuple(
        code
        for name, code in (*_DEMANDED, *_NAMED_ALONE)
        if name in (*_NEEDED, *items) and getattr(supplier, name) is None
    )


def _missing(field: str, who: str, supplier: Supplier, items: Sequence[str]) -> Iterator[Finding]:
    for name, code in (*_DEMANDED, *(one for one in _NAMED_ALONE if one[0] in items)):
        if getattr(supplier, name) is None:
            yield found(code, f"{field}.{name}", who=who)


def _forms(field: str, who: str, supplier: Supplier) -> Iterator[Finding]:
    if supplier.phone:
        form = phone_form(supplier.phone)
        if form is PhoneForm.MALFORMED:
            yield found("S407", f"{field}.phone", who=who, value=supplier.phone)
        elif form is PhoneForm.MOBILE:
            yield found("S408", f"{field}.phone", who=who)
    if supplier.website and not url_fits(supplier.website):
        yield found("S410", f"{field}.website", who=who, value=supplier.website)
    yield from _addresses(field, who, supplier)


def _addresses(field: str, who: str, party: Seller | Supplier) -> Iterator[Finding]:
    if party.address and not postal_code_fits(party.address):
        yield found("S409", f"{field}.address", who=who)
    if party.email and not mail_fits(party.email):
        yield found("S411", f"{field}.email", who=who, value=party.email)


def _registration(field: str, who: str, supplier: Supplier) -> Iterator[Finding]:
    if supplier.registration is None:
        return
    digits = parse_registration(supplier.registration)
    if digits is None:
        code = "S412"
    elif corporate_number_fits(digits):
        code = "S415"
    else:
        code = "S413" if is_corporation(supplier.name) else "S414"
    yield found(code, f"{field}.registration", who=who, value=supplier.registration)


def is_corporation(name: str | None) -> bool:
    """Return whether a name shows a corporation (株式会社, ㈱, （有） …)."""
    return name is not None and _CORPORATION.search(unicodedata.normalize("NFKC", name)) is not None


def _reached(field: str, who: str, supplier: Supplier, today: date) -> Iterator[Finding]:
    if supplier.reachable_on is not None and supplier.reachable_on > today:
        yield found("S419", f"{field}.reachable_on", who=who, day=japanese(supplier.reachable_on))
