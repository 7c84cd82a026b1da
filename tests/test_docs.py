"""Proves that what the documents show can be used as shown."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from appeal import errors
from appeal.model.case import Case, Response


def test_the_case_file_of_the_readme_can_be_used(root: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", (root / "README.ja.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    case = Case.model_validate(tomllib.loads(blocks[0]))
    assert case.response is Response.AUTHENTICITY
    # The example must add up: a reader copies its shape and its arithmetic.
    (listing,) = case.listing
    bought = sum(line.units for item in case.evidence for line in item.lines)
    sold = sum((listing.sales or {}).values())
    assert (listing.opening_stock or 0) + bought - sold == listing.closing_stock
    assert {item.supplier for item in case.evidence} == {supplier.id for supplier in case.supplier}


@pytest.mark.parametrize("name", ["README.ja.md", "README.md"])
def test_a_readme_names_every_exit_code(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    codes = {error.exit_code for error in errors.AppealError.__subclasses__()} | {0, 70, 130}
    assert len(codes) == 9
    told = {int(code) for code in re.findall(r"(?:^\| |; |: )(\d{1,3})(?: \||\s[a-z])", text, re.MULTILINE)}
    assert codes <= told


@pytest.mark.parametrize("name", ["README.ja.md", "README.md"])
def test_a_readme_names_the_commands_that_exist_and_no_others(root: Path, name: str) -> None:
    from appeal.cli.commands import appeal

    text = (root / name).read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `appeal (\w+)", text, re.MULTILINE))
    assert told == set(appeal.commands)


def test_every_dependency_has_its_reason(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert len(needed) >= 14
    text = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for entry in needed:
        name = re.split(r"[<>=]", entry)[0]
        assert f"| {name} |" in text or f"`{name}`" in text, name


def test_links_between_documents_lead_somewhere(root: Path) -> None:
    documents = [*root.glob("*.md"), *(root / "docs").glob("*.md")]
    assert len(documents) >= 6
    for document in documents:
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
