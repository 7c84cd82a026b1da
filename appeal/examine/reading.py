"""What one reader has to say about the inside of a file; a value without opinion."""

from __future__ import annotations

from dataclasses import dataclass

from appeal.model.evidence import FileState


@dataclass(frozen=True, slots=True)
class Reading:
    """The part of the file facts that only a reader of that format can tell; fields as in `FileFacts`."""

    state: FileState
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    frames: int = 1
    repaired: bool = False
    owner_locked: bool = False
    trailing: int = 0
    detail: str = ""
