"""Finds the company a paper names as its issuer where the expected one is nowhere on it; it knows no case and judges nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appeal.rules import paper_words
from appeal.rules.paper_words import Line, Words, digits_of, joined_letters, phone_digits
from appeal.rules.papers import fold_name

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
# A bank, a carrier, a maker and the addressee stand on a paper too.
_NO_ISSUER = re.compile(
    r"銀行|金庫|信託|振込|口座|名義|運輸|急便|通運|配送|配達|運送|物流|メーカー|製造|ブランド|決済|収納|代行|御中|様$|殿$|宛|bank|carrier|maker|manufactur",
    re.I,
)
_ADDRESSED = re.compile(
    r"^(?:billto|soldto|shipto|attn|ご?請求先|宛名|宛先|お客様|得意先|納品先|納入先)", re.I
)
_HONOURED = re.compile(r"(?:御中|様|殿)(?:$| )")
_JAPANESE = re.compile("[ぁ-龥々]")
# The person of an addressee, or the word for it, stands this near; phone and address of an issuer in one block with it.
_REACH, _BLOCK = 2, 6


def other_issuer(
    lines: Sequence[Line], expected: str, own: Sequence[str], own_ways: tuple[str, str]
) -> Words | None:
    """Return the company that stands as the issuer, with a phone, address or 登録番号 beside it, or None.

    `own` are names and `own_ways` phone and address of the seller, who issues nothing to himself. A name in other
    letters than the expected one, or that holds it or is held by it, may be the same company: None.
    """
    for at, line in enumerate(lines):
        near = tuple(lines[max(0, at - _BLOCK) : at + _BLOCK + 1])
        for match in _COMPANY.finditer(joined_letters(line.text)):
            name = match[1] or match[2]
            same = not _same_letters(name, expected) or any(
                _may_be_one(name, one) for one in (expected, *own)
            )
            if not same and not _is_no_issuer(lines, at, match) and _is_reached(near, *own_ways):
                return Words(name.strip(), line.page)
    return None


def _is_no_issuer(lines: Sequence[Line], at: int, match: re.Match[str]) -> bool:
    behind = match.string[match.start(1) if match[1] else match.start(2) :]
    if _NO_ISSUER.search(behind):
        return True
    before = lines[max(0, at - _REACH) : at]
    after = lines[at + 1 : at + 1 + _REACH]
    if any(_ADDRESSED.match(line.tight) for line in before):
        return True
    # The addressee's company often stands above the person: 株式会社…, 部署, …様.
    return any(_HONOURED.search(line.text) and not _COMPANY.search(line.text) for line in after)


def _may_be_one(name: str, other: str) -> bool:
    first, second = _core(name), _core(other)
    return not first or not second or first in second or second in first


def _core(name: str) -> str:
    return re.sub(_FORMS + "|" + _WESTERN + r"$", "", fold_name(name), flags=re.I)


def _same_letters(name: str, other: str) -> bool:
    return all(
        bool(re.search(letters, name)) == bool(re.search(letters, other)) for letters in ("[ぁ-龥々]",)
    )


def _is_reached(near: tuple[Line, ...], phone: str, address: str) -> bool:
    """Whether a phone, postal code or 登録番号 that is not the seller's stands near."""
    place = digits_of(address)
    phones = (phone_digits(words.text) for words in paper_words.phones(near))
    codes = (digits_of(words.text) for words in paper_words.postal_codes(near))
    return (
        any(paper_words.registrations(near))
        or any(one != phone_digits(phone) for one in phones)
        or any(not place.startswith(one) for one in codes)
    )
