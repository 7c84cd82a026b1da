"""Mistakes and findings as lines on a screen: places, carets, breaks, and a console that knows only cp932."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.cli.blocks import closing_line, display_width, finding_block, mistake_block, printable, wrap
from appeal.intake.casefile import read_case_file
from appeal.messages import Severity
from appeal.model.finding import Finding, Place


def told(
    line: int | None, column: int | None, text: str = "架空の指摘です。", hint: str = "直してください。"
) -> Finding:
    return Finding("C201", Severity.ERROR, text, hint, Place("case.toml", line, column, "x"))


def caret(block: str) -> tuple[str, int]:
    """Return the shown line and the display column of the caret below it."""
    lines = block.split("\n")
    number = next(i for i, line in enumerate(lines) if line.endswith("^") and line.lstrip().startswith("|"))
    return lines[number - 1], display_width(lines[number]) - 1


def test_a_mistake_is_shown_with_its_line_a_caret_and_one_suggestion() -> None:
    finding = told(2, 1, "「windw」という項目はありません。", "「window」に直してください。")
    assert mistake_block(finding, ["[notice]", 'windw = "365日"']) == (
        "case.toml:2:1  C201 「windw」という項目はありません。\n"
        '    2 | windw = "365日"\n'
        "      | ^\n"
        "      -> 「window」に直してください。"
    )


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("架空商店 = X", 8),
        ("\t\tX", 3),
        ("か\u3099か\u3099X", 5),
        ("ｱｲｳX", 4),
        ("𠮷X", 2),
        ("あ" * 100 + "X" + "い" * 100, 101),
        ("a" * 300 + "X", 301),
        ("X" + "a" * 300, 1),
    ],
    ids=["wide", "tab", "combining", "half", "beyond", "long", "end", "start"],
)
def test_the_caret_stands_below_its_character_at_any_width(line: str, column: int) -> None:
    for width in (40, 78):
        block = mistake_block(told(1, column), [line], width)
        shown, at = caret(block)
        assert display_width(shown[: shown.index("X")]) == at
        assert all(display_width(part) <= width for part in block.split("\n"))


def test_a_caret_may_stand_behind_the_last_character() -> None:
    shown, at = caret(mistake_block(told(1, 4), ["abc"]))
    assert at == display_width(shown)


def test_a_finding_without_a_line_or_past_the_file_is_still_told() -> None:
    assert "架空の指摘です。" in mistake_block(told(None, None), [])
    assert "^" not in mistake_block(told(9, 1), ["a"])


def test_a_warning_about_the_file_is_marked_as_one() -> None:
    finding = Finding("C111", Severity.WARNING, "cp932です。", "保存してください。", Place("case.toml"))
    assert mistake_block(finding, []).startswith("case.toml  [注意] C111 ")


@pytest.mark.parametrize(
    ("severity", "accepted", "mark"),
    [
        (Severity.ERROR, None, "[NG] "),
        (Severity.WARNING, None, "[注意] "),
        (Severity.NOTE, None, "[記録] "),
        (Severity.ERROR, "資料2で示します。", "[承知] "),
    ],
)
def test_a_finding_says_how_much_it_weighs(severity: Severity, accepted: str | None, mark: str) -> None:
    place = Place("case.toml", 42, 8, "evidence[0].file")
    block = finding_block(Finding("E203", severity, "a.pdf があります。", "見てください。", place, accepted))
    assert block.startswith(f"{mark}E203 a.pdf があります。\n  (case.toml 42行目)\n")
    assert ("理由: 資料2で示します。" in block) is (accepted is not None)
    assert ("-> 見てください。" in block) is (accepted is None)


def test_only_what_blocks_is_to_be_mended() -> None:
    warning = Finding("C111", Severity.WARNING, "", "", Place())
    assert closing_line([told(1, 1), warning, told(2, 1)]) == "2件を直してください。"
    assert closing_line([warning]) == ""


PHRASES = st.sampled_from(
    ["架空", "商店の", "請求書。", "「確認」", "（数）", "abc ", "12-3、", "キャッシュ", "です。」"]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(text=st.lists(PHRASES, max_size=30).map("".join), width=st.integers(20, 60))
def test_lines_break_by_japanese_rules_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width, "  ")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(display_width(line) <= width for line in lines)
    assert not [line for line in lines if line.strip()[:1] in tuple("、。」）ャッュー")]
    assert not [line for line in lines if line.endswith(("「", "（"))]


def test_marks_stay_with_their_words() -> None:
    assert wrap("あいうえ。か", 8) == ["あいう", "え。か"]
    assert wrap("あいう「え」", 8) == ["あいう", "「え」"]
    assert wrap("file evidence/a.pdf です", 16) == ["file", "evidence/a.pdf", "です"]
    assert wrap("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert wrap("", 10) == [""]


def test_nothing_a_terminal_would_obey_is_printed() -> None:
    hostile = 'x = "\x1b[2J\u202eabc\x07"\r'
    block = mistake_block(told(1, 1, hostile, hostile), [hostile])
    assert not {"\x1b", "\u202e", "\x07", "\r"} & set(block)
    assert printable("a\tb") == "a    b"


def test_twenty_mistakes_are_twenty_blocks_on_any_windows_console(root: Path) -> None:
    for name in ("case_text_mistakes.toml", "case_schema_mistakes.toml"):
        read = read_case_file(root / "tests" / "data" / name, "case.toml")
        blocks = [mistake_block(finding, read.lines) for finding in read.findings]
        assert len(blocks) >= 20
        for block in blocks:
            block.encode("cp932")
            assert block.startswith("case.toml:")
            assert block.count(" -> ") == 1
            assert all(display_width(line) <= 78 for line in block.split("\n"))
            caret(block)
        assert closing_line(read.findings) == f"{len(blocks)}件を直してください。"
