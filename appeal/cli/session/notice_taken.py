"""What a notice says without settling it, and what was taken from it already; it shows them and takes nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from appeal.cli.session.notice_kept import entries_of, reread
from appeal.cli.session.shown import shortened, shown
from appeal.intake import answers
from appeal.intake.questions import question_for, value_at

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting
    from appeal.model.reading import Fact

# A day without its year: 11月29日, 11/29.
_MONTH_AND_DAY = re.compile(r"(?<![\d年/-])(\d{1,2})(?:月|/)(\d{1,2})(?:日|(?![\d/]))")
# The facts of a reading that speak of an entry which may stay blank.
FACTS = {
    "window": ("window_text",),
    "quantity_basis": ("quantity_basis",),
    "deadline": ("deadline_days", "deadline_date"),
    "formats": ("formats",),
}


def speaks_of(talk: Sitting, name: str) -> bool:
    """Return whether the notice has words about an entry of `[notice]`, settled or not."""
    return talk.reading is not None and any(talk.reading.facts_of(key) for key in FACTS.get(name, ()))


def is_unsettled(talk: Sitting, name: str) -> bool:
    """Return whether the notice speaks of an entry in a way that leaves it to the seller: that is no blank."""
    reread(talk)
    return speaks_of(talk, name) and f"notice.{name}" not in entries_of(talk)


def asks_for_contact(talk: Sitting) -> bool:
    """Return whether the notice asks for the supplier's contact person, as few do."""
    reread(talk)
    return talk.reading is not None and "contact" in talk.reading.contact_items


def windows_named(talk: Sitting) -> tuple[str, ...]:
    """Return the windows to choose from where the notice names several, else nothing."""
    from appeal.model.dates import parse_span
    from appeal.rules.merging import spans_named

    reread(talk)
    spans = tuple(span for span in spans_named(talk.reading) if parse_span(span)) if talk.reading else ()
    return spans if len(spans) > 1 else ()


def show_unsettled(talk: Sitting, titles: dict[str, str]) -> None:
    """Say of what the notice speaks without settling it."""
    for name in FACTS:
        if is_unsettled(talk, name) and getattr(talk.case.notice, name) is None:
            windows = windows_named(talk) if name == "window" else ()
            told = (
                f"{'、'.join(windows)} の{len(windows)}つがあります"
                if windows
                else "書かれていますが、決まりません"
            )
            talk.voice.say(f"    {titles[f'notice.{name}']}: {told}（あとでお聞きします）", "    ")
            for fact in _facts(talk, name)[:1]:
                talk.voice.say(f"    （{fact.line}行目「{shortened(fact.quote)}」）", "    ")


def suggested_deadline(talk: Sitting) -> date | None:
    """Return the day a notice prints without its year, as the first such day from its own day on; None for several."""
    received = talk.case.notice.received
    days = {
        "/".join(match)
        for fact in _facts(talk, "deadline")
        for match in _MONTH_AND_DAY.findall(unicodedata.normalize("NFKC", fact.quote))
    }
    if received is None or len(days) != 1:
        return None
    try:
        return answers.day(days.pop(), received, ahead=True)
    except answers.AnswerError:
        return None


def _facts(talk: Sitting, name: str) -> tuple[Fact, ...]:
    facts = (talk.reading.facts_of(key) for key in FACTS[name]) if talk.reading else ()
    return tuple(fact for of_key in facts for fact in of_key)


def taken(talk: Sitting, titles: dict[str, str]) -> dict[str, str]:
    """Return what the case holds of the entries a notice fills, by path, in words."""
    told: dict[str, str] = {}
    for path in titles:
        value: Any = value_at(talk.case, path)
        question = question_for(path)
        if value not in (None, ()) and question is not None:
            told[path] = shown(question, value)
        elif path.partition(".")[2] in talk.case.notice.confirmed_blank:
            told[path] = "書かれていません"
    return told


def show_taken(talk: Sitting, titles: dict[str, str]) -> None:
    """Show what was taken from the notice, numbered; a number opens it again."""
    talk.voice.say("通知から読み取り、記録した内容です。")
    for number, (path, told) in enumerate(taken(talk, titles).items(), start=1):
        talk.voice.say(f"  {number} {titles[path]}: {told}", "    ")


def reopen(talk: Sitting, paths: list[str]) -> None:
    """Have entries that were taken asked again next."""
    talk.skipped -= set(paths)
    talk.forced = [*paths, *talk.forced]
