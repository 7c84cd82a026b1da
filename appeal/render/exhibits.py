"""Turns the numbered evidence into the strings of index and cover sheets; it opens no file."""

from __future__ import annotations

from dataclasses import dataclass

from appeal.model.case import Case
from appeal.model.evidence import EvidenceItem, EvidenceKind
from appeal.model.submission import Exhibit, Submission
from appeal.render.figures import counted, dated, in_cell, measured, plain_number, said
from appeal.render.glyphs import escape_unprintable
from appeal.render.trace import mark
from appeal.render.words import KIND_NAMES

# Lines of one paper: so many in the index, so many one below the other and one after the other on its cover sheet.
_INDEX_LINES = 3
_FEW_LINES, _MANY_LINES = 12, 72
# What nobody issues has a day of its own all the same.
_NEVER_ISSUED = frozenset({EvidenceKind.PHOTO, EvidenceKind.CORRESPONDENCE})


@dataclass(frozen=True, slots=True)
class LineView:
    """One purchase line to look at: `sets` and `pack` stand only where a set holds several pieces."""

    asin: str
    model: str | None
    units: str
    row: str | None
    sets: str | None
    pack: str | None


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """One exhibit in print; `anchor` names its cover sheet inside the reading copy.

    `is_issued` tells a paper from a photograph, whose day is none of issue. `lines_shown` tells how its cover sheet has
    room for the lines: each, close or sum.
    """

    label: str
    anchor: str
    kind: str
    number: str | None
    issued: str | None
    is_issued: bool
    issuer: str | None
    addressee: str | None
    proves: str | None
    pages: str | None
    many_pages: bool
    lines: tuple[LineView, ...]
    lines_shown: str
    listing_count: str | None
    units: str
    name: str
    size: str | None
    original: str


def view_exhibits(submission: Submission) -> tuple[ExhibitView, ...]:
    """Return the exhibits in their order."""
    return tuple(_view(submission.case, exhibit) for exhibit in submission.exhibits)


def exhibit_anchor(number: int) -> str:
    """Return the name of an exhibit's cover sheet as a link target."""
    return f"exhibit-{number}"


def _view(case: Case, exhibit: Exhibit) -> ExhibitView:
    path = f"evidence[{exhibit.index}]"
    item, facts = exhibit.item, exhibit.facts
    return ExhibitView(
        label=mark(f"{path}.file", exhibit.label),
        anchor=exhibit_anchor(exhibit.number),
        kind=mark(f"{path}.kind", KIND_NAMES[item.kind]),
        number=said(f"{path}.number", item.number),
        issued=dated(f"{path}.issued", item.issued),
        is_issued=item.kind not in _NEVER_ISSUED,
        issuer=_issuer(case, item, path),
        addressee=said(f"{path}.addressee", item.addressee),
        proves=in_cell(f"{path}.proves", item.proves),
        pages=counted(f"{path}.file", facts.pages),
        many_pages=facts.pages is not None and facts.pages > 1,
        lines=_lines(case, item, path),
        lines_shown="each"
        if len(item.lines) <= _FEW_LINES
        else "close"
        if len(item.lines) <= _MANY_LINES
        else "sum",
        listing_count=_listing_count(item, path),
        units=mark(f"{path}.lines", plain_number(sum(line.units for line in item.lines))),
        name=mark(f"{path}.file", exhibit.name),
        size=measured(f"{path}.file", facts.bytes),
        original=mark(f"{path}.file", escape_unprintable(item.file.replace("\\", "/").rsplit("/", 1)[-1])),
    )


def rows_fit_index(exhibits: tuple[Exhibit, ...]) -> bool:
    """Whether the index of exhibits has room for every line of every paper."""
    return all(len(exhibit.item.lines) <= _INDEX_LINES for exhibit in exhibits)


def _listing_count(item: EvidenceItem, path: str) -> str | None:
    count = len({line.asin for line in item.lines})
    return counted(f"{path}.lines", count) if count > 1 else None


def _issuer(case: Case, item: EvidenceItem, path: str) -> str | None:
    for place, supplier in enumerate(case.supplier):
        if item.supplier is not None and supplier.id == item.supplier:
            return said(f"supplier[{place}].name {path}.supplier", supplier.name)
    return None


def _lines(case: Case, item: EvidenceItem, path: str) -> tuple[LineView, ...]:
    models = {listing.asin: (place, listing.model) for place, listing in enumerate(case.listing)}
    views = []
    for place, line in enumerate(item.lines):
        source = f"{path}.lines[{place}]"
        listing, model = models.get(line.asin, (0, None))
        packed = line.pack > 1
        views.append(
            LineView(
                asin=mark(f"{source}.asin", line.asin),
                model=said(f"listing[{listing}].model", model),
                units=mark(source, plain_number(line.units)),
                row=said(f"{source}.row", line.row),
                sets=counted(f"{source}.quantity", line.quantity) if packed else None,
                pack=counted(f"{source}.pack", line.pack) if packed else None,
            )
        )
    return tuple(views)


def exhibit_title(exhibit: Exhibit) -> str:
    """Return what kind of paper an exhibit is and its number: 請求書 2605-018."""
    return " ".join(part for part in (KIND_NAMES[exhibit.item.kind], exhibit.item.number) if part)
