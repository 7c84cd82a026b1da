"""Finds the flags of a notice: what it allows, forbids or announces beside its demands, and damage to its text."""

from __future__ import annotations

import re

from appeal.notice.inner import NoticeLines
from appeal.notice.kinds import LOOK_ALIKE
from appeal.notice.normal import DAMAGED
from appeal.notice.phrases import Findings, Match

Found = list[tuple[str, Match]]

# A blank before hiragana inside a word or before its particle (a blank before a noun may be a separator): the mark of text copied out of a PDF or a narrow window.
_BLANK = re.compile(r"[ぁ-んァ-ヶー一-龥](?<!^[一二三四五六七八九十]) +[ぁ-ん]")
_BROKEN_URL = re.compile(r"https?://[\w-]+(?:\.[\w-]+)*\.(?=\s)")
_SLIP = re.compile(r"[ぁ-ん](?!E-?mail|https?)[a-z]{6,}[、。]|著しい破損され")
_TITLE = re.compile(r"[「『][^「」『』]{0,200}[」』]")
_SENTENCE = re.compile(r"[。、]|ます|です|ください")


def read_flags(findings: Findings, notice: NoticeLines) -> Found:
    """Return each flag once with its words; damage is looked for in the lines as they came."""
    found = [
        (role.removeprefix("flags."), match)
        for role in _flag_roles(findings)
        if (match := findings.first(role))
    ]
    if any(flag == "fba_stock_disposal" for flag, _ in found):
        # Stock that may be destroyed is not kept, even where it cannot be sent back for now.
        found = [entry for entry in found if entry[0] != "fba_stock_kept"]
    if damage := _damage(findings, notice):
        found.append(("text_damage", damage))
    if look_alike := LOOK_ALIKE.search(findings.flat.plain):
        found.append(("homoglyph", Match("homoglyph", look_alike.start(), look_alike.end(), {})))
    return found


def _flag_roles(findings: Findings) -> list[str]:
    roles = dict.fromkeys(phrase.role for phrase in findings.book.phrases)
    return [role for role in roles if role.startswith("flags.")]


def _damage(findings: Findings, notice: NoticeLines) -> Match | None:
    for number in range(notice.first + 1, notice.last + 1):
        line = notice.original[number - 1]
        if DAMAGED.search(line) or _BROKEN_URL.search(line) or _SLIP.search(line) or _split_word(line):
            return _on_line(findings, number)
    return None


def _split_word(line: str) -> bool:
    """Tell a blank inside a sentence from one between a label and its value, or inside a title."""
    plain = _TITLE.sub("", line)
    return bool(_BLANK.search(plain) and _SENTENCE.search(plain))


def _on_line(findings: Findings, number: int) -> Match | None:
    for sentence in findings.flat.sentences:
        if number in findings.flat.lines_between(sentence.start, sentence.end):
            start = next(
                place
                for place in range(sentence.start, sentence.end)
                if findings.flat.line_at(place) >= number
            )
            return Match("text_damage", start, start + 1, {})
    return None
