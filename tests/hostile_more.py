"""Further makers for the policy table: bombs, loops, wrong lengths, locks, odd pictures; all say SAMPLE."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable

import evidence_maker as plain
import pikepdf
from hostile_maker import Change, _pillow, changed, chunk, png_with, sheet
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image


def without(key: str) -> Change:
    def change(document: Pdf) -> None:
        del document.pages[0].obj[key]

    return change


def endless_tree(levels: int = 4, width: int = 100) -> Change:
    """Hang the same branch below itself so often that the tree has `width` to the power of `levels` pages."""

    def change(document: Pdf) -> None:
        node, count = document.pages[0].obj, 1
        for _ in range(levels):
            count *= width
            node = document.make_indirect(
                Dictionary(Type=Name.Pages, Count=count, Kids=Array([node] * width))
            )
        document.Root.Pages = node

    return change


def false_branch() -> bytes:
    """Let a branch of the page tree announce fewer pages than it has, and the root the right number."""

    def branched(document: Pdf) -> None:
        pages = [page.obj for page in document.pages]
        branch = document.make_indirect(Dictionary(Type=Name.Pages, Count=3, Kids=Array(pages)))
        root = document.make_indirect(Dictionary(Type=Name.Pages, Count=4, Kids=Array([branch])))
        for page in pages:
            page.Parent = branch
        branch.Parent = root
        document.Root.Pages = root

    return b"/Count 1".join(kept(branched, 3)().rsplit(b"/Count 3", 1))


def nested_forms(levels: int, width: int) -> Change:
    """Draw a form that draws a form that ... : `width` to the power of `levels` lines."""

    def change(document: Pdf) -> None:
        inner = document.make_stream(b"0 0 m 9 9 l S\n" * width, **_FORM)
        for _ in range(levels - 1):
            outer = document.make_stream(b"/X Do\n" * width, **_FORM)
            outer.Resources = Dictionary(XObject=Dictionary(X=inner))
            inner = outer
        page = document.pages[0].obj
        page.Resources = Dictionary(XObject=Dictionary(X=inner))
        page.Contents = document.make_stream(b"/X Do\n")

    return change


_FORM = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 595, 842]}


def own_form(document: Pdf) -> None:
    """Draw a form that draws itself."""
    form = document.make_stream(b"/X Do\n", **_FORM)
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    page = document.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(X=form))
    page.Contents = document.make_stream(b"/X Do\n")


def pictured(content: bytes, width: int, height: int, **more: object) -> Change:
    """Fill the page with a picture as a scanner does; `content` is stored as it is."""

    def change(document: Pdf) -> None:
        about = {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8, **more}
        picture = pikepdf.Stream(document, content)
        picture.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, **about
        )
        page = document.pages[0].obj
        page.Resources = Dictionary(XObject=Dictionary(Im=document.make_indirect(picture)))
        page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q\n")

    return change


def scanned(document: Pdf) -> None:
    pictured(_pillow(sheet("L"), "JPEG"), 1700, 2400, Filter=Name.DCTDecode)(document)


def broken_scan(document: Pdf) -> None:
    content = _pillow(sheet("L"), "JPEG")
    pictured(content[: len(content) // 3], 1700, 2400, Filter=Name.DCTDecode)(document)


def packed(size: int, times: int) -> Change:
    """Put `size` blanks behind `times` rounds of packing as the content of the page."""

    def change(document: Pdf) -> None:
        content = b" " * size
        for _ in range(times):
            content = zlib.compress(content, 9)
        stream = pikepdf.Stream(document, content)
        stream.Filter = Array([Name.FlateDecode] * times)
        document.pages[0].obj.Contents = document.make_indirect(stream)

    return change


def filtered(*names: str) -> Change:
    def change(document: Pdf) -> None:
        stream = pikepdf.Stream(document, b"SAMPLE not packed in any way" * 9)
        stream.Filter = Array([Name(f"/{name}") for name in names])
        document.pages[0].obj.Contents = document.make_indirect(stream)

    return change


def kept(change: Change, pages: int = 1) -> Callable[[], bytes]:
    """Return a maker that changes a sound PDF and stores its streams as they are."""
    return changed(
        change,
        pages,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
    )


def looping_names(document: Pdf) -> None:
    node = document.make_indirect(Dictionary())
    node.Kids = Array([node, node])
    document.Root.Names = Dictionary(JavaScript=node, EmbeddedFiles=node)


def looping_fields(document: Pdf) -> None:
    field = document.make_indirect(Dictionary(T=String("a"), FT=Name.Tx))
    field.Kids = Array([field, field])
    document.Root.AcroForm = Dictionary(Fields=Array([field]))


def looping_action(document: Pdf) -> None:
    action = document.make_indirect(Dictionary(S=Name.GoTo, D=String("a")))
    action.Next = action
    document.Root.OpenAction = action


def many_marks(document: Pdf) -> None:
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Highlight, Rect=Array([1, 1, 2, 2]))
    document.pages[0].obj.Annots = Array([mark] * 5_000)


def replaced(before: bytes, after: bytes, pages: int = 1) -> Callable[[], bytes]:
    return lambda: re.sub(before, after, plain.pdf(pages))


def objects_in_streams(**options: object) -> Callable[[], bytes]:
    return changed(lambda _: None, 2, object_stream_mode=pikepdf.ObjectStreamMode.generate, **options)


def looping_xref() -> bytes:
    content = plain.pdf(1)
    at = int(content[content.rindex(b"startxref") :].split()[1])
    return content.replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % at)


def locked(algorithm: str, user: str, owner: str) -> Callable[[], bytes]:
    return lambda: plain.pdf(1, user_password=user, owner_password=owner, algorithm=algorithm)


def inside_comment(
    kind: str, document: bytes = b"%PDF-1.4\n1 0 obj\nSAMPLE\nendobj\n"
) -> Callable[[], bytes]:
    return lambda: plain.picture(kind, (1700, 2400), comment=document)


def ended(make: Callable[[], bytes], part: float) -> Callable[[], bytes]:
    """Return a maker of a JPEG that was cut, and closed again as if it were whole."""
    return lambda: plain.half(make, part)() + b"\xff\xd9"


def grey_jpg() -> bytes:
    return _pillow(sheet("L"), "JPEG", quality=60)


def interlaced() -> bytes:
    """Return a page stored in the seven passes of Adam7."""
    page = sheet("L", (850, 1200))
    rows = b""
    for left, top, across, down in (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ):
        for y in range(top, page.height, down):
            line = page.crop((0, y, page.width, y + 1)).tobytes()[left::across]
            rows += b"\x00" + line
    head = struct.pack(">IIBBBBB", page.width, page.height, 8, 0, 0, 0, 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def colour_of_sixteen_bits() -> bytes:
    width, height = 1700, 2400
    head = struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)
    body = zlib.compress((b"\x00" + b"\xf0\x00" * 3 * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def text_bomb(name: bytes = b"zTXt") -> bytes:
    """Return a PNG with a remark that unpacks to 80 MB."""
    packed_words = zlib.compress(b"S" * 80_000_000, 9)
    head = {b"zTXt": b"Comment\0\0", b"iTXt": b"Comment\0\x01\0\0\0", b"iCCP": b"SAMPLE\0\0"}[name]
    return png_with(chunk(name, head + packed_words))


def placed_png() -> bytes:
    about = Image.Exif()
    about.get_ifd(0x8825).update({1: "N", 2: (35.0, 0.0, 0.0), 3: "E", 4: (139.0, 0.0, 0.0)})
    return png_with(chunk(b"eXIf", about.tobytes().removeprefix(b"Exif\0\0")))


def heavy_png() -> bytes:
    """Return 64 million pixels of four channels, sixteen bits each, in a small file."""
    width, height = 8_000, 8_000
    head = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\x00" * (1 + 8 * width)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def many_frames() -> bytes:
    frames = [Image.new("L", (200, 300), place % 2 * 90) for place in range(1_001)]
    return _pillow(frames[0], "GIF", save_all=True, append_images=frames[1:])


def strange_exif() -> bytes:
    content = plain.jpg()
    body = b"Exif\0\0MM\x00\x2a\xff\xff\xff\xff" + b"\xee" * 40
    return content[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + content[2:]


def no_height() -> bytes:
    content = bytearray(plain.jpg())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 7] = b"\x00\x00"
    return bytes(content)


def spoilt_text_sum() -> bytes:
    content = bytearray(png_with(chunk(b"tEXt", b"Author\0SAMPLE")))
    content[33 + 8 + 13] ^= 0xFF
    return bytes(content)


def filled(document: Pdf, orders: bytes) -> None:
    document.pages[0].obj.Contents = document.make_stream(orders)


def wide_gif() -> bytes:
    content = bytearray(plain.gif())
    content[6:10] = struct.pack("<HH", 60_000, 60_000)
    return bytes(content)


def cut_stream(part: float, tail: bytes = b"") -> Change:
    """Pack the content of the page and cut it, or lead it astray, in the middle."""

    def change(document: Pdf) -> None:
        orders = b"".join(b"%d 0 m %d 9 l S\n" % (at * 7919 % 997, at * 31 % 777) for at in range(900))
        content = zlib.compress(orders)
        stream = pikepdf.Stream(document, content[: int(len(content) * part)] + tail)
        stream.Filter = Name.FlateDecode
        document.pages[0].obj.Contents = document.make_indirect(stream)

    return change


def without_sum(document: Pdf) -> None:
    stream = pikepdf.Stream(document, zlib.compress(b"0 0 m 9 9 l S\n" * 90)[:-4])
    stream.Filter = Name.FlateDecode
    document.pages[0].obj.Contents = document.make_indirect(stream)
