"""Reads what came back and says what to redo; it formats and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal.errors import CaseFileError
from appeal.model.dates import japanese

if TYPE_CHECKING:
    from appeal.model.case import Case
    from appeal.model.round import Refusal, RefusalPoint, Round

_DOUBTS = {
    "altered": "加工(書き込み、隠した箇所を含む)か偽造を指摘されています。原本そのものか、発行元から受け取った写しかを確かめてください",
    "genuineness": "本物かどうかを確かめられなかったとされています。発行元に確かめられる書類か、発行元から受け取った写しかを確かめてください",
    "unverified": "書類か仕入先を確かめられなかったとされています。電話、所在地、ウェブサイトを確かめてください",
    "window": "発行日が対象期間に合わないとされています。期間内の書類を発行元から受け取ってください",
    "quantity": "数量が足りないか、合わないとされています。数量照合を確かめてください",
    "illegible": "読み取れないとされています。もとの書類から読み取り直すか、発行元から受け取ってください",
    "identity": "宛名や住所が合わないとされています。アカウントの登録と書類の宛名を確かめてください",
    "product": "商品を特定できないとされています。型番とJANが読める書類か確かめてください",
    "kind": "書類の種類が認められないとされています。請求書または領収書を用意してください",
}
_PLACES = {
    "plan.root_cause": "根本原因 plan.root_cause",
    "withdrawal.cause": "原因 withdrawal.cause",
    "corrective": "是正措置 [[corrective]]",
    "preventive": "再発防止策 [[preventive]]",
    "supplier": "仕入先 [[supplier]]",
    "seller": "出品者 [seller]",
    "listing": "対象商品 [[listing]]",
    "evidence": "証憑 [[evidence]]",
}
_FINAL = {
    True: "最終の決定と読めます。",
    False: "もう一度答えられると読めます。",
    None: "最終かどうかは書かれていません。",
}
# A reply that refuses nothing is no answer to a round, so none is kept.
_STATES = {
    "reinstated": (
        "返事は、出品の再開を知らせるものと読めます。回答の記録には加えていません。",
        "-> 対象の商品の出品状態を、セラーセントラルで確かめてください。",
    ),
    "pending": (
        "返事は、受け付けか審査中を知らせるものと読めます。まだ答えではないため、記録に加えていません。",
        "-> 答えが届いたら、もう一度 appeal answer を実行してください。",
    ),
}
# Source and standing stand in every line: none of it is a rule of Amazon.
_ADVICE = (
    ("送ってから返事までの目安は約2営業日です。", "https://ssopdot.com/blog/8945.html", "体験談"),
    (
        "返事の前に同じ内容を送り直すと、迷惑な連絡とみなされたという報告があります。",
        "https://ssopdot.com/blog/8945.html",
        "体験談",
    ),
    (
        "回数の上限についての公式の決まりは確認できていません。3回を目安にしています。",
        "当方の考え",
        "当方の目安",
    ),
)


def run_answer(case: Path, reply: Path, *, as_json: bool, force: bool, today: date) -> int:
    """Read a refusal, keep it with the last round that was sent, and say what it asks to redo.

    Nothing is kept of what is no answer (A809, A827, A832) or cannot be of this round (A821, A829), nor of another
    answer than the one that is kept (A828) without `force`.
    """
    from appeal.check import read_notice_of
    from appeal.cli.reply_file import open_reply, refuse_own_papers
    from appeal.intake.rounds import keep_refusal, read_rounds, rounds_folder
    from appeal.notice.refusal import read_refusal, read_state
    from appeal.rules.meant_papers import with_labels

    home = case.absolute().parent
    rounds = read_rounds(home, case.name)
    if not rounds:
        raise CaseFileError("A807", file=case)
    last, file = rounds[-1], open_reply(reply)
    read = read_notice_of(case, str(case))
    refuse_own_papers(file, case, read, last)
    refusal = with_labels(read_refusal(file.data, file.name), last)
    state = None if refusal.points or refusal.final is not None else read_state(file.data, file.name)
    _ensure_answer(refusal, state, reply, last, today, rounds_folder(home, case.name))
    withdrawn = read is not None and read.withdrawal is not None
    if state is None:
        if not force and last.refusal is not None and not _is_same(refusal, last.refusal):
            raise CaseFileError("A828", number=last.number)
        keep_refusal(home, last.number, refusal, case.name)
    if as_json:
        from appeal.cli.as_json import as_text

        click.echo(as_text(_document(refusal, last.number, state, withdrawn, read)), nl=False)
        return 0
    say(_STATES[state] if state else _lines(refusal, last.number, case, withdrawn, read))
    return 0


def _is_same(refusal: Refusal, kept: Refusal) -> bool:
    """Whether a reply is the kept one: the same file, or the same words saved again, as a mail with its day."""
    said, told = ({(one.code, one.quote) for one in each.points} for each in (refusal, kept))
    same_words = bool(said) and said == told and refusal.final == kept.final
    return refusal.sha256 == kept.sha256 or same_words


def _ensure_answer(
    refusal: Refusal, state: str | None, reply: Path, last: Round, today: date, records: Path
) -> None:
    """Raise CaseFileError for a reply of a day that cannot be, and for one in which nothing was found."""
    day = refusal.received
    if day is not None and day > today:
        raise CaseFileError("A821", file=reply, day=japanese(day))
    if state is None and not (refusal.points or refusal.final is not None or refusal.sets_deadline):
        raise CaseFileError("A832", file=reply)
    if day is not None and day < last.sent_on:
        folder = records / str(last.number)
        told = {"day": japanese(day), "sent": japanese(last.sent_on), "number": last.number}
        raise CaseFileError("A829", file=reply, folder=folder, **told)


def say(lines: Iterable[str]) -> None:
    """Print lines as wide as the screen takes them."""
    from appeal.cli.blocks import wrap
    from appeal.cli.report import width

    for line in lines:
        click.echo("\n".join(wrap(line, width(), "  ")))


def _lines(refusal: Refusal, number: int, case: Path, withdrawn: bool, read: Case | None) -> Iterable[str]:
    yield f"第{number}回の回答への返事を読みました。{_FINAL[refusal.final]}"
    if not refusal.points:
        yield "何を求めているかは読み取れませんでした。返事の本文をよく読んでください。"
    for point in refusal.points:
        yield ""
        yield f"{_title(point)} ({point.line}行目)"
        yield f"  「{point.quote}」"
        yield f"  -> 直すところ: {'、'.join(_PLACES.get(one, one) for one in _redo(point, withdrawn))}"
    yield from _terms(refusal, read)
    yield from _deadline(refusal)
    if refusal.unread:
        yield ""
        yield "読み取れなかった文があります。何を求めているか、ご自身で確かめてください。"
        yield from (f"  {one.line}行目「{one.text}」" for one in refusal.unread)
    yield ""
    yield from (f"{text}({standing}、{source})" for text, source, standing in _ADVICE)
    if refusal.final:
        yield "-> 次を送る前に、返事の文面をもう一度読み、専門家に相談してください。"
        return
    yield f"第{number + 1}回の準備を始めました。直したら appeal check {case} で確かめてください。"


def _terms(refusal: Refusal, read: Case | None) -> Iterable[str]:
    """Say the window, basis and formats of the reply beside those of the case."""
    from appeal.model.notice import QuantityBasis
    from appeal.rules.rounds import BASES
    from appeal.rules.spans import asked_spans

    notice = read.notice if read is not None else None
    stated = notice.quantity_basis if notice is not None else None
    basis = refusal.quantity_basis
    terms = (
        ("対象期間", "、".join(asked_spans(refusal)), notice.window if notice else None),
        ("数量の基準", BASES[QuantityBasis(basis)] if basis else "", BASES[stated] if stated else None),
        (
            "受け付けられる形式",
            "、".join(refusal.formats),
            "、".join(notice.formats or ()) if notice else None,
        ),
    )
    if any(asked for _name, asked, _stated in terms):
        yield ""
    for name, asked, told in terms:
        if asked:
            yield f"{name}: {asked}(case.toml は{told or '記載なし'})"


def _deadline(refusal: Refusal) -> Iterable[str]:
    if not refusal.sets_deadline:
        return
    yield ""
    others = [one for one in refusal.deadlines if one.day != refusal.deadline]
    if refusal.deadline is None:
        others = list(refusal.deadlines[1:])
        yield f"期限: {refusal.deadline_days}日以内。返事の日付が分からないため、期限の日は示せません。"
    else:
        first = next((one for one in refusal.deadlines if one.day == refusal.deadline), None)
        counted = _counted(refusal, first.days) if first is not None else ""
        yield f"期限: {japanese(refusal.deadline)}{counted}。次の提出一式では、この日を期限とします。"
    if others:
        yield "返事にはほかの期限も書かれています。返事の日付以後の日のうち、いちばん早い日を期限とします。"
    for one in others:
        day = (
            f"{japanese(one.day)}{_counted(refusal, one.days)}"
            if one.day
            else f"{one.days}日以内(日は示せません)"
        )
        yield f"  {day}「{one.quote}」"
    if any(one.day is None for one in refusal.deadlines):
        yield "-> 返事のメールを .eml で保存し、もう一度 appeal answer を実行してください。"


def _counted(refusal: Refusal, days: int | None) -> str:
    if days is None or refusal.received is None:
        return ""
    return f"(返事の日付{japanese(refusal.received)}から{days}日以内)"


def _title(point: RefusalPoint) -> str:
    from appeal.model.notice import Requirement
    from appeal.rules.rounds import DEMANDS

    if point.kind == "demand":
        return f"求められていること: {DEMANDS[Requirement(point.code)]}"
    return f"書類への疑問: {_DOUBTS.get(point.code, point.code)}。"


def _redo(point: RefusalPoint, withdrawn: bool) -> tuple[str, ...]:
    from appeal.rules.answering import places_to_redo

    return places_to_redo(point, withdrawn=withdrawn)


def _document(
    refusal: Refusal, number: int, state: str | None, withdrawn: bool, read: Case | None
) -> dict[str, object]:
    return {
        "answers_round": number,
        "next_round": number + 1,
        "final": refusal.final,
        "state": state,
        "asins": list(refusal.asins),
        "received": refusal.received.isoformat() if refusal.received else None,
        "deadline_days": refusal.deadline_days,
        "deadline": refusal.deadline.isoformat() if refusal.deadline else None,
        "deadlines": [
            {"day": one.day.isoformat() if one.day else None, "days": one.days, "quote": one.quote}
            for one in refusal.deadlines
        ],
        "window": {
            "asked": list(refusal.window_text),
            "days": list(refusal.window_days),
            "case": read.notice.window if read is not None else None,
        },
        "quantity_basis": refusal.quantity_basis,
        "formats": list(refusal.formats),
        "not_understood": [{"line": one.line, "text": one.text} for one in refusal.unread],
        "points": [
            {
                "kind": point.kind,
                "code": point.code,
                "quote": point.quote,
                "line": point.line,
                "exhibits": list(point.labels),
                "redo": list(_redo(point, withdrawn)),
            }
            for point in refusal.points
        ],
        "advice": [
            {"text": text, "source": source, "standing": standing} for text, source, standing in _ADVICE
        ],
    }
