"""Looks for other cases nearby whose seller can be offered; it reads them and writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from appeal.model.case import Seller

# Somebody's folder may hold anything; more neighbours than these are not looked at.
_MOST = 20


@dataclass(frozen=True, slots=True)
class SellerBefore:
    """The seller of another case: its file, what of it can be used, and the entries whose form is wrong."""

    file: Path
    seller: Seller
    left_out: tuple[str, ...] = ()


def latest_seller(case: Path, today: date) -> SellerBefore | None:
    """Return the seller of the case changed last among the folders beside this one, without what is wrong in it, or None."""
    home = case.absolute().parent
    found = [path for path in home.parent.glob("*/case.toml") if path.parent != home and path.is_file()]
    for path in sorted(found, key=_changed, reverse=True)[:_MOST]:
        seller = _seller_of(path)
        if seller is not None and (seller.company or seller.store):
            wrong = _wrong_entries(seller, today)
            return SellerBefore(path, seller.model_copy(update=dict.fromkeys(wrong)), wrong)
    return None


def _wrong_entries(seller: Seller, today: date) -> tuple[str, ...]:
    """Return the entries that hold something of which the check says that it is wrong."""
    from appeal.cli.session.advice import is_wrong_form
    from appeal.model.case import Case
    from appeal.rules.suppliers import judge_suppliers

    fields = [
        (finding.where.field or "").removeprefix("seller.")
        for finding in judge_suppliers(Case(seller=seller), today)
        if is_wrong_form(finding)
    ]
    return tuple(dict.fromkeys(name for name in fields if getattr(seller, name, None) is not None))


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
