"""What one reader has to say about the inside of a file; a value without opinion."""

from __future__ import annotations

from dataclasses import dataclass

from appeal.model.evidence import FileState
from appeal.model.traits import Trait, TraitName

_MOST_DETAIL = 200
_MOST_PAGES_NAMED = 10


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
    traits: tuple[Trait, ...] = ()
    looks: str | None = None


class StopError(Exception):
    """Ends the look inside a file early, with the state it was found in and a technical word for the log."""

    def __init__(self, state: FileState, detail: str = "") -> None:
        super().__init__(detail or state.value)
        self.state, self.detail = state, detail


class Notes:
    """Gathers traits while a file is read: the same thing found again is counted, not repeated.

    A value that grows; it lives for one file only.
    """

    def __init__(self) -> None:
        self._details: dict[TraitName, dict[str, None]] = {}
        self._counts: dict[TraitName, int] = {}
        self._pages: dict[TraitName, dict[int, None]] = {}

    def add(self, name: TraitName, detail: str = "", page: int | None = None, count: int = 1) -> None:
        """Note one thing; `page` counts from 1."""
        self._counts[name] = self._counts.get(name, 0) + count
        details = self._details.setdefault(name, {})
        if detail:
            details.setdefault(" ".join(detail.split()))
        pages = self._pages.setdefault(name, {})
        if page is not None and len(pages) < _MOST_PAGES_NAMED:
            pages.setdefault(page)

    def traits(self) -> tuple[Trait, ...]:
        """Return what was noted, in the order of first sight."""
        return tuple(
            Trait(name, count, "、".join(self._details[name])[:_MOST_DETAIL], tuple(self._pages[name]))
            for name, count in self._counts.items()
        )
