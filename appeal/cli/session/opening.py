"""Chooses where a session talks: a file of answers, a pipe, a console with or without a line editor; it says nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from appeal.cli.session.terminal import Console, LineReader, Terminal, decode_line
from appeal.errors import CallError

# No hand writes as many answers.
_LARGEST = 20_000_000


def open_terminal(plain: bool, answers: Path | None) -> Terminal:
    """Return the place to talk: a file of answers, a pipe, or the console with or without a line editor."""
    if answers is not None:
        return LineReader(_answer_lines(answers), echo=True)
    if sys.stdin is None or not sys.stdin.isatty():
        return LineReader(_piped_lines(), echo=True)
    dumb = os.environ.get("TERM", "") == "dumb"
    if plain or dumb or not sys.stdout.isatty() or not _has_editor():
        return Console()
    from appeal.cli.session.editor import Editor

    return Editor()


def _has_editor() -> bool:
    from importlib.util import find_spec

    return find_spec("prompt_toolkit") is not None


def _piped_lines() -> Iterator[str]:
    stream: BinaryIO | None = sys.stdin.buffer if sys.stdin is not None else None
    while stream is not None and (line := stream.readline()):
        yield decode_line(line)


def _answer_lines(path: Path) -> Iterator[str]:
    from appeal.intake.regular_files import read_regular

    try:
        content = read_regular(path, _LARGEST)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932", errors="surrogateescape")
    except (OSError, ValueError) as error:
        raise CallError("I124", file=path) from error
    return iter(text.splitlines())
