"""Shows what was entered, numbered, and takes the number of what is to be changed; it judges nothing."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from appeal.cli.session.rows import Row, rows
from appeal.cli.session.terminal import StoppedError
from appeal.intake.answers import AnswerError, Command, command, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from appeal.check import Checked
    from appeal.cli.session.sitting import Sitting
    from appeal.model.case import Case
    from appeal.model.finding import Finding

_SHOWN_FINDINGS = 3
# A demand that nothing is handed in for is answered with the reason. Papers that do not reach (R121) are the answer themselves.
_TOLD = frozenset({*(f"R10{number}" for number in range(1, 9)), "R126", "S403", "S404"})


def show(talk: Sitting) -> list[str]:
    """Show everything entered so far in the middle of the questions; return the paths of the row that was chosen."""
    if talk.desk.case is None:
        talk.voice.say("まだ何も入力されていません。")
        return []
    listed = rows(talk.case, look(talk).findings)
    _print(talk, listed)
    talk.voice.say("直したい項目は番号を、質問に戻るなら Enter を入力してください。")
    number = _number(talk, len(listed))
    return [] if number is None else listed[number].opens


def look(talk: Sitting) -> Checked:
    """Check the case as it lies on the disk."""
    from appeal.check import check
    from appeal.cli.watching import evidence_meter

    return check(talk.desk.path, talk.today, str(talk.desk.path), progress=evidence_meter())


def settle(talk: Sitting, ask: Callable[[], None]) -> Checked:
    """Review until nothing blocks and the person wants the package; `ask` puts what was opened. Return the checked case."""
    asked_once = False
    while True:
        checked = look(talk)
        listed = rows(talk.case, checked.findings)
        _print(talk, listed)
        talk.voice.say("直したい項目は番号を、これで作成するなら Enter を入力してください。")
        number = _unblocked(talk, listed, ready=checked.ready)
        if number is not None:
            if _opens(talk, listed[number]):
                ask()
        elif asked_once or not any(row.mark == "[注意]" or row.missing for row in listed):
            return checked
        else:
            asked_once = True
            if not talk.confirm("[注意] があります。このまま作成しますか？", ("直す", "このまま作成")):
                return checked


def _unblocked(talk: Sitting, listed: list[Row], *, ready: bool) -> int | None:
    """Return the place of the row that was chosen, None for an Enter that nothing blocks; a blocked one is told its rows."""
    blocking = [str(number) for number, row in enumerate(listed, start=1) if row.blocks]
    while True:
        number = _number(talk, len(listed))
        if number is not None or (ready and not blocking):
            return number
        talk.voice.trouble(
            AnswerError("I129", count=max(len(blocking), 1), numbers="、".join(blocking) or "なし")
        )


def _print(talk: Sitting, listed: list[Row]) -> None:
    from appeal.cli.session.spoken import in_words

    talk.voice.head("入力内容の確認")
    for number, row in enumerate(listed, start=1):
        talk.voice.say(f"{number:>3} {row.mark} {in_words(row.title, bare=False)}".rstrip(), "      ")
        if row.values:
            for line in _values(row):
                talk.voice.say(f"       {line}", "       ")
        for finding in row.findings[:_SHOWN_FINDINGS]:
            if finding.text != row.title:
                talk.voice.say(f"       ・{in_words(finding.text, bare=False)}", "         ")
        if len(row.findings) > _SHOWN_FINDINGS:
            talk.voice.say(f"       …ほか{len(row.findings) - _SHOWN_FINDINGS}件")
    talk.voice.say()


def _values(row: Row) -> list[str]:
    """Several short values stand on one line, a long one on its own."""
    joined = " / ".join(row.values)
    return [joined] if len(joined) <= 60 else row.values


def _number(talk: Sitting, most: int) -> int | None:
    """Return the place of the row that was chosen, None for Enter."""
    while True:
        try:
            text = talk.voice.terminal.read(several=False)
            order = command(text)
            if order is Command.STOP:
                raise StoppedError
            plain = unicodedata.normalize("NFKC", text).strip()
            if not plain or order is not None:
                return None
            if plain.isdecimal() and 1 <= int(plain) <= most:
                return int(plain) - 1
            raise AnswerError("I128", most=most)
        except AnswerError as error:
            talk.voice.trouble(error)


def _opens(talk: Sitting, row: Row) -> bool:
    """Open the steps of a row again, or take its error knowingly where that is allowed: then nothing is to be asked."""
    from appeal import messages
    from appeal.cli.session.spoken import in_words

    for finding in row.findings:
        talk.voice.finding(finding)
    acceptable = next(
        (one for one in row.findings if one.blocks and messages.find(one.code).acceptable), None
    )
    if acceptable is not None and not talk.confirm(
        f"「{in_words(acceptable.text, bare=False)}」を、どうしますか？",
        ("直す", "理由を書いて、承知で進める"),
    ):
        _accept(talk, acceptable)
        return False
    if not row.opens:
        talk.voice.say("この画面で入力して直せる項目はありません。", "  ")
        return False
    talk.skipped -= set(row.opens)
    talk.forced = row.opens
    talk.reopened |= {
        finding.where.field: finding for finding in row.findings if finding.where.field in talk.forced
    }
    return True


def is_told(code: str, case: Case) -> bool:
    """Return whether the reason for taking a finding knowingly is the answer that the letter gives to a demand."""
    return code in _TOLD and case.response != "withdrawal"


def _accept(talk: Sitting, finding: Finding) -> None:
    """Take a finding with a reason; one about a paper is taken for that paper alone."""
    from appeal.rules.notice import paper_of

    code, paper = finding.code, paper_of(talk.case, finding)
    shown = "回答書にもそのまま載ります" if is_told(code, talk.case) else "相手には送られません"
    talk.voice.say(f"承知で進める理由（確認結果と手順の頁に残ります。{shown}）", "  ")
    while True:
        try:
            reason = one_line(talk.voice.terminal.read(several=False))
            if command(reason) is Command.STOP:
                raise StoppedError
            if reason:
                entry = f"accept[{len(talk.case.accept)}]"
                file = {} if paper is None else {f"{entry}.file": paper}
                talk.desk.record({f"{entry}.code": code, **file, f"{entry}.reason": reason})
            return
        except AnswerError as error:
            talk.voice.trouble(error)
