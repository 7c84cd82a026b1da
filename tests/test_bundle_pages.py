"""Evidence in the reading copy: every picture and page looks as it did, and nothing that acts or tells comes along."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from appeal.bundle.pages import insert_evidence
from appeal.bundle.streams import UnreadableImageError, bare_jpeg

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm draws the comparison")


def scene(width: int = 120, height: int = 80) -> Image.Image:
    """Four unlike corners, so that any turn or mirror shows."""
    image = Image.new("RGB", (width, height), (250, 240, 200))
    half = (width // 2, height // 2)
    image.paste((200, 30, 30), (0, 0, *half))
    image.paste((30, 160, 60), (half[0], 0, width, half[1]))
    image.paste((20, 40, 180), (0, half[1], half[0], height))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def placed(data: bytes, kind: str) -> bytes:
    writer = PdfWriter()
    assert insert_evidence(writer, data, kind, 0) == len(writer.pages)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def drawn(pdf: bytes, folder: Path, dpi: int = 96) -> Image.Image:
    """The first page as poppler draws it, at one pixel a pixel of an image placed at its natural size."""
    (folder / "page.pdf").write_bytes(pdf)
    command = [
        "pdftoppm",
        "-r",
        str(dpi),
        "-png",
        "-singlefile",
        str(folder / "page.pdf"),
        str(folder / "page"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    with Image.open(folder / "page.png") as image:
        return image.convert("RGB")


def cut_out(page: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The middle of the page, where the picture stands; whole pixels inside its edge."""
    left, top = (page.width - size[0]) / 2, (page.height - size[1]) / 2
    return page.crop((round(left) + 4, round(top) + 4, round(left) + size[0] - 4, round(top) + size[1] - 4))


