"""The quantities of a paper as they are typed, one line each -> values; it asks nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appeal.intake.answers import UNITS, AnswerError, quantity


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One purchase line as typed: `asin` is None where only one listing is in question."""

    asin: str | None
    quantity: int
    pack: int
    row: str | None


_LINE = re.compile(
    rf"(?:(B[0-9A-Z]{{9}}|\d{{9}}[0-9X])[\s:,、]+)?(\d[\d,]*)(?:\s*(?:{UNITS}))?(?:\s*[x×*]\s*(\d{{1,5}})(?:\s*(?:{UNITS}))?)?(?:[\s,、]+(.+))?",
    re.IGNORECASE,
)


def paper_lines(text: str, known: Sequence[str]) -> tuple[PaperLine, ...]:
    """Return the purchase lines typed one a line: `40`, `40 明細1行目`, `B0EXAMPLE1 40`, `10x12` for 10 sets of 12.

    Raises AnswerError: I111 for a line that is none, I112 where an ASIN is needed and missing or not one of `known`.
    """
    found, wrong = purchase_lines(text, known, {})
    if wrong:
        raise wrong[0]
    return found


def purchase_lines(
    text: str, known: Sequence[str], codes: Mapping[str, str]
) -> tuple[tuple[PaperLine, ...], tuple[AnswerError, ...]]:
    """Return what `paper_lines` returns for the good lines, and an error for every other one.

    `codes` are other names of the listings (SKU, model) with their ASIN; each may stand where an ASIN does.
    """
    found: list[PaperLine] = []
    wrong: list[AnswerError] = []
    plain = unicodedata.normalize("NFKC", text)
    for line in [line.strip() for line in plain.split("\n") if line.strip()] or [""]:
        match = _LINE.fullmatch(_with_asin(line, codes))
        try:
            if match is None:
                raise AnswerError(
                    "I111", line=line[:30], example=f"{known[0]} 40" if len(known) > 1 else "40"
                )
            found.append(_paper_line(match, known, line))
        except AnswerError as error:
            wrong.append(error)
    return tuple(found), tuple(wrong)


def _with_asin(line: str, codes: Mapping[str, str]) -> str:
    """Put the ASIN where another code of the listing stands; the longest that fits is meant."""
    for code in sorted(codes, key=len, reverse=True):
        plain = unicodedata.normalize("NFKC", code).strip()
        behind = line[len(plain) :]
        if line.lower().startswith(plain.lower()) and re.match(r"[\s:,、]+\d", behind):
            return codes[code] + behind
    return line


def _paper_line(match: re.Match[str], known: Sequence[str], line: str) -> PaperLine:
    asin = match[1].upper() if match[1] else None
    if asin is None and len(known) == 1:
        asin = known[0]
    if asin not in known:
        raise AnswerError("I112", line=line[:30], asins="、".join(known))
    pack = quantity(match[3], 1) if match[3] else 1
    return PaperLine(asin, quantity(match[2], 1), pack, match[4].strip() if match[4] else None)
