"""Reads the headers of a saved notice (.eml) that a reply needs; it reads no body and trusts no header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message

    from appeal.model.round import Refusal

Value = TypeVar("Value")

_MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffd]+")
# A header far longer than any that a mail program writes is read as far as this.
_LONGEST_HEADER = 10_000
# Names in old mails that mean the wider set of characters in use.
_WIDER = {
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext",
}


@dataclass(frozen=True, slots=True)
class MailHeaders:
    """Headers of a mail; None where it has none that can be read. `date` is the day in Japan."""

    message_id: str | None
    subject: str | None
    sender: str | None
    date: date | None
    reply_to: str | None = None
    references: str | None = None

    @property
    def answer_to(self) -> str | None:
        """Where the mail asks answers to go."""
        return self.reply_to or self.sender


def read_mail_headers(data: bytes) -> MailHeaders:
    """Return the headers of an .eml; never raises, whatever the bytes."""
    from email.parser import BytesHeaderParser

    message = BytesHeaderParser().parsebytes(data.removeprefix(b"\xef\xbb\xbf"))
    return MailHeaders(
        message_id=_first_id(_header(message, "Message-ID")),
        subject=_safely(_text, _header(message, "Subject")),
        sender=_safely(_address, _header(message, "From")),
        date=_safely(_day, _header(message, "Date")),
        reply_to=_safely(_address, _header(message, "Reply-To")),
        references=" ".join(_MESSAGE_ID.findall(_header(message, "References") or "")) or None,
    )


def kept_headers(refusal: Refusal | None) -> MailHeaders | None:
    """Return the headers of a refusal as they were kept, None where it came as no mail."""
    if refusal is None or refusal.mail is None:
        return None
    kept = refusal.mail
    return MailHeaders(
        kept.message_id, kept.subject, kept.answer_to, refusal.received, references=kept.references
    )


def _header(message: Message, name: str) -> str | None:
    """Return a header as it stands; bytes that a mail program saved without coding them are decoded."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            text = str(value)[:_LONGEST_HEADER]
            plain = text.isascii() and "\x1b" not in text
            return text if plain else _raw_text(text.encode("utf-8", "surrogateescape"))
    return None


def header_text(message: Message, name: str) -> str | None:
    """Return one header as a line of text, or None; never raises."""
    return _safely(_text, _header(message, name))


def day_of(value: str) -> date | None:
    """Return the day in Japan of a date as mails write it, or None."""
    return _safely(_day, value)


def _raw_text(raw: bytes) -> str:
    return _decoded(raw, "iso2022_jp_ext" if b"\x1b" in raw else "utf-8")


def _safely(read: Callable[[str], Value | None], value: str | None) -> Value | None:
    if value is None:
        return None
    try:
        return read(value)
    except (ValueError, TypeError, IndexError, LookupError, OverflowError):
        return None


def _first_id(value: str | None) -> str | None:
    found = _MESSAGE_ID.search(value or "")
    return found[0] if found else None


def _text(value: str) -> str | None:
    """Decode the coded words of a header, each by its own set of characters."""
    from email.header import decode_header

    pieces = []
    for piece, charset in decode_header(value):
        if isinstance(piece, str):
            pieces.append(piece)
        else:
            name = (charset or "utf-8").lower()
            pieces.append(_decoded(piece, _WIDER.get(name, name)))
    return _CONTROL.sub(" ", "".join(pieces)).strip() or None


def _decoded(piece: bytes, charset: str) -> str:
    for name in (charset, "utf-8", "cp932", "iso2022_jp_ext"):
        try:
            return piece.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return piece.decode("ascii", "replace")


def _address(value: str) -> str | None:
    """Return the bare address; the name beside it may say anything."""
    from email.policy import default

    addresses = default.header_factory("From", _text(value) or "").addresses
    address = addresses[0].addr_spec if addresses else ""
    return address if re.fullmatch(r"[\x21-\x7e]+@[\x21-\x7e]+", address) else None


def _day(value: str) -> date | None:
    from datetime import timedelta, timezone
    from email.policy import default

    moment = default.header_factory("Date", value).datetime
    if moment is None:
        return None
    if moment.tzinfo is None:
        return date(moment.year, moment.month, moment.day)
    local = moment.astimezone(timezone(timedelta(hours=9)))
    return date(local.year, local.month, local.day)
