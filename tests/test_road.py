"""The whole road as a seller walks it: a case file in, a package out, nothing of his touched."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

EXAMPLES = ("authenticity", "explanation", "withdrawal")
DAY = "2026-11-22"


def appeal(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "appeal", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module", params=EXAMPLES)
def built(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of an example, built once; its package lies in out/."""
    case = tmp_path_factory.mktemp(request.param) / "case"
    shutil.copytree(root / "examples" / request.param, case)
    ended = appeal("build", case / "case.toml", "--today", DAY, "--zip")
    assert ended.returncode == 0, ended.stderr
    return case


def package(case: Path) -> Path:
    folders = [path for path in (case / "out").iterdir() if path.is_dir()]
    assert len(folders) == 1
    return folders[0]


def manifest(case: Path) -> dict[str, object]:
    document: dict[str, object] = json.loads((package(case) / "manifest.json").read_text(encoding="utf-8"))
    return document


def test_the_package_holds_what_the_interface_names(built: Path) -> None:
    names = set(hashes(package(built)))
    assert {
        "00_start-here.html",
        "reply-body.txt",
        "attach/01_reply-letter.pdf",
        "reading-copy.pdf",
        "manifest.json",
        "trace.json",
    } <= names
    assert all(name.isascii() and len(Path(name).name) <= 60 for name in names)


def test_no_file_of_the_seller_changes(built: Path, root: Path) -> None:
    before = hashes(root / "examples" / built.parent.name.rstrip("0123456789"))
    after = {name: digest for name, digest in hashes(built).items() if not name.startswith("out/")}
    assert after == before


def test_attached_evidence_is_the_original_byte_for_byte(built: Path) -> None:
    listed = manifest(built)["files"]
    assert isinstance(listed, list)
    exhibits = [entry for entry in listed if entry["source"]]
    expected = (
        sum(1 for path in (built / "evidence").rglob("*") if path.is_file())
        if (built / "evidence").is_dir()
        else 0
    )
    assert len(exhibits) == expected
    for entry in exhibits:
        assert (package(built) / entry["path"]).read_bytes() == (built / entry["source"]).read_bytes()


def test_the_manifest_tells_the_truth(built: Path) -> None:
    document = manifest(built)
    assert set(document) >= {"version", "today", "case", "files"}
    assert document["today"] == DAY
    listed = document["files"]
    assert isinstance(listed, list)
    found = hashes(package(built))
    assert {entry["path"] for entry in listed} == set(found) - {"manifest.json"}
    for entry in listed:
        assert entry["sha256"] == found[entry["path"]]
        assert entry["bytes"] == (package(built) / entry["path"]).stat().st_size


def test_the_letter_is_tagged_japanese_and_short(built: Path) -> None:
    letter = PdfReader(package(built) / "attach" / "01_reply-letter.pdf")
    catalog = letter.trailer["/Root"]
    assert catalog["/Lang"] == "ja"
    assert "/StructTreeRoot" in catalog
    assert letter.metadata is not None
    assert letter.metadata.title
    assert len(letter.pages) <= 2
    assert letter.outline


def test_the_reading_copy_holds_every_page_once(built: Path) -> None:
    letter = len(PdfReader(package(built) / "attach" / "01_reply-letter.pdf").pages)
    listed = manifest(built)["files"]
    assert isinstance(listed, list)
    exhibits = [entry["pages"] for entry in listed if entry["source"]]
    copy = PdfReader(package(built) / "reading-copy.pdf")
    assert len(copy.pages) == letter + len(exhibits) + sum(exhibits)
    assert copy.trailer["/Root"]["/Lang"] == "ja"
    assert "/StructTreeRoot" in copy.trailer["/Root"]


