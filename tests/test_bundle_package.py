"""The package folder: whole or not at all, never over anything that is not ours, byte copies only."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from appeal.bundle import package
from appeal.bundle.package import PackageFile, ensure_place, write_package, write_zip
from appeal.errors import PackageError

PAPER = b"%PDF-1.4 \x00\xff mihon\r\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case folder with one paper in `evidence`."""
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.toml").write_bytes(b"version = 1\n")
    (folder / "evidence" / "請求書 1.pdf").write_bytes(PAPER)
    return folder


def sources(case: Path) -> list[Path]:
    return [case / "case.toml", case / "evidence" / "請求書 1.pdf"]


def contents(case: Path, edition: str = "first") -> list[PackageFile]:
    paths = ["reply-body.txt", "attach/01_reply-letter.pdf", "attach/02_exhibit1_invoice.pdf"]
    told = {"made_by": "appeal 0.1.0", "files": [{"path": path} for path in paths]}
    paper = case / "evidence" / "請求書 1.pdf"
    return [
        PackageFile(paths[0], edition.encode()),
        PackageFile(paths[1], b"%PDF-1.7 " + edition.encode()),
        PackageFile(paths[2], source=paper, sha256=sha256(PAPER).hexdigest(), name="evidence/請求書 1.pdf"),
        PackageFile("manifest.json", json.dumps(told).encode()),
    ]


def build(case: Path, target: Path, edition: str = "first", *, force: bool = False) -> None:
    write_package(target, contents(case, edition), force=force, sources=sources(case))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".appeal-*")]


def test_the_package_holds_byte_copies_and_nothing_else_is_touched(case: Path) -> None:
    before = tree(case)
    build(case, case / "out" / "B0EXAMPLE1_2026-11-22")
    after = tree(case)
    written = {path.removeprefix("out/B0EXAMPLE1_2026-11-22/") for path in after.keys() - before.keys()}
    assert written == {file.path for file in contents(case)}
    assert after["out/B0EXAMPLE1_2026-11-22/attach/02_exhibit1_invoice.pdf"] == PAPER
    assert {path: after[path] for path in before} == before
    assert hidden(case) == []


def test_an_existing_package_is_replaced_only_with_force_and_whole(case: Path) -> None:
    target = case / "out" / "p"
    build(case, target)
    with pytest.raises(PackageError) as error:
        build(case, target, "second")
    assert error.value.code == "P701"
    assert (target / "reply-body.txt").read_bytes() == b"first"
    (target / "attach" / "Thumbs.db").write_bytes(b"desktop")
    build(case, target, "second", force=True)
    assert (target / "reply-body.txt").read_bytes() == b"second"
    assert set(tree(target)) == {file.path for file in contents(case)}
    assert hidden(case) == []


def test_without_the_system_s_exchange_a_package_is_replaced_all_the_same(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("appeal.bundle.workshop._exchange", lambda one, other: False)
    target = case / "out" / "p"
    build(case, target)
    build(case, target, "second", force=True)
    assert (target / "reply-body.txt").read_bytes() == b"second"
    assert hidden(case) == []


def test_a_file_the_seller_added_is_never_lost(case: Path) -> None:
    target = case / "out" / "p"
    build(case, target)
    (target / "送信画面.png").write_bytes(b"mine")
    with pytest.raises(PackageError) as error:
        build(case, target, "second", force=True)
    assert error.value.code == "P703"
    assert "送信画面.png" in error.value.text
    assert (target / "送信画面.png").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "content", [None, b"", b"{}", b"[1]", b'{"made_by": "other 1", "files": []}', b"[" * 9999]
)
def test_a_folder_that_is_not_ours_is_never_overwritten(case: Path, content: bytes | None) -> None:
    target = case / "mine"
    target.mkdir()
    (target / "memo.txt").write_bytes(b"mine")
    if content is not None:
        (target / "manifest.json").write_bytes(content)
    before = tree(case)
    for force in (False, True):
        with pytest.raises(PackageError) as error:
            build(case, target, force=force)
        assert error.value.code == "P702"
    assert tree(case) == before


