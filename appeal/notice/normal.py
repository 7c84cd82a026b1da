"""Brings the characters of a notice to one form, line by line; it drops no line and changes no word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Zero-width and direction marks, variation selectors, soft hyphen: invisible, and in the way of every word.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Also two Arabic ligatures that NFKC would blow up to eighteen characters each.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdfa\ufdfb]")
_QUOTE_MARK = re.compile(r"^(?:[ \t]*>)+[ \t]?")
# CJK radicals that stand for whole characters in text copied out of PDFs and that NFKC leaves alone.
_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻑⻘⻝⻢⻤⻩⻫⻭⻯⻲⻳⺟⻞⻗⻨⻌⻍⻖", "民虎西見角長青食馬鬼黄斉歯竜亀亀母食雨麦辶辶阝"
)
# Characters a PDF copy leaves behind: Kangxi radicals, CJK radicals, compatibility ideographs, vertical forms.
DAMAGED = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\ufffd]")


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` as they came."""
    return _LINE_END.sub("\n", text).split("\n")


def normalised_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines in NFKC, without invisible marks and trailing blanks, one for each."""
    plain = _CONTROL.sub(" ", "\n".join(lines))
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", plain).translate(_RADICALS))
    return [line.rstrip() for line in plain.split("\n")]


def unquoted(line: str) -> tuple[str, bool]:
    """Return a line without its quote marks, and whether it had any."""
    match = _QUOTE_MARK.match(line)
    return (line[match.end() :], True) if match else (line, False)
