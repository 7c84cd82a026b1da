"""Reads the bytes of a case file and finds their encoding; it changes nothing and knows no TOML."""

from __future__ import annotations

import codecs
import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from appeal.errors import CaseFileError

LIMIT_KB = 256
_LIMIT = LIMIT_KB * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class CaseText:
    """The text of a case file with `\\n` as its only line end.

    `encoding` is `utf-8`, `utf-8-sig`, `utf-16` or `cp932`; `newline` is the line end that prevails in the file.
    Where no encoding fits, `text` holds what can be shown and `undecodable` the offset of the first bad byte.
    """

    text: str
    encoding: str
    newline: str
    sha256: str
    undecodable: int | None = None
    bad_line: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(self.text.split("\n"))


def read_text(path: Path, name: str) -> CaseText:
    """Read a case file; raises CaseFileError (C101 to C105) where it is missing, no file, barred, too large or binary."""
    content = _read_bytes(path, name)
    digest = hashlib.sha256(content).hexdigest()
    if not content.startswith(_UTF16) and b"\0" in content[:4096]:
        raise CaseFileError("C105", file=name)
    text, encoding, offset = _decode(content)
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    line = 0 if offset is None else content.count(b"\n", 0, offset) + 1
    return CaseText(plain, encoding, newline, digest, offset, line)


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        # A pipe would block on opening, so the kind is asked for first.
        if not stat.S_ISREG(path.stat().st_mode):
            raise CaseFileError("C102", file=name)
        with open(path, "rb") as stream:
            content = stream.read(_LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise CaseFileError("C101", file=name) from error
    except OSError as error:
        raise CaseFileError("C103", file=name) from error
    if content.startswith(b"%PDF-"):
        raise CaseFileError("C105", file=name)
    if len(content) > _LIMIT:
        raise CaseFileError("C104", file=name, limit=LIMIT_KB)
    return content


def _decode(content: bytes) -> tuple[str, str, int | None]:
    if content.startswith(_UTF16):
        return _strictly(content, "utf-16")
    encoding = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    as_utf8 = _strictly(content, encoding)
    if as_utf8[2] is None or encoding == "utf-8-sig" or _mostly_utf8(as_utf8[0]):
        return as_utf8
    as_cp932 = _strictly(content, "cp932")
    return as_cp932 if as_cp932[2] is None else as_utf8


def _strictly(content: bytes, encoding: str) -> tuple[str, str, int | None]:
    try:
        return content.decode(encoding), encoding, None
    except UnicodeDecodeError as error:
        offset = error.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
        return content.decode(encoding, errors="replace"), encoding, offset


def _mostly_utf8(text: str) -> bool:
    """Whether one torn character stands in a UTF-8 file; a cp932 file gives almost nothing but torn ones."""
    foreign = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") * 4 < foreign
