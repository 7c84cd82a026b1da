"""Whether more input already waits behind a line, so that a pasted text stays one answer; it reads nothing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from typing import Any

# Long enough for the rest of a paste over a slow connection, too short for a person to notice.
_PATIENCE = 0.05


def more_is_waiting() -> bool:
    """Return whether something was typed or pasted that nobody has read yet."""
    return waits(_modules())


def _modules() -> dict[str, Any]:
    """Return what this system offers to look at its input."""
    import importlib

    found: dict[str, Any] = {}
    for name in ("msvcrt", "termios", "select"):
        with contextlib.suppress(ImportError):
            found[name] = importlib.import_module(name)
    return found


def waits(modules: dict[str, Any], patience: float = _PATIENCE) -> bool:
    """Return whether input waits, asked in the way of the modules that are there: `msvcrt`, or `termios` and `select`."""
    if "msvcrt" in modules:
        return _pressed(modules["msvcrt"].kbhit, patience)
    if "select" not in modules:
        return False
    if _selected(modules["select"], patience):
        return True
    return "termios" in modules and _holds_half_a_line(modules["termios"], modules["select"])


def _pressed(kbhit: Callable[[], bool], patience: float) -> bool:
    import time

    if kbhit():
        return True
    time.sleep(patience)
    return kbhit()


def _selected(select: Any, patience: float) -> bool:
    try:
        return bool(select.select([sys.stdin], [], [], patience)[0])
    except (OSError, ValueError):
        return False


def _holds_half_a_line(termios: Any, select: Any) -> bool:
    """Whether the line editor of the system holds the beginning of a line, which `select` does not tell of.

    A paste that does not end with a line end leaves its last line there; it would become the answer to the next question.
    """
    try:
        number = sys.stdin.fileno()
        before = termios.tcgetattr(number)
        raw = list(before)
        raw[3] = before[3] & ~termios.ICANON
        termios.tcsetattr(number, termios.TCSANOW, raw)
        try:
            return _selected(select, 0)
        finally:
            termios.tcsetattr(number, termios.TCSANOW, before)
    except (termios.error, OSError, ValueError):
        return False
