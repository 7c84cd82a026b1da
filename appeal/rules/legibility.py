"""Measured figures of a picture -> can it be read at A4? Warnings only; the limits are ours and stand in `policy`."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.model.evidence import EvidenceItem, EvidenceKind, FileFacts
from appeal.model.finding import Finding, found
from appeal.model.traits import Trait, TraitName
from appeal.rules import policy
from appeal.rules.inside import say
from appeal.rules.papers import shown

_PICTURES = frozenset({None, EvidenceKind.PHOTO, EvidenceKind.CORRESPONDENCE, EvidenceKind.OTHER})
# Of 128 x 128 cells, in grey levels beyond a change of light and contrast. Saving again moves many cells by 1 to 3;
# scaling moves many cells by up to 5 and none far beyond the others; another number on the same form moves a few cells
# far. Measured on six forms: docs/papers.md.
_SAVED, _SCALED, _FEW_CELLS, _ALONE = 2.2, 6.0, 20, 2.2
_SAMPLE_STEP, _SAMPLE_APART = 61, 40


def judge_legibility(item: EvidenceItem, fact: FileFacts, field: str) -> Iterator[Finding]:
    """Yield what makes a paper hard to read; photographs of goods are not held to it."""
    if item.kind in _PICTURES:
        return
    yield from _judge_scan(fact, field)
    yield from _judge_sharpness(fact, field)
    yield from _judge_light(fact, field)
    yield from _judge_place(fact, field)


def look_alike(one: FileFacts, other: FileFacts) -> bool:
    """Return whether two different files show the same paper: the same words, or the same picture cell by cell."""
    if one.texts and other.texts and not (one.by_ocr or other.by_ocr):
        return (one.texts, one.pages) == (other.texts, other.pages)
    if one.looks is None or other.looks is None:
        return False
    if one.looks == other.looks:
        return True
    first, second = bytes.fromhex(one.looks), bytes.fromhex(other.looks)
    pairs = zip(first[::_SAMPLE_STEP], second[::_SAMPLE_STEP], strict=True)
    if max(abs(cell - same) for cell, same in pairs) > _SAMPLE_APART:
        return False
    apart = _cells_apart(first, second)
    if not apart or apart[0] <= _SAVED:
        return bool(apart)
    return apart[0] <= _SCALED and apart[0] <= _ALONE * apart[_FEW_CELLS]


def _cells_apart(first: bytes, second: bytes) -> list[float]:
    """Return by how much the cells differ beyond a change of light and contrast, the most first; none for a blank picture."""
    mean, other_mean = sum(first) / len(first), sum(second) / len(second)
    spread = sum((cell - mean) ** 2 for cell in first)
    if spread < len(first):
        return []
    together = sum((cell - mean) * (same - other_mean) for cell, same in zip(first, second, strict=True))
    gain = together / spread
    return sorted(
        (abs(same - other_mean - gain * (cell - mean)) for cell, same in zip(first, second, strict=True)),
        reverse=True,
    )


def _judge_scan(fact: FileFacts, field: str) -> Iterator[Finding]:
    trait, dpi = _figure(fact, TraitName.RESOLUTION)
    if trait is not None and 0 < dpi < policy.RESOLUTION_DPI.value:
        yield found("E238", field, file=shown(fact.file), dpi=round(dpi))


def _judge_sharpness(fact: FileFacts, field: str) -> Iterator[Finding]:
    trait, sharpness = _figure(fact, TraitName.SHARPNESS)
    if trait is not None and sharpness * 100 < policy.LEAST_SHARPNESS.value:
        yield say("E296", fact, trait, field)


def _judge_light(fact: FileFacts, field: str) -> Iterator[Finding]:
    darkness, paper = _figure(fact, TraitName.PAPER_LEVEL)
    writing, ink = _figure(fact, TraitName.INK_LEVEL)
    spot, glare = _figure(fact, TraitName.GLARE)
    if darkness is None or writing is None:
        return
    if paper < policy.LEAST_PAPER.value:
        yield say("E297", fact, darkness, field, what=f"全体に暗く写っています(紙の明るさ {paper:.0f}/255)")
    elif abs(paper - ink) < policy.LEAST_CONTRAST.value:
        what = f"文字が薄く写っています(紙と文字の差 {abs(paper - ink):.0f}/255)"
        yield say("E297", fact, writing, field, what=what)
    elif spot is not None and glare * 100 >= policy.MOST_GLARE.value:
        yield say("E297", fact, spot, field, what=f"光って白く抜けた部分があります(全体の {glare:.0%})")


def _judge_place(fact: FileFacts, field: str) -> Iterator[Finding]:
    lean, turn = _figure(fact, TraitName.TURN)
    border, edge = _figure(fact, TraitName.EDGE)
    if lean is not None and abs(turn) >= policy.MOST_TURN.value:
        yield say("E298", fact, lean, field, what=f"約 {abs(turn):.0f} 度傾いています")
    if border is not None and edge * 100 >= policy.MOST_EDGE.value:
        yield say("E298", fact, border, field, what="端の文字が切れているように見えます")


def _figure(fact: FileFacts, name: TraitName) -> tuple[Trait | None, float]:
    trait = fact.trait(name)
    try:
        return trait, float(trait.detail) if trait else 0.0
    except ValueError:
        return None, 0.0
