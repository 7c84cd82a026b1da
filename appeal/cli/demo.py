"""Copies an invented case and builds it; it writes into an empty folder or its own earlier one only."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from appeal import resources
from appeal.errors import PackageError

# The invented case has fixed dates; a fixed day keeps what is shown the same whenever it is tried.
DEMO_DAY = date(2026, 11, 22)


def run_demo(folder: Path) -> int:
    """Copy the example `authenticity` to `folder`, build it and say where the package lies."""
    from appeal.build import build, prepare
    from appeal.check import check
    from appeal.cli.report import say_built, say_step

    source = resources.folder("examples") / "authenticity"
    _copy(source, folder)
    case = folder / "case.toml"
    checked = check(case, DEMO_DAY, str(case), meanwhile=prepare)
    built = build(checked, force=True, progress=say_step)
    say_built(built, checked, draft=False)
    return 0


def _copy(source: Path, folder: Path) -> None:
    if folder.exists() and not _is_earlier_demo(source, folder):
        raise PackageError("M203", folder=folder)
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out"))
    except OSError as error:
        raise PackageError("M204", folder=folder, reason=error.strerror or "") from error


def _is_earlier_demo(source: Path, folder: Path) -> bool:
    """Whether a folder holds nothing but what this command would put there, so that nobody's work is overwritten."""
    if not folder.is_dir():
        return False
    ours = {path.relative_to(source): path for path in source.rglob("*") if path.is_file()}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if inside.parts[0] == "out" or path.is_dir():
            continue
        if inside not in ours or path.read_bytes() != ours[inside].read_bytes():
            return False
    return True
