"""Holds the house together: layers, purity, sizes, words; each guard first proves that it sees something."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PURE_ROOMS = ("messages", "model", "rules")
# A call by one of these names in a pure room would reach for the clock, a file or the environment.
IMPURE_CALLS = {"open", "print", "input", "today", "now", "getenv", "read_text", "read_bytes", "write_text"}
# The unambiguous words of the vocabulary that this project does not use.
FOREIGN_WORDS = re.compile(r"\b(LOA|POA|PIC|vendor|wizard|dossier|TOC|utils|helpers?)\b")
FOREIGN_TERMS = ("改善書", "別紙", "店舗名", "屋号名")


def sources(root: Path) -> list[Path]:
    found = sorted((root / "appeal").rglob("*.py"))
    assert len(found) >= 40
    return found


def test_layers_hold_and_the_guard_sees_a_break(root: Path, tmp_path: Path) -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    shutil.copytree(root / "appeal", tmp_path / "appeal", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    command = [str(linter), "--no-cache"]

    def lint() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        )

    assert lint().returncode == 0
    offender = tmp_path / "appeal" / "model" / "plan.py"
    offender.write_text(
        offender.read_text(encoding="utf-8") + "\nimport appeal.rules.coverage\nimport os\n", encoding="utf-8"
    )
    broken = lint()
    assert broken.returncode == 1
    assert "imports run down; rooms of one floor are strangers BROKEN" in broken.stdout
    assert "pure rooms know no file, clock, environment or terminal BROKEN" in broken.stdout


def test_pure_rooms_call_nothing_of_the_world(root: Path) -> None:
    files = [file for file in sources(root) if file.relative_to(root / "appeal").parts[0] in PURE_ROOMS]
    assert len(files) >= 20
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                assert name not in IMPURE_CALLS, f"{file.name}:{node.lineno} calls {name}"


def test_files_stay_short_and_say_what_they_are_for(root: Path) -> None:
    for file in sources(root):
        text = file.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, f"{file} has more than 300 lines"
        assert ast.get_docstring(ast.parse(text)), f"{file} does not say what it is for"


def test_the_vocabulary_is_kept(root: Path) -> None:
    places = [*sources(root), *sorted((root / "templates").rglob("*.j2"))]
    assert len(places) >= 45
    for file in places:
        text = file.read_text(encoding="utf-8")
        assert not (match := FOREIGN_WORDS.search(text)), f"{file.name} says {match[0]}"
        assert not [term for term in FOREIGN_TERMS if term in text], file.name


@pytest.mark.parametrize("command", [["--help"], ["check", "--help"], ["--version"]])
def test_help_loads_no_heavy_library(command: list[str]) -> None:
    script = (
        "import sys; from appeal.cli.boundary import run; code = run(sys.argv[1:]); "
        "heavy = {'weasyprint', 'PIL', 'pypdf', 'pydantic', 'jinja2', 'tomlkit', 'phonenumbers'} & set(sys.modules); "
        "sys.exit(f'loaded {heavy}' if heavy else code)"
    )
    ended = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


def test_no_tracked_text_names_a_machine_or_a_registry(root: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("no git here")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a checkout")
    # Written in pieces so that this file does not name what it looks for.
    forbidden = re.compile(
        "|".join(
            ["/work/" + "main", r"pypi\." + "org", "files\\." + "pythonhosted", "deb\\.debian\\." + "org"]
        )
    )
    names = [name for name in listed.stdout.split("\0") if name]
    assert len(names) >= 60
    for name in names:
        path = root / name
        if path.suffix in {".ttf", ".pdf", ".jpg", ".png", ".gif", ".mo"} or not path.is_file():
            continue
        assert not forbidden.search(path.read_bytes().decode("utf-8", "ignore")), name
