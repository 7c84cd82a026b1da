"""Writes the deadline of a notice as a calendar entry; the same day gives the same text, and nothing asks the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from appeal.model.reading import NoticeReading

if TYPE_CHECKING:
    from appeal.model.submission import Submission

_LINE_BYTES = 75


def deadline_day(reading: NoticeReading, received: date | None = None) -> date | None:
    """Return the last day to answer: the date printed, else the notice date and the days it gives, else None.

    `received` is the notice date the seller confirmed; it counts before the one in the mail.
    """
    if reading.deadline_date:
        return reading.deadline_date
    start = received or reading.received
    if start is None or not isinstance(reading.deadline_days, int):
        return None
    return start + timedelta(days=reading.deadline_days)


@dataclass(frozen=True, slots=True)
class ReplyDeadline:
    """That a deadline is set by the reply to round `number`, and not by the notice; `received` is the day of the reply."""

    number: int
    received: date | None


def submission_calendar(submission: Submission) -> str | None:
    """Return the deadline of a submission as iCalendar text, None where neither notice nor reply sets one."""
    notice, changes = submission.case.notice, submission.changes
    if notice.deadline is None or notice.received is None:
        return None
    refusal = changes.refusal if changes is not None else None
    reply = None
    if changes is not None and refusal is not None and refusal.sets_deadline:
        reply = ReplyDeadline(changes.number, refusal.received)
    asins = tuple(listing.asin for listing in submission.case.listing)
    return deadline_ics(
        notice.deadline, notice.received, subject=notice.subject or "", asins=asins, reply=reply
    )


def deadline_ics(
    deadline: date,
    received: date,
    *,
    subject: str = "",
    asins: tuple[str, ...] = (),
    reply: ReplyDeadline | None = None,
) -> str:
    """Return iCalendar text (RFC 5545, CRLF) with one all-day entry on `deadline` and reminders 3 days and 1 day before.

    DTSTAMP is the notice date, so that the same case gives the same bytes. `reply` says whose deadline it is where it is not
    the notice's.
    """
    name = sha256(
        "\n".join((deadline.isoformat(), received.isoformat(), subject, *asins)).encode()
    ).hexdigest()[:20]
    about = f"通知: {subject}" if subject else "通知"
    description = f"{about}\n通知日: {received.isoformat()}" + (
        f"\nASIN: {', '.join(asins)}" if asins else ""
    )
    summary = "Amazonの通知への回答期限"
    if reply is not None:
        summary = f"Amazonの返事(第{reply.number}回の回答へのもの)への回答期限"
        day = f"返事の日付: {reply.received.isoformat()}\n" if reply.received else ""
        description = day + description
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//appeal//deadline//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{name}@appeal.invalid",
        f"DTSTAMP:{received:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{deadline:%Y%m%d}",
        f"DTEND;VALUE=DATE:{deadline + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "TRANSP:TRANSPARENT",
        *_alarm("-P3D", "回答期限まであと3日です。"),
        *_alarm("-P1D", "回答期限は明日です。"),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _alarm(before: str, text: str) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(text)}",
        f"TRIGGER:{before}",
        "END:VALARM",
    ]


def _escaped(text: str) -> str:
    plain = "".join(sign for sign in text if sign == "\n" or sign.isprintable())
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Break a line so that none is longer than 75 bytes; a character is never cut."""
    pieces, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > _LINE_BYTES:
            pieces.append(current)
            current = " "
        current += sign
    return [*pieces, current]
