"""Saves small pictures of the parts of papers that are hard to read, only where a person asks; originals are read only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from appeal.examine.opening import read_bytes
from appeal.examine.places import UnusableError
from appeal.model.evidence import FileFacts

_SECONDS = 60
_KEPT = ("SYSTEMROOT", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_NAMES = 1_000


def save_crops(facts: Sequence[FileFacts], wanted: Mapping[int, bool], folder: Path) -> tuple[Path, ...]:
    """Write one PNG for each wanted paper into `folder`, which is made where it is missing; return what was written.

    `wanted` are places in `facts`, with True where the page is to be shown whole. Nothing that is there is written
    over. A paper that cannot be drawn is passed over. Raises OSError where the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for place, whole in sorted(wanted.items()):
        picture = _cut(facts[place], whole)
        if picture is not None:
            written.append(_write(folder, f"exhibit{place + 1}", picture))
    return tuple(written)


def _cut(fact: FileFacts, whole: bool) -> bytes | None:
    try:
        content = read_bytes(Path(fact.path or ""))
    except UnusableError:
        return None
    command = [
        sys.executable,
        "-P",
        "-m",
        "appeal.examine.cropping",
        fact.type or "",
        "whole" if whole else "part",
    ]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        ended = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PATH": "", "PYTHONUTF8": "1"},
            timeout=_SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return ended.stdout if ended.returncode == 0 and ended.stdout.startswith(_PNG) else None


def _write(folder: Path, name: str, picture: bytes) -> Path:
    for number in range(1, _MOST_NAMES):
        path = folder / (f"{name}.png" if number == 1 else f"{name}_{number}.png")
        try:
            with path.open("xb") as target:
                target.write(picture)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(str(folder / name))
