"""Fills what the case leaves open about the notice with what the notice says; what the case states always wins."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from appeal.model.case import Case
from appeal.model.dates import parse_span, span_inside
from appeal.model.finding import Finding, found
from appeal.model.notice import Channel, NoticeFields, QuantityBasis, Requirement
from appeal.model.reading import NoticeReading

_NAMES = {
    "subject": "件名",
    "received": "通知日",
    "channel": "回答の送り先",
    "window": "対象期間",
    "quantity_basis": "数量の基準",
    "requirements": "要求事項",
    "formats": "受け付けられる形式",
    "deadline": "回答期限",
    "addressee": "回答書の宛名",
}


def stated_fields(reading: NoticeReading, deadline: date | None) -> dict[str, Any]:
    """Return the fields of `[notice]` that a reading settles.

    What a notice says in two ways (two windows, two lists of demands without a row that chooses, two channels)
    settles nothing: the seller is asked.
    """
    fields: dict[str, Any] = {
        "subject": reading.subject,
        "received": reading.received,
        "channel": _channel(reading),
        "window": _window(reading),
        "quantity_basis": QuantityBasis(reading.quantity_basis) if reading.quantity_basis else None,
        "requirements": _requirements(reading),
        "formats": reading.formats or None,
        "deadline": deadline,
        "addressee": reading.addressee,
    }
    return {name: value for name, value in fields.items() if value is not None}


def merge(case: Case, fields: dict[str, Any]) -> tuple[Case, tuple[str, ...]]:
    """Return the case with its open fields of the notice filled, and the names of those that were."""
    open_fields = {
        name: value
        for name, value in fields.items()
        if getattr(case.notice, name) is None and name not in case.notice.confirmed_blank
    }
    notice: NoticeFields = case.notice.model_copy(update=open_fields)
    return case.model_copy(update={"notice": notice}), tuple(open_fields)


def judge_reading(case: Case, reading: NoticeReading, filled: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what the seller must know of a notice that was read: what was taken from it, and what it leaves open."""
    findings: list[Finding] = []
    if filled:
        names = "、".join(_NAMES[name] for name in filled)
        findings.append(found("N131", "notice.file", names=names))
    if _has_two_branches(reading) and case.notice.requirements is None:
        findings.append(found("N132", "notice.requirements"))
    spans = spans_named(reading)
    if len(spans) > 1 and case.notice.window is None:
        findings.append(found("N133", "notice.window", windows="、".join(spans)))
    asins = {asin for asin in reading.asins if asin not in ("masked", "end_of_mail")}
    missing = sorted(asins - {listing.asin for listing in case.listing})
    if missing:
        findings.append(found("N134", "listing", asins="、".join(missing)))
    if asins == set(reading.asins):
        findings += _not_named(case, reading)
    if reading.kind in ("negative_amazon", "negative_phishing"):
        findings.append(found("N135", "notice.file"))
    return tuple(findings)


def _not_named(case: Case, reading: NoticeReading) -> Iterator[Finding]:
    """Yield the listings that the notice does not name: where it names none of them, it may be another case's."""
    text = unicodedata.normalize("NFKC", reading.text).upper()
    named = [one.asin in reading.asins or one.asin in text for one in case.listing]
    if not reading.asins or all(named):
        return
    if not any(named):
        asins = "、".join(one.asin for one in case.listing)
        yield found("N137", "notice.file", file=case.notice.file, asins=asins)
        return
    for place, listing in enumerate(case.listing):
        if not named[place]:
            yield found("N138", f"listing[{place}].asin", asin=listing.asin)


def _channel(reading: NoticeReading) -> Channel | None:
    named = [name for name in reading.channel if name in {channel.value for channel in Channel}]
    return Channel(named[0]) if len(reading.channel) == 1 and named else None


def spans_named(reading: NoticeReading) -> tuple[str, ...]:
    """Return the spans a notice names for its papers, each once however often and in whatever spelling it stands there."""
    spans: dict[object, str] = {}
    for text in reading.window_text:
        span = _span_of(text, reading) or text
        spans.setdefault(parse_span(span) or span, span)
    return tuple(spans.values())


def _window(reading: NoticeReading) -> str | None:
    spans = spans_named(reading)
    return spans[0] if len(spans) == 1 and parse_span(spans[0]) else None


def _span_of(text: str, reading: NoticeReading) -> str | None:
    """Return the span of a wording: as it stands, by the days that were read of it, or out of the middle of it."""
    if parse_span(text):
        return text
    if len(reading.window_text) == len(reading.window_days) == 1:
        return f"{reading.window_days[0]}日"
    return span_inside(text)


def _has_two_branches(reading: NoticeReading) -> bool:
    return reading.branch is None and any(":" in code for code in reading.requirements)


def _requirements(reading: NoticeReading) -> tuple[Requirement, ...] | None:
    if _has_two_branches(reading):
        return None
    known = {one.value for one in Requirement}
    return tuple(Requirement(code) for code in reading.demanded if code in known) or None
