"""Tells whether a paper bears the stated day as its day of issue, or another one; it knows no case and judges nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from appeal.rules.paper_days import Called, NamedDay, named_days
from appeal.rules.paper_words import Line, Reading, Words

# A day on which something is to happen is never the one on which the paper was issued.
_TO_COME = re.compile(r"期限|期日|予定|有効|due|valid|expir", re.I)


def compare_issued(lines: tuple[Line, ...], stated: date) -> Reading:
    """Return how the paper's days stand to the stated one.

    Clear is only a day under a word for the issue of this paper, on its own line, the only one so called, where the
    stated day stands nowhere but under a word for something else. Of days without any word, only a single one differs.
    """
    days = named_days(lines)
    issue = [one for one in days if one.called is Called.ISSUE and one.beside]
    doubtful = [
        one
        for one in days
        if one.called is Called.DOUBTFUL or (one.called is Called.ISSUE and not one.beside)
    ]
    agreed = _first(stated, [*issue, *doubtful])
    bare = _first(stated, [one for one in days if one.called is Called.NOTHING]) or _set_apart(lines, stated)
    if agreed is None and not issue:
        agreed = bare
    if agreed is not None:
        return Reading(agreed)
    if issue:
        one_day = bool(frozenset.intersection(*(one.days for one in issue)))
        return Reading(None, issue[0].words, one_day and bare is None and not _in_short(lines, stated))
    if doubtful:
        return Reading(None, doubtful[0].words, is_clear=False)
    if _is_single(days) and not _in_short(lines, stated):
        return Reading(None, days[0].words, is_clear=False)
    return _called_otherwise(days, stated)


def _is_single(days: Sequence[NamedDay]) -> bool:
    return len(days) == 1 and days[0].called is Called.NOTHING and days[0].is_plain


def _first(stated: date, days: Sequence[NamedDay]) -> Words | None:
    return next((one.words for one in days if stated in one.days), None)


def _called_otherwise(days: Sequence[NamedDay], stated: date) -> Reading:
    """Return the stated day under a word for something else: 納品日 may be that of issue, お支払期限 is not."""
    standing = [one for one in days if stated in one.days]
    if standing and all(_TO_COME.search(one.label) for one in standing):
        return Reading(None, standing[0].words, is_clear=False, label=standing[0].label)
    return Reading(standing[0].words if standing else None)


def _set_apart(lines: Sequence[Line], stated: date) -> Words | None:
    """Return the day where its figures stand apart, as printed forms have them: 2026 5 26."""
    form = re.compile(rf"(?<!\d){stated.year} {{1,3}}0?{stated.month} {{1,3}}0?{stated.day}(?![\d,])")
    return next((Words(match[0], line.page) for line in lines if (match := form.search(line.text))), None)


def _in_short(lines: Sequence[Line], stated: date) -> bool:
    """Whether month and day stand somewhere without their year, or with one of two figures."""
    year = rf"(?:(?<!\d)(?:{stated.year % 100:02}|0?{max(stated.year - 2018, 0)})[年./-])"
    form = re.compile(rf"(?:{year}|(?<![\d年./-]))0?{stated.month}[月./-]0?{stated.day}(?!\d|[./-]\d)")
    return any(form.search(line.text) for line in lines)
