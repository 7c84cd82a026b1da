"""Lets a case file whose values have the wrong shape be mended by asking for each of them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appeal.cli.session.terminal import BrokenOffError, StoppedError
from appeal.intake.answers import AnswerError, Command, command
from appeal.intake.question import Step
from appeal.intake.question_of_entry import plain_question
from appeal.intake.questions import question_for

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting
    from appeal.model.finding import Finding


def mend(talk: Sitting) -> bool:
    """Ask for every value of the wrong shape; return whether the file can be used then."""
    tried: set[str] = set()
    while talk.desk.case is None and talk.desk.file is not None:
        finding = next(
            (one for one in talk.desk.file.findings if _step(one) and one.where.field not in tried), None
        )
        if finding is None:
            _give_up(talk)
            return False
        tried.add(finding.where.field or "")
        _show(talk, finding)
        _ask(talk, finding)
    return True


def _step(finding: Finding) -> Step | None:
    path = finding.where.field
    question = (question_for(path) or plain_question(path)) if path else None
    return Step(question, path) if question and path else None


def _show(talk: Sitting, finding: Finding) -> None:
    from appeal.cli.blocks import mistake_block

    lines = talk.desk.file.lines if talk.desk.file else ()
    for line in mistake_block(finding, lines, talk.voice.width).split("\n"):
        talk.voice.terminal.say(line)


def _ask(talk: Sitting, finding: Finding) -> None:
    from appeal.cli.session.taking import take

    step = _step(finding)
    if step is None:
        return
    talk.voice.say(step.question.text, "  ")
    for number, (_, word) in enumerate(step.question.choices, start=1):
        talk.voice.say(f"  {number} {word}")
    while True:
        try:
            text = _typed(talk, step)
            order = command(text)
            if order is Command.STOP:
                raise StoppedError
            if order is Command.HELP:
                talk.voice.help(step.question.help)
                continue
            if text.strip():
                talk.desk.record({step.path: None} if text.strip() == "-" else take(talk, step, text))
            return
        except AnswerError as error:
            talk.voice.trouble(error)


def _typed(talk: Sitting, step: Step) -> str:
    try:
        return talk.voice.terminal.read(several=talk.takes_several(step))
    except BrokenOffError as broken:
        return broken.line


def _give_up(talk: Sitting) -> None:
    for finding in talk.desk.file.findings if talk.desk.file else ():
        _show(talk, finding)
    name = talk.desk.path.name
    talk.voice.trouble(AnswerError("I137", field=name))