def samples(image: Image.Image) -> list[tuple[int, ...]]:
    """Colours in the middle of each quarter."""
    wide, high = image.size
    places = [(x, y) for y in (high // 4, 3 * high // 4) for x in (wide // 4, 3 * wide // 4)]
    return [image.getpixel(place) for place in places]


def close(one: list[tuple[int, ...]], other: list[tuple[int, ...]], by: int = 4) -> bool:
    return all(
        abs(a - b) <= by
        for left, right in zip(one, other, strict=True)
        for a, b in zip(left, right, strict=True)
    )


def the_image(pdf: bytes) -> DictionaryObject:
    return PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/XObject"]["/Im0"]


@needs_poppler
@pytest.mark.parametrize("orientation", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
def test_a_photo_stands_upright_for_every_orientation(orientation: int, tmp_path: Path) -> None:
    image = scene()
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(image, "JPEG", quality=95, exif=exif)
    with Image.open(BytesIO(data)) as stored:
        upright = ImageOps.exif_transpose(stored) if 1 <= orientation <= 8 else stored.copy()
    page = drawn(placed(data, "jpg"), tmp_path)
    assert (page.width > page.height) == (upright.width > upright.height)
    assert close(samples(cut_out(page, upright.size)), samples(upright.convert("RGB")))


@pytest.mark.parametrize(
    ("mode", "options"),
    [("RGB", {}), ("L", {}), ("CMYK", {}), ("RGB", {"progressive": True}), ("RGB", {"subsampling": 0})],
)
def test_the_jpeg_stream_is_the_same_byte_for_byte(mode: str, options: dict[str, object]) -> None:
    data = saved(scene().convert(mode), "JPEG", **options)
    assert the_image(placed(data, "jpg"))._data == data


def test_an_adobe_cmyk_photo_is_read_inverted() -> None:
    image = the_image(placed(saved(scene().convert("CMYK"), "JPEG"), "jpg"))
    assert image["/ColorSpace"] == "/DeviceCMYK"
    assert list(image["/Decode"]) == [1, 0] * 4


@needs_poppler
def test_a_cmyk_photo_keeps_its_colours(tmp_path: Path) -> None:
    white_and_cyan = Image.new("CMYK", (80, 80), (0, 0, 0, 0))
    white_and_cyan.paste((255, 0, 0, 0), (0, 0, 40, 80))
    page = cut_out(drawn(placed(saved(white_and_cyan, "JPEG", quality=95), "jpg"), tmp_path), (80, 80))
    left, right = page.getpixel((10, 30)), page.getpixel((60, 30))
    assert min(right) > 245
    assert left[0] < 80 < left[2]


def test_place_camera_and_comments_stay_out_of_the_copy_and_the_picture_stays() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "KAKUCAMERA"
    plain = saved(scene(), "JPEG", quality=90)
    data = saved(scene(), "JPEG", quality=90, exif=exif, comment=b"KAKUCOMMENT")
    assert b"KAKUCAMERA" in data
    pdf = placed(data, "jpg")
    assert b"KAKUCAMERA" not in pdf
    assert b"KAKUCOMMENT" not in pdf
    scan = plain[plain.index(b"\xff\xda") :]
    assert the_image(pdf)._data.endswith(scan)


def test_a_second_picture_behind_the_first_stays_out() -> None:
    data = saved(scene(), "JPEG")
    assert bare_jpeg(data + saved(Image.new("RGB", (9, 9)), "JPEG")) == data


def test_a_missing_end_marker_is_added() -> None:
    data = saved(scene(), "JPEG")
    assert bare_jpeg(data[:-2]) == data


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xd9", b"\xff\xd8\xff\xe0\x00\x02", b"\x89PNG"]
)
def test_bytes_without_a_picture_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableImageError):
        bare_jpeg(data)


def transparent() -> Image.Image:
    image = scene().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def sixteen_bits() -> Image.Image:
    return Image.frombytes(
        "I;16", (120, 80), b"".join((x * 540).to_bytes(2, "little") for _ in range(80) for x in range(120))
    )


PNG_CASES = {
    "colour": lambda: scene(),
    "grey": lambda: scene().convert("L"),
    "black and white": lambda: scene().convert("1", dither=Image.Dither.NONE),
    "palette": lambda: scene().quantize(7),
    "transparent": transparent,
    "grey and transparent": lambda: transparent().convert("LA"),
}


@needs_poppler
@pytest.mark.parametrize("name", PNG_CASES)
def test_a_png_keeps_every_pixel(name: str, tmp_path: Path) -> None:
    image = PNG_CASES[name]()
    expected = Image.new("RGB", image.size, "white")
    seen = image.convert("RGBA")
    expected.paste(seen, mask=seen.getchannel("A"))
    page = drawn(placed(saved(image, "PNG"), "png"), tmp_path)
    # Where a picture begins between two pixels of the drawing, only flat areas compare exactly.
    assert close(
        samples(cut_out(page, image.size)),
        samples(expected.crop((4, 4, image.width - 4, image.height - 4))),
        by=5,
    )


@pytest.mark.parametrize("name", ["colour", "grey", "black and white", "palette"])
def test_a_plain_png_goes_in_as_it_is_coded(name: str) -> None:
    image = PNG_CASES[name]()
    data = saved(image, "PNG")
    stored = the_image(placed(data, "png"))
    assert stored._data in data
    row = (
        image.width * (int(stored["/BitsPerComponent"]) * int(stored["/DecodeParms"]["/Colors"])) + 7
    ) // 8 + 1
    assert len(zlib.decompress(stored._data)) == row * image.height


def test_sixteen_bits_stay_sixteen_bits() -> None:
    stored = the_image(placed(saved(sixteen_bits(), "PNG"), "png"))
    assert stored["/BitsPerComponent"] == 16
    assert stored.get_data()[:6] == b"".join((x * 540).to_bytes(2, "big") for x in range(3))


def test_an_interlaced_png_is_decoded_without_loss() -> None:
    # One pixel, so that the single pass of Adam7 needs no encoder: only the flag in the header differs.
    data = bytearray(saved(Image.new("RGB", (1, 1), (12, 34, 56)), "PNG"))
    data[28] = 1
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    assert the_image(placed(bytes(data), "png")).get_data() == bytes((12, 34, 56))


def test_only_the_first_picture_of_a_gif_is_shown() -> None:
    frames = [Image.new("P", (30, 20), colour) for colour in (0, 1)]
    for frame in frames:
        frame.putpalette([255, 0, 0, 0, 0, 255])
    pdf = placed(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), "gif")
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    assert (
        ImageChops.difference(
            reader.pages[0].images[0].image.convert("RGB"), frames[0].convert("RGB")
        ).getbbox()
        is None
    )


def test_a_small_picture_is_not_blown_up_and_a_large_one_fits() -> None:
    def width_on_page(image: Image.Image) -> float:
        content = PdfReader(BytesIO(placed(saved(image, "PNG"), "png"))).pages[0].get_contents().get_data()
        return float(content.split()[1])

    assert width_on_page(Image.new("RGB", (100, 100))) == pytest.approx(75)
    assert width_on_page(Image.new("L", (3000, 4000))) <= 595.28 - 56


def paper(pages: int = 2) -> PdfWriter:
    writer = PdfWriter()
    for place in range(pages):
        page = writer.add_blank_page(300, 400)
        content = DecodedStreamObject()
        content.set_data(b"0.8 0.1 0.1 rg 40 40 %d 100 re f" % (60 + 40 * place))
        page[NameObject("/Contents")] = writer._add_object(content)
    return writer


