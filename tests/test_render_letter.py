from __future__ import annotations

import hashlib
import io
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
import render_cases
from render_cases import ALL, LISTING, NOTICE, make_case, submit

from appeal.errors import LetterError
from appeal.messages import catalogue
from appeal.model.finding import Finding, Place
from appeal.model.notice import Requirement
from appeal.model.submission import CoverageRow, CoverageState, Submission
from appeal.render.demands import section_kinds
from appeal.render.letter import Drawn, compose_html, draw_letter
from appeal.render.trace import mark, strip, trace_sentences
from appeal.render.view import view_letter
from appeal.resources import folder

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def drawn() -> Callable[[str], Drawn]:
    made: dict[str, Drawn] = {}

    def draw(name: str) -> Drawn:
        if name not in made:
            made[name] = draw_letter(ALL[name]())
        return made[name]

    return draw


def text_of(submission: Submission) -> str:
    return "\n".join(sentence.text for sentence in trace_sentences(compose_html(submission)))


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_every_demand_and_every_section_has_its_partial() -> None:
    templates = {path.name for path in folder("templates").glob("letter-*.html.j2")}
    kinds = {kind for requirement in Requirement for kind in section_kinds(requirement)}
    needed = {f"letter-demand-{requirement.value.replace('_', '-')}.html.j2" for requirement in Requirement}
    needed |= {f"letter-section-{kind}.html.j2" for kind in kinds}
    assert len(templates) > len(needed) > 10
    assert needed - templates == set()


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("authenticity", 2),
        ("explanation", 2),
        ("withdrawal", 1),
        ("mixture", 2),
        ("two_listings", 2),
        ("whole_year", 2),
        ("moved", 2),
        ("eight_listings", 4),
        ("second_round", 3),
        ("no_exhibits", 1),
    ],
)
def test_the_usual_letters_keep_to_two_pages_and_a_withdrawal_to_one(
    name: str, pages: int, drawn: Any
) -> None:
    letter = drawn(name)
    assert letter.letter_pages == pages
    assert len(read(letter.letter).pages) == pages


@pytest.mark.parametrize("name", ["authenticity", "shortfall", "long_names", "twelve_exhibits", "incomplete"])
def test_the_base_holds_the_letter_and_one_cover_sheet_an_exhibit(name: str, drawn: Any) -> None:
    letter, count = drawn(name), len(ALL[name]().exhibits)
    pages = read(letter.base).pages
    assert letter.cover_pages == tuple(range(letter.letter_pages, letter.letter_pages + count))
    assert len(pages) == letter.letter_pages + count
    for number, page in enumerate(letter.cover_pages, start=1):
        text = pages[page].extract_text()
        assert f"資料{number}" in text
        assert f"/ {letter.letter_pages}" not in text.replace("\n", " ")


def test_figures_stay_with_their_text_on_the_first_page(drawn: Any) -> None:
    first = read(drawn("authenticity").letter).pages[0].extract_text()
    for piece in ("回答の要旨", "図1", "表1", "合計", "1 / 2"):
        assert piece in first


