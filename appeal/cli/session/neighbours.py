"""Looks for other cases nearby whose seller can be offered; it reads them and writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appeal.model.case import Seller

# Somebody's folder may hold anything; more neighbours than these are not looked at.
_MOST = 20


def latest_seller(case: Path) -> tuple[Path, Seller] | None:
    """Return file and seller of the case changed last among the folders beside this one, or None."""
    home = case.absolute().parent
    found = [path for path in home.parent.glob("*/case.toml") if path.parent != home and path.is_file()]
    for path in sorted(found, key=_changed, reverse=True)[:_MOST]:
        seller = _seller_of(path)
        if seller is not None and (seller.company or seller.store):
            return path, seller
    return None


def _changed(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.as_posix()
    except OSError:
        return 0.0, path.as_posix()


def _seller_of(path: Path) -> Seller | None:
    from appeal.errors import CaseFileError
    from appeal.intake.casefile import read_case_file

    try:
        case = read_case_file(path).case
    except CaseFileError:
        return None
    return case.seller if case else None
