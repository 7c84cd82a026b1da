"""Tells whether a paper bears the number the case states, as a whole, or another one; it knows no case and judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appeal.model.evidence import EvidenceKind
from appeal.rules.contacts import PhoneForm, phone_form
from appeal.rules.paper_days import named_days
from appeal.rules.paper_words import Line, Reading, Words, joined_letters, lines_of, registrations, tighten

_OWN = {
    EvidenceKind.INVOICE: r"ご?請求(?:書|明細書)?|invoice|bill",
    EvidenceKind.RECEIPT: r"領収[書証]?|receipt",
    EvidenceKind.DELIVERY_NOTE: r"納品(?:書|伝票)?|delivery(?: ?note)?",
    EvidenceKind.PURCHASE_ORDER: r"(?:ご?注文|発注)書?|(?:purchase )?order|p\.?o\.?",
}
_MARK = r"(?:番号|ナンバー|no(?![a-z])\.?|number|#|id(?![a-z]))"
_BETWEEN = r"[ :;#.)\]】]{0,4}第? ?"
# A number as printed: letters and figures with signs between them, never behind or before more of the same.
_TOKEN = r"([0-9a-z]+(?:[-_/.#][0-9a-z]+)*)(?![0-9a-z,年月桁円件頁回枚]|文字|ページ|[-_/.#] ?[0-9a-z])"
_ANY_LABEL = re.compile(rf"(?:{_MARK}{_BETWEEN}|第 ?)$", re.I)
# A bare No. also heads the rows of a table and stands before models: only one that ends its line names the paper.
_BARE = re.compile(rf"(?:^|[日様殿中] |[(\[【] ?){_MARK}{_BETWEEN}{_TOKEN} ?[)\]】]?$", re.I)
_HEADING = re.compile(rf"(?:{_MARK}|コード|(?<!\d)日|日付|期限|先)[ |]*$", re.I)
_SHEET = re.compile(rf"(?:伝票|管理|書類|帳票|文書|整理) ?{_MARK}{_BETWEEN}{_TOKEN}", re.I)
_SAID_BEFORE = re.compile(rf"^(?:[^\W\d_a-z]*{_MARK} ?[:.]? ?(?=\S)|第(?=.+号$))", re.I)
# Words for other numbers; and those that can never stand for a paper.
_FOREIGN = re.compile(
    r"(?:(?:ご?注文|発注|受注|見積|納品|お?客様|顧客|お?得意先|お?取引先|会員|口座|登録|電話|携帯|法人|郵便|商品|前回|(?<![a-z])(?:po|order|customer|account) ?)"
    rf"[書者様先]*(?:請求書?)?(?:コード|code|{_MARK})|(?<![a-z])(?:tel|fax|phone|jan)(?:コード|code)?|電話)[ :;#.()]*$",
    re.I,
)
_NEVER = re.compile(r"tel|fax|phone|電話|携帯|登録|法人|口座|郵便|jan|商品", re.I)
# A sentence about a number, or about that of an earlier paper, names none.
_SPEAKS = re.compile(r"前回|次回|に含|ください|下さい|ご記[入載]|明記|[まで]す(?:$|。)")
# So few figures stand on a paper by chance: as row, price, year or quantity.
_LEAST_FIGURES = 5
_LEAST_TO_NAME = 3
_SIGNS = ("", "-", "_", "/")


def compare_number(
    lines: Sequence[Line], stated: str, kind: EvidenceKind | None, others: Sequence[str] = ()
) -> Reading:
    """Return the number where it stands as a whole, or else the other one that stands behind a word for it.

    `others` are numbers of the case that mean something else (models, JAN). Where no number is named there is neither.
    Clear is only the one number that stands behind such words.
    """
    wanted, plain = _without_word(tighten(stated)), _without_word(" ".join(_plain(stated).split()))
    own = list(_labelled(lines, kind))
    agreed = next((words for words in own if _same(words.text, wanted)), None)
    if agreed is None and (misnamed := _behind_another_label(lines, plain, stated in others, bool(own))):
        return misnamed
    agreed = agreed or _standing(lines, wanted, plain) or _among_several(own, wanted)
    if agreed is None and not own:
        agreed = _behind_any_label(lines, plain)
        own = [words for words in _bare_labelled(lines) if words.text not in others]
    is_of_sheet = not own
    own = own or list(_of_sheets(lines))
    # The same letters with other signs between them are no other number, and not quite the same one.
    if agreed is not None or not own or any(_alike(words.text, wanted) for words in own):
        return Reading(agreed)
    is_clear = not is_of_sheet and _is_only_one(lines, own) and not _is_branch(own[0].text, wanted)
    return Reading(None, own[0], is_clear)


def _is_only_one(lines: Sequence[Line], own: Sequence[Words]) -> bool:
    """Whether all words for the number of the paper name one and the same, and no further one follows it (018~020)."""
    more = re.compile(rf"{re.escape(own[0].text)} ?(?:[~・、,&+]|及び|と) ?[0-9a-z]", re.I)
    return len({tighten(words.text) for words in own}) == 1 and not any(
        more.search(one.text) for one in lines
    )


def _is_branch(printed: str, wanted: str) -> bool:
    """Whether a printed number is the wanted one with a short part behind a sign, as for one of several sheets."""
    return re.fullmatch(rf"{re.escape(wanted)}[-_/][0-9a-z]{{1,2}}", tighten(printed)) is not None


def _behind_another_label(
    lines: Sequence[Line], plain: str, is_of_goods: bool, is_own_named: bool
) -> Reading | None:
    """Return where a number stands behind words for something else only, as that of an order or a customer.

    Such a number may stand for the paper where it names none of its own; a phone, 登録番号 or JAN never does.
    """
    found = [(_FOREIGN.search(ahead), words) for ahead, words in _places(lines, plain)]
    labels = [match[0].strip(" :;#.") for match, _ in found if match]
    if found and is_of_goods and not any(_ANY_LABEL.search(ahead) for ahead, _ in _places(lines, plain)):
        labels = ["商品の番号"] * len(found)
    if not found or len(labels) < len(found) or not (is_own_named or is_of_goods or _NEVER.search(labels[0])):
        return None
    return Reading(None, found[0][1], is_clear=False, label=labels[0])


def _among_several(own: Sequence[Words], wanted: str) -> Words | None:
    """Return a field that holds several numbers, one of them the wanted: MB-018/019 names MB-018 and MB-019."""
    for words in own:
        first, *rest = tighten(words.text).split("/")
        # What follows replaces as many signs at the end of the first.
        whole = [first, *(first[: -len(part)] + part if len(part) < len(first) else part for part in rest)]
        if rest and len(first) >= _LEAST_FIGURES and all(rest) and wanted in whole:
            return words
    return None


def _plain(text: str) -> str:
    return lines_of((text,))[0].text.casefold() if text.strip() else ""


def _without_word(stated: str) -> str:
    """Return a stated number without the word for it (No. 12, 第12号)."""
    plain = _SAID_BEFORE.sub("", stated)
    return (plain.removesuffix("号") if plain != stated else plain) or stated


def _same(printed: str, wanted: str) -> bool:
    return wanted in (tighten(printed), _without_word(tighten(printed)))


def _alike(printed: str, wanted: str) -> bool:
    """Whether two numbers are the same but for the signs in them and noughts in front of figures."""

    def core(text: str) -> str:
        return re.sub(r"[\W_]", "", re.sub(r"(?<!\d)0+(?=\d)", "", text))

    printed = _without_word(tighten(printed))
    return core(printed) == core(wanted) or re.sub(r"[\W_]", "", printed) == re.sub(r"[\W_]", "", wanted)


def _labelled(lines: Sequence[Line], kind: EvidenceKind | None) -> Iterator[Words]:
    """Yield the numbers behind a word for the number of this kind of paper, on its line or alone on the next."""
    if kind not in _OWN:
        return
    label = rf"(?<![a-z])(?:{_OWN[kind]}) ?{_MARK}{_BETWEEN}"
    beside, above = re.compile(label + _TOKEN, re.I), re.compile(rf"{label}$", re.I)
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        text = joined_letters(line.text)
        if _SPEAKS.search(text):
            continue
        for match in beside.finditer(text):
            whole = match[1] + _continued(text[match.end() :], following)
            # Behind a heading without value the first of two values may be that of the other column.
            if _is_number(whole) and not _HEADING.search(text[: match.start()]):
                yield Words(whole, line.page)
        if following is not None and above.fullmatch(text):
            alone = re.fullmatch(_TOKEN, following.text, re.I)
            if alone and _is_number(alone[1]):
                yield Words(alone[1], following.page)


def _continued(behind: str, following: Line | None) -> str:
    """Return the rest of a number that a sign at the end of its line, or at the start of the next, shows to go on."""
    text = following.text if following is not None else ""
    if behind in _SIGNS:
        rest = re.match(r"[0-9a-z_/-]+", text, re.I) if behind else re.match(r"[-_/][0-9a-z_/-]+", text, re.I)
        return behind + rest[0] if rest else ""
    return ""


def _bare_labelled(lines: Sequence[Line]) -> Iterator[Words]:
    for line in lines:
        match = _BARE.search(line.text)
        if match and len(match[1]) >= _LEAST_TO_NAME and _is_number(match[1]):
            yield Words(match[1], line.page)


def _of_sheets(lines: Sequence[Line]) -> Iterator[Words]:
    """Yield the numbers behind words that may mean the paper, or what the issuer files it under."""
    for line in lines:
        match = _SHEET.search(line.text)
        if (
            match
            and len(match[1]) >= _LEAST_FIGURES
            and _is_number(match[1])
            and not _SPEAKS.search(line.text)
        ):
            yield Words(match[1], line.page)


def _is_number(text: str) -> bool:
    """Whether it can be a paper's number: it holds a figure and has not the form of a day, a phone or 登録番号."""
    line = (Line(1, text, tighten(text)),)
    is_day = not text.isdigit() and any(day.words.text == text for day in named_days(line))
    is_phone = not text.isdigit() and phone_form(text) is not PhoneForm.MALFORMED
    return bool(re.search(r"\d", text)) and not is_day and not is_phone and not any(registrations(line))


