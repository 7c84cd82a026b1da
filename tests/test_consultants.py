"""Templates to adapt, one seller for many cases, many cases in one run."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from appeal.build import build
from appeal.check import check
from appeal.cli.boundary import run
from appeal.errors import LetterError
from appeal.intake.casefile import read_case_file

DAY = date(2026, 11, 22)


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "cases" / "one"
    shutil.copytree(root / "examples" / "withdrawal", folder)
    return folder / "case.toml"


def test_templates_are_exported_into_an_empty_folder_only(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "ひな形"
    assert run(["templates", "export", str(target)]) == 0
    capsys.readouterr().out.encode("cp932")
    exported = {path.name: path.read_bytes() for path in target.iterdir()}
    bundled = [*(root / "templates").glob("*.j2"), *(root / "templates").glob("*.css")]
    assert len(bundled) > 20
    assert exported == {path.name: path.read_bytes() for path in bundled}
    (target / "letter.css").write_text("/* own */", encoding="utf-8")
    assert run(["templates", "export", str(target)]) == 5
    assert (target / "letter.css").read_text(encoding="utf-8") == "/* own */"


def test_a_template_beside_the_case_file_wins_in_all_three_texts(case: Path, root: Path) -> None:
    own = case.parent / "templates"
    own.mkdir()
    for name, old, new in (
        ("letter-closing.html.j2", "以上のとおりご報告いたします。", "見本の結びです。"),
        ("reply-body.txt.j2", "ご報告は以上です。", "見本の本文です。"),
        ("start-here.html.j2", "<h1>返信の手順</h1>", "<h1>見本の手順</h1>"),
    ):
        text = (root / "templates" / name).read_text(encoding="utf-8")
        assert old in text
        (own / name).write_text(text.replace(old, new), encoding="utf-8")
    folder = build(check(case, DAY)).folder
    assert "見本の結びです。" in (folder / "trace.json").read_text(encoding="utf-8")
    assert "見本の本文です。" in (folder / "reply-body.txt").read_text(encoding="utf-8-sig")
    assert "<h1>見本の手順</h1>" in (folder / "00_start-here.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>\n{{ letter.nothing }}</p>", 2),
        ("<p>\n\n{% if %}</p>", 3),
        ("<p>{{ 1 + 'a' }}</p>", 1),
        ("<p>\n{{ 1 / 0 }}</p>", 2),
        ("<p>\n{% for one in range(10000000) %}{% endfor %}", 2),
        ("<p>{{ ''.__class__.__mro__ }}</p>", 1),
        ("<p>\n{% include '/etc/hostname' %}", 2),
        ("<p>\n{% include '../case.toml' %}", 2),
        ("\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", 2),
        ("\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 2),
        ("\n{% include 'letter-closing.html.j2' %}", 2),
        ("\n{{ 'x' * 1000000000 }}", 2),
        ("\n{{ 2 ** 99999999999 }}", 2),
        ("\n{{ '{:999999999}'.format(1) }}", 2),
        ("\n{{ 'x' | center(999999999) }}", 2),
        ("\n{{ 'x'.ljust(999999999) }}", 2),
        ("\n{{ 'aaaa' | replace('a', 'b' * 9000000) }}", 2),
        ("\n{% set n = namespace(s='x') %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}", 2),
        ("\n{% set n = namespace(s=[1]) %}{% for i in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}", 2),
        ("\n{{ range(9) }}", 2),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_name_and_line(case: Path, text: str, line: int) -> None:
    own = case.parent / "templates"
    own.mkdir()
    (own / "letter-closing.html.j2").write_text(text, encoding="utf-8")
    with pytest.raises(LetterError) as caught:
        build(check(case, DAY))
    assert caught.value.code == "L608"
    assert "letter-closing.html.j2" in caught.value.text
    assert f"{line}行目" in caught.value.text
    caught.value.text.encode("cp932")
    assert not (case.parent / "out").exists()


def test_exported_templates_left_as_they_are_change_nothing(case: Path) -> None:
    built = build(check(case, DAY), out=case.parent / "a").folder
    assert run(["templates", "export", str(case.parent / "templates")]) == 0
    again = build(check(case, DAY), out=case.parent / "b").folder
    drawn = [path.relative_to(built) for path in built.rglob("*.pdf")]
    assert drawn
    for name in (*drawn, Path("trace.json"), Path("reply-body.txt")):
        assert (again / name).read_bytes() == (built / name).read_bytes(), name


def test_a_style_sheet_without_fonts_still_draws(case: Path) -> None:
    own = case.parent / "templates"
    own.mkdir()
    (own / "letter.css").write_text("body{", encoding="utf-8")
    assert list(build(check(case, DAY)).folder.rglob("*.pdf"))


def test_a_linked_templates_folder_is_not_used(case: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "letter-closing.html.j2").write_text("<p id='letter-end'>外の文</p>", encoding="utf-8")
    (case.parent / "templates").symlink_to(outside, target_is_directory=True)
    folder = build(check(case, DAY)).folder
    assert "外の文" not in (folder / "trace.json").read_text(encoding="utf-8")


def test_a_seller_file_fills_what_the_case_leaves_open(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    before, _, rest = text.partition("[seller]")
    _, _, after = rest.partition("[[listing]]")
    (case.parent.parent / "seller.toml").write_text(
        '[seller]\ncompany = "株式会社見本会"\nphone = "03-0000-0000"\n', encoding="utf-8"
    )
    head = before.replace("version = 1\n", 'version = 1\nseller_file = "../seller.toml"\n')
    case.write_text(f'{head}[seller]\nphone = "06-0000-0000"\n\n[[listing]]{after}', encoding="utf-8")
    read = read_case_file(case)
    assert read.case is not None
    assert read.case.seller.company == "株式会社見本会"
    assert read.case.seller.phone == "06-0000-0000"


def test_a_mistake_in_a_seller_file_is_told_with_its_own_place(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    case.write_text(
        text.replace("version = 1\n", 'version = 1\nseller_file = "seller.toml"\n'), encoding="utf-8"
    )
    seller = case.parent / "seller.toml"
    seller.write_text('[seller]\n\nfone = "03-0000-0000"\n', encoding="utf-8")
    read = read_case_file(case)
    assert read.case is None
    (finding,) = read.findings
    assert (finding.where.file, finding.where.line) == ("seller.toml", 3)
    seller.write_text('response = "withdrawal"\n[seller]\nstore = "見本"\n', encoding="utf-8")
    assert [one.code for one in read_case_file(case).findings] == ["A801"]
    seller.unlink()
    assert run(["check", str(case)]) == 3


def test_many_cases_in_one_run_and_a_bad_one_stops_no_other(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = case.parent.parent
    shutil.copytree(case.parent, cases / "two")
    (cases / "bad").mkdir()
    (cases / "bad" / "case.toml").write_text("version = \n", encoding="utf-8")
    monkeypatch.chdir(cases.parent)
    assert run(["build", "cases/*/case.toml", "--today", "2026-11-22"]) == 3
    said = capsys.readouterr().out
    assert "3件のうち、作成2件、未作成1件" in said
    assert [line[:4] for line in said.splitlines()[-3:]] == ["[NG]", "[OK]", "[OK]"]
    assert "エラー1件（C" in said.splitlines()[-3]
    said.encode("cp932")
    assert (cases / "one" / "out").is_dir()
    assert (cases / "two" / "out").is_dir()
    assert run(["build", "cases/*/case.toml", "--out", "x"]) == 2
    assert run(["build", "nowhere/*/case.toml"]) == 2


def test_the_summary_says_why_a_case_was_not_built(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = case.parent.parent
    shutil.copytree(case.parent, cases / "two")
    text = (cases / "two" / "case.toml").read_text(encoding="utf-8")
    (cases / "two" / "case.toml").write_text(re.sub(r"(?m)^received = .*$", "", text), encoding="utf-8")
    (cases / "two" / "notice.txt").unlink()
    monkeypatch.chdir(cases.parent)
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["build", "cases/*/case.toml", "--today", "2026-11-22"]) == 1
    summary = capsys.readouterr().out.partition("■ まとめ")[2]
    assert re.search(r"\[NG\] cases/two/case\.toml: エラー\d+件（.*N101", summary)
    assert run(["build", "cases/*/case.toml", "--today", "2026-11-22"]) == 5
    summary = capsys.readouterr().out.partition("■ まとめ")[2]
    assert "P701" in summary
    assert "すでにあります" in summary
