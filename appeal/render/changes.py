"""Turns what is new since the last round into the strings of its section; it compares nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from appeal.model.dates import japanese
from appeal.model.submission import Submission
from appeal.render.trace import mark


@dataclass(frozen=True, slots=True)
class RewrittenView:
    """A single text that was changed; `mark` is empty but carries its source."""

    kind: str
    mark: str


@dataclass(frozen=True, slots=True)
class AddedView:
    """How many entries of a list are new or changed; `kind` is corrective, preventive or supplier."""

    kind: str
    count: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What is new since the last round."""

    since: str
    number: str
    rewritten: tuple[RewrittenView, ...]
    added: tuple[AddedView, ...]
    papers: tuple[str, ...]
    left_out: tuple[str, ...]


def view_changes(submission: Submission) -> ChangesView | None:
    """Return the changes, or None where nothing was sent before or nothing is new."""
    changes = submission.changes
    if changes is None or not changes.material:
        return None
    counts = Counter(path.split("[")[0] for path in changes.added)
    labels = {exhibit.index: exhibit.label for exhibit in submission.exhibits}
    return ChangesView(
        since=mark("rounds", japanese(changes.since)),
        number=mark("rounds", str(changes.number)),
        rewritten=tuple(RewrittenView(path, mark(path, "")) for path in changes.rewritten),
        added=tuple(
            AddedView(
                kind, mark(" ".join(path for path in changes.added if path.startswith(kind)), str(count))
            )
            for kind, count in counts.items()
        ),
        papers=tuple(
            mark(f"evidence[{place}].file", labels[place]) for place in changes.new_papers if place in labels
        ),
        left_out=tuple(mark("rounds", label) for label in changes.left_out),
    )
