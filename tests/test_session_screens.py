"""What a session looks like at 40, 80 and 120 columns, held as text; no line is too wide or begins with 、 or 。"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from session_scripts import DAY, Answer, Typist, one, prepare, without_build

from appeal.cli.blocks import display_width
from appeal.cli.session.start import Wishes, run_session

WIDTHS = (40, 80, 120)
NO_START = "、。，．）」』】？ーっゃゅょ"


def screen(columns: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    case = prepare("authenticity", folder / "x")
    answers = without_build("authenticity")
    # One question explained, one wrong answer, one step back, then everything up to the review.
    told = [
        *answers[:2],
        Answer("？"),
        Answer("たぶん"),
        *answers[2:4],
        Answer("<"),
        Answer(""),
        *answers[4:],
    ]
    typist = Typist([*told, *one("99")])
    run_session(case, date.fromisoformat(DAY), Wishes(), typist)
    return "\n".join(typist.said).replace(str(case), "case.toml").replace(str(folder), "") + "\n"


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_screen_is_as_it_was_looked_at(
    columns: int, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    golden = root / "tests" / "golden" / f"session-{columns}.txt"
    assert _bare(screen(columns, tmp_path, monkeypatch)) == _bare(golden.read_text(encoding="utf-8"))


def _bare(text: str) -> str:
    """Without the line that holds the path of a temporary folder."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("-> appeal build"))


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_golden_screen_keeps_the_rules_of_lines(columns: int, root: Path) -> None:
    lines = (root / "tests" / "golden" / f"session-{columns}.txt").read_text(encoding="utf-8").split("\n")
    assert len(lines) > 200
    for line in lines:
        line.encode("cp932")
        assert not re.search(r"[│┃─━┌└█▼▶]", line)
        if not line.startswith((">", "->")):
            assert display_width(line) <= min(columns, 100) - 2, line
            assert line.lstrip()[:1] not in NO_START or not line.strip(), line
            assert not line.rstrip().endswith(("（", "「", "『")), line
