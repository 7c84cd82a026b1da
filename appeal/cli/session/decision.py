"""What can be decided, shown before the long questions; data with its standing, no advice of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting
    from appeal.notice.sheet import Choice

# What is needed, told before the first question, so that nobody has to get up in the middle.
PAPERS_NEEDED = (
    "通知の本文（メール、またはパフォーマンス通知の全文）",
    "資料を求められているとき: 仕入先が発行した請求書や領収書（PDF、JPG、PNG、GIF）",
    "数量の照合に使うもの: 販売のレポート、いまの在庫の数",
    "仕入先の名称、所在地、電話番号",
    "原因と対策を書くとき: 返品、評価、購入者メッセージの記録",
)


def show_decision(talk: Sitting) -> None:
    """Show in a line each what may be decided and what it needs, once; the whole comparison comes on demand."""
    options = _options(talk)
    if talk.decided or not options:
        return
    talk.decided = True
    talk.voice.say("進め方と必要なもの（どれがよいかは、ご自身で決めてください。注意と比較は ?）", "  ")
    for option in options:
        if option.needs:
            talk.voice.say(f"・{option.title}: {option.needs}", "  ")


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


def show_silence(talk: Sitting) -> None:
    """Say before a withdrawal what it means not to answer, as far as the notice tells."""
    reading = talk.reading
    if reading is None:
        return
    dated = reading.deadline_days is not None or reading.deadline_date is not None
    if dated and reading.requirements:
        talk.voice.say(
            "この通知は期限までに資料を求めています。資料に触れない返信は、回答しなかったことになるおそれがあります。"
        )
        talk.voice.say("資料の代わりに取り扱いを終了することを、返信に書きます。")
    elif reading.relisting in ("self", "review") and not dated:
        talk.voice.say("返信しなくても商品が停止されたままになるだけです。")
