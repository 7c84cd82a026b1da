"""Do the seller's texts keep to one name, one style and one form of number, with one thought a sentence?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appeal.model.finding import Finding, found
from appeal.rules.sentences import COVER, Item, Part, Sentence

# A guideline of ours: a longer sentence that joins several clauses is read twice.
SENTENCE_LIMIT = 80
_NAMES = re.compile(
    r"(?:当店|弊店|弊社|当社|小社|当方|当ショップ|当ストア|(?<![のこそ])うち(?=では|の店|の商品|は)|我が社|私ども|私共|手前ども)(?!と(?:い|書|記|あ))"
)
_POLITE = re.compile(
    r"(?:です|ます|ません|ました|でした|でしょう|ください|下さい|ましょう)(?:か|が|ね|ので)?[。!?！？]*$"
)
_PLAIN = re.compile(
    r"(?:だ|である|であった|だった|[いっんきしちにみりえけせてねめれべげぜじぎび]た|[っい]ていた|ない|しい|多い|高い|低い"
    r"|[いきしちにみりえけせてねめれべげぜ]る|[すあなくむまわかる]る|う|く|ぐ|つ|ぬ|ぶ|む|する|いる|ある|(?:た|る|だ|ない)(?:から|ので))[。]?$"
)
_FUTURE = re.compile(
    r"予定(?:です|に(?:して|なって)|と(?:して|なって)|で(?:お|い|あ)|。|$)|つもり|検討(?:して|中|し、|する)"
    r"|(?<!停止)(?<!販売)(?<!休止)(?<!保管)(?<!保存)(?<!隔離)"
    r"(?<!掲示)(?<!運用)(?<!公開)(?<!使用)(?<!稼働)(?<!在庫)(?<=[一-龯き])中(?:です|であり|で、|。|$)"
    r"|(?:調整|手配|準備|検討|相談|交渉|依頼|お願い)(?:を)?して(?:い|お)|ているところ|ている最中|考えて(?:い|お)"
    r"|見込み(?:です|。|$)|(?<!ませ)(?<!い)たいと|待って(?:い|お)|待ちです|進めて(?:いる|い?ます|おり)|考えです|方針です"
    r"|(?:まいり|参り|いき|行き)ます|て(?:い|おり)?く(?:ことに|つもり)|ていくこと"
    r"|[うくぐすつぶむる]ことに(?:して|なって)(?:い|お)|(?:段階|途中|途上|さなか|見通し|見込)です|手はず|次第(?:、|です)"
)
_NOT_YET = re.compile(
    r"(?<!い)(?<!お)(?<!あり)(?<!なり)(?<!てい)(?:し|り|き|い|え|け|め|せ|べ|み|ち)ます。?$"
)
# A sentence that ends in the past tells what was done, whatever it says on the way there.
_PAST = re.compile(r"(?:ました|でした|た|済み|済)(?:です)?。?$")
_DICTIONARY = re.compile(r"(?<!てい)(?<!であ)(?<!てあ)(?<!お)(?<!ま)[うくぐすつぬぶむる]。?$")
_STATE = re.compile(r"(?:あります|(?<=[てで])います|おります|なります|ございます)。?$")
_JOINTS = re.compile(
    r"(?:[てでしりきみちいえけせれめべ]|が|ので|ため|ところ|と|ば|ら|ことから|うえで?|際|場合(?:は|に)?)、"
)
_WIDE_DIGIT = re.compile(r"[０-９]+")
_SHORT_DATE = re.compile(r"(?<![\d/-])(?:\d{4}[/.-]|\d\d/)\d{1,2}[/.-]\d{1,2}(?![\d-])")
_ERA_DATE = re.compile(r"(?<![(（])(?:令和|平成)\s*(?:\d+|元)年\d+月")
_WESTERN_DATE = re.compile(r"20\d\d年\d+月")
# 1/2 and 3/4 are fractions more often than days.
_SLASH_DATE = re.compile(
    r"(?<![\d/.])(?!1/[2-5](?!\d)|2/3(?!\d)|3/4(?!\d))(?:1[0-2]|[1-9])/(?:3[01]|[12]\d|[1-9])(?=に|付|から|まで|より|頃|時点|、)"
)
_DAY = re.compile(r"\d月\d+日")
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


def say(code: str, item: Item, sentence: Sentence, words: str) -> Finding:
    """Return the finding of `code` about some words of a sentence."""
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
            yield say("W609", item, sentence, _end(sentence))


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
    if _WESTERN_DATE.search(whole):
        yield from _first(texts, _ERA_DATE)
    if _DAY.search(whole):
        yield from _first(texts, _SLASH_DATE)
    if _COMMA.search(whole):
        yield from _first(texts, _NO_COMMA)
    counted = set(re.findall(rf"\d({_COUNTERS})", whole))
    for item, sentence in _all(texts):
        match = _KANJI_NUMBER.search(sentence.bare)
        if match and match[2] in counted:
            yield say("W610", item, sentence, match[0])
            return


def _first(texts: Sequence[Item], pattern: re.Pattern[str]) -> Iterator[Finding]:
    for item, sentence in _all(texts):
        if match := pattern.search(sentence.bare):
            yield say("W610", item, sentence, match[0])
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
        if _is_to_come(sentence.bare):
            yield say("W612", item, sentence, _end(sentence))


def _is_to_come(bare: str) -> bool:
    if _PAST.search(bare):
        return False
    if _FUTURE.search(bare) or _DICTIONARY.search(bare):
        return True
    return not _STATE.search(bare) and bool(_NOT_YET.search(bare))
