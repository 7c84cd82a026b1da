"""Finds the company a paper names as its issuer where the expected one is nowhere on it; it knows no case and judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appeal.rules import paper_words
from appeal.rules.name_forms import fold_name
from appeal.rules.paper_rows import count_of_figures
from appeal.rules.paper_words import Line, Reading, Words, digits_of, joined_letters, phone_digits, tighten

_FORMS = r"(?:株式|有限|合同|合資|合名)会社|\((?:株|有|同|名|資)\)|\[株\]|(?:一般|公益)(?:社団|財団)法人|(?:協同|生活協同)組合"
_WESTERN = r"(?:co\.?, ?ltd\.?|company limited|inc\.?|ltd\.?|llc|gmbh|corp(?:oration)?\.?|s\.?r\.?l\.?)"
_NAME = r"[^\s:;,、。()「」【】|]{1,30}"
_LABEL = r"(?:(?:(?:発行|請求|販売|売主|差出|取引)(?:者|元|人|主)?名?|発行会社|会社名|社名|from|seller|issued by|sold by) ?[:;]? ?)?"
# The name begins its line, or stands behind the addressee where two columns were read as one line.
_COMPANY = re.compile(
    rf"(?:^|(?:御中|様|殿) ){_LABEL}((?:{_FORMS}) ?{_NAME}|{_NAME} ?(?:{_FORMS}))(?=$|\s)"
    rf"|^{_LABEL}([A-Z][A-Za-z&.' -]{{1,40}},? {_WESTERN})(?=$|\s)",
    re.I,
)
# A bank, a carrier, a maker, a warehouse, who guarantees or collects the payment, the program and the addressee stand there too.
_NO_ISSUER = re.compile(
    r"銀行|金庫|信託|振込|口座|名義|運輸|急便|通運|配送|配達|運送|物流|宅配|宅急|エクスプレス|ロジスティ|ロジ$|倉庫|メーカー|製造|ブランド|発売元|輸入元|輸入者"
    r"|問い?合わ?せ|問合せ|サポート|決済|収納|代行|保証|掛払|後払|立替|債権|譲渡|ファクタリング|クラウド|帳票|発行システム|システム提供|本請求書"
    r"|御中|様$|殿$|宛|販売先|届け?先|納[品入]先"
    r"|bank|carrier|express|logistics|maker|manufactur|powered|hosted|generated|cloud|guarant|factoring|support|contact",
    re.I,
)
# Who runs a shop or a market may issue for those who sell in it, and goes by another name than the shop.
_OPERATOR = re.compile(r"モール|マーケット|運営|ストア|オンライン|通販|屋号|mall|market|store|operated", re.I)
_ADDRESSED = re.compile(
    r"^(?:billto|soldto|shipto|attn|buyer|customer|ご?請求先|宛名|宛先|お客様|得意先|納品先|納入先|送付先|ご?注文者|ご?購入者|発注者|買主|ご?依頼主|会員)",
    re.I,
)
_HONOURED = re.compile(r"(?:御中|様|殿)(?:$| )")
_GOODS = re.compile(r"品名|商品名|品目|摘要|数量|単価|description|quantity|qty|unit ?price", re.I)
_LABELLED = re.compile(rf"^{_LABEL[:-1]}", re.I)
# The person of an addressee, or the word for it, stands this near; phone and address of an issuer in one block with it.
_REACH, _BLOCK = 2, 6
_SHORTEST_NAME = 3
_KANA_ONLY, _KANJI = re.compile("[ぁ-ゖァ-ヺー]+"), re.compile("[一-龥々]")
_JAPANESE = re.compile("[ぁ-龥々]")
_LEAST_ADDRESS = 8


@dataclass(frozen=True, slots=True)
class Party:
    """Names of one party and what it is reached by; all as the case has them, empty where it has none."""

    names: tuple[str, ...]
    phone: str = ""
    address: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    words: Words
    at: int
    is_labelled: bool
    block: range


def other_issuer(
    lines: Sequence[Line], expected: Party, seller: Party, others: Sequence[str] = ()
) -> Reading:
    """Return the company that stands as the issuer, with a phone, address or 登録番号 beside it, in place of the expected one.

    `others` are the names of the other suppliers of the case. The seller issues nothing to himself. A name in other
    letters than the expected one, or that holds it or is held by it, may be the same company and is none. Clear is only
    one company that has nothing in common with the expected one and stands where issuers stand.
    """
    homes = _places_of_address(lines, expected.address)
    found = []
    for one in _candidates(lines, expected.names[0], seller, others):
        # Where its address stands elsewhere, the expected one is there, and its name only drawn.
        is_apart = bool(homes) and not any(at in one.block for at in homes)
        if not is_apart and _is_reached(_within(lines, one.block), seller):
            found.append(one)
    if not found:
        return Reading()
    first = next((one for one in found if one.is_labelled), found[0])
    is_one = first.is_labelled or len({_core(one.words.text) for one in found}) == 1
    is_at_home = any(at in first.block for at in homes) and not _is_registered_otherwise(
        _within(lines, first.block), expected
    )
    doubtful = is_at_home or _is_operator(lines, first) or _is_below(lines, first, seller)
    return Reading(None, first.words, is_one and not doubtful and not _may_be_read_so(first, expected))


def _within(lines: Sequence[Line], block: range) -> tuple[Line, ...]:
    return tuple(lines[block.start : block.stop])


def own_issuer(lines: Sequence[Line], expected: str, seller: Party) -> Words | None:
    """Return the seller's name where it stands as the issuer of a paper to himself or to the expected issuer, or None."""
    named = [
        at
        for at, line in enumerate(lines)
        if any(fold_name(one) in fold_name(line.text) for one in seller.names)
    ]
    to = [line for line in lines if _HONOURED.search(line.text)]
    is_addressed = any(
        fold_name(one) in fold_name(line.text) for line in to for one in (expected, *seller.names)
    )
    for at in named:
        below = lines[at : at + 1 + _REACH]
        above = lines[max(0, at - _REACH) : at + 1]
        if any(_HONOURED.search(one.text) for one in below) or any(
            _ADDRESSED.match(one.tight) for one in above
        ):
            continue
        if is_addressed and _has_ways(tuple(lines[at : at + 1 + _REACH]), seller):
            return Words(lines[at].text, lines[at].page)
    return None


