"""Reads the records of a round and the list of a package as values of known kinds; what differs is refused whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from appeal.intake.regular_files import read_regular
from appeal.model.notice import QuantityBasis, Requirement
from appeal.model.round import DOUBTS, Refusal, RefusalPoint

_LARGEST = 20_000_000
_MOST_DAYS = 36_500
_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class SentRecord(_Record):
    """When and how a package was sent; `round` is the number of its folder."""

    round: int = Field(ge=1)
    sent_on: date
    channel: str


class ListedFile(_Record):
    """One file of a package; `label` and `source` are those of an exhibit."""

    sha256: _Sha256
    path: str = ""
    source: str | None = None
    label: str | None = None


class CaseOfPackage(_Record):
    """The case file a package was made from, by name and bytes."""

    file: str
    sha256: str = ""


class PackageList(_Record):
    """What manifest.json says of a package; `case` is None where it does not say."""

    today: date
    files: tuple[ListedFile, ...] = Field(min_length=1)
    case: CaseOfPackage | None = None
    draft: bool = False

    @property
    def mark(self) -> frozenset[str]:
        """What tells this package from others: the hashes of all its files."""
        return frozenset(one.sha256 for one in self.files)


class _Said(_Record):
    text: str


class TraceRecord(_Record):
    """The sentences that were said and the values they were made from."""

    letter: tuple[_Said, ...]
    reply_body: tuple[_Said, ...]
    fields: Mapping[str, str] = Field(default_factory=dict)


def read_sent(path: Path) -> SentRecord:
    """Return when a round was sent; raises OSError, or ValueError for anything that is no such record."""
    return SentRecord.model_validate_json(_content(path))


def read_package_list(path: Path) -> PackageList:
    """Return what a manifest.json says; raises OSError, or ValueError for anything that is none."""
    return PackageList.model_validate_json(_content(path))


def read_trace(path: Path) -> TraceRecord:
    """Return what a trace.json says; raises OSError, or ValueError for anything that is none."""
    return TraceRecord.model_validate_json(_content(path))


def read_kept_refusal(path: Path) -> Refusal:
    """Return a refusal as it was kept; raises OSError, or ValueError for anything that is none."""
    refusal = _refusals().validate_json(_content(path), strict=True)
    basis = refusal.quantity_basis
    days = (refusal.deadline_days, *refusal.window_days, *(one.days for one in refusal.deadlines))
    known = basis is None or basis in {one.value for one in QuantityBasis}
    if not known or not all(map(_is_known, refusal.points)):
        raise ValueError("unknown code")
    if not all(one is None or 0 <= one <= _MOST_DAYS for one in days):
        raise ValueError("impossible days")
    return refusal


def _is_known(point: RefusalPoint) -> bool:
    codes = {"demand": {one.value for one in Requirement}, "doubt": DOUBTS}.get(point.kind, set())
    return point.code in codes and point.line >= 0


@cache
def _refusals() -> TypeAdapter[Refusal]:
    return TypeAdapter(Refusal)


def _content(path: Path) -> bytes:
    # An editor may have put its mark before the text.
    return read_regular(path, _LARGEST).removeprefix(b"\xef\xbb\xbf")
