"""Tells which changes answer what a refusal says: only those of its own kind; it compares no round and finds no fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from appeal.model.case import Case
from appeal.model.evidence import PURCHASE_KINDS, EvidenceItem, EvidenceKind, FileFacts
from appeal.model.notice import Requirement
from appeal.model.round import AnsweredPoint, RefusalPoint, Round, SentFile
from appeal.rules.meant_papers import meant_papers
from appeal.rules.told import is_known, sent_value

# Which entries of the case answer a demand.
ANSWERING = {
    Requirement.ROOT_CAUSE: ("plan.root_cause", "withdrawal.cause"),
    Requirement.CORRECTIVE_ACTION: ("corrective",),
    Requirement.PREVENTIVE_ACTION: ("preventive",),
    Requirement.PLAN_OF_ACTION: ("plan.root_cause", "corrective", "preventive"),
    Requirement.SUPPLIER_CONTACT: ("supplier",),
    Requirement.INVOICE: ("evidence",),
    Requirement.AUTHORIZATION_LETTER: ("evidence",),
    Requirement.SAFETY_DOCUMENT: ("evidence",),
    Requirement.OTHER: ("evidence",),
}
# Where a doubt sends the seller.
_DOUBTED = {
    "unverified": ("supplier", "evidence"),
    "quantity": ("listing", "evidence"),
    "identity": ("seller", "evidence"),
    "product": ("listing", "evidence"),
}
# Which changes answer a doubt besides papers: only those of its own kind.
_DOUBT_ANSWERS = {
    "unverified": ("supplier",),
    "window": ("evidence.issued",),
    "quantity": (
        "evidence.lines",
        "listing.opening_stock",
        "listing.closing_stock",
        "listing.sales",
        "listing.returned_to_stock",
        "listing.movement",
    ),
    "identity": ("seller.company", "seller.address", "evidence.addressee"),
    "product": ("listing.model", "listing.jan"),
}
# Which kinds of paper a demand is about; any paper where none stands here.
_PAPER_KINDS = {
    Requirement.INVOICE: PURCHASE_KINDS,
    Requirement.AUTHORIZATION_LETTER: (EvidenceKind.AUTHORIZATION, EvidenceKind.CONTRACT),
    Requirement.SAFETY_DOCUMENT: tuple(one for one in EvidenceKind if one not in PURCHASE_KINDS),
}
_OF_PURCHASES = re.compile(r"請求書|領収書|invoice|receipt", re.IGNORECASE)
_OF_SUPPLIERS = re.compile(
    r"仕入れ?先|サプライヤ|供給業者|発行元|発行者|販売元|連絡|電話|ウェブサイト|ホームページ|所在地|supplier",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\[\d+\]")
_ASIN = re.compile(r"(?:^|、)([A-Z0-9]{10}) ")


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a case: paths of texts, entries and values, and places of papers."""

    changed: tuple[str, ...]
    papers: tuple[int, ...]


def is_of_suppliers(point: RefusalPoint) -> bool:
    """Whether a doubt is about the supplier or how he is reached, and not about papers."""
    return point.code == "unverified" and bool(_OF_SUPPLIERS.search(point.quote))


def is_of_contact(point: RefusalPoint) -> bool:
    """Whether a point doubts the supplier or asks for his contact."""
    return is_of_suppliers(point) or (point.kind, point.code) == (
        "demand",
        Requirement.SUPPLIER_CONTACT.value,
    )


def answer(
    case: Case, facts: Sequence[FileFacts], point: RefusalPoint, news: News, last: Round
) -> AnsweredPoint:
    """Return what is new in answer to one point of the refusal of `last`."""
    places, meant = _answering(point), meant_papers(point, last)
    hashes = {one.sha256 for one in meant}
    changed = (path for path in news.changed if _is_of(path, places))
    return AnsweredPoint(
        point,
        changed=tuple(path for path in changed if not meant or _is_meant(path, facts, hashes)),
        papers=tuple(place for place in news.papers if _answers(case.evidence[place], point, meant, last)),
    )


def _is_of(path: str, places: Sequence[str]) -> bool:
    plain = _ENTRY.sub("", path)
    return any(plain == place or plain.startswith(f"{place}.") for place in places)


def _is_meant(path: str, facts: Sequence[FileFacts], hashes: set[str]) -> bool:
    """Whether a value of a paper belongs to one of those that are meant; other values do not hang on papers."""
    if not path.startswith("evidence["):
        return True
    return facts[int(path.partition("[")[2].partition("]")[0])].sha256 in hashes


def _answering(point: RefusalPoint) -> tuple[str, ...]:
    """Return what answers a point besides papers."""
    if point.kind == "demand":
        return tuple(place for place in ANSWERING[Requirement(point.code)] if place != "evidence")
    if point.code == "unverified" and not is_of_suppliers(point):
        return ()
    return _DOUBT_ANSWERS.get(point.code, ())


def _answers(item: EvidenceItem, point: RefusalPoint, meant: Sequence[SentFile], last: Round) -> bool:
    """Whether a new paper is of the kind that a point is about; a paper whose kind is not stated may be any."""
    if point.kind == "demand":
        demand = Requirement(point.code)
        kinds = _PAPER_KINDS.get(demand, ())
        return "evidence" in ANSWERING[demand] and (not kinds or item.kind is None or item.kind in kinds)
    if meant:
        return any(_stands_for(item, one, last) for one in meant)
    if is_of_suppliers(point):
        # Papers of somebody else answer a doubt about the supplier; others of the same one do not.
        return item.kind in PURCHASE_KINDS and bool(item.supplier) and not _sent_supplier(item, last)
    if point.code == "quantity":
        return bool(item.lines)
    return item.kind is None or item.kind in PURCHASE_KINDS or not _OF_PURCHASES.search(point.quote)


def _sent_supplier(item: EvidenceItem, last: Round) -> bool:
    return not last.fields or is_known("supplier", item.supplier or "", last.fields)


def _stands_for(item: EvidenceItem, sent: SentFile, last: Round) -> bool:
    """Whether a new paper replaces one that was sent, or holds purchases of the same listing."""
    if item.file == sent.source or (item.number and item.number == sent_value(sent, "number", last)):
        return True
    asins = set(_ASIN.findall(sent_value(sent, "lines", last)))
    if asins:
        return any(line.asin in asins for line in item.lines)
    return not item.lines and (item.kind is None or item.kind.value == sent_value(sent, "kind", last))


def places_to_redo(point: RefusalPoint, *, withdrawn: bool = False) -> tuple[str, ...]:
    """Return the entries of the case file, or exhibits named in the refusal, that a point sends the seller back to.

    `withdrawn` says whether the case gives the listing up.
    """
    if point.kind == "demand":
        places = ANSWERING[Requirement(point.code)]
        return tuple(one for one in places if one != "withdrawal.cause" or withdrawn)
    if point.code == "unverified" and not is_of_suppliers(point):
        return point.labels or ("evidence",)
    return (
        *point.labels,
        *(one for one in _DOUBTED.get(point.code, ("evidence",)) if not point.labels or one != "evidence"),
    )
