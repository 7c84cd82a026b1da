"""The session without anybody at the keyboard: values given as `key=value`, and the list of what is missing."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from appeal.errors import CallError
from appeal.intake.answers import AnswerError, UnaskedError
from appeal.intake.question import Kind, Step
from appeal.intake.question_of_entry import plain_question
from appeal.intake.questions import QUESTIONS, open_steps, question_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appeal.cli.session.sitting import Changes, Sitting

_NOT_SET = (Kind.READING, Kind.SELLER_BEFORE, Kind.ADDED_LINES)


def apply_settings(talk: Sitting, settings: Sequence[str]) -> None:
    """Write values given as `key=value`, all or none of them; raises CallError (I122, I123, I130).

    One of which somebody would have to be asked is left out, and told with what is missing.
    """
    changes: dict[str, object] = {}
    before = talk.desk.case
    try:
        for text in settings:
            step, value = _setting(text)
            try:
                taken = _taken(talk, step, value) if value.strip() else {step.path: None}
                changes |= taken
                talk.desk.case = talk.desk.candidate(taken)
            except UnaskedError as error:
                talk.unasked[step.path] = f"「{value}」 {error.question}"
            except AnswerError as error:
                raise CallError("I130", key=step.path, value=value) from error
    finally:
        talk.desk.case = before
    if changes:
        talk.desk.record(changes)


def _taken(talk: Sitting, step: Step, value: str) -> Changes:
    """Take a value, and say what was taken where marks of the keyboard were read as hyphens."""
    from appeal.cli.session.taking import read_as_last_year, take, taken_otherwise

    if read_as_last_year(talk, step, value) is not None:
        # Nobody is there to confirm the year.
        raise AnswerError("I104")
    changes = take(talk, step, value)
    if told := taken_otherwise(step, value, changes):
        talk.voice.say(f"{step.path}  {told}", "    ")
    return changes


def _setting(text: str) -> tuple[Step, str]:
    key, separator, value = text.partition("=")
    if not separator:
        raise CallError("I123", text=text)
    path = unicodedata.normalize("NFKC", key).strip()
    question = question_for(path) or plain_question(path)
    if question is None or question.kind in _NOT_SET:
        raise CallError("I122", key=path, nearest=_nearest(path))
    if (placed := _placed(path)) != path:
        raise CallError("I122", key=path, nearest=placed)
    return Step(question, path), value


def _placed(path: str) -> str:
    """Return a path with a place behind every list of tables on its way, and none behind anything else."""
    from appeal.intake.entries import entry_at

    *tables, last = path.split(".")
    on_the_way: list[str] = []
    for part in tables:
        name, _, place = part.partition("[")
        entry = entry_at(".".join((*on_the_way, name)))
        repeated = entry is not None and entry.is_table and entry.repeated
        place = place.rstrip("]") if place.rstrip("]").isdecimal() else "0"
        on_the_way.append(f"{name}[{place}]" if repeated else name)
    return ".".join((*on_the_way, last))


def _nearest(path: str) -> str:
    from difflib import get_close_matches

    known = [question.key for question in QUESTIONS if question.kind not in _NOT_SET]
    return get_close_matches(path, known, n=1, cutoff=0.0)[0]


def list_missing(talk: Sitting) -> int:
    """List everything that is missing or wrong, each with its key; return 2 where anything is, else 0."""
    missing = [(step.path, _words(step)) for step in _unanswered(talk)]
    wrong = _blocking(talk)
    say_unasked(talk)
    if not missing and not wrong and not talk.unasked:
        talk.voice.say("足りないものはありません。")
        return 0
    if missing:
        talk.voice.head("まだ入力されていない項目")
        for path, words in missing:
            talk.voice.say(f"{path}  {words}", "    ")
    if talk.desk.case is None or talk.desk.case.response is None:
        talk.voice.say("返信の種類（response）が決まると、続きの項目が決まります。")
    if wrong:
        talk.voice.head("直す項目")
        for path, words in wrong:
            talk.voice.say(f"{path}  {words}", "    ")
    talk.voice.say("-> --set 項目=値 か --answers FILE で入力できます。")
    return 2


def say_unasked(talk: Sitting) -> None:
    """Say which settings were left out since they are to be confirmed first."""
    if talk.unasked:
        talk.voice.head("確かめる項目（指定した値は書き込んでいません）")
        for path, words in talk.unasked.items():
            talk.voice.say(f"{path}  {words}", "    ")


def _unanswered(talk: Sitting) -> list[Step]:
    """Return the open steps that somebody would complain about; before the response, those of any response."""
    from appeal.model.case import Case

    case = talk.desk.case or Case()
    steps = list(open_steps(case))
    if case.response is None:
        later = open_steps(talk.desk.candidate({"response": "withdrawal"}))
        known = {step.path for step in steps}
        steps += [step for step in later if step.path not in known and step.question.head != "出品取下げ"]
    return [
        step
        for step in steps
        if not (step.question.optional or step.again or step.question.kind in _NOT_SET)
        or (step.path == "notice.file" and case.notice.received is None)
    ]


def _words(step: Step) -> str:
    choices = " / ".join(f"{word} {title}" for word, title in step.question.choices)
    text = step.question.text
    return f"{text} {choices}" if choices and step.question.kind is not Kind.GENUINE else text


def _blocking(talk: Sitting) -> list[tuple[str, str]]:
    if talk.desk.file is None:
        return []
    from appeal.cli.session.review import look
    from appeal.cli.session.rows import as_given

    missing = {step.path for step in _unanswered(talk)}
    return [
        (finding.where.field or "", f"{finding.code} {as_given(finding, talk.case).text}")
        for finding in look(talk).findings
        if finding.blocks and finding.where.field not in missing
    ]
