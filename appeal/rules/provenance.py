"""What a file tells of its making -> what a reviewer may think of it; neutral, read only, never advice to remove it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from appeal.model.dates import japanese
from appeal.model.evidence import EvidenceItem, EvidenceKind, FileFacts
from appeal.model.finding import Finding
from appeal.model.traits import Trait, TraitName
from appeal.rules import policy
from appeal.rules.inside import say

_PICTURES = frozenset({EvidenceKind.PHOTO, EvidenceKind.CORRESPONDENCE, EvidenceKind.OTHER})
_PLAIN = {
    TraitName.POSITION: "E287",
    TraitName.REMARK: "E288",
    TraitName.PERSON: "E289",
    TraitName.FONTS_MIXED: "E294",
}


def judge_provenance(item: EvidenceItem, fact: FileFacts, field: str) -> Iterator[Finding]:
    """Yield what is to be said of one usable file; photographs may have been saved by any program."""
    for trait in fact.traits:
        if trait.name in _PLAIN:
            yield say(_PLAIN[trait.name], fact, trait, field)
    if item.kind in _PICTURES:
        return
    if made := fact.trait(TraitName.MADE_BY):
        yield from _judge_program(fact, made, field)
    if screen := fact.trait(TraitName.SCREEN_SIZE):
        yield say("E295", fact, screen, field)
    revisions = fact.trait(TraitName.REVISIONS)
    # A signature is always saved as a revision of its own; what follows it is told apart.
    if revisions and not fact.trait(TraitName.SIGNATURE):
        yield say("E293", fact, revisions, field)
    yield from _judge_days(fact, field)


def _judge_program(fact: FileFacts, made: Trait, field: str) -> Iterator[Finding]:
    """Say what the strongest of the programs named is: several may have had the file in hand."""
    told = [code for name in made.detail.casefold().split("、") if (code := _code_of(name)) is not None]
    code = next((one for one in ("E291", "E313", "E200") if one in told), None)
    if code is not None:
        yield say(code, fact, made, field)


def _code_of(name: str) -> str | None:
    # Names of scanning programs and of printers may hold those of their makers, who also make the other kind.
    for code, listed in (
        (None, policy.PRINTING_PROGRAMS),
        ("E200", policy.SCANNING_PROGRAMS),
        ("E291", policy.EDITING_PROGRAMS),
        ("E313", policy.OFFICE_PROGRAMS),
    ):
        if any(one in name for one in listed.value):
            return code
    return None


def _judge_days(fact: FileFacts, field: str) -> Iterator[Finding]:
    made, changed = fact.trait(TraitName.MADE_ON), fact.trait(TraitName.CHANGED_ON)
    if made is None or changed is None or changed.detail <= made.detail:
        return
    days = (japanese(date.fromisoformat(one.detail)) for one in (made, changed))
    first, later = days
    yield say("E292", fact, changed, field, made=first, changed=later)
