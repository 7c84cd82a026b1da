"""The reading copy: letter, cover sheets and evidence in order, with what a reader needs to find his way."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from appeal.bundle.assemble import assemble, foreign_fonts, page_count
from appeal.errors import LetterError, PackageError
from appeal.model.evidence import EvidenceItem, EvidenceKind, FileFacts, FileState
from appeal.model.submission import Exhibit, attachment_name

STYLE = """
@font-face { font-family: "BIZ UDPGothic"; src: url(font:BIZUDPGothic-Regular.ttf) }
* { font-family: "BIZ UDPGothic"; font-weight: normal } section { break-before: page }
"""


@pytest.fixture(scope="module")
def base(root: Path) -> bytes:
    """A letter of two pages and two cover sheets, tagged, as render draws them."""
    weasyprint = pytest.importorskip("weasyprint")
    font = (root / "fonts" / "BIZUDPGothic-Regular.ttf").as_uri()
    html = (
        f"<html lang=ja><head><title>回答書 見本</title><style>{STYLE.replace('font:BIZUDPGothic-Regular.ttf', font)}</style></head>"
        "<body><h1>回答書</h1><h2>数量</h2><p><a href='#exhibit-2'>資料2</a></p><section><h2>添付資料</h2></section>"
        "<section id='exhibit-1'><h1>資料1</h1></section><section id='exhibit-2'><h1>資料2</h1></section></body></html>"
    )
    return bytes(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))


def exhibit(folder: Path, number: int, data: bytes, kind: str, pages: int) -> tuple[Exhibit, Path]:
    path = folder / f"{number}.{kind}"
    path.write_bytes(data)
    item = EvidenceItem(file=f"evidence/{number}.{kind}", kind=EvidenceKind.INVOICE)
    facts = FileFacts(
        item.file, str(path), FileState.USABLE, kind, kind, len(data), hashlib.sha256(data).hexdigest(), pages
    )
    return Exhibit(number, number - 1, item, facts, attachment_name(number, item.kind, None, kind)), path


@pytest.fixture
def exhibits(tmp_path: Path) -> list[tuple[Exhibit, Path]]:
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 300)
    paper, photo = BytesIO(), BytesIO()
    writer.write(paper)
    Image.new("RGB", (40, 30), (9, 99, 199)).save(photo, "JPEG")
    return [
        exhibit(tmp_path, 1, paper.getvalue(), "pdf", 3),
        exhibit(tmp_path, 2, photo.getvalue(), "jpg", 1),
    ]


def test_every_page_stands_after_its_cover_sheet(base: bytes, exhibits: list[tuple[Exhibit, Path]]) -> None:
    pdf = assemble(base, (2, 3), exhibits, ("資料1 請求書", "資料2 請求書"))
    reader = PdfReader(BytesIO(pdf))
    assert page_count(pdf) == page_count(base) + 4 == 8
    assert [round(float(page.mediabox.width)) for page in reader.pages] == [
        595,
        595,
        595,
        200,
        200,
        200,
        595,
        842,
    ]
    assert reader.page_labels == [
        "1",
        "2",
        "資料1-表紙",
        "資料1-1",
        "資料1-2",
        "資料1-3",
        "資料2-表紙",
        "資料2-1",
    ]


def test_outline_and_links_lead_to_the_right_pages(base: bytes, exhibits: list[tuple[Exhibit, Path]]) -> None:
    reader = PdfReader(BytesIO(assemble(base, (2, 3), exhibits, ("資料1 請求書", "資料2 請求書"))))
    letter, headings, *others = reader.outline
    found = [(one.title, reader.get_destination_page_number(one)) for one in (letter, *headings, *others)]
    assert found == [("回答書", 0), ("数量", 0), ("添付資料", 1), ("資料1 請求書", 2), ("資料2 請求書", 6)]
    link = reader.pages[0]["/Annots"][0].get_object()
    assert reader.get_destination_page_number(reader.named_destinations[link["/Dest"]]) == 6


def test_tags_language_and_title_stay_and_no_more_is_claimed(
    base: bytes, exhibits: list[tuple[Exhibit, Path]]
) -> None:
    assert b"pdfuaid:part" in PdfReader(BytesIO(base)).root_object["/Metadata"].get_data()
    reader = PdfReader(BytesIO(assemble(base, (2, 3), exhibits)))
    catalogue = reader.root_object
    assert catalogue["/Lang"] == "ja"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert reader.metadata is not None
    assert reader.metadata.title == "回答書 見本"
    assert b"pdfuaid:part" not in catalogue["/Metadata"].get_data()
    assert "見本".encode() in catalogue["/Metadata"].get_data()
    assert [("/StructParents" in page) for page in reader.pages] == [
        True,
        True,
        True,
        False,
        False,
        False,
        True,
        False,
    ]


def test_without_exhibits_the_letter_alone_keeps_its_claim(base: bytes) -> None:
    reader = PdfReader(BytesIO(assemble(base, (), ())))
    assert b"pdfuaid:part" in reader.root_object["/Metadata"].get_data()
    assert reader.outline[0].title == "回答書"


def test_the_same_input_gives_the_same_bytes_without_a_date(
    base: bytes, exhibits: list[tuple[Exhibit, Path]]
) -> None:
    first, second = assemble(base, (2, 3), exhibits), assemble(base, (2, 3), exhibits)
    assert first == second
    assert b"/CreationDate" not in first
    assert b"/ModDate" not in first
    assert (
        PdfReader(BytesIO(first)).trailer["/ID"][0]
        != PdfReader(BytesIO(assemble(base, (), ()))).trailer["/ID"][0]
    )


def test_originals_are_read_and_nothing_else(
    base: bytes, exhibits: list[tuple[Exhibit, Path]], tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assemble(base, (2, 3), exhibits)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_changed_or_went_stops_the_build_by_name(
    base: bytes, exhibits: list[tuple[Exhibit, Path]]
) -> None:
    exhibits[1][1].write_bytes(exhibits[1][1].read_bytes() + b"x")
    with pytest.raises(PackageError) as changed:
        assemble(base, (2, 3), exhibits)
    assert changed.value.code == "P711"
    assert "evidence/2.jpg" in changed.value.text
    exhibits[1][1].unlink()
    with pytest.raises(PackageError) as gone:
        assemble(base, (2, 3), exhibits)
    assert gone.value.code == "P712"


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", b"%PDF-1.7\ntrailer << /Root 9 0 R >>", b""])
def test_a_paper_that_cannot_be_taken_over_is_an_error_of_ours(
    base: bytes, tmp_path: Path, data: bytes
) -> None:
    with pytest.raises(PackageError) as error:
        assemble(base, (2,), [exhibit(tmp_path, 1, data, "pdf", 1)])
    assert error.value.code in {"P713", "P714"}
    assert "evidence/1.pdf" in error.value.text


def test_a_page_count_that_differs_from_the_examined_one_stops(
    base: bytes, exhibits: list[tuple[Exhibit, Path]], tmp_path: Path
) -> None:
    other = exhibit(tmp_path, 1, exhibits[0][1].read_bytes(), "pdf", 4)
    with pytest.raises(PackageError) as error:
        assemble(base, (2,), [other])
    assert (error.value.code, error.value.values["expected"], error.value.values["actual"]) == ("P714", 4, 3)


def test_a_font_of_the_system_stops_the_build(base: bytes) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    foreign = weasyprint.HTML(string="<p style='font-family: serif'>mihon").write_pdf()
    assert foreign_fonts(base) == ()
    assert foreign_fonts(foreign)
    with pytest.raises(LetterError) as error:
        assemble(foreign, (), ())
    assert error.value.code == "P715"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((1, EvidenceKind.INVOICE, date(2026, 6, 2), "pdf"), "02_exhibit1_invoice_2026-06-02.pdf"),
        ((2, EvidenceKind.PHOTO, None, "jpg"), "03_exhibit2_photo.jpg"),
        ((11, None, None, "png"), "12_exhibit11_other.png"),
    ],
)
def test_names_of_attachments(
    arguments: tuple[int, EvidenceKind | None, date | None, str], name: str
) -> None:
    assert attachment_name(*arguments) == name
    assert max(len(attachment_name(100, kind, date(2026, 12, 31), "pdf")) for kind in EvidenceKind) <= 60
