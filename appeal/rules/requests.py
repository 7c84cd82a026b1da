"""What a paper should show and its words do not, and so which supplier may be asked; a difference is never asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appeal.model.case import Case, Response
from appeal.model.comparison import Agreement, Compared, ComparedItem
from appeal.model.evidence import PURCHASE_KINDS, EvidenceItem, FileFacts
from appeal.model.finding import Finding, found
from appeal.model.request import RequestedPaper, SupplierRequest
from appeal.rules import paper_words
from appeal.rules.paper_days import named_days
from appeal.rules.paper_words import phone_digits

# What a paper is asked for; a missing 登録番号 or postal code is no failure of it.
_NEEDED = (
    ComparedItem.ISSUED,
    ComparedItem.ISSUER,
    ComparedItem.ADDRESSEE,
    ComparedItem.PHONE,
    ComparedItem.PRODUCT,
    ComparedItem.QUANTITY,
)


def unshown_items(
    case: Case, index: int, fact: FileFacts, compared: Sequence[Compared]
) -> tuple[ComparedItem, ...]:
    """Return what an invoice or receipt needs and its own words do not show, each once.

    Nothing of a paper without words, or whose words were read off a picture: there, not finding is no absence.
    Nothing either of a paper that another company issued: the supplier cannot issue it again.
    """
    item = case.evidence[index]
    if item.kind not in PURCHASE_KINDS or not fact.usable or not fact.texts or fact.by_ocr:
        return ()
    own = [one for one in compared if one.evidence == index]
    if any(one.item is ComparedItem.ISSUER and one.agreement is Agreement.DIFFER for one in own):
        return ()
    missing = {one.item for one in own if one.agreement is Agreement.NOT_FOUND}
    absent = missing | set(_not_stated(case, item, fact))
    return tuple(one for one in _NEEDED if one in absent)


def _not_stated(case: Case, item: EvidenceItem, fact: FileFacts) -> Iterator[ComparedItem]:
    """Yield what the case does not state and the paper holds nothing of; what it holds can be copied from it."""
    lines = paper_words.lines_of(fact.texts or ())
    if item.issued is None and not any(one.is_plain for one in named_days(lines)):
        yield ComparedItem.ISSUED
    if item.addressee is None and next(paper_words.addressees(lines), None) is None:
        yield ComparedItem.ADDRESSEE
    supplier = next((one for one in case.supplier if one.id == item.supplier), None)
    if supplier is not None and supplier.phone is None:
        own = phone_digits(case.seller.phone or "")
        if all(phone_digits(words.text) == own for words in paper_words.phones(lines)):
            yield ComparedItem.PHONE


def supplier_requests(
    case: Case, facts: Sequence[FileFacts], compared: Sequence[Compared]
) -> tuple[SupplierRequest, ...]:
    """Return which suppliers may be asked for what, in the order of the case; none where the listing is given up."""
    if case.response is Response.WITHDRAWAL:
        return ()
    lacking = [
        RequestedPaper(index, items)
        for index, fact in enumerate(facts)
        if (items := unshown_items(case, index, fact, compared))
    ]
    requests = []
    for place, supplier in enumerate(case.supplier):
        papers = tuple(one for one in lacking if case.evidence[one.evidence].supplier == supplier.id)
        if papers and supplier.name:
            requests.append(SupplierRequest(place, papers))
    return tuple(requests)


def judge_requests(case: Case, requests: Sequence[SupplierRequest]) -> Iterator[Finding]:
    """Yield the offer of one letter for each supplier."""
    for request in requests:
        supplier = case.supplier[request.supplier]
        items = "、".join(item.value for item in request.items)
        yield found(
            "S428",
            f"supplier[{request.supplier}].id",
            who=supplier.name or supplier.id,
            count=len(request.papers),
            items=items,
        )
