"""Check digits tell a slip of the pen from a code that can be right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.model.codes import corporate_number_fits, jan_fits, parse_jan, parse_registration

JANS = ["4901085128534", "4569951116179", "4901360320424", "49968712", "4901234567894"]
CORPORATE_NUMBERS = [
    "4011001098993",
    "1180301018771",
    "7120001168421",
    "7010705000725",
    "4060003005169",
    "7123456789012",
]


@pytest.mark.parametrize("jan", JANS)
def test_true_jan_fits_and_any_other_last_digit_does_not(jan: str) -> None:
    assert jan_fits(jan)
    others = [jan[:-1] + digit for digit in "0123456789" if digit != jan[-1]]
    assert not any(jan_fits(other) for other in others)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("４９０１０８５１２８５３４", "4901085128534"),
        ("4-901085-128534", "4901085128534"),
        (" 49968712 ", "49968712"),
        ("4901085128", None),
        ("4.90109E+12", None),
        ("490108512853X", None),
        ("", None),
    ],
)
def test_jan_is_read_in_any_width(text: str, digits: str | None) -> None:
    assert parse_jan(text) == digits


@pytest.mark.parametrize("number", CORPORATE_NUMBERS)
def test_true_corporate_number_fits_and_another_first_digit_does_not(number: str) -> None:
    assert corporate_number_fits(number)
    others = [digit + number[1:] for digit in "123456789" if digit != number[0]]
    assert not any(corporate_number_fits(other) for other in others)


def test_invented_run_of_digits_is_no_corporate_number() -> None:
    assert not corporate_number_fits("1234567890123")


@pytest.mark.parametrize(
    "text",
    [
        "T4011001098993",
        "Ｔ－４０１１００１０９８９９３",
        "t4011001098993",
        "T 4011 0010 98993",
        "T-4-0110-0109-8993",
    ],
)
def test_registration_is_read_in_any_width_and_hyphens(text: str) -> None:
    assert parse_registration(text) == "4011001098993"


@pytest.mark.parametrize(
    "text", ["4011001098993", "T401100109899", "T40110010989933", "TT4011001098993", "T", ""]
)
def test_what_is_no_registration_is_refused(text: str) -> None:
    assert parse_registration(text) is None


@settings(deadline=None, max_examples=60)
@given(st.from_regex(r"\A[0-9]{12}\Z"))
def test_exactly_one_check_digit_fits(body: str) -> None:
    assert sum(jan_fits(body + digit) for digit in "0123456789") == 1
    assert sum(corporate_number_fits(digit + body) for digit in "0123456789") == 1
