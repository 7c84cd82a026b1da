"""Draws the text to paste and the start page from a `Submission`; it sends nothing and invents no sentence."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from appeal.messages import Severity
from appeal.model.case import Case, Response
from appeal.model.channel import ChannelGuide, SizeGuideline
from appeal.model.dates import japanese
from appeal.model.round import Changes
from appeal.model.submission import Submission
from appeal.render.environment import fill, open_environment
from appeal.render.figures import is_ended, measured, plain_number
from appeal.render.trace import TracedSentence, mark, strip, trace_sentences
from appeal.render.view import LetterView, view_letter

_SHOWN_QUANTITIES = 3
# Deeds and measures are told one by one where the whole text then stays readable (standing: 当方の目安).
_SHORT_PLAN = 240
# Where a template wants a blank line: a private use character, which no text of the seller may hold.
_GAP = "\ue010"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NAME_PIECE = re.compile(r"[^_]*_|[^_]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of `attach/` in the order of attaching: its name, 資料番号 or 回答書, title, size and pages."""

    name: str
    label: str
    title: str
    bytes: int
    pages: int | None


@dataclass(frozen=True, slots=True)
class _Step:
    """One dated deed of a withdrawal; `kind` chooses the template's sentence, `ended` tells that `what` has its full stop."""

    day: str
    kind: str
    what: str | None
    ended: bool = True


@dataclass(frozen=True, slots=True)
class _File:
    """One attachment as the page shows it; `pieces` are the parts of its name that may stand on lines of their own."""

    name: str
    pieces: tuple[str, ...]
    label: str
    title: str
    size: str
    pages: int | None
    is_large: bool


def reply_body(
    submission: Submission, folders: tuple[Path, ...] = (), letter: LetterView | None = None
) -> tuple[str, tuple[TracedSentence, ...]]:
    """Return the text to paste, with LF, and where each of its sentences comes from.

    `folders` are searched for templates first; `letter` spares drawing up the view again. Raises LetterError.
    """
    case = submission.case
    letter = letter or view_letter(submission)
    demanded = {demand.kind for demand in letter.demands}
    filled = fill(
        open_environment(folders),
        "reply-body.txt.j2",
        letter=letter,
        gap=_GAP,
        demanded=demanded,
        short_cause=letter.plan.cause_in_short,
        shown_quantities=len(letter.quantities) <= _SHOWN_QUANTITIES
        or any(one.shortfall for one in letter.quantities),
        supplier_count=mark("supplier", plain_number(len(case.supplier))),
        steps=_steps(case),
        tells_plan=_tells_plan(letter),
        uncited=_uncited(letter),
        starts_differ=len({one.starts_on for one in case.preventive}) > 1,
        **_deed_counts(case),
    )
    marked = _tidy(filled)
    return strip(marked), trace_sentences(marked)


def _tidy(filled: str) -> str:
    """Keep the blank lines a template asks for and drop those its conditions leave behind."""
    kept = "\n".join(line.rstrip() for line in filled.splitlines() if line.strip())
    return re.sub(rf"\s*{_GAP}[\s{_GAP}]*", "\n\n", kept).strip() + "\n"


def _tells_plan(letter: LetterView) -> bool:
    """Whether a plan is short enough to be told in the text itself; one sentence a deed and a measure."""
    parts = [*(deed.what for deed in letter.plan.deeds), *(measure.what for measure in letter.plan.measures)]
    return letter.gives_plan and sum(len(strip(part)) for part in parts) <= _SHORT_PLAN


def _deed_counts(case: Case) -> dict[str, str | None]:
    """Count what was done and what is planned; a deed without a date is a plan."""
    done = sorted((one.done_on, place) for place, one in enumerate(case.corrective) if one.done_on)
    planned = len(case.corrective) - len(done)
    first, last = (done[0], done[-1]) if done else (None, None)
    return {
        "done_count": mark("corrective", str(len(done))) if done else None,
        "planned_count": mark("corrective", str(planned)) if planned else None,
        "first_done": _deed_day(first),
        "last_done": _deed_day(last) if first and last and last[0] != first[0] else None,
    }


def _deed_day(deed: tuple[date, int] | None) -> str | None:
    return mark(f"corrective[{deed[1]}].done_on", japanese(deed[0])) if deed else None


def _steps(case: Case) -> tuple[_Step, ...]:
    """Return the deeds of a withdrawal that have a date, in the order of their days."""
    if case.response is not Response.WITHDRAWAL:
        return ()
    found: list[tuple[date, str, str, str | None]] = []
    given_up = case.withdrawal
    if given_up and given_up.listing_removed_on:
        found.append((given_up.listing_removed_on, "withdrawal.listing_removed_on", "removed", _skus(case)))
    for place, deed in enumerate(case.corrective):
        if deed.done_on:
            what = mark(f"corrective[{place}].what", deed.what)
            found.append((deed.done_on, f"corrective[{place}].done_on", "deed", what))
    if given_up and given_up.similar_checked_on:
        kind = "none_alike" if given_up.similar_count == 0 else "alike"
        found.append((given_up.similar_checked_on, "withdrawal.similar_checked_on", kind, None))
    found.sort(key=lambda step: step[0])
    return tuple(
        _Step(mark(path, japanese(day)), kind, what, kind != "deed" or is_ended(strip(what or "")))
        for day, path, kind, what in found
    )


