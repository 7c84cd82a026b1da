"""Turns what is new since the last round into the strings of the page at the front of the letter; it compares nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from appeal.model.case import Case, Listing, Seller, Supplier
from appeal.model.dates import japanese
from appeal.model.evidence import EvidenceItem
from appeal.model.notice import NoticeFields, Requirement
from appeal.model.plan import Corrective, Preventive, Withdrawal
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
    "withdrawal": "withdrawal",
    "corrective": "corrective",
    "preventive": "preventive",
    "supplier": "suppliers",
}
_TITLES: dict[str, type[BaseModel]] = {
    "notice": NoticeFields,
    "withdrawal": Withdrawal,
    "seller": Seller,
    "listing": Listing,
    "evidence": EvidenceItem,
    "supplier": Supplier,
    "corrective": Corrective,
    "preventive": Preventive,
}
# What is told of an entry beside its own fields.
_MORE_TITLES = {"movement": "在庫の増減"}
_OWNERS = {
    "notice": "本書",
    "withdrawal": "出品取下げ",
    "seller": "出品者",
    "supplier": "仕入先",
    "corrective": "是正措置",
    "preventive": "再発防止策",
}
# The number or bracket an entry of a list begins with.
_ORDINAL = re.compile(r"^(?:[(（]\d{1,2}[)）]|\d{1,2}[)）、．]|\d{1,2}\.(?!\d))\s*")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A text that was changed, how many entries of a list are new, or which values of one owner are.

    `mark` is empty but carries the source. `kind` is the path of a text or list, or `fields`, where `owner` has the values `names`; `names` of a list are what
    tells its entries apart. `added` says that nothing was there before, False that something was, None not known.
    """

    kind: str
    count: str | None
    mark: str
    added: bool | None = None
    owner: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartView:
    """What is new in answer to one thing a sentence asks; `about` names it where the sentence asks more than that."""

    about: str | None
    changes: tuple[ChangeView, ...]
    papers: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One sentence of the refusal and what is new in answer to it; `parts` may be empty where a section answers."""

    quote: str | None
    demand: str | None
    parts: tuple[PartView, ...]
    papers: tuple[LinkView, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What is new since the last round: `answers` to the refusal, then what is new besides."""

    since: str
    number: str
    replied: str | None
    answers: tuple[AnswerView, ...]
    others: AnswerView | None
    same_papers: tuple[LinkView, ...]
    left_out: tuple[str, ...]


def view_changes(submission: Submission, numbers: dict[str, str]) -> ChangesView | None:
    """Return the changes, or None where nothing was sent before or nothing is new; `numbers` are those of the sections."""
    changes = submission.changes
    if changes is None or not changes.material:
        return None
    answers = _answers(submission, changes, numbers)
    replied = changes.refusal.received if changes.refusal else None
    return ChangesView(
        since=mark(_SENT, japanese(changes.since)),
        number=mark(_SENT, str(changes.number)),
        replied=mark(_SENT, japanese(replied)) if replied is not None else None,
        answers=answers,
        others=_others(submission, changes, numbers),
        same_papers=_papers(changes.same_papers, submission.exhibits),
        left_out=tuple(mark(_SENT, label) for label in changes.left_out),
    )


def _answers(submission: Submission, changes: Changes, numbers: dict[str, str]) -> tuple[AnswerView, ...]:
    """One row a sentence of the refusal, however many things it says; a sentence nothing answers is left out."""
    rows: dict[str, list[AnsweredPoint]] = {}
    for answered in changes.answered:
        rows.setdefault(answered.point.quote, []).append(answered)
    views = (_answer(submission, points, numbers) for points in rows.values())
    return tuple(view for view in views if view.parts or view.sections)


def _answer(submission: Submission, points: list[AnsweredPoint], numbers: dict[str, str]) -> AnswerView:
    changed = dict.fromkeys(path for one in points for path in one.changed)
    papers = dict.fromkeys(place for one in points for place in one.papers)
    demands = [Requirement(one.point.code) for one in points if one.point.kind == "demand"]
    quote = _ORDINAL.sub("", without_bullet(" ".join(points[0].point.quote.split())))
    whole = len(quote) <= _LONGEST and not find_blank(quote) and all(map(is_printable, quote))
    kinds = [_SECTIONS[_kind(path)] for path in changed if _kind(path) in _SECTIONS]
    kinds += [kind for demand in demands for kind in section_kinds(demand)]
    return AnswerView(
        quote=said(_SENT, quote) if whole else None,
        demand=mark(_SENT, "、".join(REQUIREMENT_NAMES[one] for one in demands)) if demands else None,
        parts=_parts(submission, points),
        papers=_papers(papers, submission.exhibits),
        sections=_numbers(kinds, numbers),
    )


