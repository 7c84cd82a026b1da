"""What a supplier would be asked for: the papers of one supplier and what is not found on each; values only."""

from __future__ import annotations

from dataclasses import dataclass

from appeal.model.comparison import ComparedItem


@dataclass(frozen=True, slots=True)
class RequestedPaper:
    """One paper, by its place in the case's evidence, and the items that its words do not show, at least one."""

    evidence: int
    items: tuple[ComparedItem, ...]


@dataclass(frozen=True, slots=True)
class SupplierRequest:
    """The papers of one supplier, by its place in the case, that lack something; at least one paper."""

    supplier: int
    papers: tuple[RequestedPaper, ...]

    @property
    def items(self) -> tuple[ComparedItem, ...]:
        """Everything that is asked for, each once, in one fixed order."""
        asked = {item for paper in self.papers for item in paper.items}
        return tuple(item for item in ComparedItem if item in asked)