def stands_addressed(lines: Sequence[Line], name: str) -> bool:
    """Whether a name stands on a paper only as that of its addressee."""
    wanted = fold_name(name)
    named = [line for line in lines if wanted in fold_name(line.text)]
    return bool(named) and all(_HONOURED.search(line.text) or _ADDRESSED.match(line.tight) for line in named)


def _candidates(
    lines: Sequence[Line], expected: str, seller: Party, others: Sequence[str]
) -> Iterator[_Candidate]:
    known = {fold_name(name) for name in others if len(fold_name(name)) >= _SHORTEST_NAME}
    for at, line in enumerate(lines):
        if _is_of_goods(line):
            continue
        text = joined_letters(line.text)
        for name, start in (*_companies(text), *_known(text, known)):
            comparable = _same_letters(name, expected) or fold_name(name) in known
            same = any(_may_be_one(name, party) for party in (expected, *seller.names))
            if comparable and not same and not _is_no_issuer(lines, at, text[start:]):
                label = _LABELLED.match(text)
                labelled = bool(label and label[0])
                yield _Candidate(Words(name.strip(), line.page), at, labelled, _block_of(lines, at))


def _companies(text: str) -> Iterator[tuple[str, int]]:
    for match in _COMPANY.finditer(text):
        yield match[1] or match[2], match.start(1) if match[1] else match.start(2)


