"""Decides what kind of notice this is and what is held against the listing, by rules that are data."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from appeal.notice.demands import Demands
from appeal.notice.phrases import Findings, KindRule, Match

_ROW_TYPES = (
    "authenticity",
    "wrong_item",
    "condition",
    "parallel_import",
    "trademark",
    "ip",
    "policy",
    "safety",
)
_LINES_BELOW = 6
_LOOK_BELOW = 24
_ON_A_LINE = 50
_ROW_WIDTH = 60
_MOST_ROWS = 100
# Letters of other scripts inside a Latin word, as in Amazon written with a Greek or Cyrillic a.
LOOK_ALIKE = re.compile(
    r"(?<![A-Za-z])[A-Za-z]{1,20}[\u0370-\u03ff\u0400-\u04ff]{1,5}[A-Za-z]|[\u0370-\u03ff\u0400-\u04ff]mazon\b"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """The code of a kind, and the expression that decided it."""

    code: str
    types: tuple[str, ...]
    match: Match | None


def decide_kind(findings: Findings, demands: Demands) -> Kind | None:
    """Return the first kind whose rule holds, or None where the text is none of them."""
    holds = _signals(findings, demands)
    for rule in findings.book.kinds:
        group = _group(rule, holds)
        if group is not None:
            return Kind(rule.code, rule.types, _decider(findings, demands, group))
    return None


def _signals(findings: Findings, demands: Demands) -> Callable[[str], bool]:
    # Signals the rules may name besides the roles of the expressions.
    computed = {
        "demand": bool(demands.found),
        "asking": demands.asking and bool(demands.found),
        "branch": bool(demands.branches),
        "look_alike": bool(LOOK_ALIKE.search(findings.flat.plain)),
        **{f"asked.{code}": True for code in demands.codes},
    }

    def holds(signal: str) -> bool:
        if signal in computed or signal.startswith("asked."):
            return computed.get(signal, False)
        return bool(findings.of(signal))

    return holds


def _group(rule: KindRule, holds: Callable[[str], bool]) -> tuple[str, ...] | None:
    if any(holds(signal) for signal in rule.unless):
        return None
    return next((group for group in rule.when if all(holds(signal) for signal in group)), None)


def _decider(findings: Findings, demands: Demands, group: tuple[str, ...]) -> Match | None:
    """Return the place that shows the kind: the last sign of the subject and body for the first signal of the rule."""
    for signal in group:
        if signal == "look_alike" and (found := LOOK_ALIKE.search(findings.flat.plain)):
            return Match(signal, found.start(), found.end(), {})
        if matches := findings.of(signal):
            return matches[0]
    return demands.found[0].match if demands.found else None


def read_problem_types(findings: Findings, demands: Demands, kind: Kind | None) -> list[tuple[str, Match]]:
    """Return what is held against the listing: the row that names it decides, then the lists printed, then the sentences."""
    if row := _row(findings):
        return row
    if kind is None:
        return []
    if demands.branches and not _stated(findings, kind.types):
        return [(name, match) for name, match in demands.branches if name != "review"]
    found = _stated(findings, kind.types)
    if not found and "unspecified" in kind.types and kind.match:
        found = [("unspecified", kind.match)]
    if not found and len(kind.types) == 1 and kind.match:
        found = [(kind.types[0], kind.match)]
    return found


def _stated(findings: Findings, types: tuple[str, ...]) -> list[tuple[str, Match]]:
    forged = findings.first("problem.forged_documents")
    if forged and "forged_documents" in types:
        return [("forged_documents", forged)]
    found = []
    for name in types:
        match = _not_a_branch(findings, name)
        if match and name not in ("trademark", "ip"):
            found.append((name, match))
    return found + _rights(findings, types)


def _not_a_branch(findings: Findings, name: str) -> Match | None:
    """Return the first sentence that states a problem; the heading of a list only offers it."""
    for match in findings.of(f"problem.{name}"):
        sentence = findings.flat.sentences[findings.flat.sentence_at(match.start)]
        if not sentence.text.endswith(("場合", "場合:")):
            return match
    return None


def _rights(findings: Findings, types: tuple[str, ...]) -> list[tuple[str, Match]]:
    """Return trademark, or ip for other or several rights; only where a rights owner has complained."""
    if not {"trademark", "ip"} & set(types) or not findings.of("event.rights_owner"):
        return []
    other = findings.first("problem.ip")
    if other and "ip" in types:
        return [("ip", other)]
    trademark = findings.first("problem.trademark")
    if trademark:
        return [("trademark", trademark)]
    general = findings.first("problem.ip_any") or findings.first("event.rights_owner")
    return [("ip", general)] if general else []


def _row(findings: Findings) -> list[tuple[str, Match]]:
    """Read the rows 問題の種類, one for each listing or one for all; each names what is held against its listing."""
    flat = findings.flat
    lines = flat.text.split("\n")
    columns = {match.start: match for match in findings.raw("row.columns")}
    once: dict[str, Match] = {}
    for label in findings.raw("problem_row")[:_MOST_ROWS]:
        for name, match in _beside_label(findings, columns.get(label.start, label), lines):
            once.setdefault(name, match)
    return list(once.items())


def _beside_label(findings: Findings, label: Match, lines: list[str]) -> list[tuple[str, Match]]:
    """Return what stands on the label's line, or under the header cells of a table."""
    flat = findings.flat
    first = flat.line_at(label.start)
    bare = flat.line_at(min(label.end, len(flat.plain) - 1)) > first or label.end >= len(flat.plain)
    last = min(first + _LOOK_BELOW, len(lines))
    below = [number for number in range(first + 1, last + 1) if lines[number - 1].strip()]
    for number in [first, *(below[:_LINES_BELOW] if bare else ())]:
        if number != first and len(lines[number - 1]) > _ROW_WIDTH:
            break
        if found := _types_on(findings, number, label.end):
            return found
    return []


def _types_on(findings: Findings, line: int, after: int) -> list[tuple[str, Match]]:
    def first_on(role: str) -> Match | None:
        matches = findings.raw(role)
        first = bisect_left(matches, after, key=lambda match: match.start)
        for match in matches[first : first + _ON_A_LINE]:
            if (at := findings.flat.line_at(match.start)) >= line:
                return match if at == line else None
        return None

    found = [(name, match) for name in _ROW_TYPES if (match := first_on(f"problem.{name}"))]
    other = None if found else first_on("row.other")
    return [("other", other)] if other else found
