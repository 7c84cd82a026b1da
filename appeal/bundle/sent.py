"""Tells which packages on the disk were sent and stay as they are; it writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

# SHA-256 of the manifest of each package that was sent -> its round.
SentPackages = Mapping[str, int]
NONE_SENT: SentPackages = {}
_MANIFEST = "manifest.json"


def zipped_round(archive: Path, sent: SentPackages) -> int | None:
    """Return the round in which the package in a ZIP was sent, None where it was not, or the ZIP cannot be read."""
    import zipfile

    try:
        with zipfile.ZipFile(archive) as opened:
            inside = [name for name in opened.namelist() if PurePosixPath(name).name == _MANIFEST]
            return next((n for name in inside if (n := sent.get(_digest(opened.read(name))))), None)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return None


def round_of(package: Path, sent: SentPackages) -> int | None:
    """Return the round in which a package folder was sent, None where it was not, or is none."""
    try:
        return sent.get(_digest((package / _MANIFEST).read_bytes())) if sent else None
    except OSError:
        return None


def beside_sent(folder: Path, sent: SentPackages) -> Path:
    """Return the folder, or where it was sent the first of `_2`, `_3` ... that was not."""
    places = (folder.with_name(f"{folder.name}_{number}") for number in range(2, len(sent) + 1000))
    return next((one for one in (folder, *places) if round_of(one, sent) is None), folder)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
