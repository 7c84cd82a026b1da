"""One typed answer -> the entries it fills, by the kind of its question; it writes nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from appeal.intake import answers
from appeal.intake.answers import AnswerError
from appeal.intake.hyphens import hyphenated
from appeal.intake.paths import looks_dropped
from appeal.intake.question import Kind, Step
from appeal.model.codes import parse_jan

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Changes, Sitting

# Entries that are codes, not words: full width in them is a slip of the keyboard.
_HALF_WIDTH = ("phone", "email", "website", "merchant_id", "sku", "jan", "model")
_HYPHENATED = (*_HALF_WIDTH, "address", "number")
_BETWEEN_WORDS = re.compile(r"(?<=[0-9A-Za-z])[‐‑‒–—―−ー－ｰ](?=[0-9A-Za-z])")
_ORDER = re.compile(r"\d{3}-\d{7}-\d{7}")


def take(talk: Sitting, step: Step, text: str) -> Changes:
    """Return the entries that an answer fills; raises AnswerError where it is none."""
    changes: Changes = _TAKERS[step.question.kind](talk, step, text)
    name = step.question.key.partition(".")[2]
    blanks = talk.case.notice.confirmed_blank if talk.desk.case else ()
    if step.question.blank and name in blanks:
        return {**changes, "notice.confirmed_blank": tuple(blank for blank in blanks if blank != name)}
    return changes


def accepted(talk: Sitting, step: Step, value: Any) -> Changes:
    """Return the entries that a confirmed suggestion fills."""
    if step.question.kind is Kind.SUPPLIER:
        from appeal.cli.session.paper_answers import take_supplier

        return take_supplier(talk, step, str(value))
    if step.question.kind is Kind.MONTHS:
        from appeal.cli.session.report_answers import count_again

        return count_again(talk, step)
    if step.question.kind is Kind.ADDED_LINES:
        return take(talk, step, str(value))
    return {step.path: value}


def _text(_talk: Sitting, step: Step, text: str) -> Changes:
    if looks_dropped(text):
        raise AnswerError("I134")
    line = answers.one_line(text)
    name = step.path.rpartition(".")[2]
    if name in _HALF_WIDTH:
        line = _coded(name, unicodedata.normalize("NFKC", line).strip())
    if name == "number":
        line = _BETWEEN_WORDS.sub("-", unicodedata.normalize("NFKC", line)).strip()
    if name == "addressee":
        line = re.sub(r"\s*御中$", "", line)
    if name in _HYPHENATED:
        line = hyphenated(line)
    return {step.path: line}


def _coded(name: str, line: str) -> str:
    """Return a code as it is written everywhere."""
    if name in ("email", "website"):
        # An input method gives 。 where the key of the dot is struck.
        return re.sub("[。｡]", ".", line)
    if name == "merchant_id":
        return line.upper()
    return (parse_jan(line) or line) if name == "jan" else line


def _lines(_talk: Sitting, step: Step, text: str) -> Changes:
    if looks_dropped(text):
        raise AnswerError("I134")
    return {step.path: answers.several_lines(text)}


def _added_lines(talk: Sitting, step: Step, text: str) -> Changes:
    """Put the lines behind what is there, unchanged; a bare order number gets its name in front."""
    added = answers.several_lines(text)
    if step.question.key == "plan.orders":
        added = "\n".join(
            f"注文番号 {line.strip()}" if _ORDER.fullmatch(answers.one_line(line)) else line
            for line in hyphenated(unicodedata.normalize("NFKC", added)).split("\n")
        )
    field = field_of_added(step)
    told = talk.weak[step.path] if step.path in talk.weak else getattr(talk.case.plan, field)
    return {f"plan.{field}": f"{told}\n{added}" if told else added}


def field_of_added(step: Step) -> str:
    """Return the entry of the plan that the lines of a step are put behind."""
    return "root_cause" if step.question.key == "plan.why" else "what_happened"


def _day(talk: Sitting, step: Step, text: str) -> Changes:
    near = talk.today
    if step.question.key == "evidence.issued" and talk.case.notice.received:
        near = max(talk.case.notice.received, near)
    return {step.path: answers.day(text, near)}


def read_as_last_year(talk: Sitting, step: Step, text: str) -> date | None:
    """Return the day of last year that a month and day alone are read as, since this year's is still to come; else None."""
    if step.question.kind is not Kind.DAY or not answers.names_no_year(text):
        return None
    day = _day(talk, step, text)[step.path]
    return day if isinstance(day, date) and day.year < talk.today.year else None


def taken_otherwise(step: Step, text: str, changes: Changes) -> str | None:
    """Return what was taken of a line of text where that is not what was typed, else None."""
    value = changes.get(step.path)
    known = step.question.kind is Kind.TEXT and isinstance(value, str)
    return str(value) if known and value != text.strip() else None


def _day_ahead(talk: Sitting, step: Step, text: str) -> Changes:
    """A day to come for a deadline; for a measure the nearer one, since it may have begun already."""
    if step.question.key == "notice.deadline":
        return {step.path: answers.day(text, talk.case.notice.received or talk.today, ahead=True)}
    around = (answers.day(text, talk.today), answers.day(text, talk.today, ahead=True))
    return {step.path: min(around, key=lambda day: abs((day - talk.today).days))}


