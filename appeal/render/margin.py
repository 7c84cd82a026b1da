"""Writes into the margin of a draft which fields each sentence was filled from; it changes no sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from appeal.render.trace import trace_sentences

_COVERS = '<section class="cover"'
_UNMARKED = re.compile(r'<section class="draft">.*?</section>|<thead>.*?</thead>|<svg.*?</svg>', re.DOTALL)
_BLOCK = re.compile(r"<(p|li|h1)\b([^>]*)>(.*?)</\1>|<tr\b[^>]*>.*?</tr>", re.DOTALL)
_LAST_CELL = re.compile(r"(.*<td\b[^>]*>)(.*)(</td>\s*</tr>)$", re.DOTALL)
_ROWS = re.compile(r"<tbody\b.*?</tbody>", re.DOTALL)
_NOTE = re.compile(r'<span class="source">.*?</span>')
_FIELD = re.compile(r"([a-z_]+(?:\[\d+\])?)(?:[.\[].*)?")
_NUMBERED = re.compile(r"([a-z_]+)\[(\d+)\](.*)")
# More fields of one entry than this are told by the entry alone; trace.json names each.
_FEW_FIELDS = 2


def annotate(marked: str) -> str:
    """Return the marked page of a draft with a note beside each paragraph, item and row of the letter.

    A paragraph of several sentences has their numbers in text and note. Cover sheets, heads of tables and the box of
    the draft itself stay as they are.
    """
    letter, covers = marked, ""
    if _COVERS in marked:
        place = marked.index(_COVERS)
        letter, covers = marked[:place], marked[place:]
    pieces: list[str] = []
    end = 0
    for kept in _UNMARKED.finditer(letter):
        pieces += [_BLOCK.sub(_noted, letter[end : kept.start()]), kept[0]]
        end = kept.end()
    noted = "".join(pieces) + _BLOCK.sub(_noted, letter[end:])
    return _ROWS.sub(_said_once, noted) + covers


def _said_once(rows: re.Match[str]) -> str:
    """Rows of one table often come from the same fields: long notes would lie over each other."""
    before = ""

    def shorter(note: re.Match[str]) -> str:
        nonlocal before
        same, before = note[0] == before, note[0]
        return _note(["同上"]) if same else note[0]

    return _NOTE.sub(shorter, rows[0])


def _noted(block: re.Match[str]) -> str:
    sentences = trace_sentences(block[0])
    if not sentences:
        return block[0]
    told = [_told(sentence.sources) for sentence in sentences]
    if block[1] is None:
        note = _note(told)
        return _LAST_CELL.sub(
            lambda cell: f'{cell[1]}<div class="sourced">{note}{cell[2]}</div>{cell[3]}', block[0]
        )
    content = block[3]
    if len(told) > 1 and content.count("。") == len(told):
        numbers = iter(range(1, len(told) + 1))
        content = re.sub("。", lambda _end: f'。<sup class="source-number">{next(numbers)}</sup>', content)
        told = [f"{number} {one}" for number, one in enumerate(told, start=1)]
    attributes = _with_class(block[2])
    return f"<{block[1]}{attributes}>{_note(told)}{content}</{block[1]}>"


def _with_class(attributes: str) -> str:
    if 'class="' in attributes:
        return attributes.replace('class="', 'class="sourced ', 1)
    return attributes + ' class="sourced"'


def _note(lines: list[str]) -> str:
    return f'<span class="source">{"<br>".join(lines)}</span>'


def _told(sources: tuple[str, ...]) -> str:
    """Return the fields in the order of the sentence; 定型 where the words are the template's alone."""
    entries: dict[str, list[str]] = {}
    for source in sources:
        match = _FIELD.fullmatch(source)
        entries.setdefault(match[1] if match else source, []).append(source)
    told = [part for entry, fields in entries.items() for part in _few(entry, fields)]
    return ", ".join(_named_once(_gathered(told))).replace(".", ".<wbr>") or "定型"


def _named_once(told: list[str]) -> list[str]:
    """Name an entry once where two of its fields follow each other: supplier[0].name, relation."""
    short = list(told)
    for place, (before, one) in enumerate(pairwise(told), start=1):
        entry, dot, field = one.rpartition(".")
        if dot and before.rpartition(".")[0] == entry:
            short[place] = field
    return short


def _gathered(told: list[str]) -> list[str]:
    """Tell one field of several entries once: evidence[0,1,2].lines."""
    places: dict[tuple[str, str], list[str]] = {}
    for one in told:
        match = _NUMBERED.fullmatch(one)
        key = (match[1], match[3]) if match else (one, "")
        places.setdefault(key, []).append(match[2] if match else "")
    return [
        f"{name}[{','.join(numbers)}]{rest}" if numbers[0] else name
        for (name, rest), numbers in places.items()
    ]


def _few(entry: str, fields: list[str]) -> list[str]:
    return fields if len(fields) <= _FEW_FIELDS else [entry]
