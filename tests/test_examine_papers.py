"""Papers of many shapes, from the PDF to the findings: honest ones are left alone, wrong ones are named by what stands there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from paper_table import PAPERS, Paper

from appeal.examine.files import examine
from appeal.model.case import Case
from appeal.model.comparison import Agreement, Compared
from appeal.model.evidence import FileFacts
from appeal.model.finding import Finding
from appeal.rules.comparison import compare
from appeal.rules.documents import judge_documents

TOLD = {"E249", "E250", "E258", "E259", "E314", "E315", "E318"}
HONEST = [paper for paper in PAPERS if not paper.want]
WRONG = [paper for paper in PAPERS if paper.want]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FileFacts]:
    """Every paper, drawn and looked at once, by its name."""
    folder = tmp_path_factory.mktemp("papers")
    for place, paper in enumerate(PAPERS):
        paper.draw(folder / f"{place}.pdf")
    found = examine([f"{place}.pdf" for place in range(len(PAPERS))], folder)
    return {paper.name: fact for paper, fact in zip(PAPERS, found, strict=True)}


def case_of(paper: Paper) -> Case:
    item: dict[str, Any] = {
        "file": "a.pdf",
        "kind": "invoice",
        "number": "MB-2605-018",
        "issued": date(2026, 5, 26),
        "supplier": "mihon",
        "addressee": "株式会社架空商店",
        "lines": [{"asin": "B0EXAMPLE1", "quantity": 40}],
    }
    supplier = {
        "id": "mihon",
        "name": "株式会社見本物産",
        "address": "〒530-0000 大阪府大阪市北区見本1-1-1",
        "phone": "06-0000-0000",
        "registration": "T7123456789012",
    }
    return Case.model_validate(
        {
            "seller": {
                "company": "株式会社架空商店",
                "store": "架空商店 Amazon店",
                "phone": "03-0000-0000",
                "address": "〒100-0000 東京都千代田区架空町1-2-3",
            },
            "listing": [
                {
                    "asin": "B0EXAMPLE1",
                    "model": "KB-500",
                    "jan": "4901234567894",
                    "title": "架空ブランド ステンレスボトル 500ml",
                }
            ],
            "supplier": [supplier | paper.supplier],
            "evidence": [item | paper.item],
        }
    )


def judged(paper: Paper, fact: FileFacts) -> tuple[list[Finding], tuple[Compared, ...]]:
    case = case_of(paper)
    found = judge_documents(case, (fact,), None, date(2026, 11, 22))
    return [one for one in found if one.code in TOLD], compare(case, (fact,))


def test_there_are_papers_of_both_kinds() -> None:
    assert len(HONEST) >= 120
    assert len(WRONG) >= 60
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)


@pytest.mark.parametrize("paper", HONEST, ids=lambda paper: paper.name)
def test_an_honest_paper_is_left_alone(paper: Paper, facts: dict[str, FileFacts]) -> None:
    found, compared = judged(paper, facts[paper.name])
    assert [one.text for one in found] == []
    agreed = [one for one in compared if one.agreement is Agreement.AGREE]
    assert len(agreed) >= 5
    assert all(one.found and one.page for one in agreed)


@pytest.mark.parametrize("paper", WRONG, ids=lambda paper: paper.name)
def test_a_wrong_paper_is_named_by_what_stands_there(paper: Paper, facts: dict[str, FileFacts]) -> None:
    found, compared = judged(paper, facts[paper.name])
    assert {one.code for one in found} == paper.want
    if paper.want & {"E249", "E314", "E318"}:
        assert {one.item.value for one in compared if one.agreement is Agreement.DIFFER} == paper.differ
    for one in found:
        if one.code == "E259":
            assert one.text.split("中に、")[1] == "、".join(paper.lack) + "が見つかりません。"
        else:
            assert "1頁" in one.text
