"""What makes a first line a whole answer, so that no empty line has to follow; it takes no answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from appeal.cli.session.terminal import is_command
from appeal.intake.question import Kind, Step

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting


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
