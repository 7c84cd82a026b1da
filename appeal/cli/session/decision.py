"""What can be decided, shown before the long questions; data with its standing, no advice of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appeal.intake.questions import question_for

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting
    from appeal.notice.sheet import Choice

# Demands that are answered in words, not with papers.
_EXPLAINED = frozenset({"root_cause", "corrective_action", "preventive_action", "plan_of_action"})
# What is needed, told before the first question, so that nobody has to get up in the middle.
PAPERS_NEEDED = (
    "通知の本文（メール、またはパフォーマンス通知の全文）",
    "資料を求められているとき: 仕入先が発行した請求書や領収書（PDF、JPG、PNG、GIF）",
    "数量の照合に使うもの: 販売のレポート、いまの在庫の数",
    "仕入先の名称、所在地、電話番号",
    "原因と対策を書くとき: 返品、評価、購入者メッセージの記録",
)
# Which replies a way leads to; somebody who puts his own listing right writes none.
_RESPONSES = {
    **dict.fromkeys(("continue", "relist", "collect"), ("authenticity", "explanation")),
    "withdraw": ("withdrawal",),
}


def show_decision(talk: Sitting) -> None:
    """Show in a line each what may be decided and what it needs, once; the whole comparison comes on demand."""
    options = _options(talk)
    if talk.decided or not options:
        return
    talk.decided = True
    talk.voice.say("進め方と必要なもの（左は下の番号。決めるのはご自身です。注意と比較は ?）", "  ")
    told = [(_numbers(option.code), option) for option in options if option.needs]
    explained = _explained(talk.reading.requirements) if talk.reading else ""
    for numbers, option in sorted(told, key=lambda one: (not one[0], one[0])):
        needs = f"{option.needs}、{explained}" if explained and option.code == "withdraw" else option.needs
        talk.voice.say(f"{' か '.join(numbers) or '番号なし'}　{option.title}: {needs}", "    ")


def _numbers(code: str) -> tuple[str, ...]:
    """Return the numbers that the question right below gives to a way; none where the way needs no reply."""
    question = question_for("response")
    choices = [name for name, _ in question.choices] if question else []
    return tuple(str(choices.index(one) + 1) for one in _RESPONSES.get(code, ()))


def show_options(talk: Sitting) -> None:
    """Show at length what may be decided: what happens then, what it needs, what may go wrong, and who says so."""
    for option in _options(talk):
        needs = f"必要なもの: {option.needs}" if option.needs else ""
        risk = f"注意: {option.risk}" if option.risk else ""
        told = (f"・{option.title}（{option.standing}）", option.happens, needs, risk)
        talk.voice.help(line for line in told if line)
    talk.voice.help(("出典は appeal read で見られます。審査の結果を示すものではありません。",))


def _options(talk: Sitting) -> tuple[Choice, ...]:
    from appeal.model.reading import NoticeReading
    from appeal.notice.sheet import choices

    # Without a notice at hand the choices are those of the mail this program is made for.
    return choices(talk.reading or NoticeReading(kind="listing_cancelled"))


def _explained(requirements: tuple[str, ...]) -> str:
    """Return what a notice wants to be told in words, which no withdrawal replaces; empty where it wants nothing so."""
    codes = {code.rpartition(":")[2] for code in requirements} & _EXPLAINED
    return "改善計画" if "plan_of_action" in codes else "原因や対策の説明" if codes else ""


def silence(requirements: tuple[str, ...]) -> tuple[str, str]:
    """Return what the notice asks for, in which it is dangerous to say nothing, and what the reply will say instead.

    `requirements` are the codes of a reading. Papers are replaced by the withdrawal, an explanation is not.
    """
    codes = {code.rpartition(":")[2] for code in requirements}
    papers = "資料" if codes - _EXPLAINED else ""
    plan = _explained(requirements)
    asked = "と".join(part for part in (papers, plan) if part)
    instead = "資料の代わりに取り扱いを終了すること" if papers else "取り扱いを終了すること"
    told = f"{instead}と、入力する原因や行ったことを" if plan else f"{instead}を"
    return (
        f"この通知は期限までに{asked}を求めています。{asked}に触れない返信は、回答しなかったことになるおそれがあります。",
        f"{told}、返信に書きます。",
    )


def show_silence(talk: Sitting) -> None:
    """Say before a withdrawal what it means not to answer, as far as the notice tells."""
    reading = talk.reading
    if reading is None:
        return
    dated = reading.deadline_days is not None or reading.deadline_date is not None
    if dated and reading.requirements:
        for line in silence(reading.requirements):
            talk.voice.say(line)
    elif reading.relisting in ("self", "review") and not dated:
        talk.voice.say("返信しなくても商品が停止されたままになるだけです。")
