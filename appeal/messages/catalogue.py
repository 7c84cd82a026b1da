"""Gathers the messages of all areas into one list; a code stands in it once."""

from functools import cache
from types import MappingProxyType

from appeal.messages import (
    casefile,
    coverage,
    evidence,
    letter,
    machine,
    notice,
    package,
    quantities,
    reports,
    rounds,
    session,
    suppliers,
    wording,
    wording_sentences,
)
from appeal.messages.message import Message

_AREAS = (
    casefile,
    notice,
    evidence,
    quantities,
    reports,
    suppliers,
    coverage,
    wording,
    wording_sentences,
    rounds,
    session,
    letter,
    package,
    machine,
)


@cache
def catalogue() -> MappingProxyType[str, Message]:
    """Return all messages by code, in the order of the areas; raises ValueError where a code stands twice."""
    messages: dict[str, Message] = {}
    for area in _AREAS:
        for message in area.MESSAGES:
            if message.code in messages:
                raise ValueError(f"message code stands twice: {message.code}")
            messages[message.code] = message
    return MappingProxyType(messages)


def find(code: str) -> Message:
    """Return the message of a code; raises KeyError where there is none."""
    return catalogue()[code]


def find_or_none(code: str) -> Message | None:
    """Return the message of a code a person typed, in any width and case, or None."""
    import unicodedata

    return catalogue().get(unicodedata.normalize("NFKC", code).strip().upper())
