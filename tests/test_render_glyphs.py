from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from render_cases import EXPLANATION_PARTS, INVOICES, LISTING, SELLER, make_case

from appeal.messages import Severity
from appeal.render.glyphs import FONT_FILES, escape_unprintable, is_printable, unprintable
from appeal.resources import folder


def test_what_counts_as_printable_is_what_every_bundled_face_draws() -> None:
    shared = set.intersection(*(set(TTFont(folder("fonts") / name).getBestCmap()) for name in FONT_FILES))
    assert len(shared) > 10_000
    wrong = [
        point for point in range(0x30000) if point > 0x1F and is_printable(chr(point)) != (point in shared)
    ]
    assert wrong == [point for point in wrong if 0x7F <= point < 0xA0 or 0xE000 <= point < 0xF900]


@pytest.mark.parametrize("character", ["𠮷", "✔", "⚠", "🙂", "\ue000", "\U000e0100", "\u0378"])
def test_a_character_no_face_holds_is_named_with_code_point_field_and_position(character: str) -> None:
    (finding,) = unprintable(make_case(seller={**SELLER, "contact": f"架空{character}子"}))
    assert finding.severity is Severity.ERROR
    assert finding.where.field == "seller.contact"
    assert f"U+{ord(character):04X}" in finding.text
    assert "3文字目" in finding.text
    assert "seller.contact" in finding.text


def test_ordinary_business_characters_print() -> None:
    listing = {**LISTING, "title": "①㈱髙﨑～✓〒①Ⅲ㎜ｱｲｳ 500ml"}
    assert unprintable(make_case(listing=[listing], **EXPLANATION_PARTS)) == ()


def test_fields_deep_in_the_case_are_checked_and_each_character_is_said_once_a_field() -> None:
    papers = [{**INVOICES[0], "lines": [{"asin": "B0EXAMPLE1", "quantity": 1, "row": "𠮷𠮷行目"}]}]
    (finding,) = unprintable(make_case(evidence=papers))
    assert finding.where.field == "evidence[0].lines[0].row"


def test_a_file_name_that_cannot_be_printed_is_no_mistake_and_is_shown_escaped() -> None:
    assert unprintable(make_case(evidence=[{**INVOICES[0], "file": "evidence/🙂.pdf"}])) == ()
    assert escape_unprintable("請求書🙂.pdf") == r"請求書\u{1F642}.pdf"
