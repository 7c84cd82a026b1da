"""What people type is understood as they mean it, and what is unclear is refused with its reason."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.intake import answers
from appeal.intake.answers import AnswerError, Command
from appeal.intake.paper_lines import paper_lines

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("?", Command.HELP),
        ("？", Command.HELP),
        (" ？ ", Command.HELP),
        ("<", Command.BACK),
        ("＜", Command.BACK),
        ("＝", Command.REVIEW),
        ("=", Command.REVIEW),
        ("中断", Command.STOP),
        ("中 断", Command.STOP),
        ("戻る", Command.BACK),
    ],
)
def test_commands_in_any_width(typed: str, order: Command) -> None:
    assert answers.command(typed) is order


@pytest.mark.parametrize("typed", ["", "1", "？？", "はい", "a<b", "中断した理由"])
def test_an_answer_is_no_command(typed: str) -> None:
    assert answers.command(typed) is None


@pytest.mark.parametrize("typed", ["はい", "ハイ", "y", "Ｙ", "ｙ", "YES", "1", "１", "はい。"])
def test_yes(typed: str) -> None:
    assert answers.yes_or_no(typed)


@pytest.mark.parametrize("typed", ["いいえ", "n", "Ｎ", "no", "２"])
def test_no(typed: str) -> None:
    assert not answers.yes_or_no(typed)


WORDS = ["請求書", "領収書", "納品書"]


@pytest.mark.parametrize(
    ("typed", "place"), [("2", 1), ("２", 1), ("②", 1), ("(3)", 2), ("1.", 0), ("領収書", 1), ("2番", 1)]
)
def test_a_choice_by_number_or_word(typed: str, place: int) -> None:
    assert answers.choice(typed, WORDS) == place


@pytest.mark.parametrize("typed", ["0", "4", "書", "", "12", "-1", "契約書"])
def test_a_choice_that_is_none(typed: str) -> None:
    with pytest.raises(AnswerError) as caught:
        answers.choice(typed, WORDS)
    assert caught.value.code == "I102"


def test_several_choices_keep_their_order() -> None:
    assert answers.choices("２、1 と 2", 9) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11/20", date(2026, 11, 20)),
        ("１１／２０", date(2026, 11, 20)),
        ("11月20日", date(2026, 11, 20)),
        ("11月20日(金)", date(2026, 11, 20)),
        ("11月6日", date(2026, 11, 6)),
        ("11/23", date(2025, 11, 23)),
        ("12/1", date(2025, 12, 1)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026/6/2", date(2026, 6, 2)),
        ("20260602", date(2026, 6, 2)),
        ("令和8年7月10日", date(2026, 7, 10)),
        ("R8.7.10", date(2026, 7, 10)),
        ("今日", TODAY),
        ("昨日", date(2026, 11, 21)),
        ("2/29", date(2024, 2, 29)),
    ],
)
def test_a_day_as_people_write_it(typed: str, day: date) -> None:
    assert answers.day(typed, TODAY) == day


def test_a_day_ahead_is_the_next_one() -> None:
    assert answers.day("1/10", TODAY, ahead=True) == date(2027, 1, 10)
    assert answers.day("11/22", TODAY, ahead=True) == TODAY


@pytest.mark.parametrize(
    ("typed", "code"),
    [("2/30", "I105"), ("2026/13/1", "I105"), ("いつか", "I104"), ("11", "I104"), ("明治3年1月1日", "I105")],
)
def test_no_day(typed: str, code: str) -> None:
    with pytest.raises(AnswerError) as caught:
        answers.day(typed, TODAY)
    assert caught.value.code == code


@pytest.mark.parametrize("typed", ["6か月", "６ヶ月", "365日", "過去365日", "1年", "６カ月以内"])
def test_a_span_stays_as_the_notice_writes_it(typed: str) -> None:
    assert answers.span(f" {typed} ") == typed


def test_half_a_year_is_six_months() -> None:
    assert answers.span("半年") == "6か月"


@pytest.mark.parametrize("typed", ["6", "しばらく", "か月", "0日"])
def test_no_span(typed: str) -> None:
    with pytest.raises(AnswerError):
        answers.span(typed)


@pytest.mark.parametrize(
    ("typed", "units"), [("12", 12), ("１２個", 12), ("1,200", 1200), (" 0 ", 0), ("3件", 3)]
)
def test_a_quantity(typed: str, units: int) -> None:
    assert answers.quantity(typed) == units


@pytest.mark.parametrize("typed", ["約10", "1.5", "-3", "十", "", "10~12", "12,34", "99999999"])
def test_no_quantity_is_guessed(typed: str) -> None:
    with pytest.raises(AnswerError) as caught:
        answers.quantity(typed)
    assert caught.value.code == "I107"


def test_months_as_people_write_them() -> None:
    text = "2026-05 12\n６月　１８個\n2026/7: 21\n8月は24\n\n2026年9月 19\n11-20 3"
    assert answers.months(text, TODAY) == {
        "2026-05": 12,
        "2026-06": 18,
        "2026-07": 21,
        "2026-08": 24,
        "2026-09": 19,
        "2026-11-20": 3,
    }


def test_december_before_november_is_last_year() -> None:
    assert answers.months("12月 5", TODAY) == {"2025-12": 5}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("5月 1\n2026-05 2", "I109"), ("2026-13 1", "I108"), ("たくさん", "I108"), ("5月", "I108")],
)
def test_months_that_are_unclear(typed: str, code: str) -> None:
    with pytest.raises(AnswerError) as caught:
        answers.months(typed, TODAY)
    assert caught.value.code == code


def test_asins_out_of_anything() -> None:
    typed = "ｂ0example1、https://www.amazon.co.jp/架空/dp/B0EXAMPLE2/ref=x 4101010013"
    assert answers.asins(typed) == ("B0EXAMPLE1", "B0EXAMPLE2", "4101010013")


@pytest.mark.parametrize("typed", ["B0EXAMPL", "水筒", "B0EXAMPLE1 KKU-500", ""])
def test_no_asin(typed: str) -> None:
    with pytest.raises(AnswerError):
        answers.asins(typed)


def test_paper_lines() -> None:
    (line,) = paper_lines("１０x１２ 明細1行目", ["B0EXAMPLE1"])
    assert (line.asin, line.quantity, line.pack, line.row) == ("B0EXAMPLE1", 10, 12, "明細1行目")
    two = paper_lines("B0EXAMPLE1 40\nb0example2 3 明細2行目", ["B0EXAMPLE1", "B0EXAMPLE2"])
    assert [(line.asin, line.quantity) for line in two] == [("B0EXAMPLE1", 40), ("B0EXAMPLE2", 3)]


@pytest.mark.parametrize(
    ("typed", "code"), [("40", "I112"), ("B0EXAMPLE9 4", "I112"), ("多数", "I111"), ("B0EXAMPLE1 0", "I107")]
)
def test_paper_lines_that_are_unclear(typed: str, code: str) -> None:
    with pytest.raises(AnswerError) as caught:
        paper_lines(typed, ["B0EXAMPLE1", "B0EXAMPLE2"])
    assert caught.value.code == code


def test_text_keeps_its_words_and_loses_only_what_is_invisible() -> None:
    assert answers.one_line("  架空\n商店\u200b ") == "架空 商店"
    assert answers.several_lines("\r\n一行目\r\n\r\n二行目\n\n") == "一行目\n\n二行目"
    with pytest.raises(AnswerError):
        answers.one_line("矢印\x1b[A")


PARSERS: list[Callable[[str], object]] = [
    answers.command,
    answers.yes_or_no,
    lambda text: answers.choice(text, WORDS),
    lambda text: answers.choices(text, 9),
    lambda text: answers.day(text, TODAY),
    answers.span,
    answers.quantity,
    lambda text: answers.months(text, TODAY),
    answers.asins,
    lambda text: paper_lines(text, ["B0EXAMPLE1"]),
    answers.one_line,
    answers.several_lines,
]


@given(st.text())
def test_whatever_is_typed_is_taken_or_refused(text: str) -> None:
    for parse in PARSERS:
        with contextlib.suppress(AnswerError):
            parse(text)
