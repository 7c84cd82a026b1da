"""Paths, folders and ZIP files -> the single reports in them; read only, nothing is unpacked to the disk."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from appeal.errors import AppealError

# They protect the seller's machine from an archive made to fill it; none is Amazon's. 当方の目安, seen 2026-11.
MOST_FILES = 1_000
MOST_UNPACKED_BYTES = 8 * 1024**3
_BUFFER = 256 * 1024
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError)

Progress = Callable[[str, int, int], None]
"""Called now and then with a file's name, the bytes read of it and its size."""


class ReportError(AppealError):
    """A report that cannot be counted; `others` are the rest of those that were refused in the same run."""

    exit_code = 3

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, **values)
        self.others: tuple[ReportError, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its name for people, its bytes in all, and a way to open it from the start."""

    name: str
    size: int
    _open: Callable[[], BinaryIO]

    def open(self, progress: Progress | None = None) -> io.BufferedReader:
        """Open for reading only; raises ReportError where the system refuses."""
        try:
            return io.BufferedReader(_Watched(self, self._open(), progress), _BUFFER)
        except OSError as trouble:
            raise ReportError("T101", file=self.name) from trouble
        except _BROKEN as trouble:
            raise ReportError("T103", file=self.name) from trouble

    def head(self, size: int = 4096) -> bytes:
        """Return the first bytes."""
        with self.open() as stream:
            return stream.read(size)


class _Watched(io.RawIOBase):
    """Passes bytes on, tells how far it is, and turns what goes wrong underneath into a coded error."""

    def __init__(self, source: Source, stream: BinaryIO, progress: Progress | None) -> None:
        super().__init__()
        self._source, self._stream, self._progress, self._done = source, stream, progress, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except (*_BROKEN, gzip.BadGzipFile, zlib.error) as trouble:
            raise ReportError("T103", file=self._source.name) from trouble
        except OSError as trouble:
            raise ReportError("T101", file=self._source.name) from trouble
        buffer[: len(chunk)] = chunk
        self._done += len(chunk)
        if self._done > MOST_UNPACKED_BYTES:
            gigabytes = MOST_UNPACKED_BYTES // 1024**3
            raise ReportError("T104", file=self._source.name, files=MOST_FILES, gigabytes=gigabytes)
        if self._progress is not None:
            self._progress(self._source.name, self._done, self._source.size)
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        super().close()


def find_sources(paths: Sequence[Path]) -> Iterator[Source | ReportError]:
    """Yield every file that the paths lead to, or the error that stands in its place; a file given twice comes once."""
    seen: set[str] = set()
    for path in paths:
        for file, name in _files(path):
            key = os.path.realpath(file)
            if key not in seen:
                seen.add(key)
                yield from _opened(file, name)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, path.name
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not _by_system(name))
        for name in sorted(names):
            if not _by_system(name):
                file = Path(folder) / name
                yield file, file.relative_to(path).as_posix()


def _by_system(name: str) -> bool:
    """Return whether a name is one that Windows, macOS or an office program leaves behind."""
    return name.startswith((".", "~$", "__MACOSX")) or name.lower() in _LEFT_BY_SYSTEMS


def _opened(file: Path, name: str) -> Iterator[Source | ReportError]:
    try:
        entry = file.stat()
        if not stat.S_ISREG(entry.st_mode):
            raise ReportError("T101", file=name)
        source = Source(name, entry.st_size, _file_opener(file))
        head = source.head(4)
        if head == b"PK\x03\x04":
            yield from _members(file, source)
        elif head.startswith(b"\x1f\x8b"):
            yield Source(name, _unpacked_size(file), _gzip_opener(file))
        else:
            yield source
    except (OSError, ValueError):
        yield ReportError("T101", file=name)
    except ReportError as trouble:
        yield trouble


def _file_opener(file: Path) -> Callable[[], BinaryIO]:
    def open_file() -> BinaryIO:
        return file.open("rb", buffering=0)

    return open_file


def _gzip_opener(file: Path) -> Callable[[], BinaryIO]:
    def open_file() -> BinaryIO:
        return cast(BinaryIO, gzip.open(file, "rb"))

    return open_file


def _unpacked_size(file: Path) -> int:
    """Return what the end of a gzip file says of its size, for the progress only: it may lie."""
    with file.open("rb") as stream:
        stream.seek(-4, os.SEEK_END)
        return int.from_bytes(stream.read(4), "little")


def _members(file: Path, source: Source) -> Iterator[Source]:
    """Yield the files inside a ZIP, or the file itself where it is a spreadsheet; raises ReportError for a bad one."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except _BROKEN as trouble:
        raise ReportError("T103", file=source.name) from trouble
    if any(entry.filename.startswith("xl/") for entry in entries):
        yield source
        return
    wanted = [entry for entry in entries if not entry.is_dir() and not _left_behind(entry.filename)]
    if len(wanted) > MOST_FILES or sum(entry.file_size for entry in wanted) > MOST_UNPACKED_BYTES:
        raise ReportError(
            "T104", file=source.name, files=MOST_FILES, gigabytes=MOST_UNPACKED_BYTES // 1024**3
        )
    for entry in wanted:
        if entry.flag_bits & 1:
            raise ReportError("T105", file=source.name)
        if _leaves(entry.filename):
            raise ReportError("T103", file=source.name)
        yield Source(f"{source.name}/{_readable(entry)}", entry.file_size, _opener(file, entry))


def _left_behind(name: str) -> bool:
    return any(_by_system(part) for part in PurePosixPath(name).parts if part != "..")


def _leaves(name: str) -> bool:
    """Return whether a name would lead out of the folder it is unpacked to; such an archive is not an honest one."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or ":" in parts[0]


def _readable(entry: zipfile.ZipInfo) -> str:
    """Return a member's name; Windows in Japan writes cp932 where the ZIP format says cp437."""
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            return entry.filename.encode("cp437").decode("cp932")
    return entry.filename


def _opener(file: Path, entry: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        archive = zipfile.ZipFile(file)
        try:
            return _Member(archive, cast(io.BufferedIOBase, archive.open(entry)))
        except BaseException:
            archive.close()
            raise

    return open_member


class _Member(io.BufferedReader):
    """A member of a ZIP that closes its archive as well."""

    def __init__(self, archive: zipfile.ZipFile, stream: io.BufferedIOBase) -> None:
        super().__init__(cast(io.RawIOBase, stream))
        self._archive = archive

    def close(self) -> None:
        super().close()
        self._archive.close()
