"""Optional questions that were passed over: an empty entry in the case file tells it to the next sitting; it asks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appeal.intake.answers import AnswerError

if TYPE_CHECKING:
    from appeal.cli.session.desk import Desk
    from appeal.intake.question import Step

_NOTHING: tuple[object, ...] = ("", {})


def passed_over(desk: Desk) -> frozenset[str]:
    """Return the paths of the entries that stand in the case file and hold nothing."""
    if desk.file is None or desk.case is None:
        return frozenset()
    from appeal.intake.empty_entries import empty_entries

    return empty_entries(desk.file.lines)


def pass_over(desk: Desk, step: Step) -> None:
    """Write an optional entry as empty, where that says nothing else than that it is left out."""
    if not step.question.optional or desk.case is None or step.path in passed_over(desk):
        return
    for nothing in _NOTHING:
        try:
            if desk.candidate({step.path: nothing}) == desk.case:
                desk.record({step.path: nothing})
                return
        except AnswerError:
            continue