def _skus(case: Case) -> str | None:
    skus = [mark(f"listing[{place}].sku", one.sku) for place, one in enumerate(case.listing) if one.sku]
    return "、".join(skus) if skus else None


def _uncited(letter: LetterView) -> tuple[object, ...]:
    """Return the exhibits that no demand names: each exhibit that is sent is spoken of."""
    cited = {strip(label) for demand in letter.demands for label in demand.cited}
    if _tells_plan(letter):
        cited |= {strip(deed.exhibit.label) for deed in letter.plan.deeds if deed.exhibit}
    return tuple(one for one in letter.exhibits if strip(one.label) not in cited)


def start_page(
    submission: Submission,
    attachments: Sequence[Attachment],
    reply_body: str,
    reading_copy_bytes: int | None,
    draft: bool,
    *,
    guide: ChannelGuide,
    guideline: SizeGuideline,
    mail_draft: bool = False,
    requests: Sequence[tuple[str, str]] = (),
    folders: tuple[Path, ...] = (),
) -> str:
    """Return `00_start-here.html`: one file that needs nothing else and reaches nothing outside.

    `reply_body` is the text with LF; `mail_draft` says that reply-draft.eml lies beside the page,
    `requests` are place and supplier of each letter that may be sent to a supplier. Raises LetterError.
    """
    notice = submission.case.notice
    files = tuple(_file(one, guideline) for one in attachments)
    total = sum(one.bytes for one in attachments)
    html = fill(
        open_environment(folders),
        "start-here.html.j2",
        draft=draft,
        missing=[one for one in submission.findings if one.blocks],
        warnings=[
            one for one in submission.findings if one.severity is Severity.WARNING and one.accepted is None
        ],
        accepted=[one for one in submission.findings if one.accepted is not None],
        asins=[one.asin for one in submission.case.listing],
        subject=notice.subject,
        received=japanese(notice.received) if notice.received else None,
        deadline=japanese(notice.deadline) if notice.deadline else None,
        again=_again(submission.changes),
        withdrawal=submission.case.response is Response.WITHDRAWAL,
        guide=guide,
        confirmed_on=japanese(guide.confirmed_on),
        body=reply_body.strip("\n"),
        characters=len(re.sub(r"\s", "", reply_body)),
        long_body=len(re.sub(r"\s", "", reply_body)) > guideline.characters,
        files=files,
        total=_size(total),
        too_large=total > guideline.all_bytes,
        too_many=len(files) > guideline.files,
        guideline=guideline,
        limits={"file": _limit(guideline.file_bytes), "all": _limit(guideline.all_bytes)},
        reading_copy=_size(reading_copy_bytes) if reading_copy_bytes else None,
        formats=_formats(notice.formats),
        unlisted=_unlisted(attachments, notice.formats),
        mail_draft=mail_draft,
        requests=requests,
    )
    return _allow_own_script(html)


def _again(changes: Changes | None) -> dict[str, object] | None:
    """Return which reply this round answers, None in the first one."""
    if changes is None or changes.refusal is None:
        return None
    replied = changes.refusal.received
    return {
        "number": changes.number,
        "replied": japanese(replied) if replied else None,
        "sets_deadline": changes.refusal.sets_deadline,
    }


def _file(one: Attachment, guideline: SizeGuideline) -> _File:
    pieces = tuple(_NAME_PIECE.findall(one.name))
    large = one.bytes > guideline.file_bytes
    return _File(one.name, pieces, one.label, one.title, _size(one.bytes), one.pages, large)


def _size(octets: int) -> str:
    return strip(measured("", octets) or "")


def _limit(octets: int) -> str:
    """Return a guideline as the round number it was meant to be."""
    return f"{octets / (1 << 20):g} MB"


def _formats(formats: tuple[str, ...] | None) -> list[str]:
    return [one.strip().lstrip(".").lower() for one in formats or ()]


def _unlisted(attachments: Sequence[Attachment], formats: tuple[str, ...] | None) -> list[str]:
    """Return the names of attachments whose format the notice's own list lacks; jpg and jpeg are one."""
    listed = {one.replace("jpeg", "jpg") for one in _formats(formats)}
    if not listed:
        return []
    return [one.name for one in attachments if one.name.rpartition(".")[2].lower() not in listed]


def _allow_own_script(html: str) -> str:
    """Let the browser run the page's one script and no other, by its digest."""
    script = _SCRIPT.search(html)
    if script is None:
        return html
    digest = base64.b64encode(hashlib.sha256(script[1].encode("utf-8")).digest()).decode("ascii")
    return html.replace("script-src 'none'", f"script-src 'sha256-{digest}'", 1)
