"""What will be said and handed over, decided and not yet drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from appeal.model.case import Case
from appeal.model.evidence import EvidenceItem, EvidenceKind, FileFacts
from appeal.model.finding import Finding
from appeal.model.notice import Requirement
from appeal.model.reading import NoticeReading
from appeal.model.request import SupplierRequest
from appeal.model.round import Changes
from appeal.model.trade import EvidenceWindow, Reconciliation


class CoverageState(StrEnum):
    """How far a demand is answered."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSING = "missing"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One demand for one listing; `by` names the exhibits (資料1) or sections of the letter that answer it.

    `reason` says why a waived demand is not answered; `asin` is None where a demand concerns no listing.
    """

    requirement: Requirement
    asin: str | None
    state: CoverageState
    by: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Evidence with a number in this submission; `index` is its place in the case's list, `name` its file in `attach/`."""

    number: int
    index: int
    item: EvidenceItem
    facts: FileFacts
    name: str

    @property
    def label(self) -> str:
        """資料1."""
        return f"資料{self.number}"


def letter_name(exhibits: int) -> str:
    """Return the name of the letter in `attach/`; `exhibits` is the number of the last exhibit beside it."""
    return f"{_place(1, exhibits)}_reply-letter.pdf"


def attachment_name(
    number: int, kind: EvidenceKind | None, issued: date | None, type: str, *, last: int = 0
) -> str:
    """Return the name of exhibit `number` in `attach/`: ASCII, at most 60 characters, sorted after the letter.

    `type` is what the content shows, so the ending tells the truth whatever the original was called; `last` is the
    number of the last exhibit, since names with a hundred attachments sort only when all count in three digits.
    """
    parts = [_place(number + 1, max(last, number)), f"exhibit{number}", (kind or EvidenceKind.OTHER).value]
    if issued is not None:
        parts.append(issued.isoformat())
    return "_".join(parts) + (f".{type}" if type else "")


def _place(number: int, exhibits: int) -> str:
    return f"{number:0{max(2, len(str(exhibits + 1)))}d}"


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything the letter, the reply text and the hand-over page are drawn from."""

    case: Case
    today: date
    window: EvidenceWindow | None
    exhibits: tuple[Exhibit, ...]
    coverage: tuple[CoverageRow, ...]
    reconciliations: tuple[Reconciliation, ...]
    findings: tuple[Finding, ...]
    draft: bool = False
    changes: Changes | None = None
    requests: tuple[SupplierRequest, ...] = ()
    reading: NoticeReading | None = None
