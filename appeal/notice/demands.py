"""Finds what the notice asks for, in its order, and on which of its lists; it takes no mention for a demand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from appeal.notice.flat import Sentence
from appeal.notice.phrases import Findings, Match

_SPECIFIC = (
    "invoice",
    "supplier_contact",
    "root_cause",
    "corrective_action",
    "preventive_action",
    "plan_of_action",
    "authorization_letter",
    "safety_document",
    "other",
)
_BRANCHES = ("authenticity", "wrong_item", "condition", "other", "review")
_UNSAYING = ("refusal", "earlier", "failing", "question")
_PREDICATE = re.compile(r"(?:ます|です|ません|ました|でした|ください|下さい)[。!]?$")
_NOUN_END = re.compile(r"(?:写し|コピー|控え|連絡先(?:情報)?|請求書|領収書|\)|こと|もの)[。.]?$")
_BRANCH_LINE = re.compile(r"(?:場合|とき):?$|^[<〈《≪【\[■◆▼◼].{0,40}$")
# A list is rarely longer; past that the words belong to the small print.
_LIST_SENTENCES = 14
_LIST_ABOVE = 8
_OPENING_LENGTH = 30
_ENTRY_LENGTH = 45
_COUNTING = frozenset("一二三四五六七八九十アイウエオイロハニホABCDEFGHabcdefgh")
# How many sentences of explanation stand between two entries of one list.
_NOTES = 2


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing asked for: its code, the list it stands on, and the words."""

    code: str
    branch: str | None
    match: Match


@dataclass(frozen=True, slots=True)
class Demands:
    """All demands in the order of the text; `branches` are the lists printed, `asking` whether anything is asked at all."""

    found: tuple[Demand, ...]
    branches: tuple[tuple[str, Match], ...]
    asking: bool

    @property
    def codes(self) -> frozenset[str]:
        """The codes without their lists."""
        return frozenset(demand.code for demand in self.found)


def read_demands(findings: Findings) -> Demands:
    """Return what is asked for: in sentences that ask, on lists they announce, else on lists that speak for themselves."""
    branches = _branches(findings)
    asking = _asking(findings)
    asking |= _lacking(findings)
    asked = asking | _listed(findings, asking, branches)
    asked |= _beside(findings, asked)
    found = list(_specific(findings, asked, branches))
    found += _by_genus(findings, asked, asking, branches)
    if not found:
        alone = _standing_alone(findings)
        found = list(_specific(findings, alone | _beside(findings, alone), branches))
    if not found:
        found = _general(findings, asked)
    found.sort(key=lambda demand: demand.match.start)
    return Demands(_once(found), tuple(branches), bool(asking))


def _sentence(findings: Findings, match: Match) -> int:
    return findings.flat.sentence_at(match.start)


def _asking(findings: Findings) -> set[int]:
    return {
        number
        for match in findings.of("ask")
        if not findings.marks(number := _sentence(findings, match), "failing")
        and not _only_earlier(findings, match)
    }


def _lacking(findings: Findings) -> set[int]:
    """Return the sentences of an answer to a plan that tell what the plan did not hold: that is what is asked for."""
    if not findings.of("event.plan_refused"):
        return set()
    return {_sentence(findings, match) for match in findings.of("lacking")}


def _only_earlier(findings: Findings, ask: Match) -> bool:
    """Tell a sentence that only reports an earlier mail from one that reports and then asks."""
    earlier = [match for match in findings.raw("earlier") if findings.said(ask, "earlier")]
    sentence = _sentence(findings, ask)
    return any(_sentence(findings, match) == sentence and match.end >= ask.start for match in earlier)


def _branches(findings: Findings) -> list[tuple[str, Match]]:
    """Return the headings of separate lists, in order; a single heading makes no separate lists."""
    found = []
    for name in _BRANCHES:
        for match in findings.of(f"branch.{name}"):
            sentence = findings.flat.sentences[_sentence(findings, match)]
            if _BRANCH_LINE.search(sentence.text):
                found.append((name, match))
    found.sort(key=lambda entry: (entry[1].start, _BRANCHES.index(entry[0])))
    once: dict[int, tuple[str, Match]] = {}
    for name, match in found:
        once.setdefault(_sentence(findings, match), (name, match))
    heads = list(once.values())
    return heads if len({name for name, _ in heads}) > 1 else []


def _listed(findings: Findings, asking: set[int], branches: list[tuple[str, Match]]) -> set[int]:
    """Return the sentences that are entries of an announced list."""
    listed: set[int] = set()
    sentences = findings.flat.sentences
    openings = {number for number in range(len(sentences)) if _opens_list(findings, number, asking)}
    openings |= {_sentence(findings, match) for _, match in branches}
    openings |= {_sentence(findings, match) for match in findings.of("list_heading")}
    for opening in openings:
        for number in range(opening + 1, min(opening + 1 + _LIST_SENTENCES, len(sentences))):
            if findings.marks(number, "question"):
                break
            first_english = number == opening + 1 and sentences[opening].text.endswith(":")
            if _is_entry(findings, number) or first_english:
                listed.add(number)
    for closing in (number for number in asking if findings.marks(number, "list_above")):
        listed.update(
            number for number in range(max(closing - _LIST_ABOVE, 0), closing) if _is_entry(findings, number)
        )
    return listed


