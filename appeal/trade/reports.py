"""All reports given -> one count by ASIN; it says what it could not count and balances nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from appeal.errors import CallError
from appeal.model.reports import Count, ReportFacts, ReportKind
from appeal.trade.cells import as_sku, day_of
from appeal.trade.gaps import is_gap, uncovered
from appeal.trade.groups import Group, Wish, read_group
from appeal.trade.moves import Reader, read_business, read_listings
from appeal.trade.own_tables import sales_table
from appeal.trade.result import Material, assemble
from appeal.trade.sources import Progress, ReportError, Source, find_sources
from appeal.trade.tables import Table, open_table
from appeal.trade.tally import Calendar, Range
from appeal.trade.troubles import Troubles

# Which kind is counted where several tell of sales: the first that tells of the days asked for. Never two together,
# because they date the same unit differently (order, posting, shipment) and it would be counted twice.
SALES = (
    "all_orders",
    "transactions",
    "fba_shipments",
    "fba_fulfilled",
    "settlement_v2",
    "ledger_detail",
    "ledger_summary",
    "own_table",
)
_UNKNOWN = ("T110", "T111")
_KINDS = {"ledger_detail": ReportKind.LEDGER, "ledger_summary": ReportKind.LEDGER}


@dataclass(frozen=True, slots=True)
class Columns:
    """How tables of the seller's own are read: field -> name of the column, for single paths and for all others."""

    by_path: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    otherwise: Mapping[str, str] | None = None


@dataclass(slots=True)
class _Desk:
    """What is on the table while the reports are read."""

    groups: dict[str, Group] = field(default_factory=dict)
    listed: set[tuple[str, str]] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)
    bounds: dict[str, int] = field(default_factory=dict)
    facts: list[ReportFacts] = field(default_factory=list)
    troubles: Troubles = field(default_factory=Troubles)


def count_reports(
    paths: Sequence[Path],
    *,
    asins: frozenset[str] | None = None,
    first: date | None = None,
    last: date | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
    columns: Columns | None = None,
    known: Iterable[tuple[str, str]] = (),
) -> Count:
    """Count units per ASIN from `first` to `last` (Japanese days, both inside) in files, folders and ZIP files.

    `asins` limits the count and fills in days; `encoding` overrules what is found. `columns` is how a table that is no
    report is read, `known` are pairs of a SKU or JAN and its ASIN that stand in no report. Raises ReportError where a file is
    refused (its `others` are the rest of the refused ones), CallError where the days are turned round.
    """
    if first and last and last < first:
        raise CallError("T109", first=first, last=last)
    tables = _open_all(paths, encoding, columns or Columns())
    wish = Wish(Calendar(first, last, asins is not None), asins, progress=progress)
    desk = _Desk(named={(as_sku(sku), asin) for sku, asin in known})
    _read_lists(tables, desk, progress)
    _read_moves(tables, desk, wish)
    basis = _read_basis(tables, desk, wish, (first, last))
    return assemble(
        Material(
            basis=basis,
            groups=desk.groups,
            listed=desk.listed,
            named=desk.named,
            bounds=desk.bounds,
            facts=tuple(sorted(desk.facts, key=lambda fact: (fact.file, fact.kind))),
            troubles=desk.troubles,
            calendar=wish.calendar,
            asins=asins,
            first=first,
            last=last,
        )
    )


def _open_all(paths: Sequence[Path], encoding: str | None, columns: Columns) -> list[Table]:
    tables: list[Table] = []
    refused: list[ReportError] = []
    own = [path for path in paths if path in columns.by_path]
    sources = [
        (source, columns.otherwise, False) for source in find_sources([p for p in paths if p not in own])
    ]
    sources += [(source, columns.by_path[path], True) for path in own for source in find_sources([path])]
    for source, mapping, stated in sources:
        try:
            tables.append(_open(source, encoding, mapping, stated=stated))
        except ReportError as trouble:
            refused.append(trouble)
    if refused:
        error = refused[0]
        error.others = tuple(refused[1:])
        raise error
    if not tables:
        raise ReportError("T102", file="、".join(path.name or str(path) for path in paths))
    return sorted(tables, key=lambda table: table.file)


