"""Is every demand of the notice answered, for every listing, and by what? The verdict is the worst row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from appeal.model.case import Case, Response, Supplier
from appeal.model.evidence import PURCHASE_KINDS, TRADE_KINDS, EvidenceItem, EvidenceKind, FileFacts
from appeal.model.finding import Finding, found
from appeal.model.notice import Requirement
from appeal.model.submission import CoverageRow, CoverageState
from appeal.model.trade import EvidenceWindow, Reconciliation
from appeal.rules.reconcile import is_short
from appeal.rules.suppliers import missing_items

_MISSING_CODES = {
    Requirement.INVOICE: "R101",
    Requirement.SUPPLIER_CONTACT: "R102",
    Requirement.ROOT_CAUSE: "R103",
    Requirement.CORRECTIVE_ACTION: "R104",
    Requirement.PREVENTIVE_ACTION: "R105",
    Requirement.PLAN_OF_ACTION: "R106",
    Requirement.AUTHORIZATION_LETTER: "R107",
    Requirement.SAFETY_DOCUMENT: "R108",
    Requirement.OTHER: "R109",
}
# A demand answered in part whose gap another rule already names: accepting that finding waives the row.
_SAID_ELSEWHERE = {
    Requirement.CORRECTIVE_ACTION: ("W502",),
}
_PARTIAL_CODES = {Requirement.INVOICE: "R121", Requirement.PLAN_OF_ACTION: "R126"}
_PAPERS = frozenset(
    {
        Requirement.INVOICE,
        Requirement.SUPPLIER_CONTACT,
        Requirement.AUTHORIZATION_LETTER,
        Requirement.SAFETY_DOCUMENT,
        Requirement.OTHER,
    }
)

_Answer = tuple[CoverageState, tuple[str, ...]]
_NO_ANSWER: _Answer = (CoverageState.MISSING, ())


class _Desk:
    """What lies on the desk while one case is gone through, demand by demand."""

    def __init__(
        self,
        case: Case,
        facts: Sequence[FileFacts],
        window: EvidenceWindow | None,
        reconciliations: Sequence[Reconciliation],
        items: Sequence[str],
    ) -> None:
        self.items = items
        self.case = case
        self.window = window
        # What another rule says of quantities that do not reach: the answer is whole only without it.
        self.doubts = {row.asin: codes for row in reconciliations if (codes := _quantity_codes(row))}
        self.papers = [
            (f"資料{number}", item)
            for number, (item, fact) in enumerate(zip(case.evidence, facts, strict=True), start=1)
            if fact.usable
        ]

    def answer(self, requirement: Requirement, asin: str | None) -> _Answer:
        return _ANSWERS[requirement](self, asin)

    def said_by(self, requirement: Requirement, asin: str | None) -> tuple[str, ...]:
        if requirement is Requirement.INVOICE:
            return self.doubts.get(asin or "", ()) if self._inside(asin) else ()
        if requirement is Requirement.SUPPLIER_CONTACT:
            missing = {code for one in self._suppliers(asin) for code in missing_items(one, self.items)}
            return tuple(sorted(missing))
        return _SAID_ELSEWHERE.get(requirement, ())

    def invoice(self, asin: str | None) -> _Answer:
        if inside := self._inside(asin):
            return CoverageState.PARTIAL if asin in self.doubts else CoverageState.COVERED, inside
        kinds = set(TRADE_KINDS)
        weak = tuple(label for label, item in self.papers if item.kind in kinds and _concerns(item, asin))
        return (CoverageState.PARTIAL, weak) if weak else _NO_ANSWER

    def _inside(self, asin: str | None) -> tuple[str, ...]:
        """The invoices and receipts of a listing that the window counts."""
        return tuple(
            label
            for label, item in self.papers
            if item.kind in PURCHASE_KINDS and _concerns(item, asin) and self._counts(item)
        )

    def _counts(self, item: EvidenceItem) -> bool:
        return item.issued is not None and (self.window is None or item.issued in self.window)

    def supplier_contact(self, asin: str | None) -> _Answer:
        suppliers = self._suppliers(asin)
        if not suppliers:
            return _NO_ANSWER
        whole = not any(missing_items(one, self.items) for one in suppliers)
        return (CoverageState.COVERED if whole else CoverageState.PARTIAL), ("仕入先の連絡先",)

    def _suppliers(self, asin: str | None) -> list[Supplier]:
        """The suppliers that the papers of a listing name, or all where none does."""
        named = {item.supplier for _, item in self.papers if item.supplier and _concerns(item, asin)}
        return [one for one in self.case.supplier if one.id in named] or list(self.case.supplier)

    def root_cause(self, _asin: str | None) -> _Answer:
        withdrawal = self.case.withdrawal
        told = self.case.plan.root_cause or (withdrawal.cause if withdrawal else None)
        return (CoverageState.COVERED, ("根本原因",)) if told else _NO_ANSWER

    def corrective_action(self, _asin: str | None) -> _Answer:
        withdrawal = self.case.withdrawal
        removed = withdrawal is not None and withdrawal.listing_removed_on is not None
        if removed or any(one.done_on for one in self.case.corrective):
            return CoverageState.COVERED, ("是正措置",)
        return (CoverageState.PARTIAL, ("是正措置",)) if self.case.corrective else _NO_ANSWER

    def preventive_action(self, _asin: str | None) -> _Answer:
        return (CoverageState.COVERED, ("再発防止策",)) if self.case.preventive else _NO_ANSWER

    def plan_of_action(self, asin: str | None) -> _Answer:
        parts = [self.root_cause(asin), self.corrective_action(asin), self.preventive_action(asin)]
        if _without_measures(self.case):
            parts.pop()
        by = tuple(name for _, names in parts for name in names)
        if all(state is CoverageState.COVERED for state, _ in parts):
            return CoverageState.COVERED, by
        return (CoverageState.PARTIAL, by) if by else _NO_ANSWER

    def authorization_letter(self, asin: str | None) -> _Answer:
        return self._by_kinds(asin, {EvidenceKind.AUTHORIZATION, EvidenceKind.CONTRACT})

    def safety_document(self, asin: str | None) -> _Answer:
        return self._by_kinds(asin, {EvidenceKind.OTHER})

    def other(self, asin: str | None) -> _Answer:
        return self._by_kinds(asin, set(EvidenceKind) - set(PURCHASE_KINDS))

    def _by_kinds(self, asin: str | None, kinds: set[EvidenceKind]) -> _Answer:
        labels = tuple(
            label for label, item in self.papers if item.kind in kinds and _concerns(item, asin, loosely=True)
        )
        return (CoverageState.COVERED, labels) if labels else _NO_ANSWER


_ANSWERS: dict[Requirement, Callable[[_Desk, str | None], _Answer]] = {
    Requirement.INVOICE: _Desk.invoice,
    Requirement.SUPPLIER_CONTACT: _Desk.supplier_contact,
    Requirement.ROOT_CAUSE: _Desk.root_cause,
    Requirement.CORRECTIVE_ACTION: _Desk.corrective_action,
    Requirement.PREVENTIVE_ACTION: _Desk.preventive_action,
    Requirement.PLAN_OF_ACTION: _Desk.plan_of_action,
    Requirement.AUTHORIZATION_LETTER: _Desk.authorization_letter,
    Requirement.SAFETY_DOCUMENT: _Desk.safety_document,
    Requirement.OTHER: _Desk.other,
}


def _quantity_codes(row: Reconciliation) -> tuple[str, ...]:
    if is_short(row):
        return ("Q301", "Q302", "Q303")
    return ("Q307", "Q309", "Q314") if row.shortfall is None else ()


def _concerns(item: EvidenceItem, asin: str | None, *, loosely: bool = False) -> bool:
    """Whether a paper speaks of a listing; `loosely`, a paper without purchase lines speaks of all."""
    if asin is None or (loosely and not item.lines):
        return True
    return any(line.asin == asin for line in item.lines)


@dataclass(frozen=True, slots=True)
class Answer:
    """How one demand is answered for one listing, before any acceptance.

    `said_by` are the codes with which another rule says why the answer is not whole, if one does.
    """

    place: int
    requirement: Requirement
    asin: str | None
    state: CoverageState
    by: tuple[str, ...]
    said_by: tuple[str, ...]


def answers(
    case: Case,
    facts: Sequence[FileFacts],
    window: EvidenceWindow | None,
    reconciliations: Sequence[Reconciliation],
    items: Sequence[str] = (),
) -> tuple[Answer, ...]:
    """Return one answer a demand and listing, in the order of the notice's own list.

    `items` are the items of the supplier that the notice itself names (`NoticeReading.contact_items`).
    """
    desk = _Desk(case, facts, window, reconciliations, items)
    asins: list[str | None] = [*dict.fromkeys(listing.asin for listing in case.listing)]
    return tuple(
        Answer(
            place, requirement, asin, *desk.answer(requirement, asin), said_by=desk.said_by(requirement, asin)
        )
        for place, requirement in enumerate(dict.fromkeys(case.notice.requirements or ()))
        for asin in asins or [None]
    )


def cover(case: Case, answered: Sequence[Answer]) -> tuple[CoverageRow, ...]:
    """Return the rows of the coverage.

    A row left open is waived where the case accepts its finding with a reason, and, for papers, where the seller
    gives the listing up instead of proving it.
    """
    return tuple(_row(case, answer) for answer in answered)


def _row(case: Case, answer: Answer) -> CoverageRow:
    state, reason = answer.state, None
    if state is not CoverageState.COVERED and (reason := _waiver(case, answer)):
        state = CoverageState.WAIVED
    return CoverageRow(answer.requirement, answer.asin, state, answer.by, reason)


def _waiver(case: Case, answer: Answer) -> str | None:
    """Return why an open demand is not answered, or None where it must be."""
    if _given_up(case, answer.requirement):
        return "出品取下げ"
    codes = _codes(answer)
    reasons = {one.code: one.reason for one in reversed(case.accept) if one.code in codes}
    # Each missing item of a supplier is a matter of its own, so each has to be accepted.
    each = answer.requirement is Requirement.SUPPLIER_CONTACT
    reason = None if each and len(reasons) < len(codes) else next(iter(reversed(reasons.values())), None)
    return reason or ("追加の資料なし" if answer.requirement is Requirement.OTHER else None)


def _given_up(case: Case, requirement: Requirement) -> bool:
    return case.response is Response.WITHDRAWAL and (
        requirement in _PAPERS or requirement is Requirement.PREVENTIVE_ACTION
    )


def _without_measures(case: Case) -> bool:
    """Whether a listing is given up without measures: its plan is cause and deeds alone."""
    return _given_up(case, Requirement.PREVENTIVE_ACTION) and not case.preventive


def _codes(answer: Answer) -> tuple[str, ...]:
    """Return the codes of the findings that say why an answer is open, ours or another rule's."""
    if answer.state is CoverageState.MISSING:
        return (_MISSING_CODES[answer.requirement],)
    return answer.said_by or (_PARTIAL_CODES.get(answer.requirement, _MISSING_CODES[answer.requirement]),)


def judge_coverage(case: Case, answered: Sequence[Answer]) -> tuple[Finding, ...]:
    """Return a finding for each open demand that no other rule speaks of, before any acceptance.

    The plan of who gives the listing up is whole without measures; that it has none is still told.
    """
    return tuple(finding for answer in answered for finding in _open_findings(case, answer))


def _open_findings(case: Case, answer: Answer) -> list[Finding]:
    field = f"notice.requirements[{answer.place}]"
    if answer.state is CoverageState.COVERED:
        alone = answer.requirement is Requirement.PLAN_OF_ACTION and _without_measures(case)
        return [found("R132", field)] if alone else []
    if _given_up(case, answer.requirement):
        code = "R131" if answer.requirement in _PAPERS else "R132"
        return [found(code, field)] if answer.requirement is not Requirement.OTHER else []
    if answer.requirement is Requirement.OTHER:
        return [found("R109", field)]
    (code, *_) = _codes(answer)
    return [found(code, field, asin=answer.asin or "通知")] if code.startswith("R") else []
