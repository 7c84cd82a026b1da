"""Proves what the two commands of the README do on a machine where something is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scripts are for POSIX shells")

TOOLS = ("sh", "cksum", "dirname", "cat", "rm", "uname", "id", "env")


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "架空 checkout"
    shutil.copytree(root / "scripts", folder / "scripts")
    shutil.copy(root / "pyproject.toml", folder)
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH with nothing but what every Debian has: no Python, no apt, no sudo."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def write_program(folder: Path, name: str, body: str) -> None:
    # Never through a link: the folder holds links to the real programs of this machine.
    assert not (folder / name).is_symlink()
    (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def run(checkout: Path, tools: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(tools / "sh"), str(checkout / "scripts" / name), *arguments],
        env={"PATH": str(tools), "LC_ALL": "C", "PIP_NO_INDEX": "1"},
        cwd=checkout.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("name", ["demo", "test"])
def test_without_python_one_line_says_what_to_install(checkout: Path, tools: Path, name: str) -> None:
    ended = run(checkout, tools, name)
    assert ended.returncode == 6
    assert len(ended.stderr.splitlines()) == 1
    assert "sudo apt-get install -y python3" in ended.stderr
    assert ended.stdout == ""


def test_an_old_python_is_not_used(checkout: Path, tools: Path) -> None:
    write_program(tools, "python3", "exit 1")
    assert run(checkout, tools, "demo").returncode == 6


def python_without(tools: Path, *missing: str) -> None:
    """Write a python3 that is this one, except that scripts importing one of `missing` fail."""
    refusals = " ".join(f"*{word}*) exit 1 ;;" for word in missing)
    write_program(tools, "python3", f'case "$2" in {refusals} esac\nexec "{sys.executable}" "$@"')


def test_missing_libraries_are_asked_for_in_one_line(checkout: Path, tools: Path) -> None:
    python_without(tools, "ctypes")
    ended = run(checkout, tools, "demo")
    assert ended.returncode == 6
    assert len(ended.stderr.splitlines()) == 1
    assert "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 " in ended.stderr
    assert not (checkout / ".venv").exists()


def test_everything_missing_is_asked_for_at_once(checkout: Path, tools: Path) -> None:
    python_without(tools, "ctypes", "ensurepip")
    ended = run(checkout, tools, "demo")
    assert ended.returncode == 6
    assert len(ended.stderr.splitlines()) == 1
    assert re.search(r"python3\.\d+-venv libpango-1\.0-0 ", ended.stderr)


def test_root_is_asked_for_nothing_and_the_end_is_clear_when_apt_fails(checkout: Path, tools: Path) -> None:
    python_without(tools, "ctypes")
    write_program(tools, "apt-get", 'case "$*" in *install*) echo "E: cannot be had" >&2; exit 100 ;; esac')
    write_program(tools, "sudo", 'shift; exec "$@"')
    ended = run(checkout, tools, "demo")
    assert ended.returncode == 6
    assert "E: cannot be had" in ended.stderr
    assert ended.stderr.splitlines()[-1].count("sudo apt-get install -y libpango-1.0-0") == 1


@pytest.fixture
def ready(checkout: Path) -> Path:
    """A checkout whose environment was made before and whose libraries load."""
    programs = checkout / ".venv" / "bin"
    programs.mkdir(parents=True)
    write_program(programs, "python", f'case "$2" in *ctypes*) exit 0 ;; esac\nexec "{sys.executable}" "$@"')
    write_program(programs, "appeal", 'echo "called with $*"')
    project = (checkout / "pyproject.toml").read_bytes()
    total = subprocess.run(["cksum"], input=project, capture_output=True).stdout.decode().strip()
    (checkout / ".venv" / "appeal-demo").write_text(f"{total} {checkout}\n", encoding="utf-8")
    return checkout


def test_an_environment_that_is_ready_is_used_as_it_is(ready: Path, tools: Path) -> None:
    ended = run(ready, tools, "demo", "見本 folder")
    assert ended.stderr == ""
    assert ended.stdout == "called with demo 見本 folder\n"
    assert ended.returncode == 0


def test_an_environment_of_other_dependencies_is_not_used(ready: Path, tools: Path) -> None:
    with (ready / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    ended = run(ready, tools, "demo")
    assert ended.returncode == 6  # there is no Python here to make another one
    assert ended.stdout == ""


def test_a_broken_environment_is_not_used(ready: Path, tools: Path) -> None:
    write_program(ready / ".venv" / "bin", "python", "exit 1")
    ended = run(ready, tools, "demo")
    assert ended.returncode == 6
    assert ended.stdout == ""


def test_an_environment_moved_with_its_checkout_is_not_used(ready: Path, tools: Path) -> None:
    moved = ready.rename(ready.with_name("moved"))
    assert run(moved, tools, "demo").returncode == 6


def test_ci_runs_the_test_command_of_the_readme_and_nothing_more(root: Path) -> None:
    lines = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert len(commands) == 1
    assert commands[0].endswith('/../scripts/test"')
    assert os.access(root / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("name", ["README.ja.md", "README.md"])
def test_both_readmes_name_the_same_two_commands(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert "sh scripts/demo\n" in text
    assert "sh scripts/test\n" in text
