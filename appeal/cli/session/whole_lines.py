"""Lines of one answer: what makes the first a whole one, and what a command between them breaks off; it takes no answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from appeal.cli.session.terminal import BrokenOffError, EndOfInputError, StoppedError, is_command
from appeal.intake.answers import Command, command
from appeal.intake.question import Kind, Step

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting

# What a half-typed answer of these kinds holds is worth keeping when somebody is interrupted.
WORTH_KEEPING = (Kind.LINES, Kind.ADDED_LINES, Kind.MONTHS, Kind.RETURNS, Kind.PAPER_LINES)


def read_on(talk: Sitting, step: Step) -> str:
    """Return an answer, behind the lines that a command broke off before, or the command itself.

    Raises EndOfInputError, StoppedError with all that was typed, AnswerError.
    """
    half = talk.half.pop(step.path, "")
    try:
        text = talk.voice.terminal.read(
            several=talk.takes_several(step), whole=is_command if half else whole_by(talk, step)
        )
    except BrokenOffError as broken:
        return _broken_off(talk, step, _joined(half, broken.partial), broken.line)
    except StoppedError as stopped:
        raise StoppedError(_joined(half, stopped.partial)) from stopped
    except EndOfInputError:
        if half:
            return half
        raise
    if is_command(text):
        talk.half |= {step.path: half} if half else {}
        return text
    return _joined(half, text)


def _broken_off(talk: Sitting, step: Step, half: str, line: str) -> str:
    """Keep the lines before a command; in a mail, a word such as ヘルプ on a line of its own is part of it."""
    if step.question.kind is Kind.NOTICE and len(line.strip()) > 1 and command(line) is not Command.STOP:
        talk.half[step.path] = _joined(half, line)
        return read_on(talk, step)
    talk.half[step.path] = half
    return line


def _joined(half: str, text: str) -> str:
    return "\n".join(part for part in (half, text) if part)


def say_half(talk: Sitting, step: Step) -> None:
    """Say that the lines typed before a command still count."""
    if step.path in talk.half:
        talk.voice.say("ここまでに入力した行は、そのままです。続きを入力してください。", "  ")


def whole_by(talk: Sitting, step: Step) -> Callable[[str], bool]:
    """Return what tells a whole first line: a command, or a file where one may be dropped."""

    def whole(line: str) -> bool:
        if is_command(line):
            return True
        if step.question.kind not in (Kind.NOTICE, Kind.MONTHS):
            return False
        from appeal.cli.session.dropping import dropped

        found = dropped(line, talk.desk.folder)
        return bool(found.files) and not found.missing

    return whole
