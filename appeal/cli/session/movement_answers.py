"""What became of units that stock and sales leave unexplained, stated one movement after the other; nothing is invented or balanced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from appeal.cli.session.balance import show_reconciliation
from appeal.cli.session.terminal import EndOfInputError, StoppedError
from appeal.intake import answers
from appeal.intake.answers import AnswerError, Command, command
from appeal.intake.no_answer import says_nothing
from appeal.intake.question import Kind

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting
    from appeal.model.movement import MovementKind

Answer = TypeVar("Answer")


class GivenUpError(Exception):
    """The movement that was begun is not to be stated."""


_LATER, _NOW = "いまは書かない", "書く"
_HELP = (
    "仕入と販売のほかに在庫が増えたり減ったりしたことを、1つずつ書きます。回答書の数量照合に載ります。",
    "記録で確かめられることだけを書いてください。数を合わせるために書かないでください。",
    "< で取りやめます。取りやめたものは記録しません。",
)


def offer_movements(talk: Sitting, place: int, difference: int) -> None:
    """Offer to state what became of `difference` units of a listing, until it is explained or nothing more is known."""
    while difference:
        talk.voice.say("差の理由が分かっていれば、書いておけます。", "  ")
        if talk.confirm("在庫の増減を書きますか？", (_LATER, _NOW)):
            return
        if not _stated(talk, place, leaves=difference < 0):
            return
        difference = show_reconciliation(talk, place)


def _stated(talk: Sitting, place: int, *, leaves: bool) -> bool:
    """Ask for one movement and write it whole; return whether it was written."""
    from appeal.model.movement import MovementKind

    kinds = [kind for kind in MovementKind if kind.enters is not leaves]
    words = [kind.words for kind in kinds]
    try:
        kind = kinds[_needed(talk, "どうなりましたか？", lambda text: answers.choice(text, words), words)]
        units = _needed(talk, "その数（個）", lambda text: answers.quantity(text, 1))
        day = _needed(talk, "その日（例：10/5）", lambda text: _day(talk, text))
        reason = _needed(talk, "何があったか（回答書に載ります。何も書かずに Enter で取りやめます）", _reason)
    except GivenUpError:
        talk.voice.say("取りやめました。", "  ")
        return False
    return _written(talk, place, (kind, units, day, reason))


def _needed(talk: Sitting, text: str, read: Callable[[str], Answer], words: Sequence[str] = ()) -> Answer:
    """Ask for something that a movement cannot be without; raises GivenUpError where there is no answer."""
    answer = _asked(talk, text, read, words)
    if answer is None:
        raise GivenUpError
    return answer


def _written(talk: Sitting, place: int, stated: tuple[MovementKind, int, date, str]) -> bool:
    from appeal.cli.session.advice import findings_at

    kind, units, day, reason = stated
    entry = f"movement[{len(talk.case.movement)}]"
    asin = talk.case.listing[place].asin
    changes: dict[str, object] = {
        f"{entry}.asin": asin,
        f"{entry}.kind": kind.value,
        f"{entry}.on": day,
        f"{entry}.quantity": units,
        f"{entry}.reason": reason,
    }
    case = talk.desk.candidate(changes)
    talk.desk.record(changes)
    for finding in findings_at(talk.desk.counted(case), (), [entry], talk.today):
        talk.voice.finding(finding)
    return True


def _day(talk: Sitting, text: str) -> date:
    day = answers.day(text, talk.today)
    if day > talk.today:
        raise AnswerError("I142")
    return day


def _reason(text: str) -> str:
    """A movement without its reason is an error of the check: words for nothing are asked again."""
    if says_nothing(text, Kind.TEXT):
        raise AnswerError("I144")
    return answers.one_line(text)


def _asked(
    talk: Sitting,
    text: str,
    read: Callable[[str], Answer],
    words: Sequence[str] = (),
) -> Answer | None:
    """Ask until the answer can be read; None for `<`, for an empty answer, and at the end of input."""
    talk.voice.say(text, "  ")
    for number, word in enumerate(words, start=1):
        talk.voice.say(f"  {number} {word}")
    while True:
        try:
            typed = talk.voice.terminal.read(several=False)
            order = command(typed)
            if order is Command.STOP:
                raise StoppedError
            if order is Command.BACK or not typed.strip():
                return None
            if order is None:
                return read(typed)
            talk.voice.help(_HELP)
        except AnswerError as error:
            talk.voice.trouble(error)
        except EndOfInputError:
            return None
