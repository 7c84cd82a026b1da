"""Is each sentence of the seller backed, calm and his own? It names what weakens a sentence and never writes another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from appeal.model.case import Case
from appeal.model.finding import Finding
from appeal.rules.expressions import (
    EXPRESSIONS,
    FACT_ANYWHERE,
    FACT_ASIDE,
    FACT_BESIDE,
    MISSING_STEP,
    PAPER_NAMED,
    Expression,
)
from appeal.rules.sentences import Item, Part, Sentence, covered, items
from appeal.rules.weak.empty import EMPTY_WORD, OWN_TALK, SOFT_WORD
from appeal.rules.weak.persons import DOER_IN_CAUSE
from appeal.rules.wording_answers import judge_answers
from appeal.rules.wording_forms import judge_forms, say


def judge_wording(case: Case) -> tuple[Finding, ...]:
    """Return what weakens the seller's sentences: each with its field, the number of the sentence and the words.

    Dates, persons and records that are missing, and placeholders, are `rules.plan`'s to say.
    """
    texts = items(case)
    return (
        *(finding for item in texts for finding in _judge_item(case, item)),
        *judge_forms(texts),
        *judge_answers(case, texts),
    )


def _judge_item(case: Case, item: Item) -> Iterator[Finding]:
    for sentence in item.sentences:
        told: set[str] = set()
        for expression, pattern in _compiled(item.part):
            if expression.code in told:
                continue
            match = pattern.search(sentence.own)
            if match is not None and not _is_backed(case, item, expression):
                told.add(expression.code)
                yield say(expression.code, item, sentence, _words(sentence, match))
        if "W601" not in told and _is_empty(item, sentence):
            yield say("W601", item, sentence, sentence.text.rstrip("。"))
        if not told & {"W602", "W613"} and (match := _doer(case, item, sentence)):
            yield say("W613", item, sentence, _words(sentence, match))
        if sentence.is_question and "W605" not in told:
            yield say("W605", item, sentence, sentence.text[-1])


@cache
def _compiled(part: Part) -> tuple[tuple[Expression, re.Pattern[str]], ...]:
    """Compile what concerns one part of the case: a case of papers alone needs a quarter of all."""
    return tuple((one, _pattern(one.pattern)) for one in EXPRESSIONS if part in one.parts)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _words(sentence: Sentence, match: re.Match[str]) -> str:
    """The words as the seller wrote them; a match that only looks ahead has at least one character."""
    start, end = match.span("words" if "words" in match.re.groupindex else 0)
    return sentence.text[start : max(end, start + 1)].rstrip("。")


def _doer(case: Case, item: Item, sentence: Sentence) -> re.Match[str] | None:
    """The person a root cause speaks of where it names no missing step at all."""
    if item.part is not Part.CAUSE or _has_missing_step(case, item):
        return None
    return re.search(DOER_IN_CAUSE, sentence.own)


def _is_empty(item: Item, sentence: Sentence) -> bool:
    """Whether a measure, or a deed of soft words, is left with no word that could be seen done."""
    if item.part is not Part.MEASURE and not (
        item.part is Part.DEED and re.search(f"{SOFT_WORD}|{OWN_TALK}", sentence.bare)
    ):
        return False
    if re.search(f"{FACT_ANYWHERE}|{FACT_BESIDE}|{FACT_ASIDE}", item.bare):
        return False
    return not re.search(r"[一-龯々ァ-ヴＡ-Ｚａ-ｚA-Za-z0-9０-９＿]", re.sub(EMPTY_WORD, "", sentence.bare))


def _is_backed(case: Case, item: Item, expression: Expression) -> bool:
    """Whether something in the same text makes the words stand for a fact."""
    if expression.code == "W601":
        return _has_fact(item, _pattern(expression.pattern))
    if expression.code == "W606":
        return _has_paper(case, item)
    return expression.code == "W613" and _has_missing_step(case, item)


def _has_missing_step(case: Case, item: Item) -> bool:
    """What happened may name a person where the root cause names the step."""
    cause = case.plan.root_cause if item.part is Part.HAPPENED else None
    return bool(re.search(MISSING_STEP, item.bare) or re.search(MISSING_STEP, covered(cause or "")))


def _has_fact(item: Item, regret: re.Pattern[str]) -> bool:
    """A number, an interval or a record counts anywhere in the text, a handling only in another clause."""
    if re.search(f"{FACT_ANYWHERE}|{FACT_BESIDE}", item.bare):
        return True
    clauses = re.split(r"[、。\n]", item.bare)
    return any(re.search(FACT_ASIDE, clause) for clause in clauses if not regret.search(clause))


def _has_paper(case: Case, item: Item) -> bool:
    if re.search(PAPER_NAMED, item.text):
        return True
    if item.part is not Part.DEED:
        return False
    return any(
        item.field == f"corrective[{place}].what" and one.evidence
        for place, one in enumerate(case.corrective)
    )
