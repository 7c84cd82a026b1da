"""Draws the letters that ask a supplier for what a paper does not show; it sends nothing and asks for no change of facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from appeal.model.case import Case
from appeal.model.comparison import ComparedItem
from appeal.model.request import RequestedPaper
from appeal.model.submission import Submission
from appeal.render.environment import fill, open_environment
from appeal.render.figures import dated, said
from appeal.render.trace import TracedSentence, mark, strip, trace_sentences
from appeal.render.words import KIND_NAMES


@dataclass(frozen=True, slots=True)
class DrawnRequest:
    """One letter to a supplier: its ASCII name for `drafts/`, whom it is for, its text with LF, where it comes from."""

    name: str
    supplier: str
    text: str
    trace: tuple[TracedSentence, ...]


@dataclass(frozen=True, slots=True)
class _PaperView:
    """One paper of the supplier and the items that cannot be found on it, ready to print."""

    kind: str
    number: str | None
    issued: str | None
    file: str | None
    items: str


def supplier_requests(submission: Submission, folders: tuple[Path, ...] = ()) -> tuple[DrawnRequest, ...]:
    """Return one letter for each supplier whose papers lack something, in the order of the case.

    `folders` are searched for the template first. Raises LetterError where the template is faulty.
    """
    environment = open_environment(folders)
    case, drawn = submission.case, []
    for request in submission.requests:
        path = f"supplier[{request.supplier}]"
        supplier = case.supplier[request.supplier]
        filled = fill(
            environment,
            "supplier-request.txt.j2",
            supplier=said(f"{path}.name", supplier.name),
            recipient=said(f"{path}.email", supplier.email),
            papers=[_view(case, paper) for paper in request.papers],
            **_sender(case),
        )
        # Conditions of a template leave blank lines behind.
        marked = re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"
        name = f"supplier-request_{request.supplier + 1}.txt"
        drawn.append(DrawnRequest(name, supplier.name or "", strip(marked), trace_sentences(marked)))
    return tuple(drawn)


def _sender(case: Case) -> dict[str, str | None]:
    seller = case.seller
    named = "company" if seller.company else "store"
    return {
        "sender": said(f"seller.{named}", seller.company or seller.store),
        "contact": said("seller.contact", seller.contact),
        "phone": said("seller.phone", seller.phone),
        "email": said("seller.email", seller.email),
    }


def _view(case: Case, paper: RequestedPaper) -> _PaperView:
    item, path = case.evidence[paper.evidence], f"evidence[{paper.evidence}]"
    # A day that cannot be found on the paper is no name to call it by.
    issued = None if ComparedItem.ISSUED in paper.items else item.issued
    # Without number and day the supplier could not tell which paper is meant; words are read off files he made.
    named = item.number is not None or issued is not None
    return _PaperView(
        kind=mark(f"{path}.kind", KIND_NAMES[item.kind]),
        number=said(f"{path}.number", item.number),
        issued=dated(f"{path}.issued", issued),
        file=None if named else said(f"{path}.file", _file_name(item.file)),
        items=mark(f"{path}.file", "、".join(one.value for one in paper.items)),
    )


def _file_name(file: str) -> str:
    """Return the last part of a path as the case states it, without letters that cannot be seen."""
    return "".join(letter for letter in re.split(r"[/\\]", file)[-1] if letter.isprintable())