def _form(plain: str) -> re.Pattern[str]:
    """Return how a whole number is written: blanks only beside its signs, before its figures, or between all letters."""
    close = ""
    for before, one in zip(" " + plain, plain, strict=False):
        if one in "-_/":
            close += f" ?{re.escape(one)} ?"
        else:
            close += " ?" if one == " " or (before.isalpha() and one.isdigit()) else ""
            close += re.escape(one.strip())
    apart = " ".join(map(re.escape, plain.replace(" ", "")))
    before, behind = r"(?<![0-9a-z])(?<![0-9a-z][-_/])(?<!\d[.,#])", r"(?![0-9a-z])(?![-_/.,#][0-9a-z])"
    return re.compile(f"{before}(?:{close}|{apart}){behind}", re.I)


def _standing(lines: Sequence[Line], wanted: str, plain: str) -> Words | None:
    """Return where a number stands, where it cannot be another figure by chance."""
    if not wanted or (wanted.isdigit() and len(wanted) < _LEAST_FIGURES):
        return None
    return next((words for _, words in _places(lines, plain)), None)


def _behind_any_label(lines: Sequence[Line], plain: str) -> Words | None:
    return next((words for ahead, words in _places(lines, plain) if _ANY_LABEL.search(ahead)), None)


def _places(lines: Sequence[Line], plain: str) -> Iterator[tuple[str, Words]]:
    """Yield what stands ahead of each place where a number stands as a whole, and the place."""
    form = _form(plain)
    for line in lines:
        for match in form.finditer(line.text):
            yield line.text[: match.start()], Words(match[0], line.page)
