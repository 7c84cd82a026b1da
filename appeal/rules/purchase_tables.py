"""Do the lines typed from the papers agree with the seller's own table of purchases? The paper counts, the table only asks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from appeal.model.case import Case
from appeal.model.dates import japanese
from appeal.model.evidence import PURCHASE_KINDS, EvidenceKind
from appeal.model.finding import Finding, found
from appeal.model.trade import EvidenceWindow, ToldPurchase


def judge_purchase_tables(
    case: Case, told: Sequence[ToldPurchase], window: EvidenceWindow | None
) -> tuple[Finding, ...]:
    """Return where table and papers differ: by number where the table has numbers, else by listing in the window.

    Rows of days outside the window are compared only with papers of their number.
    """
    findings: list[Finding] = []
    for place, table in enumerate(case.purchase_table):
        rows = [row for row in told if row.table == place]
        numbered = [row for row in rows if row.number is not None]
        bare = [row for row in rows if row.number is None and _counts(row.day, window)]
        findings += _by_number(case, table.file, numbered, window)
        if bare and numbered:
            findings.append(_missing(table.file, "なし", bare))
        elif bare:
            findings += _by_listing(case, table.file, place, bare, window)
    return tuple(findings)


def _counts(day: date | None, window: EvidenceWindow | None) -> bool:
    return window is None or day is None or day in window


def _by_number(
    case: Case, table: str, rows: Sequence[ToldPurchase], window: EvidenceWindow | None
) -> Iterator[Finding]:
    papers: dict[str, list[int]] = {}
    for place, item in enumerate(case.evidence):
        if item.number and item.kind in PURCHASE_KINDS:
            papers.setdefault(_folded(item.number), []).append(place)
    by_number: dict[str, list[ToldPurchase]] = {}
    for row in rows:
        by_number.setdefault(_folded(row.number), []).append(row)
    for folded, of_number in by_number.items():
        number = of_number[0].number or ""
        if folded in papers:
            yield from _paper(case, papers[folded], table, number, of_number)
        elif inside := [row for row in of_number if _counts(row.day, window)]:
            yield _missing(table, number, inside)


def _paper(
    case: Case, places: Sequence[int], table: str, number: str, rows: Iterable[ToldPurchase]
) -> Iterator[Finding]:
    """Compare with the papers of one number: an invoice in several files is one, a receipt beside it tells the same again."""
    told = Counter[str]()
    for row in rows:
        told[row.asin] += row.units
    by_kind: dict[EvidenceKind, Counter[str]] = {}
    for kind in PURCHASE_KINDS:
        for item in (case.evidence[place] for place in places if case.evidence[place].kind is kind):
            written = by_kind.setdefault(kind, Counter())
            for line in item.lines:
                written[line.asin] += line.units
    if any(all(told[asin] == written[asin] for asin in told) for written in by_kind.values()):
        return
    kind, written = next(iter(by_kind.items()))
    place = next(place for place in places if case.evidence[place].kind is kind)
    item = case.evidence[place]
    for asin in sorted(told):
        if told[asin] != written[asin]:
            yield found(
                "Q350",
                f"evidence[{place}].lines",
                file=item.file,
                asin=asin,
                units=written[asin],
                table=table,
                number=number,
                told=told[asin],
            )


def _missing(table: str, number: str, rows: Sequence[ToldPurchase]) -> Finding:
    days = [row.day for row in rows if row.day is not None]
    day = f"{japanese(min(days))}、" if days else ""
    asins = "、".join(dict.fromkeys(row.asin for row in rows))
    units = sum(row.units for row in rows)
    field = f"purchase_table[{rows[0].table}].file"
    return found(
        "Q351", field, table=table, number=number, day=day, asin=asins, units=units, line=rows[0].line
    )


def _by_listing(
    case: Case, table: str, place: int, rows: Sequence[ToldPurchase], window: EvidenceWindow | None
) -> Iterator[Finding]:
    told, written = Counter[str](), Counter[str]()
    for row in rows:
        told[row.asin] += row.units
    for item in case.evidence:
        if item.kind in PURCHASE_KINDS and _counts(item.issued, window):
            for line in item.lines:
                written[line.asin] += line.units
    for asin in sorted(told):
        if told[asin] != written[asin]:
            field = f"purchase_table[{place}].file"
            yield found("Q352", field, asin=asin, table=table, told=told[asin], units=written[asin])


def _folded(number: str | None) -> str:
    """Return a number as it is compared: half width, without case, blanks and hyphens."""
    text = unicodedata.normalize("NFKC", number or "").casefold()
    return "".join(sign for sign in text if sign.isalnum())
