"""Words read off scans: only on request, by points alone, never blocking and never calling anything missing."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from test_road import hashes
from test_rules_paper_words import PAPER, a_case, a_fact

from appeal.cli.boundary import run
from appeal.cli.reading_scans import scan_reader
from appeal.errors import MachineError
from appeal.examine.files import examine
from appeal.examine.ocr import find_reader, read_scans
from appeal.model.evidence import FileFacts
from appeal.rules.documents import judge_documents

INSTALLED = find_reader() is not None
DAY = "2026-11-22"


def told(text: str) -> list[tuple[str, str]]:
    found = judge_documents(a_case(), (a_fact(text, by_ocr=True),), None, date(2026, 11, 22))
    wanted = {"E249", "E250", "E258", "E259", "E260", "E310", "E311", "E312"}
    return [(one.code, one.severity.value) for one in found if one.code in wanted]


def test_words_read_off_a_picture_are_marked_as_such_and_never_block() -> None:
    assert told(PAPER) == [("E310", "note")]
    assert told(PAPER.replace("40 個", "4 個")) == [("E310", "note"), ("E311", "note")]
    assert told(PAPER.replace("請 求 書(見本)", "御見積書")) == [("E310", "note"), ("E312", "warning")]
    assert told(PAPER.replace("TEL 06-0000-0000 ", "").replace("㈱見本物産", "")) == [("E310", "note")]


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """A JPEG turned by its orientation, a PDF of one picture, a paper with words, a cut file."""
    folder = tmp_path / "case"
    folder.mkdir()
    page = Image.new("L", (600, 800), 255)
    exif = Image.Exif()
    exif[0x0112] = 6
    page.save(folder / "a.jpg", exif=exif)
    page.save(folder / "b.pdf", resolution=72.0)
    Image.new("RGBA", (300, 400), (0, 0, 0, 0)).save(folder / "c.png")
    (folder / "d.jpg").write_bytes((folder / "a.jpg").read_bytes()[:300])
    return folder


def looked(folder: Path) -> tuple[FileFacts, ...]:
    return examine(["a.jpg", "b.pdf", "c.png", "d.jpg"], folder)


def a_reader(folder: Path, work: str) -> str:
    """Return a program that stands for tesseract: it keeps what it was given beside itself and answers with `work`."""
    program = folder / "reader"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys\npoints = sys.stdin.buffer.read()\n"
        f"open({str(folder / 'seen')!r}, 'a').write(points[:15].split(b'\\n')[0].decode() + ' ' + os.getcwd() + ' ' + str(max(points[-9:])) + '\\n')\n{work}\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.skipif(sys.platform == "win32", reason="the program that stands for tesseract is a script")
def test_the_reader_gets_points_only_and_works_away_from_the_case(scans: Path, tmp_path: Path) -> None:
    before = hashes(scans)
    facts = looked(scans)
    read = read_scans(facts, [True] * 4, a_reader(tmp_path, "print('請求書')"))
    assert [one.by_ocr for one in read] == [True, True, True, False]
    assert read[0].texts == ("請求書\n",)
    assert (read[3], hashes(scans)) == (facts[3], before)
    seen = [line.split() for line in (tmp_path / "seen").read_text(encoding="utf-8").splitlines()]
    sizes = [(int(width), int(height)) for _, width, height, *_ in seen]
    assert [line[0] for line in seen] == ["P5"] * 3
    assert sizes[0] == (800, 600), "turned as viewers turn it"
    assert sizes[1][0] == 2500, "a page is drawn at 300 dpi"
    assert seen[2][-1] == "255", "what is clear is paper"
    assert all(not Path(line[-2]).exists() and str(scans) not in line[-2] for line in seen)


@pytest.mark.skipif(sys.platform == "win32", reason="the program that stands for tesseract is a script")
@pytest.mark.parametrize("work", ["sys.exit(1)", "os.abort()", "print('  ')", "sys.stdout.buffer.write(b'')"])
def test_a_reader_that_fails_leaves_the_paper_as_it_was(scans: Path, tmp_path: Path, work: str) -> None:
    facts = looked(scans)
    assert read_scans(facts, [True] * 4, a_reader(tmp_path, work)) == facts
    assert read_scans(facts, [True] * 4, str(tmp_path / "nobody")) == facts


def test_only_the_papers_that_are_compared_are_read(scans: Path, tmp_path: Path) -> None:
    facts = looked(scans)
    assert read_scans(facts, [False] * 4, a_reader(tmp_path, "print('請求書')")) == facts
    assert not (tmp_path / "seen").exists()


def test_a_drawing_that_is_too_large_ends_in_nothing(tmp_path: Path) -> None:
    Image.new("1", (11_000, 11_000)).save(tmp_path / "a.png")
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "appeal.examine.drawing", "png", "0"],
        input=(tmp_path / "a.png").read_bytes(),
        capture_output=True,
    )
    assert ended.returncode != 0
    assert ended.stdout == b""


def test_without_the_program_the_wish_is_refused_with_the_command_that_helps(
    monkeypatch: pytest.MonkeyPatch, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(MachineError) as caught:
        scan_reader()
    assert caught.value.code == "M109"
    case = root / "examples" / "authenticity" / "case.toml"
    assert run(["check", str(case), "--ocr", "--today", DAY]) == 6
    assert run(["check", str(case), "--today", DAY]) == 0
    capsys.readouterr()


@pytest.mark.skipif(not INSTALLED, reason="tesseract with its data for Japanese is not installed")
def test_a_scan_of_the_example_is_read_and_agrees(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", case)
    before = hashes(case)
    assert run(["check", str(case / "case.toml"), "--ocr", "--today", DAY]) == 0
    out = capsys.readouterr().out.replace("\n  ", "")
    assert "E310 evidence/請求書_2026-07-10.jpg" in out
    for item in ("発行日", "宛名", "数量"):
        assert item in out.split("一致したのは")[1].split("。")[0]
    assert "E311" not in out
    assert hashes(case) == before
