"""Every sentence of letter and reply text is traced, and a draft shows where it came from."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace

import pypdf
import pytest
from render_cases import ALL

from appeal.model.case import Case
from appeal.render.handover import reply_body
from appeal.render.letter import compose_html, draw_letter
from appeal.render.margin import annotate
from appeal.render.trace import strip, trace_sentences

# Sources that are no field of the case file.
OUTSIDE = {"today", "setting.addressee", "rounds"}


def plain(text: str) -> str:
    return re.sub(r"[\s。]", "", text)


def resolves(case: Case, path: str) -> bool:
    value: object = case
    for name, index in re.findall(r"([a-z_]+)(?:\[(\d+)\])?", path):
        if not hasattr(value, name):
            return False
        value = getattr(value, name)
        if index:
            if not isinstance(value, tuple) or len(value) <= int(index):
                return False
            value = value[int(index)]
    return True


@pytest.mark.parametrize("name", list(ALL))
def test_the_trace_holds_every_printed_word_of_the_letter(name: str) -> None:
    marked = compose_html(ALL[name]())
    body = re.sub(r"<(head|svg)\b.*?</\1>", "", strip(marked), flags=re.DOTALL)
    printed = html.unescape(re.sub(r"<[^>]+>", "", body))
    traced = "".join(sentence.text for sentence in trace_sentences(marked))
    assert plain(traced) == plain(printed)


@pytest.mark.parametrize("name", list(ALL))
def test_the_trace_holds_every_word_of_the_reply_text(name: str) -> None:
    text, trace = reply_body(ALL[name]())
    assert plain("".join(sentence.text for sentence in trace)) == plain(text)


@pytest.mark.parametrize("name", list(ALL))
def test_every_source_is_a_field_of_this_case(name: str) -> None:
    submission = ALL[name]()
    sentences = [*trace_sentences(compose_html(submission)), *reply_body(submission)[1]]
    sources = {source for sentence in sentences for source in sentence.sources} - OUTSIDE
    assert len(sources) > 10
    assert [source for source in sorted(sources) if not resolves(submission.case, source)] == []


@pytest.mark.parametrize("name", list(ALL))
def test_the_margin_of_a_draft_tells_the_source_of_each_sentence_and_changes_none(name: str) -> None:
    marked = compose_html(replace(ALL[name](), draft=True))
    noted = annotate(marked)
    without = re.sub(r'<span class="source">.*?</span>|<sup class="source-number">\d+</sup>', "", noted)
    assert [one.text for one in trace_sentences(without)] == [one.text for one in trace_sentences(marked)]
    letter = noted.partition('<section class="cover"')[0]
    paragraphs = re.findall(r"<(?:p|li)\b[^>]*>", letter.partition("</section>")[2])
    assert len(paragraphs) >= 4
    assert all('class="sourced' in one for one in paragraphs)


def test_a_draft_shows_fields_beside_the_sentences_and_a_letter_shows_none() -> None:
    submission = ALL["explanation"]()

    def text(draft: bool) -> str:
        drawn = draw_letter(replace(submission, draft=draft))
        pages = pypdf.PdfReader(io.BytesIO(drawn.letter)).pages
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))

    draft, letter = text(True), text(False)
    for source in ("plan.root_cause", "corrective[0].what", "preventive[2].owner", "notice.received", "定型"):
        assert source in draft or source.partition(".")[0] in draft
        assert source not in letter


def test_many_fields_of_one_entry_are_told_by_the_entry() -> None:
    noted = strip(annotate(compose_html(replace(ALL["authenticity"](), draft=True))))
    row = re.search(r"<tr><th[^>]*>(?:(?!</tr>).)*No. 2605-018.*?</tr>", noted, re.DOTALL)
    assert row is not None
    note = re.search(r'<span class="source">(.*?)</span>', row[0])
    assert note is not None
    assert "evidence[0], supplier[0].name" in note[1].replace("<wbr>", "")


def test_two_fields_of_one_entry_name_the_entry_once() -> None:
    noted = strip(annotate(compose_html(replace(ALL["authenticity"](), draft=True)))).replace("<wbr>", "")
    assert "seller.phone, email" in noted
    assert "seller.phone, seller.email" not in noted


def test_rows_from_the_same_fields_tell_them_once() -> None:
    noted = strip(annotate(compose_html(replace(ALL["authenticity"](), draft=True))))
    months = noted.partition('class="grid months')[2].partition("</table>")[0]
    notes = re.findall(r'<span class="source">(.*?)</span>', months)
    assert len(notes) >= 7
    assert "evidence" in notes[0]
    assert "同上" not in notes[0]
    assert notes.count("同上") >= 5
