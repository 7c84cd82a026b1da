"""The engine of the session: asks the open steps one after the other, takes each answer to the disk at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appeal.cli.session.passed_over import pass_over, passed_over
from appeal.cli.session.sitting import Changes, Sitting
from appeal.cli.session.terminal import StoppedError
from appeal.cli.session.whole_lines import WORTH_KEEPING, read_on, say_half
from appeal.intake.answers import AnswerError, Command, command
from appeal.intake.question import Kind, Step
from appeal.intake.questions import (
    first_step,
    is_answered,
    open_steps,
    steps,
)

if TYPE_CHECKING:
    from appeal.model.case import Case

_PARENTS = {
    "plan.orders": "plan.what_happened",
    "plan.records": "plan.what_happened",
    "plan.why": "plan.root_cause",
}


class Conversation(Sitting):
    """The engine over a sitting: what is open, in which order, and what becomes of an answer."""

    def remember(self) -> None:
        """Make the answers of an earlier sitting reachable with `<`."""
        case = self.desk.case
        self.history = [step.path for step in steps(case) if is_answered(step, case)] if case else []

    def run(self) -> None:
        """Ask until nothing is open; raises EndOfInputError and StoppedError, with every answer on the disk."""
        while (step := self._next()) is not None:
            self.ask(step)

    def open(self) -> tuple[Step, ...]:
        """Return the steps still to be asked, in order."""
        if self.desk.case is None:
            return (first_step(),)
        case = self.desk.case
        still = [
            step
            for step in open_steps(case, self.skipped | passed_over(self.desk))
            if not (self.needed_only and (step.question.optional or step.again))
        ]
        paths = {step.path for step in still} | set(self.reopened) | self._turned_down(case)
        return tuple(step for step in steps(case) if step.path in paths and self._has_matter(step))

    def _turned_down(self, case: Case) -> set[str]:
        """What was read wrongly is asked for, even where it is optional."""
        wrong = self.rejected - self.skipped
        return {step.path for step in steps(case) if step.path in wrong and not is_answered(step, case)}

    def _has_matter(self, step: Step) -> bool:
        """Whether there is anything to confirm where a step only confirms."""
        if step.question.kind is Kind.READING:
            from appeal.cli.session.notice_answers import has_suggestions

            return has_suggestions(self)
        if step.question.kind is Kind.SELLER_BEFORE:
            return self.seller_before is not None
        if step.question.key == "supplier.contact":
            from appeal.cli.session.notice_taken import asks_for_contact

            return asks_for_contact(self)
        return True

    def _next(self) -> Step | None:
        while self.forced:
            if (step := self.step_at(self.forced[0])) is not None:
                return step
            self.forced.pop(0)
        return next(iter(self.open()), None)

    def ask(self, step: Step) -> None:
        """Ask one step until it is answered, left for later or left by `<`."""
        self.weak.pop(step.path, None)
        self._announce(step)
        while True:
            try:
                text = read_on(self, step)
                order = command(text)
                if self._obey(order, step) if order else self._take(step, text):
                    self._stays_open(step)
                    return
            except AnswerError as error:
                self.voice.trouble(error)
            except StoppedError as stopped:
                self._keep_half(step, stopped.partial or self.half.pop(step.path, ""))
                raise StoppedError from stopped

    def _stays_open(self, step: Step) -> None:
        """What was left by a command while something stands against it is asked for again; twice the same is for the review."""
        wrong = self.objected.pop(step.path, None)
        if wrong is not None and step.path not in self.skipped and self.history[-1:] != [step.path]:
            self.reopened[step.path] = wrong

    def _announce(self, step: Step) -> None:
        from appeal.cli.session.asking import CHOICE, ask_lines, before, title_of

        self.voice.head(title_of(self, step), orders=True)
        before(self, step)
        if step.path in self.reopened:
            self.voice.finding(self.reopened[step.path])
        for line in ask_lines(self, step):
            self.voice.say(line, CHOICE * 2 if line.startswith(CHOICE) else CHOICE)

    def _obey(self, order: Command, step: Step) -> bool:
        """Carry out a command; the value tells whether the step is left."""
        from appeal.cli.session.asking import explain

        if order is Command.STOP:
            raise StoppedError
        if order is Command.BACK:
            return self._back(step)
        if order is Command.HELP:
            explain(self, step)
            say_half(self, step)
            return False
        from appeal.cli.session.review import show

        chosen = show(self)
        if chosen:
            chosen += self._left_half(step)
            self.forced = [*chosen, *(path for path in self.forced if path not in chosen)]
            return True
        self._announce(step)
        say_half(self, step)
        return False

    def _left_half(self, step: Step) -> list[str]:
        """Keep what was typed of an answer that is left, and return its path so that it is asked for again."""
        half = self.half.pop(step.path, "")
        if not half:
            return []
        self._keep_half(step, half)
        return [step.path]

    def _back(self, step: Step) -> bool:
        half = self._left_half(step)
        while self.history and self.history[-1] == step.path:
            self.history.pop()
        if not self.history:
            raise AnswerError("I118")
        path = self.history.pop()
        path = _PARENTS.get(re.sub(r"\[\d+\]", "", path), path)
        self.skipped.discard(path)
        self.forced = [path, *half]
        return True

    def _keep_half(self, step: Step, partial: str) -> None:
        """Keep what was typed so far of several lines; a notice or a list of files counts only as a whole."""
        if partial.strip():
            try:
                kept = step.question.kind in WORTH_KEEPING
                if kept:
                    self._take(step, partial)
            except AnswerError:
                kept = step.path in self.kept_months or step.path in self.kept_lines
            self.voice.say(
                "書きかけの文章も保存しました。" if kept else "書きかけの文章は保存できませんでした。"
            )
        if good := self.kept_months.pop(step.path, None) or self.kept_lines.pop(step.path, None):
            self._write(step, {step.path: good})

    def _take(self, step: Step, text: str) -> bool:
        """Take one answer; the value tells whether the step is done with."""
        from appeal.cli.session.shown import current
        from appeal.cli.session.thinking_twice import asked_again, offered_again, text_before, weighed

        before = current(self, step)
        if not text.strip() and step.path in self.weak:
            self._done(step, written=True)
            return True
        told = text_before(self, step)
        changes = weighed(self, step, text, before)
        if changes and not self._write(step, changes):
            return False
        if changes and offered_again(self, step, told):
            return False
        if changes and asked_again(self, step, before, text):
            self._announce(step)
            return False
        self._done(step, written=bool(changes))
        return True

    def _write(self, step: Step, changes: Changes) -> bool:
        from appeal.cli.session.advice import findings_at
        from appeal.cli.session.thinking_twice import is_told_elsewhere, is_weak, objection

        after = self.desk.candidate(changes)
        filled = [path for path, value in changes.items() if value is not None]
        said = findings_at(self.desk.counted(after), self.facts(after, filled), filled, self.today)
        refusal = self.desk.refusal(said)
        if refusal is not None:
            self.voice.finding(refusal)
            return False
        self.weakened = is_weak(self, step, filled, said)
        self.desk.record(changes)
        for path in (step.path, *filled):
            self.objected.pop(path, None)
        for path in filled:
            self.reopened.pop(path, None)
        if (wrong := objection(step, said)) is not None:
            self.objected[step.path] = wrong
        for finding in said:
            if not is_told_elsewhere(step, finding):
                self.voice.finding(finding)
        return True

    def _rest_of_entry(self, step: Step) -> list[str]:
        """A deed or a measure that was opened among other questions is asked to its end before the next one."""
        entry, _, name = step.path.rpartition(".")
        if name != "what":
            return []
        begun = (one for one in steps(self.case) if one.path.startswith(f"{entry}."))
        return [one.path for one in begun if not is_answered(one, self.case)]

    def _done(self, step: Step, *, written: bool) -> None:
        from appeal.cli.session.asking import after

        self.forced = [path for path in self.forced if path != step.path]
        self.reopened.pop(step.path, None)
        self.history.append(step.path)
        if not written or step.question.kind is Kind.ADDED_LINES:
            self.skipped.add(step.path)
        self.desk.create()
        if not written:
            pass_over(self.desk, step)
        if written and self.forced:
            self.forced = [*self._rest_of_entry(step), *self.forced]
        if written:
            after(self, step)
        if written and step.path == "notice.file":
            from appeal.cli.session.notice_answers import reconsidered

            self.forced = [*reconsidered(self), *self.forced]
