from __future__ import annotations

import dataclasses
import hashlib
import os
import sys
import unicodedata
from pathlib import Path

import evidence_maker
import pytest
from evidence_maker import CORPUS, Made

from appeal.examine.files import examine
from appeal.model.evidence import FileFacts, FileState

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="this system has no such entries")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, FileFacts]]:
    folder = tmp_path_factory.mktemp("corpus")
    evidence_maker.write_corpus(folder)
    before = _prints(folder)
    facts = examine([made.name for made in CORPUS], folder)
    assert _prints(folder) == before, "an original was touched"
    assert [fact.file for fact in facts] == [made.name for made in CORPUS]
    return folder, {fact.file: fact for fact in facts}


def _prints(folder: Path) -> dict[str, tuple[str, int, int]]:
    return {
        path.name: (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in folder.iterdir()
    }


def test_the_corpus_is_wide_enough() -> None:
    assert len(CORPUS) >= 40
    assert len({made.name for made in CORPUS}) == len(CORPUS)
    assert len({made.state for made in CORPUS}) >= 9


@pytest.mark.parametrize("made", CORPUS, ids=lambda made: made.name)
def test_each_file_is_found_as_it_was_made(made: Made, corpus: tuple[Path, dict[str, FileFacts]]) -> None:
    folder, found = corpus
    fact = found[made.name]
    expected = {"state": made.state, "type": made.type, **made.also}
    assert {key: getattr(fact, key) for key in expected} == expected, fact.detail
    content = (folder / made.name).read_bytes()
    assert fact.bytes == len(content)
    if content:
        assert fact.sha256 == hashlib.sha256(content).hexdigest()
    assert (fact.pages is not None) == (made.state is FileState.USABLE)


def test_a_clean_file_is_called_neither_repaired_nor_locked_nor_longer(
    corpus: tuple[Path, dict[str, FileFacts]],
) -> None:
    _, found = corpus
    for name in ("請求書 見本.pdf", "scan.jpg", "progressive.jpg", "grey.jpg", "page.png", "page.gif"):
        fact = found[name]
        assert (fact.repaired, fact.owner_locked, fact.trailing) == (False, False, 0), name


def _one(file: str, folder: Path) -> FileFacts:
    (fact,) = examine([file], folder)
    return fact


def test_a_missing_file_names_the_one_that_may_be_meant(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "請求書 2026年6月.pdf").write_bytes(evidence_maker.pdf())
    fact = _one("evidence/請求書 2026年6月.PDF.pdf", tmp_path)
    assert (fact.state, fact.nearest) == (FileState.MISSING, "evidence/請求書 2026年6月.pdf")
    assert _one("請求書 2026年6月.pdf", tmp_path).nearest == "evidence/請求書 2026年6月.pdf"
    assert _one("evidence/まったく別.gif", tmp_path).nearest is None
    assert _one("どこにもない/a.pdf", tmp_path).state is FileState.MISSING


@pytest.mark.parametrize(
    "file", ["../outside.pdf", "evidence/../../outside.pdf", "C:\\outside.pdf", "\\\\host\\a.pdf"]
)
def test_a_path_that_leaves_the_folder_is_not_opened(file: str, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "outside.pdf").write_bytes(evidence_maker.pdf())
    fact = _one(file, tmp_path / "case")
    assert (fact.state, fact.sha256, fact.path) == (FileState.OUTSIDE, None, None)


def test_an_absolute_path_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(evidence_maker.pdf())
    assert _one(str(tmp_path / "a.pdf"), tmp_path).state is FileState.OUTSIDE


def test_a_path_through_a_folder_and_back_is_inside(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "a.pdf").write_bytes(evidence_maker.pdf())
    assert _one("evidence/../a.pdf", tmp_path).usable


def test_backslashes_from_another_system_are_understood(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "a.pdf").write_bytes(evidence_maker.pdf())
    assert _one("evidence\\a.pdf", tmp_path).usable


@pytest.mark.parametrize(("stored", "asked"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_name_is_found_in_either_unicode_form(stored: str, asked: str, tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize(stored, "ガラス.pdf")).write_bytes(evidence_maker.pdf())
    assert _one(unicodedata.normalize(asked, "ガラス.pdf"), tmp_path).usable


@posix_only
def test_links_pipes_and_folders_are_no_evidence(tmp_path: Path) -> None:
    case = tmp_path / "case"
    (case / "folder.pdf").mkdir(parents=True)
    (tmp_path / "outside.pdf").write_bytes(evidence_maker.pdf())
    (case / "real.pdf").write_bytes(evidence_maker.pdf())
    (case / "inside-link.pdf").symlink_to(case / "real.pdf")
    (case / "outside-link.pdf").symlink_to(tmp_path / "outside.pdf")
    (case / "loop.pdf").symlink_to(case / "loop.pdf")
    (case / "far").symlink_to(tmp_path)
    os.mkfifo(case / "pipe.pdf")
    states = {file: _one(file, case).state for file in ("folder.pdf", "inside-link.pdf", "pipe.pdf", ".")}
    assert set(states.values()) == {FileState.NO_ORDINARY_FILE}, states
    assert _one("outside-link.pdf", case).state is FileState.OUTSIDE
    assert _one("far/outside.pdf", case).state is FileState.OUTSIDE
    assert not _one("loop.pdf", case).usable


@posix_only
def test_a_file_that_may_not_be_read_is_a_state(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(evidence_maker.pdf())
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert _one("a.pdf", tmp_path).state is FileState.NOT_PERMITTED
    else:
        pytest.skip("this account may read everything")
    finally:
        path.chmod(0o600)


@posix_only
def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    evidence_maker.sparse(tmp_path / "large.pdf", 5 * 1024**3)
    fact = _one("large.pdf", tmp_path)
    assert (fact.state, fact.bytes, fact.sha256) == (FileState.TOO_LARGE, 5 * 1024**3, None)


@pytest.mark.parametrize(
    "file", ["長" * 300 + ".pdf", "a\x00b.pdf", "a.pdf/", "a\x1b[2J.pdf", "\u202egnp.pdf"]
)
def test_odd_names_are_states_not_crashes(file: str, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(evidence_maker.pdf())
    assert not _one(file, tmp_path).usable


def test_no_cut_of_any_good_file_raises_or_passes_in_silence(tmp_path: Path) -> None:
    good = {
        "a.pdf": evidence_maker.pdf(2),
        "a.jpg": evidence_maker.jpg(),
        "a.png": evidence_maker.png(),
        "a.gif": evidence_maker.gif(),
    }
    for name, content in good.items():
        for eighth in range(1, 8):
            (tmp_path / name).write_bytes(content[: len(content) * eighth // 8])
            fact = _one(name, tmp_path)
            assert not fact.usable, (name, eighth, fact)


def test_facts_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        _one("a.pdf", tmp_path).pages = 3  # type: ignore[misc]


def test_what_the_pdf_reader_complains_about_reaches_no_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(evidence_maker.pdf_without_xref())
    fact = _one("a.pdf", tmp_path)
    assert fact.repaired
    assert fact.detail
    assert capfd.readouterr() == ("", "")
