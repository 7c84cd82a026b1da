"""One evidence file -> its facts: where it lies, size, SHA-256, true type; read only, nothing is judged."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path, PureWindowsPath

from appeal.examine.endings import ending
from appeal.examine.kinds import kind_of
from appeal.examine.limits import BLOCK, MOST_BYTES
from appeal.examine.reading import Reading
from appeal.model.evidence import ACCEPTED_TYPES, FileFacts, FileState

_READ_ONLY_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# The type of an image that carries another document in the same file.
SECOND_DOCUMENT = "mixed"
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


class _UnusableError(Exception):
    """Ends the look at one file early, with the state it was found in."""

    def __init__(self, state: FileState, size: int | None = None, detail: str = "") -> None:
        super().__init__(state)
        self.state, self.size, self.detail = state, size, detail


def examine(files: Sequence[str], folder: Path) -> tuple[FileFacts, ...]:
    """Return the facts of each file, in the same order; every entry gets its facts, whatever is wrong with it.

    `files` are paths as the case states them, relative to `folder`. Files are opened for reading only, one after
    the other; nothing but their access time can change. Never raises because of a file.
    """
    return tuple(_examine_one(file, folder) for file in files)


def _examine_one(file: str, folder: Path) -> FileFacts:
    suffix = PureWindowsPath(file).suffix.lower().lstrip(".")
    path: Path | None = None
    try:
        path = _locate(file, folder)
        content = _read(path)
    except _UnusableError as found:
        nearest = _nearest(file, folder) if found.state is FileState.MISSING else None
        return FileFacts(
            file,
            str(path) if path else None,
            found.state,
            suffix=suffix,
            bytes=found.size,
            detail=found.detail,
            nearest=nearest,
        )
    return _described(file, path, suffix, content)


def _described(file: str, path: Path, suffix: str, content: bytes) -> FileFacts:
    kind = kind_of(content)
    reading = _look_inside(kind, content)
    return FileFacts(
        file=file,
        path=str(path),
        type=SECOND_DOCUMENT if reading.detail == SECOND_DOCUMENT else kind,
        suffix=suffix,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **asdict(reading),
    )


def _locate(file: str, folder: Path) -> Path:
    """Return the path of an existing entry inside the folder; raises _UnusableError for every other case."""
    if Path(file).is_absolute() or PureWindowsPath(file).drive or PureWindowsPath(file).root:
        raise _UnusableError(FileState.OUTSIDE)
    home = folder.resolve()
    for spelling in _spellings(file):
        path = _within(home, spelling)
        try:
            entry = path.lstat()
        except (OSError, ValueError) as trouble:
            if getattr(trouble, "errno", errno.ENOENT) in _NOT_THERE:
                continue
            raise _UnusableError(FileState.NOT_PERMITTED, detail=str(trouble)) from trouble
        if stat.S_ISLNK(entry.st_mode):
            raise _UnusableError(_state_of_link(path, home), detail="link")
        if not stat.S_ISREG(entry.st_mode):
            raise _UnusableError(FileState.NO_ORDINARY_FILE, detail="no regular file")
        return path
    raise _UnusableError(FileState.MISSING)


def _state_of_link(path: Path, home: Path) -> FileState:
    try:
        inside = path.resolve().is_relative_to(home)
    except (OSError, RuntimeError):
        # A link that leads back to itself leads nowhere else.
        inside = True
    return FileState.NO_ORDINARY_FILE if inside else FileState.OUTSIDE


def _within(home: Path, spelling: str) -> Path:
    """Return the path with its folders resolved, its last part not; raises _UnusableError where it leaves `home`."""
    try:
        whole = home / spelling
        path = whole.resolve() if whole.name == ".." else whole.parent.resolve() / whole.name
    except (OSError, ValueError, RuntimeError) as trouble:
        raise _UnusableError(FileState.MISSING, detail=str(trouble)) from trouble
    if not path.is_relative_to(home):
        raise _UnusableError(FileState.OUTSIDE)
    return path


def _spellings(file: str) -> Iterator[str]:
    """Yield the ways one name may be stored: as typed, composed, decomposed (macOS), with Windows' separators turned."""
    seen = set()
    for separated in (file, file.replace("\\", "/")):
        for form in (
            separated,
            unicodedata.normalize("NFC", separated),
            unicodedata.normalize("NFD", separated),
        ):
            if form not in seen:
                seen.add(form)
                yield form


def _read(path: Path) -> bytes:
    """Return the bytes of an ordinary file, read once from one descriptor; raises _UnusableError for anything else."""
    try:
        # Without O_NONBLOCK a pipe put here in the meantime would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | _READ_ONLY_FLAGS)
    except (OSError, ValueError) as trouble:
        raise _UnusableError(_state_of(trouble), detail=str(trouble)) from trouble
    try:
        return _drained(descriptor)
    except OSError as trouble:
        raise _UnusableError(FileState.NOT_PERMITTED, detail=str(trouble)) from trouble
    finally:
        os.close(descriptor)


def _state_of(trouble: OSError | ValueError) -> FileState:
    number = getattr(trouble, "errno", None)
    if number in _NOT_THERE:
        return FileState.MISSING
    return FileState.NO_ORDINARY_FILE if number in (errno.ELOOP, errno.ENXIO) else FileState.NOT_PERMITTED


def _drained(descriptor: int) -> bytes:
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode):
        raise _UnusableError(FileState.NO_ORDINARY_FILE)
    if about.st_size > MOST_BYTES:
        raise _UnusableError(FileState.TOO_LARGE, about.st_size)
    content = bytearray()
    while block := os.read(descriptor, BLOCK):
        content += block
        if len(content) > MOST_BYTES:
            raise _UnusableError(FileState.TOO_LARGE, len(content))
    if not content:
        raise _UnusableError(FileState.EMPTY, 0)
    return bytes(content)


def _nearest(file: str, folder: Path) -> str | None:
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
    close = get_close_matches(_folded(wanted.name), names, n=1)
    return (place / names[close[0]]).relative_to(home).as_posix() if close else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _look_inside(kind: str, content: bytes) -> Reading:
    """Let the reader of this type look; whatever it raises becomes a state."""
    if kind not in ACCEPTED_TYPES:
        return Reading(FileState.OTHER_TYPE)
    try:
        return _read_inside(kind, content)
    except Exception as trouble:  # noqa: BLE001
        # The one place where everything is caught: on damaged files the readers raise far outside their own
        # classes (AssertionError, KeyError, RecursionError ...), and one bad file may never end the run.
        cut = ending(kind, content).end is None
        state = FileState.TRUNCATED if cut else FileState.DAMAGED
        return Reading(state, detail=f"{type(trouble).__name__}: {trouble}"[:500])


def _read_inside(kind: str, content: bytes) -> Reading:
    if kind == "pdf":
        from appeal.examine.pdf import read_pdf

        return read_pdf(content)
    from appeal.examine.image import read_image, second_document

    if second_document(kind, content):
        return Reading(FileState.OTHER_TYPE, detail=SECOND_DOCUMENT)
    return read_image(kind, content)
