"""Line and column of every entry, found for any way of writing the same thing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.intake.casefile import read_case_file
from appeal.intake.positions import find_positions
from appeal.model.case import Position

TEXT = """\
version = 1 # [comment] = "x"
"response" = 'authenticity'
seller.phone = "03" # 'quote
[notice] # {
  window = "6か月"
requirements = [ # a comment ]
  "invoice", "supplier_contact",
  ]
[[listing]]
asin = "B0EXAMPLE1"
sales = { "2026-06" = 18, '2026-07' = 21, 2026-08=1 }
[listing.returned_to_stock]
"2026-06" = 1
[[listing]]
title = \"\"\"
[[listing]]
asin = "no" \"\"\"
asin = "B0EXAMPLE2"
[[evidence]]
file = 'a = [b].pdf'
lines = [
  { asin = "B0EXAMPLE1", quantity = 40, row = "1,}] #" },

  { asin = "B0EXAMPLE2", quantity = 3 },
]
"""
PLACES = {
    "version": (1, 11),
    "response": (2, 14),
    "seller": (3, 1),
    "seller.phone": (3, 16),
    "notice": (4, 1),
    "notice.window": (5, 12),
    "notice.requirements": (6, 16),
    "notice.requirements[0]": (7, 3),
    "notice.requirements[1]": (7, 14),
    "listing": (9, 1),
    "listing[0]": (9, 1),
    "listing[0].asin": (10, 8),
    "listing[0].sales": (11, 9),
    "listing[0].sales.2026-06": (11, 23),
    "listing[0].sales.2026-07": (11, 39),
    "listing[0].sales.2026-08": (11, 51),
    "listing[0].returned_to_stock": (12, 1),
    "listing[0].returned_to_stock.2026-06": (13, 13),
    "listing[1]": (14, 1),
    "listing[1].title": (15, 9),
    "listing[1].asin": (18, 8),
    "evidence[0].file": (20, 8),
    "evidence[0].lines": (21, 9),
    "evidence[0].lines[0]": (22, 3),
    "evidence[0].lines[0].quantity": (22, 37),
    "evidence[0].lines[0].row": (22, 47),
    "evidence[0].lines[1]": (24, 3),
    "evidence[0].lines[1].quantity": (24, 37),
}


def paths(value: Any, path: str) -> set[str]:
    """Return the path of everything in parsed TOML, as the case file's own pass should find it."""
    found = {path} if path else set()
    if isinstance(value, dict):
        for key, part in value.items():
            found |= paths(part, f"{path}.{key}" if path else key)
    if isinstance(value, list):
        for number, part in enumerate(value):
            found |= paths(part, f"{path}[{number}]")
    return found


def test_each_entry_is_found_where_it_stands() -> None:
    found = find_positions(TEXT).values
    assert set(found) == paths(tomllib.loads(TEXT), "")
    for path, (line, column) in PLACES.items():
        assert found[path] == Position(line, column), path


def test_line_ends_of_windows_change_no_place(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    read = read_case_file(path)
    assert read.case is not None
    assert all(read.positions[name] == Position(*place) for name, place in PLACES.items())


def test_a_missing_entry_is_placed_by_what_is_around_it(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(TEXT, encoding="utf-8")
    read = read_case_file(path)
    assert read.locate("evidence[0].issued") == Position(19, 1)
    assert read.locate("evidence[0].lines[7].row") == Position(21, 9)
    assert read.locate("notice.deadline") == Position(4, 1)
    assert read.locate("withdrawal.stock") is None
    assert read.locate(None) is None


def test_the_examples_are_found_whole(root: Path) -> None:
    examples = sorted(root.glob("examples/*/case.toml"))
    assert len(examples) >= 3
    for file in examples:
        text = file.read_text(encoding="utf-8")
        assert set(find_positions(text).values) == paths(tomllib.loads(text), "")


PIECES = st.sampled_from(
    [
        "# = [", "[a]", "[[b]]", "[b.c]", "[a.d]", 'x = "]"', "y = '#'", 'z = """\n[n]\nq = 1"""', "w = '''a\n'b'\n'''",
        "v = [1, [2, 3], {p = 4}]", "u = [\n  1, # ]\n  2,\n]", "t.s = {r = {q = [1]}}", '"k k" = 1', "o = 2026-11-20",
        "", "  n = 1.5", 'm = "\\"#"', 'l = """"q"""" # c', "j = {}", "i = []", '"x\\u0041" = 1',
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.lists(PIECES, max_size=10).map("\n".join))
def test_places_agree_with_the_parser_on_any_file_it_reads(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = find_positions(text)
    assert set(found.values) == paths(data, "")
    assert found.twice == []