def _parts(submission: Submission, points: list[AnsweredPoint]) -> tuple[PartView, ...]:
    """What is new against each thing one sentence says; what the same changes answer is told together."""
    abouts: dict[tuple[tuple[str, ...], tuple[int, ...]], list[str]] = {}
    for one in points:
        if one.changed or one.papers:
            named = abouts.setdefault((one.changed, one.papers), [])
            if one.point.kind == "demand":
                named.append(REQUIREMENT_NAMES[Requirement(one.point.code)])
    # A doubt says itself what it is about.
    alone = len(abouts) == 1 and all(
        one.changed or one.papers or one.point.kind != "demand" for one in points
    )
    return tuple(
        PartView(
            mark(_SENT, "、".join(named)) if named and not alone else None,
            _changes(submission, changed),
            _papers(papers, submission.exhibits),
        )
        for (changed, papers), named in abouts.items()
    )


def _others(submission: Submission, changes: Changes, numbers: dict[str, str]) -> AnswerView | None:
    """What is new and answers no sentence of the refusal."""
    told = {path for one in changes.answered for path in one.changed}
    shown = {place for one in changes.answered for place in one.papers}
    fields = (one.path for one in changes.fields)
    changed = [path for path in (*changes.rewritten, *changes.added, *fields) if path not in told]
    papers = _papers((place for place in changes.new_papers if place not in shown), submission.exhibits)
    if not changed and not papers:
        return None
    kinds = [_SECTIONS[_kind(path)] for path in changed if _kind(path) in _SECTIONS]
    part = PartView(None, _changes(submission, changed), papers)
    return AnswerView(None, None, (part,), papers, _numbers(kinds, numbers))


def _kind(path: str) -> str:
    return path if path in _SECTIONS else re.split(r"[.\[]", path, maxsplit=1)[0]


def _changes(submission: Submission, paths: Iterable[str]) -> tuple[ChangeView, ...]:
    changes = submission.changes
    assert changes is not None
    added = {one.path: one.added for one in changes.fields}
    groups: dict[tuple[str, bool | None], list[str]] = {}
    values: dict[tuple[str, bool], list[str]] = {}
    for path in paths:
        if path in added:
            values.setdefault((path.rpartition(".")[0], added[path]), []).append(path)
        else:
            fresh = None if changes.grown is None or "[" not in path else path in changes.grown
            groups.setdefault((_kind(path), fresh), []).append(path)
    return (
        *(_entries(submission.case, kind, fresh, named) for (kind, fresh), named in groups.items()),
        *(_values(submission, entry, fresh, named) for (entry, fresh), named in values.items()),
    )


def _entries(case: Case, kind: str, fresh: bool | None, paths: list[str]) -> ChangeView:
    source = " ".join(paths)
    count = mark(source, str(len(paths))) if "[" in source else None
    names = tuple(
        mark(f"{path}.name", name)
        for path in paths
        if kind == "supplier" and (name := case.supplier[_place(path)].name) and all(map(is_printable, name))
    )
    return ChangeView(kind, count, mark(source, ""), fresh, names=names)


def _values(submission: Submission, entry: str, fresh: bool, paths: list[str]) -> ChangeView:
    titles = _TITLES[_kind(entry)].model_fields
    fields = [path.rpartition(".")[2] for path in paths]
    names = tuple(_MORE_TITLES.get(field) or titles[field].title or "" for field in fields)
    return ChangeView("fields", None, mark(" ".join(paths), ""), fresh, _owner(submission, entry), names)


def _owner(submission: Submission, entry: str) -> str:
    kind = _kind(entry)
    if kind == "listing":
        return mark(f"{entry}.asin", submission.case.listing[_place(entry)].asin)
    if kind == "evidence":
        labels = (one.label for one in submission.exhibits if one.index == _place(entry))
        return mark(f"{entry}.file", next(labels, "資料"))
    name = submission.case.supplier[_place(entry)].name if kind == "supplier" else None
    if name and all(map(is_printable, name)):
        return mark(f"{entry}.name", name)
    return _OWNERS[kind]


def _place(path: str) -> int:
    return int(path.partition("[")[2].partition("]")[0])


def _papers(places: Iterable[int], exhibits: tuple[Exhibit, ...]) -> tuple[LinkView, ...]:
    wanted = set(places)
    return tuple(
        LinkView(mark(f"evidence[{one.index}].file", one.label), exhibit_anchor(one.number))
        for one in exhibits
        if one.index in wanted
    )


def _numbers(kinds: Iterable[str], numbers: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted({numbers[kind] for kind in kinds if kind in numbers}, key=int))
