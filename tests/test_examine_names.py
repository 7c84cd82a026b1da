"""Names as systems, people and attackers make them: each file is found, or said to be what it is; nothing is changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import evidence_maker
import pytest

from appeal.examine.files import examine
from appeal.model.evidence import FileState

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="this system refuses such names itself")
# As they are typed in the case file, and as they lie on the disk.
NAMES = {
    "decomposed": ("請求書ガ.pdf", unicodedata.normalize("NFD", "請求書ガ.pdf")),
    "right to left": ("請求\u202egnp.書\u200f.pdf",) * 2,
    "line break": ("請求\\n書 2枚.pdf", "請求\n書 2枚.pdf"),
    "escape": ("赤\\u001b[31m.pdf", "赤\x1b[31m.pdf"),
    "reserved": ("CON.pdf",) * 2,
    "reserved too": ("aux.請求.pdf",) * 2,
    "marks": ('ab:c?*<>|".pdf',) * 2,
    "250 bytes": ("長" * 82 + ".pdf",) * 2,
    "dots and blanks": ("請求書. .pdf",) * 2,
    "option": ("-rf.pdf",) * 2,
}


@posix_only
@pytest.mark.parametrize("kind", NAMES)
def test_a_file_of_an_odd_name_is_found_and_kept(kind: str, tmp_path: Path) -> None:
    typed, stored = NAMES[kind]
    (tmp_path / stored).write_bytes(evidence_maker.pdf())
    (fact,) = examine([typed], tmp_path)
    assert fact.usable, fact
    assert fact.file == typed
    assert Path(str(fact.path)).name == stored


@posix_only
def test_odd_names_reach_the_package_under_plain_ones(tmp_path: Path, root: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", case)
    entries = []
    for place, (typed, stored) in enumerate(NAMES.values()):
        (case / "evidence" / stored).write_bytes(evidence_maker.pdf() + b"\n" * place)
        entries.append(f'\n[[evidence]]\nfile = \'evidence/{typed}\'\nkind = "other"\nproves = "見本"\n')
    with (case / "case.toml").open("a", encoding="utf-8") as file:
        file.writelines(entries)
    before = _prints(case)
    for path in (case / "evidence").iterdir():
        path.chmod(0o400)
    (case / "evidence").chmod(0o500)
    try:
        command = [sys.executable, "-m", "appeal", "build", "case.toml", "--today", "2026-11-22"]
        done = subprocess.run(command, cwd=case, capture_output=True, text=True)
    finally:
        (case / "evidence").chmod(0o700)
    assert done.returncode == 0, done.stderr
    assert _prints(case) == before
    (package,) = (case / "out").iterdir()
    attached = [path.name for path in (package / "attach").iterdir()]
    assert len(attached) == 1 + 4 + len(NAMES)
    assert all(
        name.isascii() and len(name) < 60 and name.replace("_", "").replace("-", "") for name in attached
    )
    manifest = json.loads((package / "manifest.json").read_text("utf-8"))
    sources = {entry["source"] for entry in manifest["files"]}
    assert {f"evidence/{typed}" for typed, _ in NAMES.values()} <= sources


def _prints(case: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in (case / "evidence").iterdir()
    }


@posix_only
def test_a_folder_of_the_way_may_be_no_link_to_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.pdf").write_bytes(evidence_maker.pdf())
    (tmp_path / "case" / "evidence").symlink_to(tmp_path / "far")
    (fact,) = examine(["evidence/a.pdf"], tmp_path / "case")
    assert fact.state is FileState.OUTSIDE
