"""Reads a file somebody names, whole and never more than asked; it waits for no pipe or device and knows no content."""

from __future__ import annotations

import os
import stat
from pathlib import Path


class UnfitFileError(ValueError):
    """A file that is not to be read at all; `reason` says in Japanese why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_regular(path: Path, most: int) -> bytes:
    """Return the bytes of an ordinary file of at most `most` bytes.

    Raises UnfitFileError for a folder, pipe or device and for a larger file, OSError or ValueError where it cannot be opened.
    """
    # A pipe would block on opening, so it is asked not to, and the kind is looked at on what was opened.
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise UnfitFileError("普通のファイルではありません")
        with os.fdopen(opened, "rb", closefd=False) as file:
            content = file.read(most + 1)
    finally:
        os.close(opened)
    if len(content) > most:
        raise UnfitFileError("大きすぎます")
    return content
