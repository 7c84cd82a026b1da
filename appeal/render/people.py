"""Turns the seller and his suppliers into the strings of the letter; it adds no name and leaves none out but a doubled one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from appeal.model.case import Case
from appeal.render.figures import dated, said

_SELLER_FIELDS = ("company", "store", "merchant_id", "address", "phone", "email", "contact")
_SUPPLIER_FIELDS = ("name", "relation", "address", "phone", "email", "website", "contact", "registration")


@dataclass(frozen=True, slots=True)
class SellerView:
    """Who replies; `contact` is None where it is the name that stands above it already."""

    company: str | None
    store: str | None
    merchant_id: str | None
    address: str | None
    phone: str | None
    email: str | None
    contact: str | None


@dataclass(frozen=True, slots=True)
class SupplierView:
    """One supplier with the ways to reach him."""

    name: str | None
    relation: str | None
    address: str | None
    phone: str | None
    email: str | None
    website: str | None
    contact: str | None
    registration: str | None
    reachable_on: str | None


def view_seller(case: Case) -> SellerView:
    """Return who replies; a sole proprietor who is his own contact is named once."""
    values = {name: said(f"seller.{name}", getattr(case.seller, name)) for name in _SELLER_FIELDS}
    if _closed_up(case.seller.contact) in (_closed_up(case.seller.company), _closed_up(case.seller.store)):
        values["contact"] = None
    return SellerView(**values)


def _closed_up(name: str | None) -> str:
    return re.sub(r"\s", "", name or "")


def view_supplier(case: Case, place: int) -> SupplierView:
    """Return the supplier at `place` of the case's list."""
    supplier = case.supplier[place]
    values = {name: said(f"supplier[{place}].{name}", getattr(supplier, name)) for name in _SUPPLIER_FIELDS}
    return SupplierView(
        **values, reachable_on=dated(f"supplier[{place}].reachable_on", supplier.reachable_on)
    )
