"""What makes drawing faster changes no byte of the result and leaves the drawing library as it was."""

from __future__ import annotations

from contextlib import nullcontext
from types import ModuleType
from typing import Any

import pytest

from appeal.render import pdf
from appeal.render.engine import hasten

STYLE = """
@font-face { font-family: "Appeal PGothic"; src: url("appeal:fonts/BIZUDPGothic-Regular.ttf"); font-weight: 400 }
@font-face { font-family: "Appeal PGothic"; src: url("appeal:fonts/BIZUDPGothic-Bold.ttf"); font-weight: 700 }
body { font-family: "Appeal PGothic" }
"""
PAGE = (
    '<html lang="ja"><head><title>見本</title></head><body><h1 id="changes">回答書 見本</h1>'
    "<p>架空商店は<b>3個</b>を確かめました。</p><table><tr><th>月</th><td>18</td></tr></table>"
    '<p id="letter-end">以上</p></body></html>'
)


def draw() -> pdf.Pages:
    return pdf.draw_pages(lambda _spacing: PAGE, lambda _spacing: PAGE, STYLE, ())


def test_the_fast_way_gives_the_same_bytes_as_the_library_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = draw()
    monkeypatch.setattr(pdf, "hasten", lambda _library: nullcontext())
    monkeypatch.setattr(pdf, "bundled_faces", lambda library, _file_of: library.text.fonts.FontConfiguration)
    slow = draw()
    assert fast.letter == slow.letter
    assert fast.base == slow.base


def test_the_library_is_left_as_it_was() -> None:
    library: ModuleType = pdf._load()
    fonts, ffi = library.pdf.fonts, library.text.ffi.ffi

    def state() -> tuple[Any, ...]:
        return (
            fonts.get_hb_object_data,
            fonts.get_pango_font_hb_face,
            fonts.Font.subset,
            ffi._parser.parse_type,
        )

    before = state()
    with hasten(library):
        assert all(now != then for now, then in zip(state(), before, strict=True))
        assert ffi.typeof("unsigned int[7]").length == 7
    assert state() == before
