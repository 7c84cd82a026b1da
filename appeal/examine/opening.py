"""Reads the bytes of one ordinary file, once, from one descriptor; it looks at none of them and writes nothing."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from appeal.examine.limits import MOST_BYTES
from appeal.examine.places import NOT_THERE, UnusableError
from appeal.model.evidence import FileState

_READ_ONLY_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of an ordinary file; raises UnusableError for anything else."""
    try:
        # Without O_NONBLOCK a pipe put here in the meantime would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | _READ_ONLY_FLAGS)
    except (OSError, ValueError) as trouble:
        raise UnusableError(_state_of(trouble), detail=str(trouble)) from trouble
    try:
        return _drained(descriptor)
    except OSError as trouble:
        raise UnusableError(FileState.NOT_PERMITTED, detail=str(trouble)) from trouble
    finally:
        os.close(descriptor)


def _state_of(trouble: OSError | ValueError) -> FileState:
    number = getattr(trouble, "errno", None)
    if number in NOT_THERE:
        return FileState.MISSING
    return FileState.NO_ORDINARY_FILE if number in (errno.ELOOP, errno.ENXIO) else FileState.NOT_PERMITTED


def _drained(descriptor: int) -> bytes:
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode):
        raise UnusableError(FileState.NO_ORDINARY_FILE)
    if about.st_size > MOST_BYTES:
        raise UnusableError(FileState.TOO_LARGE, about.st_size)
    pieces: list[bytes] = []
    size = 0
    # Asked for in one piece, the bytes are held once; the loop is for files that grow meanwhile.
    while block := os.read(descriptor, max(about.st_size - size, 0) + 1):
        pieces.append(block)
        size += len(block)
        if size > MOST_BYTES:
            raise UnusableError(FileState.TOO_LARGE, size)
    if not size:
        raise UnusableError(FileState.EMPTY, 0)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
