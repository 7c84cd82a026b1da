"""Prints what a notice says: today's sheet and the decision sheet, in plain lines; it reads and judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from appeal.cli.blocks import wrap
from appeal.cli.report import REQUIREMENTS, width
from appeal.errors import CaseFileError
from appeal.model.dates import japanese, span_inside
from appeal.model.notice import NoticeFields
from appeal.model.reading import Advice, NoticeReading
from appeal.rules.window import evidence_window

CHANNELS = {
    "reply": "届いた通知のメールに返信",
    "performance_notification": "セラーセントラルの「パフォーマンス通知」",
    "account_health": "セラーセントラルの「アカウント健全性」",
    "mailbox": "通知に書かれた宛先",
    "phone": "電話",
    "form": "通知に書かれた入力画面",
}
_BRANCHES = {
    "authenticity": "真贋の連絡の場合",
    "wrong_item": "商品違いの連絡の場合",
    "other": "その他の連絡の場合",
    "review": "審査の場合",
}
_WORKING_DAYS = re.compile(r"営業日|(?:business|working)\s+days?", re.IGNORECASE)
_BASES = {"sales": "販売数量", "stock": "在庫数量"}
_SLOTS = (("do_now", "今日すること"), ("do_not", "しないこと"), ("check", "本物かどうかの確かめ方"))
_EXAMPLE = "（例: --received 2026-11-20）"
_SHOWN_UNCLAIMED = 20
LIMIT = 20_000_000


def read_bytes(notice: str) -> bytes:
    """Return the bytes of a notice file, or of standard input for `-`; raises CaseFileError where there are none."""
    import sys

    if notice == "-":
        # Where standard input was closed before the start, Python has none.
        return sys.stdin.buffer.read(LIMIT) if sys.stdin else b""
    path = Path(notice)
    try:
        if not path.is_file() or path.stat().st_size > LIMIT:
            raise CaseFileError("N141", file=notice)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise CaseFileError("N141", file=notice) from error


def notice_report(reading: NoticeReading, received: date | None, today: date) -> str:
    """Return the sheet for one reading; `received` is the notice date, from which window and deadline are counted."""
    lines: list[str] = []
    sources = _Sources()
    sections = [(title, list(body)) for title, body in _sections(reading, received, today, sources)]
    for title, body in [*sections, ("出典", list(sources.lines()))]:
        told = [part for line in body for part in wrap(line, width(), indent="  ")]
        if told:
            lines += [f"■ {title}", *told, ""]
    return "\n".join(lines)


class _Sources:
    """Numbers the sources as they are cited, so that each stands once, at the end."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, date], int] = {}

    def cite(self, standing: str, source: str, seen: date) -> str:
        number = self._numbers.setdefault((source, seen), len(self._numbers) + 1)
        return f"（{standing}、出典{number}）"

    def lines(self) -> Iterable[str]:
        for (source, seen), number in self._numbers.items():
            yield f"{number} {source}（{seen}に参照）"


def _sections(
    reading: NoticeReading, received: date | None, today: date, sources: _Sources
) -> Iterable[tuple[str, Iterable[str]]]:
    from appeal.notice.advice import advise
    from appeal.notice.sheet import consequences, where_to_turn

    advice = advise(reading)
    yield "何が起きたか", _happened(reading, advice)
    yield "問い合わせ先", [turn] if (turn := where_to_turn(reading)) else []
    if reading.kind is not None and not reading.kind.startswith("negative_"):
        yield "回答期限", _deadline(reading, received, today)
        yield "対象商品", _products(reading)
        yield "求められていること", _demands(reading)
        yield "対象期間と数量", _window(reading, received)
        yield "回答の送り先と形式", _channel(reading)
        yield "ほかに書かれていること", consequences(reading)
    yield "メールの出どころ（事実だけ。本物かどうかは判断しません）", _origin(reading)
    for slot, title in _SLOTS:
        yield title, _advice(advice, slot, sources)
    yield "出す・出さないの判断", _choices(reading, sources)
    yield "読み取らなかった行", _unclaimed(reading)


def _happened(reading: NoticeReading, advice: tuple[Advice, ...]) -> Iterable[str]:
    from appeal.notice.sheet import happened

    yield happened(reading)
    for fact in reading.facts_of("kind")[:1]:
        yield f"  決め手 {fact.line}行目「{_one_line(fact.quote)}」"
    for one in advice:
        if one.slot == "calm":
            yield one.text


def _products(reading: NoticeReading) -> Iterable[str]:
    if reading.asins == ("masked",):
        yield "ASINが伏せられています。セラーセントラルで対象のASINを確かめてください。"
    elif reading.asins == ("end_of_mail",):
        yield "ASINはメールの末尾にあると書かれていますが、見当たりません。"
    elif not reading.asins:
        yield "ASINは書かれていません。"
    titles = {product.asin: product.title for product in reading.products if product.asin}
    for asin in reading.asins:
        if asin not in ("masked", "end_of_mail"):
            yield f"{asin} {titles.get(asin) or ''}".rstrip()


