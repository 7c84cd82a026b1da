"""One sitting over one case: what it knows and how it speaks; the engine and every room of answers share it, it asks no step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from appeal.cli.session.terminal import StoppedError
from appeal.intake.answers import AnswerError, Command, UnaskedError, choice, command
from appeal.intake.question import SEVERAL_LINES, Kind, Step
from appeal.intake.question_of_entry import plain_question
from appeal.intake.questions import first_step, question_for, steps

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from appeal.cli.session.desk import Desk
    from appeal.cli.session.neighbours import SellerBefore
    from appeal.cli.session.voice import Voice
    from appeal.model.case import Case
    from appeal.model.evidence import FileFacts
    from appeal.model.finding import Finding
    from appeal.model.reading import NoticeReading

Changes = Mapping[str, object]


class Sitting:
    """The state of one sitting.

    `skipped` are the paths left empty in this sitting, `history` those answered, in order, `forced` those to be asked
    next whatever the case holds, `reopened` the findings that let a filled entry be asked again.
    """

    def __init__(self, desk: Desk, voice: Voice, today: date) -> None:
        self.desk = desk
        self.voice = voice
        self.today = today
        self.skipped: set[str] = set()
        self.history: list[str] = []
        self.forced: list[str] = []
        self.reopened: dict[str, Finding] = {}
        # What was said against an answer that stands all the same, by its path: left open, it is asked for again.
        self.objected: dict[str, Finding] = {}
        self.reading: NoticeReading | None = None
        self.rejected: set[str] = set()
        self.decided = False
        # Whether values are given that nobody stands behind, and those that were left out since they would have to be asked.
        self.unattended = False
        self.unasked: dict[str, str] = {}
        self.needed_only = False
        # The reports that sales were counted from in this sitting: another listing may be in them too.
        self.reports: tuple[Path, ...] = ()
        # Lines of a table that were read while others of it were not, and a day whose year is to be confirmed, by path.
        self.kept_months: dict[str, dict[str, int]] = {}
        self.kept_lines: dict[str, list[dict[str, object]]] = {}
        self.doubted: dict[str, date] = {}
        # The lines of an answer that a command broke off, by path; the next lines go behind them.
        self.half: dict[str, str] = {}
        # An answer that looked like one to another question, by path; typed again it is taken.
        self.misplaced: dict[str, str] = {}
        # A text that was warned of and may be typed again, with what its entry held before, by the path that was asked.
        self.weak: dict[str, str | None] = {}
        self.weakened = False
        self._seller_before: list[SellerBefore | None] = []

    @property
    def case(self) -> Case:
        """The case as it is on the disk; an empty one before the first answer."""
        if self.desk.case is None:
            from appeal.model.case import Case

            return Case()
        return self.desk.case

    @property
    def seller_before(self) -> SellerBefore | None:
        """The seller of the latest other case nearby, looked for once; answers that are prepared never count with one."""
        if not self.voice.terminal.interactive:
            return None
        if not self._seller_before:
            from appeal.cli.session.neighbours import latest_seller

            self._seller_before.append(latest_seller(self.desk.path, self.today))
        return self._seller_before[0]

    def step_at(self, path: str) -> Step | None:
        """Return the step of a path in this case, or None where no question fills it."""
        if self.desk.case is None:
            return first_step() if path == "notice.file" else None
        known = next((step for step in steps(self.desk.case) if step.path == path), None)
        question = question_for(path) or plain_question(path)
        return known or (Step(question, path) if question else None)

    def takes_several(self, step: Step) -> bool:
        """Whether the answer may have several lines; one listing needs only one quantity."""
        if step.question.kind is Kind.PAPER_LINES:
            return len(self.case.listing) > 1
        return step.question.kind in SEVERAL_LINES and step.question.kind is not Kind.ASINS

    def confirm(self, text: str, words: tuple[str, str], *, enter: bool = True) -> bool:
        """Ask between two ways on the spot; with `enter`, Enter is the first, which the line says and which is said then.

        Raises UnaskedError where nobody is to be asked.
        """
        line = f"{text} 1 {words[0]} 2 {words[1]}"
        if self.unattended:
            raise UnaskedError(line)
        while True:
            self.voice.say(f"{line}（Enter で1）" if enter else line)
            try:
                answer = self.voice.terminal.read(several=False)
                if command(answer) is Command.STOP:
                    raise StoppedError
                if enter and not answer.strip():
                    self.voice.say(f"  -> 1 {words[0]}", "     ")
                    return True
                return choice(answer, words) == 0
            except AnswerError as error:
                self.voice.trouble(error)

    def facts(self, case: Case, paths: list[str]) -> tuple[FileFacts, ...]:
        """Return the facts of the papers where one of `paths` speaks of them."""
        if not any(path.startswith("evidence") for path in paths):
            return ()
        return tuple(self.desk.examined(item.file) for item in case.evidence)
