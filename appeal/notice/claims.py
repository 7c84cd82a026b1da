"""Lists the lines of a notice that no rule claimed, so that nothing is silently ignored."""

from __future__ import annotations

import re

from appeal.model.reading import UnclaimedLine
from appeal.notice.inner import NoticeLines
from appeal.notice.phrases import Findings

_SEPARATOR = re.compile(r"^[\W_]*$")
_LONGEST = 300
_MOST = 2_000


def unclaimed_lines(findings: Findings, notice: NoticeLines, claimed: set[int]) -> tuple[UnclaimedLine, ...]:
    """Return the lines with words that neither a fact nor a courtesy explains, also those outside the notice itself."""
    courteous: set[int] = set()
    for match in findings.raw("courtesy"):
        courteous.update(findings.flat.lines_between(match.start, match.end))
    found = []
    for number, line in enumerate(notice.lines, 1):
        if not line or number in claimed or number in courteous or _SEPARATOR.match(line[:_LONGEST]):
            continue
        found.append(UnclaimedLine(number, line[:_LONGEST]))
        if len(found) >= _MOST:
            break
    return tuple(found)
