"""A hidden folder beside the target in which a package is made, so that nothing half made is ever seen."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

_NAME = re.compile(r"\.appeal-[0-9a-f]{16}")
_MARKER = "owner.json"
_NEW = "new"
_OLD = "old"
_ATTEMPTS = 5


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """Give a hidden folder beside `target`, locked as long as this process lives, and clear it away at the end.

    What is made in it is `new`; what it replaces is put aside as `old`. A folder left by a process that was killed
    is cleared when the next one begins; an old package it had put aside is put back first.
    """
    clear_dead(target.parent)
    folder, lock = _open(target)
    try:
        yield folder
    finally:
        _put_back(folder)
        with suppress(OSError):
            os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def clear_dead(parent: Path) -> None:
    """Remove hidden folders of ours in `parent` whose process is gone; others are left alone."""
    if not parent.is_dir():
        return
    for entry in sorted(parent.glob(".appeal-*")):
        if _NAME.fullmatch(entry.name) and entry.is_dir() and not entry.is_symlink():
            with suppress(OSError):
                _clear_if_dead(entry)


def _clear_if_dead(folder: Path) -> None:
    held = {entry.name for entry in folder.iterdir()}
    if not held:
        folder.rmdir()
    if not held <= {_MARKER, _NEW, _OLD}:
        return
    try:
        lock = os.open(folder / _MARKER, os.O_RDWR)
    except OSError:
        return
    try:
        if not _lock(lock):
            return
        _put_back(folder)
    finally:
        os.close(lock)
    if not (folder / _OLD).exists() or _is_finished(folder):
        shutil.rmtree(folder, ignore_errors=True)


def _is_finished(folder: Path) -> bool:
    """Whether the package this folder was for stands in its place, so that the old one is no longer needed."""
    target = _target(folder)
    return target is not None and target.exists()


def _target(folder: Path) -> Path | None:
    try:
        name = json.loads((folder / _MARKER).read_text(encoding="utf-8"))["target"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # A name, never a path: what is put back stays beside the hidden folder.
    return folder.parent / name if isinstance(name, str) and Path(name).name == name else None


def _put_back(folder: Path) -> None:
    """Give the old package its place again where the new one never took it."""
    old, target = folder / _OLD, _target(folder)
    if target is not None and old.is_dir() and not target.exists():
        with suppress(OSError):
            old.rename(target)


def _open(target: Path) -> tuple[Path, int]:
    """Make, mark and lock a folder; another process clearing dead ones may take it away in between."""
    for _ in range(_ATTEMPTS):
        folder = target.parent / f".appeal-{token_hex(8)}"
        folder.mkdir()
        with suppress(FileNotFoundError):
            lock = os.open(folder / _MARKER, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            _lock(lock)
            os.write(lock, json.dumps({"made_by": "appeal", "target": target.name}).encode("utf-8"))
            os.fsync(lock)
            if (folder / _MARKER).exists():
                return folder, lock
            os.close(lock)
    raise FileNotFoundError(target.parent)


def _lock(file: int) -> bool:
    """Lock an open file for the life of this process; False where another one holds it or locks are unknown."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # Far behind the content: Windows bars reading what is locked.
            os.lseek(file, 1 << 20, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def swap(new: Path, target: Path, aside: Path) -> None:
    """Put `new` in the place of `target` in one step where the system can, else in two with the old one at `aside`."""
    if not _exchange(new, target):
        target.rename(aside)
        new.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step of the system; False where it knows none."""
    if sys.platform == "win32":
        return False
    import ctypes

    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            done = library.renamex_np(os.fsencode(one), os.fsencode(other), 2)
        else:
            done = library.renameat2(-100, os.fsencode(one), -100, os.fsencode(other), 2)
    except (OSError, AttributeError):
        return False
    return bool(done == 0)
