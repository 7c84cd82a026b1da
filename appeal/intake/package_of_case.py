"""Tells whether a package was made from one case file or from another; it reads no evidence and writes nothing."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from appeal.intake.round_records import PackageList, TraceRecord

_LISTING = re.compile(r"listing\[([A-Z0-9]{10})\]")


@dataclass(frozen=True, slots=True)
class CaseMark:
    """What tells one case from another: the name and SHA-256 of its file, and its ASINs."""

    name: str
    sha256: str = ""
    asins: frozenset[str] = frozenset()


def is_same_case(told: str, name: str, home: Path) -> bool:
    """Whether a record that names the case file `told` may be of `name`: the same file, or one that is gone and was renamed."""
    if unicodedata.normalize("NFC", told) == unicodedata.normalize("NFC", name):
        return True
    with suppress(OSError, ValueError):
        other = home / Path(told).name
        return not other.is_file() or other.samefile(home / name)
    return True


def is_of_another(listed: PackageList, trace: TraceRecord, package: Path, home: Path, case: CaseMark) -> bool:
    """Whether a package was made from another case; one from elsewhere is told by its file name and its listings."""
    told = listed.case
    if told is None or told.sha256 == case.sha256:
        return False
    if package.resolve().is_relative_to(home.resolve()):
        return not is_same_case(told.file, case.name, home)
    asins = {match[1] for path in trace.fields if (match := _LISTING.match(path))}
    strange = bool(asins and case.asins) and not asins & case.asins
    return strange or unicodedata.normalize("NFC", told.file) != unicodedata.normalize("NFC", case.name)
