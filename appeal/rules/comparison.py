"""Compares what a paper says in its own words with what the case says of it: agree, differ or not found; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from appeal.model.case import Case, Supplier
from appeal.model.codes import parse_jan, parse_registration
from appeal.model.comparison import Agreement, Compared, ComparedItem
from appeal.model.dates import japanese
from appeal.model.evidence import EvidenceItem, EvidenceKind, EvidenceLine, FileFacts
from appeal.rules import paper_words
from appeal.rules.paper_words import Line, Words, tighten
from appeal.rules.papers import fold_name

_KINDS = {
    EvidenceKind.INVOICE: "請求書",
    EvidenceKind.RECEIPT: "領収書",
    EvidenceKind.PURCHASE_ORDER: "注文書",
    EvidenceKind.DELIVERY_NOTE: "納品書",
}
# A line may be followed by its quantity on one of the next lines, where a cell of the table is high.
_REACH = 2


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
        words = agreed or other
        state = Agreement.AGREE if agreed else Agreement.DIFFER if other else Agreement.NOT_FOUND
        text, page = (words.text, words.page) if words else ("", None)
        return Compared(self.index, item, state, stated, text, page, asin)


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
    if paper.item.number:
        yield paper.say(ComparedItem.NUMBER, paper.item.number, _standing(paper, paper.item.number))
    yield from _addressee(paper)
    if paper.supplier is not None:
        yield from _issuer(case, paper, paper.supplier)
    for line in paper.item.lines:
        yield from _line(case, paper, line)


def _standing(paper: _Paper, text: str) -> Words | None:
    """Return where a text stands, whatever blanks, widths and hyphens it is written with."""
    wanted = tighten(text)
    return next((Words(text, line.page) for line in paper.lines if wanted in line.tight), None)


def _title(paper: _Paper) -> Iterator[Compared]:
    stated = _KINDS[paper.item.kind] if paper.item.kind else ""
    title = paper_words.title_of(paper.lines)
    if title is not None:
        kind, words = title
        agreed = words if kind == stated else None
        yield paper.say(ComparedItem.TITLE, stated, agreed, words)


def _issued(paper: _Paper) -> Iterator[Compared]:
    if paper.item.issued is None:
        return
    days = list(paper_words.issue_dates(paper.lines))
    labelled = [(day, words) for day, words, is_issue in days if is_issue]
    agreed = next((words for day, words, _ in days if day == paper.item.issued), None)
    other = labelled[0][1] if labelled and all(day != paper.item.issued for day, _ in labelled) else None
    # A day that stands there under another name (納品日) is no answer where the day of issue is named.
    yield paper.say(ComparedItem.ISSUED, japanese(paper.item.issued), None if other else agreed, other)


def _addressee(paper: _Paper) -> Iterator[Compared]:
    stated = paper.item.addressee
    if not stated:
        return
    wanted = fold_name(stated)
    agreed = next((Words(stated, line.page) for line in paper.lines if wanted in fold_name(line.text)), None)
    other = next(paper_words.addressees(paper.lines), None)
    yield paper.say(ComparedItem.ADDRESSEE, stated, agreed, other)


def _issuer(case: Case, paper: _Paper, supplier: Supplier) -> Iterator[Compared]:
    if supplier.name:
        wanted = fold_name(supplier.name)
        agreed = next(
            (Words(supplier.name, line.page) for line in paper.lines if wanted in fold_name(line.text)), None
        )
        yield paper.say(ComparedItem.ISSUER, supplier.name, agreed)
    if supplier.phone:
        own = {_phone(case.seller.phone or "")}
        yield _among(paper, ComparedItem.PHONE, supplier.phone, paper_words.phones(paper.lines), _phone, own)
    if supplier.address and (code := re.search(r"\d{3}-?\d{4}", tighten(supplier.address))):
        own = {_digits(one) for one in re.findall(r"\d{3}-?\d{4}", tighten(case.seller.address or ""))}
        codes = paper_words.postal_codes(paper.lines)
        yield _among(paper, ComparedItem.POSTAL_CODE, code[0], codes, _digits, own)
    if supplier.registration and (number := parse_registration(supplier.registration)):
        known = paper_words.registrations(paper.lines)
        yield _among(paper, ComparedItem.REGISTRATION, f"T{number}", known, _digits, set())


def _among(
    paper: _Paper,
    item: ComparedItem,
    stated: str,
    found: Iterator[Words],
    form: Callable[[str], str],
    own: set[str],
) -> Compared:
    """Compare a number with all of its kind that the paper holds; the seller's own are no contradiction."""
    known = [words for words in found if form(words.text) not in own or form(stated) in own]
    agreed = next((words for words in known if form(words.text) == form(stated)), None)
    return paper.say(item, stated, agreed, known[0] if known else None)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", tighten(text))


def _phone(text: str) -> str:
    digits = _digits(text)
    return digits.removeprefix("81").lstrip("0") if digits.startswith("81") else digits.lstrip("0")


def _line(case: Case, paper: _Paper, line: EvidenceLine) -> Iterator[Compared]:
    listing = next((one for one in case.listing if one.asin == line.asin), None)
    jan = parse_jan(listing.jan) if listing and listing.jan else None
    marks = [mark for mark in (jan, listing.model if listing else None, line.asin) if mark]
    place = next(
        ((at, mark) for mark in marks for at, one in enumerate(paper.lines) if tighten(mark) in one.tight),
        None,
    )
    stated = marks[0] if marks else line.asin
    quantity = f"{line.quantity:,}"
    if place is None:
        yield paper.say(ComparedItem.PRODUCT, stated, None, asin=line.asin)
        return
    at, mark = place
    first = paper.lines[at]
    yield paper.say(ComparedItem.PRODUCT, mark, Words(mark, first.page), asin=line.asin)
    yield paper.say(ComparedItem.QUANTITY, quantity, *_quantity(paper, at, line), asin=line.asin)


def _quantity(paper: _Paper, at: int, line: EvidenceLine) -> tuple[Words | None, Words | None]:
    """Return the quantity that agrees, or the one that stands there instead, near the line that names the product."""
    wanted = {line.quantity, line.units}
    first = paper.lines[at]
    told = paper_words.quantities(first.text)
    if told:
        agreed = next((number for number in told if number in wanted), None)
        if agreed is not None:
            return Words(f"{agreed:,}", first.page), None
        return None, Words(f"{told[0]:,}", first.page)
    for one in paper.lines[at : at + 1 + _REACH]:
        hit = wanted & paper_words.numbers(one.text)
        if hit:
            return Words(f"{min(hit):,}", one.page), None
    return None, None
