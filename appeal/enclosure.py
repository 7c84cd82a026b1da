"""Finds a file that a case names without leaving the folder of the case; it opens nothing."""

from pathlib import Path


def inside(folder: Path, file: str) -> Path | None:
    """Return where a file of the case lies, or None where the way to it leaves the folder of the case."""
    try:
        path = (folder / file).resolve()
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError, RuntimeError):
        return None
