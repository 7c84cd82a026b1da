"""The console with a line editor (extra `tty`): full-width editing and pasting that stays together; it knows no question."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from appeal.cli.session.terminal import (
    BrokenOffError,
    EndOfInputError,
    StoppedError,
    Whole,
    is_command,
    put_out,
)

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent


class Editor:
    """A console where a line can be edited; the editor is loaded when the first question already stands there."""

    interactive = True

    def __init__(self) -> None:
        self._sessions: dict[bool, Any] = {}
        self._whole: Whole = is_command

    def say(self, line: str = "") -> None:
        """Put one line out."""
        put_out(line)

    def read(self, *, several: bool, whole: Whole = is_command) -> str:
        """Return one answer; with `several`, Enter makes a new line and Enter on an empty line ends."""
        self._whole = whole
        if several not in self._sessions:
            self._sessions[several] = _session(self._end_or_new_line if several else None)
        try:
            text: str = self._sessions[several].prompt()
        except EOFError as error:
            raise EndOfInputError from error
        except KeyboardInterrupt as error:
            raise StoppedError from error
        return text.rstrip("\n") if several else text

    def _end_or_new_line(self, event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        at_end = buffer.document.is_cursor_at_the_end
        ended = at_end and not buffer.document.current_line.strip()
        if ended or (at_end and "\n" not in buffer.text and self._whole(buffer.text)):
            buffer.validate_and_handle()
        elif at_end and "\n" in buffer.text and is_command(buffer.document.current_line):
            before, _, line = buffer.text.rpartition("\n")
            event.app.exit(exception=BrokenOffError(before, line), style="")
        else:
            buffer.newline(copy_margin=False)


def _session(enter: Callable[[KeyPressEvent], None] | None) -> Any:
    # Asking the terminal where its cursor stands costs a wait on those that do not answer, and nothing here needs it.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import DummyHistory
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()
    bindings.add("c-c")(_stop)
    if enter is not None:
        bindings.add("enter")(enter)
    return PromptSession(
        "> ",
        multiline=enter is not None,
        key_bindings=bindings,
        prompt_continuation="  ",
        history=DummyHistory(),
        enable_open_in_editor=False,
    )


def _stop(event: KeyPressEvent) -> None:
    event.app.exit(exception=StoppedError(event.current_buffer.text), style="")
