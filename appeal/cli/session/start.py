"""Opens a session over a case: who may, on which terminal, with which answers; and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from appeal.cli.session.conversation import Conversation
from appeal.cli.session.desk import Desk
from appeal.cli.session.lock import held
from appeal.cli.session.opening import open_terminal
from appeal.cli.session.terminal import EndOfInputError, LineReader, StoppedError, Terminal
from appeal.cli.session.voice import Voice
from appeal.errors import CallError, CaseFileError

if TYPE_CHECKING:
    from appeal.model.finding import Finding

STOPPED = 130
_UNREADABLE = 3
# Warnings that no typed answer takes away: days of papers, kinds of papers, a deadline that has passed.
_ONLY_TOLD = frozenset({"E261", "E262", "E263", "E264", "E266", "E267", "N112"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the session was called."""

    plain: bool = False
    answers: Path | None = None
    settings: Sequence[str] = ()
    no_input: bool = False
    fix: bool = False

    @property
    def command(self) -> str:
        """The command that goes on with it."""
        return "fix" if self.fix else "new"


def run_session(case: Path, today: date, wishes: Wishes, terminal: Terminal | None = None) -> int:
    """Hold a session over a case file and return the exit code; `terminal` is where it talks, if not where it runs.

    Raises CaseFileError where there is no case to fix, CallError where another session holds the case (I119) or its folder cannot be written (I120).
    """
    if wishes.fix and not case.exists():
        raise CaseFileError("C101", file=case)
    try:
        case.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError("I120", file=case.name) from error
    with held(case):
        if terminal is None:
            terminal = (
                LineReader(iter(())) if wishes.no_input else open_terminal(wishes.plain, wishes.answers)
            )
        talk = Conversation(Desk(case, today), Voice(terminal, plain=wishes.plain), today)
        try:
            return _hold(talk, wishes)
        except StoppedError:
            talk.voice.say()
            _say_goodbye(talk, wishes)
            return STOPPED
        except EndOfInputError:
            return _ended(talk, wishes)


def _hold(talk: Conversation, wishes: Wishes) -> int:
    talk.desk.open()
    if talk.desk.file is not None and talk.desk.case is None and not _mended(talk, wishes):
        return _UNREADABLE
    if wishes.settings:
        from appeal.cli.session.unattended import apply_settings, say_unasked

        talk.unattended = wishes.no_input or not talk.voice.terminal.interactive
        apply_settings(talk, wishes.settings)
        talk.unattended = False
        if not wishes.no_input:
            say_unasked(talk)
    if wishes.no_input:
        from appeal.cli.session.unattended import list_missing

        return list_missing(talk)
    _begin(talk, wishes)
    talk.run()
    from appeal.cli.session.finish import finish
    from appeal.cli.session.review import settle

    return finish(talk, settle(talk, talk.run))


def _mended(talk: Conversation, wishes: Wishes) -> bool:
    from appeal.cli.session.mending import mend

    if wishes.no_input:
        raise EndOfInputError
    return mend(talk)


def _begin(talk: Conversation, wishes: Wishes) -> None:
    """Say where the session stands and let it start at the right place."""
    if talk.desk.case is None:
        _welcome(talk)
        return
    talk.remember()
    talk.voice.say(f"{talk.desk.path.name} の続きから始めます。足りないものと誤りだけをお聞きします。")
    _reopen(talk, every=wishes.fix)


def _welcome(talk: Conversation) -> None:
    from appeal.cli.session.decision import PAPERS_NEEDED

    voice = talk.voice
    voice.say("出品キャンセルのご連絡への返信を、1つずつ準備します。何も送信しません。")
    voice.say("回答は1つごとに保存します。いつ中断しても、続きから始められます。")
    voice.say()
    voice.say("手元にあるとよいもの（いま全部そろっていなくても始められます）")
    for line in PAPERS_NEEDED:
        voice.say(f"・{line}", "  ")
    voice.say("迷ったら ?、前に戻るなら <、一覧は =、やめるときは 中断 と入力してください。")


def _reopen(talk: Conversation, *, every: bool) -> None:
    """Ask again for what is wrong in the case; with `every`, start there and ask for what is doubtful too."""
    from appeal.cli.session.review import look
    from appeal.cli.session.rows import as_given, is_consequence, remedy
    from appeal.intake.questions import is_answered

    # What others follow from comes first: mended, it often settles them too.
    found = (as_given(finding, talk.case) for finding in look(talk).findings)
    for finding in sorted(found, key=is_consequence):
        if finding.accepted is not None or not (
            finding.blocks or (every and finding.severity.value == "warning")
        ):
            continue
        path = remedy(finding, talk.case)
        step = talk.step_at(path) if path else None
        if step is not None and _can_change(finding) and (every or is_answered(step, talk.case)):
            talk.reopened.setdefault(step.path, finding)
        elif every:
            talk.voice.finding(finding)
    if every:
        talk.needed_only = True
        talk.forced = list(talk.reopened)


def _can_change(finding: Finding) -> bool:
    """Whether a typed answer can mend a finding; a doubt about a paper itself or about a day that is right stays as it is."""
    if finding.blocks:
        return True
    return finding.code not in _ONLY_TOLD and not (finding.where.field or "").endswith(".file")


def _say_goodbye(talk: Conversation, wishes: Wishes) -> None:
    """Tell someone who leaves that everything is kept, and the command that goes on."""
    from appeal.cli.session.asking import command_line

    talk.voice.say("ここまでの回答を保存しました。")
    talk.voice.command(f"続けるには: {command_line(wishes.command, talk.desk.path, plain=talk.voice.plain)}")


def _ended(talk: Conversation, wishes: Wishes) -> int:
    """Answers ran out: nothing waits, what is missing is told."""
    from appeal.cli.session.unattended import list_missing

    if talk.desk.file is not None and talk.desk.case is None:
        from appeal.cli.blocks import mistake_block

        for finding in talk.desk.file.findings:
            talk.voice.terminal.say(mistake_block(finding, talk.desk.file.lines, talk.voice.width))
        return _UNREADABLE
    if talk.voice.terminal.interactive:
        _say_goodbye(talk, wishes)
        return STOPPED
    talk.voice.say()
    if talk.history:
        talk.voice.say("入力がここで終わりました。ここまでの回答は保存してあります。")
    else:
        from appeal.intake.answers import AnswerError

        talk.voice.trouble(AnswerError("I121"))
    code = list_missing(talk)
    if code == 0:
        from appeal.cli.session.asking import command_line

        talk.voice.command(f"-> {command_line('build', talk.desk.path)}")
    return code
