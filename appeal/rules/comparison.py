"""Compares what a paper says in its own words with what the case says of it: agree, differ or not found; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appeal.model.case import Case, Listing, Supplier
from appeal.model.codes import parse_jan, parse_registration
from appeal.model.comparison import Agreement, Compared, ComparedItem
from appeal.model.dates import japanese
from appeal.model.evidence import EvidenceItem, EvidenceKind, EvidenceLine, FileFacts
from appeal.rules import paper_words
from appeal.rules.name_forms import fold_name
from appeal.rules.paper_goods import compare_quantity
from appeal.rules.paper_issued import compare_issued
from appeal.rules.paper_issuers import Party, other_issuer, own_issuer, stands_addressed
from appeal.rules.paper_numbers import compare_number
from appeal.rules.paper_rows import rows_called, rows_naming
from appeal.rules.paper_titles import titles_of
from appeal.rules.paper_words import Line, Reading, Words, digits_of, phone_digits, tighten

_KINDS = {
    EvidenceKind.INVOICE: "請求書",
    EvidenceKind.RECEIPT: "領収書",
    EvidenceKind.PURCHASE_ORDER: "注文書",
    EvidenceKind.DELIVERY_NOTE: "納品書",
}
# The address the goods were sent to, and how many lines it fills at most.
_DELIVERED = re.compile(
    r"(?:納品|納入|配送|送付|出荷|お?届け?|搬入)先|shipto|deliverto|deliveryaddress|consignee"
)
_REACH = 3
# Address and numbers of the issuer stand in one block with its name: at most this many lines above or below it.
_BLOCK = 6

# Who has these is the supplier, by whatever name; a postal code belongs to many.
_TELLING = (ComparedItem.PHONE, ComparedItem.REGISTRATION)


@dataclass(frozen=True, slots=True)
class _Paper:
    index: int
    item: EvidenceItem
    lines: tuple[Line, ...]
    supplier: Supplier | None

    def say(
        self,
        item: ComparedItem,
        stated: str,
        agreed: Words | None,
        other: Words | None = None,
        asin: str | None = None,
    ) -> Compared:
        return self.tell(item, stated, Reading(agreed, other), asin)

    def tell(self, item: ComparedItem, stated: str, read: Reading, asin: str | None = None) -> Compared:
        words = read.agreed or read.other
        state = Agreement.AGREE if read.agreed else Agreement.DIFFER if read.other else Agreement.NOT_FOUND
        text, page = (words.text, words.page) if words else ("", None)
        return Compared(self.index, item, state, stated, text, page, asin, read.is_clear, read.label)


def compare(case: Case, facts: Sequence[FileFacts]) -> tuple[Compared, ...]:
    """Return every comparison for the papers of a trade that hold words; scans and pictures have none to compare."""
    suppliers = {supplier.id: supplier for supplier in case.supplier}
    found: list[Compared] = []
    for index, (item, fact) in enumerate(zip(case.evidence, facts, strict=True)):
        if item.kind in _KINDS and fact.usable and fact.texts:
            lines = paper_words.lines_of(fact.texts)
            paper = _Paper(index, item, lines, suppliers.get(item.supplier or ""))
            found += _compare_paper(case, paper)
    return tuple(found)


def _compare_paper(case: Case, paper: _Paper) -> Iterator[Compared]:
    yield from _title(paper)
    yield from _issued(paper)
    yield from _number(case, paper)
    yield from _addressee(paper)
    if paper.supplier is not None:
        yield from _issuer(case, paper, paper.supplier)
    for line in paper.item.lines:
        yield from _line(case, paper, line)


def _named(paper: _Paper, name: str) -> tuple[int, Words] | None:
    """Return where a name stands, on one line or broken over two."""
    wanted = fold_name(name)
    folded = [fold_name(line.text) for line in paper.lines]
    for at, line in enumerate(paper.lines):
        if wanted in folded[at] or wanted in "".join(folded[at : at + 2]):
            return at, Words(name, line.page)
    return None


def _title(paper: _Paper) -> Iterator[Compared]:
    stated = _KINDS[paper.item.kind] if paper.item.kind else ""
    titles = titles_of(paper.lines)
    if titles:
        agreed = next((one.words for one in titles if stated in one.kinds), None)
        yield paper.say(ComparedItem.TITLE, stated, agreed, titles[0].words)


def _issued(paper: _Paper) -> Iterator[Compared]:
    if stated := paper.item.issued:
        yield paper.tell(ComparedItem.ISSUED, japanese(stated), compare_issued(paper.lines, stated))


def _number(case: Case, paper: _Paper) -> Iterator[Compared]:
    if stated := paper.item.number:
        others = [mark for listing in case.listing for mark in _numbers(listing)]
        found = compare_number(paper.lines, stated, paper.item.kind, others)
        yield paper.tell(ComparedItem.NUMBER, stated, found)


def _addressee(paper: _Paper) -> Iterator[Compared]:
    stated = paper.item.addressee
    if not stated:
        return
    place = _named(paper, stated)
    other = next(paper_words.addressees(paper.lines), None)
    yield paper.say(ComparedItem.ADDRESSEE, stated, place[1] if place else None, other)


def _issuer(case: Case, paper: _Paper, supplier: Supplier) -> Iterator[Compared]:
    place = _named(paper, supplier.name) if supplier.name else None
    block = _block(paper, supplier.name) if supplier.name and place else ()
    reached = list(_reached(case, paper, supplier, block))
    if supplier.name:
        known = any(one.agreement is Agreement.AGREE and one.item in _TELLING for one in reached)
        agreed = place[1] if place else None
        read = Reading(agreed) if known else _named_as_issuer(case, paper, supplier, agreed)
        yield paper.tell(ComparedItem.ISSUER, supplier.name, read)
        if read.other is not None:
            # Address and numbers are those of the other company then, and no contradiction of their own.
            return
    yield from reached


def _named_as_issuer(case: Case, paper: _Paper, supplier: Supplier, agreed: Words | None) -> Reading:
    """Return whom a paper names as its issuer, where neither phone nor 登録番号 tells the supplier."""
    expected = supplier.name or ""
    own = tuple(name for name in (case.seller.company, case.seller.store, paper.item.addressee) if name)
    seller = Party(own, case.seller.phone or "", case.seller.address or "")
    lines = _not_delivered_to(paper)
    if agreed is not None and not stands_addressed(lines, expected):
        return Reading(agreed)
    if himself := own_issuer(lines, expected, seller):
        return Reading(None, himself, is_clear=False)
    party = Party((expected,), supplier.phone or "", supplier.address or "", supplier.registration or "")
    others = [one.name for one in case.supplier if one.name and one.name != expected]
    return Reading(agreed) if agreed is not None else other_issuer(lines, party, seller, others)


def _reached(case: Case, paper: _Paper, supplier: Supplier, block: Sequence[Line]) -> Iterator[Compared]:
    """Compare by what the supplier is reached and registered."""
    if supplier.phone:
        yield _phone(case, paper, supplier.phone, block)
    if supplier.address and (code := re.search(r"\d{3}-?\d{4}", tighten(supplier.address))):
        yield _postal_code(case, paper, code[0], block)
    if supplier.registration and (number := parse_registration(supplier.registration)):
        known = list(paper_words.registrations(paper.lines))
        agreed = next((words for words in known if words.text == f"T{number}"), None)
        yield paper.say(ComparedItem.REGISTRATION, f"T{number}", agreed, known[0] if known else None)


def _block(paper: _Paper, name: str) -> tuple[Line, ...]:
    """Return the lines around every place where the issuer is named."""
    wanted = fold_name(name)
    named = [at for at, line in enumerate(paper.lines) if wanted in fold_name(line.text)]
    near = {place for at in named for place in range(at - _BLOCK, at + _BLOCK + 1)}
    return tuple(
        line for at, line in enumerate(paper.lines) if at in near and not _is_delivered_to(paper, at)
    )


def _not_delivered_to(paper: _Paper) -> tuple[Line, ...]:
    return tuple(line for at, line in enumerate(paper.lines) if not _is_delivered_to(paper, at))


def _is_delivered_to(paper: _Paper, at: int) -> bool:
    """Whether a line stands in the block of the place the goods went to."""
    return any(_DELIVERED.search(line.tight) for line in paper.lines[max(0, at - _REACH) : at + 1])


def _phone(case: Case, paper: _Paper, stated: str, block: Sequence[Line]) -> Compared:
    """Compare the phone number; one that stands apart from the issuer, or is the seller's own, contradicts nothing."""
    wanted = phone_digits(stated)
    form = re.compile(
        r"(?<!\d)(?:\+?81[-() .]{0,3}0?[-() .]{0,2}|0)" + r"[-() .]{0,2}".join(wanted) + r"(?!\d)"
    )
    agreed = next((Words(stated, line.page) for line in paper.lines if form.search(line.text)), None)
    own = phone_digits(case.seller.phone or "")
    blocks = (tuple(block), _not_delivered_to(paper))
    known = (words for lines in blocks for words in paper_words.phones(lines))
    others = (words for words in known if phone_digits(words.text) != own)
    return paper.say(ComparedItem.PHONE, stated, agreed, next(others, None))


