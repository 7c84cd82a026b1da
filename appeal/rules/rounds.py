"""Is anything new since the last round, and does it answer what the refusal repeats and doubts?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appeal.model.case import Case
from appeal.model.dates import japanese
from appeal.model.evidence import EvidenceKind, FileFacts
from appeal.model.finding import Finding, found
from appeal.model.notice import Requirement
from appeal.model.round import AnsweredPoint, Changes, Refusal, RefusalPoint, Round
from appeal.rules.told import changed_fields, is_known, sent_entries

# Ours: no number of Amazon is known (facts: standing 当方の目安).
ROUNDS = 3
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
DOUBTED = {
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
    ),
    "identity": ("seller.company", "seller.address", "evidence.addressee"),
    "product": ("listing.model", "listing.jan"),
}
_PURCHASES = (EvidenceKind.INVOICE, EvidenceKind.RECEIPT)
# Which kinds of paper a demand is about; any paper where none stands here.
_PAPER_KINDS = {
    Requirement.INVOICE: _PURCHASES,
    Requirement.AUTHORIZATION_LETTER: (EvidenceKind.AUTHORIZATION, EvidenceKind.CONTRACT),
}
_OF_PURCHASES = re.compile(r"請求書|領収書|invoice|receipt", re.IGNORECASE)
_OF_SUPPLIERS = re.compile(
    r"仕入れ?先|サプライヤ|供給業者|発行元|発行者|販売元|連絡|電話|ウェブサイト|ホームページ|所在地|supplier",
    re.IGNORECASE,
)
# That some papers are meant and others not.
_SOME = re.compile(
    r"(?:の)?うち(?:の)?、?(?:[0-9一二三四五]+ ?(?:通|枚|点|件|部|つ)|一部|いずれか)|一部の(?:請求書|領収書|書類|資料)"
    r"|[0-9一二三四五]+ ?(?:通|枚)(?:の(?:請求書|領収書|書類|資料))?(?:は|が|について)|いくつかの|one of|some of",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\[\d+\]")
DEMANDS = {
    Requirement.ROOT_CAUSE: "根本原因の説明",
    Requirement.CORRECTIVE_ACTION: "是正措置の説明",
    Requirement.PREVENTIVE_ACTION: "再発防止策の説明",
    Requirement.PLAN_OF_ACTION: "改善計画",
    Requirement.SUPPLIER_CONTACT: "仕入先の連絡先",
    Requirement.INVOICE: "請求書または領収書",
    Requirement.AUTHORIZATION_LETTER: "販売許可書",
    Requirement.SAFETY_DOCUMENT: "安全性の書類",
    Requirement.OTHER: "その他の情報",
}


def compare(case: Case, facts: Sequence[FileFacts], last: Round) -> Changes:
    """Return what is new against a round that was sent: texts it did not say, values it did not have, papers it did not hold."""
    held = {one.sha256: one for one in last.files}
    now = {fact.sha256 for fact in facts}
    rewritten = tuple(path for path, text in _texts(case) if _is_new(text, last))
    added = tuple(path for path, text in _entries(case, last) if _is_new(text, last))
    papers = tuple(place for place, fact in enumerate(facts) if fact.sha256 and fact.sha256 not in held)
    fields = changed_fields(case, facts, last.fields)
    changed = (*rewritten, *added, *(one.path for one in fields))
    return Changes(
        since=last.sent_on,
        number=last.number,
        rewritten=rewritten,
        added=added,
        new_papers=papers,
        same_papers=tuple(place for place, fact in enumerate(facts) if fact.sha256 in held),
        left_out=tuple(one.label for one in last.files if one.sha256 not in now),
        answered=tuple(
            _answered(case, point, changed, papers) for point in (last.refusal.points if last.refusal else ())
        ),
        grown=tuple(path for path in added if _has_grown(case, path, last)) if last.fields else None,
        fields=fields,
    )


def _has_grown(case: Case, path: str, last: Round) -> bool:
    """Whether an entry stands beside all that was sent, and not in the place of one that is gone."""
    kind, place = path[:-1].split("[")
    if kind == "supplier":
        return True
    sent = sent_entries(kind, last.fields)
    entries = case.corrective if kind == "corrective" else case.preventive
    said = {one.what for one in entries}
    return int(place) >= len(sent) or sent[int(place)] in said


def _answered(
    case: Case, point: RefusalPoint, changed: tuple[str, ...], papers: tuple[int, ...]
) -> AnsweredPoint:
    places = _answering(point)
    return AnsweredPoint(
        point,
        changed=tuple(path for path in changed if _is_of(path, places)),
        papers=tuple(place for place in papers if _is_meant(case.evidence[place].kind, point)),
    )


def _is_of(path: str, places: Sequence[str]) -> bool:
    plain = _ENTRY.sub("", path)
    return any(plain == place or plain.startswith(f"{place}.") for place in places)


def _answering(point: RefusalPoint) -> tuple[str, ...]:
    """Return what answers a point besides papers."""
    if point.kind == "demand":
        return tuple(place for place in ANSWERING[Requirement(point.code)] if place != "evidence")
    if point.code == "unverified" and not _OF_SUPPLIERS.search(point.quote):
        return ()
    return _DOUBT_ANSWERS.get(point.code, ())


def _is_meant(kind: EvidenceKind | None, point: RefusalPoint) -> bool:
    """Whether a new paper is of the kind that a point is about; a paper whose kind is not stated may be any."""
    if point.kind == "demand":
        demand = Requirement(point.code)
        kinds = _PAPER_KINDS.get(demand, ())
        return "evidence" in ANSWERING[demand] and (not kinds or kind is None or kind in kinds)
    return kind is None or kind in _PURCHASES or not _OF_PURCHASES.search(point.quote)


def _texts(case: Case) -> Iterator[tuple[str, str]]:
    if case.plan.what_happened:
        yield "plan.what_happened", case.plan.what_happened
    if case.plan.root_cause:
        yield "plan.root_cause", case.plan.root_cause
    if case.withdrawal is not None and case.withdrawal.cause:
        yield "withdrawal.cause", case.withdrawal.cause


def _entries(case: Case, last: Round) -> Iterator[tuple[str, str]]:
    for place, deed in enumerate(case.corrective):
        yield f"corrective[{place}]", deed.what
    for place, measure in enumerate(case.preventive):
        yield f"preventive[{place}]", measure.what
    for place, supplier in enumerate(case.supplier):
        # What changed of one that was sent is told value by value.
        if is_known("supplier", supplier.id, last.fields):
            continue
        ways = (
            supplier.name,
            supplier.phone,
            supplier.email,
            supplier.address,
            supplier.website,
            supplier.contact,
        )
        yield f"supplier[{place}]", "\n".join(way for way in ways if way)


def _is_new(text: str, last: Round) -> bool:
    """Whether a sentence or line of a text was not said; blanks and line ends do not make a text new."""
    pieces = [re.sub(r"\s", "", piece) for piece in re.split(r"[。\n]", text)]
    return any(piece and piece not in last.said for piece in pieces)


def judge_rounds(case: Case, facts: Sequence[FileFacts], rounds: Sequence[Round]) -> tuple[Finding, ...]:
    """Return what speaks against sending again as it stands; nothing where no round was sent."""
    if not rounds:
        return ()
    last = rounds[-1]
    if last.refusal is None:
        return (found("A811", "notice", number=last.number, day=japanese(last.sent_on)),)
    changes = compare(case, facts, last)
    told = [*_limits(last, last.refusal), *_same_papers(case, last, last.refusal, changes)]
    if not changes.material:
        return (*told, found("A812", "notice", day=japanese(last.sent_on)))
    return (*told, *_unanswered(case, last.refusal, changes))


def with_deadline(case: Case, rounds: Sequence[Round]) -> Case:
    """Return the case with the deadline of the last refusal where it sets one; none where its day cannot be told."""
    refusal = rounds[-1].refusal if rounds else None
    if refusal is None or not refusal.sets_deadline:
        return case
    notice = case.notice.model_copy(update={"deadline": refusal.deadline})
    return case.model_copy(update={"notice": notice})


def _limits(last: Round, refusal: Refusal) -> Iterator[Finding]:
    number = last.number + 1
    if refusal.deadline is None and refusal.deadline_days is not None:
        yield found("A822", "notice.deadline", days=refusal.deadline_days)
    yield found("A817", "notice", number=number, day=japanese(last.sent_on))
    if refusal.final:
        yield found("A815", "notice", number=last.number)
    if number >= ROUNDS:
        yield found("A816", "notice", number=number)


def _same_papers(case: Case, last: Round, refusal: Refusal, changes: Changes) -> Iterator[Finding]:
    """A doubt that names no paper concerns those with purchase lines; papers that only support are left alone."""
    if not refusal.doubts:
        return
    named = {label for one in refusal.doubts for label in one.labels}
    if not named and all(_SOME.search(one.quote) for one in refusal.doubts):
        if any(case.evidence[place].lines for place in changes.same_papers):
            yield found("A820", "notice")
        return
    sources = {one.source for one in last.files if one.label in named}
    for place in changes.same_papers:
        item = case.evidence[place]
        if item.file in sources or (not named and item.lines):
            yield found("A813", f"evidence[{place}].file", file=item.file)


def _unanswered(case: Case, refusal: Refusal, changes: Changes) -> Iterator[Finding]:
    for demand in refusal.demands:
        if not _answers_anew(demand, changes):
            places = [one for one in ANSWERING[demand] if one != "withdrawal.cause" or case.withdrawal]
            yield found("A814", places[0], demand=DEMANDS[demand], entry=places[0])


def _answers_anew(demand: Requirement, changes: Changes) -> bool:
    return any(
        one.changed or one.papers
        for one in changes.answered
        if (one.point.kind, one.point.code) == ("demand", demand.value)
    )


def places_to_redo(point: RefusalPoint, *, withdrawn: bool = False) -> tuple[str, ...]:
    """Return the entries of the case file, or exhibits named in the refusal, that a point sends the seller back to.

    `withdrawn` says whether the case gives the listing up.
    """
    if point.kind == "demand":
        places = ANSWERING[Requirement(point.code)]
        return tuple(one for one in places if one != "withdrawal.cause" or withdrawn)
    if point.code == "unverified" and not _OF_SUPPLIERS.search(point.quote):
        return point.labels or ("evidence",)
    return (
        *point.labels,
        *(one for one in DOUBTED.get(point.code, ("evidence",)) if not point.labels or one != "evidence"),
    )