def _open(
    source: Source | ReportError, encoding: str | None, mapping: Mapping[str, str] | None, *, stated: bool
) -> Table:
    """Open a report, or a table of the seller's own where columns are `stated` for it or no report is like it."""
    if isinstance(source, ReportError):
        raise source
    try:
        table = open_table(source, encoding)
    except ReportError as trouble:
        if mapping and trouble.code in _UNKNOWN:
            return sales_table(source, mapping, encoding)
        raise
    return sales_table(source, mapping, encoding) if stated and mapping else table


def _of(tables: Sequence[Table], name: str) -> list[Table]:
    return [table for table in tables if table.name == name]


def _fact(table: Table, rows: int, reach: Range | None) -> ReportFacts:
    days = [date.fromordinal(day_of(moment)) for moment in reach] if reach else [None, None]
    kind = _KINDS.get(table.name) or ReportKind(table.name)
    return ReportFacts(table.file, kind, table.encoding, rows, days[0], days[1])


def _read_lists(tables: Sequence[Table], desk: _Desk, progress: Progress | None) -> None:
    """Read what names goods but no movement: listings and business reports."""
    for table in _of(tables, "listings"):
        reader = Reader(table, desk.troubles, progress)
        desk.listed.update(read_listings(reader))
        desk.facts.append(_fact(table, reader.rows, None))
    for table in _of(tables, "business_by_child_asin"):
        reader = Reader(table, desk.troubles, progress)
        for sku, asin, units in read_business(reader):
            desk.bounds[asin] = desk.bounds.get(asin, 0) + units
            if sku:
                desk.named.add((sku, asin))
        desk.facts.append(_fact(table, reader.rows, None))


def _read_moves(tables: Sequence[Table], desk: _Desk, wish: Wish) -> None:
    for name in ("fba_returns", *SALES[1:]):
        if found := _of(tables, name):
            desk.groups[name] = group = read_group(found, wish)
            desk.facts += [_fact(*file) for file in group.files]
            desk.named |= group.total.pairs


def _read_basis(
    tables: Sequence[Table], desk: _Desk, wish: Wish, asked: tuple[date | None, date | None]
) -> str | None:
    """Read 全注文レポート and choose what is counted; read it again where returns ask for its orders."""
    orders = frozenset(
        back.order for group in desk.groups.values() for back in group.total.backs if back.order
    )
    if found := _of(tables, "all_orders"):
        # Only reports without ASIN need to know which SKU is which.
        with_pairs = any("asin" not in table.places for table in tables)
        group = read_group(found, replace(wish, asked=orders, with_pairs=with_pairs))
        desk.groups["all_orders"] = group
        desk.facts += [_fact(*file) for file in group.files]
        desk.named |= group.total.pairs
    present = [name for name in SALES if name in desk.groups]
    basis = next(
        (name for name in present if _touches(desk.groups[name], asked)), present[0] if present else None
    )
    basis = _whole_ledger(desk, basis, asked)
    if basis in SALES[1:5] and orders:
        desk.groups[basis] = read_group(_of(tables, basis), replace(wish, asked=orders, progress=None))
    return basis


def _whole_ledger(desk: _Desk, basis: str | None, asked: tuple[date | None, date | None]) -> str | None:
    """Take the summary of the stock ledger where it covers the asked days and the detail does not; both date a unit alike."""
    detail, summary = desk.groups.get("ledger_detail"), desk.groups.get("ledger_summary")
    if basis != "ledger_detail" or detail is None or summary is None:
        return basis
    days = [*detail.days(), *summary.days()]
    first = asked[0] or min((low for low, _ in days), default=date.min)
    last = asked[1] or max((high for _, high in days), default=date.min)

    def has_gap(group: Group) -> bool:
        return any(is_gap(one) for one in uncovered(first, last, group.days()))

    return "ledger_summary" if has_gap(detail) and not has_gap(summary) else basis


def _touches(group: Group, asked: tuple[date | None, date | None]) -> bool:
    first = asked[0].toordinal() if asked[0] else 0
    last = asked[1].toordinal() if asked[1] else date.max.toordinal()
    return any(
        reach and day_of(reach[0]) <= last and first <= day_of(reach[1]) for _, _, reach in group.files
    )
