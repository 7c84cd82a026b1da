"""Is each paper, as the case describes it, dated, issued and addressed as the notice needs? Pure judgement over values."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from appeal.model.case import Case, Seller
from appeal.model.dates import japanese
from appeal.model.evidence import PURCHASE_KINDS, TRADE_KINDS, EvidenceItem, EvidenceKind, FileFacts
from appeal.model.finding import Finding, found
from appeal.model.notice import Requirement
from appeal.model.trade import EvidenceWindow
from appeal.rules.name_forms import fold_name
from appeal.rules.window import calendar_first

# Signs that are taken for each other when a number is typed off.
_LOOKALIKES = str.maketrans("IOLQ", "1010")
_ADDRESSED = (*TRADE_KINDS, EvidenceKind.CONTRACT, EvidenceKind.AUTHORIZATION)
_WEAK_CODES = {EvidenceKind.PURCHASE_ORDER: "E266", EvidenceKind.DELIVERY_NOTE: "E267"}


@dataclass(frozen=True, slots=True)
class _Paper:
    """One entry with its place in the case and the name it is spoken of by."""

    index: int
    item: EvidenceItem
    file: str

    def say(self, code: str, part: str, **values: object) -> Finding:
        return found(code, f"evidence[{self.index}].{part}", place=None, file=self.file, **values)


def judge_papers(
    case: Case, facts: tuple[FileFacts, ...], window: EvidenceWindow | None, today: date
) -> Iterator[Finding]:
    """Yield what is to be said of the entries' words: kind, dates, supplier, lines, addressee."""
    usable = {index for index, fact in enumerate(facts) if fact.usable}
    for index, item in enumerate(case.evidence):
        paper = _Paper(index, item, shown(item.file))
        yield from _judge_fields(case, paper)
        yield from _judge_references(case, paper)
        yield from _judge_issued(case, paper, window, today, usable)
        yield from _judge_weak(case, paper)
        yield from _judge_addressee(case.seller, paper)


def shown(file: str) -> str:
    """Return a file name as it may be printed: marks that turn or hide text become visible codes."""
    return "".join(
        f"<U+{ord(character):04X}>" if unicodedata.category(character) in ("Cf", "Cc") else character
        for character in file
    )


def _judge_fields(case: Case, paper: _Paper) -> Iterator[Finding]:
    item, demanded = paper.item, Requirement.INVOICE in (case.notice.requirements or ())
    if item.kind is None:
        yield paper.say("E251", "kind")
        return
    if item.kind in PURCHASE_KINDS and item.issued is None:
        yield paper.say("E252", "issued")
    if item.kind is EvidenceKind.INVOICE and item.supplier is None:
        yield paper.say("E265", "supplier")
    if item.kind in PURCHASE_KINDS and demanded and not item.lines:
        yield paper.say("E255", "lines")
    if item.kind is EvidenceKind.RECEIPT and item.addressee is None:
        yield paper.say("E268", "addressee")


def _judge_references(case: Case, paper: _Paper) -> Iterator[Finding]:
    ids = [supplier.id for supplier in case.supplier]
    if paper.item.supplier is not None and paper.item.supplier not in ids:
        named = next((one.id for one in case.supplier if one.name == paper.item.supplier), None)
        near = f"id は「{named}」です。" if named else _near(paper.item.supplier, ids)
        yield paper.say("E253", "supplier", supplier=paper.item.supplier, near=near)
    asins = [listing.asin for listing in case.listing]
    for number, line in enumerate(paper.item.lines):
        if asins and line.asin not in asins:
            yield paper.say("E254", f"lines[{number}].asin", asin=line.asin, near=_near(line.asin, asins))


def _near(written: str, known: Iterable[str]) -> str:
    """Name the likeliest; where several are as likely, all of them, for a wrong guess would be followed."""
    names = list(known)
    alike = [
        name
        for name in names
        if name.upper().translate(_LOOKALIKES) == written.upper().translate(_LOOKALIKES)
    ]
    close = alike or get_close_matches(written, names, n=3, cutoff=0.7)
    return f"近いのは{''.join(f'「{name}」' for name in close)}です。" if close else ""


def _judge_issued(
    case: Case, paper: _Paper, window: EvidenceWindow | None, today: date, usable: set[int]
) -> Iterator[Finding]:
    issued = paper.item.issued
    if issued is None:
        return
    if issued > today:
        yield paper.say("E257", "issued", issued=japanese(issued), today=japanese(today))
    elif window is not None and paper.item.kind in TRADE_KINDS:
        yield from _judge_window(case, paper, issued, window, today, usable)


def _judge_window(
    case: Case, paper: _Paper, issued: date, window: EvidenceWindow, today: date, usable: set[int]
) -> Iterator[Finding]:
    day = japanese(issued)
    days = {"first": japanese(window.first), "last": japanese(window.last)}
    if issued > window.last:
        yield paper.say("E263", "issued", issued=day, received=days["last"])
    elif issued >= window.first:
        # Some reviewers count from the day of the answer, not of the notice.
        if issued < today - (window.last - window.first):
            yield paper.say("E264", "issued", issued=day)
    elif issued >= calendar_first(window.text, window.last):
        yield paper.say("E262", "issued", issued=day, window=window.text, first=days["first"])
    elif bare := _asins_left_bare(case, paper, window, usable):
        yield paper.say("E256", "issued", issued=day, asin="、".join(bare), **days)
    else:
        yield paper.say("E261", "issued", issued=day, **days)


def _asins_left_bare(case: Case, paper: _Paper, window: EvidenceWindow, usable: set[int]) -> list[str]:
    """Return the listings of this paper that no usable invoice or receipt of the window shows."""
    first = min(window.first, calendar_first(window.text, window.last))
    covered = {
        asin
        for index, item in enumerate(case.evidence)
        if index in usable and item.kind in PURCHASE_KINDS
        if item.issued is not None and first <= item.issued <= window.last
        for asin in _asins(case, item)
    }
    return [asin for asin in _asins(case, paper.item) if asin not in covered]


def _asins(case: Case, item: EvidenceItem) -> list[str]:
    """Return the listings a paper is about: those of its lines, all of the case where it has none."""
    named = [line.asin for line in item.lines] or [listing.asin for listing in case.listing]
    return list(dict.fromkeys(named))


def _judge_weak(case: Case, paper: _Paper) -> Iterator[Finding]:
    """Warn of an order or a delivery note only where no invoice or receipt stands for the same goods."""
    if paper.item.kind not in _WEAK_CODES:
        return
    better = [item for item in case.evidence if item.kind in PURCHASE_KINDS]
    named = {line.asin for line in paper.item.lines}
    covered = {line.asin for item in better for line in item.lines}
    if not better or not named <= covered:
        yield paper.say(_WEAK_CODES[paper.item.kind], "kind")


def _judge_addressee(seller: Seller, paper: _Paper) -> Iterator[Finding]:
    addressee = paper.item.addressee
    own = {fold_name(name) for name in (seller.company, seller.store) if name}
    if addressee and own and paper.item.kind in _ADDRESSED and fold_name(addressee) not in own:
        yield paper.say("E269", "addressee", addressee=addressee)
