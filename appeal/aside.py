"""Has a second core do one piece of drawing; it is never needed, only faster, and knows nothing of what it runs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress


def start_aside(task: Callable[[], bytes]) -> Callable[[], bytes]:
    """Start `task` in a copy of this process and return what waits for its bytes.

    Where the system makes no copies, or the copy fails in any way, the task is run in place when its bytes are
    asked for, so that its errors are raised where they can be told.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin" or (os.cpu_count() or 1) < 2:
        return task
    source, sink = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(source)
        os.close(sink)
        return task
    if child == 0:
        os.close(source)
        _carry_out(task, sink)
    os.close(sink)
    return lambda: _collect(child, source) or task()


def _carry_out(task: Callable[[], bytes], sink: int) -> None:
    """Send the bytes of the task and end this copy without running what belongs to the original."""
    code = 1
    try:
        gc.disable()
        with open(sink, "wb") as pipe:
            pipe.write(task())
        code = 0
    finally:
        os._exit(code)


def _collect(child: int, source: int) -> bytes | None:
    """Return all bytes of a copy that ended well, or None."""
    with open(source, "rb") as pipe:
        content = pipe.read()
    status = 1
    with suppress(ChildProcessError):
        status = os.waitpid(child, 0)[1]
    return content if status == 0 and content else None
