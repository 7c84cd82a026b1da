"""Which parts of a reply a case calls for, by its response and the demands of the notice; it asks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appeal.model.case import Case

_PLAN_DEMANDS = frozenset({"root_cause", "corrective_action", "preventive_action", "plan_of_action"})
_PAPER_DEMANDS = frozenset({"invoice", "authorization_letter", "safety_document"})


def wants_papers(case: Case) -> bool:
    """Return whether papers are to be handed in."""
    if case.response == "withdrawal":
        return False
    return case.response == "authenticity" or bool(_PAPER_DEMANDS & set(_demands(case)))


def wants_quantities(case: Case) -> bool:
    """Return whether purchases and sales are to be compared."""
    return case.response != "withdrawal" and "invoice" in _demands(case)


def wants_contacts(case: Case) -> bool:
    """Return whether the suppliers' contacts are asked for."""
    return case.response != "withdrawal" and "supplier_contact" in _demands(case)


def wants_plan(case: Case) -> bool:
    """Return whether cause, deeds and measures are to be told."""
    if case.response == "withdrawal":
        return False
    return case.response == "explanation" or bool(_PLAN_DEMANDS & set(_demands(case)))


def _demands(case: Case) -> tuple[str, ...]:
    return tuple(str(demand.value) for demand in case.notice.requirements or ())
