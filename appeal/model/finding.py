"""What the program has to say about a case, and where; values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from appeal import messages
from appeal.messages import Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: `field` is the path of an entry (`evidence[0].file`); line and column count from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One message about this case, filled in; `accepted` holds the seller's reason where he took it knowingly."""

    code: str
    severity: Severity
    text: str
    hint: str
    where: Place
    accepted: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether a package may not be built while this stands."""
        return self.severity is Severity.ERROR and self.accepted is None


def fill(code: str, values: Mapping[str, object], where: Place) -> Finding:
    """Fill in the message of `code`; raises KeyError for an unknown code or a value its text needs."""
    message = messages.find(code)
    return Finding(
        code=code,
        severity=message.severity,
        text=message.text.format(**values),
        hint=message.hint.format(**values),
        where=where,
    )


def found(code: str, field: str | None = None, *, place: Place | None = None, **values: object) -> Finding:
    """Fill in the message of `code` for the entry `field`, or for a place; raises as `fill` does."""
    return fill(code, values, place or Place(field=field))
