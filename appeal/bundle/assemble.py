"""Puts letter, cover sheets and evidence together into the reading copy; it draws nothing and judges nothing."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from appeal.bundle.gather import Gathered, gather
from appeal.errors import LetterError
from appeal.model.submission import Exhibit

if TYPE_CHECKING:
    from pikepdf import Pdf

_FAMILY = re.compile(r"(?:[A-Z]{6}\+)?(?:Appeal-P?Gothic|BIZ-?UD)", re.IGNORECASE)
_UA_CLAIM = re.compile(rb'<rdf:Description rdf:about="" pdfuaid:part="\d" ?/>')
_LETTER_TITLE = "回答書"
# Headings of the letter's own title and of its parts.
_DEEPEST_HEADING = 2


def assemble(
    base: bytes,
    cover_pages: Sequence[int],
    exhibits: Sequence[tuple[Exhibit, pathlib.Path]],
    titles: Sequence[str] = (),
    letter_title: str = _LETTER_TITLE,
    gathered: Gathered | None = None,
) -> bytes:
    """Return the reading copy: `base` with the pages of each exhibit after its cover sheet.

    `base` is the letter followed by the cover sheets, `cover_pages` their places in it from 0, one an exhibit in
    the same order. `titles` name the exhibits in the outline (資料1 請求書), otherwise their label does. `gathered`
    are the pages of the exhibits where they were gathered before. The same input gives the same bytes. Raises
    PackageError where a file changed, cannot be taken over or loses a page, and LetterError where `base` uses a font
    that is not ours.
    """
    from pikepdf import Pdf

    if len(cover_pages) != len(exhibits):
        raise ValueError("one cover sheet an exhibit")
    labels = [exhibit.label for exhibit, _ in exhibits]
    with Pdf.open(BytesIO(base)) as copy:
        if strange := _foreign_fonts(copy):
            raise LetterError("P715", fonts="、".join(strange))
        headings = _headings(copy, min(cover_pages, default=len(copy.pages)))
        gathered = gathered or gather(exhibits)
        expected = len(copy.pages) + sum(gathered.counts)
        covers = [cover + sum(gathered.counts[:place]) for place, cover in enumerate(cover_pages)]
        with Pdf.open(BytesIO(gathered.pdf)) if gathered.pdf else Pdf.new() as papers:
            _insert(copy, papers, covers, gathered.counts)
            _set_outline(copy, headings, covers, titles or labels, letter_title)
            _set_labels(copy, covers, gathered.counts, labels)
            if exhibits:
                _withdraw_claim(copy)
            if len(copy.pages) != expected:
                raise ValueError("pages were lost while assembling")
            return _written(copy)


def load() -> None:
    """Import what binds, ahead of its use."""
    import pikepdf  # noqa: F401


def foreign_fonts(pdf: bytes) -> tuple[str, ...]:
    """Return the names of fonts in a PDF of ours that are not of the bundled families, sorted."""
    from pikepdf import Pdf

    with Pdf.open(BytesIO(pdf)) as document:
        return _foreign_fonts(document)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    from pikepdf import Pdf

    with Pdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def _foreign_fonts(document: Pdf) -> tuple[str, ...]:
    names: set[str] = set()
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        _collect_fonts(page.obj.get("/Resources"), names, seen)
    return tuple(sorted(name for name in names if not _FAMILY.match(name)))


def _collect_fonts(resources: Any, names: set[str], seen: set[tuple[int, int]]) -> None:
    """Add the fonts of one set of resources and of the drawings it holds."""
    if resources is None or _was_seen(resources, seen):
        return
    for _, font in _entries_of(resources, "/Font"):
        names.add(str(font.get("/BaseFont", "?")).removeprefix("/"))
    for kind in ("/XObject", "/Pattern"):
        for _, drawing in _entries_of(resources, kind):
            if not _was_seen(drawing, seen):
                _collect_fonts(drawing.get("/Resources"), names, seen)


def _entries_of(resources: Any, kind: str) -> Any:
    entries = resources.get(kind)
    return () if entries is None else entries.items()


def _was_seen(entry: Any, seen: set[tuple[int, int]]) -> bool:
    if not entry.is_indirect:
        return False
    known = entry.objgen in seen
    seen.add(entry.objgen)
    return known


def _insert(copy: Pdf, papers: Pdf, covers: Sequence[int], counts: Sequence[int]) -> None:
    """Insert the pages of each exhibit after its cover sheet, and keep hidden what their layers hide."""
    first = 0
    for cover, count in zip(covers, counts, strict=True):
        for place in range(count):
            copy.pages.insert(cover + 1 + place, papers.pages[first + place])
        first += count
    layers = papers.Root.get("/OCProperties")
    if layers is not None:
        copy.Root["/OCProperties"] = copy.copy_foreign(papers.make_indirect(layers))


def _headings(document: Pdf, until: int) -> list[tuple[str, int]]:
    """Return the headings of the letter's pages but its title, which is the first with headings below it."""
    places: dict[Any, int] = {page.objgen: number for number, page in enumerate(document.pages)}
    entries = list(_outline_of(document))
    title = next((place for place, entry in enumerate(entries) if "/First" in entry), 0)
    kept = entries[:title] + entries[title + 1 :]
    found = [(str(entry.get("/Title", "")), places.get(_target(entry))) for entry in kept]
    return [(heading, page) for heading, page in found if page is not None and page < until]