def _span(talk: Sitting, step: Step, text: str) -> Changes:
    from appeal.cli.session.notice_taken import windows_named

    windows = windows_named(talk)
    if windows and re.fullmatch(r"\d{1,2}", unicodedata.normalize("NFKC", text).strip()):
        return {step.path: windows[answers.choice(text, windows)]}
    return {step.path: answers.span(text)}


def _quantity(_talk: Sitting, step: Step, text: str) -> Changes:
    return {step.path: answers.quantity(text)}


def _choice(talk: Sitting, step: Step, text: str) -> Changes:
    choices = step.question.choices
    if text.strip().lower() in dict(choices):
        return {step.path: text.strip().lower()}
    place = answers.choice(text, [*(word for _, word in choices), *filter(None, [step.question.other])])
    if place == len(choices):
        talk.voice.trouble(AnswerError("I141"))
        return {}
    return {step.path: choices[place][0]}


def _choices(_talk: Sitting, step: Step, text: str) -> Changes:
    choices = step.question.choices
    if unicodedata.normalize("NFKC", text).strip() == "0":
        return {step.path: ()}
    codes = tuple(part for part in re.split(r"[\s,、]+", text.strip().lower()) if part)
    if all(code in dict(choices) for code in codes):
        return {step.path: tuple(dict.fromkeys(codes))}
    return {step.path: tuple(choices[place][0] for place in answers.choices(text, len(choices)))}


def _formats(_talk: Sitting, step: Step, text: str) -> Changes:
    plain = unicodedata.normalize("NFKC", text).lower()
    parts = [part.lstrip(".*") for part in re.split(r"[\s,、・/]+", plain) if part]
    if not parts or not all(re.fullmatch(r"[a-z][a-z0-9]{2,4}", part) for part in parts):
        raise AnswerError("I132")
    return {step.path: tuple(dict.fromkeys(parts))}


def _genuine(talk: Sitting, step: Step, text: str) -> Changes:
    try:
        seen = answers.yes_or_no(text)
    except AnswerError:
        seen = answers.choice(text, [word for _, word in step.question.choices]) == 0
    if seen:
        return {step.path: talk.today}
    talk.voice.trouble(AnswerError("I125"))
    return {}


def _asins(talk: Sitting, _step: Step, text: str) -> Changes:
    """Name the listings: one that stays keeps all that is known of it, a new one takes the place of one that goes."""
    known = [listing.asin for listing in talk.case.listing]
    named = answers.asins(text)
    new = [asin for asin in named if asin not in known]
    gone = [place for place, asin in enumerate(known) if asin not in named]
    places = [*gone, *range(len(known), len(known) + len(new))][: len(new)]
    changes: dict[str, object] = {
        f"listing[{place}].asin": asin for place, asin in zip(places, new, strict=True)
    }
    return changes | {f"listing[{place}]": None for place in reversed(gone[len(new) :])}


def _seller_before(talk: Sitting, _step: Step, text: str) -> Changes:
    if talk.seller_before is None or not answers.yes_or_no(text):
        return {}
    return {f"seller.{name}": value for name, value in talk.seller_before.seller if value is not None}


def _notice(talk: Sitting, step: Step, text: str) -> Changes:
    from appeal.cli.session.notice_answers import take_notice

    return take_notice(talk, step, text)


def _reading(talk: Sitting, _step: Step, text: str) -> Changes:
    from appeal.cli.session.notice_answers import take_reading

    return take_reading(talk, text)


def _files(talk: Sitting, step: Step, text: str) -> Changes:
    from appeal.cli.session.paper_answers import take_files

    return take_files(talk, step, text)


def _supplier(talk: Sitting, step: Step, text: str) -> Changes:
    from appeal.cli.session.paper_answers import take_supplier

    return take_supplier(talk, step, text)


def _paper_lines(talk: Sitting, step: Step, text: str) -> Changes:
    from appeal.cli.session.paper_answers import take_paper_lines

    return take_paper_lines(talk, step, text)


def _months(talk: Sitting, step: Step, text: str) -> Changes:
    from appeal.cli.session.report_answers import take_months

    return take_months(talk, step, text)


def _returns(talk: Sitting, step: Step, text: str) -> Changes:
    from appeal.cli.session.report_answers import typed_months

    return typed_months(talk, step, text)


_TAKERS: dict[Kind, Callable[[Any, Step, str], Any]] = {
    Kind.TEXT: _text,
    Kind.LINES: _lines,
    Kind.ADDED_LINES: _added_lines,
    Kind.DAY: _day,
    Kind.DAY_AHEAD: _day_ahead,
    Kind.SPAN: _span,
    Kind.QUANTITY: _quantity,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FORMATS: _formats,
    Kind.GENUINE: _genuine,
    Kind.ASINS: _asins,
    Kind.SELLER_BEFORE: _seller_before,
    Kind.NOTICE: _notice,
    Kind.READING: _reading,
    Kind.FILES: _files,
    Kind.SUPPLIER: _supplier,
    Kind.PAPER_LINES: _paper_lines,
    Kind.MONTHS: _months,
    Kind.RETURNS: _returns,
}
