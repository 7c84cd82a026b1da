"""Is the notice stated well enough to be answered, and is what the seller accepts his to accept?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from appeal import messages
from appeal.messages import Severity
from appeal.model.case import Acceptance, Case, Response
from appeal.model.dates import japanese
from appeal.model.finding import Finding, found
from appeal.model.notice import NoticeFields
from appeal.rules import policy
from appeal.rules.papers import shown
from appeal.rules.reconcile import quantities_demanded
from appeal.rules.window import is_too_long


def judge_notice(case: Case, today: date) -> tuple[Finding, ...]:
    """Return what is missing, impossible or urgent in the notice, and listings that are not named."""
    notice = case.notice
    return (
        *_identity(notice, today),
        *_demands(case),
        *_window(case),
        *_deadline(notice, today),
        *_blanks(notice),
        *_listings(case),
    )


def _identity(notice: NoticeFields, today: date) -> Iterator[Finding]:
    if notice.received is None:
        yield found("N101", "notice.received")
    elif notice.received > today:
        yield found("N102", "notice.received", day=japanese(notice.received))
    if notice.subject is None:
        yield found("N103", "notice.subject")
    if notice.channel is None:
        yield found("N107", "notice.channel")
    if notice.genuine_checked_on is None:
        yield found("N114", "notice.genuine_checked_on")
    elif notice.genuine_checked_on > today:
        yield found("N115", "notice.genuine_checked_on", day=japanese(notice.genuine_checked_on))
    if notice.addressee is None:
        yield found("N116", "notice.addressee", addressee=policy.ADDRESSEE.value)


def _demands(case: Case) -> Iterator[Finding]:
    if case.response is None:
        yield found("N104", "response")
    if case.response is Response.WITHDRAWAL:
        return
    if case.notice.requirements is None:
        yield found("N105", "notice.requirements")
    elif not case.notice.requirements:
        yield found("N106", "notice.requirements")


def _window(case: Case) -> Iterator[Finding]:
    notice = case.notice
    if notice.window is not None and is_too_long(notice.window):
        yield found("N110", "notice.window", window=notice.window)
    if not quantities_demanded(case):
        return
    if notice.window is None:
        yield found("N109" if "window" in notice.confirmed_blank else "N108", "notice.window")
    if notice.quantity_basis is None and "quantity_basis" not in notice.confirmed_blank:
        yield found("N111", "notice.quantity_basis")


def _deadline(notice: NoticeFields, today: date) -> Iterator[Finding]:
    if notice.deadline is None:
        return
    days = (notice.deadline - today).days
    code = "N112" if days < 0 else "N113"
    yield found(code, "notice.deadline", day=japanese(notice.deadline), days=days)


def _blanks(notice: NoticeFields) -> Iterator[Finding]:
    known = tuple(NoticeFields.model_fields)
    for place, name in enumerate(notice.confirmed_blank):
        if name not in known:
            field = f"notice.confirmed_blank[{place}]"
            yield found("N122", field, name=name, nearest=_nearest(name, known))


def _listings(case: Case) -> Iterator[Finding]:
    if not case.listing:
        yield found("N117", "listing")
    for place, listing in enumerate(case.listing):
        if listing.title is None:
            yield found("N118", f"listing[{place}].title", asin=listing.asin)


def judge_acceptances(case: Case, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return all findings, the accepted ones with the seller's reason, and what is wrong with the acceptances.

    Warnings may be accepted always, errors only where their message says so; notes need no acceptance. One with a file
    is for the findings about that paper only.
    """
    accepted = tuple(
        replace(finding, accepted=" / ".join(reasons)) if (reasons := _reasons(case, finding)) else finding
        for finding in findings
    )
    return accepted + tuple(_acceptances(case, accepted))


def _reasons(case: Case, finding: Finding) -> list[str]:
    may = _may_be_accepted(finding)
    return [one.reason for one in case.accept if may and _is_for(case, one, finding)]


def _is_for(case: Case, one: Acceptance, finding: Finding) -> bool:
    return finding.code == _code(one.code) and (one.file is None or one.file == paper_of(case, finding))


def paper_of(case: Case, finding: Finding) -> str | None:
    """Return the file of the paper a finding is about, or None."""
    match = re.match(r"evidence\[(\d+)\]", finding.where.field or "")
    place = int(match[1]) if match else len(case.evidence)
    return case.evidence[place].file if place < len(case.evidence) else None


def _acceptances(case: Case, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    standing = [finding for finding in findings if finding.accepted is not None]
    for place, one in enumerate(case.accept):
        field, code = f"accept[{place}].code", _code(one.code)
        message = messages.find_or_none(code)
        met = [finding for finding in standing if _is_for(case, one, finding)]
        if message is None:
            yield found("N119", field, value=one.code, nearest=_nearest_code(code, findings))
        elif message.severity is Severity.ERROR and not message.acceptable:
            yield found("N120", field, value=code)
        elif not met:
            yield found("N121", field, value=code)
        elif len(files := _papers(case, met)) > 1:
            yield found("E319", field, value=code, count=len(files), files="、".join(files))


def _papers(case: Case, met: list[Finding]) -> list[str]:
    """Return the papers whose errors an acceptance takes; what holds for one may be a mistake in another."""
    errors = [finding for finding in met if finding.severity is Severity.ERROR]
    return list(dict.fromkeys(shown(file) for one in errors if (file := paper_of(case, one)) is not None))


def _may_be_accepted(finding: Finding) -> bool:
    if finding.severity is Severity.ERROR:
        return messages.find(finding.code).acceptable
    return finding.severity is Severity.WARNING


def _code(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().upper()


def _nearest_code(typed: str, findings: tuple[Finding, ...]) -> str:
    """Return the code that differs in the fewest places, of equals the one that stands in this case."""
    told = {finding.code for finding in findings}

    def distance(code: str) -> tuple[int, bool, str]:
        unlike = sum(one != other for one, other in zip_longest(code, typed))
        return unlike, code not in told, code

    return min(messages.catalogue(), key=distance)


def _nearest(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    return get_close_matches(name, known, n=1, cutoff=0.0)[0]
