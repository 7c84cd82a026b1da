"""The evidence files of a case -> their facts; it locates and asks, workers open; nothing is judged or written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PureWindowsPath

from appeal.examine.limits import Restraint
from appeal.examine.places import UnusableError, locate, nearest
from appeal.model.evidence import FileFacts, FileState

# From here on a second worker earns the time its start takes.
_MANY_FILES = 12
_MANY_BYTES = 8 * 1024 * 1024


def examine(
    files: Sequence[str],
    folder: Path,
    *,
    meanwhile: Callable[[], None] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    restraint: Restraint | None = None,
    forked: bool | None = None,
) -> tuple[FileFacts, ...]:
    """Return the facts of each file, in the same order; every entry gets its facts, whatever is wrong with it.

    `files` are paths as the case states them, relative to `folder`. They are opened in a worker, for reading only;
    nothing but their access time can change. Never raises because of a file. `meanwhile` is called once the work
    was handed over, so that other work can be done at the same time; `progress` gets the number of files done and
    of all, from the second second on. `restraint` and `forked` (None: as this system can) are for tests.
    """
    places = [_place(file, folder) for file in files]
    paths = list(dict.fromkeys(fact.path for fact in places if fact.path and fact.usable))
    found = dict(zip(paths, _look(paths, meanwhile, progress, restraint or Restraint(), forked), strict=True))
    return tuple(_merged(fact, found.get(fact.path or "")) for fact in places)


def _place(file: str, folder: Path) -> FileFacts:
    """Return the facts without the inside; the state is usable where there is a file to look at."""
    suffix = PureWindowsPath(file).suffix.lower().lstrip(".")
    try:
        return FileFacts(file, str(locate(file, folder)), FileState.USABLE, suffix=suffix)
    except UnusableError as found:
        near = nearest(file, folder) if found.state is FileState.MISSING else None
        return FileFacts(file, None, found.state, suffix=suffix, detail=found.detail, nearest=near)


def _look(
    paths: list[str],
    meanwhile: Callable[[], None] | None,
    progress: Callable[[int, int], None],
    restraint: Restraint,
    forked: bool | None,
) -> list[dict[str, object]]:
    if not paths:
        if meanwhile is not None:
            meanwhile()
        return []
    from appeal.examine.crew import Crew
    from appeal.examine.processes import can_fork, company

    workers = company(restraint, forked=can_fork() if forked is None else forked)
    crew = Crew(paths, workers, restraint, _crew_size(paths), progress)
    try:
        crew.begin()
        if meanwhile is not None:
            meanwhile()
        crew.finish()
    finally:
        crew.end()
    return crew.found


def _crew_size(paths: Sequence[str]) -> int:
    if (os.cpu_count() or 1) < 2 or len(paths) < 2:
        return 1
    many = len(paths) >= _MANY_FILES or sum(map(_size, paths)) >= _MANY_BYTES
    return 2 if many else 1


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0


def _merged(fact: FileFacts, found: dict[str, object] | None) -> FileFacts:
    if found is None:
        return fact
    return replace(fact, **{"state": FileState.CRASHED, **found})  # type: ignore[arg-type]