def _outline_of(document: Pdf) -> Iterator[Any]:
    outline = document.Root.get("/Outlines")
    if outline is not None:
        yield from _below(outline, 1)


def _below(parent: Any, depth: int) -> Iterator[Any]:
    entry = parent.get("/First")
    while entry is not None:
        yield entry
        if depth < _DEEPEST_HEADING:
            yield from _below(entry, depth + 1)
        entry = entry.get("/Next")


def _target(entry: Any) -> Any:
    """Return what identifies the page an entry of the outline leads to."""
    target = entry.get("/Dest")
    if target is None and "/A" in entry:
        target = entry["/A"].get("/D")
    try:
        return target[0].objgen
    except (TypeError, AttributeError, IndexError, ValueError):
        return None


def _set_outline(
    copy: Pdf,
    headings: Sequence[tuple[str, int]],
    covers: Sequence[int],
    names: Sequence[str],
    letter_title: str,
) -> None:
    """Replace the outline: the letter with its headings, then each exhibit."""
    from pikepdf import OutlineItem

    if "/Outlines" in copy.Root:
        del copy.Root["/Outlines"]
    with copy.open_outline() as outline:
        letter = OutlineItem(letter_title, 0)
        letter.children.extend(OutlineItem(title, page) for title, page in headings)
        outline.root.append(letter)
        outline.root.extend(OutlineItem(name, cover) for name, cover in zip(names, covers, strict=True))


def _set_labels(copy: Pdf, covers: Sequence[int], counts: Sequence[int], labels: Sequence[str]) -> None:
    """Number the pages as the letter cites them: 1, 2, then 資料1-表紙, 資料1-1."""
    from pikepdf import Array, Dictionary, Name

    numbers: list[Any] = [0, Dictionary(S=Name.D)]
    for cover, count, label in zip(covers, counts, labels, strict=True):
        numbers += [cover, Dictionary(P=f"{label}-表紙")]
        if count:
            numbers += [cover + 1, Dictionary(S=Name.D, P=f"{label}-")]
    copy.Root["/PageLabels"] = Dictionary(Nums=Array(numbers))


def _withdraw_claim(copy: Pdf) -> None:
    """Claim accessibility only of pages we tagged."""
    if "/Metadata" in copy.Root:
        described = copy.Root["/Metadata"]
        described.write(_UA_CLAIM.sub(b"", described.read_bytes()))


def _written(copy: Pdf) -> bytes:
    """Return the bytes, no stream coded anew; the identifier depends on the content alone."""
    from pikepdf import StreamDecodeLevel

    target = BytesIO()
    copy.save(
        target,
        min_version="1.7",
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=StreamDecodeLevel.none,
        deterministic_id=True,
    )
    return target.getvalue()
