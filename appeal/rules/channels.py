"""The steps of each channel and the sizes to keep below, as data with source and day; it chooses no channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from appeal.model.channel import ChannelGuide, SizeGuideline
from appeal.model.dates import japanese
from appeal.model.notice import Channel
from appeal.model.round import Changes
from appeal.rules import policy
from appeal.rules.policy import Standing

_CONFIRMED = date(2026, 11, 22)
_HELP = "https://sellercentral.amazon.co.jp/gp/help/external/help.html?itemID=200285250&language=ja_JP"
_SAME_NOTICE = (
    "ブラウザーでセラーセントラルを開き(メールのリンクは使わない)、「パフォーマンス通知」に同じ通知がある"
)
_NO_SECRET = "通知がパスワードやカード番号を求めていない"

_GUIDES = (
    ChannelGuide(
        channel=Channel.REPLY,
        name="届いた通知のメールに返信",
        check=(
            _SAME_NOTICE,
            "差出人のアドレスが @amazon.co.jp または @amazon.com で終わっている",
            _NO_SECRET,
        ),
        paste=("届いたメールを開き、「返信」を押します。", "件名は変えず、本文の欄の一番上に貼り付けます。"),
        attach=(
            "返信メールに、下のファイルを上から順に添付します。",
            "ファイルはリンクでなく添付で送ります。",
        ),
        source="通知の本文(このメールに返信するよう求めるもの。2016年から2018年の通知)",
        standing=Standing.OFFICIAL,
        confirmed_on=_CONFIRMED,
    ),
    ChannelGuide(
        channel=Channel.PERFORMANCE_NOTIFICATION,
        name="セラーセントラルの「パフォーマンス通知」",
        check=(_SAME_NOTICE, _NO_SECRET),
        paste=(
            "セラーセントラルの「パフォーマンス」から「パフォーマンス通知」を開きます。",
            "この通知を開き、「申し立て」など返答のボタンを押して、入力欄に貼り付けます。",
        ),
        attach=("同じ画面で、下のファイルを上から順に添付します。",),
        source=_HELP,
        standing=Standing.OFFICIAL,
        confirmed_on=_CONFIRMED,
    ),
    ChannelGuide(
        channel=Channel.ACCOUNT_HEALTH,
        name="セラーセントラルの「アカウント健全性」",
        check=(_SAME_NOTICE, _NO_SECRET),
        paste=(
            "セラーセントラルの「パフォーマンス」から「アカウント健全性」を開きます。",
            "「商品規約の遵守」でこの件を選び、「申し立て」を押して、入力欄に貼り付けます。",
        ),
        attach=("同じ画面で、下のファイルを上から順に添付します。",),
        source=_HELP,
        standing=Standing.OFFICIAL,
        confirmed_on=_CONFIRMED,
    ),
    ChannelGuide(
        channel=Channel.MAILBOX,
        name="通知が指定した宛先へのメール",
        check=(_SAME_NOTICE, "宛先のアドレスが通知の本文と一字ずつ同じである", _NO_SECRET),
        paste=(
            "通知が指定した宛先に、新しいメールを作ります。",
            "件名には通知の件名を書き、本文の欄に貼り付けます。",
        ),
        attach=(
            "同じメールに、下のファイルを上から順に添付します。",
            "ファイルはリンクでなく添付で送ります。",
        ),
        source="通知の本文(宛先を指定するもの)",
        standing=Standing.OURS,
        confirmed_on=_CONFIRMED,
    ),
    ChannelGuide(
        channel=Channel.FORM,
        name="通知が指定した入力画面",
        check=(_SAME_NOTICE, "入力画面をセラーセントラルの中から開いた", _NO_SECRET),
        paste=("通知が指定した入力画面を開きます。", "説明や返答の入力欄に貼り付けます。"),
        attach=("同じ画面で、下のファイルを上から順に添付します。",),
        source="通知の本文(入力画面を指定するもの)",
        standing=Standing.OURS,
        confirmed_on=_CONFIRMED,
    ),
)
_UNKNOWN = ChannelGuide(
    channel=None,
    name="回答の送り先が決まっていません",
    check=(_SAME_NOTICE, "通知の本文で、回答の送り先を確かめた", _NO_SECRET),
    paste=("通知の本文が指定する送り先を開き、入力欄に貼り付けます。",),
    attach=("同じ画面で、下のファイルを上から順に添付します。",),
    source="送り先は通知ごとに違うため、この頁では決めていません",
    standing=Standing.OURS,
    confirmed_on=_CONFIRMED,
)


def guide(channel: Channel | None) -> ChannelGuide:
    """Return the steps of a channel; without one, steps that leave the place to the notice."""
    return next((one for one in _GUIDES if one.channel is channel), _UNKNOWN)


def guide_for(channel: Channel | None, changes: Changes | None) -> ChannelGuide:
    """Return the steps of this round: where a mail is answered after a refusal, it is the refusal's and not the first one."""
    first = guide(channel)
    if changes is None or changes.refusal is None or channel is not Channel.REPLY:
        return first
    replied = changes.refusal.received
    mail = f"返事のメール({japanese(replied)}付)" if replied is not None else "返事のメール"
    return replace(
        first,
        name=f"{mail}に返信",
        check=(first.check[0].replace("同じ通知", "同じ返事か元の通知"), *first.check[1:]),
        paste=(f"{mail}を開き、「返信」を押します。前の通知のメールには返信しません。", *first.paste[1:]),
        source="当方の考え(返事があったあとは、いちばん新しいメールに返信する)",
        standing=Standing.OURS,
    )


def size_guideline() -> SizeGuideline:
    """Return the sizes above which the start page warns; all of them ours, none of them Amazon's."""
    return SizeGuideline(
        file_bytes=policy.FILE_BYTES.value,
        all_bytes=policy.PACKAGE_BYTES.value,
        files=policy.FILE_COUNT.value,
        characters=policy.BODY_LIMIT.value,
        source=policy.PACKAGE_BYTES.source,
        standing=policy.PACKAGE_BYTES.standing,
        seen_on=policy.PACKAGE_BYTES.seen_on,
    )
