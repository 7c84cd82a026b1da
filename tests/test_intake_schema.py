"""The JSON Schema of the case file: whole, in Japanese, and the same as the models."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, ValidationError

from appeal.intake import entries as known
from appeal.intake.schema import case_schema


def as_json(text: str) -> Any:
    """Return a TOML text as an editor's checker sees it: dates are text."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def properties(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for key, part in schema.get("properties", {}).items():
        yield f"{path}{key}", part
        yield from properties(part, f"{path}{key}.")
        yield from properties(part.get("items", {}), f"{path}{key}.")


def test_every_property_is_titled_and_described_in_japanese() -> None:
    found = dict(properties(case_schema()))
    assert len(found) > 60
    for path, part in found.items():
        assert part["title"].strip(), path
        assert any(mark > "\u3000" for mark in part["description"]), path


def test_the_schema_names_exactly_what_the_models_take() -> None:
    found = dict(properties(case_schema()))
    assert set(found) == {entry.path for entry in known.entries()}
    for entry in known.entries():
        part = found[entry.path].get("items", found[entry.path]) if entry.repeated else found[entry.path]
        assert part.get("enum", []) == [word for word, _ in entry.choices], entry.path
        if entry.is_table:
            needed = [key for key, field in entry.kind.model_fields.items() if field.is_required()]  # type: ignore[attr-defined]
            assert part.get("required", []) == needed
            assert part["additionalProperties"] is False


def test_every_choice_of_the_models_has_a_japanese_meaning() -> None:
    from enum import Enum

    chosen = [entry for entry in known.entries() if issubclass(entry.kind, Enum)]
    assert len(chosen) >= 6
    for entry in chosen:
        assert [word for word, _ in entry.choices] == [member.value for member in entry.kind], entry.path


def test_the_examples_are_valid(root: Path) -> None:
    checker = Draft7Validator(case_schema())
    Draft7Validator.check_schema(case_schema())
    files = sorted(root.glob("examples/*/case.toml"))
    assert len(files) == 3
    for file in files:
        checker.validate(as_json(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        "windw = 1",
        '[notice]\nwindw = "365日"',
        "[notice]\nwindow = 365",
        'response = "other"',
        '[evidence]\nfile = "a.pdf"',
        '[[listing]]\nsku = "a"',
        '[[listing]]\nasin = "B0EXAMPLE1"\nsales = { "June" = 1 }',
        '[[listing]]\nasin = "B0EXAMPLE1"\nclosing_stock = -1',
        '[[evidence]]\nfile = "a"\nlines = [{ asin = "B0EXAMPLE1", quantity = 0 }]',
        "version = 2",
    ],
)
def test_what_the_models_refuse_is_invalid(text: str) -> None:
    with pytest.raises(ValidationError):
        Draft7Validator(case_schema()).validate(as_json(text))


def test_the_committed_copy_is_the_schema(root: Path) -> None:
    committed = (root / "docs" / "case.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == case_schema()
    assert committed == json.dumps(case_schema(), ensure_ascii=False, indent=2) + "\n"