def _postal_code(case: Case, paper: _Paper, stated: str, block: Sequence[Line]) -> Compared:
    """Compare the postal code; those of the seller and of warehouses stand on a paper too."""
    wanted = digits_of(stated)
    own = {digits_of(one) for one in re.findall(r"\d{3}-?\d{4}", tighten(case.seller.address or ""))}
    form = re.compile(rf"(?<![\d-]){wanted[:3]}-?{wanted[3:]}(?![\d-])")
    agreed = next((Words(stated, line.page) for line in paper.lines if form.search(line.tight)), None)
    others = (words for words in paper_words.postal_codes(tuple(block)) if digits_of(words.text) not in own)
    return paper.say(ComparedItem.POSTAL_CODE, stated, agreed, next(others, None))


def _line(case: Case, paper: _Paper, line: EvidenceLine) -> Iterator[Compared]:
    """Compare one purchase line: is the product named, and with which quantity?"""
    listing = next((one for one in case.listing if one.asin == line.asin), None)
    numbers = _numbers(listing)
    mark, places = _places(paper, listing, line.asin)
    if not places:
        # Where the case states no number of the product, the paper may well show one that nobody knows to look for.
        if numbers:
            yield paper.say(ComparedItem.PRODUCT, numbers[0], None, asin=line.asin)
        return
    yield paper.say(ComparedItem.PRODUCT, mark, Words(mark, paper.lines[places[0]].page), asin=line.asin)
    read = compare_quantity(paper.lines, places, mark, line.quantity, line.units)
    if read is not None:
        packs = f"{line.units:,}({line.quantity:,}×{line.pack})" if line.units != line.quantity else ""
        yield paper.tell(ComparedItem.QUANTITY, packs or f"{line.quantity:,}", read, line.asin)


def _numbers(listing: Listing | None) -> list[str]:
    if listing is None:
        return []
    jan = parse_jan(listing.jan) if listing.jan else None
    return [mark for mark in (jan, listing.model) if mark]


def _places(paper: _Paper, listing: Listing | None, asin: str) -> tuple[str, tuple[int, ...]]:
    """Return by what a product is named and on which lines: its JAN, model, ASIN or SKU, or else its title."""
    sku = listing.sku if listing and listing.sku and len(listing.sku) > 3 else None
    for mark in (*_numbers(listing), asin, sku):
        if mark and (places := rows_naming(paper.lines, mark)):
            return mark, places
    title = listing.title if listing else None
    return title or asin, rows_called(paper.lines, title) if title else ()
