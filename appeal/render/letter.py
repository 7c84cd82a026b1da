"""Draws the letter and the cover sheets of a submission; it decides nothing about the case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from appeal.errors import LetterError
from appeal.model.case import Theme
from appeal.model.submission import Submission
from appeal.render.environment import fill, open_environment, read_style
from appeal.render.exhibits import exhibit_anchor
from appeal.render.glyphs import font_files
from appeal.render.margin import annotate
from appeal.render.pdf import SPACINGS, OutlineEntry, draw_pages
from appeal.render.trace import TracedSentence, strip, trace_sentences
from appeal.render.typeset import find_blank, plain_text, typeset
from appeal.render.view import view_letter

# A guideline of ours: text of this size already takes seconds to lay out.
_TEXT_LIMIT = 200_000
_AFTER_LETTER = ('<section class="annex"', '<section class="cover"')
_LINK = re.compile(r'<a href="#[^"]*">')


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawn letter.

    `letter` goes to `attach/`; `base` is the letter with one cover sheet an exhibit, to which the reading copy adds
    the evidence: `cover_pages` are their zero-based pages in `base`, in the order of the exhibits. Links of the
    letter to the cover sheets exist in `base` only. `html` is the letter's page without marks, `trace` its sentences
    with their sources, `outline` the bookmarks of `base`.
    """

    letter: bytes
    letter_pages: int
    base: bytes
    cover_pages: tuple[int, ...]
    html: str
    trace: tuple[TracedSentence, ...]
    outline: tuple[OutlineEntry, ...]


def draw_letter(submission: Submission, folders: tuple[Path, ...] = ()) -> Drawn:
    """Draw a submission; `folders` hold templates that go before the bundled ones.

    Raises LetterError (exit 4) for placeholders left over, faulty templates and everything that goes wrong while
    drawing, MachineError (exit 6) where a library or font is missing. A draft may keep its placeholders.
    """
    marked = compose_html(submission, folders)
    page = typeset(strip(annotate(marked) if submission.draft else marked))
    _refuse_oversize(page)
    if not submission.draft:
        _refuse_blanks(page)
    theme = submission.case.letter.theme
    style = read_style("letter.css", folders)
    if theme is Theme.MINCHO:
        style += read_style("letter-mincho.css", folders)
    covers = tuple(exhibit_anchor(exhibit.number) for exhibit in submission.exhibits)
    pages = draw_pages(
        lambda spacing: _spaced(page, spacing),
        lambda spacing: _spaced(_letter_alone(page), spacing),
        style,
        covers,
        font_files(theme),
    )
    return Drawn(
        letter=pages.letter,
        letter_pages=pages.letter_pages,
        base=pages.base,
        cover_pages=pages.cover_pages,
        html=_spaced(page, pages.spacing),
        trace=trace_sentences(marked),
        outline=pages.outline,
    )


def compose_html(submission: Submission, folders: tuple[Path, ...] = ()) -> str:
    """Return the marked HTML of letter and cover sheets; needs no drawing library."""
    return fill(open_environment(folders), "letter.html.j2", letter=view_letter(submission))


def _spaced(page: str, spacing: str) -> str:
    return (
        page
        if spacing == SPACINGS[0]
        else page.replace('<html lang="ja"', f'<html lang="ja" class="{spacing}"', 1)
    )


def _letter_alone(page: str) -> str:
    """Return the page up to the end of the letter: no annex, no cover sheets and no links to them."""
    ends = [page.index(part) for part in _AFTER_LETTER if part in page]
    alone = page[: min(ends)] + "</body></html>" if ends else page
    return _LINK.sub("<a>", alone)


def _refuse_oversize(page: str) -> None:
    size = len(plain_text(page).encode())
    if size > _TEXT_LIMIT:
        raise LetterError("L605", size=-(-size // 1000), limit=_TEXT_LIMIT // 1000)


def _refuse_blanks(page: str) -> None:
    word = find_blank(plain_text(page))
    if word:
        raise LetterError("L604", word=word)
