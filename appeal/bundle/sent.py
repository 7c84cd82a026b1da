"""Tells which packages on the disk were sent and stay as they are; it writes nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath

# The SHA-256 of all files of each package that was sent -> its round.
SentPackages = Mapping[frozenset[str], int]
NONE_SENT: SentPackages = {}
_MANIFEST = "manifest.json"
_LARGEST = 20_000_000
_LEVELS, _LEVELS_BESIDE, _MOST_BESIDE = 6, 3, 1_000


def homes_around(folder: Path) -> tuple[Path, ...]:
    """Return where the record of a package in `folder` may lie: the folders above it, and cases beside the nearest of these.

    Six levels up, and not above the home folder of the person.
    """
    found: dict[Path, None] = {}
    for start in dict.fromkeys((folder.absolute(), Path(os.path.realpath(folder)))):
        for level, above in enumerate(_above(start)):
            found[above] = None
            if level < _LEVELS_BESIDE:
                found |= dict.fromkeys(_cases_in(above))
    return tuple(found)


def _cases_in(folder: Path) -> list[Path]:
    try:
        return [one for one in islice(folder.iterdir(), _MOST_BESIDE) if (one / "rounds").is_dir()]
    except OSError:
        return []


def _above(folder: Path) -> Iterator[Path]:
    try:
        own = Path.home()
    except RuntimeError:
        own = Path(folder.anchor)
    for above in folder.parents[:_LEVELS]:
        yield above
        if above == own:
            return


def zipped_round(archive: Path, sent: SentPackages) -> int | None:
    """Return the round in which the package in a ZIP was sent, None where it was not, or the ZIP cannot be read."""
    import zipfile

    try:
        with zipfile.ZipFile(archive) as opened:
            inside = [
                one
                for one in opened.infolist()
                if PurePosixPath(one.filename).name == _MANIFEST and one.file_size <= _LARGEST
            ]
            return next((n for one in inside if (n := _round(opened.read(one), sent))), None)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, EOFError):
        return None


def round_of(package: Path, sent: SentPackages) -> int | None:
    """Return the round in which a package folder was sent, None where it was not, or is none."""
    manifest = package / _MANIFEST
    try:
        if not sent or not manifest.is_file() or manifest.stat().st_size > _LARGEST:
            return None
        return _round(manifest.read_bytes(), sent)
    except OSError:
        return None


def round_around(target: Path, sent: SentPackages) -> tuple[Path, int] | None:
    """Return the sent package in which `target` lies or which it is, with its round."""
    places = (target, *target.parents[:_LEVELS], *Path(os.path.realpath(target)).parents[:_LEVELS])
    return next(((place, number) for place in places if (number := round_of(place, sent))), None)


def beside_sent(folder: Path, sent: SentPackages) -> Path:
    """Return the folder, or where it was sent the first of `_2`, `_3` ... that was not."""
    places = (folder.with_name(f"{folder.name}_{number}") for number in range(2, len(sent) + 1000))
    return next((one for one in (folder, *places) if round_of(one, sent) is None), folder)


def _round(content: bytes, sent: SentPackages) -> int | None:
    # By what it lists and not by its bytes: an editor that only opened and saved it leaves it the same package.
    try:
        told = json.loads(content.decode("utf-8-sig"))
        return sent.get(frozenset(str(one["sha256"]) for one in told["files"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