def _known(text: str, known: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the part of a line that is the name of a known company and nothing else."""
    end = next((match.end() for match in _HONOURED.finditer(text)), 0)
    label = _LABELLED.match(text)
    start = end or (label.end() if label else 0)
    if fold_name(text[start:]) in known:
        yield text[start:].strip(), start


def _block_of(lines: Sequence[Line], at: int) -> range:
    """Return the places of the lines around one, up to the table of goods."""
    first = last = at
    while first > 0 and at - first < _BLOCK and not _is_of_goods(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and last - at < _BLOCK and not _is_of_goods(lines[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_of_goods(line: Line) -> bool:
    return count_of_figures(line.text) > 1 or len(_GOODS.findall(line.text)) > 1


def _is_registered_otherwise(block: tuple[Line, ...], expected: Party) -> bool:
    """Whether a 登録番号 stands in a block and is not the expected one."""
    registered = {words.text for words in paper_words.registrations(block)}
    return (
        bool(expected.registration and registered)
        and f"T{digits_of(expected.registration)}" not in registered
    )


def _places_of_address(lines: Sequence[Line], address: str) -> list[int]:
    """Return the places of the lines that bear the postal code of an address, or the address itself."""
    plain = tighten(address)
    code = re.match(r"〒?(\d{3}-?\d{4})", plain)
    place = plain[code.end() :] if code else plain
    wanted = digits_of(code[1]) if code else ""
    found = []
    for at, line in enumerate(lines):
        near = line.tight + (lines[at + 1].tight if at + 1 < len(lines) else "")
        codes = {digits_of(words.text) for words in paper_words.postal_codes((line,))}
        if wanted in codes or (len(place) >= _LEAST_ADDRESS and place in near):
            found.append(at)
    return found


def _may_be_read_so(one: _Candidate, expected: Party) -> bool:
    """Whether one name is in kana only and the other in kanji, so that they may be read alike."""
    first, second = _core(one.words.text), _core(expected.names[0])
    return any(_KANA_ONLY.fullmatch(a) and _KANJI.search(b) for a, b in ((first, second), (second, first)))


def _is_operator(lines: Sequence[Line], one: _Candidate) -> bool:
    return any(_OPERATOR.search(line.text) for line in lines[max(0, one.at - 1) : one.at + 1])


def _is_below(lines: Sequence[Line], one: _Candidate, seller: Party) -> bool:
    """Whether a company stands below the goods while somebody unnamed is reached above them."""
    goods = [at for at, line in enumerate(lines) if _is_of_goods(line)]
    if one.is_labelled or not goods or one.at < goods[0]:
        return False
    return _is_reached(tuple(lines[: goods[0]]), seller)


def _is_no_issuer(lines: Sequence[Line], at: int, behind: str) -> bool:
    """Whether the words of a line from the name on, or those in front of it and above, tell another part of it."""
    line = joined_letters(lines[at].text)
    ahead = re.split(r"(?:御中|様|殿) ", line[: len(line) - len(behind)])[-1]
    before = lines[max(0, at - _REACH) : at]
    if _NO_ISSUER.search(behind) or _NO_ISSUER.search(ahead):
        return True
    after = lines[at + 1 : at + 1 + _REACH]
    if any(_ADDRESSED.match(one.tight) or _tells_part(one) for one in before):
        return True
    # The addressee's company often stands above the person: 株式会社…, 部署, …様.
    return any(_HONOURED.search(line.text) and not _COMPANY.search(line.text) for line in after)


def _tells_part(line: Line) -> bool:
    """Whether a line is but a word for what the company below it does."""
    return (
        _NO_ISSUER.search(line.text) is not None
        and _HONOURED.search(line.text) is None
        and re.search(r"\d{4}", line.text) is None
        and not _COMPANY.search(line.text)
    )


def _may_be_one(name: str, other: str) -> bool:
    first, second = _core(name), _core(other)
    return not first or not second or first in second or second in first


def _core(name: str) -> str:
    return re.sub(_FORMS + "|" + _WESTERN + r"$", "", fold_name(name), flags=re.I)


def _same_letters(name: str, other: str) -> bool:
    """Whether both names are written in Japanese letters, or neither is."""
    return bool(_JAPANESE.search(name)) == bool(_JAPANESE.search(other))


def _is_reached(near: tuple[Line, ...], seller: Party) -> bool:
    """Whether a phone, postal code or 登録番号 that is not the seller's stands near."""
    place = digits_of(seller.address)
    phones = (phone_digits(words.text) for words in paper_words.phones(near))
    codes = (digits_of(words.text) for words in paper_words.postal_codes(near))
    return (
        any(paper_words.registrations(near))
        or any(one != phone_digits(seller.phone) for one in phones)
        or any(not place.startswith(one) for one in codes)
    )


def _has_ways(near: tuple[Line, ...], seller: Party) -> bool:
    own = phone_digits(seller.phone)
    is_called = bool(own) and any(phone_digits(words.text) == own for words in paper_words.phones(near))
    return is_called or (bool(seller.address) and bool(_places_of_address(near, seller.address)))
