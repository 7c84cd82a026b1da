"""The value of an entry as a person reads it; it puts no question and takes no answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from appeal.intake.question import Kind, Question, Step

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting

_NO_VALUE = (Kind.READING, Kind.ADDED_LINES, Kind.SELLER_BEFORE)
_SHOWN_LINES = 3


def current(talk: Sitting, step: Step) -> Any:
    """Return the value the case holds for a step, or None."""
    from appeal.intake.questions import value_at

    if talk.desk.case is None or step.question.kind in _NO_VALUE:
        return None
    value = value_at(talk.desk.case, step.path)
    if value == () and step.question.key == "notice.requirements":
        return value
    return None if value in ((), {}) else value


def shown(question: Question, value: Any) -> str:
    """Return a value as a person reads it."""
    from appeal.model.dates import japanese

    if isinstance(value, date):
        return japanese(value)
    if isinstance(value, dict):
        return "、".join(f"{month} {units}個" for month, units in value.items())
    if isinstance(value, tuple | list):
        return "、".join(_shown_part(question, part) for part in value) or "なし"
    text = dict(question.choices).get(
        str(getattr(value, "value", value)), str(getattr(value, "value", value))
    )
    lines = text.split("\n")
    if len(lines) <= _SHOWN_LINES:
        return " / ".join(lines) if len(lines) > 1 else text
    return " / ".join(lines[:_SHOWN_LINES]) + f" …ほか{len(lines) - _SHOWN_LINES}行"


def _shown_part(question: Question, part: Any) -> str:
    if isinstance(part, dict):
        return f"{part['quantity']}個"
    if hasattr(part, "quantity"):
        pack = f"x{part.pack}" if part.pack > 1 else ""
        return " ".join(filter(None, (part.asin, f"{part.quantity}{pack}個", part.row)))
    if hasattr(part, "asin"):
        return str(part.asin)
    word = str(getattr(part, "value", part))
    return dict(question.choices).get(word, word)


def shortened(quote: str, most: int = 40) -> str:
    """Return words of the notice on one line, cut behind `most` characters."""
    line = " ".join(quote.split())
    return line if len(line) <= most else f"{line[:most]}…"