def test_a_file_or_link_in_the_place_is_never_overwritten(case: Path) -> None:
    (case / "file").write_bytes(b"mine")
    elsewhere = case / "elsewhere"
    build(case, elsewhere)
    (case / "link").symlink_to(elsewhere)
    for name in ("file", "link"):
        with pytest.raises(PackageError) as error:
            build(case, case / name, force=True)
        assert error.value.code == "P702"


def test_an_empty_folder_may_be_filled(case: Path) -> None:
    target = case / "empty"
    target.mkdir()
    build(case, target)
    assert (target / "reply-body.txt").exists()


@pytest.mark.parametrize(
    "name", [".", "evidence", "evidence/out", "evidence/deep/out", "..", "../case/evidence/x"]
)
def test_nothing_is_written_among_the_sources_or_around_them(case: Path, name: str) -> None:
    with pytest.raises(PackageError) as error:
        ensure_place(case / name, force=True, sources=sources(case))
    assert error.value.code == "P704"


def test_a_link_does_not_lead_among_the_sources(case: Path) -> None:
    (case / "way").symlink_to(case / "evidence")
    with pytest.raises(PackageError) as error:
        build(case, case / "way" / "out")
    assert error.value.code == "P704"


def test_papers_beside_the_case_file_leave_room_for_the_output(case: Path) -> None:
    beside = case / "写真.jpg"
    beside.write_bytes(b"x")
    ensure_place(case / "out" / "p", force=False, sources=[*sources(case), beside])
    ensure_place(case / "out" / "p", force=False, sources=[case / "case.toml", beside])


def test_a_file_that_changed_since_it_was_examined_stops_the_build(case: Path) -> None:
    (case / "evidence" / "請求書 1.pdf").write_bytes(PAPER + b"x")
    with pytest.raises(PackageError) as error:
        build(case, case / "out" / "p")
    assert error.value.code == "P711"
    assert "evidence/請求書 1.pdf" in error.value.text
    assert not (case / "out").exists()


def test_a_file_that_went_or_became_a_pipe_stops_the_build(case: Path) -> None:
    paper = case / "evidence" / "請求書 1.pdf"
    paper.unlink()
    with pytest.raises(PackageError) as error:
        build(case, case / "out" / "p")
    assert error.value.code == "P712"
    os.mkfifo(paper)
    with pytest.raises(PackageError) as error:
        build(case, case / "out" / "p")
    assert error.value.code == "P712"
    assert not (case / "out").exists()


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "P721"), (errno.EACCES, "P722"), (errno.EIO, "P723")]
)
@pytest.mark.parametrize("at", ["workshop", "attach/02_exhibit1_invoice.pdf", "move", "moved"])
def test_a_refusal_of_the_system_at_any_step_leaves_no_half_folder(
    case: Path, number: int, code: str, at: str
) -> None:
    def refuse(step: str) -> None:
        if step == at:
            raise OSError(number, "refused")

    with pytest.raises(PackageError) as error:
        write_package(case / "out" / "p", contents(case), force=False, sources=sources(case), step=refuse)
    assert error.value.code == code
    assert (case / "out" / "p").exists() == (at == "moved")
    assert hidden(case) == []


def test_a_full_disk_keeps_the_package_that_was_there(case: Path) -> None:
    target = case / "out" / "p"
    build(case, target)

    def refuse(step: str) -> None:
        if step == "attach/01_reply-letter.pdf":
            raise OSError(errno.ENOSPC, "full")

    before = tree(case)
    with pytest.raises(PackageError):
        write_package(target, contents(case, "second"), force=True, sources=sources(case), step=refuse)
    assert tree(case) == before


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[4])
from test_bundle_package import contents, sources
from appeal.bundle import workshop
from appeal.bundle.package import write_package
case, force, last = Path(sys.argv[1]), sys.argv[2] == "force", sys.argv[3]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if last == "between renames":
    workshop._exchange = lambda one, other: False
    rename = Path.rename
    def once(self, target):
        rename(self, target)
        if Path(target).name == "old":
            die()
    Path.rename = once
write_package(case / "out" / "p", contents(case, "second"), force=force, sources=sources(case),
              step=lambda step: die() if step == last else None)
