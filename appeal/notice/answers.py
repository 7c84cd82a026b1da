"""Finds how the answer is to be given and what is at stake: quantities, channel, way back, threat, formats."""

from __future__ import annotations

from appeal.notice.demands import Demands
from appeal.notice.phrases import Findings, Match

Found = list[tuple[str, Match]]

NEGATIVE = ("negative_amazon", "negative_phishing")
_CHANNELS = ("reply", "performance_notification", "account_health", "mailbox", "phone", "form")
_ACCOUNT_KINDS = ("account_suspended", "account_review")
_REMOVED_KINDS = ("listing_cancelled", "ip_complaint", "policy_removal")
_LIVE_KINDS = ("investigation", "safety_review")


def read_basis(findings: Findings) -> Found:
    """Return what the quantities of the papers must match: sales or stock; stock where only stock is compared."""
    found = [
        (basis, match)
        for basis in ("sales", "stock")
        for match in findings.of(f"basis.{basis}")
        if findings.said(match, "quantity_context")
    ]
    return sorted(found, key=lambda entry: entry[1].start)[:1]


def read_channel(findings: Findings, demands: Demands, kind: str | None) -> Found:
    """Return every place the notice names for the answer; empty where nothing is asked or none is named."""
    if kind in NEGATIVE:
        return []
    found = [(name, match) for name in _CHANNELS if (match := findings.first(f"channel.{name}"))]
    if not demands.found:
        found = [entry for entry in found if entry[0] == "phone" or kind is None]
    return sorted(found, key=lambda entry: entry[1].start)


def channel_without_place(demands: Demands, kind: str | None) -> str | None:
    """Return "unknown" where an answer is asked for without a place, else None."""
    return "unknown" if demands.found and kind not in NEGATIVE else None


def read_relisting(findings: Findings, demands: Demands, kind: str | None) -> tuple[str | None, Match | None]:
    """Return how listing or account comes back, and the words that say so."""
    if kind in NEGATIVE or kind in _LIVE_KINDS:
        return None, None
    if never := findings.first("relist_never"):
        return None, never
    if demands.found:
        way_back = findings.first("event.reinstate") or findings.first("relist.review")
        announced = kind == "plan_rejected" and findings.first("relist.review")
        unknown = kind in ("plan_rejected", "account_review", None) and not announced
        return ("unknown" if unknown else "review"), way_back
    if own := findings.first("relist.self"):
        return "self", own
    if kind == "policy_removal" and not findings.of("event.reinstate"):
        return None, None
    return "unknown", None


def read_pattern(demands: Demands, kind: str | None, relisting: str | None) -> int | str | None:
    """Return 1 (nothing to submit), 2 (material named), "unknown" (neither shown), or None (no removed listing)."""
    if kind not in _REMOVED_KINDS:
        return None
    if demands.found:
        return 2
    return "unknown" if relisting == "unknown" else 1


def read_threat(findings: Findings, kind: str | None) -> tuple[str | None, Match | None]:
    """Return the highest thing taken away or threatened, and the words."""
    if kind in NEGATIVE:
        return None, None
    taken = findings.first("event.account_closed") or findings.first("event.account_review")
    account = findings.first("threat.account")
    if kind in _ACCOUNT_KINDS:
        return "account", taken or account
    if account:
        return "account", account
    listing = findings.first("threat.listing")
    if kind in _REMOVED_KINDS:
        return "listing", findings.first("event.listing_removed") or listing
    return ("listing", listing) if listing and kind != "plan_rejected" else (None, None)


def read_formats(findings: Findings) -> Found:
    """Return the file formats accepted, in the order printed; a name of a file is no list of formats."""
    by_sentence: dict[int, list[Match]] = {}
    for match in findings.of("formats"):
        by_sentence.setdefault(findings.flat.sentence_at(match.start), []).append(match)
    once: dict[str, Match] = {}
    for sentence, matches in by_sentence.items():
        if len(matches) > 1 or findings.marks(sentence, "format_context"):
            for match in matches:
                once.setdefault(match.parts["format"].lower(), match)
    return list(once.items())
