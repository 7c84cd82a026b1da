"""The test mails: header lines `# key: value` with what a correct reading finds, then the mail."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

MAILS = Path(__file__).parent / "notices"
KEYS = (
    "kind", "pattern", "subject", "asins", "problem_types", "window_days", "window_text", "quantity_basis", "deadline_days",
    "formats", "requirements", "relisting", "channel", "threat", "language", "flags",
)  # fmt: skip
LISTS = ("asins", "problem_types", "formats", "requirements", "flags")
NUMBERS = ("pattern", "window_days", "deadline_days")
# What a truth may name besides; where it does not, nothing is said about it.
NAMED = ("addressee", "contact_items", "deadline_date")
NOT_IN_A_FRAGMENT = ("kind", "pattern", "problem_types", "subject")


@dataclass(frozen=True)
class Mail:
    name: str
    truth: dict[str, str]
    body: str

    @property
    def text(self) -> str:
        """Subject and body as a seller pastes them."""
        subject = self.truth.get("subject", "none")
        return self.body if subject == "none" else f"件名: {subject}\n\n{self.body}"

    @property
    def saved(self) -> bytes:
        """The mail as a mail program saves it, in the form its truth names: html, alt (with a plain part that says nothing), jis."""
        message = EmailMessage()
        message["Subject"] = self.truth["subject"]
        message["From"] = "Amazon <seller-mihon@amazon.co.jp>"
        message["Date"] = "Mon, 03 Jun 2024 10:00:00 +0900"
        message["Message-ID"] = "<mihon@amazon.co.jp>"
        form = self.truth["form"]
        if form == "jis":
            message.set_content(self.body, charset="iso-2022-jp", cte="7bit")
        elif form == "html":
            message.set_content(self.body, subtype="html", charset="utf-8", cte="base64")
        else:
            message.set_content("HTML mail")
            message.add_alternative(self.body, subtype="html")
        return message.as_bytes()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that count: of a mail that is not our case only the kind does."""
        kind = self.truth["kind"]
        if kind.startswith("negative"):
            return ("kind",)
        if kind == "fragment" or self.truth.get("excerpt") == "fragment":
            return tuple(key for key in KEYS if key not in NOT_IN_A_FRAGMENT)
        return KEYS

    @property
    def named(self) -> dict[str, str]:
        """The values of this mail's truth that stand outside the keys every mail has."""
        return {key: self.truth[key] for key in NAMED if key in self.truth}

    def expected(self, key: str) -> Any:
        value = self.truth.get(key, "ja" if key == "language" else "none")
        if key in LISTS:
            return _ordered(key, [] if value == "none" else value.split(", "))
        if value == "none":
            return None
        several = key.startswith("window") or key == "channel"
        parts = value.split("; " if key == "window_text" else ", ") if several else [value]
        typed = [_typed(key, part) for part in parts]
        return typed[0] if len(typed) == 1 else typed


def found(key: str, document: dict[str, Any]) -> Any:
    """The value of a document in the form `expected` gives; the order counts for formats alone."""
    value = document[key]
    if key in LISTS:
        return _ordered(key, value)
    if key == "window_text" and value is not None:
        texts = [value] if isinstance(value, str) else value
        typed = [_typed(key, text) for text in texts]
        return typed[0] if len(typed) == 1 else typed
    return unicodedata.normalize("NFKC", value) if key == "subject" and value else value


def _ordered(key: str, values: list[str]) -> list[str]:
    return values if key == "formats" else sorted(values)


def _typed(key: str, value: str) -> Any:
    if key in NUMBERS and value.isdecimal():
        return int(value)
    plain = unicodedata.normalize("NFKC", value)
    return "".join(plain.split()) if key == "window_text" else plain


def mails(folder: str) -> list[Mail]:
    read = [_read(path) for path in sorted((MAILS / folder).glob("*.txt"))]
    assert read, folder
    return read


def mail(folder: str, name: str) -> Mail:
    return _read(MAILS / folder / f"{name}.txt")


def _read(path: Path) -> Mail:
    truth: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").split("\n")
    while lines and lines[0].startswith("# "):
        key, _, value = lines.pop(0)[2:].partition(": ")
        truth[key] = value
    return Mail(f"{path.parent.name}/{path.stem}", truth, "\n".join(lines))
