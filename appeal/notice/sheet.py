"""Says in two sentences what happened and lays out what can be decided; data with source and standing, no advice of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from appeal.model.reading import NoticeReading

_STILL_LIVE = ("investigation", "safety_review")
_OF_THE_ACCOUNT = ("account_suspended", "account_review")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the seller may decide; an empty `needs` or `risk` has nothing to say."""

    code: str
    title: str
    happens: str
    needs: str
    risk: str
    source: str
    standing: str
    seen: date


def happened(reading: NoticeReading) -> str:
    """Return what happened; that the account is not concerned is said only where that is so."""
    told = _sheet()["happened"]
    entry = told.get(reading.kind or "unknown", told["unknown"])
    account = _sheet()["account"]["threatened" if reading.threat == "account" else "listing"]
    return str(entry["text"]).format(account=account)


def where_to_turn(reading: NoticeReading) -> str | None:
    """Return where to turn with a mail that is no case for this program, else None."""
    told = _sheet()["happened"].get(reading.kind or "unknown", {})
    turn = told.get("turn")
    return str(turn) if turn else None


def choices(reading: NoticeReading) -> tuple[Choice, ...]:
    """Return what can be decided about a listing; nothing where the notice is none, or concerns the account."""
    if reading.kind is None or reading.kind.startswith("negative_") or reading.kind in _OF_THE_ACCOUNT:
        return ()
    return tuple(Choice(**entry) for entry in _sheet()["decision"] if entry["code"] not in _unsuited(reading))


def _unsuited(reading: NoticeReading) -> frozenset[str]:
    """Return the codes of what this notice leaves no room for."""
    if reading.kind in _STILL_LIVE:
        return frozenset(("relist", "relist_self"))
    if reading.relisting == "self":
        return frozenset(("relist", "continue", "collect"))
    return frozenset(("relist_self", "continue"))


def consequences(reading: NoticeReading) -> tuple[str, ...]:
    """Return what else the notice says of the way back, stock, money and papers, in the order of the data."""
    back = _sheet()["back"].get(reading.relisting or "") if reading.facts_of("relisting") else None
    told = [str(text) for flag, text in _sheet()["told"].items() if flag in reading.flags]
    return (str(back), *told) if back else tuple(told)


@cache
def _sheet() -> dict[str, Any]:
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("appeal.notice").joinpath("sheet.toml").read_text(encoding="utf-8"))
