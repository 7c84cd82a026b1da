"""A case and its notice belong together: another case's notice or product is noticed before it is answered."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from appeal.check import check

DAY = date(2026, 11, 22)


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    return folder / "case.toml"


def said(case: Path) -> dict[str, tuple[str, bool]]:
    return {one.code: (one.text, one.blocks) for one in check(case, DAY).findings}


def test_a_notice_of_another_product_stops_the_case(case: Path) -> None:
    assert not {"N137", "N138"} & said(case).keys()
    notice = case.parent / "notice.txt"
    notice.write_text(
        notice.read_text(encoding="utf-8").replace("B0EXAMPLE1", "B0KAKUU999"), encoding="utf-8"
    )
    text, blocks = said(case)["N137"]
    assert blocks
    assert "B0EXAMPLE1" in text
    accepted = '\n[[accept]]\ncode = "N137"\nreason = "通知にあるのは親商品のASINです。"\n'
    case.write_text(case.read_text(encoding="utf-8") + accepted, encoding="utf-8")
    assert not said(case)["N137"][1]


def test_a_product_beside_those_of_the_notice_is_told_and_blocks_nothing(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    case.write_text(text + '\n[[listing]]\nasin = "B0KAKUU998"\n', encoding="utf-8")
    told, blocks = said(case)["N138"]
    assert "B0KAKUU998" in told
    assert not blocks
