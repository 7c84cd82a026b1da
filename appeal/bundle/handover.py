"""The list of what is handed over and the unsent mail draft; it sends nothing and reads no clock."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from appeal.model.submission import Exhibit

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_TYPES = {
    "pdf": ("application", "pdf"),
    "jpg": ("image", "jpeg"),
    "png": ("image", "png"),
    "gif": ("image", "gif"),
}


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One file of the package; `source` is the path as the case states it and `label` its 資料番号, both None for ours."""

    path: str
    sha256: str
    bytes: int
    pages: int | None = None
    source: str | None = None
    label: str | None = None


def entry(
    path: str,
    content: bytes,
    *,
    pages: int | None = None,
    source: str | None = None,
    label: str | None = None,
) -> ManifestEntry:
    """Return the entry of a file whose content is at hand."""
    return ManifestEntry(path, hashlib.sha256(content).hexdigest(), len(content), pages, source, label)


def manifest(
    version: str, today: date, case_file: str, case_sha256: str, entries: Sequence[ManifestEntry]
) -> dict[str, object]:
    """Return what manifest.json says; `made_by` is how a later build knows a package of ours."""
    return {
        "version": version,
        "made_by": f"appeal {version}",
        "today": today.isoformat(),
        "case": {"file": case_file, "sha256": case_sha256},
        "files": [asdict(one) for one in sorted(entries, key=lambda one: one.path)],
    }


def exhibit_entries(exhibits: Sequence[Exhibit]) -> list[ManifestEntry]:
    """Return the entries of the byte copies, in the order of attaching."""
    return [
        ManifestEntry(
            path=f"attach/{one.name}",
            sha256=one.facts.sha256 or "",
            bytes=one.facts.bytes or 0,
            pages=one.facts.pages,
            source=one.item.file,
            label=one.label,
        )
        for one in exhibits
    ]


def json_bytes(value: object) -> bytes:
    """Return a JSON document as it is written into the package: UTF-8, readable, one line end at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def text_bytes(text: str) -> bytes:
    """Return a text as Windows opens it rightly everywhere: UTF-8 with its mark, CRLF."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-8")


def mail_draft(
    reply_body: str,
    original_message_id: str | None,
    subject: str | None,
    recipient: str | None,
    attachments: Sequence[tuple[str, bytes]],
    references: str | None = None,
) -> bytes:
    """Return an unsent reply to the notice as an .eml file, with `attachments` as (name, content).

    It bears no date and the same input gives the same bytes. What the notice does not tell is left out.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if recipient and (plain := _one_line(recipient)):
        message["To"] = plain
    message["Subject"] = _reply_subject(_one_line(subject or ""))
    known = _MESSAGE_ID.findall(f"{references or ''} {original_message_id or ''}")
    if known:
        message["In-Reply-To"] = known[-1]
        message["References"] = " ".join(dict.fromkeys(known))
    message.set_content(reply_body.replace("\r\n", "\n"), charset="utf-8", cte="base64")
    for name, content in attachments:
        kind, subtype = _TYPES.get(name.rpartition(".")[2].lower(), ("application", "octet-stream"))
        message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
    if message.is_multipart():
        message.set_boundary(_boundary(reply_body, attachments))
    return message.as_bytes()


def _one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _reply_subject(subject: str) -> str:
    return subject if subject[:3].lower() == "re:" else f"Re: {subject}".strip()


def _boundary(reply_body: str, attachments: Sequence[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256(reply_body.encode("utf-8"))
    for name, content in attachments:
        digest.update(name.encode("utf-8") + b"\0" + hashlib.sha256(content).digest())
    return f"=_appeal_{digest.hexdigest()[:32]}"
