"""The cause in one breath: the seller's own sentences, whole, wherever a summary or a text to paste has room for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_cases import ALL, EXPLANATION_PARTS

from appeal.model.case import Case
from appeal.model.submission import Submission
from appeal.render.causes import cause_in_short
from appeal.render.handover import reply_body
from appeal.render.letter import compose_html
from appeal.render.trace import strip, trace_sentences

LONG = "仕入先の納品分に旧型番の商品が混在していましたが、" * 7 + "気付きませんでした。"
NO_STEP = "入荷時にJANを照合する工程がありませんでした。"
NO_LOOK = "当店は個数だけを検品していました。"


def told(text: str | None) -> str | None:
    cause = cause_in_short("plan.root_cause", text)
    return None if cause is None else strip(cause)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NO_STEP, NO_STEP),
        (f"{NO_STEP}\n{NO_LOOK}", NO_STEP + NO_LOOK),
        (LONG + NO_LOOK + NO_STEP, NO_LOOK + NO_STEP),
        (f"{NO_LOOK}根本原因は、照合の工程がなかったことです。{LONG}", "根本原因は、照合の工程がなかったことです。"),
        (f"{NO_STEP}詳しくは次のとおりです。", NO_STEP),
        (f"根本原因は次のとおりです。{NO_STEP}", f"根本原因は次のとおりです。{NO_STEP}"),
        (LONG, None),
        (f"{NO_STEP}{LONG}", None),
        ("", None),
        (None, None),
    ],
    ids=["one", "all", "last", "named", "leads on", "no cause named", "too long", "last too long", "empty", "none"],
)  # fmt: skip
def test_a_cause_is_told_in_the_sellers_own_sentences(text: str | None, expected: str | None) -> None:
    assert told(text) == expected


def test_no_cut_is_made_inside_a_quotation_or_a_sentence_that_goes_on_in_the_next_line() -> None:
    quoted = "購入者様の「箱が違う。型番も違う。」とのご連絡で分かりました。"
    assert told(LONG + quoted + NO_STEP) == quoted + NO_STEP
    wrapped = "入荷時に型番と\n" + "JANを照合する工程が、" * 16 + "ありませんでした。"
    assert told(f"{NO_LOOK}\n{wrapped}") is None


def test_entries_without_a_full_stop_stay_apart() -> None:
    assert told("・入荷時に照合していなかった\n・納品前の確認が1名だけだった") == (
        "・入荷時に照合していなかった\u3000・納品前の確認が1名だけだった"
    )


@given(st.text("あい。、！「」（）(\n 1・", max_size=400))
def test_whatever_is_told_stands_in_the_text(text: str) -> None:
    cause = told(text)
    assert cause is None or len(cause) <= 160
    plain = "".join(text.split())
    assert "".join((cause or "").split()) in plain


def with_cause(name: str, text: str) -> Submission:
    submission = ALL[name]()
    plan = {**EXPLANATION_PARTS["plan"], "root_cause": text}
    return replace(submission, case=Case.model_validate(submission.case.model_dump() | {"plan": plan}))


@pytest.mark.parametrize("name", ["explanation", "mixture"])
def test_letter_and_text_tell_the_cause_and_where_it_came_from(name: str) -> None:
    submission = with_cause(name, LONG + NO_LOOK + NO_STEP)
    body, traced = reply_body(submission)
    assert NO_LOOK + NO_STEP in body
    assert LONG not in body
    assert all("plan.root_cause" in one.sources for one in traced if NO_STEP in one.text)
    rows = [one for one in trace_sentences(compose_html(submission)) if one.text.startswith("要求1")]
    assert NO_LOOK + NO_STEP in rows[0].text
    assert "plan.root_cause" in rows[0].sources


def test_only_one_long_sentence_stays_a_pointer() -> None:
    submission = with_cause("explanation", LONG)
    assert "根本原因（回答書の3）\n" in reply_body(submission)[0]
    assert "根本原因は、右の項目に記載しています。" in "".join(
        one.text for one in trace_sentences(compose_html(submission))
    )
