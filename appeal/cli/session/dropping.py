"""A dropped text -> files of this machine; it looks whether they exist and reads none."""

from __future__ import annotations

from pathlib import Path

from appeal.intake.answers import AnswerError
from appeal.intake.paths import Dropped, read_dropped


def dropped(text: str, folder: Path) -> Dropped:
    """Return the files and folders that a text names, relative ones starting at `folder`."""
    return read_dropped(text, _exists, str(folder), str(Path.home()))


def dropped_files(text: str, folder: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the files a text names, those of a dropped folder one by one, and the pieces that name nothing."""
    found = dropped(text, folder)
    files: list[Path] = []
    for name in found.files:
        path = Path(name)
        if path.is_dir():
            files += sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        else:
            files.append(path)
    return tuple(files), found.missing


def one_file(text: str, folder: Path) -> Path | None:
    """Return the one file a text names, or None where it is no path at all; raises AnswerError (I114) for one that is not there."""
    from appeal.intake.paths import looks_dropped

    files, missing = dropped_files(text, folder) if len(text) < 4096 and text.count("\n") < 2 else ((), ())
    if len(files) == 1 and not missing:
        return files[0]
    if looks_dropped(text):
        raise AnswerError("I114", piece=text.strip()[:60])
    return None


def _exists(path: str) -> bool:
    return Path(path).exists()
