"""Words by which people say that there is nothing to enter; pure text in and out."""

from __future__ import annotations

import re
import unicodedata

from appeal.intake.question import Kind

_NOTHING = re.compile(
    r"(?:特に|とくに|該当|該当は|まだ)?(?:なし|無し|ない|無い|ないです|無いです|ありません|有りません|ございません)(?:です)?"
    r"|空欄|空白|未定|まだ|まだです|未入力|n/?a|none"
)
_UNKNOWN = re.compile(r"不明|(?:よく)?(?:分|わ|解)か(?:らない|りません|らないです)|知らない|知りません|不詳")
_UNSAID = re.compile(r"書かれていない|書かれていません|書いていない|書いてない|記載なし|記載がない")
_MARKS = re.compile(r"[-－ー―−‐]")
_LINES = (Kind.TEXT, Kind.LINES, Kind.ADDED_LINES, Kind.SUPPLIER, Kind.PAPER_LINES, Kind.RETURNS)
_OF_THE_NOTICE = (Kind.SPAN, Kind.FORMATS)
_DAYS = (Kind.DAY, Kind.DAY_AHEAD)


def says_nothing(text: str, kind: Kind) -> bool:
    """Return whether a text says in words that nothing is to be entered (なし, 特にありません, 不明), where that is no answer itself.

    A quantity of なし could be 0 or unknown, and a month without sales is 0, so neither is taken as nothing.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower().rstrip("。.")
    if kind in (*_LINES, *_OF_THE_NOTICE, *_DAYS):
        return any(words.fullmatch(plain) for words in (_NOTHING, _UNKNOWN, _UNSAID, _MARKS))
    if kind in (Kind.FILES, Kind.NOTICE):
        return bool(_NOTHING.fullmatch(plain))
    return kind is Kind.QUANTITY and bool(_UNKNOWN.fullmatch(plain))
