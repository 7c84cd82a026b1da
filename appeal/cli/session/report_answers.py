"""Sales of a listing: typed month by month, or counted from reports that are dropped; nothing is balanced."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from appeal.cli.session.dropping import dropped_files
from appeal.errors import AppealError
from appeal.intake.answers import AnswerError, ToldError, month_lines
from appeal.intake.paths import looks_dropped
from appeal.intake.question import Step

if TYPE_CHECKING:
    from appeal.cli.session.conversation import Changes, Conversation
    from appeal.model.reports import AsinCount, Count
    from appeal.model.trade import EvidenceWindow


class RefusedReportError(AnswerError):
    """A report that cannot be counted; carries the message of the room that refused it."""


def take_months(talk: Conversation, step: Step, text: str) -> Changes:
    """Return units by month, typed or counted; raises AnswerError where there are none."""
    files, missing = dropped_files(text, talk.desk.folder)
    if files and not missing:
        return _counted(talk, step, files)
    if looks_dropped(text):
        raise AnswerError("I114", piece=(missing or (text.strip(),))[0][:60])
    return typed_months(talk, step, text)


def typed_months(talk: Conversation, step: Step, text: str) -> Changes:
    """Return units by month as typed; good lines are kept while the others are asked for. Raises AnswerError for those."""
    near = talk.case.notice.received or talk.today
    found, wrong = month_lines(text, near)
    kept = talk.kept_months.pop(step.path, {}) | found
    if not wrong:
        return {step.path: dict(sorted(kept.items()))}
    for error in wrong:
        talk.voice.trouble(error)
    if kept:
        talk.kept_months[step.path] = kept
        talk.voice.say(
            f"ほかの{len(kept)}行は読めました。上の行だけを入力してください（なければ何も書かずに Enter）。"
        )
    raise ToldError


def _counted(talk: Conversation, step: Step, files: tuple[Path, ...]) -> Changes:
    from appeal.cli.session.advice import window_of
    from appeal.trade.reports import count_reports

    place = int(re.findall(r"\d+", step.path)[0])
    asin = talk.case.listing[place].asin
    window = window_of(talk.case)
    days = (window.first, window.last) if window else (None, None)
    try:
        count = count_reports(files, asins=frozenset({asin}), first=days[0], last=days[1])
    except AppealError as error:
        raise RefusedReportError(error.code, **error.values) from error
    row = count.of(asin)
    if not row.shipped:
        raise AnswerError("I131", asin=asin)
    sales, returns = _by_month(row, count, window)
    _show(talk, sales, returns, count)
    if not talk.confirm("この数量を使いますか？", ("使う", "使わない")):
        raise ToldError
    changes: dict[str, object] = {step.path: sales}
    if returns:
        changes[f"listing[{place}].returned_to_stock"] = returns
    return changes


def _by_month(
    row: AsinCount, count: Count, window: EvidenceWindow | None
) -> tuple[dict[str, int], dict[str, int]]:
    """Return units shipped and put back by month; a month without sales is 0 only where reports cover all days."""
    sales = {month.month: month.shipped for month in row.months}
    if window is not None and count.complete and not count.gaps:
        from appeal.rules.stock import month_parts

        sales = {part.month: 0 for part in month_parts(window)} | sales
    returns: Counter[str] = Counter()
    for day in row.days:
        returns[f"{day.day:%Y-%m}"] += day.returned_to_stock
    return dict(sorted(sales.items())), {month: units for month, units in sorted(returns.items()) if units}


def _show(talk: Conversation, sales: dict[str, int], returns: dict[str, int], count: Count) -> None:
    for report in count.reports:
        reach = f"{report.first}から{report.last}まで" if report.first else "日付なし"
        talk.voice.say(f"[OK] {report.file} {report.rows:,}行 {reach}", "  ")
    for month, units in sales.items():
        back = f"　在庫に戻した返品 {returns[month]}個" if returns.get(month) else ""
        talk.voice.say(f"  {month} {units}個{back}", "    ")
    talk.voice.say(f"  合計 {sum(sales.values())}個")
    for gap in count.gaps:
        talk.voice.say(f"[注意] {gap.first}から{gap.last}までのレポートがありません。", "  ")
    for finding in count.findings:
        talk.voice.finding(finding)
