"""Is each sentence of the seller backed, calm and his own? It names what weakens a sentence and never writes another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from appeal.model.case import Case
from appeal.model.finding import Finding, found
from appeal.rules.expressions import (
    EXPRESSIONS,
    FACT_ANYWHERE,
    FACT_ASIDE,
    FACT_BESIDE,
    MISSING_STEP,
    PAPER_NAMED,
    Expression,
)
from appeal.rules.sentences import Item, Part, Sentence, items
from appeal.rules.wording_answers import judge_answers
from appeal.rules.wording_forms import judge_forms


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
        for expression, pattern in _compiled():
            if item.part not in expression.parts or expression.code in told:
                continue
            match = pattern.search(sentence.bare)
            if match is not None and not _is_backed(case, item, expression):
                told.add(expression.code)
                yield say(expression.code, item, sentence, _words(sentence, match))
        if sentence.is_question and "W605" not in told:
            yield say("W605", item, sentence, sentence.text[-1])


def say(code: str, item: Item, sentence: Sentence, words: str) -> Finding:
    """Return the finding of `code` about some words of a sentence."""
    return found(code, item.field, entry=item.field, number=sentence.number, words=words)


@cache
def _compiled() -> tuple[tuple[Expression, re.Pattern[str]], ...]:
    return tuple((one, re.compile(one.pattern)) for one in EXPRESSIONS)


def _words(sentence: Sentence, match: re.Match[str]) -> str:
    """The words as the seller wrote them; a match that only looks ahead has at least one character."""
    start = sentence.bare.find(match[0]) if match[0] else match.start()
    return sentence.text[start : start + max(len(match[0]), 1)].rstrip("。")


def _is_backed(case: Case, item: Item, expression: Expression) -> bool:
    """Whether something in the same text makes the words stand for a fact."""
    if expression.code == "W601":
        return _has_fact(item, re.compile(expression.pattern))
    if expression.code == "W606":
        return _has_paper(case, item)
    return expression.code == "W613" and bool(re.search(MISSING_STEP, item.bare))


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
