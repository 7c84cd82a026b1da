"""Messages (R) about demands of the notice that are not answered; text only."""

from appeal.messages.message import Message, Severity

_ABOUT = (
    "通知の要求事項に1つでも回答がないと、不備のある回答として扱われたという報告があります。"
    "通知がいずれか1つの資料でよいとしているときは、[[accept]] に理由を書くと先へ進めます。"
)


def _missing(code: str, what: str, hint: str) -> Message:
    return Message(
        code,
        Severity.ERROR,
        f"{{asin}}: 要求事項「{what}」への回答がありません。",
        hint,
        _ABOUT,
        acceptable=True,
    )


def _partial(code: str, what: str, hint: str) -> Message:
    return Message(
        code,
        Severity.ERROR,
        f"{{asin}}: 要求事項「{what}」への回答がまだ一部だけです。",
        hint,
        _ABOUT,
        acceptable=True,
    )


MESSAGES: tuple[Message, ...] = (
    _missing(
        "R101",
        "請求書・領収書",
        "対象期間の請求書か領収書を [[evidence]] に加え、lines にASINと数量を書いてください。",
    ),
    _missing("R102", "仕入先の連絡先", "仕入先の名称、所在地、電話番号を [[supplier]] に書いてください。"),
    _missing("R103", "根本原因", "記録で確かめた原因を plan.root_cause に書いてください。"),
    _missing("R104", "是正措置", "すでに行ったことを実施日とともに [[corrective]] に書いてください。"),
    _missing("R105", "再発防止策", "これからの手順を開始日と担当とともに [[preventive]] に書いてください。"),
    _missing("R106", "改善計画", "根本原因、是正措置、再発防止策を書いてください。"),
    _missing(
        "R107",
        "販売許可書など",
        '権利者かメーカーから受け取った書類を kind = "authorization" で加えてください。',
    ),
    _missing(
        "R108", "安全性の書類", 'メーカーか試験機関から受け取った書類を kind = "other" で加えてください。'
    ),
    Message(
        "R109",
        Severity.WARNING,
        "通知の「その他追加情報」にあたる資料がありません。",
        "伝える資料があれば [[evidence]] に加えてください。",
        "追加の資料がないときは、回答書に「追加の資料はありません」と書かれます。",
    ),
    _partial("R121", "請求書・領収書", "対象期間の中の請求書か領収書で、不足する数量を補ってください。"),
    _partial("R126", "改善計画", "根本原因、是正措置、再発防止策をそろえてください。"),
    Message(
        "R131",
        Severity.WARNING,
        "通知は資料を求めていますが、再出品しない返信では資料を添えません。",
        "資料の提出を求める期限があるときは、その日までに返信してください。",
        "再出品しない返信では、資料の提出に代えて取扱いを終えることを書きます。Amazonが重ねて資料を求めることがあります。",
    ),
    Message(
        "R132",
        Severity.WARNING,
        "通知は再発防止策を求めていますが、再出品しない返信では書かれていません。",
        "これからの手順があれば [[preventive]] に書いてください。",
        "書かれていないときは、提出に代えて取扱いを終えることを回答書に書きます。",
    ),
    Message(
        "R191",
        Severity.ERROR,
        "エラーが{count}件あるため、提出一式を作成できません。",
        "appeal check で内容を確かめ、1件ずつ解決してください。",
        "エラーが残っていても、--draft を付けると「下書き」と印刷した控えを作れます。",
    ),
)
