"""All questions in their order, and which of them a case still has open; it asks nobody and judges no answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from appeal.intake.demanded import wants_contacts, wants_papers, wants_plan, wants_quantities
from appeal.intake.question import Kind, Question, Step
from appeal.intake.questions_notice import CODES, LISTING, NOTICE, SELLER
from appeal.intake.questions_papers import MOVEMENTS, PAPERS, QUANTITIES, SUPPLIERS
from appeal.intake.questions_plan import DEEDS, MEASURES, PLAN, WITHDRAWAL

if TYPE_CHECKING:
    from appeal.model.case import Case

QUESTIONS = (
    *NOTICE,
    *LISTING,
    *CODES,
    *SELLER,
    *PAPERS,
    *SUPPLIERS,
    *QUANTITIES,
    *MOVEMENTS,
    *PLAN,
    *DEEDS,
    *MEASURES,
    *WITHDRAWAL,
)

_PURCHASES = ("invoice", "receipt")
_ISSUED = (*_PURCHASES, "purchase_order", "delivery_note", "contract", "authorization")
# Filled together with an earlier answer, so they do not show how far somebody came.
_FILLED_AHEAD = frozenset({"supplier.name", "listing", "listing.title", "notice.file"})
_STEP = re.compile(r"\[\d+\]")
# More questions than these tire out anyone, and five answers to "why" reach the cause or never do.
_MOST_WHYS = 5
_MOST_ENTRIES = 99


@cache
def question_for(path: str) -> Question | None:
    """Return the question that fills an entry (`evidence[0].issued`), or None where no question does."""
    plain = _STEP.sub("", path)
    return next((question for question in QUESTIONS if question.key == plain), None)


def first_step() -> Step:
    """Return the first step of a new case; it needs no case to be read."""
    return Step(NOTICE[0], "notice.file")


def value_at(case: Case, path: str) -> Any:
    """Return what a case holds at a path, None where it holds nothing."""
    value: Any = case
    for name, place in re.findall(r"(\w+)|\[(\d+)\]", path):
        if name:
            value = getattr(value, name, None)
        else:
            value = value[int(place)] if value is not None and int(place) < len(value) else None
        if value is None:
            return None
    return value


def is_answered(step: Step, case: Case) -> bool:
    """Return whether the case holds an answer; a blank the seller confirmed is one."""
    key = step.question.key
    if key == "notice" or step.question.kind is Kind.ADDED_LINES:
        return False
    if key == "seller":
        return any(value for _, value in case.seller)
    if step.question.blank and key.partition(".")[2] in case.notice.confirmed_blank:
        return True
    value = value_at(case, step.path)
    return value is not None and (value != () or key == "notice.requirements") and value != {}


def steps(case: Case) -> tuple[Step, ...]:
    """Return every step that concerns a case, answered or not, in order.

    Before the response is known, only those that lead to it.
    """
    return tuple(_walk(case))


def open_steps(case: Case, skipped: Set[str] = frozenset()) -> tuple[Step, ...]:
    """Return the steps that are still to be asked.

    `skipped` are paths left empty on purpose in this session. An optional step counts as passed over once anything
    behind it is answered, so that a session that is taken up again does not ask for it.
    """
    every = steps(case)
    answered = [is_answered(step, case) for step in every]
    passed = [
        place
        for place, step in enumerate(every)
        if answered[place] and step.question.key not in _FILLED_AHEAD
    ]
    last = max(passed, default=-1)
    return tuple(
        step
        for place, (step, done) in enumerate(zip(every, answered, strict=True))
        if not done
        and step.path not in skipped
        and not (place < last and (step.question.optional or step.again))
    )


def heads(case: Case) -> tuple[str, ...]:
    """Return the titles a case goes through, in order."""
    titles = list(dict.fromkeys(step.question.head for step in steps(case)))
    supplier = SUPPLIERS[0].head
    if wants_papers(case) and wants_contacts(case) and supplier not in titles:
        # The suppliers follow from the papers; that they will be asked for is known before.
        titles.insert(titles.index(PAPERS[0].head) + 1, supplier)
    return tuple(titles)


def _walk(case: Case) -> Iterator[Step]:
    yield from _notice(case)
    if case.response is None:
        return
    yield from _listings(case)
    yield from (Step(question, question.key) for question in SELLER)
    if case.response == "withdrawal":
        yield from _withdrawal(case)
        yield from _volunteered(case)
        return
    if wants_papers(case):
        yield from _papers(case, needed=True)
        yield from _suppliers(case)
    if wants_quantities(case):
        yield from _quantities(case)
    if wants_plan(case):
        yield from _plan(case)
        yield from _entries(DEEDS, "corrective", len(case.corrective), needed=True)
    yield from _entries(MEASURES, "preventive", len(case.preventive), needed=wants_plan(case))
    if not wants_papers(case):
        yield from _papers(case, needed=False)


def _notice(case: Case) -> Iterator[Step]:
    for question in NOTICE:
        name = question.key.partition(".")[2]
        if question.key == "notice" and case.notice.file is None:
            continue
        if _is_asked(name, case):
            yield Step(question, question.key)
        if question.key == "response" and case.response is None:
            return


def _is_asked(name: str, case: Case) -> bool:
    """Whether an entry of the notice concerns this response: what is not demanded is not asked."""
    given_up = case.response == "withdrawal"
    if name == "requirements":
        return not given_up
    if name in ("window", "quantity_basis"):
        return wants_quantities(case)
    if name == "deadline":
        return not given_up
    return name != "formats" or wants_papers(case)


def _listings(case: Case) -> Iterator[Step]:
    yield Step(LISTING[0], "listing")
    for place, listing in enumerate(case.listing):
        for question in LISTING[1:]:
            yield Step(question, _placed(question, place), about=listing.asin)
        if case.response == "explanation" and not wants_papers(case):
            yield from _codes(CODES, place, listing.asin)


def _codes(questions: tuple[Question, ...], place: int, asin: str) -> Iterator[Step]:
    yield from (Step(question, _placed(question, place), about=asin) for question in questions)


def _papers(case: Case, *, needed: bool) -> Iterator[Step]:
    drop, *others = PAPERS
    count = len(case.evidence)
    if count < _MOST_ENTRIES:
        yield Step(drop, f"evidence[{count}].file", again=count > 0 or not needed)
    if needed:
        # The papers that were just dropped may name them, and the quantities behind are looked for by them.
        questions = tuple(replace(question, head=drop.head) for question in CODES)
        for place, listing in enumerate(case.listing):
            yield from _codes(questions, place, listing.asin)
    for place, item in enumerate(case.evidence):
        about = f"資料{place + 1} {item.file.rpartition('/')[2]}"
        for question in others:
            if _concerns(question.key.partition(".")[2], item.kind, case):
                optional = question.key == "evidence.issued" and item.kind not in _ISSUED
                yield Step(question, _placed(question, place), about, again=optional)


def _concerns(name: str, kind: str | None, case: Case) -> bool:
    """Whether an entry of a paper is asked for its kind."""
    if name == "kind":
        return True
    if kind is None:
        return False
    if name in ("number", "addressee"):
        return kind in _PURCHASES
    if name == "lines":
        return kind in _PURCHASES and bool(case.listing)
    if name == "supplier":
        return kind in _ISSUED
    if name == "proves":
        return kind not in _PURCHASES
    return True


def _suppliers(case: Case) -> Iterator[Step]:
    for place, supplier in enumerate(case.supplier):
        for question in SUPPLIERS:
            if question.key == "supplier.name" or wants_contacts(case):
                yield Step(question, _placed(question, place), supplier.name or supplier.id)


def _quantities(case: Case) -> Iterator[Step]:
    by_stock = case.notice.quantity_basis == "stock"
    for place, listing in enumerate(case.listing):
        for question in QUANTITIES:
            name = question.key.partition(".")[2]
            if by_stock and name not in ("closing_stock", "counted_on"):
                continue
            if name == "sales" and case.sales_report:
                continue
            yield Step(question, _placed(question, place), about=listing.asin)
    for place, movement in enumerate(case.movement):
        for question in MOVEMENTS:
            yield Step(question, _placed(question, place), about=f"{movement.asin} {movement.kind.words}")


def _plan(case: Case) -> Iterator[Step]:
    for question in PLAN:
        if question.key != "plan.why":
            yield Step(question, question.key)
    told = case.plan.root_cause
    if told:
        number = len([line for line in told.split("\n") if line.strip()])
        if number < _MOST_WHYS:
            yield Step(PLAN[-1], f"plan.why[{number}]", again=True)


def _entries(questions: tuple[Question, ...], table: str, count: int, *, needed: bool) -> Iterator[Step]:
    for place in range(count):
        for question in questions:
            yield Step(question, _placed(question, place), about=f"{place + 1}つ目")
    if count < _MOST_ENTRIES:
        yield Step(questions[0], f"{table}[{count}].what", again=count > 0 or not needed)


def _volunteered(case: Case) -> Iterator[Step]:
    """Deeds and measures of one who gives the listing up: nobody asks for the first, what was begun is asked to its end."""
    for questions, table, count in (
        (DEEDS, "corrective", len(case.corrective)),
        (MEASURES, "preventive", len(case.preventive)),
    ):
        if count:
            yield from _entries(questions, table, count, needed=False)


def _withdrawal(case: Case) -> Iterator[Step]:
    stock = case.withdrawal.stock if case.withdrawal else None
    checked = case.withdrawal.similar_checked_on if case.withdrawal else None
    for question in WITHDRAWAL:
        name = question.key.partition(".")[2]
        if name == "stock_units" and (stock is None or stock == "none"):
            continue
        if name == "similar_count" and checked is None:
            continue
        yield Step(question, question.key)


def _placed(question: Question, place: int) -> str:
    table, _, name = question.key.partition(".")
    return f"{table}[{place}].{name}"
