"""Turns what is new since the last round into the strings of the page at the front of the letter; it compares nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from appeal.model.dates import japanese
from appeal.model.notice import Requirement
from appeal.model.round import AnsweredPoint, Changes
from appeal.model.submission import Exhibit, Submission
from appeal.render.demands import section_kinds
from appeal.render.exhibits import exhibit_anchor
from appeal.render.figures import said
from appeal.render.glyphs import is_printable
from appeal.render.measures import LinkView
from appeal.render.quotes import without_bullet
from appeal.render.trace import mark
from appeal.render.typeset import find_blank
from appeal.render.words import REQUIREMENT_NAMES

_SENT = "rounds"
# A longer sentence of the refusal is not repeated.
_LONGEST = 90
_SECTIONS = {
    "plan.what_happened": "happened",
    "plan.root_cause": "cause",
    "withdrawal.cause": "withdrawal",
    "corrective": "corrective",
    "preventive": "preventive",
    "supplier": "suppliers",
}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A text that was changed, or how many entries of a list are new; `kind` is its path, `mark` is empty but carries its source."""

    kind: str
    count: str | None
    mark: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One thing the refusal said and what is new in answer to it; both may be empty where a section answers."""

    quote: str | None
    demand: str | None
    changes: tuple[ChangeView, ...]
    papers: tuple[LinkView, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What is new since the last round: `answers` to the refusal, then what is new besides."""

    since: str
    number: str
    answers: tuple[AnswerView, ...]
    others: AnswerView | None
    same_papers: tuple[LinkView, ...]
    left_out: tuple[str, ...]


def view_changes(submission: Submission, numbers: dict[str, str]) -> ChangesView | None:
    """Return the changes, or None where nothing was sent before or nothing is new; `numbers` are those of the sections."""
    changes = submission.changes
    if changes is None or not changes.material:
        return None
    answers = _answers(changes, submission.exhibits, numbers)
    return ChangesView(
        since=mark(_SENT, japanese(changes.since)),
        number=mark(_SENT, str(changes.number)),
        answers=answers,
        others=_others(changes, submission.exhibits, numbers),
        same_papers=_papers(changes.same_papers, submission.exhibits),
        left_out=tuple(mark(_SENT, label) for label in changes.left_out),
    )


def _answers(
    changes: Changes, exhibits: tuple[Exhibit, ...], numbers: dict[str, str]
) -> tuple[AnswerView, ...]:
    """One row a sentence of the refusal, however many things it says; a sentence nothing answers is left out."""
    rows: dict[str, list[AnsweredPoint]] = {}
    for answered in changes.answered:
        rows.setdefault(answered.point.quote, []).append(answered)
    views = (_answer(points, exhibits, numbers) for points in rows.values())
    return tuple(view for view in views if view.changes or view.papers or view.sections)


def _answer(
    points: list[AnsweredPoint], exhibits: tuple[Exhibit, ...], numbers: dict[str, str]
) -> AnswerView:
    changed = dict.fromkeys(path for one in points for path in one.changed)
    papers = dict.fromkeys(place for one in points for place in one.papers)
    demands = [Requirement(one.point.code) for one in points if one.point.kind == "demand"]
    quote = without_bullet(" ".join(points[0].point.quote.split()))
    whole = len(quote) <= _LONGEST and not find_blank(quote) and all(map(is_printable, quote))
    kinds = [_SECTIONS[_kind(path)] for path in changed if _kind(path) in _SECTIONS]
    kinds += [kind for demand in demands for kind in section_kinds(demand)]
    return AnswerView(
        quote=said(_SENT, quote) if whole else None,
        demand=mark(_SENT, "、".join(REQUIREMENT_NAMES[one] for one in demands)) if demands else None,
        changes=_changes(changed),
        papers=_papers(papers, exhibits),
        sections=_numbers(kinds, numbers),
    )


def _others(changes: Changes, exhibits: tuple[Exhibit, ...], numbers: dict[str, str]) -> AnswerView | None:
    """What is new and answers no sentence of the refusal."""
    told = {path for one in changes.answered for path in one.changed}
    shown = {place for one in changes.answered for place in one.papers}
    changed = [path for path in (*changes.rewritten, *changes.added) if path not in told]
    papers = _papers((place for place in changes.new_papers if place not in shown), exhibits)
    if not changed and not papers:
        return None
    kinds = [_SECTIONS[_kind(path)] for path in changed if _kind(path) in _SECTIONS]
    return AnswerView(None, None, _changes(changed), papers, _numbers(kinds, numbers))


def _kind(path: str) -> str:
    return path.split("[")[0]


def _changes(paths: Iterable[str]) -> tuple[ChangeView, ...]:
    named = list(paths)
    counts = Counter(_kind(path) for path in named)
    views = []
    for kind, count in counts.items():
        source = " ".join(path for path in named if _kind(path) == kind)
        listed = "[" in source
        views.append(ChangeView(kind, mark(source, str(count)) if listed else None, mark(source, "")))
    return tuple(views)


def _papers(places: Iterable[int], exhibits: tuple[Exhibit, ...]) -> tuple[LinkView, ...]:
    wanted = set(places)
    return tuple(
        LinkView(mark(f"evidence[{one.index}].file", one.label), exhibit_anchor(one.number))
        for one in exhibits
        if one.index in wanted
    )


def _numbers(kinds: Iterable[str], numbers: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted({numbers[kind] for kind in kinds if kind in numbers}, key=int))
