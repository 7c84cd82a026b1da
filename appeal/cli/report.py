"""What the commands print for people: plain lines, one thing a line; it formats and judges nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from appeal.messages import Message, Severity
from appeal.messages.page import SEVERITY_WORDS

if TYPE_CHECKING:
    from appeal.build import Built
    from appeal.check import Checked
    from appeal.model.evidence import FileFacts
    from appeal.model.submission import CoverageRow
    from appeal.model.trade import Reconciliation

REQUIREMENTS = {
    "invoice": "請求書・領収書",
    "supplier_contact": "仕入先の連絡先",
    "root_cause": "根本原因",
    "corrective_action": "是正措置",
    "preventive_action": "再発防止策",
    "plan_of_action": "改善計画",
    "authorization_letter": "販売許可書など",
    "safety_document": "安全性の書類",
    "other": "その他追加情報",
}
_STATES = {"covered": "揃った", "partial": "一部", "missing": "なし", "waived": "回答しない"}
_STEPS = {
    "drawing": "回答書を作成しています。",
    "assembling": "閲覧用合本を作成しています。",
    "writing": "フォルダーに書き込んでいます。",
}


def width() -> int:
    """Return the columns that a line may fill."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100)) - 2


def exit_code(checked: Checked) -> int:
    """Return the exit code of a check: 3 where the case file cannot be used, 1 where something blocks."""
    if checked.case_file.case is None:
        return 3
    return 0 if checked.ready else 1


def check_report(checked: Checked) -> str:
    """Return everything a check has to say."""
    if checked.case_file.case is None:
        return _mistakes(checked)
    parts = [
        *_findings(checked),
        *_section("要求事項への回答", (_coverage_line(place, row) for place, row in _demands(checked))),
        *_section("数量照合", (line for row in checked.reconciliations for line in _quantity_lines(row))),
        *_section("証憑", (_file_line(number, fact) for number, fact in enumerate(checked.facts, start=1))),
        *_closing(checked),
    ]
    return "\n".join(parts) + "\n"


def _mistakes(checked: Checked) -> str:
    from appeal.cli.blocks import closing_line, mistake_block

    blocks = [mistake_block(finding, checked.case_file.lines, width()) for finding in checked.findings]
    return "\n".join([*blocks, "", closing_line(checked.findings)]) + "\n"


def _findings(checked: Checked) -> Iterable[str]:
    from appeal.cli.blocks import finding_block

    for finding in checked.findings:
        yield finding_block(finding, width())
        yield ""


def _section(title: str, lines: Iterable[str]) -> Iterable[str]:
    from appeal.cli.blocks import wrap

    body = [part for line in lines for part in wrap(line, width(), indent="  ")]
    return [f"■ {title}", *body, ""] if body else []


def _demands(checked: Checked) -> Iterable[tuple[int, CoverageRow]]:
    order: dict[str, int] = {}
    for row in checked.coverage:
        yield order.setdefault(row.requirement.value, len(order) + 1), row


def _coverage_line(place: int, row: CoverageRow) -> str:
    asin = f"（{row.asin}）" if row.asin else ""
    by = f" {'、'.join(row.by)}" if row.by else ""
    # Papers that are sent although they do not reach are an answer in part, taken knowingly.
    state = "一部（承知）" if row.by and row.state.value == "waived" else _STATES[row.state.value]
    return f"要求{place} {REQUIREMENTS[row.requirement.value]}{asin}: {state}{by}"


def _quantity_lines(row: Reconciliation) -> Iterable[str]:
    yield f"{row.asin} {row.window.first}から{row.window.last}まで"
    returned = f"＋返品{row.returned_to_stock}" if row.returned_to_stock else ""
    came = "".join(f"＋{kind.words}{units}" for kind, units in row.moved if kind.enters)
    left = "".join(f"－{kind.words}{units}" for kind, units in row.moved if not kind.enters)
    expected = "（計算できません）" if row.expected_closing is None else str(row.expected_closing)
    shipped = _told(row.shipped)
    yield f"期首{_told(row.opening)}＋仕入{row.purchased}{came}－出荷{shipped}{left}{returned}＝{expected}"
    difference = "" if row.difference is None else f"、差{row.difference}"
    if row.after_window:
        yield f"対象期間のあと数えた日までの増減{row.after_window:+d}"
    yield f"数えた在庫{_told(row.closing)}{difference}"
    yield from _results(row)
    if row.opening_papers:
        yield f"期首在庫の資料{row.opening_on_papers}個（仕入に含みません）"
    if row.shortfall:
        yield f"不足{row.shortfall}個"
    if not row.complete:
        yield "集計は不完全です。"


