"""Records what was sent, reads what came back and says what to redo; it formats and decides nothing."""

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
    from appeal.model.round import Refusal, RefusalPoint

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


def run_sent(case: Path, package: Path | None, sent_on: date, channel: str | None, today: date) -> int:
    """Keep the package that was sent as a round and say so; A818 where the day is still to come."""
    from appeal.intake.casefile import read_case_file
    from appeal.intake.rounds import freeze, latest_package

    if sent_on > today:
        raise CaseFileError("A818", day=japanese(sent_on))
    home = case.absolute().parent
    read = read_case_file(case, str(case))
    stated = read.case.notice.channel if read.case else None
    folder = package or latest_package(home)
    if folder is None:
        raise CaseFileError("A804", file=case)
    number = freeze(home, folder, sent_on, channel or (stated.value if stated else ""))
    click.echo(f"第{number}回の回答を、{japanese(sent_on)}に送ったものとして記録しました。")
    click.echo(f"提出一式: {folder}")
    click.echo("返事が届くまで、同じ内容を重ねて送らないでください。")
    click.echo(f"-> 返事が届いたら appeal answer {case} 返事のファイル を実行してください。")
    return 0


def run_answer(case: Path, reply: Path, *, as_json: bool, today: date) -> int:
    """Read a refusal, keep it with the last round that was sent, and say what it asks to redo; A821 for one still to come."""
    from appeal.check import read_notice_of
    from appeal.intake.rounds import keep_refusal, read_rounds
    from appeal.notice.refusal import read_refusal, read_state
    from appeal.rules.meant_papers import with_labels

    home = case.absolute().parent
    rounds = read_rounds(home)
    if not rounds:
        raise CaseFileError("A807", file=case)
    try:
        data = reply.read_bytes()
        refusal = with_labels(read_refusal(data, reply.name), rounds[-1])
    except (OSError, ValueError) as error:
        reason = "開けません" if isinstance(error, OSError) else "形式"
        raise CaseFileError("A809", file=reply, reason=reason) from error
    if refusal.received is not None and refusal.received > today:
        raise CaseFileError("A821", file=reply, day=japanese(refusal.received))
    read = read_notice_of(case, str(case))
    withdrawn = read is not None and read.withdrawal is not None
    speaks = bool(refusal.points or refusal.final is not None)
    state = None if speaks else read_state(data, reply.name)
    if state is None:
        keep_refusal(home, rounds[-1].number, refusal)
    if as_json:
        from appeal.cli.as_json import as_text

        click.echo(as_text(_document(refusal, rounds[-1].number, state, withdrawn, read)), nl=False)
        return 0
    _say(_STATES[state] if state else _lines(refusal, rounds[-1].number, case, withdrawn, read))
    return 0


def _say(lines: Iterable[str]) -> None:
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
    if refusal.deadline is None:
        yield f"期限: {refusal.deadline_days}日以内。返事の日付が分からないため、期限の日は示せません。"
        yield "-> 返事のメールを .eml で保存し、もう一度 appeal answer を実行してください。"
        return
    counted = ""
    if refusal.deadline_days is not None and refusal.received is not None:
        counted = f"(返事の日付{japanese(refusal.received)}から{refusal.deadline_days}日以内)"
    yield f"期限: {japanese(refusal.deadline)}{counted}。次の提出一式では、この日を期限とします。"


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
