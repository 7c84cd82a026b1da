"""One session a case: a lock that the system takes back when its holder dies; it knows nothing of what the case holds."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from appeal.errors import CallError

# Behind any text the file can hold: Windows bars others from reading the bytes that are locked.
_FAR = 1 << 20


class HeldElsewhereError(Exception):
    """Another process holds the lock."""


@contextlib.contextmanager
def held(case: Path, hold: Callable[[int], None] | None = None) -> Iterator[None]:
    """Hold the lock of a case for the length of a block; raises CallError (I119) with the time of the one who has it.

    The file beside the case says process and time. A lock whose holder has ended, however, is taken over.
    """
    path = case.with_name(f".{case.name}.lock")
    try:
        number = _taken(path, hold or _system_hold())
    except HeldElsewhereError as error:
        raise CallError("I119", file=case.name, time=_time_of(path)) from error
    except OSError as error:
        raise CallError("I120", file=case.name) from error
    try:
        yield
    finally:
        _release(path, number)


def _taken(path: Path, hold: Callable[[int], None]) -> int:
    while True:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            hold(number)
            if not _is_still(path, number):
                # The one before removed the file between our opening and our lock: ours is a file without a name.
                os.close(number)
                continue
            os.ftruncate(number, 0)
            os.write(number, f"{os.getpid()} {datetime.now():%Y-%m-%d %H:%M}\n".encode())
        except BaseException:
            with contextlib.suppress(OSError):
                os.close(number)
            raise
        return number


def _is_still(path: Path, number: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(number))
    except FileNotFoundError:
        return False


def _release(path: Path, number: int) -> None:
    # First the name, then the lock: whoever opened the file meanwhile sees that its name is gone.
    with contextlib.suppress(OSError):
        path.unlink()
    with contextlib.suppress(OSError):
        os.close(number)
    with contextlib.suppress(OSError):
        # Windows does not remove an open file.
        if os.name == "nt":
            path.unlink()


def _time_of(path: Path) -> str:
    try:
        written = path.read_text(encoding="ascii").split(maxsplit=1)
    except (OSError, ValueError):
        written = []
    return written[1].strip() if len(written) == 2 else "少し前"


def _system_hold() -> Callable[[int], None]:
    import importlib

    try:
        return posix_hold(importlib.import_module("fcntl"))
    except ImportError:
        return windows_hold(importlib.import_module("msvcrt"))


def posix_hold(fcntl: Any) -> Callable[[int], None]:
    """Return how a POSIX system locks an open file without waiting."""

    def hold(number: int) -> None:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HeldElsewhereError from error

    return hold


def windows_hold(msvcrt: Any) -> Callable[[int], None]:
    """Return how Windows locks an open file without waiting: one byte, far behind the text."""

    def hold(number: int) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise HeldElsewhereError from error
        os.lseek(number, 0, os.SEEK_SET)

    return hold
