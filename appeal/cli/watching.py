"""Tells on stderr how far a long look at the evidence has come; it looks at nothing itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

# Where nobody watches, each step is a line of its own: few of them are enough.
_LINE_SECONDS = 5.0


def evidence_meter() -> Callable[[int, int], None]:
    """Return what writes how many files of how many are done; a terminal gets one line that is renewed and wiped."""
    watched = sys.stderr is not None and sys.stderr.isatty()
    told = [0.0]

    def show(done: int, whole: int) -> None:
        now = time.monotonic()
        if sys.stderr is None or not (watched or now - told[0] > _LINE_SECONDS):
            return
        told[0] = now
        line = f"証憑を確かめています: {whole}件のうち{done}件"
        if watched:
            sys.stderr.write("\r\x1b[K" if done == whole else f"\r{line}\x1b[K")
        else:
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    return show