@pytest.mark.parametrize("part", ["letter", "base"])
def test_the_pdf_is_tagged_japanese_titled_and_holds_our_fonts_only(part: str, drawn: Any) -> None:
    reader = read(getattr(drawn("authenticity"), part))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "ja"
    assert root["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in str(root["/Metadata"].get_data())
    assert reader.metadata.title == "回答書 B0EXAMPLE1"
    assert reader.metadata.author == "株式会社架空商店"
    names = {
        font.get_object()["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    # The library names a face after the sheet or after the font itself, whichever it asks first.
    assert all(re.search(r"\+(?:Appeal|BIZ)-", name) for name in names)


def test_links_to_cover_sheets_exist_in_the_reading_copy_only(drawn: Any) -> None:
    def links(pdf: bytes) -> int:
        return sum(len(page.get("/Annots", ())) for page in read(pdf).pages)

    assert links(drawn("authenticity").letter) == 0
    assert links(drawn("authenticity").base) >= 6


def test_the_outline_names_sections_and_exhibits(drawn: Any) -> None:
    letter = drawn("authenticity")
    titles = [entry.title for entry in letter.outline]
    assert "1回答の要旨" in "".join(titles).replace("\u3000", "")
    assert [entry.page for entry in letter.outline if entry.title.startswith("資料")] == list(
        letter.cover_pages
    )


def test_the_summary_answers_in_the_order_of_the_notice() -> None:
    text = text_of(ALL["mixture"]())
    assert (
        text.index("要求1 改善計画") < text.index("要求2 請求書・領収書") < text.index("要求3 仕入先の連絡先")
    )
    line = next(one for one in text.splitlines() if one.startswith("要求2"))
    assert "資料1、資料2、資料3" in line
    assert "140個" in line
    assert "146個の範囲内" in line


def test_a_shortfall_is_a_row_and_a_sentence() -> None:
    text = text_of(ALL["shortfall"]())
    assert "不足（書類で示せない数量） 19" in text
    assert "19個は、提出する書類で示せていません。" in text
    assert "範囲内" not in text


def test_a_difference_is_told_and_not_explained_away() -> None:
    text = text_of(submit(make_case(listing=[{**LISTING, "closing_stock": 21}])))
    assert "数えた在庫は21個で、対象期間の最終日の計算上の在庫より2個少なくなっています。" in text


def test_months_without_numbers_stay_visibly_open() -> None:
    text = text_of(ALL["incomplete"]())
    assert "「…」は、数量を示せていない月です。" in text
    assert "8月 0 … 0 …" in text
    assert "範囲内" not in text


def test_a_plan_nobody_asked_for_is_not_printed() -> None:
    text = text_of(submit(make_case(**render_cases.EXPLANATION_PARTS)))
    assert "根本原因" not in text
    assert "旧型番" not in text


def test_one_short_apology_and_only_where_something_is_explained_or_withdrawn() -> None:
    counts = {
        name: text_of(ALL[name]()).count("申し訳")
        for name in ("authenticity", "mixture", "explanation", "withdrawal")
    }
    assert counts == {"authenticity": 0, "mixture": 0, "explanation": 1, "withdrawal": 1}


def test_a_withdrawal_is_short_dated_and_asks_for_nothing() -> None:
    text = text_of(ALL["withdrawal"]())
    assert "再出品は行わず" in text
    assert text.index("2026年11月20日に、対象商品の出品とSKU（KKU-500）を削除しました。") < text.index(
        "似た商品の出品6件"
    )
    assert "在庫9個は、返送" in text
    assert "出品再開" not in text
    assert len(text) < 700


def test_a_withdrawal_answers_a_demand_for_papers_with_its_reason() -> None:
    notice = {**NOTICE, "requirements": ["invoice"]}
    case = make_case(
        response="withdrawal",
        notice=notice,
        evidence=[],
        supplier=[],
        withdrawal={"stock": "none", "similar_count": 0, "similar_checked_on": date(2026, 11, 21)},
    )
    text = text_of(submit(case, None))
    assert "提出に代えて" in text
    assert "対象商品の在庫はありません。" in text
    assert "似た商品の出品がないことを確かめました。" in text


def test_nothing_is_said_that_the_case_does_not_say() -> None:
    bare = submit(
        make_case(
            seller={"store": "架空商店"},
            listing=[{"asin": "B0EXAMPLE1"}],
            supplier=[{"id": "mihon", "name": "株式会社見本物産"}],
            evidence=[],
            notice={"requirements": ["supplier_contact"]},
        ),
        None,
    )
    text = text_of(bare)
    for word in ("正規", "None", "確かめ", "電話", "社内", "出品者ID"):
        assert word not in text
    assert "Amazon.co.jp 出品者パフォーマンス担当" in text


def test_every_printed_field_is_traced_to_its_place_in_the_case() -> None:
    traced = {
        sentence.text: sentence.sources for sentence in trace_sentences(compose_html(ALL["authenticity"]()))
    }
    assert traced["2026年11月21日に数えた在庫は23個で、計算と一致しています。"][0] == "listing[0].counted_on"
    row = next(sources for text, sources in traced.items() if text.startswith("資料2 請求書"))
    assert {"evidence[1].file", "evidence[1].number", "evidence[1].lines[0].row", "supplier[0].name"} <= set(
        row
    )
    assert next(sources for text, sources in traced.items() if text.startswith("ご確認のうえ")) == ()


def test_with_every_field_replaced_only_the_prose_of_the_templates_remains() -> None:
    """Fill the same letter with two sellers' words: what is not traced must be the same."""

    def prose(submission: Submission) -> str:
        return re.sub("\ue000[^\ue002]*\ue002", "#", compose_html(submission)).split("<body>")[1]

    other = make_case(
        seller={**render_cases.SELLER, "company": "見本架空合同会社", "contact": "見本 太郎"},
        listing=[{**LISTING, "title": "別の架空商品", "model": "ZZ-1"}],
    )
    assert prose(submit(other)) == prose(ALL["authenticity"]())


def test_markup_in_a_field_is_printed_and_not_obeyed() -> None:
    page = compose_html(
        submit(make_case(listing=[{**LISTING, "title": '<img src="x"><script>{{ 7*7 }}</script>'}]))
    )
    assert "&lt;img src=&#34;x&#34;&gt;&lt;script&gt;{{ 7*7 }}" in strip(page)


@pytest.mark.parametrize("blank", ["〇〇株式会社", "型番●●", "TODO", "{{ title }}", "[ ]", "【】"])
def test_a_placeholder_left_over_stops_the_letter_but_not_a_draft(blank: str) -> None:
    submission = submit(make_case(listing=[{**LISTING, "title": f"架空 {blank}"}]))
    with pytest.raises(LetterError) as caught:
        draw_letter(submission)
    assert caught.value.code == "L604"
    assert draw_letter(replace(submission, draft=True)).letter_pages >= 1


def test_numerals_written_with_maru_are_no_placeholder() -> None:
    assert (
        draw_letter(submit(make_case(listing=[{**LISTING, "title": "架空 二〇〇五年型"}]))).letter_pages == 2
    )


def test_a_draft_is_marked_on_every_page_and_lists_what_is_missing() -> None:
    message = next(iter(catalogue().values()))
    finding = Finding("L601", message.severity, "見本の不足があります。", "見本を用意してください。", Place())
    submission = ALL["authenticity"]()
    rows = tuple(CoverageRow(row.requirement, row.asin, CoverageState.MISSING) for row in submission.coverage)
    letter = draw_letter(replace(submission, draft=True, findings=(finding,), coverage=rows))
    pages = [page.extract_text() for page in read(letter.base).pages]
    assert len(pages) >= 5
    assert all("下書き" in page for page in pages)
    assert "見本の不足があります。" in pages[0].replace("\n", "")
    assert pages[0].count("【未回答】") == 2


def test_a_template_that_reaches_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter-closing.html.j2").write_text(
        '<p id="letter-end">以上</p><img alt="" src="file:///etc/hostname">', encoding="utf-8"
    )
    with pytest.raises(LetterError) as caught:
        draw_letter(ALL["withdrawal"](), (tmp_path,))
    assert caught.value.code == "L603"


def test_a_warning_of_the_drawing_library_stops_the_letter(tmp_path: Path) -> None:
    style = (folder("templates") / "letter.css").read_text(encoding="utf-8")
    (tmp_path / "letter.css").write_text(style + "p { no-such-thing: 1 }", encoding="utf-8")
    with pytest.raises(LetterError) as caught:
        draw_letter(ALL["withdrawal"](), (tmp_path,))
    assert caught.value.code == "L602"
    assert logging.getLogger("weasyprint").propagate


def test_a_character_outside_our_fonts_never_reaches_a_page() -> None:
    with pytest.raises(LetterError) as caught:
        draw_letter(submit(make_case(seller={**render_cases.SELLER, "contact": "架空𠮷子"})))
    assert caught.value.code == "L602"


@pytest.mark.parametrize("text", ["{{ letter.nothing }}", "{% if %}", '{% include "../secret.txt" %}'])
def test_a_template_with_a_hole_or_a_mistake_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.txt").write_text("秘密", encoding="utf-8")
    (tmp_path / "letter-closing.html.j2").write_text(text, encoding="utf-8")
    with pytest.raises(LetterError) as caught:
        compose_html(ALL["withdrawal"](), (tmp_path,))
    assert caught.value.code == "L608"
    assert caught.value.text


def test_a_template_that_is_a_link_out_of_its_folder_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html.j2"
    outside.write_text("秘密", encoding="utf-8")
    inner = tmp_path / "templates"
    inner.mkdir()
    (inner / "letter-closing.html.j2").symlink_to(outside)
    assert "秘密" not in compose_html(ALL["withdrawal"](), (inner,))


def test_an_endless_text_is_refused() -> None:
    with pytest.raises(LetterError) as caught:
        draw_letter(submit(make_case(listing=[{**LISTING, "title": "長" * 70_000}])))
    assert caught.value.code == "L605"


def test_two_processes_in_two_time_zones_write_the_same_bytes() -> None:
    script = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); import render_cases; from appeal.render.letter import draw_letter;"
        "d = draw_letter(render_cases.mixture()); print(hashlib.sha256(d.letter + d.base).hexdigest())"
    )
    prints = set()
    for zone, seed in (("Asia/Tokyo", "1"), ("America/New_York", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", script, str(GOLDEN.parent)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        prints.add(done.stdout)
    assert len(prints) == 1
    assert len(prints.pop().strip()) == hashlib.sha256().digest_size * 2


def test_looking_for_missing_glyphs_loads_no_drawing_library() -> None:
    script = "import sys; import appeal.render.glyphs, appeal.render.letter; print(sorted({'weasyprint', 'jinja2', 'fontTools'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_drawing_puts_every_setting_back() -> None:
    import ctypes.util
    import gc

    search, setting = ctypes.util.find_library, os.environ.get("FONTCONFIG_FILE")
    draw_letter(ALL["withdrawal"]())
    assert gc.isenabled()
    assert ctypes.util.find_library is search
    assert os.environ.get("FONTCONFIG_FILE") == setting


def test_the_view_holds_marked_strings_and_no_number() -> None:
    def leaves(value: object) -> list[object]:
        if isinstance(value, tuple):
            return [leaf for item in value for leaf in leaves(item)]
        if hasattr(value, "__dataclass_fields__"):
            return [leaf for one in fields(value) for leaf in leaves(getattr(value, one.name))]  # type: ignore[arg-type]
        return [value]

    values = leaves(view_letter(ALL["mixture"]()))
    assert len(values) > 200
    assert {type(value) for value in values} - {str, bool, type(None)} <= {
        type(ALL["mixture"] and __import__("markupsafe").Markup())
    }
    assert mark("today", "2026年11月22日") in values


@pytest.mark.parametrize("name", ["authenticity", "explanation", "withdrawal"])
def test_the_text_of_the_three_letters_is_as_agreed(name: str) -> None:
    golden = GOLDEN / f"letter-{name}.txt"
    text = text_of(ALL[name]()) + "\n"
    if os.environ.get("APPEAL_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
