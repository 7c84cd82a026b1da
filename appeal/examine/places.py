"""Finds where a file named by the case lies, inside the folder of the case; it opens nothing."""

from __future__ import annotations

import errno
import re
import stat
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PureWindowsPath

from appeal.model.evidence import FileState

_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "b": "\b", "e": "\x1b"}
_CONTROL = re.compile(r"\\([nrtfbe]|u00[01][0-9A-Fa-f])")
NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


class UnusableError(Exception):
    """Ends the look at one file early, with the state it was found in and its size in bytes where that is known."""

    def __init__(self, state: FileState, size: int | None = None, detail: str = "") -> None:
        super().__init__(state)
        self.state, self.size, self.detail = state, size, detail


def locate(file: str, folder: Path) -> Path:
    """Return the path of an existing entry inside the folder; raises UnusableError for every other case."""
    if Path(file).is_absolute() or PureWindowsPath(file).drive or PureWindowsPath(file).root:
        raise UnusableError(FileState.OUTSIDE)
    home = folder.resolve()
    for spelling in _spellings(file):
        path = _within(home, spelling)
        try:
            entry = path.lstat()
        except (OSError, ValueError) as trouble:
            if getattr(trouble, "errno", errno.ENOENT) in NOT_THERE:
                continue
            raise UnusableError(FileState.NOT_PERMITTED, detail=str(trouble)) from trouble
        if stat.S_ISLNK(entry.st_mode):
            raise UnusableError(_state_of_link(path, home), detail="link")
        if not stat.S_ISREG(entry.st_mode):
            raise UnusableError(FileState.NO_ORDINARY_FILE, detail="no regular file")
        return path
    raise UnusableError(FileState.MISSING)


def nearest(file: str, folder: Path) -> str | None:
    """Return a file that may be meant by a name that is not there, written as the case would, or None."""
    wanted = PureWindowsPath(file)
    home = folder.resolve()
    place = home.joinpath(*wanted.parent.parts)
    try:
        for entry in (home, *sorted(child for child in home.iterdir() if child.is_dir())):
            if (entry / wanted.name).is_file():
                return (entry / wanted.name).relative_to(home).as_posix()
        names = {_folded(entry.name): entry.name for entry in place.iterdir() if entry.is_file()}
    except (OSError, ValueError):
        return None
    # A short name is close to any other by chance.
    close = get_close_matches(_folded(wanted.name), names, n=1, cutoff=0.75)
    return (place / names[close[0]]).relative_to(home).as_posix() if close else None


def _state_of_link(path: Path, home: Path) -> FileState:
    try:
        inside = path.resolve().is_relative_to(home)
    except (OSError, RuntimeError):
        # A link that leads back to itself leads nowhere else.
        inside = True
    return FileState.NO_ORDINARY_FILE if inside else FileState.OUTSIDE


def _within(home: Path, spelling: str) -> Path:
    """Return the path with its folders resolved, its last part not; raises UnusableError where it leaves `home`."""
    try:
        whole = home / spelling
        path = whole.resolve() if whole.name == ".." else whole.parent.resolve() / whole.name
    except (OSError, ValueError, RuntimeError) as trouble:
        raise UnusableError(FileState.MISSING, detail=str(trouble)) from trouble
    if not path.is_relative_to(home):
        raise UnusableError(FileState.OUTSIDE)
    return path


def _spellings(file: str) -> Iterator[str]:
    """Yield the ways one name may be stored: as typed, composed, decomposed (macOS), with Windows' separators turned.

    A name that holds a line break or another control can only be typed as `\\n` or `\\u001b`: that is tried last.
    """
    seen = set()
    for separated in (file, file.replace("\\", "/"), _CONTROL.sub(_control, file)):
        for form in (
            separated,
            unicodedata.normalize("NFC", separated),
            unicodedata.normalize("NFD", separated),
        ):
            if form not in seen:
                seen.add(form)
                yield form


def _control(typed: re.Match[str]) -> str:
    letter = typed[1]
    return chr(int(letter[1:], 16)) if letter[0] in "uU" else _CONTROLS[letter]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
