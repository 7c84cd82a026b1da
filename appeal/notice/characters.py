"""Finds out how the bytes of a saved notice spell their characters; it reads nothing of what they say."""

from __future__ import annotations

import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WIDER = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
}
_KANA = re.compile("[ぁ-んァ-ヶー。、]")
# Half-width katakana and rare signs are what the other Japanese set looks like when it is read wrongly.
_ODD = re.compile("[\uff61-\uff9f\u0080-\u009f\ue000-\uf8ff\ufffd]")
_SAMPLE = 20_000


def decoded(data: bytes, declared: str | None = None) -> str:
    """Return the text of `data`: by its mark, by what was declared, else by what makes Japanese of it; never raises."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    for name in _candidates(data, declared):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return max((data.decode(name, "replace") for name in ("utf-8", "cp932")), key=_likeness)


def _candidates(data: bytes, declared: str | None) -> list[str]:
    names = []
    if declared:
        lowered = declared.strip().lower()
        names.append(_WIDER.get(lowered, lowered))
    if b"\x1b$" in data or b"\x1b(" in data:
        names.append("iso2022_jp_ext")
    if wide := _wide(data[:_SAMPLE]):
        names.append(wide)
    names.append("utf-8")
    return names + _japanese(data)


def _wide(sample: bytes) -> str | None:
    """Tell UTF-16 without its mark: every other byte of Latin letters and line ends is zero."""
    if sample.count(0) * 20 < len(sample) or len(sample) < 4:
        return None
    return "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"


def _japanese(data: bytes) -> list[str]:
    readings = []
    for name in ("cp932", "euc_jp"):
        try:
            readings.append((_likeness(data.decode(name)[:_SAMPLE]), name))
        except UnicodeError:
            continue
    return [name for _, name in sorted(readings, key=lambda reading: -reading[0])]


def _likeness(text: str) -> float:
    sample = text[:_SAMPLE]
    return len(_KANA.findall(sample)) - 3 * len(_ODD.findall(sample))
