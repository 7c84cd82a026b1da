"""How the session speaks: wrapped lines, help, troubles, findings; it asks nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import TYPE_CHECKING

from appeal.cli.blocks import display_width, wrap

if TYPE_CHECKING:
    from appeal.cli.session.terminal import Terminal
    from appeal.errors import AppealError
    from appeal.intake.answers import AnswerError
    from appeal.model.finding import Finding

_LEAST, _MOST, _MARGIN = 40, 100, 2
_ORDERS = "　（? 説明　< 前へ　= 一覧　中断 保存して終わる）"
_ORDERS_SHORT = "（? < = 中断）"
_ORDERS_READ_ALOUD = "（やめるときは 中断）"


def columns() -> int:
    """Return the columns a line may fill here."""
    return max(_LEAST, min(shutil.get_terminal_size((80, 24)).columns, _MOST)) - _MARGIN


class Voice:
    """Says lines on a terminal, none wider than `width`; `plain` leaves out what only pleases the eye."""

    def __init__(self, terminal: Terminal, width: int | None = None, *, plain: bool = False) -> None:
        self.terminal = terminal
        self.plain = plain
        self._width = width

    @property
    def width(self) -> int:
        """The columns of a line, asked anew each time: a window can be made narrower."""
        return self._width or columns()

    def say(self, text: str = "", indent: str = "") -> None:
        """Say a text in as many lines as it needs; `indent` leads each but the first."""
        for line in wrap(text, self.width, indent):
            self.terminal.say(line)

    def command(self, line: str) -> None:
        """Say a command as it is to be typed: a break inside would spoil it."""
        self.terminal.say(line)

    def head(self, title: str, orders: bool = False) -> None:
        """Say the title of what follows, with `orders` also how to ask, go back and stop, as far as the line holds it."""
        self.terminal.say("")
        line = title if self.plain else f"■ {title}"
        forms = (_ORDERS_READ_ALOUD,) if self.plain else (_ORDERS, _ORDERS_SHORT)
        fitting = (form for form in forms if orders and display_width(line + form) <= self.width)
        self.say(line + next(fitting, ""))

    def help(self, lines: Iterable[str]) -> None:
        """Say help, every line marked as such."""
        for line in lines:
            self.say(f"  | {line}", "  | ")

    def trouble(self, error: AnswerError | AppealError) -> None:
        """Say why an answer was not taken, and what to do."""
        from appeal import messages

        if getattr(error, "told", False):
            return
        message = messages.find(error.code)
        mark = {"error": "[NG]", "warning": "[注意]", "note": "[記録]"}[message.severity.value]
        self.say(f"{mark} {message.text.format(**error.values)}", "  ")
        self.say(f"  -> {message.hint.format(**error.values)}", "     ")

    def finding(self, finding: Finding) -> None:
        """Say a finding as the check does, in the words of a conversation and without the line of a file nobody looks at."""
        from dataclasses import replace

        from appeal.cli.blocks import finding_block
        from appeal.cli.session.spoken import spoken
        from appeal.model.finding import Place

        bare = replace(spoken(finding), where=Place(field=finding.where.field))
        for line in finding_block(bare, self.width).split("\n"):
            self.terminal.say(line)
