"""Tells by its title what a paper says it is; the same word inside a sentence or before a number is no title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from appeal.rules.paper_words import Line, Words, joined_letters, tighten


class Title(StrEnum):
    """What a title names."""

    INVOICE = "請求書"
    RECEIPT = "領収書"
    DELIVERY_NOTE = "納品書"
    SHOP_RECEIPT = "レシート"
    PURCHASE_ORDER = "注文書"
    QUOTATION = "見積"
    ORDER_CONFIRMED = "注文確認"
    ORDER_CONTENT = "注文内容"
    PROFORMA = "仮の請求書"
    WITHDRAWN = "取消・案"


@dataclass(frozen=True, slots=True)
class PaperTitle:
    """A title as it stands there and all kinds it names (納品書兼請求書 names two)."""

    kinds: frozenset[Title]
    words: Words


# Longer words stand before those they hold.
_KINDS = (
    (
        Title.WITHDRAWN,
        r"案(?!内|件)|下書き?|ドラフト|draft|(?:取り?消し?|キャンセル)(?:済み?|分)?|無効|void(?:ed)?|cancell?ed",
    ),
    (Title.PROFORMA, r"仮(?:の)?請求書|プロフォーマ(?:インボイス)?|pro-?forma(?:invoice)?"),
    (Title.QUOTATION, r"見積(?:り|もり)?|quotation|quote|estimate"),
    (
        Title.ORDER_CONFIRMED,
        r"(?:注文|受注|発注)(?:内容)?の?確認|(?:注文|発注)請書|order(?:confirmation|acknowledge?ment)",
    ),
    (Title.ORDER_CONTENT, r"注文(?:の)?(?:内容|明細|詳細|履歴)|order(?:details|summary|history)"),
    (Title.PURCHASE_ORDER, r"(?:注文|発注|購入申込|購入注文)書|(?:purchase|sales)order"),
    (Title.SHOP_RECEIPT, r"レシート"),
    (
        Title.DELIVERY_NOTE,
        r"納品(?:書|伝票|明細書?)|出荷(?:明細書?|案内書?|伝票|指示書)|送り状|(?:物品)?受領書"
        r"|delivery(?:note|slip)|packing(?:list|slip)|despatchnote|dispatchnote",
    ),
    (Title.INVOICE, r"請求(?:書|明細書?)|インボイス|invoice"),
    (Title.RECEIPT, r"領収[書証]|receipt"),
)
# What may stand around the word in a title and changes nothing of what the paper is.
_AROUND = re.compile(
    r"[()\[\]【】《》「」『』<>〈〉■□◆◇●○◎*=~・/|_#:;.,ー-]|\d{4}年\d{1,2}月(?:\d{1,2}日)?分?|(?:令和|平成|r|h)(?:\d{1,2}|元)年\d{1,2}月分?"
    r"|\d{1,2}月分?|お客様控え?|件名|メール|再発行|発行|写し|原本|正本|副本|本書|明細書?|一覧表?|合計|確認|案内|通知|適格|簡易|電子|概算|当月|月次|定期|見本"
    r"|sample|copy|original|duplicate|tax|commercial|sales|price|final|sheet|form|the|for|order|御|ご|お|書|兼|控え?|写|表|票|分|版|用|の|様"
)
_LONGEST_TITLE = 40
# English titles have up to three words.
_LONGEST_RUN, _MOST_PARTS = 3, 12
# A paper that asks for money or confirms its receipt calls itself so somewhere.
_DEMANDS_MONEY = re.compile(
    r"請求(?:書番号|番号|日|額|金額|先|申し上げ|いたします)|領収(?:日|いたし|しました)|invoice(?:no|number|date|#)"
)
# What is stamped across a paper that counts no more; between brackets or not.
_STAMP = re.compile(r"\W*(?:取り?消し?(?:済み?)?|キャンセル済み?|無効|void(?:ed)?|cancell?ed)\W*")
# The name of a shop in front, as in a mail that was printed.
_SHOP = re.compile(r"^[【\[][^】\]]{1,30}[】\]](?=.)")
# The paper that is spoken of, not the paper itself.
_REFERS = re.compile(
    r"番号|に基づ|による|により|どおり|通り|参照|のとおり|払い|後日|同封|付表|有効期限|ください|下さい|します|ました|です"
)


def titles_of(lines: tuple[Line, ...]) -> tuple[PaperTitle, ...]:
    """Return the titles of a paper in reading order; none where no line is one.

    A line that is a title and nothing else counts first. Only where there is none, a line counts of which one part
    is a title (beside a number or a day), as long as it speaks of no other paper.
    """
    whole = [title for at in range(len(lines)) if (title := _whole(lines, at))]
    strong = [one for one in whole if one.kinds != {Title.ORDER_CONTENT} and not _is_button(one)]
    if any(one.kinds != {Title.WITHDRAWN} for one in strong):
        return tuple(strong)
    # Beside other words, the one for taking back is the heading of a column or a choice.
    beside = [title for line in lines for title in _beside(line) if title.kinds != {Title.WITHDRAWN}]
    money = _DEMANDS_MONEY.search("\n".join(line.tight for line in lines)) is not None
    kept = {Title.INVOICE, Title.RECEIPT, Title.PROFORMA}
    counted = [one for one in (*whole, *beside) if not money or one.kinds & kept]
    return tuple(one for one in counted if not _is_button(one))


def _is_button(title: PaperTitle) -> bool:
    """Whether a line is only the word to cancel, as printed pages of shops have it to press, and no stamp."""
    return title.kinds == {Title.WITHDRAWN} and _STAMP.fullmatch(tighten(title.words.text)) is None


def _whole(lines: tuple[Line, ...], at: int) -> PaperTitle | None:
    """Return the title a line is; where fonts change, its first letter may have come to stand on a line of its own."""
    line, before = lines[at], lines[at - 1] if at else None
    title = None
    if before is not None and before.page == line.page and len(before.tight) == 1:
        title = _title(before.text + line.text, line.page)
    return title or _title(line.text, line.page)


def _title(text: str, page: int) -> PaperTitle | None:
    tight = tighten(_SHOP.sub("", text))
    if len(tight) > _LONGEST_TITLE:
        return None
    kinds = set()
    for kind, form in _KINDS:
        tight, times = re.subn(form, "|", tight)
        if times:
            kinds.add(kind)
    return PaperTitle(frozenset(kinds), Words(text, page)) if kinds and not _AROUND.sub("", tight) else None


def _beside(line: Line) -> Iterator[PaperTitle]:
    """Yield the title that a part of the line is, where a number, a day or a name stands on the same line."""
    if _REFERS.search(line.tight):
        return
    parts = joined_letters(line.text).split(" ")[:_MOST_PARTS]
    for length in range(min(_LONGEST_RUN, len(parts)), 0, -1):
        for start in range(len(parts) - length + 1):
            title = _title(" ".join(parts[start : start + length]), line.page)
            if title is not None:
                yield title
                return