def _opens_list(findings: Findings, number: int, asking: set[int]) -> bool:
    """Tell a sentence that asks for what follows, or the few words between such a sentence and its list ("Either:")."""
    if not findings.marks(number, "list_below"):
        return False
    short = len(findings.flat.sentences[number].text) <= _OPENING_LENGTH
    return number in asking or (number - 1 in asking and short)


def _is_entry(findings: Findings, number: int) -> bool:
    sentence = findings.flat.sentences[number]
    if findings.marks(number, *_UNSAYING):
        return False
    if _PREDICATE.search(sentence.text) and not _begins_with_entry(findings, sentence):
        return False
    return sentence.bullet or not sentence.text.isascii()


def _beside(findings: Findings, asked: set[int]) -> set[int]:
    """Return the entries of a list one entry of which is asked for; notes may stand between two entries, a heading may not."""
    named = {_sentence(findings, match) for code in _SPECIFIC for match in findings.of(f"req.{code}")}
    beside: set[int] = set()
    for number in asked & named:
        if findings.flat.sentences[number].bullet:
            for step in (1, -1):
                beside.update(_run(findings, number, step))
    return beside


def _run(findings: Findings, number: int, step: int) -> Iterator[int]:
    """Yield the entries above or below one of a list, as far as it goes."""
    sentences = findings.flat.sentences
    mark = sentences[number].text[:1]
    notes = 0
    last = number + step * _LIST_SENTENCES
    for place in range(number + step, max(min(last, len(sentences)), -1), step):
        text = sentences[place].text
        if _BRANCH_LINE.search(text):
            return
        notes = 0 if sentences[place].bullet else notes + 1
        if notes > _NOTES:
            return
        if sentences[place].bullet and _same_mark(mark, text[:1]) and _is_entry(findings, place):
            yield place


def _same_mark(mark: str, other: str) -> bool:
    """Tell the marks of one list: the same sign, or two numbers."""
    return mark == other or all(sign.isdecimal() or sign in _COUNTING for sign in (mark, other))


def _begins_with_entry(findings: Findings, sentence: Sentence) -> bool:
    """Tell a last entry without a full stop, to which the next sentence of the mail was joined."""
    first, separator, _ = findings.flat.verbatim(sentence.start, sentence.end).partition("\n")
    return (
        bool(separator)
        and len(first) <= _ENTRY_LENGTH
        and not _PREDICATE.search(first)
        and not first.endswith("、")
    )


def _standing_alone(findings: Findings) -> set[int]:
    """Return entries that can only be demands: a text may be no more than the list itself."""
    return {
        number
        for number, sentence in enumerate(findings.flat.sentences)
        if _is_entry(findings, number)
        and (_NOUN_END.search(sentence.text) or findings.marks(number, "window"))
    }


def _specific(findings: Findings, asked: set[int], branches: list[tuple[str, Match]]) -> Iterator[Demand]:
    matches = [(code, match) for code in _SPECIFIC for match in findings.of(f"req.{code}")]
    matches.sort(key=lambda entry: (entry[1].start, _SPECIFIC.index(entry[0])))
    lacking = _lacking(findings) - _asking(findings)
    for code, match in matches:
        number = _sentence(findings, match)
        if code == "plan_of_action" and number in lacking:
            # That the plan falls short is no demand for a plan.
            continue
        if number in asked and not _reported(findings, match):
            yield Demand(code, _branch_of(findings, number, branches), match)


def _by_genus(
    findings: Findings, asked: set[int], asking: set[int], branches: list[tuple[str, Match]]
) -> Iterator[Demand]:
    """Yield what is named by its genus alone: pictures, and whole entries of a list such as "an explanation"."""
    known = {_sentence(findings, match) for code in _SPECIFIC for match in findings.of(f"req.{code}")}
    entries = {number for number in asked - asking - known if findings.flat.sentences[number].bullet}
    for role, sentences in (("req.general", entries), ("req.picture", asked)):
        for match in findings.of(role):
            if (number := _sentence(findings, match)) in sentences:
                yield Demand("general", _branch_of(findings, number, branches), match)


def _reported(findings: Findings, match: Match) -> bool:
    """Tell papers that were sent before from those asked for in the same sentence."""
    sentence = _sentence(findings, match)
    return any(
        _sentence(findings, earlier) == sentence
        and abs(earlier.start - match.end) < 12
        and earlier.start >= match.end
        for earlier in findings.raw("earlier")
    )


def _branch_of(findings: Findings, number: int, branches: list[tuple[str, Match]]) -> str | None:
    above = [name for name, match in branches if _sentence(findings, match) < number]
    return above[-1] if above else None


def _general(findings: Findings, asked: set[int]) -> list[Demand]:
    """Return the one demand of a notice that asks without naming a paper we know."""
    for match in findings.of("generic"):
        if _sentence(findings, match) in asked:
            return [Demand("general", None, match)]
    return []


def _once(found: list[Demand]) -> tuple[Demand, ...]:
    once: dict[tuple[str | None, str], Demand] = {}
    for demand in found:
        once.setdefault((demand.branch, demand.code), demand)
    return tuple(once.values())
