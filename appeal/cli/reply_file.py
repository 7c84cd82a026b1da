"""Opens the file of a reply and turns away what is none: other kinds of file and papers of the case itself; it keeps nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from appeal.errors import CaseFileError

if TYPE_CHECKING:
    from appeal.model.case import Case
    from appeal.model.round import Round

_LARGEST = 20_000_000
# How the files begin that are sent about instead of a saved text or mail.
_KINDS = (
    (b"%PDF-", "PDFです"),
    (b"PK\x03\x04", "ZIPかWord、Excelのファイルです"),
    (b"\xd0\xcf\x11\xe0", "Outlookの .msg か古いWord、Excelのファイルです"),
    (b"{\\rtf", "リッチテキストのファイルです"),
    (b"\xff\xd8\xff", "画像です"),
    (b"\x89PNG", "画像です"),
    (b"GIF8", "画像です"),
)
_PDF_WITHIN = 1024
_SETTINGS = frozenset({".toml", ".json"})
_SHORTEST_PART = 20
_HEADER = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:From |[A-Za-z-]{2,60}:)")


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """A reply as it was saved; `name` tells a mail from a text."""

    path: Path
    data: bytes

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return self.path.name


def open_reply(path: Path) -> ReplyFile:
    """Return a reply that may be read as text or mail; raises CaseFileError A809 for any other file."""
    from appeal.intake.regular_files import UnfitFileError, read_regular

    try:
        data = read_regular(path, _LARGEST)
    except UnfitFileError as error:
        raise CaseFileError("A809", file=path, reason=error.reason) from error
    except (OSError, ValueError) as error:
        raise CaseFileError("A809", file=path, reason="開けません") from error
    if reason := _unreadable(path, data):
        raise CaseFileError("A809", file=path, reason=reason)
    return ReplyFile(path, data)


def _unreadable(path: Path, data: bytes) -> str | None:
    """Return why a file is no text to read, or None."""
    from appeal.notice.characters import decoded

    for start, reason in _KINDS:
        if data.startswith(start) or (start == b"%PDF-" and start in data[:_PDF_WITHIN]):
            return reason
    text = decoded(data)
    if not re.search(r"\w", text):
        return "中身がありません"
    if path.suffix.lower() in _SETTINGS:
        return "プログラムの設定か記録のファイルです"
    # A mail may carry anything; in a pasted text no such character stands.
    odd = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]", text))
    if not _HEADER.match(data) and ("\0" in text or odd * 50 > len(text)):
        return "文字のファイルではありません"
    return None


def refuse_own_papers(reply: ReplyFile, case_path: Path, case: Case | None, last: Round) -> None:
    """Raise CaseFileError A827 where a reply is the case file, the notice, a paper of the case or what was sent."""
    what = _named_by(reply.path, case_path, case) or _kept_in(reply.path, case_path)
    if what is None and _is_notice(reply, case_path, case):
        what = "通知"
    if what is None and _is_said(reply, last):
        what = "送った回答の文"
    if what is not None:
        raise CaseFileError("A827", file=reply.path, what=what)


def _named_by(path: Path, case_path: Path, case: Case | None) -> str | None:
    home = case_path.absolute().parent
    named = [("案件ファイル", case_path.name)]
    if case is not None:
        named += [("通知", case.notice.file or ""), ("出品者のファイル", case.seller_file or "")]
        named += [("証憑", one.file) for one in case.evidence]
    return next((what for what, file in named if file and _same(path, home / file)), None)


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def _kept_in(path: Path, case_path: Path) -> str | None:
    """Return what a file belongs to where it lies in the records of a case or in a package."""
    place, home = path.resolve(), case_path.absolute().parent.resolve()
    if place.is_relative_to(home) and place.relative_to(home).parts[0].startswith("rounds"):
        return "回答の記録"
    return "提出一式の中のファイル" if any(map(_is_package, place.parents[:3])) else None


def _is_package(folder: Path) -> bool:
    try:
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8-sig"))
        return str(told["made_by"]).startswith("appeal ")
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _is_notice(reply: ReplyFile, case_path: Path, case: Case | None) -> bool:
    """Whether a file holds nothing but words of the notice that is answered."""
    from appeal.intake.regular_files import read_regular

    file = case.notice.file if case is not None else None
    if not file:
        return False
    path = case_path.absolute().parent / file
    try:
        notice = "".join(_bodies(read_regular(path, _LARGEST), path.name))
    except (OSError, ValueError):
        return False
    said = "".join(_bodies(reply.data, reply.name))
    return len(said) >= _SHORTEST_PART and said in notice


def _bodies(data: bytes, name: str) -> Iterator[str]:
    from appeal.notice.receive import receive

    return (_plain(one.body) for one in receive(data, name))


def _is_said(reply: ReplyFile, last: Round) -> bool:
    """Whether every word of a file was said in the answer that was sent."""
    from appeal.notice.receive import receive

    said = _plain(last.said)
    lines = [_plain(line) for one in receive(reply.data, reply.name) for line in one.body.splitlines()]
    told = [line for line in lines if line]
    return sum(map(len, told)) >= _SHORTEST_PART and all(line in said for line in told)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))
