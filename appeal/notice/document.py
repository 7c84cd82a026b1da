"""Turns a reading into the document that `appeal read --json` prints; it adds nothing to what was read but the advice."""

from __future__ import annotations

from typing import Any

from appeal.model.reading import NoticeReading
from appeal.notice.advice import advise


def reading_document(reading: NoticeReading) -> dict[str, Any]:
    """Return the JSON document of a reading: lists are lists, numbers are numbers, what the text does not hold is None or []."""
    return {
        "kind": reading.kind,
        "pattern": reading.pattern,
        "subject": reading.subject,
        "sender": reading.sender,
        "received": reading.received.isoformat() if reading.received else None,
        "asins": list(reading.asins),
        "products": [
            {"asin": product.asin, "title": product.title, "sku": product.sku} for product in reading.products
        ],
        "problem_types": list(reading.problem_types),
        "window_days": _one_or_several(reading.window_days),
        "window_text": _one_or_several(reading.window_text),
        "quantity_basis": reading.quantity_basis,
        "deadline_days": reading.deadline_days,
        "formats": list(reading.formats),
        "requirements": list(reading.requirements),
        "relisting": reading.relisting,
        "channel": _one_or_several(reading.channel),
        "threat": reading.threat,
        "language": reading.language,
        "flags": list(reading.flags),
        "facts": [
            {"key": fact.key, "value": fact.value, "quote": fact.quote, "line": fact.line}
            for fact in reading.facts
        ],
        "unclaimed": [{"line": line.line, "text": line.text} for line in reading.unclaimed],
        "advice": _advice(reading),
    }


def _one_or_several(values: tuple[int, ...] | tuple[str, ...]) -> Any:
    """Return None, the one value, or the list where a notice has several."""
    if not values:
        return None
    return values[0] if len(values) == 1 else list(values)


def _advice(reading: NoticeReading) -> dict[str, list[dict[str, str]]]:
    document: dict[str, list[dict[str, str]]] = {"calm": [], "do_now": [], "do_not": [], "check": []}
    for advice in advise(reading):
        document[advice.slot].append(
            {
                "text": advice.text,
                "source": advice.source,
                "standing": advice.standing,
                "seen": advice.seen_on.isoformat(),
            }
        )
    return document
