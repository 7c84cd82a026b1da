"""Writes the folder that is handed over, whole or not at all; it never writes anywhere else and knows no content."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from appeal.bundle.sent import NONE_SENT, SentPackages, round_around, zipped_round
from appeal.bundle.workshop import swap, workshop
from appeal.errors import PackageError

MANIFEST = "manifest.json"
_CHUNK = 1 << 20
# Files a desktop puts into any folder it shows.
_OF_THE_DESKTOP = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BARRED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file of a package: its ASCII `path` inside, and either its `content` or the `source` it is a copy of.

    `sha256` is what a copy must have: what `check` saw. `name` is how messages call the source.
    """

    path: str
    content: bytes | None = None
    source: Path | None = None
    sha256: str | None = None
    name: str = ""


def _no_step(_step: str) -> None:
    return None


def write_package(
    target: Path,
    files: Sequence[PackageFile],
    *,
    force: bool,
    sources: Sequence[Path],
    sent: SentPackages = NONE_SENT,
    step: Callable[[str], None] = _no_step,
) -> None:
    """Write the package folder `target` in one move; `files` must hold a manifest.json that names its maker.

    `sources` are the case file and every file it names, `sent` the packages that stay as they are. `step` is told before each step (for tests that stop at
    it). Raises PackageError; a package that stood there before is then untouched.
    """
    _ensure_names(files)
    target = target.absolute()
    ensure_place(target, force=force, sources=sources, sent=sent)
    with _telling(target), _parents(target), workshop(target) as folder:
        step("workshop")
        new = folder / "new"
        new.mkdir()
        for file in files:
            step(file.path)
            _write(new / file.path, file)
        for place in sorted({new, *((new / file.path).parent for file in files)}):
            _sync_folder(place)
        step("move")
        _move(new, target, folder / "old", force=force)
        step("moved")
        _sync_folder(target.parent)


