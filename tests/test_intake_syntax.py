"""A case file that is not TOML: each slip of the hand has its own sentence, place and remedy, all in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal.intake.casefile import read_case_file
from appeal.model.finding import Finding


def mistakes(tmp_path: Path, text: str) -> list[Finding]:
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8", newline="")
    read = read_case_file(path, "case.toml")
    assert read.case is None
    return list(read.findings)


SLIPS = [
    ('response ＝ "authenticity"', "C121", 10, "半角の ="),
    ("subject = “件名”", "C122", 11, '半角の "'),
    ("subject = 「件名」", "C122", 11, '半角の "'),
    ('subject = "件名”', "C122", 14, '半角の "'),
    ('　subject = "x"', "C123", 1, "半角の空白"),
    ('subject =　"x"', "C123", 10, "半角の空白"),
    ('subject = "x"　', "C123", 14, "半角の空白"),
    ("quantity = ４０", "C124", 12, "40"),
    ("received = ２０２６-11-20", "C124", 12, "2026-11-20"),
    ("received = 2026－11－20", "C124", 12, "2026-11-20"),
    (r'file = "C:\Users\yamada\請求書.pdf"', "C125", 11, '"C:/Users/yamada/請求書.pdf"'),
    (r'file = "evidence\要約.pdf"', "C125", 17, '"evidence/要約.pdf"'),
    (r'file = "reports\sales.csv"', "C125", 16, '"reports/sales.csv"'),
    (r'what = "5\6"', "C125", 10, r"'5\6'"),
    ('電話番号 = "03-0000-0000"', "C126", 1, "「phone」"),
    ("phone = 03-0000-0000", "C127", 9, '"03-0000-0000"'),
    ("phone = 0120000000", "C127", 9, '"0120000000"'),
    ("phone = ０３-００００-００００", "C127", 9, '"03-0000-0000"'),
    ("address = 〒100-0000", "C127", 11, '"〒100-0000"'),
    ("received = 2026/11/20", "C128", 12, "2026-11-20"),
    ("received = 2026年11月20日", "C128", 12, "2026-11-20"),
    ("received = 令和8年11月20日", "C128", 12, "2026-11-20"),
    ("received = R8.11.20", "C128", 12, "2026-11-20"),
    ("received = 令和元年5月1日", "C128", 12, "2019-05-01"),
    ("received = 2026-6-2", "C128", 12, "2026-06-02"),
    ("received = 2026-11-31", "C129", 12, "正しい日付"),
    ("received = 令和8年13月1日", "C129", 12, "正しい日付"),
    ("received = 11/20", "C143", 12, "西暦"),
    ("received = 11月20日", "C143", 12, "西暦"),
    ("company = 架空商店", "C130", 11, '"架空商店"'),
    ("window = 365日", "C130", 10, '"365日"'),
    ("window = 6か月 # 通知", "C130", 10, '"6か月"'),
    ('company = "架空商店', "C131", 11, '"'),
    ("company = '架空商店", "C131", 11, "'"),
    ('what = """一行目\n二行目', "C131", 8, '"""'),
    ('sku = "a"\nsku = "b"', "C132", 1, "どちらか1つ"),
    ("[plan]\n[seller]\n[plan]", "C133", 1, "まとめて"),
    ('[evidence]\nfile = "a"\n[evidence]\nfile = "b"', "C133", 1, "[[evidence]]"),
    ("[notice", "C134", 1, "[notice]"),
    ("[[evidence]", "C134", 1, "[[evidence]]"),
    ("[evidence]]", "C134", 1, "[[evidence]]"),
    ("company =", "C135", 9, "#"),
    ("company = # まだ", "C135", 9, "#"),
    ("company: 架空商店", "C136", 8, "company ="),
    ('company： "x"', "C136", 8, "company ="),
    ('formats = ["pdf", "jpg"', "C137", 11, "]"),
    ('sales = { "2026-06" = 18', "C137", 9, "}"),
    ('sales = {\n  "2026-06" = 18\n}', "C138", 9, "1行"),
    ('what = "彼は"はい"と"', "C139", 12, "'"),
    ('what = "x",', "C139", 11, "取り除いて"),
    ("closing_stock = 1,200個", "C140", 17, "1200"),
    ("quantity = 007", "C140", 12, "7"),
    ("これは説明の文です", "C141", 1, "#"),
    ('［seller］\ncompany = "x"', "C142", 1, "[seller]"),
    ('formats = ["pdf"、"jpg"]', "C142", 17, ","),
    ("＃ 説明", "C142", 1, "#"),
    ("opening stock = 3", "C144", 1, "opening_stock"),
    ('ｓｋｕ = "x"', "C144", 1, "「sku」"),
    ('formats = ["pdf" "jpg"]', "C145", 18, ","),
    ('sales = { "2026-06": 18 }', "C136", 20, "="),
    ("[plan] 改善計画", "C146", 8, "次の行"),
    ('subject = "a\x0cb"', "C113", 13, "打ち直して"),
]


@pytest.mark.parametrize(("text", "code", "column", "remedy"), SLIPS, ids=[slip[0][:24] for slip in SLIPS])
def test_each_slip_has_its_own_sentence(
    tmp_path: Path, text: str, code: str, column: int, remedy: str
) -> None:
    table = {"電": "[seller]\n", "o": "[[listing]]\n", "ｓ": "[[listing]]\n"}.get(text[0], "")
    found = mistakes(tmp_path, "version = 1\n" + table + text + "\n")
    assert [finding.code for finding in found] == [code]
    assert found[0].where.column == column
    assert remedy in found[0].hint
    assert found[0].where.file == "case.toml"


def test_one_run_tells_all_mistakes_of_the_text(root: Path) -> None:
    read = read_case_file(root / "tests" / "data" / "case_text_mistakes.toml", "case.toml")
    codes = {finding.code for finding in read.findings}
    lines = [finding.where.line for finding in read.findings]
    assert len(codes) >= 20
    assert len(read.findings) >= 30
    assert lines == sorted(lines)
    assert codes >= {"C121", "C122", "C123", "C124", "C125", "C126", "C127", "C128", "C129", "C130", "C131"}


def test_a_broken_heading_does_not_blame_what_stands_below(tmp_path: Path) -> None:
    text = '[[evidence]]\nfile = "a.pdf"\n【evidence】\nfile = "b.pdf"\n[[evidence]\nfile = "c.pdf"\n'
    assert [finding.code for finding in mistakes(tmp_path, text)] == ["C142", "C134"]


def test_an_unclosed_text_does_not_swallow_the_entries_below(tmp_path: Path) -> None:
    text = (
        '[plan]\nwhat_happened = """一行目\n二行目\nroot_cause = """原因"""\n[seller]\nphone = 03-0000-0000\n'
    )
    assert [finding.code for finding in mistakes(tmp_path, text)] == ["C131", "C127"]


