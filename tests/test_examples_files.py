from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from appeal.examine.files import examine
from appeal.model.case import Case
from appeal.model.finding import Severity
from appeal.rules.documents import judge_documents
from appeal.rules.window import evidence_window

TODAY = date(2026, 11, 22)
EXAMPLES = ("authenticity", "explanation", "withdrawal")
IMPOSSIBLE = ("架空", "見本", "example", "EXAMPLE", "0000")


def the_case(root: Path, example: str) -> Case:
    text = (root / "examples" / example / "case.toml").read_text(encoding="utf-8")
    return Case.model_validate(tomllib.loads(text))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_evidence_of_an_example_gives_nothing_to_act_on(example: str, root: Path) -> None:
    folder, case = root / "examples" / example, the_case(root, example)
    facts = examine([item.file for item in case.evidence], folder)
    findings = judge_documents(case, facts, evidence_window(case.notice), TODAY)
    # A photographed invoice has no words to compare; that is told, and nothing is wrong with it.
    assert {finding.severity for finding in findings} <= {Severity.NOTE}


def test_the_three_examples_answer_in_three_ways_and_hold_all_four_formats(root: Path) -> None:
    cases = {example: the_case(root, example) for example in EXAMPLES}
    assert [case.response for case in cases.values()] == list(EXAMPLES)
    types = {
        fact.type
        for example, case in cases.items()
        for fact in examine([item.file for item in case.evidence], root / "examples" / example)
    }
    assert types == {"pdf", "jpg", "png", "gif"}


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_file_of_an_example_is_named_in_its_case_and_small(example: str, root: Path) -> None:
    folder, case = root / "examples" / example, the_case(root, example)
    lying = {path.relative_to(folder).as_posix() for path in folder.glob("evidence/*")}
    assert lying == {item.file for item in case.evidence}
    assert all((folder / file).stat().st_size < 300 * 1024 for file in lying)
    assert case.notice.file is not None
    notice = (folder / case.notice.file).read_text(encoding="utf-8")
    assert all(listing.asin in notice for listing in case.listing)


@pytest.mark.parametrize("example", EXAMPLES)
def test_nobody_in_an_example_can_be_real(example: str, root: Path) -> None:
    case = the_case(root, example)
    parties = (case.seller, *case.supplier)
    said = [value for party in parties for value in party.model_dump().values() if isinstance(value, str)]
    said = [value for value in said if value not in ("mihon", "国内正規代理店", "T7123456789012")]
    assert len(said) >= 7
    for value in said:
        assert any(word in value for word in IMPOSSIBLE), value
    assert all("EXAMPLE" in listing.asin for listing in case.listing)


def test_the_quantities_of_the_authenticity_example_close(root: Path) -> None:
    (listing,) = the_case(root, "authenticity").listing
    bought = sum(line.units for item in the_case(root, "authenticity").evidence for line in item.lines)
    assert listing.sales is not None
    assert (bought, sum(listing.sales.values())) == (140, 125)
    returned = sum(listing.returned_to_stock.values())
    assert listing.opening_stock is not None
    assert listing.opening_stock + bought - 125 + returned == listing.closing_stock == 23
