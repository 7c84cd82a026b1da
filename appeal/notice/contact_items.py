"""Finds which items of the supplier the demand for contacts names; it tells nothing of demands without any."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.notice.demands import Demands
from appeal.notice.phrases import Findings

# The fields of `[[supplier]]` in their order; each is a role `supplier_item.`.
ITEMS = ("name", "address", "phone", "email", "website", "contact")
_DEMAND = "supplier_contact"
# A list of items below its demand is no longer than this.
_MOST_ENTRIES = 10


def read_contact_items(findings: Findings, demands: Demands) -> tuple[str, ...]:
    """Return the items that stand in the demand for the supplier's contact, or in what continues it."""
    if all(demand.code != _DEMAND for demand in demands.found):
        return ()
    sentences = set(_sentences(findings))
    return tuple(
        item for item in ITEMS if any(findings.marks(number, f"supplier_item.{item}") for number in sentences)
    )


def _sentences(findings: Findings) -> Iterator[int]:
    """Yield the sentences that ask for the contact and those right below that name items and ask for nothing else."""
    count = len(findings.flat.sentences)
    asked: dict[int, set[str]] = {}
    for match in findings.under("req."):
        asked.setdefault(findings.flat.sentence_at(match.start), set()).add(match.role)
    contact = f"req.{_DEMAND}"
    for first in sorted(number for number, roles in asked.items() if contact in roles):
        yield first
        for number in range(first + 1, min(first + 1 + _MOST_ENTRIES, count)):
            if not _names_items(findings, number) or asked.get(number, set()) - {contact}:
                break
            yield number


def _names_items(findings: Findings, number: int) -> bool:
    return any(findings.marks(number, f"supplier_item.{item}") for item in ITEMS)