"""
STEPS = ["workshop", "reply-body.txt", "attach/02_exhibit1_invoice.pdf", "manifest.json", "move", "moved"]


def kill_at(case: Path, step: str, *, force: bool) -> None:
    arguments = [str(case), "force" if force else "new", step, str(Path(__file__).parent)]
    ended = subprocess.run([sys.executable, "-c", KILLED, *arguments], capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_there_is_the_whole_package_or_none(case: Path, step: str) -> None:
    target = case / "out" / "p"
    kill_at(case, step, force=False)
    assert target.exists() == (step == "moved")
    if target.exists():
        assert set(tree(target)) == {file.path for file in contents(case)}
    assert hidden(case)
    build(case, target, "third", force=True)
    assert (target / "reply-body.txt").read_bytes() == b"third"
    assert hidden(case) == []


@pytest.mark.parametrize("step", STEPS)
def test_killed_while_replacing_there_is_the_old_package_or_the_new_one_whole(case: Path, step: str) -> None:
    target = case / "out" / "p"
    build(case, target)
    kill_at(case, step, force=True)
    editions = {"first": set(), "second": set()}
    for edition, files in editions.items():
        files |= {(file.path, (file.content or PAPER)) for file in contents(case, edition)}
    assert set(tree(target).items()) == editions["second" if step == "moved" else "first"]
    build(case, case / "out" / "q")
    assert hidden(case) == []
    assert target.exists()


def test_killed_between_two_renames_the_next_run_puts_the_old_package_back(case: Path) -> None:
    target = case / "out" / "p"
    build(case, target)
    kill_at(case, "between renames", force=True)
    build(case, case / "out" / "q")
    assert (target / "reply-body.txt").read_bytes() == b"first"
    assert hidden(case) == []


def test_the_workshop_of_a_running_process_and_folders_of_others_stay(case: Path) -> None:
    from appeal.bundle.workshop import workshop

    out = case / "out"
    foreign = out / ".appeal-0123456789abcdef"
    foreign.mkdir(parents=True)
    (foreign / "owner.json").write_bytes(b"{}")
    (foreign / "memo.txt").write_bytes(b"mine")
    other = out / ".appeal-notes"
    other.mkdir()
    with workshop(out / "other") as running:
        (running / "new").mkdir()
        build(case, out / "p")
        assert running.is_dir()
    assert sorted(hidden(case)) == [".appeal-0123456789abcdef", ".appeal-notes"]


def test_names_that_could_leave_the_folder_are_a_bug(case: Path) -> None:
    for path in ("../x", "/x", "a/../../x", "名.pdf", "a\\b"):
        with pytest.raises(ValueError, match="name"):
            write_package(
                case / "out" / "p",
                [*contents(case), PackageFile(path, b"")],
                force=False,
                sources=sources(case),
            )


def test_the_zip_is_the_same_every_time_and_opens_everywhere(case: Path) -> None:
    target = case / "out" / "B0EXAMPLE1_2026-11-22"
    build(case, target)
    path = write_zip(target, force=False)
    first = path.read_bytes()
    with pytest.raises(PackageError) as error:
        write_zip(target, force=False)
    assert error.value.code == "P701"
    for file in target.rglob("*"):
        os.utime(file, (1, 1))
    write_zip(target, force=True)
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert all(
            name.isascii() and name.startswith("B0EXAMPLE1_2026-11-22/") for name in archive.namelist()
        )
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("B0EXAMPLE1_2026-11-22/attach/02_exhibit1_invoice.pdf") == PAPER
    assert hidden(case) == []


def test_a_zip_that_is_none_is_never_overwritten(case: Path) -> None:
    target = case / "out" / "p"
    build(case, target)
    (case / "out" / "p.zip").write_bytes(b"memo")
    with pytest.raises(PackageError) as error:
        write_zip(target, force=True)
    assert error.value.code == "P702"
    assert (case / "out" / "p.zip").read_bytes() == b"memo"


def test_a_folder_without_leave_to_write_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def barred(*_arguments: object, **_values: object) -> None:
        raise PermissionError(errno.EACCES, "barred")

    monkeypatch.setattr(package.Path, "mkdir", barred)
    with pytest.raises(PackageError) as error:
        build(case, case / "out" / "p")
    assert error.value.code == "P722"