def written(writer: PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@needs_poppler
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_paper_looks_the_same_turned_and_cropped(turn: int, tmp_path: Path) -> None:
    writer = paper(1)
    writer.pages[0].rotate(turn)
    writer.pages[0].cropbox.upper_right = (250, 300)
    data = written(writer)
    before, after = drawn(data, tmp_path), drawn(placed(data, "pdf"), tmp_path)
    assert before.size == after.size
    assert ImageChops.difference(before, after).getbbox() is None


def test_content_of_a_paper_is_the_same_byte_for_byte() -> None:
    data = written(paper(3))
    before, after = PdfReader(BytesIO(data)), PdfReader(BytesIO(placed(data, "pdf")))
    assert [page.get_contents().get_data() for page in after.pages] == [
        page.get_contents().get_data() for page in before.pages
    ]


def test_a_paper_its_owner_restricted_is_shown() -> None:
    writer = paper(2)
    writer.encrypt(user_password="", owner_password="mihon", algorithm="AES-256")
    assert len(PdfReader(BytesIO(placed(written(writer), "pdf"))).pages) == 2


def test_a_locked_paper_is_refused() -> None:
    writer = paper(1)
    writer.encrypt(user_password="mihon", algorithm="AES-256")
    with pytest.raises(ValueError, match="locked"):
        insert_evidence(PdfWriter(), written(writer), "pdf", 0)


def form() -> bytes:
    """A paper with a filled field, a hidden one, a note, a link, a script, an attachment and marks of a structure."""
    writer = paper(1)
    page = writer.pages[0]

    def field(box: list[int], flags: int) -> DictionaryObject:
        look = DecodedStreamObject()
        look[NameObject("/Type")], look[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        look.set_data(b"0 0 0.8 rg 0 0 60 20 re f")
        look[NameObject("/BBox")] = ArrayObject(FloatObject(number) for number in (0, 0, 60, 20))
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject("KAKUFIELD"),
                NameObject("/V"): TextStringObject("KAKUVALUE"),
                NameObject("/F"): NumberObject(flags),
                NameObject("/Rect"): ArrayObject(NumberObject(number) for number in box),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
                NameObject("/A"): DictionaryObject(
                    {
                        NameObject("/S"): NameObject("/JavaScript"),
                        NameObject("/JS"): TextStringObject("KAKUSCRIPT"),
                    }
                ),
            }
        )

    fields = [
        writer._add_object(field([20, 300, 80, 320], 4)),
        writer._add_object(field([100, 300, 160, 320], 2)),
    ]
    page[NameObject("/Annots")] = ArrayObject(fields)
    writer.add_annotation(0, FreeText(text="KAKUNOTE", rect=(20, 350, 120, 370)))
    page[NameObject("/StructParents")] = NumberObject(0)
    page[NameObject("/AA")] = DictionaryObject(
        {
            NameObject("/O"): DictionaryObject(
                {
                    NameObject("/S"): NameObject("/JavaScript"),
                    NameObject("/JS"): TextStringObject("KAKUSCRIPT"),
                }
            )
        }
    )
    maker = DecodedStreamObject()
    maker[NameObject("/Kaku")] = TextStringObject("KAKUMAKER")
    page[NameObject("/Metadata")] = writer._add_object(maker)
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject(fields)}
    )
    writer.add_attachment("kaku.txt", b"KAKUATTACHMENT")
    return written(writer)


def test_nothing_that_acts_or_tells_comes_along() -> None:
    data = form()
    assert data.count(b"KAKU") >= 6
    pdf = placed(data, "pdf")
    for secret in (b"KAKUFIELD", b"KAKUVALUE", b"KAKUSCRIPT", b"KAKUMAKER", b"KAKUATTACHMENT"):
        assert secret not in pdf
    assert b"/AcroForm" not in pdf
    assert b"/StructParent" not in pdf
    annotations = PdfReader(BytesIO(pdf)).pages[0]["/Annots"]
    assert [one.get_object()["/Subtype"] for one in annotations] == ["/Stamp", "/FreeText"]


@needs_poppler
def test_an_answered_form_still_shows_its_answer(tmp_path: Path) -> None:
    data = form()
    before, after = drawn(data, tmp_path), drawn(placed(data, "pdf"), tmp_path)
    blue = (round(50 * 96 / 72), round((400 - 310) * 96 / 72))
    assert before.getpixel(blue) == after.getpixel(blue) == (0, 0, 204)


@needs_poppler
def test_a_layer_that_is_off_stays_off(tmp_path: Path) -> None:
    writer = paper(1)
    layer = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("mihon")}
        )
    )
    page = writer.pages[0]
    content = DecodedStreamObject()
    content.set_data(b"/OC /L BDC 0 0 300 400 re f EMC")
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Properties"): DictionaryObject({NameObject("/L"): layer})}
    )
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {
            NameObject("/OCGs"): ArrayObject([layer]),
            NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([layer])}),
        }
    )
    assert drawn(placed(written(writer), "pdf"), tmp_path).getextrema() == ((255, 255),) * 3


def test_placing_leaves_the_same_bytes_every_time() -> None:
    for data, kind in (
        (form(), "pdf"),
        (saved(scene(), "JPEG"), "jpg"),
        (saved(transparent(), "PNG"), "png"),
    ):
        assert hashlib.sha256(placed(data, kind)).digest() == hashlib.sha256(placed(data, kind)).digest()
