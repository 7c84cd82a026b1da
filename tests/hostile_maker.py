"""Makes the files of the policy table: one or more for each row, with the verdict each must get; all say SAMPLE."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import evidence_maker as plain
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

ERROR, WARNING, NOTE, ACCEPTED = "error", "warning", "note", "accepted"
Change = Callable[[Pdf], None]


@dataclass(frozen=True)
class Hostile:
    """One file: `row` of the policy table, verdict and the code that must be said (None: nothing at all)."""

    row: str
    name: str
    make: Callable[[], bytes]
    verdict: str
    code: str | None = None


def changed(change: Change, pages: int = 1, **options: object) -> Callable[[], bytes]:
    """Return a maker of a sound PDF with one thing changed."""

    def make() -> bytes:
        with pikepdf.open(io.BytesIO(plain.pdf(pages))) as document:
            change(document)
            out = io.BytesIO()
            document.save(out, static_id=True, **options)
            return out.getvalue()

    return make


def annotated(**entries: object) -> Change:
    def change(document: Pdf) -> None:
        entry = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 90, 40]), F=4, **entries)
        document.pages[0].obj.Annots = document.make_indirect(Array([document.make_indirect(entry)]))

    return change


def opening(**action: object) -> Change:
    def change(document: Pdf) -> None:
        document.Root.OpenAction = document.make_indirect(Dictionary(**action))

    return change


def filed(**form: object) -> Callable[..., Change]:
    def fields(*entries: dict[str, object]) -> Change:
        def change(document: Pdf) -> None:
            made = [document.make_indirect(Dictionary(**entry)) for entry in entries]
            document.Root.AcroForm = document.make_indirect(Dictionary(Fields=Array(made), **form))
            widgets = [one for one in made if "/Rect" in one]
            document.pages[0].obj.Annots = document.make_indirect(Array(widgets))

        return change

    return fields


def field(document_value: str = "SAMPLE", **more: object) -> dict[str, object]:
    return {
        "Type": Name.Annot,
        "Subtype": Name.Widget,
        "Rect": Array([10, 10, 90, 40]),
        "F": 4,
        "FT": Name.Tx,
        "T": String("name"),
        "V": String(document_value),
        **more,
    }


def drawn(**more: object) -> Change:
    def change(document: Pdf) -> None:
        look = document.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 80, 30]))
        filed()(field(AP=Dictionary(N=look), **more))(document)

    return change


def boxed(**entries: object) -> Change:
    def change(document: Pdf) -> None:
        for key, value in entries.items():
            document.pages[0].obj[f"/{key}"] = value

    return change


def layered(**view: object) -> Change:
    def change(document: Pdf) -> None:
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("社内用 見本")))
        view_of = {key: Array([layer]) if value == "layer" else value for key, value in view.items()}
        document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(**view_of))

    return change


def attached(document: Pdf) -> None:
    document.attachments["内訳.xlsx"] = pikepdf.AttachedFileSpec(document, b"SAMPLE", filename="内訳.xlsx")


def signed(document: Pdf, reach: int = 10_000_000) -> None:
    signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=Array([0, 10, 20, reach]))
    filed()({"FT": Name.Sig, "T": String("sig"), "V": signature})(document)


def painted(orders: bytes) -> Change:
    """Draw with the given orders; /F1 is one of the fonts every viewer has."""

    def change(document: Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page = document.pages[0].obj
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = document.make_stream(orders)

    return change


def strange_font(document: Pdf) -> None:
    heir = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/Ryumin-Light"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Japan1"), Supplement=2),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/Ryumin-Light"), Flags=4),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/Ryumin-Light-90ms-RKSJ-H"),
        Encoding=Name("/90ms-RKSJ-H"),
        DescendantFonts=Array([document.make_indirect(heir)]),
    )
    document.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font)))


def elsewhere(document: Pdf) -> None:
    stream = document.make_stream(b"")
    stream.F = String("other.bin")
    document.pages[0].obj.Contents = stream


def named_scripts(document: Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert('SAMPLE')"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def looping(document: Pdf) -> None:
    document.Root.Pages.Kids = Array([document.Root.Pages])


def deep(document: Pdf, depth: int = 3_000) -> None:
    node = document.pages[0].obj
    for _ in range(depth):
        node = document.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([node])))
    document.Root.Pages = node


def circular_outline(document: Pdf) -> None:
    entry = document.make_indirect(Dictionary(Title=String("SAMPLE")))
    entry.Next = entry
    document.Root.Outlines = document.make_indirect(Dictionary(First=entry, Last=entry, Count=1))


def revised(times: int) -> Callable[[], bytes]:
    """Return a maker of a PDF that was saved again this often, each time behind what was there."""

    def make() -> bytes:
        content = plain.pdf(1)
        for _ in range(times):
            at = len(content)
            before = int(content[content.rindex(b"startxref") :].split()[1])
            trailer = (
                content[content.rindex(b"trailer") :].split(b"<<", 1)[1].split(b">>")[0].split(b"/Prev")[0]
            )
            number = int(trailer[trailer.index(b"/Size") :].split()[1])
            trailer = trailer.replace(b"/Size %d" % number, b"/Size %d" % (number + 1))
            added = b"%d 0 obj\n(SAMPLE)\nendobj\n" % number
            content += added + b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
            content += b"trailer\n<<" + trailer + b" /Prev %d >>\n" % before
            content += b"startxref\n%d\n%%%%EOF\n" % (at + len(added))
        return content

    return make


def flate_bomb() -> bytes:
    """Content that unpacks to 300 MB through two filters."""
    inner = zlib.compress(bytes(300_000_000), 1)
    with pikepdf.open(io.BytesIO(plain.pdf(1))) as document:
        stream = Stream(document, zlib.compress(inner, 9))
        stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
        document.pages[0].obj.Contents = document.make_indirect(stream)
        out = io.BytesIO()
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


def nested_arrays() -> bytes:
    return plain.pdf(1).replace(b"/MediaBox [", b"/X " + b"[" * 100_000 + b"]" * 100_000 + b"/MediaBox [", 1)


def many_orders() -> bytes:
    return changed(painted(b"0 0 m 9 9 l S\n" * 1_600_000))()


def locked_by(filter_name: bytes) -> Callable[[], bytes]:
    def make() -> bytes:
        content = plain.pdf(1, user_password="x")
        return content.replace(b"/Filter /Standard", b"/Filter /" + filter_name, 1)

    return make


def _pillow(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def sheet(mode: str = "RGB", size: tuple[int, int] = (1700, 2400)) -> Image.Image:
    return Image.open(io.BytesIO(plain.picture("PNG", size))).convert(mode)


def exif(tag: int, value: object) -> Callable[[], bytes]:
    def make() -> bytes:
        about = Image.Exif()
        about[tag] = value
        return _pillow(sheet(), "JPEG", exif=about)

    return make


def placed() -> bytes:
    about = Image.Exif()
    about.get_ifd(0x8825).update({1: "N", 2: (35.0, 0.0, 0.0), 3: "E", 4: (139.0, 0.0, 0.0)})
    return _pillow(sheet(), "JPEG", exif=about)


def ink(*, marked: bool) -> Callable[[], bytes]:
    def make() -> bytes:
        content = _pillow(sheet("CMYK"), "JPEG")
        at = content.index(b"\xff\xee")
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        return content if marked else content[:at] + content[at + 2 + length :]

    return make


def out_of_step() -> bytes:
    content = bytearray(_pillow(sheet(), "JPEG", restart_marker_blocks=40))
    first = content.index(b"\xff\xd3")
    content[first + 1] = 0xD6
    return bytes(content)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_with(*chunks: bytes) -> bytes:
    content = plain.png()
    return content[:33] + b"".join(chunks) + content[33:]


def bare_png(width: int, height: int, body: bytes = b"\x00") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(body))
        + chunk(b"IEND", b"")
    )


def moving_png() -> bytes:
    frames = [Image.new("RGB", (1700, 2400), shade) for shade in ("white", "red")]
    return _pillow(frames[0], "PNG", save_all=True, append_images=frames[1:])


def wide_jpeg_header() -> bytes:
    content = bytearray(plain.jpg())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", 65_000, 65_000)
    return bytes(content)


def cuts() -> Iterator[Hostile]:
    for suffix, make in (
        ("pdf", lambda: plain.pdf(3)),
        ("jpg", plain.jpg),
        ("png", plain.png),
        ("gif", plain.gif),
    ):
        for eighth in range(1, 8):
            cut = plain.half(make, eighth / 8)
            yield Hostile("cut, rotten, unreadable", f"cut-{eighth}.{suffix}", cut, ERROR)


def as_named() -> Iterator[Hostile]:
    row = "HEIC, TIFF, WebP, BMP, SVG, EPS, ZIP under any name"
    made: tuple[tuple[str, Callable[[], bytes], str], ...] = (
        ("tiff-as.pdf", lambda: plain.picture("TIFF", (200, 200)), "E209"),
        ("webp-as.jpg", lambda: plain.picture("WEBP", (200, 200)), "E209"),
        ("bmp-as.png", lambda: plain.picture("BMP", (200, 200)), "E209"),
        ("heic-as.jpg", lambda: plain.brand(b"heix"), "E209"),
        ("avif-as.png", lambda: plain.brand(b"avis"), "E209"),
        ("svg-as.pdf", lambda: b"<?xml version='1.0'?><svg xmlns='x'>SAMPLE</svg>", "E209"),
        ("eps-as.jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\nSAMPLE", "E209"),
        ("jxl-as.jpg", lambda: b"\x00\x00\x00\x0cJXL \r\n\x87\n" + bytes(90), "E209"),
        ("zip-as.pdf", lambda: plain.archive("sample.pdf"), "E214"),
        ("rar-as.pdf", lambda: b"Rar!\x1a\x07\x00" + bytes(90), "E214"),
        ("seven-as.pdf", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(90), "E214"),
        ("gz-as.pdf", lambda: b"\x1f\x8b\x08\x00" + bytes(90), "E214"),
        ("docx-as.pdf", lambda: plain.archive("[Content_Types].xml", "word/document.xml"), "E210"),
        ("xlsx-as.pdf", lambda: plain.archive("[Content_Types].xml", "xl/workbook.xml"), "E210"),
        ("pptx-as.pdf", lambda: plain.archive("[Content_Types].xml", "ppt/presentation.xml"), "E210"),
        ("ole-as.pdf", lambda: plain.ole("Something"), "E210"),
        ("program-as.pdf", lambda: b"MZ\x90\x00" + bytes(200), "E208"),
        ("video-as.jpg", lambda: plain.brand(b"mp42"), "E208"),
    )
    for name, make, code in made:
        yield Hostile(row, name, make, ERROR, code)
    shortcuts = {
        "link.url.pdf": b"[InternetShortcut]\r\nURL=https://example.com/SAMPLE\r\n",
        "link.gdoc": b'{"url": "https://example.com/SAMPLE", "doc_id": "SAMPLE"}',
        "link.lnk": b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(100),
        "link.webloc": b"<?xml version='1.0'?><!DOCTYPE plist><plist>SAMPLE</plist>",
    }
    for name, content in shortcuts.items():
        yield Hostile("cloud placeholder", name, plain._constant(content), ERROR, "E205")


def hostiles() -> tuple[Hostile, ...]:
    """Return every file of the table."""
    from hostile_table import IMAGES, PDFS
    from hostile_table_more import MORE_IMAGES, MORE_PDFS

    return (*PDFS, *MORE_PDFS, *IMAGES, *MORE_IMAGES, *cuts(), *as_named())
