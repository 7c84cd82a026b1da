"""Finds the slips of the hand inside quotes, `[ ]` and `{ }`; it changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from appeal.intake.bare import Slip, bare_slip, quoted, shortened
from appeal.intake.entries import entry_at, key_titled, key_titled_anywhere, keys_of, nearest, place_of
from appeal.intake.masking import INSIDE, mask
from appeal.intake.statements import line_end, string_end

_BAD_ESCAPE = re.compile(r"\\(?![btnfr\"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_BAD_ESCAPE_IN_LINES = re.compile(r"\\(?![btnfr\"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\n)")
_ESCAPE = re.compile(r"\\[^\n]")
_PATH = re.compile(r'"(?:[A-Za-z]:|\\|\.|[^"\n]*\\[^"\n]*\\)')
# A drive, a name with an ending behind the last backslash, or folders in a row.
_LIKE_PATH = re.compile(r"^[A-Za-z]:|^\.{0,2}\\|\.\w{2,5}$|\\[^\\]+\\")
_WIDE = {"，": ",", "、": ",", "［": "[", "］": "]", "｛": "{", "｝": "}", "＃": "#"}
_HALF = {ord(wide): half for wide, half in _WIDE.items()}
_QUOTES = "“”„‟＂‘’＇"
_TOKEN = re.compile(
    r"[^\s,\[\]{}=\"\x01，、［］｛｝＝＃]+(?:[ \t\u3000]+[^\s,\[\]{}=\"\x01，、［］｛｝＝＃]+)*"
)
_NO_COMMA = re.compile(r"(?:\"\x01*\"|[0-9]|\}|\])\s+(?=[\"\[{]|[A-Za-z_-]+[ \t]*=)")
_COLON = re.compile(r"([A-Za-z_-]*)[ \t]*([:：])")
# How far a word looks for its key and its `=`: enough for a line, and never the whole of a large file.
_NEAR = 200
_MOST = 60
_CLOSING = {"[": "]", "{": "}"}


def string_slip(text: str, start: int, end: int) -> Slip | None:
    """Find a backslash that TOML cannot read in the closed string `text[start:end]`."""
    if text[start] == "'":
        return None
    lines = text.startswith('"""', start)
    pattern = _BAD_ESCAPE_IN_LINES if lines else _BAD_ESCAPE
    index = start + 1
    while match := _ESCAPE.search(text, index, end):
        if pattern.match(text, match.start()):
            suggestion = "'''…'''" if lines else _without_backslash(text[start + 1 : end - 1])
            return Slip("C125", match.start(), {"suggestion": suggestion})
        index = match.end()
    return None


def _without_backslash(content: str) -> str:
    """Return what to write instead: a path with `/`, which every system reads, other text in single quotes."""
    plain = shortened(content, 60)
    return quoted(re.sub(r"\\+", "/", plain)) if _LIKE_PATH.search(content) else quoted(plain)


def unclosed_slip(text: str, start: int) -> Slip:
    """Say why the string that begins at `start` does not end."""
    line = text[start : line_end(text, start)]
    if line.startswith(('"""', "'''")):
        return Slip("C131", start, {"mark": line[:3]})
    if _PATH.match(line) and "\\" in line:
        content = line[1 : line.rindex('"')] if line.count('"') > 1 else line[1:].rstrip()
        return Slip("C125", start + line.index("\\"), {"suggestion": _without_backslash(content)})
    for index, mark in enumerate(line):
        if mark in _QUOTES:
            return Slip("C122", start + index, {"mark": mark})
    return Slip("C131", start, {"mark": line[0]})


def structure_slips(text: str, start: int, path: str) -> list[Slip]:
    """Return the slips in a list or inline table, the value of the entry `path`; offsets count in `text`."""
    masked = mask(text[start:])
    sources = [
        _quoting(text, start, masked.strings, masked.unclosed),
        _marks(masked.text, start),
        _tokens(text, masked.text, start, path),
    ]
    if not masked.unclosed:
        sources += [_brackets(masked.text, start), _commas(masked.text, start)]
    slips = [slip for source in sources for slip in islice(source, _MOST)]
    return sorted(slips, key=lambda slip: slip.offset)


def _quoting(
    text: str, start: int, strings: tuple[tuple[int, int], ...], unclosed: tuple[int, ...]
) -> Iterator[Slip]:
    for first, behind in strings:
        if slip := string_slip(text, start + first, start + behind):
            yield slip
    for offset in unclosed:
        if string_end(text, start + offset) is None:
            yield unclosed_slip(text, start + offset)


