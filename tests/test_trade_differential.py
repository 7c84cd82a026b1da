"""Months of invented trade, written in every report format, against a slow count that shares no code.

CI counts 200 months; APPEAL_MONTHS=2000 counts the full number.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from trade_columns import MIDDLE, NEW, OLD
from trade_expected import COUNTERS, expect, shipped_by_asin
from trade_months import GOODS, Line, Month, invent
from trade_writers import (
    write_fulfilled,
    write_ledger,
    write_listings,
    write_orders,
    write_returns,
    write_settlement,
    write_shipments,
    write_transactions,
)

from appeal.model.reports import AsinCount, Count, ReportKind
from appeal.trade.reports import count_reports

MONTHS = int(os.environ.get("APPEAL_MONTHS", "200"))
PER_TEST = 50


def told(row: AsinCount) -> Mapping[str, object]:
    names = (*COUNTERS, "returned", "returned_to_stock", "refunded", "sold_net", "supply_needed")
    return {name: getattr(row, name) for name in names} | {
        "months": {m.month: m.shipped for m in row.months if m.shipped}
    }


def cleaned(figures: Mapping[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    return {
        asin: row | {"months": {m: u for m, u in row["months"].items() if u}} for asin, row in figures.items()
    }  # type: ignore[attr-defined]


def shipped(count: Count) -> dict[str, int]:
    return {row.asin: row.shipped for row in count.asins if row.shipped}


def versions(month: Month, chance: random.Random) -> tuple[list[Line], list[Line]]:
    """Return two reports of the month: the earlier one holds some orders in an older state, and lacks some."""
    from dataclasses import replace
    from datetime import timedelta

    older: list[Line] = []
    for order in sorted({line.order for line in month.lines}):
        lines = [line for line in month.lines if line.order == order]
        fate = chance.random()
        if fate < 0.4:
            older += [
                replace(line, status="Pending", updated=min(x.updated for x in lines) - timedelta(hours=1))
                for line in lines
            ]
        elif fate < 0.8:
            older += lines
    return older, list(month.lines)


@pytest.mark.parametrize("part", range(max(MONTHS // PER_TEST, 1)))
def test_every_format_gives_what_was_traded(part: int, tmp_path: Path) -> None:
    for number in range(PER_TEST):
        chance = random.Random(part * PER_TEST + number)
        check_month(tmp_path, chance)


def check_month(folder: Path, chance: random.Random) -> None:
    header = chance.choice((OLD, MIDDLE, NEW))
    month = invent(chance, replacements=header is NEW)
    lines = list(month.lines)
    chance.shuffle(lines)
    returns = write_returns(folder / "returns", month.backs, chance)
    transactions = write_transactions(folder / "transactions.csv", month, chance)
    listings = write_listings(folder / "listings.txt")
    encoding = chance.choice(("cp932", "utf-8", "utf-8-sig", "utf-16"))
    orders = write_orders(folder / "orders.txt", lines, chance, header, encoding)

    counted = count_reports([orders, returns, transactions])
    assert {row.asin: told(row) for row in counted.asins} == cleaned(expect(month))
    assert counted.complete
    assert counted.basis is ReportKind.ALL_ORDERS
    assert sum(sum(n for _, n in row.lines) for row in counted.asins) == len(lines)

    days = sorted(line.when.astimezone().date() for line in month.lines)
    first, last = days[len(days) // 4], days[len(days) * 3 // 4]
    asked = frozenset((GOODS[0][1],))
    part = count_reports([transactions, returns, orders], asins=asked, first=first, last=last)
    inside = cleaned(expect(month, first, last)).get(GOODS[0][1])
    if inside is not None:
        assert told(part.of(GOODS[0][1])) == inside
    assert sum(d.shipped for d in part.of(GOODS[0][1]).days) == part.of(GOODS[0][1]).shipped

    older, newer = versions(month, chance)
    two = [
        write_orders(folder / "a.txt", older, chance, header),
        write_orders(folder / "b.txt", newer, chance, header),
    ]
    chance.shuffle(two)
    both = count_reports([*two, returns, transactions])
    assert {row.asin: told(row) for row in both.asins} == cleaned(expect(month))

    check_others(folder, month, chance, [listings, returns])


def check_others(folder: Path, month: Month, chance: random.Random, beside: list[Path]) -> None:
    truth = shipped_by_asin(month.lines)
    for kind, path in (
        (ReportKind.TRANSACTIONS, write_transactions(folder / "t", month, chance)),
        (ReportKind.FBA_SHIPMENTS, write_shipments(folder / "s", month.lines, chance)),
        (ReportKind.FBA_FULFILLED, write_fulfilled(folder / "f", month.lines, chance)),
        (ReportKind.LEDGER, write_ledger(folder / "l", month, chance)),
        (ReportKind.SETTLEMENT_V2, write_settlement(folder / "v", month, chance)),
    ):
        count = count_reports([path, *beside])
        assert count.basis is kind
        assert shipped(count) == truth, kind
        again = folder / f"{kind}-again"
        again.write_bytes(path.read_bytes())
        assert shipped(count_reports([path, again, *beside])) == truth, kind
        if kind in (ReportKind.TRANSACTIONS, ReportKind.SETTLEMENT_V2):
            net = cleaned(
                expect(Month(tuple(line for line in month.lines if line.asin in truth), month.backs))
            )
            assert {row.asin: row.sold_net for row in count.asins if row.shipped} == {
                a: net[a]["sold_net"] for a in truth
            }