def test_the_reply_text_is_ready_to_paste(built: Path) -> None:
    data = (package(built) / "reply-body.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    assert "**" not in text
    assert len(text) <= 800


def test_the_zip_holds_the_package(built: Path) -> None:
    archive = package(built).with_name(package(built).name + ".zip")
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        inside = {name.split("/", 1)[1] for name in opened.namelist() if not name.endswith("/")}
    assert inside == set(hashes(package(built)))


def test_same_case_and_day_give_the_same_bytes(built: Path) -> None:
    again = appeal(
        "build",
        built / "case.toml",
        "--today",
        DAY,
        "--out",
        built.parent / "again",
        TZ="America/New_York",
        PYTHONHASHSEED="7",
        LANG="ja_JP.UTF-8",
        LC_ALL="ja_JP.UTF-8",
    )
    assert again.returncode == 0, again.stderr
    assert hashes(built.parent / "again") == hashes(package(built))


def test_an_existing_package_stays_without_force(built: Path) -> None:
    before = hashes(built)
    refused = appeal("build", built / "case.toml", "--today", DAY)
    assert refused.returncode == 5
    assert "P7" in refused.stderr
    assert hashes(built) == before
    replaced = appeal("build", built / "case.toml", "--today", DAY, "--zip", "--force")
    assert replaced.returncode == 0, replaced.stderr
    assert hashes(built) == before


def test_check_json_keeps_the_contract(root: Path, tmp_path: Path) -> None:
    ended = appeal(
        "check", root / "examples" / "authenticity" / "case.toml", "--json", "--today", DAY, cwd=tmp_path
    )
    assert ended.returncode == 0, ended.stderr
    document = json.loads(ended.stdout)
    assert set(document) == {"verdict", "findings", "coverage", "quantities", "evidence"}
    assert document["verdict"] == "ready"
    (row,) = document["quantities"]
    assert (row["from"], row["to"]) == ("2026-05-24", "2026-11-20")
    figures = {key: row[key] for key in ("opening", "purchased", "shipped", "returned_to_stock", "sold_net")}
    assert figures == {
        "opening": 6,
        "purchased": 140,
        "shipped": 125,
        "returned_to_stock": 2,
        "sold_net": 123,
    }
    assert (row["closing"], row["expected_closing"], row["shortfall"], row["surplus"]) == (23, 23, 0, 21)
    assert row["complete"] is True
    assert {entry["state"] for entry in document["coverage"]} == {"covered"}
    assert list(tmp_path.iterdir()) == []


def test_an_error_blocks_the_package_but_not_a_draft(root: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", case)
    paper = min((case / "evidence").glob("*.pdf"))
    paper.write_bytes(b"")
    before = hashes(case)
    refused = appeal("build", case / "case.toml", "--today", DAY)
    assert refused.returncode == 1
    assert paper.name in refused.stderr
    assert hashes(case) == before
    draft = appeal("build", case / "case.toml", "--today", DAY, "--draft")
    assert draft.returncode == 0, draft.stderr
    text = "".join(
        page.extract_text() for page in PdfReader(package(case) / "attach" / "01_reply-letter.pdf").pages
    )
    assert "下書き" in text


def test_demo_builds_twice_and_touches_nobody_elses_folder(tmp_path: Path) -> None:
    for _ in range(2):
        ended = appeal("demo", cwd=tmp_path)
        assert ended.returncode == 0, ended.stderr
        assert "フォルダー" in ended.stdout
    (tmp_path / "demo" / "memo.txt").write_text("私のメモ", encoding="utf-8")
    before = hashes(tmp_path)
    refused = appeal("demo", cwd=tmp_path)
    assert refused.returncode == 5
    assert hashes(tmp_path) == before


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_missing_case_file_is_said_in_japanese(command: str, tmp_path: Path) -> None:
    ended = appeal(command, tmp_path / "ない.toml")
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    assert "ください。" in ended.stderr


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "cp1252"])
def test_any_console_prints_the_report(encoding: str, root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "appeal",
        "check",
        str(root / "examples" / "authenticity" / "case.toml"),
        "--today",
        DAY,
    ]
    # The names of files are another matter: they stay in UTF-8.
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(command, env=environment, capture_output=True)
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr
    if encoding == "cp932":
        assert "提出一式を作成できます。" in ended.stdout.decode("cp932")


def test_usage_mistakes_are_said_in_japanese(tmp_path: Path) -> None:
    for arguments in (
        ["check"],
        ["chek"],
        ["check", "a.toml", "--nope"],
        ["build", "a.toml", "--today", "昨日"],
    ):
        ended = appeal(*arguments, cwd=tmp_path, LANG="C", LC_ALL="C")
        assert ended.returncode == 2
        assert "Error" not in ended.stderr
        assert "Usage" not in ended.stderr


def test_explain_tells_a_message_at_length() -> None:
    ended = appeal("explain", "e203")
    assert ended.returncode == 0
    assert ended.stdout.startswith("E203")
    unknown = appeal("explain", "Z999")
    assert unknown.returncode == 2
