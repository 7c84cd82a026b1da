"""Finds the slips of the hand in one heading or entry that TOML cannot read; it changes nothing."""

from __future__ import annotations

import re
import unicodedata

from appeal.intake.bare import Slip, bare_slip, quoted, shortened
from appeal.intake.entries import header, key_titled, keys_of
from appeal.intake.masking import INSIDE, mask
from appeal.intake.statements import line_end, read_key
from appeal.intake.structures import meant_key, string_slip, structure_slips, unclosed_slip

QUOTES = "“”„‟＂‘’＇「」『』"
BLANKS = "\u3000\u00a0\u2003"
_SEPARATOR = re.compile("[=＝]")
_COLON = re.compile(r"[ \t]*([A-Za-z0-9_-]+|[^\W\d]\w*)[ \t\u3000]*([:：])")
_HEADING = re.compile(r"[ \t\u3000]*([\[［【]+)([^\]］】#]*)([\]］】]*)(.*)")


def is_heading(text: str) -> bool:
    """Whether a line is meant as a heading, in brackets of any width."""
    return text.lstrip(" \t\u3000")[:1] in ("[", "［", "【")


def heading_name(text: str) -> str | None:
    """Return the name in a heading, however its brackets are written, or None."""
    match = _HEADING.match(text)
    name = unicodedata.normalize("NFKC", match[2]).strip() if match else ""
    name = key_titled(name, "") or name
    return name if re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", name) else None


def find_slips(text: str, table: str) -> list[Slip]:
    """Return the slips in one statement under the heading `table`; offsets count from its beginning."""
    if is_heading(text):
        return _heading_slips(text)
    masked = mask(text[: line_end(text, 0)]).text
    separator = _SEPARATOR.search(masked)
    colon = _COLON.match(masked)
    if colon and (separator is None or colon.end() <= separator.start()):
        return [Slip("C136", colon.start(2), {"key": colon[1], "mark": colon[2]})]
    if separator is None:
        return [_without_separator(text, masked)]
    slips = [Slip("C121", separator.start())] if separator[0] == "＝" else []
    slips += key_slips(text[: separator.start()], table)
    key = read_key(text, 0)
    return slips + _value_slips(text, separator.end(), key.parts[-1] if key else "", table)


def key_slips(text: str, table: str, offset: int = 0) -> list[Slip]:
    """Return what is wrong with the key `text`."""
    slips = [Slip("C123", offset + index) for index, mark in enumerate(text) if mark in BLANKS][:1]
    start = len(text) - len(text.lstrip(" \t" + BLANKS))
    word = text.strip(" \t" + BLANKS)
    key = read_key(word, 0)
    if key and key.end == len(word):
        return slips
    at = offset + start
    if any(mark in QUOTES for mark in word):
        return [*slips, Slip("C122", at, {"mark": next(mark for mark in word if mark in QUOTES)})]
    folded = unicodedata.normalize("NFKC", word)
    code = "C126" if not folded.isascii() else "C144"
    values: dict[str, object] = {"key": shortened(word), "suggestion": meant_key(folded, table)}
    return [*slips, Slip(code, at, values)]


def _without_separator(text: str, masked: str) -> Slip:
    start = len(text) - len(text.lstrip())
    if text[start] == "＃":
        return Slip("C142", start, {"mark": "＃", "suggestion": "#"})
    blank = next((index for index, mark in enumerate(masked) if mark in BLANKS), None)
    if blank is not None and not masked.strip(" \t" + BLANKS):
        return Slip("C123", blank)
    return Slip("C141", start)


def _value_slips(text: str, start: int, key: str, table: str) -> list[Slip]:
    masked = mask(text[start:])
    body = masked.text
    lead = len(body) - len(body.lstrip(" \t" + BLANKS))
    slips = [Slip("C123", start + index) for index in range(lead) if body[index] in BLANKS][:1]
    at = start + lead
    if not body.strip():
        shown = key or shortened(text[: start - 1])
        return [*slips, Slip("C135", start - 1, {"key": shown})]
    opening = body[lead]
    if opening in QUOTES:
        return [*slips, Slip("C122", at, {"mark": opening})]
    if opening in "[{［｛":
        return slips + structure_slips(text, at, f"{table}.{key}" if table else key)
    if opening == '"':
        return slips + _string_slips(text, start, at, body)
    return slips + _bare_slips(text, start, at, body, key)


def _string_slips(text: str, start: int, at: int, body: str) -> list[Slip]:
    masked = mask(text[at:])
    if masked.unclosed and masked.unclosed[0] == 0:
        return [unclosed_slip(text, at)]
    behind = at + masked.strings[0][1]
    escape = string_slip(text, at, behind)
    return ([escape] if escape else []) + _rest_slips(text, behind, body[behind - start :])


def _rest_slips(text: str, behind: int, rest: str) -> list[Slip]:
    """Judge what stands behind a closed string."""
    shown = rest.strip(" \t\n")
    if not shown:
        return []
    at = behind + rest.index(shown)
    if shown[0] in BLANKS:
        return [Slip("C123", at)]
    if shown[0] == "＃":
        return [Slip("C142", at, {"mark": "＃", "suggestion": "#"})]
    return [Slip("C139", at, {"value": shortened(text[at : at + len(shown)])})]


def _bare_slips(text: str, start: int, at: int, body: str, key: str) -> list[Slip]:
    end = start + len(body.rstrip())
    value = text[at:end]
    slips: list[Slip] = []
    if (mark := value.find("＃")) > 0 and value[mark - 1].isspace():
        slips.append(Slip("C142", at + mark, {"mark": "＃", "suggestion": "#"}))
        value = value[:mark].rstrip()
    if INSIDE in body[at - start :] and '"' in value:
        values: dict[str, object] = {"value": shortened(value), "suggestion": quoted(shortened(value))}
        return [*slips, Slip("C130", at, values)]
    slip = bare_slip(value.strip(BLANKS), key, at)
    if slip is None and value.strip(BLANKS) != value:
        slip = Slip("C123", at + len(value.rstrip(BLANKS)))
    return [*slips, slip] if slip else slips


def _heading_slips(text: str) -> list[Slip]:
    match = _HEADING.match(text)
    if match is None:
        return []
    name = heading_name(text)
    slips: list[Slip] = []
    wide = next((mark.start() for mark in re.finditer("[［］【】]", text)), None)
    if wide is not None:
        meant = header(name) if name else "[ ]"
        slips.append(Slip("C142", wide, {"mark": text[wide], "suggestion": meant}))
    elif len(match[1]) != len(match[3]) or len(match[1]) > 2 or not match[2].strip():
        slips.append(Slip("C134", match.start(1), {"suggestion": header(name) if name else "[plan]"}))
    slips += _heading_name_slips(match[2], match.start(2))
    rest = mask(match[4]).text
    if rest.strip():
        at = match.start(4) + len(rest) - len(rest.lstrip())
        slips.append(Slip("C146", at, {"value": shortened(match[4])}))
    return slips


def _heading_name_slips(name: str, offset: int) -> list[Slip]:
    if not name.strip():
        return []
    slips = key_slips(name, "", offset)
    for slip in slips:
        meant = str(slip.values.get("suggestion", "")).strip("「」")
        if meant in keys_of(""):
            slip.values["suggestion"] = header(meant)
    return slips
