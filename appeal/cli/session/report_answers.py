"""Sales of a listing: typed month by month, or out of reports that are dropped and then named in the case; nothing is balanced."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from appeal.cli.session.dropping import dropped_files
from appeal.errors import AppealError
from appeal.intake.answers import AnswerError, ToldError, month_lines
from appeal.intake.paths import looks_dropped
from appeal.intake.question import Step
from appeal.model.reports import ReportKind
from appeal.rules.counted import COUNTERS

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Changes, Sitting
    from appeal.model.reports import AsinCount, Count


_FOLDER = "reports"
# Reports that say what came back to stock: it need not be asked.
_TELLS_RETURNS = (ReportKind.FBA_RETURNS, ReportKind.LEDGER, ReportKind.OWN_TABLE)
# More lines that cannot be read than these tell nobody anything new.
_SHOWN = 5


class RefusedReportError(AnswerError):
    """A report that cannot be counted; carries the message of the room that refused it."""


def take_months(talk: Sitting, step: Step, text: str) -> Changes:
    """Return units by month, typed or counted; raises AnswerError where there are none."""
    if match := re.fullmatch(r"-\s*(\d{1,3})", unicodedata.normalize("NFKC", text).strip()):
        return _taken_back(talk, int(match[1]))
    files, missing = dropped_files(text, talk.desk.folder)
    if files and not missing:
        return _counted(talk, step, files)
    if looks_dropped(text):
        raise AnswerError("I114", piece=(missing or (text.strip(),))[0][:60])
    return typed_months(talk, step, text)


def _taken_back(talk: Sitting, number: int) -> Changes:
    """Take a report out of the case; its file stays where it is."""
    count = len(talk.case.sales_report)
    if not 1 <= number <= count:
        raise AnswerError("I147", number=number)
    talk.voice.say(f"販売レポート{number}を取り消しました。ファイルはそのままです。")
    talk.reports = ()
    return {f"sales_report[{number - 1}]": None}


def show_reports(talk: Sitting) -> None:
    """Show the reports that sales are counted from, each with the number that takes it back."""
    if talk.case.sales_report:
        talk.voice.say("いまの販売レポート（Enter でそのまま。加えるならドラッグ。取り消しは -番号）", "  ")
    for number, report in enumerate(talk.case.sales_report, start=1):
        talk.voice.say(f"  {number} {report.file.rpartition('/')[2]}", "    ")


def count_again(talk: Sitting, step: Step) -> Changes:
    """Return the units of this listing out of the reports that were dropped before."""
    return _counted(talk, step, ())


def typed_months(talk: Sitting, step: Step, text: str) -> Changes:
    """Return units by month as typed; good lines are kept while the others are asked for. Raises AnswerError for those."""
    near = talk.case.notice.received or talk.today
    found, wrong = month_lines(text, near)
    kept = talk.kept_months.pop(step.path, {}) | found
    if not wrong:
        return {step.path: dict(sorted(kept.items()))}
    for error in wrong[:_SHOWN]:
        talk.voice.trouble(error)
    if len(wrong) > _SHOWN:
        talk.voice.say(f"[NG] ほかの{len(wrong) - _SHOWN}行も、月と数量として読めません。", "  ")
    if kept:
        talk.kept_months[step.path] = kept
        talk.voice.say(
            f"ほかの{len(kept)}行は読めました。上の行だけを入力してください（なければ何も書かずに Enter）。"
        )
    raise ToldError


def _counted(talk: Sitting, step: Step, files: tuple[Path, ...]) -> Changes:
    from appeal.cli.session.advice import window_of
    from appeal.trade.reports import count_reports

    place = int(re.findall(r"\d+", step.path)[0])
    listing = talk.case.listing[place]
    window = window_of(talk.case)
    days = (window.first, window.last) if window else (None, None)
    # Reports that were dropped before and did not tell all of it are counted together with the new ones.
    known = (talk.desk.folder / report.file for report in talk.case.sales_report)
    files = tuple(dict.fromkeys(file.resolve() for file in (*known, *talk.reports, *files)))
    asked = frozenset({listing.asin, *(one.asin for one in talk.case.listing if one.sales is None)})
    codes = [(code, one.asin) for one in talk.case.listing for code in (one.sku, one.jan) if code]
    try:
        count = count_reports(files, asins=asked, first=days[0], last=days[1], known=codes)
    except AppealError as error:
        raise RefusedReportError(error.code, **error.values) from error
    row = count.of(listing.asin)
    if not row.shipped:
        raise AnswerError("I131", asin=listing.asin)
    _show(talk, count, place)
    if not count.complete or window is None:
        return _by_hand(talk, step, files, _by_month(row))
    if not talk.confirm("この数量を使いますか？", ("使う", "使わない")):
        talk.reports = ()
        raise ToldError
    talk.reports = files
    return _named(talk, place, files, count)


def _by_hand(
    talk: Sitting, step: Step, files: tuple[Path, ...], months: tuple[dict[str, int], dict[str, int]]
) -> Changes:
    """Let more reports be added to ones that do not tell all; without them their months are kept as if they were typed."""
    talk.reports = files
    if talk.confirm("この数量を使いますか？", ("ほかのレポートも加える", "月ごとの数量として使う")):
        talk.voice.say("足りない期間のレポートをドラッグしてください。いまのレポートと合わせて数えます。")
        raise ToldError
    sales, returns = months
    changes: dict[str, object] = {step.path: sales}
    if returns:
        changes[step.path.replace(".sales", ".returned_to_stock")] = returns
    return changes


def _named(talk: Sitting, place: int, files: tuple[Path, ...], count: Count) -> Changes:
    """Return the reports as entries of the case, from which units are counted whenever it is read; typed units make way."""
    known = [str(report.file) for report in talk.case.sales_report]
    brought = dict.fromkeys(talk.desk.brought_in(file, _FOLDER) for file in files)
    entries = [name for name in brought if name not in known]
    changes: dict[str, object] = {
        f"sales_report[{number}].file": name for number, name in enumerate(entries, start=len(known))
    }
    for name in ("sales", "returned_to_stock"):
        if getattr(talk.case.listing[place], name):
            changes[f"listing[{place}].{name}"] = None
    if any(fact.kind in _TELLS_RETURNS for fact in count.reports):
        talk.skipped |= {f"listing[{number}].returned_to_stock" for number in range(len(talk.case.listing))}
    return changes


def _by_month(row: AsinCount) -> tuple[dict[str, int], dict[str, int]]:
    """Return units shipped and put back by month; a month that no report holds is not stated."""
    sales = {month.month: month.shipped for month in row.months}
    returns: Counter[str] = Counter()
    for day in row.days:
        returns[f"{day.day:%Y-%m}"] += day.returned_to_stock
    return dict(sorted(sales.items())), {month: units for month, units in sorted(returns.items()) if units}


def _show(talk: Sitting, count: Count, place: int) -> None:
    for report in count.reports:
        reach = f"{report.first}から{report.last}まで" if report.first else "日付なし"
        talk.voice.say(f"[OK] {report.file} {report.rows:,}行 {reach}", "  ")
    for number, listing in enumerate(talk.case.listing):
        if number != place and listing.sales is not None:
            continue
        if len(talk.case.listing) > 1:
            talk.voice.say(f"{listing.asin}", "  ")
        _show_units(talk, count.of(listing.asin))
    for gap in count.gaps:
        talk.voice.say(f"[注意] {gap.first}から{gap.last}までのレポートがありません。", "  ")
    for finding in count.findings:
        # A gap has just been told.
        if not (count.gaps and finding.code == "T165"):
            talk.voice.finding(finding)


def _show_units(talk: Sitting, row: AsinCount) -> None:
    sales, returns = _by_month(row)
    for month in sorted(sales.keys() | returns.keys()):
        back = f"　在庫に戻した返品 {returns[month]}個" if returns.get(month) else ""
        talk.voice.say(f"  {month} {sales.get(month, 0)}個{back}", "    ")
    talk.voice.say(f"  合計 {sum(sales.values())}個")
    for counter, kind in COUNTERS.items():
        if units := getattr(row, counter):
            talk.voice.say(f"  ほかに {kind.words} {units}個", "    ")
