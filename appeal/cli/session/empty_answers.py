"""What Enter alone means at a step: keep, confirm, leave blank on purpose, or leave for later; it invents nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appeal.cli.session.notice_taken import is_unsettled
from appeal.cli.session.paper_answers import is_unused_supplier
from appeal.intake.answers import AnswerError
from appeal.intake.question import Kind, Step

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Changes, Sitting


def nothing(talk: Sitting, step: Step) -> Changes:
    """Return what changes when nothing was typed; empty where the step is left as it is."""
    if step.path in talk.doubted:
        return {step.path: talk.doubted.pop(step.path)}
    if step.path in talk.kept_months:
        return {step.path: talk.kept_months.pop(step.path)}
    if step.path in talk.kept_lines:
        return {step.path: talk.kept_lines.pop(step.path)}
    return _left(talk, step)


def _left(talk: Sitting, step: Step) -> Changes:
    """Keep the value, take what was offered, or leave the step."""
    from appeal.cli.session.asking import suggestion
    from appeal.cli.session.shown import current

    question = step.question
    if question.kind in (Kind.READING, Kind.SELLER_BEFORE):
        from appeal.cli.session.taking import take

        return take(talk, step, "")
    if current(talk, step) is not None or (question.key == "listing.sales" and talk.case.sales_report):
        return {}
    offered = suggestion(talk, step)
    if offered is not None:
        from appeal.cli.session.taking import accepted

        return accepted(talk, step, offered)
    if question.key == "response":
        raise AnswerError("I102", most=len(question.choices))
    if question.blank and not is_unsettled(talk, question.key.partition(".")[2]):
        return _confirmed_blank(talk, step)
    _say_left(talk, step)
    return {}


def declined(talk: Sitting, step: Step) -> Changes:
    """Leave a step empty because the answer says that there is nothing; what was offered is not taken."""
    if step.question.blank:
        return _confirmed_blank(talk, step)
    if step.question.key == "withdrawal.listing_removed_on":
        talk.voice.trouble(AnswerError("I136"))
    else:
        later = "" if step.question.optional else "あとで一覧（=）から入力できます。"
        talk.voice.say(f"空欄のまま進みます。{later}", "  ")
    return {}


def _say_left(talk: Sitting, step: Step) -> None:
    question = step.question
    if question.key == "withdrawal.listing_removed_on":
        talk.voice.trouble(AnswerError("I136"))
    elif not (question.optional or step.again):
        talk.voice.say("空欄のまま進みます。あとで一覧（=）から入力できます。", "  ")


def _confirmed_blank(talk: Sitting, step: Step) -> Changes:
    name = step.question.key.partition(".")[2]
    blanks = dict.fromkeys((*talk.case.notice.confirmed_blank, name))
    return {"notice.confirmed_blank": tuple(blanks)}


def cleared(talk: Sitting, step: Step) -> Changes:
    """Take a value out; without what it is about, an entry of a list goes as a whole, and a count without its day."""
    table, _, name = step.path.rpartition(".")
    whole = name == "what" or (name == "file" and table.startswith("evidence"))
    whole = whole or (name == "kind" and table.startswith("movement"))
    whole = whole or (name == "name" and is_unused_supplier(talk.case, step.path))
    talk.skipped.add(step.path)
    if step.question.key == "withdrawal.similar_checked_on":
        return {step.path: None, "withdrawal.similar_count": None}
    return {table if whole else step.path: None}
