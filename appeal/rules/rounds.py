"""Is anything new since the last round, and does it answer what the refusal repeats and doubts?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from appeal.model.case import Case, Response
from appeal.model.comparison import Agreement, ComparedItem
from appeal.model.dates import japanese
from appeal.model.evidence import FileFacts
from appeal.model.finding import Finding, found
from appeal.model.notice import NoticeFields, QuantityBasis, Requirement
from appeal.model.round import Changes, Refusal, Round
from appeal.rules.answering import ANSWERING, News, answer, is_of_contact, is_of_suppliers
from appeal.rules.comparison import compare as compare_papers
from appeal.rules.meant_papers import meant_papers, names_a_paper
from appeal.rules.papers import shown
from appeal.rules.spans import asked_spans, is_same_span
from appeal.rules.told import changed_fields, is_known, sent_entries

# Ours: no number of Amazon is known (facts: standing 当方の目安).
ROUNDS = 3
# That some papers are meant and others not.
_SOME = re.compile(
    r"(?:の)?うち(?:の)?、?(?:[0-9一二三四五]+ ?(?:通|枚|点|件|部|つ)|一部|いずれか)|一部の(?:請求書|領収書|書類|資料)"
    r"|[0-9一二三四五]+ ?(?:通|枚)(?:の(?:請求書|領収書|書類|資料))?(?:は|が|について)|いくつかの|one of|some of",
    re.IGNORECASE,
)
BASES = {QuantityBasis.SALES: "販売数量", QuantityBasis.STOCK: "在庫数量"}
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
            answer(case, facts, point, News(changed, papers), last)
            for point in (last.refusal.points if last.refusal else ())
        ),
        grown=tuple(path for path in added if _has_grown(case, path, last)) if last.fields else None,
        fields=fields,
        refusal=last.refusal,
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


def judge_rounds(
    case: Case, facts: Sequence[FileFacts], last: Round, changes: Changes | None
) -> tuple[Finding, ...]:
    """Return what speaks against sending again as it stands; `changes` since `last` are None where nothing answered it."""
    if last.refusal is None or changes is None:
        return (found("A811", "notice", number=last.number, day=japanese(last.sent_on)),)
    told = [
        *_limits(last, last.refusal),
        *_same_papers(case, last, last.refusal, changes),
    ]
    # Who gives the listing up need not show papers.
    if case.response is not Response.WITHDRAWAL:
        told += (*_terms(case.notice, last.refusal), *_phones(case, facts, last.refusal))
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


def _terms(notice: NoticeFields, refusal: Refusal) -> Iterator[Finding]:
    """Say where the refusal asks for another window, basis or format than the case states."""
    asked = asked_spans(refusal)
    if asked and not any(is_same_span(one, notice.window) for one in asked):
        stated = notice.window or "記載なし"
        yield found("A823", "notice.window", asked="、".join(asked), stated=stated)
    basis = notice.quantity_basis
    if refusal.quantity_basis and basis is not None and basis != refusal.quantity_basis:
        named = BASES[QuantityBasis(refusal.quantity_basis)]
        yield found("A824", "notice.quantity_basis", item="数量の基準", asked=named, stated=BASES[basis])
    stated_formats = _formats(notice.formats or ())
    if refusal.formats and stated_formats != _formats(refusal.formats):
        stated = "、".join(notice.formats or ()) or "記載なし"
        yield found(
            "A824",
            "notice.formats",
            item="受け付けられる形式",
            asked="、".join(refusal.formats),
            stated=stated,
        )


def _formats(formats: Iterable[str]) -> set[str]:
    return {one.strip().lstrip(".").lower().replace("jpeg", "jpg") for one in formats}


def _same_papers(case: Case, last: Round, refusal: Refusal, changes: Changes) -> Iterator[Finding]:
    """A doubt that names no paper concerns those with purchase lines; papers that only support are left alone."""
    doubted, unclear = set[int](), False
    for point in refusal.doubts:
        meant = {one.source for one in meant_papers(point, last)}
        if meant:
            doubted.update(place for place in changes.same_papers if case.evidence[place].file in meant)
        elif names_a_paper(point) or _SOME.search(point.quote):
            unclear = True
        elif not is_of_suppliers(point):
            doubted.update(place for place in changes.same_papers if case.evidence[place].lines)
    if unclear and any(case.evidence[place].lines for place in changes.same_papers):
        yield found("A820", "notice")
    for place in sorted(doubted):
        yield found("A813", f"evidence[{place}].file", file=case.evidence[place].file)


def _phones(case: Case, facts: Sequence[FileFacts], refusal: Refusal) -> Iterator[Finding]:
    """Where the supplier was not reached, a phone other than the one on his papers would fail again."""
    if not any(is_of_contact(point) for point in refusal.points):
        return
    told = set[tuple[str | None, str]]()
    places = {supplier.id: place for place, supplier in enumerate(case.supplier)}
    for one in compare_papers(case, facts):
        supplier, fact = case.evidence[one.evidence].supplier, facts[one.evidence]
        differs = one.item is ComparedItem.PHONE and one.agreement is Agreement.DIFFER and not fact.by_ocr
        if differs and (supplier, one.found) not in told:
            told.add((supplier, one.found))
            field = f"supplier[{places[supplier or '']}].phone"
            yield found("A825", field, file=shown(fact.file), found=shown(one.found), stated=one.stated)


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
