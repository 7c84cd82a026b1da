"""Opens a notice as it came, pasted text or saved mail, down to the message inside; it judges nothing of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from appeal.notice.characters import decoded
from appeal.notice.html_text import text_of_html

if TYPE_CHECKING:
    from email.message import Message

LARGEST = 1_000_000
_MAIL_HEADER = re.compile(
    rb"\A(?:From [^\n]*\n)?\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}"
)
_MAIL_SIGN = re.compile(
    rb"^(?:MIME-Version|Received|Message-ID|Content-Type|Return-Path|Delivered-To):", re.I | re.M
)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_TELLING_HEADERS = ("Subject", "From", "Date", "Reply-To", "Authentication-Results")
_DEEPEST = 12
# The standard parser takes long over very many parts or header lines; no real mail has as many.
_MOST_PART_LINES = 2_000
_LONGEST_HEAD = 100_000


@dataclass(frozen=True, slots=True)
class Received:
    """A notice as it came: for a mail the telling headers as lines, the body, and where its links lead.

    `limit` is the number of bytes that were read where the rest was left unread.
    """

    headers: tuple[tuple[str, str], ...]
    body: str
    links: tuple[str, ...] = ()
    limit: int | None = None


def receive(data: bytes | str, name: str = "") -> tuple[Received, ...]:
    """Return the messages inside `data`, outermost first; never raises, and reads at most `LARGEST` bytes."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    limit = LARGEST if len(raw) > LARGEST else None
    raw = raw[:LARGEST]
    if not _is_mail(raw, name):
        text = data[:LARGEST] if isinstance(data, str) else decoded(raw)
        return (Received((), text, (), limit),)
    from email.parser import BytesParser

    try:
        mail = _parsable(raw.removeprefix(b"\xef\xbb\xbf"))
        if len(mail) + 3 < len(raw):
            limit = len(mail)
        found = _messages(BytesParser().parsebytes(mail), limit, _DEEPEST)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        # The standard parser still trips over some malformed headers; the mail is then read as the text it is.
        found = []
    return tuple(found) or (Received((), decoded(raw), (), limit),)


def _parsable(raw: bytes) -> bytes:
    """Return the mail, of one built to hold up the parser as much as it takes in its stride."""
    head = _HEAD_END.search(raw)
    size = head.start() if head else len(raw)
    if size > _LONGEST_HEAD:
        raw = raw[: raw.rfind(b"\n", 0, _LONGEST_HEAD) + 1] + raw[size:]
    pieces = raw.split(b"\n--", _MOST_PART_LINES)
    return b"\n--".join(pieces[:_MOST_PART_LINES])


def _is_mail(raw: bytes, name: str) -> bool:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    head = raw.removeprefix(b"\xef\xbb\xbf")[:20_000]
    match = _MAIL_HEADER.match(head)
    if match is None:
        return False
    return name.lower().endswith(".eml") or bool(_MAIL_SIGN.search(match[0]))


def _messages(message: Message, limit: int | None, depth: int) -> list[Received]:
    """Return this message and those attached to it."""
    plain: list[str] = []
    html: list[str] = []
    links: list[str] = []
    inner: list[Received] = []
    for part in _parts(message, depth):
        if part.get_content_type() == "message/rfc822":
            inner.extend(_attached(part, limit, depth))
        elif part.get_content_type() == "text/html":
            text, targets = text_of_html(_body(part))
            html.append(text)
            links.extend(targets)
        else:
            plain.append(_body(part))
    # A plain part of a few words only says that the mail wants an HTML reader.
    text = "\n".join(plain)
    if not text.strip() or _length(text) * 8 < _length("\n".join(html)):
        text = "\n".join(html) or text
    return [Received(_headers(message), text, tuple(links), limit), *inner]


def _length(text: str) -> int:
    return len("".join(text.split()))


def _attached(part: Message, limit: int | None, depth: int) -> list[Received]:
    payload = part.get_payload()
    if depth <= 0 or not isinstance(payload, list):
        return []
    return [found for message in _mails(payload) for found in _messages(message, limit, depth - 1)]


def _mails(payload: Sequence[object]) -> list[Message]:
    from email.message import Message

    return [part for part in payload if isinstance(part, Message)]


def _parts(message: Message, depth: int) -> list[Message]:
    """Return the readable parts in order, without going into attached mails."""
    payload = message.get_payload()
    if message.get_content_type() == "message/rfc822":
        return [message]
    if isinstance(payload, list):
        return [part for child in _mails(payload) for part in _parts(child, depth - 1)] if depth > 0 else []
    named = "attachment" in str(message.get("Content-Disposition", "")).lower()
    readable = message.get_content_maintype() == "text" or message.get("Content-Type") is None
    return [message] if readable and not named else []


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = part.get_param("charset")
    text = decoded(raw, charset if isinstance(charset, str) else None)
    if str(part.get_param("format", "")).lower() == "flowed":
        joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
        text = re.sub(r" \r?\n(?!>|-- )", joint, text)
    return text


def _headers(message: Message) -> tuple[tuple[str, str], ...]:
    from appeal.notice.mail import header_text

    found = []
    for name in _TELLING_HEADERS:
        value = header_text(message, name)
        if value:
            found.append((name, value))
    return tuple(found)