def _marks(masked: str, start: int) -> Iterator[Slip]:
    """Yield the full-width marks outside quotes, each kind once."""
    told: set[str] = set()
    for index, mark in enumerate(masked):
        if mark in told:
            continue
        told.add(mark)
        if mark in _WIDE:
            yield Slip("C142", start + index, {"mark": mark, "suggestion": _WIDE[mark]})
        elif mark in _QUOTES and not told & set(_QUOTES) - {mark}:
            yield Slip("C122", start + index, {"mark": mark})
        elif mark == "＝":
            yield Slip("C121", start + index)
        elif mark in "\u3000\u00a0":
            yield Slip("C123", start + index)


def _brackets(masked: str, start: int) -> Iterator[Slip]:
    folded = masked.translate(_HALF)
    stack: list[tuple[str, int]] = []
    broken: set[int] = set()
    for index, mark in enumerate(folded):
        if mark in _CLOSING:
            stack.append((mark, index))
        elif mark in "]}":
            if not stack or _CLOSING[stack[-1][0]] != mark:
                yield Slip("C145", start + index)
                return
            stack.pop()
            if not stack:
                yield from _behind(folded, index + 1, start)
                return
        elif mark == "\n" and stack and stack[-1][0] == "{":
            broken.add(stack[-1][1])
    opening, index = stack[0] if stack else ("[", 0)
    yield Slip("C137", start + index, {"mark": opening, "close": _CLOSING[opening]})


def _behind(folded: str, index: int, start: int) -> Iterator[Slip]:
    """Judge a closed structure: what stands behind it, and line ends or a last comma inside `{ }`."""
    rest = folded[index:].strip()
    if rest:
        yield Slip(
            "C139", start + folded.index(rest[0], index), {"value": shortened(rest.replace(INSIDE, "…"))}
        )
    for match in re.finditer(r"\{[^{}]*\}", folded[:index]):
        if "\n" in match[0]:
            yield Slip("C138", start + match.start())
        elif last := re.search(r",\s*\}$", match[0]):
            yield Slip("C145", start + match.start() + last.start())


def _commas(masked: str, start: int) -> Iterator[Slip]:
    """Yield the places where a value follows another without a comma."""
    for match in _NO_COMMA.finditer(masked):
        yield Slip("C145", start + match.end())


def _tokens(text: str, masked: str, start: int, path: str) -> Iterator[Slip]:
    """Judge the words outside quotes: keys before `=`, values elsewhere."""
    key = path.rsplit(".", 1)[-1]
    for match in _TOKEN.finditer(masked):
        token, at = text[start + match.start() : start + match.end()], start + match.start()
        follower = masked[match.end() : match.end() + _NEAR].lstrip(" \t\u3000")[:1]
        if any(mark in _QUOTES for mark in token):
            continue
        if colon := _COLON.match(token):
            shown = colon[1] or shortened(
                text[max(at - _NEAR, start) : at].rstrip().rsplit(",")[-1].strip(" {[\n")
            )
            yield Slip("C136", at + colon.start(2), {"key": shown, "mark": colon[2]})
        elif follower in ("=", "＝"):
            yield from _key_slips(token, at, path)
        elif slip := bare_slip(token.strip("\u3000"), _last_key(masked, match.start()) or key, at):
            yield slip


def _last_key(masked: str, index: int) -> str | None:
    match = re.search(
        r"([A-Za-z0-9_-]+)[ \t\u3000]*[=＝][ \t\u3000]*$", masked[max(index - _NEAR, 0) : index]
    )
    return match[1] if match else None


def _key_slips(token: str, at: int, path: str) -> Iterator[Slip]:
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", token):
        yield Slip("C126", at, {"key": shortened(token), "suggestion": meant_key(token, path)})


def meant_key(word: str, table: str) -> str:
    """Say which key of `table` a word in its place most likely means, or which there are."""
    entry, keys = entry_at(table), keys_of(table)
    if entry and entry.kind is dict:
        return '"2026-06" のような月'
    if meant := word if word in keys else key_titled(word, table) or nearest(word, keys):
        return f"「{meant}」"
    if elsewhere := key_titled_anywhere(word):
        return f"「{elsewhere.key}」({place_of(elsewhere.table)} の項目)"
    return f"{'、'.join(keys)} のうち合うもの" if keys else "見本にある英字の項目名"
