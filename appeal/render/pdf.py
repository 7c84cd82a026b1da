"""Draws HTML as tagged PDF with the bundled fonts alone; the only room that knows WeasyPrint, which it imports when it draws."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from appeal import resources
from appeal.aside import start_aside
from appeal.errors import LetterError, MachineError
from appeal.render.engine import bundled_faces, hasten, own_fonts_only, quick_import
from appeal.render.glyphs import FONT_FILES, MINCHO_FILES

_SCHEME = "appeal:fonts/"
_LIBRARIES = ("pangoft2", "pango", "gobject", "harfbuzz-subset", "harfbuzz", "fontconfig")
# Line spacing as it stands, then 0.97, 0.94 and, where a page more cannot be helped, 1.04 of it.
SPACINGS = ("", "spacing-97", "spacing-94", "spacing-104")
_END, _ANNEX_END, _FIGURES_TEXT, _FIGURES = "letter-end", "annex-end", "figures-text", "figures-1"
# The page of changes at the front is none of the letter's own.
_FRONT = "changes"
# Pages a letter should need, by our own target.
_TARGET_PAGES = 2
_GOOD = (_TARGET_PAGES, False, False)
# A letter of more pages is not set closer to save one.
_MANY_PAGES = 4
# A page so many times as long as its letter alone is laid out once, after the spacing is chosen.
_LONG = 2
# The end of the letter this far down its last page (CSS pixels: top margin and six lines) is worth another try.
_FEW_LINES = 20 / 25.4 * 96 + 6 * 17.85 / 0.75


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One bookmark of the reading copy before the evidence is inserted: level from 1, zero-based page."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Pages:
    """The letter alone, and the letter followed by its cover sheets; page numbers are zero-based."""

    letter: bytes
    letter_pages: int
    base: bytes
    cover_pages: tuple[int, ...]
    outline: tuple[OutlineEntry, ...]
    spacing: str


def draw_pages(
    page_of: Callable[[str], str],
    proof_of: Callable[[str], str],
    style: str,
    covers: tuple[str, ...],
    fonts_needed: tuple[str, ...] = FONT_FILES,
) -> Pages:
    """Lay out the page that `page_of(spacing)` returns once and write it twice: letter, and letter with cover sheets.

    `proof_of(spacing)` is the same page up to the end of the letter, without what links into the rest: on it the
    spacing is chosen. `covers` are the anchors of the cover sheets. Raises LetterError where anything goes wrong while drawing and
    MachineError where a library or a font is missing.
    """
    weasyprint = _load()
    _require_fonts(fonts_needed)
    with _drawing(weasyprint), own_fonts_only(), hasten(weasyprint):
        fonts = bundled_faces(weasyprint, _bundled)()
        fetcher = _fetcher(weasyprint)
        sheet = weasyprint.CSS(string=style, font_config=fonts, url_fetcher=fetcher, base_url="appeal:")

        def lay_out(page: str) -> Any:
            parsed = weasyprint.HTML(string=page, url_fetcher=fetcher, base_url="appeal:")
            return parsed.render(font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/ua-1")

        spacing, document = _fit(lay_out, page_of, proof_of)
        end = _ANNEX_END if any(_ANNEX_END in page.anchors for page in document.pages) else _END
        count = _page_of(document, end) + 1

        def write_letter() -> bytes:
            with _without_links(document.pages[:count]) as pages:
                return bytes(document.copy(pages).write_pdf(pdf_variant="pdf/ua-1"))

        letter = start_aside(write_letter)
        base = document.write_pdf(pdf_variant="pdf/ua-1")
        return Pages(
            letter=letter(),
            letter_pages=count,
            base=base,
            cover_pages=tuple(_page_of(document, anchor) for anchor in covers),
            outline=tuple(
                OutlineEntry(label, level, number)
                for number, page in enumerate(document.pages)
                for level, label, _, _ in page.bookmarks
            ),
            spacing=spacing,
        )


def _fit(
    lay_out: Callable[[str], Any], page_of: Callable[[str], str], proof_of: Callable[[str], str]
) -> tuple[str, Any]:
    """Choose the spacing that saves a page, keeps figures on the page of their text and leaves no near-empty last page."""
    first = page_of(SPACINGS[0])
    whole = None if len(first) > _LONG * len(proof_of(SPACINGS[0])) else lay_out(first)
    marks = _faults(whole or lay_out(proof_of(SPACINGS[0])))
    best = SPACINGS[0]
    if marks > _GOOD and (marks[0] <= _MANY_PAGES or any(marks[1:])):
        for spacing in SPACINGS[1:] if marks[-1] else SPACINGS[1:-1]:
            tried = _faults(lay_out(proof_of(spacing)))
            if tried < marks:
                best, marks = spacing, tried
            if marks <= _GOOD:
                break
    if whole is None or best != SPACINGS[0]:
        whole = lay_out(page_of(best))
    return best, whole


def _faults(document: Any) -> tuple[int, bool, bool]:
    """Return what is wrong with a letter, the worst first: pages beyond the target, figures apart, few lines on the last page."""
    last = _page_of(document, _END)
    front = 1 if any(_FRONT in page.anchors for page in document.pages) else 0
    few_lines = last > front and document.pages[last].anchors[_END][1] <= _FEW_LINES
    return max(last + 1 - front, _TARGET_PAGES), _is_parted(document), few_lines


def _is_parted(document: Any) -> bool:
    """Whether the first figures stand on another page than the text before them, which leaves a white gap."""
    text, figures = (
        next((number for number, page in enumerate(document.pages) if anchor in page.anchors), None)
        for anchor in (_FIGURES_TEXT, _FIGURES)
    )
    return text != figures


def _page_of(document: Any, anchor: str) -> int:
    for number, page in enumerate(document.pages):
        if anchor in page.anchors:
            return number
    raise LetterError("L608", name="letter.html.j2", detail=f'id="{anchor}" がありません')


@contextmanager
def _without_links(pages: list[Any]) -> Iterator[list[Any]]:
    """Take the links to cover sheets away while the letter is written alone: it has no such pages."""
    kept = [(page, page.links) for page in pages]
    anchors = [box for page in pages for *_, box in page.links if box.element_tag == "a"]
    for page in pages:
        page.links = []
    for box in anchors:
        box.element_tag = "span"
    try:
        yield pages
    finally:
        for page, links in kept:
            page.links = links
        for box in anchors:
            box.element_tag = "a"


def prepare() -> None:
    """Import the drawing library ahead of its use; what is missing is told when something is drawn."""
    with suppress(MachineError):
        _load()


def _load() -> ModuleType:
    """Import WeasyPrint, first without and then with the search for its libraries."""
    try:
        try:
            weasyprint = _import(search=False)
        except OSError:
            weasyprint = _import(search=True)
    except (OSError, ImportError) as error:
        raise _missing(str(error)) from error
    if weasyprint.text.ffi.harfbuzz_subset is None:
        raise _missing("libharfbuzz-subset0")
    return weasyprint


def _import(*, search: bool) -> ModuleType:
    with quick_import(search=search):
        import weasyprint
        import weasyprint.text.ffi
        import weasyprint.text.fonts
        import weasyprint.urls
    return weasyprint  # type: ignore[no-any-return]


def _missing(detail: str) -> MachineError:
    return MachineError("M101", library=next((name for name in _LIBRARIES if name in detail), "Pango"))


def _require_fonts(needed: tuple[str, ...]) -> None:
    for name in needed:
        if not (resources.folder("fonts") / name).is_file():
            raise MachineError("L609", file=name)


def _bundled(url: str) -> Path | None:
    """Return the bundled font file that an address names, or None."""
    name = url.removeprefix(_SCHEME)
    known = url.startswith(_SCHEME) and name in (*FONT_FILES, *MINCHO_FILES)
    return resources.folder("fonts") / name if known else None


def _fetcher(weasyprint: ModuleType) -> Any:
    """Return a fetcher that opens the bundled fonts and refuses everything else, so that nothing leaves the machine."""

    class BundledFonts(weasyprint.urls.URLFetcher):  # type: ignore[misc,name-defined]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            file = _bundled(url)
            if file is None:
                raise weasyprint.urls.FatalURLFetchingError(url)
            return weasyprint.urls.URLFetcherResponse(url, file.read_bytes(), {"Content-Type": "font/ttf"})

    return BundledFonts(allowed_protocols=())


class _Listener(logging.Handler):
    """Keeps what the library complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the first line of a complaint."""
        self.heard.append(record.getMessage().splitlines()[0])


@contextmanager
def _drawing(weasyprint: ModuleType) -> Iterator[None]:
    """Hold the garbage collector while drawing, turn complaints and foreign errors into LetterError."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with _listening() as heard:
            yield
        if heard:
            raise LetterError("L602", detail=heard[0])
    except weasyprint.urls.FatalURLFetchingError as error:
        raise LetterError("L603", url=str(error)) from error
    except (RecursionError, MemoryError) as error:
        raise LetterError("L606") from error
    except OSError as error:
        raise LetterError("L607", detail=error.strerror or str(error)) from error
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _listening() -> Iterator[list[str]]:
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    propagated, level = logger.propagate, logger.level
    logger.addHandler(listener)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)
        logger.propagate, logger.level = propagated, level
