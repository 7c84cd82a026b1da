"""Where lines come from and go to: a console, a pipe, a file of answers; it knows no question."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator
from typing import Protocol

from appeal.intake.answers import AnswerError, command

# What Linux keeps of a line in its line editor; macOS keeps less and refuses the rest with a bell.
LINE_LIMIT = 4095
_MACOS_LINE_LIMIT = 1024


class EndOfInputError(Exception):
    """Nothing more will be typed."""


class StoppedError(Exception):
    """The person stopped in the middle of an answer; `partial` is what was typed of it so far."""

    def __init__(self, partial: str = "") -> None:
        super().__init__(partial)
        self.partial = partial


class BrokenOffError(Exception):
    """A command stood on a line of its own inside an answer of several lines: `partial` is what stood before, `line` the command."""

    def __init__(self, partial: str, line: str) -> None:
        super().__init__(line)
        self.partial = partial
        self.line = line


Whole = Callable[[str], bool]


def is_command(line: str) -> bool:
    """Whether a line is no answer but a command, which needs no empty line behind it."""
    return command(line) is not None


class Terminal(Protocol):
    """What the session needs of a place to talk: whether somebody sits there, a line out, an answer in."""

    interactive: bool

    def say(self, line: str = "") -> None:
        """Put one line out."""

    def read(self, *, several: bool, whole: Whole = is_command) -> str:
        """Return one answer; `several` lines end with an empty one, or with a first line that is `whole` by itself.

        Raises EndOfInputError, StoppedError, AnswerError, and BrokenOffError for a command on a later line.
        """


def put_out(line: str) -> None:
    """Print a line at once, so that it stands before whatever is waited for."""
    print(line, flush=True)  # noqa: T201


class LineReader:
    """Answers out of lines that are already there: a pipe, a file; it never waits after their end."""

    interactive = False

    def __init__(self, lines: Iterator[str], *, echo: bool = False) -> None:
        self._lines = lines
        self._echo = echo

    def say(self, line: str = "") -> None:
        """Put one line out."""
        put_out(line)

    def read(self, *, several: bool, whole: Whole = is_command) -> str:
        """Return the next answer; raises EndOfInputError where there is none."""
        gathered: list[str] = []
        for line in self._lines:
            if self._echo:
                put_out(f"> {line}".rstrip())
            if not several or (not gathered and whole(line)):
                return line
            if not line.strip():
                return "\n".join(gathered)
            if gathered and is_command(line):
                raise BrokenOffError("\n".join(gathered), line)
            gathered.append(line)
        if not gathered:
            raise EndOfInputError
        return "\n".join(gathered)


class Console:
    """A console without a line editor: plain lines, joined where several were pasted at once."""

    interactive = True

    def __init__(
        self,
        ask: Callable[[str], str] = input,
        waiting: Callable[[], bool] | None = None,
        limit: int | None = None,
    ) -> None:
        from appeal.cli.session.waiting import more_is_waiting

        self._ask = ask
        self._waiting = waiting or more_is_waiting
        self._limit = limit or (_MACOS_LINE_LIMIT if sys.platform == "darwin" else LINE_LIMIT)

    def say(self, line: str = "") -> None:
        """Put one line out."""
        put_out(line)

    def read(self, *, several: bool, whole: Whole = is_command) -> str:
        """Return one answer; lines that were pasted together belong together."""
        gathered: list[str] = []
        pasted = False
        while True:
            line = self._line(gathered)
            more = self._waiting()
            if several and not more and not line.strip():
                break
            # What is pasted is text, whatever stands on one of its lines.
            if several and gathered and not more and not pasted and is_command(line):
                raise BrokenOffError("\n".join(gathered), line)
            pasted = more
            gathered.append(line)
            if not more and (not several or (len(gathered) == 1 and whole(line))):
                break
        self._refuse_cut_lines(gathered)
        return "\n".join(gathered)

    def _line(self, gathered: list[str]) -> str:
        try:
            return self._ask("  " if gathered else "> ")
        except EOFError as error:
            if gathered:
                return ""
            raise EndOfInputError from error
        except KeyboardInterrupt as error:
            raise StoppedError("\n".join(gathered)) from error

    def _refuse_cut_lines(self, lines: list[str]) -> None:
        for line in lines:
            if len(line.encode("utf-8", "surrogateescape")) >= self._limit - 1:
                raise AnswerError("I117", limit=f"{self._limit:,}")


def decode_line(line: bytes) -> str:
    """Return a line of a pipe as text: UTF-8, else what a Japanese Windows writes."""
    plain = line.removeprefix(codecs.BOM_UTF8).rstrip(b"\r\n")
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        return plain.decode("cp932", errors="surrogateescape")
