"""What a finding says to somebody who is being asked: words of the case file become words of the questions; it judges nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appeal.model.finding import Finding

_WORD = r"(?<![\w./@{-])%s(?![\w./@}-])"
_PATH = re.compile(r"\b([a-z_]+)(?:\[(\d+)\])?\.([a-z_]+)(?:\[\d+\])?(?![\w.])")
_TABLE = re.compile(r"\[{1,2}([a-z_]+)\]{1,2}(?: の (?:id|asin))?")
# Around a word that was put in, until the sentence about it is whole.
_MARKED = "\x02{}\x03"
_WRITTEN = re.compile(r"\s?\x02[^\x03]*\x03 (?:に|として)書(?=いて|き|けば)")


def spoken(finding: Finding) -> Finding:
    """Return a finding in the words of a conversation: an action that names an entry becomes one that can be typed here."""
    from appeal.messages.session_spoken import SPOKEN

    hint = SPOKEN.get(finding.code, finding.hint)
    return replace(finding, text=in_words(finding.text, bare=False), hint=in_words(hint))


def in_words(text: str, *, bare: bool = True) -> str:
    """Return a sentence with every name of a table, an entry or the case file as a person calls it.

    With `bare`, a key that stands alone too: a fact may hold words of the seller that only look like one. What is quoted stays.
    """
    parts = re.split("(「[^」]*」)", text)
    return "".join(part if part.startswith("「") else _worded(part, bare) for part in parts)


def _worded(text: str, bare: bool) -> str:
    plain = _PATH.sub(_titled_path, text)
    plain = _TABLE.sub(_titled_table, plain)
    plain = re.sub(r"\s?case\.toml の$", "入力した", plain)
    plain = re.sub(r"\s?case\.toml\s?", "入力した内容" if not bare else "案件のファイル", plain)
    for key, title in _keys():
        if key in plain:
            name = _WORD % re.escape(key)
            plain = re.sub(rf"\({name}\)", "", plain)
            plain = re.sub(name, _MARKED.format(title), plain) if bare else plain
    plain = _WRITTEN.sub("入力し\x02", plain)
    for before, after in (("\x02いて", "て"), ("\x02き", ""), ("し\x02けば", "すれば")):
        plain = plain.replace(before, after)
    return re.sub(r"\s?\x02([^\x03]*)\x03\s?", r"\1", plain)


def _titled_path(match: re.Match[str]) -> str:
    """`corrective[0].what` -> 是正措置1の内容; what is no entry stays as it is."""
    from appeal.intake.entries import entry_at

    entry = entry_at(f"{match[1]}.{match[3]}")
    if entry is None:
        return match[0]
    title = _bare(entry.title)
    return _MARKED.format(f"{_title(match[1])}{int(match[2]) + 1}の{title}" if match[2] else title)


def _titled_table(match: re.Match[str]) -> str:
    title = _title(match[1])
    return _MARKED.format(title) if title else match[0]


@cache
def _title(table: str) -> str | None:
    from appeal.intake.entries import entry_at

    entry = entry_at(table)
    return (
        {"evidence": "資料", "accept": "承知で進める理由"}.get(table, _bare(entry.title)) if entry else None
    )


@cache
def _keys() -> tuple[tuple[str, str], ...]:
    """Return every key of the case file with its title, the longest first."""
    from appeal.intake.entries import entries

    titled = {entry.key: _bare(entry.title) for entry in reversed(entries()) if len(entry.key) > 2}
    return tuple(sorted(titled.items(), key=lambda pair: -len(pair[0])))


def _bare(title: str) -> str:
    return re.split(r"[(（]", title)[0]