def test_a_pasted_paragraph_is_one_mistake(tmp_path: Path) -> None:
    assert [finding.code for finding in mistakes(tmp_path, "出品者様\n平素より\nお世話に\n")] == ["C141"]


def test_two_slips_on_one_line_are_both_told(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "lines = [{ asin = B0EXAMPLE1, quantity = 40個 }]\n")
    assert [finding.code for finding in found] == ["C130", "C140"]


def test_at_most_fifty_are_told_and_the_rest_is_mentioned(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "".join(f"key{number} = 日本\n" for number in range(80)))
    assert len(found) == 51
    assert found[-1].code == "C150"
    assert {finding.code for finding in found[:-1]} == {"C130"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = " + "[" * 100_000, "C114"),
        ("a = " + "[" * 33 + "]" * 33, "C114"),
        ("a = " + "{a=" * 2000, "C114"),
        ("a." * 50_000 + "a = 1", "C115"),
        ('"a".' * 20_000 + "a = 1", "C115"),
        ("a" * 100_000 + " = 1", "C115"),
        ("a = " + "1" * 5_000, "C116"),
        ("a = [\n" * 40_000, "C114"),
        ("a = [" + "1," * 100_000, "C137"),
        ('a = ["' + "\\" * 99_999, "C125"),
        ("x = 1\nb = {" + "a." * 5000 + "a = 1}", "C115"),
    ],
    ids=[
        "open",
        "deep",
        "tables",
        "dotted",
        "quoted",
        "long",
        "digits",
        "lines",
        "commas",
        "backslashes",
        "inline",
    ],
)
def test_what_would_exhaust_the_parser_is_a_plain_mistake(tmp_path: Path, text: str, code: str) -> None:
    assert mistakes(tmp_path, text)[0].code == code


def test_thirty_levels_of_an_unknown_entry_are_no_danger(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "a = " + "[" * 30 + "]" * 30)[0].code == "C202"
