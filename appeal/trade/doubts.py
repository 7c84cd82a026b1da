"""What is to be said about a count as a whole: days without reports, other reports that differ, what a basis means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from appeal.model.finding import Finding, found
from appeal.model.reports import AsinCount, ReportFacts, ReportKind, Stretch
from appeal.trade.gaps import is_worth_a_word
from appeal.trade.headers import TITLES
from appeal.trade.tally import Back

_ABOUT_BASIS = {
    ReportKind.TRANSACTIONS: "T170",
    ReportKind.SETTLEMENT_V2: "T170",
    ReportKind.FBA_SHIPMENTS: "T171",
    ReportKind.FBA_FULFILLED: "T171",
    ReportKind.LEDGER: "T172",
    ReportKind.OWN_TABLE: "T173",
}
_NO_SALES = (ReportKind.LISTINGS, ReportKind.FBA_RETURNS, ReportKind.BUSINESS_BY_CHILD_ASIN)


def doubts(
    basis: ReportKind | None,
    rows: Sequence[AsinCount],
    stretches: Sequence[Stretch],
    facts: Sequence[ReportFacts],
    lost: Sequence[Back],
    asked: frozenset[str] | None,
    gaps: Sequence[Stretch],
    spanned: bool,
) -> Iterator[Finding]:
    """Yield the findings, the heaviest first; `gaps` are the long ones of `stretches`, `spanned` tells whether any day could be counted."""
    if basis is None or not spanned:
        yield found("T164")
    yield from _about_days(basis, stretches, gaps, facts)
    yield from _about_rows(rows, asked)
    if lost:
        yield found("T161", units=sum(back.units for back in lost), number=len(lost))
    if basis in _ABOUT_BASIS:
        yield found(_ABOUT_BASIS[basis], title=TITLES[basis.value])


def _about_days(
    basis: ReportKind | None,
    stretches: Sequence[Stretch],
    gaps: Sequence[Stretch],
    facts: Sequence[ReportFacts],
) -> Iterator[Finding]:
    for stretch in stretches:
        if stretch in gaps:
            yield found("T165", first=stretch.first, last=stretch.last)
            yield from _not_added(basis, stretch, facts)
        elif is_worth_a_word(stretch):
            yield found("T166", first=stretch.first, last=stretch.last)


def _not_added(basis: ReportKind | None, gap: Stretch, facts: Iterable[ReportFacts]) -> Iterator[Finding]:
    for fact in facts:
        if fact.kind in (basis, *_NO_SALES) or basis is None or fact.first is None or fact.last is None:
            continue
        if fact.first <= gap.last and gap.first <= fact.last:
            yield found("T167", file=fact.file, title=TITLES[fact.kind.value], basis=TITLES[basis.value])


def _about_rows(rows: Sequence[AsinCount], asked: frozenset[str] | None) -> Iterator[Finding]:
    for row in rows:
        if asked is not None and not row.lines:
            yield found("T168", asin=row.asin)
        for witness in row.witnesses:
            if witness.kind is ReportKind.BUSINESS_BY_CHILD_ASIN and witness.units < row.shipped:
                yield found("T169", asin=row.asin, ordered=witness.units, shipped=row.shipped)
