"""Scans that are no page of A4 each in one picture: slips, strips, layers of pictures, words a scanner laid below."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import scan_shapes
from pikepdf import Dictionary, Name
from PIL import Image
from pypdf import PdfWriter
from test_rules_documents import a_case, invoice
from test_rules_paper_words import PAPER, a_fact
from test_rules_paper_words import a_case as a_paper_case

from appeal.examine.files import examine
from appeal.model.evidence import FileState
from appeal.rules.documents import judge_documents

A4 = (595, 842)


def codes(folder: Path, name: str, content: bytes) -> set[str]:
    (folder / name).write_bytes(content)
    facts = examine([name], folder)
    return {one.code for one in judge_documents(a_case(invoice(file=name)), facts, None, date(2026, 11, 22))}


def saved(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def a_slip(width: float, height: float, dpi: int) -> Image.Image:
    """A slip of this many millimetres."""
    return Image.new("L", (round(width / 25.4 * dpi), round(height / 25.4 * dpi)), 245)


@pytest.mark.parametrize(
    ("width", "height", "dpi", "stated", "told"),
    [
        (80, 170, 300, 300, False),
        (58, 150, 200, 200, False),
        (210, 99, 200, 200, False),
        (58, 200, 200, None, True),
        (72, 190, 300, None, False),
        # The same as pictures of the whole page made small, or without a scanner's word.
        (80, 140, 300, None, True),
        (105, 148, 300, 300, True),
        (148, 210, 200, 200, False),
        (80, 170, 96, 96, True),
    ],
)
def test_a_slip_is_held_to_its_own_size(
    tmp_path: Path, width: float, height: float, dpi: int, stated: int | None, told: bool
) -> None:
    options = {"dpi": (stated, stated)} if stated else {}
    assert ("E238" in codes(tmp_path, "a.jpg", saved(a_slip(width, height, dpi), **options))) is told


def test_what_a_camera_states_is_no_size_of_the_paper(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "MIHON"
    picture = saved(a_slip(80, 170, 200), dpi=(300, 300), exif=exif)
    assert "E238" in codes(tmp_path, "a.jpg", picture)


def on_a_page(pictures: list[tuple[Image.Image, tuple[int, int, int, int]]]) -> bytes:
    """Return a page of A4 with these pictures at left, bottom, width, height."""
    document = pikepdf.new()
    document.add_blank_page(page_size=A4)
    page, drawing = document.pages[0], b""
    page.obj.Resources = Dictionary(XObject=Dictionary())
    for place, (image, (left, bottom, width, height)) in enumerate(pictures):
        page.obj.Resources.XObject[f"/P{place}"] = document.make_stream(
            saved(image, quality=80),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
        drawing += b"q %d 0 0 %d %d %d cm /P%d Do Q\n" % (width, height, left, bottom, place)
    page.obj.Contents = document.make_stream(drawing)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def in_strips(page: Image.Image) -> bytes:
    high = page.height // 4
    return on_a_page(
        [
            (page.crop((0, high * at, page.width, high * (at + 1))), (0, 842 * (3 - at) // 4, 595, 210))
            for at in range(4)
        ]
    )


def in_layers(page: Image.Image) -> bytes:
    return on_a_page([(page.resize((413, 585)), (0, 0, *A4)), (page, (0, 0, *A4))])


def a_logo(page: Image.Image) -> bytes:
    return on_a_page([(page.resize((200, 80)), (40, 740, 100, 40))])


@pytest.mark.parametrize("shape", [in_strips, in_layers, a_logo])
def test_a_page_of_several_pictures_is_not_called_coarse(
    tmp_path: Path, shape: Callable[[Image.Image], bytes]
) -> None:
    page = scan_shapes.SHAPES["invoice"](random.Random(3)).convert("L").resize((1654, 2339))
    assert codes(tmp_path, "a.pdf", shape(page)) & {"E238", "E296", "E297", "E298"} == set()


@pytest.mark.parametrize("shape", [in_strips, in_layers])
def test_a_coarse_page_of_several_pictures_is_told(
    tmp_path: Path, shape: Callable[[Image.Image], bytes]
) -> None:
    page = scan_shapes.SHAPES["invoice"](random.Random(3)).convert("L").resize((827, 1170))
    assert "E238" in codes(tmp_path, "a.pdf", shape(page))


def with_words(mode: int, background: bool = True) -> bytes:
    """Return a page with a picture over all of it and words drawn in this mode (3: not at all)."""
    document = pikepdf.open(io.BytesIO(on_a_page([(Image.new("L", (1654, 2339), 250), (0, 0, *A4))])))
    page = document.pages[0]
    page.obj.Resources.Font = Dictionary(
        F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    words = b"BT /F1 12 Tf %d Tr 60 700 Td (QUOTATION) Tj 0 -20 Td (Sample Trading 2026) Tj ET" % mode
    page.contents_add(words)
    if not background:
        page.obj.Resources.XObject = Dictionary()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("mode", "background", "read_off"), [(3, True, True), (0, True, False), (3, False, False)]
)
def test_words_a_scanner_laid_below_its_picture_are_known_as_read_off(
    tmp_path: Path, mode: int, background: bool, read_off: bool
) -> None:
    (tmp_path / "a.pdf").write_bytes(with_words(mode, background))
    (fact,) = examine(["a.pdf"], tmp_path)
    assert "QUOTATION" in (fact.texts or ("",))[0]
    assert fact.by_ocr is read_off


def test_such_words_never_block_and_a_scan_is_still_measured(tmp_path: Path) -> None:
    assert {"E250", "E259"} & codes(tmp_path, "a.pdf", with_words(3)) == set()
    assert "E250" in codes(tmp_path, "b.pdf", with_words(0))
    garbled = a_fact(PAPER.replace("架空商店", "架窄商店"), by_ocr=True)
    said = judge_documents(a_paper_case(), (garbled,), None, date(2026, 11, 22))
    assert not {one.code for one in said} & {"E249", "E259", "S428"}


def test_a_file_saved_on_by_the_usual_library_is_not_called_damaged(tmp_path: Path) -> None:
    first = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(*A4)
    writer.write(first)
    packed = io.BytesIO()
    with pikepdf.open(first) as document:
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    packed.seek(0)
    later = PdfWriter(packed, incremental=True)
    later.add_metadata({"/Title": "見本"})
    out = io.BytesIO()
    later.write(out)
    assert {"E235", "E220"} & codes(tmp_path, "a.pdf", out.getvalue()) == set()


def test_an_empty_page_between_others_is_no_damage(tmp_path: Path) -> None:
    document = pikepdf.new()
    for _ in range(3):
        document.add_blank_page(page_size=A4)
    document.pages[0].obj.Contents = document.make_stream(b"0 0 10 10 re f")
    out = io.BytesIO()
    document.save(out)
    (tmp_path / "a.pdf").write_bytes(out.getvalue())
    (fact,) = examine(["a.pdf"], tmp_path)
    assert (fact.state, fact.pages, fact.repaired) == (FileState.USABLE, 3, False)


def test_a_file_that_lost_the_font_it_lists_is_damaged(tmp_path: Path) -> None:
    whole = with_words(0)
    with pikepdf.open(io.BytesIO(whole)) as document:
        out = io.BytesIO()
        document.pages[0].obj.Resources.Font.F1 = document.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
        )
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = out.getvalue()
    at = content.rindex(b"obj", 0, content.index(b"/Courier"))
    spoilt = content[: at - 6] + bytes(60) + content[at + 54 :]
    (tmp_path / "a.pdf").write_bytes(content)
    (tmp_path / "b.pdf").write_bytes(spoilt)
    sound, lost = examine(["a.pdf", "b.pdf"], tmp_path)
    assert (sound.state, lost.state) == (FileState.USABLE, FileState.DAMAGED)
