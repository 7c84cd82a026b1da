"""What scripts and impatient people rely on at the edges: documents, exit codes and names where something is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from appeal.model.evidence import EvidenceKind
from appeal.model.submission import attachment_name, letter_name

DAY = "2026-11-22"


def appeal(*arguments: str | Path, shell_end: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command; `shell_end` is what a shell would say about its streams."""
    command = [sys.executable, "-m", "appeal", *map(str, arguments)]
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {shell_end}', "sh", *command] if shell_end else command,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "examples" / "authenticity", tmp_path / "case")
    return tmp_path / "case" / "case.toml"


def change(case: Path, old: str, new: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_not_even_a_draft_prints_an_empty_box(case: Path) -> None:
    change(case, "ステンレスボトル", "𠮷ボトル")
    ended = appeal("build", case, "--draft", "--today", DAY)
    assert ended.returncode == 4
    assert "L601" in ended.stderr
    assert "U+20BB7" in ended.stderr
    assert "listing[0].title" in ended.stderr.replace("\n", "").replace(" ", "")
    assert not (case.parent / "out").exists()


@pytest.mark.parametrize("way", ["../notice.txt", "link.txt"])
def test_a_notice_from_outside_the_folder_is_an_error(case: Path, way: str) -> None:
    outside = case.parent.parent / "notice.txt"
    (case.parent / "notice.txt").rename(outside)
    if way == "link.txt":
        (case.parent / way).symlink_to(outside)
    change(case, 'file = "notice.txt"', f'file = "{way}"')
    ended = appeal("check", case, "--json", "--today", DAY)
    told = [finding for finding in json.loads(ended.stdout)["findings"] if finding["severity"] == "error"]
    assert ended.returncode == 1
    assert [(one["code"], one["where"]["field"]) for one in told] == [("N136", "notice.file")]


def test_a_notice_that_cannot_be_read_still_gives_its_document(tmp_path: Path) -> None:
    ended = appeal("read", tmp_path / "none.txt", "--json")
    document = json.loads(ended.stdout)
    assert ended.returncode == 3
    assert document["kind"] is None
    assert document["facts"] == []
    assert "N141" in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="streams closed by a POSIX shell")
def test_a_closed_input_is_an_empty_notice_and_no_bug() -> None:
    ended = appeal("read", "-", "--json", shell_end="<&-")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["kind"] is None


def test_names_sort_in_the_order_of_attaching_with_a_hundred_of_them() -> None:
    for last in (1, 9, 98, 99, 150):
        names = [
            letter_name(last),
            *(
                attachment_name(number, EvidenceKind.RECEIPT, None, "pdf", last=last)
                for number in range(1, last + 1)
            ),
        ]
        assert names == sorted(names)
    assert letter_name(98) == "01_reply-letter.pdf"
    assert letter_name(99) == "001_reply-letter.pdf"
