"""What `appeal count` prints: plain lines for people, one document for scripts; it counts and judges nothing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from appeal.cli.blocks import finding_block, printable, wrap
from appeal.cli.report import width
from appeal.messages import Severity
from appeal.model.finding import Finding, Place
from appeal.model.reports import AsinCount, Count, ReportFacts, ReportKind
from appeal.trade.headers import TITLES
from appeal.trade.reports import count_reports
from appeal.trade.sources import ReportError

JsonObject = dict[str, Any]

_COUNTERS = {
    "shipped": "出荷",
    "cancelled": "取消",
    "pending": "保留・未出荷",
    "undelivered": "配達されず返送",
    "lost_damaged": "配送中の紛失・破損",
    "replacement": "交換",
    "mcf": "マルチチャネル",
    "unknown_status": "状態不明",
}
_QUIET_SECONDS = 1.0
_STEP_SECONDS = 0.2


def run_count(
    paths: tuple[Path, ...],
    asins: tuple[str, ...],
    first: date | None,
    last: date | None,
    encoding: str | None,
    as_json: bool,
) -> int:
    """Count the reports, print what came of it and return the exit code: 0 complete, 1 not, 3 where a file is refused."""
    wanted = frozenset(asins) or None
    meter = progress_meter()
    try:
        count = count_reports(paths, asins=wanted, first=first, last=last, encoding=encoding, progress=meter)
    except ReportError as error:
        _end(meter)
        _print_refused(error, as_json)
        return error.exit_code
    _end(meter)
    if as_json:
        sys.stdout.writelines(count_document(count))
        sys.stderr.write("".join(f"{finding_block(finding, width())}\n" for finding in count.findings))
    else:
        sys.stdout.write(count_report(count, width()))
    return 0 if count.complete else 1


def _print_refused(error: ReportError, as_json: bool) -> None:
    if as_json:
        told = Finding(error.code, Severity.ERROR, error.text, error.hint, Place())
        sys.stdout.writelines(count_document(Count((), (), (), (told,), None, None, None)))
    for trouble in (error, *error.others):
        fact = wrap(f"[NG] {trouble.code} {trouble.text}", width(), "  ")
        sys.stderr.write("\n".join([*fact, *wrap(f"-> {trouble.hint}", width(), "   ")]) + "\n")


def count_document(count: Count) -> Iterable[str]:
    """Yield the JSON document of `appeal count --json` piece by piece, a line for each entry; safe for any console."""
    entries: dict[str, Iterable[JsonObject]] = {
        "reports": (_report_document(fact) for fact in count.reports),
        "asins": (_asin_document(row) for row in count.asins),
        "gaps": ({"from": _iso(gap.first), "to": _iso(gap.last)} for gap in count.gaps),
    }
    yield "{\n"
    for name, documents in entries.items():
        yield f'"{name}": ['
        mark = "\n"
        for document in documents:
            yield f"{mark}  {json.dumps(document)}"
            mark = ",\n"
        yield "],\n"
    yield f'"complete": {json.dumps(count.complete)}\n}}\n'


def _report_document(fact: ReportFacts) -> JsonObject:
    return {
        "file": fact.file,
        "kind": fact.kind.value,
        "encoding": fact.encoding,
        "rows": fact.rows,
        "first": _iso(fact.first),
        "last": _iso(fact.last),
    }


def _asin_document(row: AsinCount) -> JsonObject:
    names = (*_COUNTERS, "returned", "returned_to_stock", "refunded", "sold_net", "supply_needed")
    document: JsonObject = {"asin": row.asin}
    document |= {name: getattr(row, name) for name in names}
    document["months"] = [{"month": part.month, "shipped": part.shipped} for part in row.months]
    return document


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def count_report(count: Count, columns: int) -> str:
    """Return the report for people in lines of at most `columns`."""
    lines = [*_reports(count.reports), *_asins(count)]
    parts = [part for line in lines for part in (wrap(line, columns, "    ") if line else [""])]
    for finding in count.findings:
        parts += [finding_block(finding, columns), ""]
    errors = sum(finding.severity is Severity.ERROR for finding in count.findings)
    if count.complete:
        closing = "集計は、数えた期間の全体にわたります。"
    else:
        closing = f"集計は不完全です(エラー{errors}件)。数量をそのまま使わないでください。"
    return "\n".join([*parts, *wrap(closing, columns)]) + "\n"


def _reports(facts: Iterable[ReportFacts]) -> Iterable[str]:
    yield "■ レポート"
    for fact in facts:
        yield f"  {printable(fact.file)}"
        yield f"    {TITLES[fact.kind.value]} {fact.encoding} {fact.rows:,}行"
        if fact.first is not None:
            yield f"    {fact.first}から{fact.last}まで"
    yield ""


def _asins(count: Count) -> Iterable[str]:
    if count.basis is not None and count.first is not None:
        yield "■ 数え方"
        yield f"  {TITLES[count.basis.value]}の行を数えました。"
        yield f"  {count.first}から{count.last}まで(日本時間)"
        yield ""
    for row in count.asins:
        yield f"■ {printable(row.asin)}"
        yield from _units(row, count.basis is not None)
        yield ""


def _units(row: AsinCount, counted: bool) -> Iterable[str]:
    if counted:
        lines = dict(row.lines)
        for name, title in _COUNTERS.items():
            if lines.get(name) or name == "shipped":
                yield f"  {title} {getattr(row, name):,}個({lines.get(name, 0):,}行)"
        yield f"  返品 {row.returned:,}個(在庫に戻した {row.returned_to_stock:,}個)"
        yield f"  返金 {row.refunded:,}個"
        if row.returned_by_day_of_return != row.returned:
            yield f"  返品日で数えると {row.returned_by_day_of_return:,}個"
        yield f"  返品後の販売数量 {row.sold_net:,}個"
        yield f"    = 出荷{row.shipped:,} - 返品か返金の多い方{row.deducted:,}"
        yield f"  必要数量 {row.supply_needed:,}個"
        yield f"    = {_needed(row)}"
    for month in row.months:
        yield f"  {month.month} 出荷 {month.shipped:,}個"
    for witness in row.witnesses:
        upper = "(上限)" if witness.kind is ReportKind.BUSINESS_BY_CHILD_ASIN else ""
        yield f"  {TITLES[witness.kind.value]}では {witness.units:,}個{upper}"


def _needed(row: AsinCount) -> str:
    names = ("shipped", "undelivered", "lost_damaged", "replacement", "mcf")
    told = [
        f"{_COUNTERS[name]}{getattr(row, name):,}"
        for name in names
        if name == "shipped" or getattr(row, name)
    ]
    back = f" - 在庫に戻した返品{row.returned_to_stock:,}" if row.returned_to_stock else ""
    return " + ".join(told) + back


def progress_meter() -> Callable[[str, int, int], None] | None:
    """Return a meter that writes to stderr once reading takes longer than a second; None where nobody watches."""
    if not sys.stderr.isatty():
        return None
    start = time.monotonic()
    shown = [start]

    def show(file: str, done: int, size: int) -> None:
        now = time.monotonic()
        if now - start > _QUIET_SECONDS and now - shown[0] > _STEP_SECONDS:
            shown[0] = now
            share = min(done * 100 // size, 100) if size else 100
            sys.stderr.write(f"\r読み取り中 {share:3d}% {printable(Path(file).name)[:20]}\x1b[K")
            sys.stderr.flush()

    return show


def _end(meter: object) -> None:
    if meter is not None:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
