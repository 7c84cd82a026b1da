"""Is each evidence file acceptable, and is it what the case says it is? Judges values only, opens nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

from appeal.model.case import Case
from appeal.model.evidence import ACCEPTED_TYPES, EvidenceKind, FileFacts, FileState
from appeal.model.finding import Finding, found
from appeal.model.trade import EvidenceWindow
from appeal.model.traits import TraitName
from appeal.rules import policy
from appeal.rules.comparison import compare
from appeal.rules.inside import judge_inside
from appeal.rules.legibility import judge_legibility, look_alike
from appeal.rules.paper_findings import judge_words
from appeal.rules.papers import judge_papers, shown
from appeal.rules.provenance import judge_provenance
from appeal.rules.requests import judge_requests, supplier_requests

# Above these a reader on the other side is slow; 当方の目安, from the same measurements as the limits of `examine`.
_MANY_PAGES = 300
_MOST_PAGES = 2_000
_MANY_PIXELS = 60_000_000
_MOST_PIXELS = 100_000_000
_A4_INCHES = (8.27, 11.69)
# No slip is narrower than the smaller roll of tills (58 mm, 48 of it printed); the wider roll has 80 mm. Telephones are up
# to 2.25 times as high as wide, pages less.
_LEAST_SLIP_INCHES, _RECEIPT_INCHES, _RECEIPT_SHAPE = 1.8, 3.15, 2.3
# A picture shaped like a page, said to be smaller than A5, is more likely a page made small than a small page.
_PAGE_SHAPES, _LEAST_PAGE_INCHES = (1.3, 1.5), 5.5
_MEGABYTE = 1024 * 1024

_STATE_CODES = {
    FileState.MISSING: "E201",
    FileState.EMPTY: "E202",
    FileState.OUTSIDE: "E204",
    FileState.NO_ORDINARY_FILE: "E205",
    FileState.NOT_PERMITTED: "E206",
    FileState.TOO_LARGE: "E207",
    FileState.LOCKED: "E218",
    FileState.TRUNCATED: "E219",
    FileState.DAMAGED: "E220",
    FileState.NO_PAGES: "E221",
    FileState.TOO_MANY_PAGES: "E222",
    FileState.TOO_MANY_PIXELS: "E223",
    FileState.TOO_HEAVY: "E227",
    FileState.CRASHED: "E228",
    FileState.DISAGREED: "E229",
    FileState.BURIED: "E230",
    FileState.WAITING_FORM: "E244",
    FileState.ELSEWHERE: "E245",
    FileState.NO_AREA: "E246",
}
_OTHER_TYPE_CODES = {
    **dict.fromkeys(
        ("heic", "avif", "webp", "tiff", "bmp", "psd", "eps", "svg", "jxl", "jp2", "djvu"), "E209"
    ),
    **dict.fromkeys(("doc", "docx", "xls", "xlsx", "pptx", "rtf", "odf", "ole"), "E210"),
    "html": "E211",
    "text": "E212",
    **dict.fromkeys(("mail", "msg"), "E213"),
    **dict.fromkeys(("zip", "rar", "7z", "gz"), "E214"),
    "appledouble": "E215",
    "zeros": "E216",
    "mixed": "E217",
    "shortcut": "E205",
}
_TYPE_NAMES = {
    "heic": "HEIC",
    "doc": "Word",
    "docx": "Word",
    "xls": "Excel",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "odf": "OpenDocument",
    "ole": "Word、Excel など",
    "rtf": "リッチテキスト",
}
# Reports of sales come as such files, and are no papers.
_TABLE_SUFFIXES = ("csv", "tsv", "txt")
_JPG_SUFFIXES = ("jpg", "jpeg", "jpe", "jfif", "pjpeg")
_OTHER_SUFFIXES = frozenset(
    {"heic", "heif", "avif", "webp", "tif", "tiff", "bmp", "psd", "eps", "svg", "csv", "txt", "htm", "html"}
    | {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", "odt", "ods", "eml", "msg", "zip", "rar", "7z"}
)


def judge_documents(
    case: Case, facts: tuple[FileFacts, ...], window: EvidenceWindow | None, today: date
) -> tuple[Finding, ...]:
    """Return what is to be said of the evidence, entry by entry; `facts` stand in the order of `case.evidence`.

    First of the files themselves, then of what the case says about them, then of all files together. Dates and
    names come from the case, never from the text of a paper.
    """
    findings: list[Finding] = []
    for index, fact in enumerate(facts):
        findings += _judge_file(case, fact, index)
        if fact.usable:
            findings += judge_legibility(case.evidence[index], fact, f"evidence[{index}].file")
            findings += judge_provenance(case.evidence[index], fact, f"evidence[{index}].file")
    findings += _repeated(case, facts)
    findings += _alike(facts)
    findings += judge_papers(case, facts, window, today)
    compared = compare(case, facts)
    findings += judge_words(case, facts, compared)
    findings += judge_requests(case, supplier_requests(case, facts, compared))
    findings += _together(facts)
    return tuple(findings)


def type_name(kind: str) -> str:
    """Return the name of a type as a person reads it: PDF, Excel, HEIC."""
    return _TYPE_NAMES.get(kind, kind.upper())


def _judge_file(case: Case, fact: FileFacts, index: int) -> Iterator[Finding]:
    field = f"evidence[{index}].file"
    if not fact.usable:
        yield _unusable(fact, field)
        return
    yield from _judge_name(fact, field)
    yield from _judge_format(case, fact, field)
    yield from _judge_condition(fact, field)
    yield from _judge_size(fact, case.evidence[index].kind, field)
    yield from judge_inside(fact, field)


def _unusable(fact: FileFacts, field: str) -> Finding:
    file, kind = shown(fact.file), fact.type or "unknown"
    if fact.state is FileState.OTHER_TYPE:
        if kind == "text" and fact.suffix in _TABLE_SUFFIXES:
            return found("E317", field, file=file)
        return found(_OTHER_TYPE_CODES.get(kind, "E208"), field, file=file, name=type_name(kind))
    if fact.state is FileState.MISSING and fact.nearest is not None:
        return found("E226", field, file=file, nearest=shown(fact.nearest))
    most = _MOST_PAGES if fact.state is FileState.TOO_MANY_PAGES else _MOST_PIXELS // 10_000
    size = _megabytes(fact.bytes or 0)
    counts = fact.trait(TraitName.FALSE_COUNT)
    detail = counts.detail if counts else ""
    return found(_STATE_CODES[fact.state], field, file=file, most=most, megabytes=size, detail=detail)


def _judge_name(fact: FileFacts, field: str) -> Iterator[Finding]:
    kind = fact.type or ""
    named = "jpg" if fact.suffix in _JPG_SUFFIXES else fact.suffix
    values = {"file": shown(fact.file), "name": type_name(kind), "suffix": f".{fact.suffix}", "right": kind}
    if named == kind:
        return
    if named not in ACCEPTED_TYPES and named not in _OTHER_SUFFIXES:
        yield found("E232", field, place=None, **values)
    elif "pdf" in (named, kind) or named in _OTHER_SUFFIXES:
        yield found("E203", field, place=None, **values)
    else:
        yield found("E233", field, place=None, **values)


def _judge_format(case: Case, fact: FileFacts, field: str) -> Iterator[Finding]:
    stated = case.notice.formats
    if not stated:
        return
    plain = (unicodedata.normalize("NFKC", text).strip().lower().lstrip(".*") for text in stated)
    accepted = {"jpg" if text in _JPG_SUFFIXES else text for text in plain}
    if fact.type not in accepted:
        listed = "、".join(type_name(kind) for kind in sorted(accepted))
        yield found("E224", field, file=shown(fact.file), name=type_name(fact.type or ""), formats=listed)


def _judge_condition(fact: FileFacts, field: str) -> Iterator[Finding]:
    file = shown(fact.file)
    if fact.owner_locked:
        yield found("E234", field, file=file)
    if fact.repaired:
        yield found("E235", field, file=file)
    if fact.trailing:
        yield found("E236", field, file=file, count=f"{fact.trailing:,}")
    if fact.frames > 1:
        yield found("E237", field, file=file, count=fact.frames)


def _judge_size(fact: FileFacts, kind: EvidenceKind | None, field: str) -> Iterator[Finding]:
    file, size = shown(fact.file), fact.bytes or 0
    if fact.pages and fact.pages > _MANY_PAGES:
        yield found("E239", field, file=file, pages=f"{fact.pages:,}")
    if fact.width and fact.height:
        # A photograph of goods or a box is no print that would have to be readable at A4.
        if kind is not EvidenceKind.PHOTO:
            yield from _judge_resolution(fact, fact.width, fact.height, field)
        if fact.width * fact.height > _MANY_PIXELS:
            yield found("E240", field, file=file, width=fact.width, height=fact.height)
    if size > policy.FILE_BYTES.value:
        most = policy.FILE_BYTES.value // _MEGABYTE
        yield found("E241", field, file=file, megabytes=_megabytes(size), most=most)


def _judge_resolution(fact: FileFacts, width: int, height: int, field: str) -> Iterator[Finding]:
    # A picture is laid on the page, upright or across, as large as it fits: the tighter side decides.
    short, long = sorted((width, height))
    dpi = round(max(short / _A4_INCHES[0], long / _A4_INCHES[1]))
    if max(dpi, _dpi_of_a_slip(fact, short, long)) < policy.RESOLUTION_DPI.value:
        yield found("E238", field, file=shown(fact.file), dpi=dpi)


def _dpi_of_a_slip(fact: FileFacts, short: int, long: int) -> int:
    """Return the points to the inch of a paper smaller than A4, 0 where nothing tells that it is one.

    The scanner's own statement tells it, as long as a slip of that size can exist; or the shape, as long and narrow
    as only till receipts are. The widest of these is taken, for it needs most points.
    """
    stated = fact.trait(TraitName.STATED_RESOLUTION)
    dpi = int(stated.detail) if stated and stated.detail.isdecimal() else 0
    is_page = _PAGE_SHAPES[0] <= long / short <= _PAGE_SHAPES[1]
    if dpi and short / dpi >= (_LEAST_PAGE_INCHES if is_page else _LEAST_SLIP_INCHES):
        return dpi
    return round(short / _RECEIPT_INCHES) if long >= _RECEIPT_SHAPE * short else 0


def _repeated(case: Case, facts: tuple[FileFacts, ...]) -> Iterator[Finding]:
    """Say which entries hold the same paper again; only a later entry is named, with the first one beside it."""
    firsts: dict[str, int] = {}
    for index, fact in enumerate(facts):
        if fact.sha256 is None:
            continue
        first = firsts.setdefault(fact.sha256, index)
        if first == index:
            continue
        field, item, earlier = f"evidence[{index}].file", case.evidence[index], case.evidence[first]
        same_entry = (item.number, item.issued) == (earlier.number, earlier.issued)
        if facts[first].path == fact.path and same_entry:
            yield found("E225", field, file=shown(fact.file))
        else:
            yield found("E231", field, file=shown(fact.file), other=shown(facts[first].file))


def _alike(facts: tuple[FileFacts, ...]) -> Iterator[Finding]:
    """Say which file shows what another file shows; the same bytes are told of by `_repeated`."""
    for index, fact in enumerate(facts):
        for other in facts[:index]:
            if fact.sha256 != other.sha256 and fact.usable and other.usable and look_alike(other, fact):
                yield found("E299", f"evidence[{index}].file", file=shown(fact.file), other=shown(other.file))
                break


def _together(facts: tuple[FileFacts, ...]) -> Iterator[Finding]:
    size = sum(fact.bytes or 0 for fact in facts if fact.usable)
    if size > policy.PACKAGE_BYTES.value:
        most = policy.PACKAGE_BYTES.value // _MEGABYTE
        yield found("E242", "evidence", megabytes=_megabytes(size), most=most)
    if len(facts) > policy.FILE_COUNT.value:
        yield found("E243", "evidence", count=len(facts), most=policy.FILE_COUNT.value)


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}"
