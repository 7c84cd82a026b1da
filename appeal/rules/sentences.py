"""Cuts the seller's texts into sentences with their place in the case; it judges none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from appeal.model.case import Case

_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]*\"")
_END = re.compile(r"[。!?！？]+[」』)）]*|\n+")
# What others said, told without quotation marks: "偽物ではないかとのお問い合わせ".
_REPORTED = re.compile(
    r"(?:との|という|といった|とする|と)(?:旨の|趣旨の)?[ごお]?"
    r"(?:連絡|指摘|申告|評価|返品|問い?合わ?せ|質問|尋ね|記載|表記|コメント|メッセージ|苦情|意見|申し出|レビュー"
    r"|感想|クレーム|回答|返信|報告|返答|書き込み|通報|声|文言|理由(?:で|の|による)返品|書かれ|記され)"
)
# What a quotation becomes: as long as it was, so that places stay, and a word no rule knows.
COVER = "＿"


class Part(StrEnum):
    """Which part of the case a text stands in; what is asked of a sentence depends on it."""

    HAPPENED = "happened"
    CAUSE = "cause"
    DEED = "deed"
    MEASURE = "measure"
    WITHDRAWAL = "withdrawal"
    PROVES = "proves"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `number` counts from 1 in its text; in `bare` quoted words are covered, brackets at the end cut off.

    In `own` what others are reported to have said is covered as well.
    """

    number: int
    text: str
    bare: str
    own: str

    @property
    def is_question(self) -> bool:
        """Whether the sentence itself, not a quotation in it, ends in a question mark."""
        return self.text.rstrip("」』)） ").endswith(("?", "？")) and self.bare.endswith(("?", "？"))


@dataclass(frozen=True, slots=True)
class Item:
    """One text of the seller with the path of its field; `bare` is the text with quotations covered."""

    field: str
    part: Part
    text: str
    bare: str
    sentences: tuple[Sentence, ...]


def items(case: Case) -> tuple[Item, ...]:
    """Return the texts in which the seller speaks, in the order of the letter; names and numbers are no speech."""
    return tuple(_item(field, part, text) for field, part, text in _texts(case) if text)


def _texts(case: Case) -> Iterator[tuple[str, Part, str | None]]:
    yield "plan.what_happened", Part.HAPPENED, case.plan.what_happened
    yield "plan.root_cause", Part.CAUSE, case.plan.root_cause
    for place, deed in enumerate(case.corrective):
        yield f"corrective[{place}].what", Part.DEED, deed.what
    for place, measure in enumerate(case.preventive):
        yield f"preventive[{place}].what", Part.MEASURE, measure.what
    if case.withdrawal is not None:
        yield "withdrawal.cause", Part.WITHDRAWAL, case.withdrawal.cause
    for place, paper in enumerate(case.evidence):
        yield f"evidence[{place}].proves", Part.PROVES, paper.proves
    for place, one in enumerate(case.accept):
        # Why a finding about wording is taken may name the very words it is about.
        if not one.code.upper().startswith("W6"):
            yield f"accept[{place}].reason", Part.REASON, one.reason


def _item(field: str, part: Part, text: str) -> Item:
    return Item(field, part, text, covered(text), tuple(_sentences(text)))


def covered(text: str) -> str:
    """Return `text` with every quotation covered: what a buyer wrote is not what the seller says."""
    return _QUOTED.sub(lambda quoted: COVER * len(quoted[0]), text)


def _sentences(text: str) -> Iterator[Sentence]:
    hidden = covered(text)
    start, number = 0, 0
    for end in [*(match.end() for match in _END.finditer(hidden)), len(hidden)]:
        piece = text[start:end].strip()
        if piece:
            number += 1
            bare = _bare(hidden[start:end].strip())
            yield Sentence(number, piece, bare, _own(bare))
        start = end


def _bare(hidden: str) -> str:
    """Cut off a bracket at the end, which names a paper and is no part of the sentence."""
    return re.sub(r"[(（][^()（）]*[)）]([。]?)$", r"\1", hidden)


def _own(bare: str) -> str:
    """Cover the clause before each word of telling, back to the last comma."""
    told, start = "", 0
    for match in _REPORTED.finditer(bare):
        clause = bare[start : match.start()]
        said = len(clause) - max(clause.rfind(sign) for sign in "。、\n" + COVER) - 1
        told += clause[: len(clause) - said] + COVER * said + match[0]
        start = match.end()
    return told + bare[start:]
