"""Tables of purchases that the seller keeps (order histories, accounts) -> rows to compare with the papers; never instead of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from appeal.enclosure import inside
from appeal.model.case import Case, PurchaseTable
from appeal.model.finding import Finding, Place, fill, found
from appeal.model.reports import MappedRow
from appeal.model.trade import ToldPurchase
from appeal.trade.cells import as_sku, looks_like_asin, plain
from appeal.trade.own_tables import table_with_columns
from appeal.trade.sources import ReportError

Told = tuple[tuple[ToldPurchase, ...], tuple[Finding, ...]]


def read_purchase_tables(case: Case, folder: Path) -> Told:
    """Return the rows of the case's purchase tables that name one of its listings, and what keeps a table from being read.

    Rows without a listing of the case are other goods; rows without a quantity count 0. A table that cannot be read whole gives
    no rows at all.
    """
    known = {as_sku(code): one.asin for one in case.listing for code in (one.sku, one.jan) if code}
    known |= {as_sku(one.asin): one.asin for one in case.listing}
    rows: list[ToldPurchase] = []
    findings: list[Finding] = []
    for place, table in enumerate(case.purchase_table):
        field = f"purchase_table[{place}].file"
        try:
            rows += _rows(place, _mapping(case, table), _path(folder, table.file), known)
        except ReportError as error:
            findings.append(fill(error.code, error.values, Place(field=field)))
        except _OutsideError:
            findings.append(found("Q353", field, file=table.file))
    return tuple(rows), tuple(findings)


class _OutsideError(Exception):
    """A table that is not there or lies outside the case's folder."""


def _path(folder: Path, file: str) -> Path:
    path = inside(folder, file)
    try:
        if path is not None and path.is_file():
            return path
    except (OSError, ValueError):
        pass
    raise _OutsideError


def _mapping(case: Case, table: PurchaseTable) -> Mapping[str, str]:
    columns = table.columns or case.columns
    mapping = columns.named() if columns else {}
    if "quantity" not in mapping or not {"asin", "sku", "jan"} & mapping.keys():
        raise ReportError("T118", file=table.file)
    return mapping


def _rows(place: int, mapping: Mapping[str, str], path: Path, known: Mapping[str, str]) -> list[ToldPurchase]:
    read = table_with_columns(path, mapping)
    return [
        ToldPurchase(place, asin, _units(row), plain(row.number) if row.number else None, row.day, row.line)
        for row in read
        if (asin := _asin(row, known)) is not None
    ]


def _asin(row: MappedRow, known: Mapping[str, str]) -> str | None:
    if row.asin and looks_like_asin(row.asin):
        return known.get(as_sku(row.asin))
    return next(
        (known[as_sku(code)] for code in (row.asin, row.sku, row.jan) if code and as_sku(code) in known), None
    )


def _units(row: MappedRow) -> int:
    return (row.quantity or 0) * (1 if row.pack is None else row.pack)
