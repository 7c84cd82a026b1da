"""`appeal check --crops` and the meter: pictures only where they are asked for, progress only where it takes long."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from appeal.cli.watching import evidence_meter


@pytest.fixture
def case(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "examples" / "authenticity", tmp_path / "case")
    (scan,) = (tmp_path / "case" / "evidence").glob("*.jpg")
    with Image.open(scan) as image:
        blurred = image.filter(ImageFilter.GaussianBlur(6))
    blurred.save(scan, quality=80)
    return tmp_path / "case"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "appeal", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def _prints(case: Path) -> dict[str, str]:
    return {
        str(path.relative_to(case)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in case.rglob("*")
        if path.is_file()
    }


def test_the_part_that_is_hard_to_read_is_saved_where_it_is_asked_for(case: Path, tmp_path: Path) -> None:
    before, target = _prints(case), tmp_path / "look" / "here"
    command = ["check", str(case / "case.toml"), "--today", "2026-11-22", "--crops", str(target)]
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "E296" in done.stdout
    assert [path.name for path in target.iterdir()] == ["exhibit2.png"]
    with Image.open(target / "exhibit2.png") as image:
        assert min(image.size) > 200
    assert _prints(case) == before
    run(*command)
    assert sorted(path.name for path in target.iterdir()) == ["exhibit2.png", "exhibit2_2.png"]


def test_without_the_wish_nothing_is_written(case: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    run("check", str(case / "case.toml"), "--today", "2026-11-22")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_told(case: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("見本", encoding="utf-8")
    target = tmp_path / "file" / "crops"
    done = run("check", str(case / "case.toml"), "--today", "2026-11-22", "--crops", str(target))
    assert done.returncode == 5
    assert "P724" in done.stderr


def test_where_nobody_watches_progress_is_a_few_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    show = evidence_meter()
    for done in range(50):
        show(done, 50)
    out, told = capsys.readouterr()
    assert out == ""
    assert told == "証憑を確かめています: 50件のうち0件\n"
