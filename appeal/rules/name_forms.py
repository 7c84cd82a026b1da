"""Letters of names that stand for each other on papers, as data, and the one form by which two names are the same; pure."""

from __future__ import annotations

import re
import unicodedata

# Source: 常用漢字表 (平成22年内閣告示第2号), the forms in brackets after its own, and for 髙 﨑 邉 嵜 斉 齊 and the like the
# 戸籍統一文字 that 法務省 lists as variants of one letter; which of them are taken as one name is 当方の目安. Seen 2026-11-23.
_VARIANTS = (
    "高髙",
    "崎﨑嵜碕",
    "辺邊邉",
    "斎齋斉齊",
    "沢澤",
    "広廣",
    "国國",
    "島嶋嶌",
    "浜濱濵",
    "桜櫻",
    "関關",
    "竜龍",
    "滝瀧",
    "吉𠮷",
    "富冨",
    "真眞",
    "万萬",
    "栄榮",
    "宝寶",
    "学學",
    "会會",
    "条條",
    "円圓",
    "豊豐",
    "野埜",
    "峰峯",
    "鉄鐵",
    "薬藥",
    "亜亞",
    "恵惠",
    "寿壽",
    "芸藝",
    "図圖",
    "医醫",
    "実實",
    "黒黑",
    "徳德",
    "横橫",
    "緑綠",
    "郎郞",
    "船舩",
    "館舘",
    "渓溪",
    "遥遙",
    "灯燈",
    "桧檜",
    "薮藪",
    "壷壺",
    "秋穐",
    "松枩",
)
# Source: 現代仮名遣い (昭和61年内閣告示第1号), which writes イ エ オ for these. That small letters, which the eye hardly tells
# from large ones, are taken for them in names is 当方の目安. Seen 2026-11-23.
_KANA = {"ヱ": "エ", "ヰ": "イ", "ヲ": "オ", "ゑ": "え", "ゐ": "い"}
_SMALL, _LARGE = (
    "ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ",
    "アイウエオツヤユヨワカケあいうえおつやゆよわ",
)
_LONG = re.compile(r"(?<=[ァ-ヺー])[-‐‑‒–—―−－─ｰ](?![0-9])")
_COMPANY_FORMS = {"(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社"}
_HONORIFICS = re.compile(r"(?:御中|様|殿)$")
_ONE_FORM = str.maketrans(
    {letter: group[0] for group in _VARIANTS for letter in group[1:]}
    | _KANA
    | dict(zip(_SMALL, _LARGE, strict=True))
)


def fold_name(name: str) -> str:
    """Return a company or store name for comparing: half width, no blanks or stops, (株) as 株式会社, no 御中.

    Variants of a letter (髙, 邊, ヱ, ッ) become one, and a hyphen between katakana the long vowel it stands for.
    """
    folded = re.sub(r"[\s.,・]+", "", unicodedata.normalize("NFKC", name)).casefold()
    for short, long in _COMPANY_FORMS.items():
        folded = folded.replace(short, long)
    return _LONG.sub("ー", _HONORIFICS.sub("", folded)).translate(_ONE_FORM)
