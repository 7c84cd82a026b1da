"""The process that opens distrusted files: held by limits, without input or programs to start; it answers in lines of JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from appeal.examine.inside import look
from appeal.examine.limits import Restraint
from appeal.examine.replies import decode_request, encode_reply

# The exit code of a worker that ran out of memory in an orderly way.
OUT_OF_MEMORY = 3


def serve(requests: int, replies: int, restraint: Restraint) -> None:
    """Answer every request that comes from the descriptor `requests`, in turn; return when there are no more.

    Each file gets its own time; memory is that of the process. Returns early where a file has left the process
    too large to go on, so that the parent starts a fresh one.
    """
    _close_the_doors()
    _restrain_once(restraint)
    began = _used()
    for line in _lines(requests):
        index, path = decode_request(line)
        _restrain_file(restraint)
        try:
            for values in look(Path(path)):
                _send(replies, encode_reply(index, values, finished=False))
        except MemoryError:
            # The exit code tells the parent; nothing more is allocated here.
            os._exit(OUT_OF_MEMORY)
        _rest()
        _send(replies, encode_reply(index, {}, finished=True))
        if _used() - began > restraint.tired_bytes:
            return


def restrain(restraint: Restraint) -> None:
    """Hold this process to the limits of a worker for one file; for a process that does one piece of work and ends."""
    _close_the_doors()
    _restrain_once(restraint)
    _restrain_file(restraint)


def _lines(descriptor: int) -> Iterator[bytes]:
    waiting = b""
    while block := os.read(descriptor, 65536):
        *whole, waiting = (waiting + block).split(b"\n")
        yield from whole


def _send(descriptor: int, line: bytes) -> None:
    view = memoryview(line)
    while view:
        view = view[os.write(descriptor, view) :]


def _close_the_doors() -> None:
    """Leave no program to be found; a library that wants to start one gets an error instead."""
    os.environ["PATH"] = ""
    sys.setrecursionlimit(2_000)


if sys.platform != "win32":
    import resource
    import signal

    def _restrain_once(restraint: Restraint) -> None:
        # Ctrl-C reaches the whole group: the parent decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Python would turn these into exceptions that a library may swallow; the kernel's way ends the process.
        for number in (signal.SIGXCPU, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        for name, most in (
            (resource.RLIMIT_AS, _taken() + restraint.memory_bytes),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NPROC, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            # Not every system knows each of them; the clock of the parent holds everywhere.
            with suppress(ValueError, OSError):
                resource.setrlimit(name, (most, most))

    def _taken() -> int:
        """Return the bytes of address space this process began with: a forked one has those of its parent."""
        try:
            with open("/proc/self/statm", encoding="ascii") as told:
                return int(told.read().split()[0]) * resource.getpagesize()
        except (OSError, ValueError):
            return 0

    def _restrain_file(restraint: Restraint) -> None:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(spent.ru_utime + spent.ru_stime) + restraint.cpu_seconds + 1
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        signal.setitimer(signal.ITIMER_REAL, restraint.wall_seconds)

    def _rest() -> None:
        """Stop the clock while no file is open: waiting for the parent costs nobody anything."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _used() -> int:
        """Return the most memory this process has held, in bytes."""
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

else:

    def _restrain_once(restraint: Restraint) -> None:
        """Windows has no such limits; the parent's clock and the ceilings of pixels and pages must do."""

    def _restrain_file(restraint: Restraint) -> None:
        """See `_restrain_once`."""

    def _rest() -> None:
        """See `_restrain_once`."""

    def _used() -> int:
        return 0
