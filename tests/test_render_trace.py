from __future__ import annotations

import pytest

from appeal.render.trace import TracedSentence, mark, strip, trace_sentences


def test_marks_vanish_and_values_stay() -> None:
    assert strip(f"仕入は{mark('evidence[0].lines', '40')}個です。") == "仕入は40個です。"


def test_a_marked_value_is_not_marked_again() -> None:
    with pytest.raises(ValueError, match="once"):
        mark("a", mark("b", "c"))


def test_each_sentence_names_the_fields_it_was_filled_from() -> None:
    text = f"{mark('today', '11月22日')}付です。定型の文です。\n{mark('seller.store seller.company', '架空商店')}"
    assert trace_sentences(text) == (
        TracedSentence("11月22日付です。", ("today",)),
        TracedSentence("定型の文です。", ()),
        TracedSentence("架空商店", ("seller.store", "seller.company")),
    )


def test_a_value_of_several_sentences_keeps_its_source_in_each() -> None:
    sentences = trace_sentences(
        f"<p>{mark('plan.root_cause', '工程がありませんでした。箱を見ていませんでした。')}</p>"
    )
    assert [(one.text, one.sources) for one in sentences] == [
        ("工程がありませんでした。", ("plan.root_cause",)),
        ("箱を見ていませんでした。", ("plan.root_cause",)),
    ]


def test_a_table_row_is_one_sentence_and_markup_is_not_text() -> None:
    page = (
        "<html><head><title>表題</title></head><body><svg><text>40</text></svg><table><tr>\n"
        f"<th>{mark('corrective[0].done_on', '11月21日')}</th>\n<td>{mark('corrective[0].what', '除きました。')}</td>\n</tr></table>"
        "<p>A &amp; B</p></body></html>"
    )
    assert trace_sentences(page) == (
        TracedSentence("11月21日 除きました。", ("corrective[0].done_on", "corrective[0].what")),
        TracedSentence("A & B", ()),
    )
