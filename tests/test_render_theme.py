"""The letter in mincho and with the era: another look, the same words."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest
from render_cases import ALL, in_mincho

from appeal.model.dates import era_year
from appeal.render.handover import reply_body
from appeal.render.letter import compose_html, draw_letter
from appeal.render.trace import strip


def fonts(pdf: bytes) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }


@pytest.mark.parametrize("name", ["authenticity", "explanation", "withdrawal"])
def test_the_mincho_letter_is_set_in_bundled_mincho_and_as_long(name: str) -> None:
    letter = draw_letter(in_mincho(ALL[name]()))
    assert any("Mincho" in font for font in fonts(letter.letter))
    assert all(font.startswith(("Appeal-", "BIZ-UD")) for font in fonts(letter.letter))
    assert letter.letter_pages <= 2


def test_the_gothic_letter_holds_no_mincho() -> None:
    assert not any("Mincho" in font for font in fonts(draw_letter(ALL["withdrawal"]()).letter))


def test_the_era_is_added_to_the_date_and_the_notice_and_changes_nothing_else() -> None:
    plain = strip(compose_html(ALL["withdrawal"]()))
    era = strip(compose_html(in_mincho(ALL["withdrawal"]())))
    assert era.count("（令和8年）") == 2
    assert '<p class="date">2026年11月22日（令和8年）</p>' in era
    assert era.replace("（令和8年）", "") == plain
    assert "2026年11月20日（令和8年）付の" in reply_body(in_mincho(ALL["withdrawal"]()))[0]


def test_the_first_year_of_an_era_is_gannen() -> None:
    assert era_year(date(2019, 4, 30)) == "平成31年"
    assert era_year(date(2019, 5, 1)) == "令和元年"
    assert re.fullmatch("令和8年", era_year(date(2026, 1, 1)))
