"""Starts, hears and ends the workers: forked where the system can, else as new programs; it knows nothing of files."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from appeal.examine.limits import Restraint
from appeal.examine.worker import OUT_OF_MEMORY, serve

_BLOCK = 65536
# What Python itself needs to start; a worker gets no other word of the seller's surroundings.
_ENVIRONMENT = ("SYSTEMROOT", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "TEMP", "TMP")


class Worker(Protocol):
    """One worker: `assigned` are the files it was asked for and has not finished, `served` how many it has."""

    assigned: deque[int]
    served: int
    waiting: bytes
    heard: float

    def ask(self, line: bytes) -> None:
        """Hand over a request; one that has ended takes it silently, its end is heard later."""

    def stop(self) -> int:
        """End it, if it runs, and return its exit code; negative numbers are signals."""


class Company(Protocol):
    """A way of starting workers and hearing all of them at once."""

    def start(self) -> Worker:
        """Return a fresh worker; raises OSError where the system has none to give."""

    def hear(self, workers: Sequence[Worker], seconds: float) -> list[tuple[Worker, bytes]]:
        """Return what workers said within the time; no bytes mean that this one has ended."""


def can_fork() -> bool:
    """Whether a forked worker is safe here: the system has fork, and no other thread could hold a lock."""
    return sys.platform != "win32" and threading.active_count() == 1


def company(restraint: Restraint, *, forked: bool) -> Company:
    """Return the way of starting workers that this system offers."""
    if forked and sys.platform != "win32":
        return _ForkedCompany(restraint)
    return _SpawnedCompany(restraint)


class _SpawnedWorker:
    """A worker as a program of its own, heard by a thread: pipes of Windows cannot be waited for together."""

    def __init__(self, restraint: Restraint, mailbox: queue.Queue[tuple[Worker, bytes]]) -> None:
        self.assigned: deque[int] = deque()
        self.served, self.waiting, self.heard = 0, b"", 0.0
        numbers = (
            restraint.cpu_seconds,
            restraint.wall_seconds,
            restraint.memory_bytes,
            restraint.tired_bytes,
        )
        kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "appeal.examine", *map(str, numbers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PATH": "", "PYTHONUTF8": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            bufsize=0,
        )
        self._thread = threading.Thread(target=self._listen, args=(mailbox,), daemon=True)
        self._thread.start()

    def _listen(self, mailbox: queue.Queue[tuple[Worker, bytes]]) -> None:
        stream = self._process.stdout
        while stream is not None:
            block = stream.read(_BLOCK)
            mailbox.put((self, block or b""))
            if not block:
                return

    def ask(self, line: bytes) -> None:
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.write(line)

    def stop(self) -> int:
        self._process.kill()
        code = self._process.wait()
        self._thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        return code


class _SpawnedCompany:
    def __init__(self, restraint: Restraint) -> None:
        self._restraint = restraint
        self._mailbox: queue.Queue[tuple[Worker, bytes]] = queue.Queue()

    def start(self) -> Worker:
        return _SpawnedWorker(self._restraint, self._mailbox)

    def hear(self, workers: Sequence[Worker], seconds: float) -> list[tuple[Worker, bytes]]:
        try:
            said = self._mailbox.get(timeout=max(seconds, 0))
        except queue.Empty:
            return []
        # The last words of a worker that was stopped belong to nobody.
        return [said] if said[0] in workers else []


if sys.platform != "win32":
    import fcntl
    import select
    import signal

    class _ForkedWorker:
        """A copy of this process that keeps two pipes and nothing else of it."""

        def __init__(self, restraint: Restraint) -> None:
            self.assigned: deque[int] = deque()
            self.served, self.waiting, self.heard = 0, b"", 0.0
            theirs_in, self._requests = os.pipe()
            self.replies, theirs_out = os.pipe()
            try:
                self._pid = os.fork()
            except OSError:
                for descriptor in (theirs_in, self._requests, self.replies, theirs_out):
                    os.close(descriptor)
                raise
            if self._pid == 0:
                _live(theirs_in, theirs_out, restraint)
            os.close(theirs_in)
            os.close(theirs_out)

        def ask(self, line: bytes) -> None:
            with suppress(OSError):
                os.write(self._requests, line)

        def stop(self) -> int:
            os.kill(self._pid, signal.SIGKILL)
            os.close(self._requests)
            os.close(self.replies)
            return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    class _ForkedCompany:
        def __init__(self, restraint: Restraint) -> None:
            self._restraint = restraint

        def start(self) -> Worker:
            return _ForkedWorker(self._restraint)

        def hear(self, workers: Sequence[Worker], seconds: float) -> list[tuple[Worker, bytes]]:
            by_descriptor = {one.replies: one for one in workers if isinstance(one, _ForkedWorker)}
            ready, _, _ = select.select(list(by_descriptor), [], [], max(seconds, 0))
            return [(by_descriptor[one], os.read(one, _BLOCK)) for one in ready]

    def _live(requests: int, replies: int, restraint: Restraint) -> None:
        """Be the worker; never returns, so that nothing of the program above runs twice."""
        code = 1
        try:
            # Where the program was started without standard streams, the pipes may have taken their numbers.
            requests, replies = (fcntl.fcntl(one, fcntl.F_DUPFD, 3) for one in (requests, replies))
            nothing = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(nothing, descriptor)
            first, second = sorted((requests, replies))
            os.closerange(3, first)
            os.closerange(first + 1, second)
            os.closerange(second + 1, os.sysconf("SC_OPEN_MAX"))
            serve(requests, replies, restraint)
            code = 0
        except MemoryError:
            code = OUT_OF_MEMORY
        finally:
            os._exit(code)


def was_too_heavy(code: int) -> bool:
    """Whether an exit code tells of a limit that was reached, not of a reader that broke."""
    if code == OUT_OF_MEMORY:
        return True
    if sys.platform == "win32":
        return False
    return -code in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
