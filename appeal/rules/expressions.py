"""The expressions that weaken an answer, as data with source, day seen and standing; it judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from appeal.rules.policy import Standing
from appeal.rules.sentences import Part
from appeal.rules.weak import blame, claims, doubt, emotion, persons, regret, roles, stock

_SEEN = date(2026, 11, 23)
_ALL = frozenset(Part)
_SAID = frozenset(Part) - {Part.PROVES}
_CAUSES = frozenset({Part.HAPPENED, Part.CAUSE, Part.WITHDRAWAL})

_REASONS = "回答が退けられた理由の集まり(原因の説明がなく、後悔だけがある)"
_EXCUSES = "https://iobc.jp/amazonkaizensyo/"
_COPIES = "https://ayatukasa.com"
_FACTS_ONLY = "https://sellercentral.amazon.nl/gp/help/external/help.html?itemID=201623610&language=en_GB"
_CAUSE_ANALYSIS = "https://qubeq.com/amazon-appeal-root-cause-analysis/"


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression over one sentence, the code it calls for and the parts of the case it concerns."""

    code: str
    pattern: str
    parts: frozenset[Part]
    source: str
    standing: Standing
    seen_on: date = _SEEN


def _expressions(
    code: str, patterns: tuple[str, ...], parts: frozenset[Part], source: str, standing: Standing
) -> tuple[Expression, ...]:
    return tuple(Expression(code, pattern, parts, source, standing) for pattern in patterns)


EXPRESSIONS: tuple[Expression, ...] = (
    *_expressions("W601", regret.REGRET, _SAID, _REASONS, Standing.EXPERIENCE),
    *_expressions("W602", blame.BLAME + roles.BLAME_BY_ROLE, _ALL, _EXCUSES, Standing.EXPERIENCE),
    *_expressions("W602", roles.BUYER_FAULT, _CAUSES, _EXCUSES, Standing.EXPERIENCE),
    *_expressions("W603", emotion.EMOTION, _ALL, _FACTS_ONLY, Standing.OFFICIAL),
    *_expressions("W604", doubt.GUESS, _SAID, _FACTS_ONLY, Standing.OURS),
    *_expressions(
        "W605",
        doubt.QUESTION,
        _ALL,
        "質問だけの返信が、不備のある回答として扱われたという報告",
        Standing.EXPERIENCE,
    ),
    *_expressions(
        "W606",
        claims.GENUINE,
        _SAID,
        "書類のない断定は確かめられない",
        Standing.OURS,
    ),
    *_expressions(
        "W607",
        claims.ABSOLUTE,
        _SAID,
        "確かめられない言い切りは信用を下げる",
        Standing.OURS,
    ),
    *_expressions("W613", persons.BY_PERSON, _CAUSES, _CAUSE_ANALYSIS, Standing.EXPERIENCE),
    *_expressions("W613", persons.SLIP_TOLD, frozenset({Part.CAUSE}), _CAUSE_ANALYSIS, Standing.EXPERIENCE),
    *_expressions("W617", stock.STOCK, _SAID, _COPIES, Standing.EXPERIENCE),
    *_expressions(
        "W619",
        stock.GREETING,
        _SAID,
        "https://mailwise.cybozu.co.jp/column/159.html",
        Standing.OURS,
    ),
)

# What makes a promise or a plain word of regret stand for something that can be checked.
FACT_ANYWHERE = (
    r"[0-9０-９]+(?:個|件|名|人|回|日|時|分|枚|本|点|箱|台|袋|社|度|か月|週|年|月|%|％|割|種類)"
    r"|全数|全件|全品|毎[日週月朝回年]|[日週月]次|四半期|1つずつ|[二三四]名|[二三]人|二重(?!チェック|の?確認)"
)
FACT_BESIDE = (
    r"記録|写真|一覧|[赤青緑黄白]い?札|棚札|[^代発公]表(?:[にをへで]|の)|手順書|台帳|議事録|ログに|署名|押印"
)
FACT_ASIDE = (
    r"隔離|撮影|記載|記入|掲示|保存|札|棚"
    r"|照合|読み取|測|計[りる]|開封|数え|貼|付け|移[しすさ]|分け|停止|止め|返送|廃棄|登録|確かめ|点検|抜き取|署名|交換"
    r"|乾かし|乾燥|包[むみん]|入れ|詰め|敷|外す|外し|止める|洗|拭|並べ|置[くきい]|掛け|取り付け|取り外|読み合わせ|見比べ|声に出|比べ"
)
# A missing step: it turns a person's slip into a cause that can be mended.
MISSING_STEP = (
    r"(?:工程|手順|仕組み|検品表|手順書|引継ぎ書|マニュアル|欄|照合|記録|対応表|一覧|項目|宛先|設定|ルール|決まり|定め|基準|表示|確認者|二重"
    r"|札|手段|書式|見本|方法|台帳|管理表|点検|検品|確認日|機会|引き渡し|仕切り|置き場)"
    r"(?!を[^。、]{0,8}(?:知ら|守ら|理解し|読まな|把握し|覚えて|忘れ|怠))"
    r"[^。]{0,30}(?:なかった|なく|なし|ない|ありません|ていません|おらず|ておりません|漏れ"
    r"|(?<!かに)(?<!疎に)(?<!後回しに)(?<!甘く)(?<!雑に)(?<!不足に)なって(?:い|お))"
    r"|(?<!余裕)(?<!時間)(?<!人手)(?<!人員)(?<!知識)(?<!経験)(?<!意識)(?<!自覚)(?<!認識)(?<!理解)(?<!悪気)"
    r"(?<!自信)(?<!覚え)(?<!能力)(?<!問題)(?<!落ち度)(?<!責任感)(?<!注意力)(?<!集中力)(?<!気持ち)(?<!やる気)(?<!危機感)"
    r"(?<!仕方)(?<!違い)(?<!資格)(?<!配慮)(?<!責任)(?<!余力)(?<!技術)(?<!腕)(?<!人)(?<!心)(?<!気)(?<=[一-龯ァ-ヴー])"
    r"(?:が|は|も)(?:なかった|なく、|ありませんでした|ございませんでした)"
    r"|手順(?:で(?:した|あ)|だった)|(?:決め|決まっ|定め|定まっ|設け|備え|用意し|作っ)て(?:い(?:な|ま)|お(?:ら|り))"
)
PAPER_NAMED = r"資料\s*[0-9０-９]|請求書|領収書|証明書|保証書|許可書|の回答|文書|確認(?:書|済)"
