"""What comparing words and case comes to as findings: the wrong kind of paper, differences, what cannot be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appeal.model.case import Case
from appeal.model.comparison import Agreement, Compared, ComparedItem
from appeal.model.evidence import PURCHASE_KINDS, TRADE_KINDS, EvidenceKind, FileFacts
from appeal.model.finding import Finding, found
from appeal.model.traits import TraitName
from appeal.rules.paper_titles import PaperTitle, Title, titles_of
from appeal.rules.paper_words import Words, lines_of
from appeal.rules.papers import shown
from appeal.rules.requests import unshown_items

_COMPLETE = frozenset({Title.INVOICE, Title.RECEIPT})
_NEVER_COMPLETE = frozenset({Title.PROFORMA, Title.WITHDRAWN})
_INCOMPLETE = _NEVER_COMPLETE | {
    Title.QUOTATION,
    Title.ORDER_CONFIRMED,
    Title.ORDER_CONTENT,
    Title.PURCHASE_ORDER,
}
_WEAK = frozenset({Title.DELIVERY_NOTE, Title.SHOP_RECEIPT})
_KINDS = {EvidenceKind.INVOICE: Title.INVOICE, EvidenceKind.RECEIPT: Title.RECEIPT}
_PICTURES = frozenset({"jpg", "png", "gif"})
# What the notice is answered with: where the paper clearly says otherwise, the answer would be wrong.
_GRAVE = frozenset({ComparedItem.ISSUED, ComparedItem.NUMBER, ComparedItem.QUANTITY})
# A paper of another kind has a number of its own as well.
_OF_ITS_KIND = frozenset({ComparedItem.TITLE, ComparedItem.NUMBER})
_FIELDS = {
    ComparedItem.TITLE: "kind",
    ComparedItem.ISSUED: "issued",
    ComparedItem.NUMBER: "number",
    ComparedItem.ADDRESSEE: "addressee",
    ComparedItem.QUANTITY: "lines",
}


def judge_words(case: Case, facts: Sequence[FileFacts], compared: Sequence[Compared]) -> Iterator[Finding]:
    """Yield what the words of the papers give rise to, paper by paper."""
    for index, (item, fact) in enumerate(zip(case.evidence, facts, strict=True)):
        if not fact.usable or item.kind not in TRADE_KINDS:
            continue
        field, own = f"evidence[{index}]", [one for one in compared if one.evidence == index]
        if fact.by_ocr:
            yield from _read_off(item.kind, fact, own, field)
        elif fact.texts:
            yield from _written(item.kind, fact, own, field)
            yield from _unshown(case, index, fact, own)
        elif fact.trait(TraitName.NO_TEXT) is not None or fact.type in _PICTURES:
            yield found("E260", f"{field}.file", file=shown(fact.file))


def _written(
    kind: EvidenceKind | None, fact: FileFacts, own: Sequence[Compared], field: str
) -> Iterator[Finding]:
    """Yield what the words of a paper itself give rise to, besides what cannot be found in them."""
    file = shown(fact.file)
    wrong = _wrong_title(kind, fact)
    if wrong is not None:
        code, words = wrong
        yield found(code, f"{field}.file", file=file, found=shown(words.text), page=words.page)
    for one in own:
        if one.agreement is Agreement.DIFFER and (one.item not in _OF_ITS_KIND or wrong is None):
            yield (
                _named_otherwise(one, file, field) if one.label else _differs(one, file, field, _weight(one))
            )


def _unshown(case: Case, index: int, fact: FileFacts, own: Sequence[Compared]) -> Iterator[Finding]:
    """Yield what cannot be found in the words of a paper; its number is nothing a paper needs."""
    if missing := unshown_items(case, index, fact, own):
        items = "、".join(one.value for one in missing)
        yield found("E259", f"evidence[{index}].file", file=shown(fact.file), items=items)
    for one in own:
        if one.item is ComparedItem.NUMBER and one.agreement is Agreement.NOT_FOUND:
            yield found("E316", f"evidence[{index}].number", file=shown(fact.file), stated=one.stated)


def _read_off(
    kind: EvidenceKind | None, fact: FileFacts, own: Sequence[Compared], field: str
) -> Iterator[Finding]:
    """Yield what words read off a picture give rise to: nothing that blocks, and nothing is called missing."""
    file = shown(fact.file)
    agreed = dict.fromkeys(one.item.value for one in own if one.agreement is Agreement.AGREE)
    yield found("E310", f"{field}.file", file=file, items="、".join(agreed) or "0項目")
    wrong = _wrong_title(kind, fact)
    if wrong is not None:
        words = wrong[1]
        yield found("E312", f"{field}.file", file=file, found=shown(words.text), page=words.page)
    for one in own:
        differs = one.agreement is Agreement.DIFFER and not one.label
        if differs and (one.item is not ComparedItem.TITLE or wrong is None):
            yield _differs(one, file, field, "E311")


def _wrong_title(kind: EvidenceKind | None, fact: FileFacts) -> tuple[str, Words] | None:
    """Return the code and the title of a paper that is no invoice or receipt by its title, or None."""
    titles = titles_of(lines_of(fact.texts)) if fact.texts and kind in PURCHASE_KINDS else ()
    if withdrawn := _withdrawn(titles):
        return "E250", withdrawn
    if not titles or (titles[0].kinds & _COMPLETE and not titles[0].kinds & _NEVER_COMPLETE):
        return None
    first = titles[0]
    for title in titles[1:]:
        # Sets of forms hold the delivery note above the invoice; an order of the same goods has a page of its own.
        apart = title.words.page != first.words.page or bool(first.kinds & _WEAK)
        if kind in _KINDS and _KINDS[kind] in title.kinds and apart:
            return None
    code = "E250" if first.kinds & _INCOMPLETE else "E258" if first.kinds & _WEAK else None
    return (code, first.words) if code else None


def _withdrawn(titles: Sequence[PaperTitle]) -> Words | None:
    """Return the title or stamp of a paper that was taken back, unless another page holds one that stands."""
    taken_back = [one.words for one in titles if Title.WITHDRAWN in one.kinds]
    pages = {words.page for words in taken_back}
    stands = any(one.kinds & _COMPLETE and one.words.page not in pages for one in titles)
    return taken_back[0] if taken_back and not stands else None


def _weight(one: Compared) -> str:
    """Return the code of a difference by how much depends on it."""
    if one.item is ComparedItem.ISSUER:
        return "E315" if one.is_clear else "E249"
    return "E314" if one.item in _GRAVE and one.is_clear else "E249"


def _named_otherwise(one: Compared, file: str, field: str) -> Finding:
    return found(
        "E318",
        f"{field}.{_FIELDS[one.item]}",
        file=file,
        item=one.item.value,
        stated=one.stated,
        label=shown(one.label),
        page=one.page,
    )


def _differs(one: Compared, file: str, field: str, code: str) -> Finding:
    return found(
        code,
        f"{field}.{_FIELDS.get(one.item, 'supplier')}",
        file=file,
        item=one.item.value,
        found=shown(one.found),
        stated=one.stated,
        page=one.page,
    )
