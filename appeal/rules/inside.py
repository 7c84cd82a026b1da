"""What a file was found to hold besides its pages -> findings; judges values only, opens nothing."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.model.evidence import FileFacts
from appeal.model.finding import Finding, found
from appeal.model.traits import Trait, TraitName
from appeal.rules.papers import shown

_CODES = {
    TraitName.PROTECTED: "E300",
    TraitName.JUNK_BEFORE: "E247",
    TraitName.JOINED: "E247",
    TraitName.ARCHIVE_AFTER: "E247",
    TraitName.FALSE_COUNT: "E248",
    TraitName.FORM: "E270",
    TraitName.FORM_UNDRAWN: "E271",
    TraitName.FORM_HIDDEN: "E272",
    TraitName.SCRIPT: "E273",
    TraitName.PROGRAM_START: "E273",
    TraitName.SENDING: "E273",
    TraitName.OTHER_FILE: "E273",
    TraitName.ATTACHMENT: "E274",
    TraitName.MEDIA: "E275",
    TraitName.SIGNATURE: "E276",
    TraitName.SIGNATURE_EXTENDED: "E277",
    TraitName.COMMENT: "E278",
    TraitName.REDACTION: "E279",
    TraitName.COVERED_TEXT: "E280",
    TraitName.FONT_ABSENT: "E281",
    TraitName.PAGE_LARGE: "E282",
    TraitName.PAGE_SMALL: "E282",
    TraitName.LAYERS: "E283",
    TraitName.PAGE_ODD: "E284",
    TraitName.ORIENTATION: "E284",
    TraitName.INK_UNMARKED: "E284",
    TraitName.SLOW: "E285",
    TraitName.TINY: "E286",
    TraitName.LONG: "E286",
    TraitName.SPOILT: "E290",
}
_WORDS = {
    TraitName.JUNK_BEFORE: "書類の前に {count} バイトの別のデータがあります",
    TraitName.JOINED: "2つの書類がつなげて入っています",
    TraitName.ARCHIVE_AFTER: "書類の後に、まとめられたファイルが付いています",
    TraitName.SCRIPT: "自動で動く命令",
    TraitName.PROGRAM_START: "ほかのソフトを起動する命令",
    TraitName.SENDING: "内容をほかの場所へ送る命令",
    TraitName.OTHER_FILE: "ほかのファイルを開くリンク",
    TraitName.PAGE_LARGE: "大きすぎる({detail})",
    TraitName.PAGE_SMALL: "小さすぎる",
    TraitName.PAGE_ODD: "頁の向きか大きさの記録が決まりと違う",
    TraitName.ORIENTATION: "画像の向きの記録が決まりにない値({detail})である",
    TraitName.INK_UNMARKED: "印刷用の色(CMYK)の記録に決まった印がない",
    TraitName.TINY: "{detail} 画素しかない",
    TraitName.LONG: "極端に細長い({detail} 画素)",
}


def judge_inside(fact: FileFacts, field: str) -> Iterator[Finding]:
    """Yield one finding for each thing found in a usable file, in the order it was found."""
    for trait in fact.traits:
        code = _CODES.get(trait.name)
        if code is not None:
            yield say(code, fact, trait, field, what=_what(fact, trait))


def say(code: str, fact: FileFacts, trait: Trait, field: str, **values: object) -> Finding:
    """Return a finding about a trait, with the words its text may need: `named`, `where`, `count`, `detail`."""
    detail = shown(trait.detail)
    pages = "、".join(str(page) for page in trait.pages)
    return found(
        code,
        field,
        place=None,
        file=shown(fact.file),
        count=f"{trait.count:,}",
        detail=detail,
        named=f"(「{detail}」)" if detail else "",
        where=f"({pages}頁)" if pages and (fact.pages or 0) > 1 else "",
        **values,
    )


def _what(fact: FileFacts, trait: Trait) -> str:
    if trait.name is TraitName.LAYERS:
        return _hidden_layers(fact)
    return _WORDS.get(trait.name, "").format(count=f"{trait.count:,}", detail=shown(trait.detail))


def _hidden_layers(fact: FileFacts) -> str:
    off = fact.trait(TraitName.LAYERS_OFF)
    if off is None:
        return ""
    return f"(見えない状態は {off.count} 個{'「' + shown(off.detail) + '」' if off.detail else ''})"
