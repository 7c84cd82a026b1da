"""Draws HTML as tagged PDF with the bundled fonts alone; the only room that knows WeasyPrint, which it imports when it draws."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from appeal import resources
from appeal.aside import start_aside
from appeal.errors import LetterError, MachineError
from appeal.render.engine import own_fonts_only, quick_import
from appeal.render.glyphs import FONT_FILES, MINCHO_FILES

_SCHEME = "appeal:fonts/"
_LIBRARIES = ("pangoft2", "pango", "gobject", "harfbuzz-subset", "harfbuzz", "fontconfig")
# Line spacing as it stands, then 0.97 and 0.94 of it.
SPACINGS = ("", "spacing-97", "spacing-94")
_END, _FIGURES_TEXT, _FIGURES = "letter-end", "figures-text", "figures-1"
# Pages a letter should need, by our own target.
_TARGET_PAGES = 2
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
    style: str,
    covers: tuple[str, ...],
    fonts_needed: tuple[str, ...] = FONT_FILES,
) -> Pages:
    """Lay out the page that `page_of(spacing)` returns once and write it twice: letter, and letter with cover sheets.

    `covers` are the anchors of the cover sheets. Raises LetterError where anything goes wrong while drawing and
    MachineError where a library or a font is missing.
    """
    weasyprint = _load()
    _require_fonts(fonts_needed)
    with _drawing(weasyprint), own_fonts_only():
        fonts = weasyprint.text.fonts.FontConfiguration()
        fetcher = _fetcher(weasyprint)
        sheet = weasyprint.CSS(string=style, font_config=fonts, url_fetcher=fetcher, base_url="appeal:")

        def lay_out(spacing: str) -> Any:
            page = weasyprint.HTML(string=page_of(spacing), url_fetcher=fetcher, base_url="appeal:")
            return page.render(font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/ua-1")

        spacing, document = _fit(lay_out)
        count = _page_of(document, _END) + 1

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


def _fit(lay_out: Callable[[str], Any]) -> tuple[str, Any]:
    """Tighten the spacing where that saves a page or brings figures back to the page of their text."""
    document = lay_out(SPACINGS[0])
    if not _wants_tightening(document):
        return SPACINGS[0], document
    before = (_page_of(document, _END), _is_parted(document))
    for spacing in SPACINGS[1:]:
        tighter = lay_out(spacing)
        if (_page_of(tighter, _END), _is_parted(tighter)) < before:
            return spacing, tighter
    return SPACINGS[0], document


def _wants_tightening(document: Any) -> bool:
    last = _page_of(document, _END)
    few_lines = last > 0 and document.pages[last].anchors[_END][1] <= _FEW_LINES
    return few_lines or last >= _TARGET_PAGES or _is_parted(document)


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


def _fetcher(weasyprint: ModuleType) -> Any:
    """Return a fetcher that opens the bundled fonts and refuses everything else, so that nothing leaves the machine."""

    class BundledFonts(weasyprint.urls.URLFetcher):  # type: ignore[misc,name-defined]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            name = url.removeprefix(_SCHEME)
            if not url.startswith(_SCHEME) or name not in (*FONT_FILES, *MINCHO_FILES):
                raise weasyprint.urls.FatalURLFetchingError(url)
            content = (resources.folder("fonts") / name).read_bytes()
            return weasyprint.urls.URLFetcherResponse(url, content, {"Content-Type": "font/ttf"})

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
