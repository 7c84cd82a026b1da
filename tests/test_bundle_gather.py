"""The evidence pages are gathered beside the drawing: the same pages, and the same word about a file that changed."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from appeal.bundle.assemble import assemble
from appeal.bundle.gather import gather, start_gathering
from appeal.errors import PackageError
from appeal.model.evidence import EvidenceItem, EvidenceKind, FileFacts, FileState
from appeal.model.submission import Exhibit


@pytest.fixture
def exhibits(tmp_path: Path) -> list[tuple[Exhibit, Path]]:
    made = []
    for number, pages in ((1, 2), (2, 1)):
        writer, target = PdfWriter(), BytesIO()
        for _ in range(pages):
            writer.add_blank_page(200 + number, 300)
        writer.write(target)
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(target.getvalue())
        item = EvidenceItem(file=path.name, kind=EvidenceKind.INVOICE)
        digest = hashlib.sha256(target.getvalue()).hexdigest()
        facts = FileFacts(path.name, str(path), FileState.USABLE, "pdf", "pdf", 1, digest, pages)
        made.append((Exhibit(number, number - 1, item, facts, path.name), path))
    return made


def test_pages_stand_in_the_order_of_the_exhibits(exhibits: list[tuple[Exhibit, Path]]) -> None:
    gathered = gather(exhibits)
    widths = [int(page.mediabox.width) for page in PdfReader(BytesIO(gathered.pdf)).pages]
    assert (widths, gathered.counts) == ([201, 201, 202], (2, 1))


def test_nothing_to_gather_is_no_document() -> None:
    assert (gather(()).pdf, gather(()).counts) == (b"", ())


def test_a_second_core_gathers_the_same(exhibits: list[tuple[Exhibit, Path]]) -> None:
    assert start_gathering(exhibits)() == gather(exhibits)


def test_a_changed_file_is_told_when_the_pages_are_asked_for(exhibits: list[tuple[Exhibit, Path]]) -> None:
    exhibits[1][1].write_bytes(b"%PDF-1.7 other")
    pages = start_gathering(exhibits)
    with pytest.raises(PackageError) as error:
        pages()
    assert error.value.code == "P711"


def test_pages_gathered_before_and_now_give_the_same_copy(exhibits: list[tuple[Exhibit, Path]]) -> None:
    writer, base = PdfWriter(), BytesIO()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    writer.write(base)
    now = assemble(base.getvalue(), (1, 2), exhibits)
    assert assemble(base.getvalue(), (1, 2), exhibits, gathered=gather(exhibits)) == now
    assert [int(page.mediabox.width) for page in PdfReader(BytesIO(now)).pages] == [
        595,
        595,
        201,
        201,
        595,
        202,
    ]