def _results(row: Reconciliation) -> Iterable[str]:
    """The two results with their arithmetic; the one that the basis of the notice asks for is marked."""
    if row.shipped is None or row.supply_needed is None:
        return
    used, by_sales = "（この通知の基準）", row.basis.value == "sales"
    deducted = f"－返品・返金{row.deducted}＝{row.sold_net}" if row.deducted else ""
    yield f"販売数量（返品・返金を除く）: 出荷{row.shipped}{deducted}{used if by_sales else ''}"
    left = row.left_otherwise - row.given_back
    others = f"＋ほかに出た数量{left}" if left else ""
    returned = f"－在庫に戻した返品{row.returned_to_stock}" if row.returned_to_stock else ""
    total = f"＝{row.supply_needed}" if others or returned else ""
    yield f"必要数量: 出荷{row.shipped}{others}{returned}{total}{'' if by_sales else used}"


def _told(value: int | None) -> str:
    return "（記入なし）" if value is None else str(value)


def _file_line(number: int, fact: FileFacts) -> str:
    if not fact.usable:
        return f"資料{number} {fact.file}: 使えません"
    size = (fact.bytes or 0) / 1000
    return f"資料{number} {fact.file}: {(fact.type or '').upper()} {fact.pages}頁 {size:,.0f} KB"


def _closing(checked: Checked) -> Iterable[str]:
    counted = dict.fromkeys(Severity, 0)
    for finding in checked.findings:
        if finding.accepted is None:
            counted[finding.severity] += 1
    yield f"エラー{counted[Severity.ERROR]}件、注意{counted[Severity.WARNING]}件。"
    if checked.ready:
        yield "提出一式を作成できます。"
        yield f"-> appeal build {typed(checked.case_file.name)}"
    else:
        yield "エラーがあるため、提出一式はまだ作成できません。"
        yield "-> 上の [NG] を1つずつ解決してください。"
        yield "-> 今の内容を紙面で見るには build に --draft を付けてください。"
    yield "審査の結果を示すものではありません。"


def typed(name: str) -> str:
    """Return a file name as it must be typed after a command: in quotes where it holds more than plain signs."""
    plain = all(sign.isalnum() or sign in "._-/\\:" for sign in name)
    return name if plain else f'"{name}"'


def explanation(message: Message) -> str:
    """Return one message at length."""
    from appeal.cli.blocks import wrap
    from appeal.messages.page import shown

    lines = [f"{message.code} {SEVERITY_WORDS[message.severity]}"]
    lines += wrap(shown(message.text), width())
    lines += wrap(f"-> {shown(message.hint)}", width())
    lines += ["", *wrap(message.about, width())]
    if message.acceptable or message.severity is Severity.WARNING:
        lines += ["", *wrap("承知で進めるときは、[[accept]] に番号と理由を書きます。", width())]
    return "\n".join(lines) + "\n"


def say_step(step: str) -> None:
    """Tell on stderr what is being done."""
    click.echo(_STEPS[step], err=True)


def say_built(built: Built, checked: Checked, draft: bool) -> None:
    """Tell where the package lies and what to do next."""
    from appeal.cli.blocks import wrap

    warnings = sum(
        finding.severity is Severity.WARNING and finding.accepted is None for finding in checked.findings
    )
    lines = ["下書きを作成しました。送信には使えません。" if draft else "提出一式を作成しました。"]
    lines.append(f"フォルダー: {built.folder}")
    if built.archive:
        lines.append(f"ZIP: {built.archive}")
    if built.stale_archive:
        lines += wrap(f"前に作成したZIPが残っています: {built.stale_archive}", width())
        lines += wrap("-> 今回の内容と違うことがあるため、送らないでください。", width())
    lines += wrap(f"回答書{built.letter_pages}頁、本文{built.reply_characters}字、注意{warnings}件", width())
    if built.requests:
        lines += wrap(f"仕入先への依頼の文{len(built.requests)}件({'、'.join(built.requests)})", width())
        lines += wrap("-> drafts フォルダーにあります。要るときだけ仕入先に送ってください。", width())
    if warnings:
        lines += wrap("注意の内容は次のコマンドで確かめてください。", width())
        lines.append(f"-> appeal check {typed(checked.case_file.name)}")
    if not draft:
        lines.append("送信はまだ終わっていません。")
        lines += wrap("-> 00_start-here.html を開き、手順に沿って送ってください。", width())
    click.echo("\n".join(lines))


def doctor_report(as_json: bool) -> tuple[str, int]:
    """Return what works on this machine, for people or as JSON, and the exit code."""
    from appeal.cli.doctor import examine_machine, machine_report

    facts = examine_machine()
    return machine_report(facts, as_json=as_json, width=width()), 0 if all(
        fact.works for fact in facts
    ) else 6


def prints_japanese() -> bool:
    """Whether stdout takes UTF-8; elsewhere JSON is escaped so that it stays whole."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
