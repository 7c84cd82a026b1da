"""A case file that is TOML but no case: every refusal of the models has its own Japanese sentence and its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from appeal.intake import entries as known
from appeal.intake.casefile import read_case_file
from appeal.intake.mistakes import SENTENCES
from appeal.model.case import Case
from appeal.model.finding import Finding

# What each kind of node in a model's core schema can refuse; a kind that is not listed fails the test below.
REFUSALS: dict[str, set[str]] = {
    "model": {"model_type"},
    "model-fields": {"extra_forbidden", "invalid_key"},
    "model-field": {"missing"},
    "str": {"string_type", "string_unicode"},
    "bool": {"bool_type"},
    "int": {"int_type", "greater_than_equal", "less_than_equal"},
    "date": {"date_type"},
    "enum": {"enum"},
    "literal": {"literal_error", "int_parsing_size"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    **{
        key: set[str]() for key in ("default", "nullable", "function-before", "definitions", "definition-ref")
    },
}
# Limits of a node that would add further refusals; none is in use, and this says so.
FURTHER_LIMITS = {"min_length", "max_length", "pattern", "gt", "lt", "multiple_of", "now_op", "fail_fast"}


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for key, part in schema.items():
            if key not in ("function", "metadata", "serialization", "config", "ref"):
                yield from nodes(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from nodes(part)


def test_each_refusal_the_models_can_make_has_its_own_sentence(root: Path) -> None:
    found = list(nodes(Case.__pydantic_core_schema__))
    kinds = {node["type"] for node in found}
    assert len(found) > 100
    assert kinds <= set(REFUSALS), f"unknown kinds of node: {kinds - set(REFUSALS)}"
    assert not [node["type"] for node in found if FURTHER_LIMITS & set(node)]
    own = "".join(path.read_text(encoding="utf-8") for path in (root / "appeal" / "model").glob("*.py"))
    raised = set(re.findall(r'PydanticCustomError\(\s*"(\w+)"', own))
    assert len(raised) >= 8
    possible = raised.union(*(REFUSALS[kind] for kind in kinds))
    assert possible == set(SENTENCES)


BAD: list[Any] = [
    1, -1, 10**30, 1.5, float("nan"), float("inf"), True, "", "　", "x", "４０個", "a\x07b", "a\u202eb", "a\tb",
    [], ["x"], [1], [{}], {}, {"a": 1}, {"2026-06": -1}, {"2026/06": 1}, {"2026-06": 1, "２０２６-06": 2},
    datetime.date(2026, 11, 20), datetime.datetime(2026, 11, 20), datetime.time(10),
]  # fmt: skip


def placed(path: str, value: Any) -> dict[str, Any]:
    """Return a case file in which the entry `path` has the value `value`."""
    data: Any = value
    parts = path.split(".")
    for number in range(len(parts), 0, -1):
        data = {parts[number - 1]: data}
        entry = known.entry_at(".".join(parts[: number - 1]))
        if entry and entry.repeated:
            data = [data]
    assert isinstance(data, dict)
    return data


def test_no_bad_value_of_any_entry_is_refused_without_its_own_sentence() -> None:
    seen: set[str] = set()
    for entry in known.entries():
        for value in BAD:
            try:
                Case.model_validate(placed(entry.path, value))
            except ValidationError as error:
                seen |= {str(detail["type"]) for detail in error.errors()}
    assert seen <= set(SENTENCES)
    assert len(seen) >= 18


def mistakes(tmp_path: Path, text: str) -> list[Finding]:
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    read = read_case_file(path, "case.toml")
    assert read.case is None
    return list(read.findings)


LISTING = '[[listing]]\nasin = "B0EXAMPLE1"\n'
MISTAKES = [
    ('[notice]\nwindw = "365日"', "C201", "notice.windw", (2, 1), "「window」"),
    ('[[suppliers]]\nid = "a"', "C201", "suppliers", (1, 1), "[[supplier]]"),
    ('[plan]\nqwerty = "a"', "C202", "plan.qwerty", (2, 1), "what_happened、root_cause"),
    ('[plan]\nwindow = "6か月"', "C203", "plan.window", (2, 1), "[notice]"),
    ("[seller]\nmerchant_id = 2605", "C204", "seller.merchant_id", (2, 15), '"2605"'),
    ("[seller]\nphone = +81312345678", "C204", "seller.phone", (2, 9), '"+81312345678"'),
    ('[seller]\nstore = ["a"]', "C205", "seller.store", (2, 9), "1つだけ"),
    (LISTING + 'opening_stock = "40"', "C206", "listing[0].opening_stock", (3, 17), "40"),
    (LISTING + 'opening_stock = "４０個"', "C206", "listing[0].opening_stock", (3, 17), "40"),
    (LISTING + 'opening_stock = "1,200"', "C206", "listing[0].opening_stock", (3, 17), "1200"),
    (LISTING + "opening_stock = 1.5", "C207", "listing[0].opening_stock", (3, 17), "整数"),
    (LISTING + "opening_stock = nan", "C207", "listing[0].opening_stock", (3, 17), "整数"),
    (LISTING + "opening_stock = -1", "C208", "listing[0].opening_stock", (3, 17), "0以上"),
    (LISTING + "opening_stock = 10000000", "C209", "listing[0].opening_stock", (3, 17), "9,999,999以下"),
    ("[notice]\nreceived = 20261120", "C210", "notice.received", (2, 12), "2026-11-20"),
    ('[notice]\nreceived = "11月20日"', "C211", "notice.received", (2, 12), "2026-11-20"),
    ("[notice]\nreceived = 2026-11-20T10:00:00", "C212", "notice.received", (2, 12), "2026-11-20"),
    (LISTING + 'sales = { "2026/6" = 1 }', "C213", "listing[0].sales.2026/6", (3, 11), '"2026-06"'),
    (LISTING + 'sales = { "2026-06" = "18" }', "C206", "listing[0].sales.2026-06", (3, 23), "18"),
    ('[[listing]]\nasin = "B0EXAMPL"', "C214", "listing[0].asin", (2, 8), "/dp/"),
    ('[notice]\nwindow = "半年くらい"', "C215", "notice.window", (2, 10), '"6か月"'),
    ("[notice]\nwindow = 365", "C216", "notice.window", (2, 10), '"365日"'),
    ('response = "authenticty"', "C217", "response", (1, 12), '"authenticity"'),
    ('[[evidence]]\nfile = "a"\nkind = "請求書"', "C217", "evidence[0].kind", (3, 8), '"invoice"'),
    ('[notice]\nrequirements = ["invoice", "請求の内訳"]', "C218", "notice.requirements[1]", (2, 28), "請求書"),
    ('[[supplier]]\nid = " "', "C219", "supplier[0].id", (2, 6), "取り除いて"),
    ('[[evidence]]\nfile = "C:\\tmp\\new.pdf"', "C220", "evidence[0].file", (2, 8), r"'C:\tmp\new.pdf'"),
    ('[seller]\nstore = "a\\u202Eb"', "C221", "seller.store", (2, 9), "打ち直して"),
    ('[[plan]]\nroot_cause = "a"', "C222", "plan", (1, 1), "[plan]"),
    ('[evidence]\nfile = "a"', "C223", "evidence", (1, 1), "[[evidence]]"),
    ('[notice]\nformats = "pdf"', "C224", "notice.formats", (2, 11), 'formats = ["pdf"]'),
    ('seller = "架空商店"', "C225", "seller", (1, 10), "[seller]"),
    ('evidence = "a.pdf"', "C225", "evidence", (1, 12), "[[evidence]]"),
    ("version = 2", "C226", "version", (1, 11), "version = 1"),
    ('[[listing]]\nsku = "a"', "C227", "listing[0].asin", (1, 1), "asin ="),
    (LISTING + "sales = 18", "C228", "listing[0].sales", (3, 9), '"2026-06"'),
    (LISTING + 'sales = { "2026-06" = 1, "２０２６-06" = 2 }', "C229", "listing[0].sales", (3, 9), "1つ"),
    ('evidence = ["a.pdf"]', "C231", "evidence[0]", (1, 13), "[[evidence]]"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "field", "place", "remedy"), MISTAKES, ids=[f"{m[1]}-{m[2]}" for m in MISTAKES]
)
def test_each_mistake_names_its_place_and_its_remedy(
    tmp_path: Path, text: str, code: str, field: str, place: tuple[int, int], remedy: str
) -> None:
    found = mistakes(tmp_path, text + "\n")
    assert [(finding.code, finding.where.field) for finding in found] == [(code, field)]
    assert (found[0].where.line, found[0].where.column) == place
    assert remedy in found[0].hint


def test_one_run_tells_all_mistakes_of_the_schema(root: Path) -> None:
    read = read_case_file(root / "tests" / "data" / "case_schema_mistakes.toml", "case.toml")
    places = [(finding.where.line, finding.where.column) for finding in read.findings]
    assert read.case is None
    assert len(read.findings) >= 30
    assert len({finding.code for finding in read.findings}) >= 20
    assert places == sorted(places)


def test_a_file_of_thousands_of_mistakes_is_told_in_part(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "".join(f"key{number} = 1\n" for number in range(5_000)))
    assert len(found) == 201
    assert found[-1].code == "C150"


def test_what_stands_under_a_heading_with_wrong_brackets_is_looked_at_too(tmp_path: Path) -> None:
    found = mistakes(tmp_path, '[evidence]\nfile = "a"\nissued = "x"\n[[plan]]\nroot_cause = 1\n')
    assert [(f.code, f.where.line) for f in found] == [("C223", 1), ("C211", 3), ("C222", 4), ("C204", 5)]


def test_a_hostile_key_reaches_no_terminal_as_it_is(tmp_path: Path) -> None:
    from appeal.cli.blocks import mistake_block

    (finding,) = mistakes(tmp_path, '"a\\u001b[2Jb" = 1\n')
    assert "\x1b" not in mistake_block(finding, ['"a\\u001b[2Jb" = 1'])
