"""Papers of shapes the limits were not chosen by: good ones are not complained of, plainly bad ones are."""

from __future__ import annotations

import io
import random

import pytest
import scan_shapes
from PIL import Image

from appeal.examine.image import read_image
from appeal.model.evidence import EvidenceItem, EvidenceKind, FileFacts, FileState
from appeal.rules.legibility import judge_legibility

PAPER = EvidenceItem(file="a.jpg", kind=EvidenceKind.INVOICE)
CODES = {"blurred": "E296", "faint": "E297", "dark": "E297", "glare": "E297", "skewed": "E298"}


def said(image: Image.Image, quality: int = 80) -> set[str]:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    found = read_image("jpg", out.getvalue())
    fact = FileFacts("a.jpg", "a.jpg", FileState.USABLE, "jpg", traits=found.traits)
    return {finding.code for finding in judge_legibility(PAPER, fact, "evidence[0].file")}


def drawn(shape: str) -> tuple[Image.Image, random.Random]:
    rolled = random.Random(f"test {shape}")
    random.seed(7)
    return scan_shapes.SHAPES[shape](rolled), rolled


@pytest.mark.parametrize("way", scan_shapes.GOOD)
@pytest.mark.parametrize("shape", ["invoice", "receipt", "note"])
def test_a_good_paper_is_not_complained_of(shape: str, way: str) -> None:
    page, rolled = drawn(shape)
    assert said(scan_shapes.GOOD[way](page, rolled)) == set()


@pytest.mark.parametrize("fault", [fault for fault in scan_shapes.BAD if fault != "cut_edge"])
@pytest.mark.parametrize("shape", ["invoice", "contract"])
def test_a_plain_fault_is_told(shape: str, fault: str) -> None:
    page, rolled = drawn(shape)
    assert CODES[fault.split(" ")[0]] in said(scan_shapes.BAD[fault](page, rolled))


def test_a_cut_table_is_told() -> None:
    page, rolled = drawn("invoice")
    assert said(scan_shapes.BAD["cut_edge"](page, rolled)) == {"E298"}


def test_a_blank_page_is_no_faint_one() -> None:
    assert said(Image.new("RGB", (1654, 2339), "white")) == set()
    assert said(scan_shapes.grained(Image.new("RGB", (1654, 2339), (240, 240, 240)), 3)) == set()
