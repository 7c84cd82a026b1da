"""Chooses the advice that belongs to a reading; the sentences are data with source and standing, none is invented here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from appeal.model.reading import Advice, NoticeReading


@dataclass(frozen=True, slots=True)
class _Entry:
    advice: Advice
    kinds: tuple[str, ...]
    when: tuple[str, ...]


@cache
def _entries() -> tuple[_Entry, ...]:
    import tomllib
    from importlib.resources import files

    table = tomllib.loads(files("appeal.notice").joinpath("advice.toml").read_text(encoding="utf-8"))
    return tuple(
        _Entry(
            Advice(entry["slot"], entry["text"], entry["source"], entry["standing"], entry["seen"]),
            tuple(entry.get("kinds", ())),
            tuple(entry.get("when", ())),
        )
        for entry in table["advice"]
    )


def advise(reading: NoticeReading) -> tuple[Advice, ...]:
    """Return the advice for a reading, in the order of the data: calm, do_now, do_not, check."""
    states = _states(reading)
    return tuple(
        entry.advice
        for entry in _entries()
        if (not entry.kinds or reading.kind in entry.kinds) and states.issuperset(entry.when)
    )


def _states(reading: NoticeReading) -> frozenset[str]:
    told = {
        "deadline": reading.deadline_days is not None or reading.deadline_date is not None,
        "no_deadline": reading.deadline_days is None and reading.deadline_date is None,
        "demands": bool(reading.requirements),
        "no_demands": not reading.requirements,
        "listing_only": reading.kind not in ("account_suspended", "account_review"),
        "unfinished_asins": reading.asins in (("masked",), ("end_of_mail",)),
        "two_branches": any(":" in code for code in reading.requirements) and reading.branch is None,
    }
    return frozenset(name for name, holds in told.items() if holds) | frozenset(reading.flags)
