"""Makes evidence files, good and bad, with the state each must be found in; every text in them says 見本 or SAMPLE."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.constants import UserAccessPermissions
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from appeal.model.evidence import FileState

NO_COPYING = UserAccessPermissions.PRINT
USABLE, OTHER = FileState.USABLE, FileState.OTHER_TYPE


@dataclass(frozen=True)
class Made:
    """One file of the corpus: how its bytes are made and what must be found; `also` names further facts."""

    name: str
    make: Callable[[], bytes]
    state: FileState
    type: str | None = None
    also: dict[str, Any] = field(default_factory=dict)


def pdf(pages: int = 1, **lock: Any) -> bytes:
    writer = PdfWriter()
    for number in range(pages):
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data(
            b"BT /F1 24 Tf 72 720 Td (SAMPLE %d) Tj ET\n" % (number + 1) + b"0 0 m 9 9 l S\n" * 40
        )
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject()
    if lock:
        writer.encrypt(**lock)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_without_pages() -> bytes:
    return _written(PdfWriter())


def pdf_with_wrong_count() -> bytes:
    return pdf(3).replace(b"/Count 3", b"/Count 9")


def pdf_without_page_content() -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Contents")] = NumberObject(5)
    return _written(writer)


def pdf_without_xref() -> bytes:
    before, mark, _ = pdf(2).rpartition(b"startxref")
    return before + mark + b"\n7\n%%EOF\n"


def picture(kind: str, size: tuple[int, int] = (1800, 2400), **options: Any) -> bytes:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for step in range(0, size[1], 40):
        draw.line((0, step, size[0], size[1] - step), fill=(step % 255, 90, 160), width=5)
    draw.text((20, 20), "SAMPLE", fill="black")
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpg(**options: Any) -> bytes:
    return picture("JPEG", quality=60, **options)


def png() -> bytes:
    return picture("PNG")


def gif() -> bytes:
    return picture("GIF")


def animation() -> bytes:
    frames = [Image.new("P", (1700, 2400), shade) for shade in (0, 1, 2)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def two_shots() -> bytes:
    frames = [Image.new("RGB", (1700, 2400), shade) for shade in ("white", "red")]
    out = io.BytesIO()
    frames[0].save(out, "MPO", save_all=True, append_images=frames[1:])
    return out.getvalue()


def huge_png_header() -> bytes:
    """A small PNG whose header claims 30,000 x 30,000 pixels, with a right checksum."""
    import zlib

    content = bytearray(picture("PNG", (8, 8)))
    content[16:24] = (30_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


def png_with_wrong_checksum() -> bytes:
    content = bytearray(png())
    content[len(content) // 2] ^= 0xFF
    return bytes(content)


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in names:
            target.writestr(name, "SAMPLE")
    return out.getvalue()


def ole(entry: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + entry.encode("utf-16-le") + bytes(600)


def brand(name: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftyp" + name + bytes(400)


def half(make: Callable[[], bytes], part: float = 0.5) -> Callable[[], bytes]:
    def made() -> bytes:
        content = make()
        return content[: int(len(content) * part)]

    return made


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content


_REPAIRED = {"repaired": True}
CORPUS: tuple[Made, ...] = (
    Made("請求書 見本.pdf", lambda: pdf(2), USABLE, "pdf", {"pages": 2}),
    Made("scan.jpg", jpg, USABLE, "jpg", {"pages": 1, "width": 1800, "height": 2400}),
    Made("scan.JPEG", jpg, USABLE, "jpg", {"suffix": "jpeg"}),
    Made("progressive.jpg", lambda: jpg(progressive=True), USABLE, "jpg"),
    Made("grey.jpg", lambda: _grey(), USABLE, "jpg"),
    Made("page.png", png, USABLE, "png", {"pages": 1}),
    Made("page.gif", gif, USABLE, "gif", {"frames": 1}),
    Made("no-suffix", lambda: pdf(1), USABLE, "pdf", {"suffix": ""}),
    Made("picture-named.pdf", png, USABLE, "png", {"suffix": "pdf"}),
    Made("paper-named.jpg", lambda: pdf(1), USABLE, "pdf", {"suffix": "jpg"}),
    Made("jpeg-named.png", jpg, USABLE, "jpg", {"suffix": "png"}),
    Made(
        "owner.pdf",
        lambda: pdf(1, user_password="", owner_password="x", permissions_flag=NO_COPYING),
        USABLE,
        "pdf",
        {"owner_locked": True},
    ),
    Made(
        "owner-aes.pdf",
        lambda: pdf(
            1, user_password="", owner_password="x", algorithm="AES-256", permissions_flag=NO_COPYING
        ),
        USABLE,
        "pdf",
        {"owner_locked": True},
    ),
    Made("empty-password.pdf", lambda: pdf(1, user_password="", owner_password=""), USABLE, "pdf"),
    Made("junk-before.pdf", lambda: b"HTTP/1.1 200 OK\r\n\r\n" + pdf(1), USABLE, "pdf"),
    Made(
        "lost-end-mark.pdf", lambda: pdf(2).replace(b"%%EOF\n", b""), USABLE, "pdf", {"pages": 2, **_REPAIRED}
    ),
    Made("lost-xref.pdf", pdf_without_xref, USABLE, "pdf", {"pages": 2, **_REPAIRED}),
    Made("more-after.pdf", lambda: pdf(1) + b"unseen bytes", USABLE, "pdf", {"trailing": 12}),
    Made("blank-after.pdf", lambda: pdf(1) + b"\r\n\x00\x00\n", USABLE, "pdf", {"trailing": 0}),
    Made("more-after.jpg", lambda: jpg() + b"unseen", USABLE, "jpg", {"trailing": 6}),
    Made("more-after.png", lambda: png() + b"unseen", USABLE, "png", {"trailing": 6}),
    Made("more-after.gif", lambda: gif() + b"unseen", USABLE, "gif", {"trailing": 6}),
    Made("no-end-mark.jpg", lambda: jpg()[:-2], USABLE, "jpg", _REPAIRED),
    Made("no-end-mark.gif", lambda: gif()[:-1], USABLE, "gif", _REPAIRED),
    Made("moving.gif", animation, USABLE, "gif", {"frames": 3}),
    Made("two-shots.jpg", two_shots, USABLE, "jpg", {"frames": 2, "trailing": 0}),
    Made("empty.pdf", _constant(b""), FileState.EMPTY),
    Made("user-lock.pdf", lambda: pdf(1, user_password="x"), FileState.LOCKED, "pdf"),
    Made("aes-lock.pdf", lambda: pdf(1, user_password="x", algorithm="AES-256"), FileState.LOCKED, "pdf"),
    Made("half.pdf", half(lambda: pdf(4)), FileState.TRUNCATED, "pdf"),
    Made("most.pdf", half(lambda: pdf(4), 0.9), FileState.TRUNCATED, "pdf"),
    Made("wrong-count.pdf", pdf_with_wrong_count, FileState.DISAGREED, "pdf"),
    Made("no-content.pdf", pdf_without_page_content, FileState.DAMAGED, "pdf"),
    Made("only-header.pdf", _constant(b"%PDF-1.7\nSAMPLE\n%%EOF\n"), FileState.DAMAGED, "pdf"),
    Made("no-pages.pdf", pdf_without_pages, FileState.NO_PAGES, "pdf"),
    Made("too-many.pdf", lambda: pdf(2001), FileState.TOO_MANY_PAGES, "pdf", {"pages": None}),
    Made("half.jpg", half(jpg), FileState.TRUNCATED, "jpg"),
    Made("most.jpg", half(jpg, 0.97), FileState.TRUNCATED, "jpg"),
    Made("half-progressive.jpg", half(lambda: jpg(progressive=True), 0.15), FileState.TRUNCATED, "jpg"),
    Made("only-start.jpg", _constant(b"\xff\xd8\xff\xe0"), FileState.TRUNCATED, "jpg"),
    Made("half.png", half(png), FileState.TRUNCATED, "png"),
    Made("no-end-chunk.png", lambda: png()[:-12], FileState.TRUNCATED, "png"),
    Made("wrong-checksum.png", png_with_wrong_checksum, FileState.DAMAGED, "png"),
    Made("half.gif", half(gif), FileState.TRUNCATED, "gif"),
    Made("huge.png", huge_png_header, FileState.TOO_MANY_PIXELS, "png"),
    Made("large.png", lambda: _plain(11_000, 10_000), FileState.TOO_MANY_PIXELS, "png", {"width": 11_000}),
    Made("second.jpg", lambda: jpg() + pdf(1), OTHER, "mixed"),
    Made("script.gif", lambda: gif() + b"<script>sample</script>", OTHER, "mixed"),
    Made("phone.jpg", _constant(brand(b"heic")), OTHER, "heic"),
    Made("phone.heic", _constant(brand(b"mif1")), OTHER, "heic"),
    Made("photo.avif", _constant(brand(b"avif")), OTHER, "avif"),
    Made("clip.mp4", _constant(brand(b"isom")), OTHER, "video"),
    Made("scan.tif", lambda: picture("TIFF", (200, 200)), OTHER, "tiff"),
    Made("photo.webp", lambda: picture("WEBP", (200, 200)), OTHER, "webp"),
    Made("photo.bmp", lambda: picture("BMP", (200, 200)), OTHER, "bmp"),
    Made("drawing.png", _constant(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"), OTHER, "eps"),
    Made("drawing.svg", _constant("<svg xmlns='x'>見本</svg>".encode()), OTHER, "svg"),
    Made("layers.psd", _constant(b"8BPS\x00\x01" + bytes(60)), OTHER, "psd"),
    Made("page.pdf", _constant("<!DOCTYPE html><title>ログイン 見本</title>".encode()), OTHER, "html"),
    Made("memo.txt", _constant("架空商店の見本です。".encode("cp932")), OTHER, "text"),
    Made("memo-utf8.pdf", _constant("\ufeff架空商店の見本です。".encode()), OTHER, "text"),
    Made("mail.eml", _constant(b"Received: from sample\r\nSubject: SAMPLE\r\n\r\nSAMPLE"), OTHER, "mail"),
    Made("mail.msg", lambda: ole("__substg1.0_0037001F"), OTHER, "msg"),
    Made("old.doc", lambda: ole("WordDocument"), OTHER, "doc"),
    Made("old.xls", lambda: ole("Workbook"), OTHER, "xls"),
    Made("new.docx", lambda: archive("[Content_Types].xml", "word/document.xml"), OTHER, "docx"),
    Made("new.xlsx", lambda: archive("[Content_Types].xml", "xl/workbook.xml"), OTHER, "xlsx"),
    Made("papers.zip", lambda: archive("sample.pdf"), OTHER, "zip"),
    Made("rich.rtf", _constant(b"{\\rtf1 SAMPLE}"), OTHER, "rtf"),
    Made("._paper.pdf", _constant(b"\x00\x05\x16\x07" + bytes(100)), OTHER, "appledouble"),
    Made("zeros.pdf", _constant(bytes(5000)), OTHER, "zeros"),
    Made("noise.pdf", _constant(bytes(range(128, 256)) * 9 + b"\x00\x01"), OTHER, "unknown"),
)


def _grey() -> bytes:
    out = io.BytesIO()
    Image.new("L", (1700, 2400), 200).save(out, "JPEG")
    return out.getvalue()


def _plain(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def write_corpus(folder: Path) -> None:
    """Write every file of the corpus into the folder."""
    for made in CORPUS:
        (folder / made.name).write_bytes(made.make())


def sparse(path: Path, size: int) -> None:
    """Write a file that is large by name only."""
    path.touch()
    os.truncate(path, size)
