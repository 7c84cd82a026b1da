"""Is anything new since the last round, and does it answer what the refusal repeats and doubts?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appeal.model.case import Case
from appeal.model.dates import japanese
from appeal.model.evidence import FileFacts
from appeal.model.finding import Finding, found
from appeal.model.notice import Requirement
from appeal.model.round import AnsweredPoint, Changes, Refusal, RefusalPoint, Round

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
# What a doubt concerns besides the papers themselves.
DOUBTED = {
    "unverified": ("supplier", "evidence"),
    "quantity": ("listing", "evidence"),
    "identity": ("seller", "evidence"),
    "product": ("listing", "evidence"),
}
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
    """Return what is new against a round that was sent: texts it did not say, papers it did not hold."""
    held = {one.sha256: one for one in last.files}
    now = {fact.sha256 for fact in facts}
    rewritten = tuple(path for path, text in _texts(case) if _is_new(text, last))
    added = tuple(path for path, text in _entries(case) if _is_new(text, last))
    papers = tuple(place for place, fact in enumerate(facts) if fact.sha256 and fact.sha256 not in held)
    return Changes(
        since=last.sent_on,
        number=last.number,
        rewritten=rewritten,
        added=added,
        new_papers=papers,
        same_papers=tuple(place for place, fact in enumerate(facts) if fact.sha256 in held),
        left_out=tuple(one.label for one in last.files if one.sha256 not in now),
        answered=tuple(
            _answered(point, rewritten + added, papers)
            for point in (last.refusal.points if last.refusal else ())
        ),
    )


def _answered(point: RefusalPoint, changed: tuple[str, ...], papers: tuple[int, ...]) -> AnsweredPoint:
    places = _concerned(point)
    return AnsweredPoint(
        point,
        changed=tuple(path for path in changed if path in places or path.split("[")[0] in places),
        papers=papers if "evidence" in places else (),
    )


def _concerned(point: RefusalPoint) -> tuple[str, ...]:
    if point.kind == "demand":
        return ANSWERING[Requirement(point.code)]
    return DOUBTED.get(point.code, ("evidence",))


def _texts(case: Case) -> Iterator[tuple[str, str]]:
    if case.plan.what_happened:
        yield "plan.what_happened", case.plan.what_happened
    if case.plan.root_cause:
        yield "plan.root_cause", case.plan.root_cause
    if case.withdrawal is not None and case.withdrawal.cause:
        yield "withdrawal.cause", case.withdrawal.cause


def _entries(case: Case) -> Iterator[tuple[str, str]]:
    for place, deed in enumerate(case.corrective):
        yield f"corrective[{place}]", deed.what
    for place, measure in enumerate(case.preventive):
        yield f"preventive[{place}]", measure.what
    for place, supplier in enumerate(case.supplier):
        ways = (supplier.name, supplier.phone, supplier.email, supplier.address, supplier.website)
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


def _limits(last: Round, refusal: Refusal) -> Iterator[Finding]:
    number = last.number + 1
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
    places = ANSWERING[demand]
    if "evidence" in places:
        return bool(changes.new_papers)
    return any(path.split("[")[0] in places for path in (*changes.rewritten, *changes.added))


def places_to_redo(point: RefusalPoint) -> tuple[str, ...]:
    """Return the entries of the case file, or exhibits named in the refusal, that a point sends the seller back to."""
    if point.kind == "demand":
        return ANSWERING[Requirement(point.code)]
    return (
        *point.labels,
        *(one for one in DOUBTED.get(point.code, ("evidence",)) if not point.labels or one != "evidence"),
    )
