"""Proves that a missing part of the machine is named together with the one command that mends it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from appeal import resources
from appeal.cli import doctor
from appeal.cli.doctor import MachineFact, examine_machine, machine_report
from appeal.messages import Severity

NO_LIBRARY = "libkakuu-no-such-library.so.0"


def test_everything_is_looked_at_in_a_fixed_order() -> None:
    facts = examine_machine()
    assert [fact.name for fact in facts] == [
        "python",
        "libraries",
        "fonts",
        "templates",
        "folder",
        "screen",
        "ocr",
    ]
    assert facts[0].state == ".".join(str(part) for part in sys.version_info[:3])
    assert facts[0].works


def test_looking_does_not_load_the_renderer() -> None:
    script = (
        "import sys; from appeal.cli.doctor import examine_machine; examine_machine(); "
        "sys.exit('weasyprint' in sys.modules or 'cffi' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


def test_a_missing_library_is_named_with_the_command_that_installs_it() -> None:
    fact = doctor.examine_libraries([NO_LIBRARY])
    assert not fact.works
    assert fact.finding is not None
    assert NO_LIBRARY in fact.finding.text
    assert fact.command
    assert fact.command in fact.finding.hint


def test_libraries_that_load_are_no_trouble() -> None:
    fact = doctor.examine_libraries([])
    assert fact.works
    assert fact.finding is None


def test_an_old_python_is_told() -> None:
    fact = doctor.examine_python((3, 10, 14))
    assert not fact.works
    assert fact.finding is not None
    assert "3.10.14" in fact.finding.text
    assert doctor.examine_python((3, 11, 0)).works
    assert doctor.examine_python((3, 13, 1)).works


def test_a_lost_or_empty_font_is_named(tmp_path: Path) -> None:
    assert doctor.examine_fonts(resources.folder("fonts")).finding is None
    for path in resources.folder("fonts").glob("*.ttf"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "BIZUDGothic-Bold.ttf").unlink()
    (tmp_path / "BIZUDPGothic-Bold.ttf").write_bytes(b"")
    fact = doctor.examine_fonts(tmp_path)
    assert not fact.works
    assert fact.finding is not None
    assert "BIZUDGothic-Bold.ttf" in fact.finding.text
    assert "BIZUDPGothic-Bold.ttf" in fact.finding.text
    assert "Regular" not in fact.finding.text


def test_missing_templates_are_told(tmp_path: Path) -> None:
    assert not doctor.examine_templates(tmp_path).works
    assert not doctor.examine_templates(tmp_path / "none").works
    (tmp_path / "letter.html.j2").write_text("x", encoding="utf-8")
    assert doctor.examine_templates(tmp_path).works


def test_a_folder_that_refuses_is_a_warning_and_the_trial_leaves_nothing(tmp_path: Path) -> None:
    assert doctor.examine_folder(tmp_path).finding is None
    assert list(tmp_path.iterdir()) == []
    refused = doctor.examine_folder(tmp_path / "none")
    assert refused.works
    assert refused.finding is not None
    assert refused.finding.severity is Severity.WARNING
    assert str(tmp_path / "none") in refused.finding.text


@pytest.mark.parametrize(
    ("encoding", "readable"),
    [
        ("utf-8", True),
        ("cp932", True),
        ("ascii", False),
        ("cp1252", False),
        ("no-such", False),
        (None, False),
    ],
)
def test_a_screen_without_japanese_is_a_warning(encoding: str | None, readable: bool) -> None:
    fact = doctor.examine_screen(encoding)
    assert fact.works
    assert (fact.finding is None) is readable
    assert (fact.command is None) is readable


def trouble() -> tuple[MachineFact, ...]:
    return (
        doctor.examine_python((3, 11, 2)),
        doctor.examine_libraries([NO_LIBRARY]),
        doctor.examine_screen("ascii"),
    )


def test_the_report_is_plain_lines_with_the_command_whole() -> None:
    told = machine_report(trouble(), as_json=False, width=38)
    told.encode("cp932")
    lines = told.splitlines()
    assert lines[0] == "[OK] Python: 3.11.2"
    assert any(line.startswith("[NG]") for line in lines)
    assert any(line.startswith("[注意]") for line in lines)
    command = trouble()[1].command
    assert command in [line.strip() for line in lines]


def test_the_document_says_the_same_as_the_report() -> None:
    told = machine_report(trouble(), as_json=True, width=80)
    document = json.loads(told)
    assert document["works"] is False
    assert [fact["name"] for fact in document["facts"]] == ["python", "libraries", "screen"]
    assert document["facts"][1]["code"] in ("M102", "M103")
    assert document["facts"][1]["command"] == trouble()[1].command
    assert document["facts"][2]["works"] is True
    assert told.isascii()


def test_the_set_up_script_and_the_doctor_name_the_same_libraries(root: Path) -> None:
    script = (root / "scripts" / "setup").read_text(encoding="utf-8")
    libraries = re.search(r'^libraries="(.+)"$', script, re.MULTILINE)
    packages = re.search(r'^library_packages="(.+)"$', script, re.MULTILINE)
    assert libraries
    assert packages
    assert tuple(libraries[1].split()) == doctor._LIBRARIES["linux"]
    assert doctor._LIBRARY_COMMANDS["linux"].endswith(packages[1])
