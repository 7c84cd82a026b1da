"""A path as people drop or type it -> candidate readings of it; whether a file exists is asked from outside."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

Exists = Callable[[str], bool]

_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_QUOTES = {'"': '"', "'": "'", "「": "」", "“": "”", "‘": "’", "『": "』"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WINDOWS_PIECE = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|\'([^\']*)\'(?=\s|$)|(\S+)')
_DRIVE = re.compile(r"([A-Za-z]):[\\/](.*)", re.DOTALL)
_BLANK = " \t\r\n\u3000\u00a0"
# Longer than any list of paths that a person drops at once.
_LONGEST = 32_000


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a dropped text was found to name: `files` that exist, in order, and `missing`, the pieces that do not."""

    files: tuple[str, ...]
    missing: tuple[str, ...] = ()


def read_dropped(text: str, exists: Exists, folder: str = "", home: str = "") -> Dropped:
    """Return the files that a dropped or typed text names.

    The first reading of the text in which every piece exists wins; where there is none, the reading that finds most
    pieces is told. `folder` is where relative paths start, `home` what `~` means. It never asks which system this is.
    """
    cleaned = _cleaned(text)
    if not cleaned or len(cleaned) > _LONGEST:
        return Dropped((), (cleaned[:80],) if cleaned else ())
    best = Dropped((), (cleaned,))
    for pieces in _candidates(cleaned):
        dropped = _look_up(pieces, exists, folder, home)
        if not dropped.missing:
            return dropped
        if len(dropped.files) > len(best.files):
            best = dropped
    return best


def looks_dropped(text: str) -> bool:
    """Return whether a text is more likely a path than words: a drive, a slash at its start, quotes around, file:."""
    cleaned = _cleaned(text)
    if "\n" in cleaned:
        return False
    return bool(re.match(r"""["'「“]?(?:[A-Za-z]:[\\/¥￥]|\\\\|~?/|file:|\./|\.\\)""", cleaned))


def _cleaned(text: str) -> str:
    plain = _INVISIBLE.sub("", text).strip(_BLANK)
    return plain[2:].strip(_BLANK) if plain.startswith("& ") else plain


def _look_up(pieces: list[str], exists: Exists, folder: str, home: str) -> Dropped:
    found, missing = [], []
    for piece in pieces:
        match = next((form for form in _forms(piece, folder, home) if _is_there(form, exists)), None)
        if match is None:
            missing.append(piece)
        else:
            found.append(match)
    return Dropped(tuple(dict.fromkeys(found)), tuple(missing))


def _is_there(path: str, exists: Exists) -> bool:
    # A system refuses some texts outright (a zero byte, a name too long): such a file is not there.
    try:
        return "\0" not in path and exists(path)
    except (OSError, ValueError):
        return False


def _candidates(text: str) -> Iterator[list[str]]:
    for reading in dict.fromkeys((text, text.replace("\u3000", " "))):
        yield [reading]
        bare = _unquoted(reading)
        yield [bare]
        yield [_ESCAPED.sub(r"\1", bare)]
        yield [_unquoted(piece) for piece in re.split(r"[\r\n\t]+", reading) if piece.strip(_BLANK)]
        yield _like_a_shell(reading)
        yield _like_windows(reading)


def _unquoted(text: str) -> str:
    stripped = text.strip(_BLANK)
    closing = _QUOTES.get(stripped[:1])
    if closing and len(stripped) > 1 and stripped.endswith(closing):
        return stripped[1:-1]
    return stripped


def _like_a_shell(text: str) -> list[str]:
    """Split as a POSIX shell does; inside '…' some terminals write \\' and \\\\, which no shell would read so."""
    for attempt in (text, _ESCAPED.sub(_as_double_quoted, text) if "'" in text else text):
        try:
            pieces = shlex.split(attempt)
        except ValueError:
            continue
        if pieces:
            return pieces
    return _macos_quoted(text)


def _as_double_quoted(match: re.Match[str]) -> str:
    return "'\"'\"'" if match[1] == "'" else match[1]


def _macos_quoted(text: str) -> list[str]:
    pieces = re.findall(r"'((?:\\.|[^'\\])*)'", text)
    return [_ESCAPED.sub(r"\1", piece) for piece in pieces] or [text]


def _like_windows(text: str) -> list[str]:
    pieces = []
    for match in _WINDOWS_PIECE.finditer(text):
        piece = next(part for part in match.groups() if part is not None)
        if piece:
            pieces.append(piece)
    return pieces or [text]


def _forms(piece: str, folder: str, home: str) -> Iterator[str]:
    """Yield the ways one piece may be meant, the plainest first."""
    for plain in dict.fromkeys(_spellings(piece)):
        for form in dict.fromkeys(
            (plain, unicodedata.normalize("NFC", plain), unicodedata.normalize("NFD", plain))
        ):
            if home and form.startswith("~"):
                yield home + form[1:]
            if folder and not form.startswith(("/", "\\")) and not _DRIVE.match(form):
                yield f"{folder}/{form}"
            yield form


def _spellings(piece: str) -> Iterator[str]:
    urls = list(_from_url(piece))
    for form in [*urls, piece]:
        yield form
        slashed = form.replace("¥", "\\").replace("￥", "\\")
        yield slashed
        if drive := _DRIVE.match(slashed):
            yield f"/mnt/{drive[1].lower()}/" + drive[2].replace("\\", "/")
        elif "\\" in slashed:
            yield slashed.replace("\\", "/")


def _from_url(piece: str) -> Iterator[str]:
    if not piece.lower().startswith("file:"):
        return
    try:
        parts = urlsplit(piece)
        path = unquote(parts.path, errors="strict")
    except (ValueError, UnicodeDecodeError):
        return
    if parts.netloc and parts.netloc.lower() != "localhost":
        yield "//" + parts.netloc + path
        yield "\\\\" + parts.netloc + path.replace("/", "\\")
    if re.match(r"/[A-Za-z]:", path):
        yield path[1:]
    yield path
