"""Tells the type of a file from its bytes, never from its name; it opens nothing."""

from __future__ import annotations

import re

from appeal.examine.limits import HEADER_REACH

# Formats with a fixed beginning. Order matters only where one beginning contains another.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"8BPS", "psd"),
    (b"%!PS", "eps"),
    (b"\xc5\xd0\xd3\xc6", "eps"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gz"),
    (b"\x00\x05\x16\x07", "appledouble"),
    (b"\x00\x00\x00\x0cJXL ", "jxl"),
    (b"\x00\x00\x00\x0cjP  ", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"AT&TFORM", "djvu"),
    (b"MZ\x90", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
    (b"[InternetShortcut]", "shortcut"),
    (b"bplist00", "shortcut"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_STILL_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_MAIL_HEADER = re.compile(
    r"(?:received|return-path|delivered-to|mime-version|message-id|from|x-[a-z-]+|dkim-signature): ",
    re.IGNORECASE,
)
# What cloud storage leaves in place of a file: a few words of JSON, or a property list, that point to a page.
_CLOUD = re.compile(r'\{\s*"(?:url|doc_id|resource_id)"\s*:|<\?xml[^>]*>\s*<!doctype plist')
_TEXT_ENCODINGS = ("utf-8-sig", "cp932", "utf-16")
_TEXT_SAMPLE = 64 * 1024
# Further back than any viewer looks for it, but near enough to say what went wrong.
_BURIED_PDF, _BURIED_REACH = re.compile(rb"%PDF-\d\.\d[\r\n]"), 1024 * 1024


def kind_of(content: bytes) -> str:
    """Return the type the bytes show: `pdf`, `jpg`, `png`, `gif`, another known name, `text` or `unknown`."""
    return (
        _by_beginning(content)
        or _by_container(content)
        or ("pdf" if b"%PDF-" in content[:HEADER_REACH] else None)
        or ("zeros" if not content.strip(b"\x00") else None)
        or _by_text(content)
        or ("pdf" if _BURIED_PDF.search(content, 0, _BURIED_REACH) else None)
        or "unknown"
    )


def _by_beginning(content: bytes) -> str | None:
    for beginning, name in _BEGINNINGS:
        if content.startswith(beginning):
            return name
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    # Two letters alone would also match a text that begins with BM; the four reserved bytes are always zero.
    if content.startswith(b"BM") and content[6:10] == b"\x00\x00\x00\x00":
        return "bmp"
    return None


def _by_container(content: bytes) -> str | None:
    if content[4:8] == b"ftyp":
        brand = content[8:12]
        return "avif" if brand in (b"avif", b"avis") else "heic" if brand in _STILL_BRANDS else "video"
    if content.startswith(_OLE):
        return _ole_kind(content)
    if content.startswith(_ZIP):
        return _zip_kind(content)
    return None


def _ole_kind(content: bytes) -> str:
    for entry, name in (
        ("__substg1.0_", "msg"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
    ):
        if entry.encode("utf-16-le") in content:
            return name
    return "ole"


def _zip_kind(content: bytes) -> str:
    for entry, name in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"opendocument", "odf")):
        if entry in content:
            return name
    return "zip"


def _by_text(content: bytes) -> str | None:
    text = _decoded(content[:_TEXT_SAMPLE])
    if text is None:
        return None
    beginning = text[:HEADER_REACH].lstrip().lower()
    if "<svg" in beginning:
        return "svg"
    if beginning.startswith("<!doctype html") or "<html" in beginning or "<body" in beginning:
        return "html"
    if _CLOUD.match(beginning):
        return "shortcut"
    return "mail" if _MAIL_HEADER.match(beginning) else "text"


def _decoded(sample: bytes) -> str | None:
    if b"\x00" in sample and not sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    for encoding in _TEXT_ENCODINGS:
        # The sample may end inside a character: three bytes at most are given up.
        for cut in range(4):
            try:
                text = sample[: len(sample) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return None if re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text) else text
    return None