def write_zip(
    package: Path, *, force: bool, sent: SentPackages = NONE_SENT, step: Callable[[str], None] = _no_step
) -> Path:
    """Write the package folder as one ZIP beside it and return its path; the same package gives the same bytes.

    Raises PackageError; an existing file is replaced only with `force`, and only a ZIP.
    """
    import zipfile

    package = package.absolute()
    target = package.with_name(package.name + ".zip")
    ensure_zip_place(package, force=force, sent=sent)
    with _telling(target), workshop(target) as folder:
        new = folder / "new"
        with zipfile.ZipFile(new, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(file for file in package.rglob("*") if file.is_file()):
                step(path.name)
                inside = (
                    f"{unicodedata.normalize('NFC', package.name)}/{path.relative_to(package).as_posix()}"
                )
                entry = zipfile.ZipInfo(inside, _ZIP_TIME)
                entry.create_system = 3
                entry.external_attr = (stat.S_IFREG | 0o644) << 16
                archive.writestr(entry, path.read_bytes())
        _sync_file(new)
        step("move")
        new.replace(target)
        _sync_folder(target.parent)
    return target


def ensure_zip_place(package: Path, *, force: bool, sent: SentPackages = NONE_SENT) -> None:
    """Raise PackageError where a ZIP beside `package` may not be written; one of a sent package stays as it is."""
    import zipfile

    target = package.with_name(package.name + ".zip")
    if not os.path.lexists(target):
        return
    if not target.is_file() or not zipfile.is_zipfile(target):
        raise PackageError("P702", folder=target)
    if sent and (number := zipped_round(target, sent)):
        raise PackageError("P705", folder=target, number=number)
    if not force:
        raise PackageError("P701", folder=target)


def ensure_place(
    target: Path, *, force: bool, sources: Sequence[Path], sent: SentPackages = NONE_SENT
) -> None:
    """Raise PackageError where a package may not be written to `target`; nothing is touched.

    Not among the evidence, nor where it would contain a source; over an existing package only with `force`, and
    never over one that was `sent` or over anything else.
    """
    place = target.resolve()
    folders = {source.resolve().parent for source in sources}
    if any(place == folder or place in folder.parents for folder in folders):
        raise PackageError("P704", folder=target)
    home = Path(os.path.commonpath(folders)) if len({folder.anchor for folder in folders}) == 1 else None
    evidence = {folder for folder in folders if folder != home}
    if any(folder in place.parents for folder in evidence):
        raise PackageError("P704", folder=target)
    if not target.is_symlink() and (known := round_around(target.absolute(), sent)):
        raise PackageError(
            "P705", folder=known[0] if known[0] != target.absolute() else target, number=known[1]
        )
    if os.path.lexists(target):
        with _telling(target):
            _ensure_replaceable(target, force=force)


def _ensure_replaceable(target: Path, *, force: bool) -> None:
    if target.is_symlink() or not target.is_dir():
        raise PackageError("P702", folder=target)
    if not any(target.iterdir()):
        return
    listed = _listed(target)
    if listed is None:
        raise PackageError("P702", folder=target)
    if not force:
        raise PackageError("P701", folder=target)
    present = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    added = sorted(path for path in present - listed if PurePosixPath(path).name not in _OF_THE_DESKTOP)
    if added:
        raise PackageError("P703", folder=target, files="、".join(added))


def _listed(package: Path) -> set[str] | None:
    """Return the paths a package of ours says it holds, or None where the folder is none."""
    try:
        told = json.loads((package / MANIFEST).read_text(encoding="utf-8"))
        if not str(told["made_by"]).startswith("appeal "):
            return None
        return {MANIFEST, *(str(file["path"]) for file in told["files"])}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _ensure_names(files: Sequence[PackageFile]) -> None:
    """Raise ValueError for a name that could leave the folder or break on another system: a bug of ours."""
    folded = [file.path.lower() for file in files]
    if len(set(folded)) != len(folded) or MANIFEST not in folded:
        raise ValueError("names twice, or no manifest")
    for file in files:
        parts = PurePosixPath(file.path).parts
        if (
            not file.path.isascii()
            or file.path.startswith("/")
            or {"..", "."} & set(parts)
            or "\\" in file.path
        ):
            raise ValueError(f"not a name for a package: {file.path}")


@contextmanager
def _telling(target: Path) -> Iterator[None]:
    """Turn the system's refusals into errors of ours."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise PackageError("P721", folder=target) from error
        if error.errno in _BARRED:
            raise PackageError("P722", folder=target) from error
        reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise PackageError("P723", folder=target, reason=reason) from error


@contextmanager
def _parents(target: Path) -> Iterator[None]:
    """Make the folders above `target`; take away again those that were made for nothing."""
    made = [folder for folder in target.parents if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for folder in made:
                folder.rmdir()
        raise


def _write(path: Path, file: PackageFile) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        if file.source is None:
            target.write(file.content or b"")
        else:
            _copy(file, file.source, target.write)
        target.flush()
        os.fsync(target.fileno())


def _copy(file: PackageFile, source: Path, write: Callable[[bytes], object]) -> None:
    """Copy byte for byte; raises PackageError where the bytes are no longer those that were examined."""
    name = file.name or source.name
    digest = hashlib.sha256()
    try:
        # A pipe put in the place of the file would otherwise be waited on for ever.
        opened = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise PackageError("P712", file=name) from error
    with os.fdopen(opened, "rb") as original:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise PackageError("P712", file=name)
        while chunk := _read(original.read, name):
            digest.update(chunk)
            write(chunk)
    if file.sha256 is not None and digest.hexdigest() != file.sha256:
        raise PackageError("P711", file=name)


def _read(read: Callable[[int], bytes], name: str) -> bytes:
    try:
        return read(_CHUNK)
    except OSError as error:
        raise PackageError("P712", file=name) from error


def _move(new: Path, target: Path, aside: Path, *, force: bool) -> None:
    if force and target.exists() and any(target.iterdir()):
        swap(new, target, aside)
        return
    with suppress(FileNotFoundError):
        target.rmdir()
    try:
        new.rename(target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            raise PackageError("P701", folder=target) from error
        raise


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    """Make the names in a folder last; Windows opens no folders and needs none of this."""
    with suppress(OSError):
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
