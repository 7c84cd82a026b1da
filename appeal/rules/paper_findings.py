"""What comparing words and case comes to as findings: the wrong kind of paper, differences, what cannot be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appeal.model.case import Case
from appeal.model.comparison import Agreement, Compared, ComparedItem
from appeal.model.evidence import EvidenceKind, FileFacts
from appeal.model.finding import Finding, found
from appeal.model.traits import TraitName
from appeal.rules.paper_words import lines_of, title_of
from appeal.rules.papers import shown

_PURCHASE = frozenset({EvidenceKind.INVOICE, EvidenceKind.RECEIPT})
_TRADE = _PURCHASE | {EvidenceKind.PURCHASE_ORDER, EvidenceKind.DELIVERY_NOTE}
_INCOMPLETE = frozenset({"見積", "注文確認", "仮の請求書", "注文書"})
_WEAK = frozenset({"納品書", "レシート"})
_FIELDS = {
    ComparedItem.TITLE: "kind",
    ComparedItem.ISSUED: "issued",
    ComparedItem.NUMBER: "number",
    ComparedItem.ADDRESSEE: "addressee",
    ComparedItem.QUANTITY: "lines",
}
# What a paper is asked for; a missing 登録番号 or postal code is no failure of it.
_NEEDED = (
    ComparedItem.ISSUED,
    ComparedItem.ISSUER,
    ComparedItem.ADDRESSEE,
    ComparedItem.PHONE,
    ComparedItem.PRODUCT,
    ComparedItem.QUANTITY,
)


def judge_words(case: Case, facts: Sequence[FileFacts], compared: Sequence[Compared]) -> Iterator[Finding]:
    """Yield what the words of the papers give rise to, paper by paper."""
    for index, (item, fact) in enumerate(zip(case.evidence, facts, strict=True)):
        if not fact.usable or item.kind not in _TRADE:
            continue
        file, field = shown(fact.file), f"evidence[{index}]"
        if fact.trait(TraitName.NO_TEXT) is not None:
            yield found("E260", f"{field}.file", file=file)
        own = [one for one in compared if one.evidence == index]
        wrong = _wrong_kind(item.kind, fact, file, field)
        if wrong is not None:
            yield wrong
        for one in own:
            if one.agreement is Agreement.DIFFER and (one.item is not ComparedItem.TITLE or wrong is None):
                yield _differs(one, file, field)
        missing = missing_items(own)
        if missing and item.kind in _PURCHASE:
            yield found("E259", f"{field}.file", file=file, items="、".join(one.value for one in missing))


def missing_items(compared: Sequence[Compared]) -> tuple[ComparedItem, ...]:
    """Return what a paper needs and its words do not show, each once."""
    absent = {one.item for one in compared if one.agreement is Agreement.NOT_FOUND}
    return tuple(item for item in _NEEDED if item in absent)


def _wrong_kind(kind: EvidenceKind | None, fact: FileFacts, file: str, field: str) -> Finding | None:
    title = title_of(lines_of(fact.texts)) if fact.texts and kind in _PURCHASE else None
    if title is None:
        return None
    named, words = title
    code = "E250" if named in _INCOMPLETE else "E258" if named in _WEAK else None
    if code is None:
        return None
    return found(code, f"{field}.file", file=file, found=shown(words.text), page=words.page)


def _differs(one: Compared, file: str, field: str) -> Finding:
    return found(
        "E249",
        f"{field}.{_FIELDS.get(one.item, 'supplier')}",
        file=file,
        item=one.item.value,
        found=shown(one.found),
        stated=one.stated,
        page=one.page,
    )
