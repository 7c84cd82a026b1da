"""Has a second core do one piece of work; it is never needed, only faster, and knows nothing of what it runs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Result = TypeVar("Result")


def start_aside(task: Callable[[], Result]) -> Callable[[], Result]:
    """Start `task` in a copy of this process and return what waits for its result.

    Where the system makes no copies, or the copy fails in any way, the task is run in place when its result is
    asked for, so that its errors are raised where they can be told. The result must be a value that can be pickled.
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

    def collect() -> Result:
        told = _collect(child, source)
        return _unpack(told) if told is not None else task()

    return collect


def _carry_out(task: Callable[[], object], sink: int) -> None:
    """Send the result of the task and end this copy without running what belongs to the original."""
    import pickle

    code = 1
    try:
        gc.disable()
        with open(sink, "wb") as pipe:
            pipe.write(pickle.dumps(task()))
        code = 0
    finally:
        os._exit(code)


def _unpack(told: bytes) -> Result:  # type: ignore[type-var]
    import pickle

    # Only a copy of this very process can have written into the pipe.
    result: Result = pickle.loads(told)
    return result


def _collect(child: int, source: int) -> bytes | None:
    """Return all bytes of a copy that ended well, or None."""
    with open(source, "rb") as pipe:
        content = pipe.read()
    status = 1
    with suppress(ChildProcessError):
        status = os.waitpid(child, 0)[1]
    return content if status == 0 and content else None
