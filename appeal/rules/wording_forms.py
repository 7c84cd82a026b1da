"""Do the seller's texts keep to one name, one style and one form of number, with one thought a sentence?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appeal.model.finding import Finding, found
from appeal.rules.sentences import COVER, Item, Part, Sentence

# A guideline of ours: a longer sentence that joins several clauses is read twice.
SENTENCE_LIMIT = 80
_NAMES = re.compile(r"当店|弊店|弊社|当社|小社")
_POLITE = re.compile(
    r"(?:です|ます|ません|ました|でした|でしょう|ください|下さい|ましょう)(?:か|が|ね|ので)?[。!?！？]*$"
)
_PLAIN = re.compile(
    r"(?:だ|である|であった|だった|[いっんきしちにみりえけせてねめれべげぜじぎび]た|[っい]ていた|ない|しい|多い|高い|低い"
    r"|[いきしちにみりえけせてねめれべげぜ]る|[すあなくむまわかる]る|う|く|ぐ|つ|ぬ|ぶ|む|する|いる|ある)[。]?$"
)
_FUTURE = re.compile(
    r"予定(?:です|。|$)|つもり|検討(?:して|中|し、|する)|(?:手配|準備|対応|作成|確認|依頼|返送|調整|手続き|照会|調査|作業|実施)中(?:です|。|$)|待って(?:い|お)|待ちです|進めて(?:いる|い?ます|おり)|考えです|方針です"
    r"|(?:まいり|参り|いき|行き)ます"
)
_NOT_YET = re.compile(
    r"(?<!い)(?<!お)(?<!あり)(?<!なり)(?<!てい)(?:し|り|き|い|え|け|め|せ|べ|み|ち)ます。?$"
)
_STATE = re.compile(r"(?:あります|います|おります|なります|ございます)。?$")
_JOINTS = re.compile(
    r"(?:[てでしりきみちいえけせれめべ]|が|ので|ため|ところ|と|ば|ら|ことから|うえで?|際|場合(?:は|に)?)、"
)
_WIDE_DIGIT = re.compile(r"[０-９]+")
_SHORT_DATE = re.compile(r"(?<![\d-])\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?![\d-])")
_MONTHS = re.compile(r"\d\s*([ヶヵカケ箇か])月")
_COUNTERS = "個|件|枚|本|点|台|袋|冊|箱|足|着|通|社|名|セット|組|回"
_KANJI_NUMBER = re.compile(rf"(?<![第一-龯々])([一二三四五六七八九十百]+)({_COUNTERS})(?![化物人貝的様限])")
_COMMA = re.compile(r"\d,\d{3}")
_NO_COMMA = re.compile(rf"(?<![\d,.])\d{{4,}}(?:{_COUNTERS}|円)")
_TOLD_POLITELY = frozenset({Part.HAPPENED, Part.CAUSE, Part.WITHDRAWAL})


def judge_forms(texts: Sequence[Item]) -> tuple[Finding, ...]:
    """Return mixed names for the store, plain among polite sentences, mixed numbers, overlong sentences, deeds still to come.

    Plain form is right in measures; papers and reasons are notes and may be written in either.
    """
    return (*_names(texts), *_style(texts), *_numbers(texts), *_lengths(texts), *_future(texts))


def _say(code: str, item: Item, sentence: Sentence, words: str) -> Finding:
    return found(code, item.field, entry=item.field, number=sentence.number, words=words)


def _all(texts: Sequence[Item]) -> Iterator[tuple[Item, Sentence]]:
    return ((item, sentence) for item in texts for sentence in item.sentences)


def _names(texts: Sequence[Item]) -> Iterator[Finding]:
    """The first name stands; the first use of any other is told."""
    first: str | None = None
    for item, sentence in _all(texts):
        for match in _NAMES.finditer(sentence.bare):
            first = first or match[0]
            if match[0] != first:
                yield found(
                    "W608", item.field, entry=item.field, number=sentence.number, words=match[0], other=first
                )
                return


def _style(texts: Sequence[Item]) -> Iterator[Finding]:
    deeds = [item for item in texts if item.part is Part.DEED]
    polite_deeds = any(_POLITE.search(sentence.bare) for _, sentence in _all(deeds))
    for item, sentence in _all(texts):
        concerned = item.part in _TOLD_POLITELY or (item.part is Part.DEED and polite_deeds)
        if concerned and _is_plain(sentence):
            yield _say("W609", item, sentence, _end(sentence))


def _is_plain(sentence: Sentence) -> bool:
    return not _POLITE.search(sentence.bare) and bool(_PLAIN.search(sentence.bare))


def _end(sentence: Sentence) -> str:
    return sentence.text.rstrip("。")[-6:]


def _numbers(texts: Sequence[Item]) -> Iterator[Finding]:
    yield from _first(texts, _WIDE_DIGIT)
    yield from _first(texts, _SHORT_DATE)
    whole = "\n".join(item.bare for item in texts)
    if len(set(_MONTHS.findall(whole))) > 1:
        yield from _first(texts, re.compile(r"\d\s*[ヶヵカケ箇]月"))
    if _COMMA.search(whole):
        yield from _first(texts, _NO_COMMA)
    counted = set(re.findall(rf"\d({_COUNTERS})", whole))
    for item, sentence in _all(texts):
        match = _KANJI_NUMBER.search(sentence.bare)
        if match and match[2] in counted:
            yield _say("W610", item, sentence, match[0])
            return


def _first(texts: Sequence[Item], pattern: re.Pattern[str]) -> Iterator[Finding]:
    for item, sentence in _all(texts):
        if match := pattern.search(sentence.bare):
            yield _say("W610", item, sentence, match[0])
            return


def _lengths(texts: Sequence[Item]) -> Iterator[Finding]:
    for item, sentence in _all(texts):
        # Quoted names of notices and products do not make a sentence hard to follow.
        length = len(sentence.bare.replace(COVER, ""))
        if length > SENTENCE_LIMIT and len(_JOINTS.findall(sentence.bare)) >= 2:
            yield found("W611", item.field, entry=item.field, number=sentence.number, length=length)


def _future(texts: Sequence[Item]) -> Iterator[Finding]:
    """A deed is told in the past; what is under way or to come is a measure."""
    for item, sentence in _all([item for item in texts if item.part is Part.DEED]):
        match = _FUTURE.search(sentence.bare)
        if match is None and not _STATE.search(sentence.bare):
            match = _NOT_YET.search(sentence.bare)
        if match is not None:
            yield _say("W612", item, sentence, _end(sentence))
