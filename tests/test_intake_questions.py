"""Only what is missing is asked, in the order of the questions, and every question can be printed and explained."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from appeal.intake.entries import entry_at
from appeal.intake.question import Kind
from appeal.intake.question_of_entry import plain_question
from appeal.intake.questions import (
    QUESTIONS,
    heads,
    is_answered,
    open_steps,
    question_for,
    steps,
    value_at,
)
from appeal.model.case import Case
from appeal.model.movement import MovementKind


def case_of(root: Path, name: str) -> Case:
    text = (root / "examples" / name / "case.toml").read_text(encoding="utf-8")
    return Case.model_validate(tomllib.loads(text))


@pytest.mark.parametrize("name", ["authenticity", "explanation", "withdrawal"])
def test_a_whole_case_leaves_nothing_needed_open(root: Path, name: str) -> None:
    still = [step for step in open_steps(case_of(root, name)) if not (step.question.optional or step.again)]
    assert [step.path for step in still if step.question.kind is not Kind.READING] == []


@pytest.mark.parametrize("name", ["authenticity", "explanation", "withdrawal"])
def test_taking_any_needed_value_out_asks_for_exactly_it(root: Path, name: str) -> None:
    case = case_of(root, name)
    needed = [
        step
        for step in steps(case)
        if is_answered(step, case)
        and not (step.question.optional or step.question.blank or step.again)
        and step.path.count(".") == 1
        and step.path.startswith(("seller", "notice", "plan", "withdrawal"))
    ]
    assert len(needed) >= 8
    for step in needed:
        table, name_of_entry = step.path.split(".")
        part = getattr(case, table).model_copy(update={name_of_entry: None})
        emptied = case.model_copy(update={table: part})
        asked = {one.path for one in open_steps(emptied)} - {one.path for one in open_steps(case)}
        assert asked <= {step.path, "withdrawal.stock_units"}
        if step.path != "withdrawal.stock_units":
            assert step.path in asked


def test_nothing_is_told_of_the_number_of_questions_before_the_response() -> None:
    asked = [step.path for step in open_steps(Case())]
    assert asked == ["notice.file", "notice.genuine_checked_on", "response"]


@pytest.mark.parametrize("response", ["authenticity", "explanation", "withdrawal"])
def test_no_response_goes_through_more_than_twelve_heads(response: str) -> None:
    case = Case.model_validate(
        {"response": response, "notice": {"requirements": ["invoice", "supplier_contact"]}}
    )
    assert 6 <= len(heads(case)) <= 12


def test_what_is_not_demanded_is_not_asked() -> None:
    case = Case.model_validate({"response": "withdrawal"})
    asked = {step.path for step in open_steps(case)}
    assert not {path for path in asked if path.startswith(("evidence", "supplier", "plan", "preventive"))}
    assert not asked & {"notice.window", "notice.requirements", "notice.formats", "notice.deadline"}


def test_a_blank_that_was_confirmed_is_not_asked_again() -> None:
    notice = {"requirements": ["invoice"], "confirmed_blank": ["window", "deadline"]}
    asked = {
        step.path for step in open_steps(Case.model_validate({"response": "authenticity", "notice": notice}))
    }
    assert "notice.quantity_basis" in asked
    assert not asked & {"notice.window", "notice.deadline"}


def test_an_optional_question_is_passed_over_once_something_behind_it_is_answered() -> None:
    data = {"response": "withdrawal", "listing": [{"asin": "B0EXAMPLE1", "title": "水筒"}]}
    assert "listing[0].sku" in {step.path for step in open_steps(Case.model_validate(data))}
    later = Case.model_validate(data | {"seller": {"company": "架空商店"}})
    assert "listing[0].sku" not in {step.path for step in open_steps(later)}


def test_every_question_fills_an_entry_of_the_case_file_and_explains_itself() -> None:
    assert len(QUESTIONS) >= 50
    for question in QUESTIONS:
        if question.kind not in (Kind.READING, Kind.SELLER_BEFORE, Kind.ADDED_LINES):
            assert entry_at(question.key), question.key
        assert question.help
        assert question_for(question.key) == question
        for text in (question.text, question.head, *question.help, *(word for _, word in question.choices)):
            text.encode("cp932")
            assert "！" not in text
            assert "〜" not in text


def test_choices_are_words_of_the_case_file() -> None:
    for question in QUESTIONS:
        entry = entry_at(question.key)
        if question.choices and entry is not None and entry.choices:
            assert {word for word, _ in question.choices} <= {word for word, _ in entry.choices}


def test_movements_are_called_as_in_the_letter() -> None:
    question = question_for("movement[0].kind")
    assert question is not None
    assert dict(question.choices) == {kind.value: kind.words for kind in MovementKind}


def test_an_entry_without_a_question_can_be_asked_by_its_title() -> None:
    question = plain_question("listing[0].jan")
    assert question is not None
    assert question.text.startswith("JAN")
    assert plain_question("listing[0].nothing") is None
    assert plain_question("evidence") is None


def test_a_value_is_found_by_its_path(root: Path) -> None:
    case = case_of(root, "authenticity")
    assert value_at(case, "evidence[1].lines[0].quantity") == 60
    assert value_at(case, "evidence[9].file") is None
    assert value_at(case, "withdrawal.cause") is None
