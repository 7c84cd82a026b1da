"""A question for an entry that none of our own fills, out of what the models say of it; it asks nobody."""

from __future__ import annotations

from functools import cache

from appeal.intake.question import Kind, Question


@cache
def plain_question(path: str) -> Question | None:
    """Return a question made of the title of an entry that no question of ours fills (`listing[0].jan`), or None."""
    from datetime import date

    from appeal.intake.entries import entry_at

    entry = entry_at(path)
    if entry is None or entry.is_table or (entry.repeated and not entry.choices):
        return None
    kinds: dict[type, Kind] = {date: Kind.DAY, int: Kind.QUANTITY, dict: Kind.RETURNS}
    kind = kinds.get(entry.kind, Kind.TEXT)
    if entry.choices:
        kind = Kind.CHOICES if entry.repeated else Kind.CHOICE
    return Question(
        entry.path,
        entry.title,
        f"{entry.title}（{entry.description}）",
        (entry.description,),
        kind,
        entry.choices,
    )