def _demands(reading: NoticeReading) -> Iterable[str]:
    if not reading.requirements:
        yield "提出を求めるものは書かれていません。"
    quotes = {str(fact.value): fact for fact in reversed(reading.facts_of("requirements"))}
    lines = reading.text.split("\n")
    branch_before = ""
    for place, entry in enumerate(reading.requirements, start=1):
        branch, _, code = entry.rpartition(":")
        if branch and branch != branch_before:
            yield f"（{_BRANCHES.get(branch, branch)}）"
        branch_before = branch
        yield f"要求{place} {REQUIREMENTS.get(code, code)}"
        if fact := quotes.get(entry) or quotes.get(code):
            yield f"  {fact.line}行目「{_one_line(lines[fact.line - 1])}」"


def _window(reading: NoticeReading, received: date | None) -> Iterable[str]:
    for text in reading.window_text:
        yield f"通知の書き方: {text}{_line_of(reading, 'window_text', text)}"
    if reading.window_text and received is None:
        yield f"通知が届いた日を指定すると、初日と最終日を数えます。{_EXAMPLE}"
    for span in _spans(reading) if received else ():
        window = evidence_window(NoticeFields(received=received, window=span))
        if window is not None:
            days = (window.last - window.first).days
            yield f"{span}: {japanese(window.first)}から{japanese(window.last)}まで（通知日の{days}日前から）"
    if reading.quantity_basis:
        basis = reading.quantity_basis
        yield f"資料の数量は{_BASES[basis]}と対応させます。{_line_of(reading, 'quantity_basis', basis)}"


def _spans(reading: NoticeReading) -> list[str]:
    """Return each window the notice names as days, or as the months it speaks of."""
    spans = [f"{days}日" for days in reading.window_days]
    return spans or [span for text in reading.window_text if (span := span_inside(text))]


def _deadline(reading: NoticeReading, received: date | None, today: date) -> Iterable[str]:
    from appeal.notice.deadline import deadline_day

    last = deadline_day(reading, received)
    if last is not None:
        left = (last - today).days
        yield f"{japanese(last)}まで（{f'あと{left}日' if left >= 0 else f'{-left}日過ぎています'}）"
    elif reading.deadline_days == "unknown":
        quotes = [fact.quote for fact in reading.facts_of("deadline_days")]
        if any(_WORKING_DAYS.search(quote) for quote in quotes):
            yield "営業日で書かれているため、日付は数えていません。土日や祝日の数え方は通知にありません。早めに回答してください。"
        else:
            yield "期限があると書かれていますが、日付は読み取れません。"
    elif reading.deadline_days is not None:
        yield f"{reading.deadline_days}日以内。通知が届いた日を指定すると、最終日を数えます。{_EXAMPLE}"
    else:
        yield "書かれていません。"
    for fact in reading.facts_of("deadline_days")[:1]:
        yield f"  {fact.line}行目「{_one_line(reading.text.split(chr(10))[fact.line - 1])}」"


def _channel(reading: NoticeReading) -> Iterable[str]:
    known = [
        f"{CHANNELS[name]}{_line_of(reading, 'channel', name)}"
        for name in reading.channel
        if name in CHANNELS
    ]
    if known:
        yield f"送り先: {'、'.join(known)}"
    elif reading.requirements:
        yield "送り先: 読み取れません。セラーセントラルで同じ通知を開き、回答の方法を確かめてください。"
    if reading.formats:
        yield f"形式: {'、'.join(reading.formats)}"
    if "links_refused" in reading.flags:
        yield "外部のリンクは受け付けないと書かれています。"


def _line_of(reading: NoticeReading, key: str, value: str) -> str:
    """Return the place of a value in the notice, so that the seller can hold the reading against it."""
    fact = next((fact for fact in reading.facts_of(key) if fact.value == value), None)
    return f"（{fact.line}行目）" if fact else ""


def _origin(reading: NoticeReading) -> Iterable[str]:
    names = {"sender_domain": "差出人", "link_domain": "リンク先", "authentication": "認証の結果"}
    for key, name in names.items():
        told = dict.fromkeys(str(fact.value) for fact in reading.facts_of(key))
        if told:
            yield f"{name}: {'、'.join(told)}"


def _advice(advice: tuple[Advice, ...], slot: str, sources: _Sources) -> Iterable[str]:
    for one in advice:
        if one.slot == slot:
            yield f"・{one.text}{sources.cite(one.standing, one.source, one.seen_on)}"


def _choices(reading: NoticeReading, sources: _Sources) -> Iterable[str]:
    from appeal.notice.sheet import choices

    for choice in choices(reading):
        yield f"・{choice.title}{sources.cite(choice.standing, choice.source, choice.seen)}"
        yield f"  {choice.happens}"
        if choice.needs:
            yield f"  必要なもの: {choice.needs}"
        if choice.risk:
            yield f"  注意: {choice.risk}"


def _unclaimed(reading: NoticeReading) -> Iterable[str]:
    for one in reading.unclaimed[:_SHOWN_UNCLAIMED]:
        yield f"{one.line}行目 {_one_line(one.text)}"
    if len(reading.unclaimed) > _SHOWN_UNCLAIMED:
        yield f"ほか{len(reading.unclaimed) - _SHOWN_UNCLAIMED}行"


def _one_line(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= 160 else joined[:160] + "…"
