"""Draws the letters that ask a supplier for what a paper does not show; it sends nothing and asks for no change of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from appeal.model.case import Supplier
from appeal.model.comparison import Agreement, ComparedItem
from appeal.model.dates import japanese
from appeal.model.evidence import EvidenceItem, EvidenceKind
from appeal.model.submission import Submission
from appeal.render.environment import fill, open_environment
from appeal.render.words import KIND_NAMES

# What a supplier can write on a paper again; the kind of a paper and a 登録番号 are not asked for.
_ASKED = (
    ComparedItem.ISSUED,
    ComparedItem.ISSUER,
    ComparedItem.ADDRESSEE,
    ComparedItem.PHONE,
    ComparedItem.PRODUCT,
    ComparedItem.QUANTITY,
)
_PURCHASE = frozenset({EvidenceKind.INVOICE, EvidenceKind.RECEIPT})


@dataclass(frozen=True, slots=True)
class RequestedPaper:
    """One paper of the supplier and the items that cannot be found on it."""

    kind: str
    number: str | None
    issued: str | None
    items: tuple[str, ...]


def supplier_requests(submission: Submission, folders: tuple[Path, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Return name (ASCII, for `drafts/`) and text of one letter for each supplier whose papers lack something.

    `folders` are searched for the template first. Raises LetterError where the template is faulty.
    """
    environment = open_environment(folders)
    seller = submission.case.seller
    requests = []
    for place, supplier in enumerate(submission.case.supplier, start=1):
        papers = tuple(_papers(submission, supplier))
        if not papers or not supplier.name:
            continue
        text = fill(
            environment,
            "supplier-request.txt.j2",
            supplier=supplier.name,
            sender=seller.company or seller.store,
            company=seller.company or seller.store,
            contact=seller.contact,
            phone=seller.phone,
            email=seller.email,
            papers=papers,
        )
        requests.append((f"supplier-request_{place}.txt", text.strip() + "\n"))
    return tuple(requests)


def _papers(submission: Submission, supplier: Supplier) -> Iterator[RequestedPaper]:
    for exhibit in submission.exhibits:
        item = exhibit.item
        if item.kind in _PURCHASE and item.supplier == supplier.id:
            absent = _absent(submission, exhibit.index, item)
            if absent:
                day = (
                    japanese(item.issued) if item.issued and ComparedItem.ISSUED.value not in absent else None
                )
                yield RequestedPaper(KIND_NAMES[item.kind], item.number, day, absent)


def _absent(submission: Submission, index: int, item: EvidenceItem) -> tuple[str, ...]:
    """Return the items that the words of the paper do not show, or that the seller could not copy from it."""
    absent = {
        one.item
        for one in submission.comparisons
        if one.evidence == index and one.agreement is Agreement.NOT_FOUND
    }
    if item.issued is None:
        absent.add(ComparedItem.ISSUED)
    if item.addressee is None and item.kind is EvidenceKind.RECEIPT:
        absent.add(ComparedItem.ADDRESSEE)
    return tuple(one.value for one in _ASKED if one in absent)
