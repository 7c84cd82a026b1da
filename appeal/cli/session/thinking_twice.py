"""Answers that are put back to the one who typed them before they count: a doubtful year, a count of nothing, an error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from appeal.intake.answers import ToldError
from appeal.intake.question import Kind, Step

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Changes, Sitting
    from appeal.model.finding import Finding

_CLEARED = ("-", "－", "ー", "―", "−", "‐")
# Told by the comparison of stock and sales that stands right below.
_COMPARED = frozenset({"Q305", "Q333"})
_OWN_TEXTS = (Kind.TEXT, Kind.LINES, Kind.ADDED_LINES)
_NOT_AGAIN = (Kind.FILES, Kind.NOTICE, Kind.READING, Kind.SELLER_BEFORE, Kind.ADDED_LINES)


def weighed(talk: Sitting, step: Step, text: str, before: Any) -> Changes:
    """Return the entries a typed text changes: none where it is empty, None for each that it takes out.

    `before` is the value the entry holds. Raises AnswerError where the text is no answer or is still to be confirmed.
    """
    from appeal.cli.session.empty_answers import cleared, declined, nothing
    from appeal.intake.no_answer import says_nothing

    declines = says_nothing(text, step.question.kind)
    if before is not None and (text.strip() in _CLEARED or declines):
        return cleared(talk, step)
    if not text.strip():
        return nothing(talk, step)
    return declined(talk, step) if declines else _considered(talk, step, text)


def _considered(talk: Sitting, step: Step, text: str) -> Changes:
    """Return the entries an answer fills; raises AnswerError where it is none or is still to be confirmed."""
    from appeal.cli.session.misplaced import refuse_misplaced
    from appeal.cli.session.taking import read_as_last_year, take, taken_otherwise
    from appeal.model.dates import japanese

    talk.doubted.pop(step.path, None)
    refuse_misplaced(talk, step, text)
    day = read_as_last_year(talk, step, text)
    if day is not None:
        talk.doubted[step.path] = day
        talk.voice.say(
            f"[注意] {japanese(day)}として読みました。合っていれば Enter、違うときは年から入力してください。",
            "  ",
        )
        raise ToldError
    changes = take(talk, step, text)
    if told := taken_otherwise(step, text, changes):
        talk.voice.say(f"  -> {told}", "     ")
    if step.question.key == "withdrawal.similar_count" and changes.get(step.path) == 0:
        return _nothing_found(talk, changes)
    return changes


def _nothing_found(talk: Sitting, changes: Changes) -> Changes:
    """A count of 0 becomes a sentence of the letter, so it must not be typed for a check that was not made."""
    sure = talk.confirm(
        "0 は「似た商品の出品がなかった」という意味です。どちらですか？",
        ("似た商品の出品がなかった", "まだ確かめていない"),
        enter=False,
    )
    if sure:
        return changes
    talk.skipped |= {"withdrawal.similar_checked_on", "withdrawal.similar_count"}
    return {"withdrawal.similar_checked_on": None, "withdrawal.similar_count": None}


def objection(step: Step, said: Iterable[Finding]) -> Finding | None:
    """Return the finding that says that this very answer is wrong, or None."""
    from appeal.cli.session.advice import is_wrong_form

    return next(
        (finding for finding in said if finding.where.field == step.path and is_wrong_form(finding)), None
    )


def is_weak(talk: Sitting, step: Step, filled: list[str], said: Iterable[Finding]) -> bool:
    """Return whether the wording check warns of a text of one's own; what it said of it before counts no more."""
    from appeal.cli.session.advice import findings_at

    warned = {
        (one.code, one.text) for one in said if one.code.startswith("W6") and one.severity.value == "warning"
    }
    if step.question.kind not in _OWN_TEXTS or not warned:
        return False
    known = findings_at(talk.desk.counted(talk.case), (), filled, talk.today)
    return bool(warned - {(one.code, one.text) for one in known})


def text_before(talk: Sitting, step: Step) -> str | None:
    """Return what the entry of a text holds before it is typed, or before the one that was warned of."""
    from appeal.cli.session.shown import current
    from appeal.cli.session.taking import field_of_added

    if step.path in talk.weak:
        return talk.weak[step.path]
    if step.question.kind is Kind.ADDED_LINES:
        return getattr(talk.case.plan, field_of_added(step), None)
    return current(talk, step) if step.question.kind in _OWN_TEXTS else None


def offered_again(talk: Sitting, step: Step, before: str | None) -> bool:
    """Offer to write a text anew that was just warned of; the value tells whether that is so."""
    talk.weak.pop(step.path, None)
    if not talk.weakened or step.path in talk.objected:
        return False
    talk.weak[step.path] = before
    talk.voice.say("このまま使うなら Enter、書き直すならもう一度入力してください。", "  ")
    return True


def is_told_elsewhere(step: Step, finding: Finding) -> bool:
    """Return whether a finding need not be said behind this answer."""
    if finding.severity.value == "note" or step.question.kind is Kind.FILES:
        return True
    return step.question.key == "listing.closing_stock" and finding.code in _COMPARED


def asked_again(talk: Sitting, step: Step, before: Any, text: str) -> bool:
    """Return whether an answer that was just written is wrong in itself; the same one given twice is left to the review."""
    from appeal.cli.session.shown import current

    if not text.strip() or step.question.kind in _NOT_AGAIN or step.path not in talk.objected:
        return False
    return bool(current(talk, step) != before)
