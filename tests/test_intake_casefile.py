"""Reading a case file from the disk: encodings, what is no case file at all, and nothing that escapes."""

from __future__ import annotations

import codecs
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appeal.errors import CaseFileError
from appeal.intake.casefile import read_case_file
from appeal.model.case import Position

TEXT = '# 見本\nversion = 1\n\n[seller]\ncompany = "架空商店"   # 屋号\n\n[notice]\nreceived = 2026-11-20\n'


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "case.toml"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (TEXT.encode(), []),
        (codecs.BOM_UTF8 + TEXT.encode(), []),
        (TEXT.encode("utf-16"), []),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), []),
        (TEXT.replace("\n", "\r\n").encode(), []),
        (TEXT.replace("\n", "\r").encode(), []),
        (TEXT.encode("cp932"), ["C111"]),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "crlf", "cr", "cp932"],
)
def test_each_way_of_saving_gives_the_same_case(tmp_path: Path, content: bytes, codes: list[str]) -> None:
    read = read_case_file(written(tmp_path, content), "case.toml")
    assert read.case is not None
    assert read.case.seller.company == "架空商店"
    assert read.case.notice.received == date(2026, 11, 20)
    assert [finding.code for finding in read.findings] == codes
    assert read.locate("seller.company") == Position(5, 11)


def test_a_bom_does_not_shift_columns(tmp_path: Path) -> None:
    read = read_case_file(written(tmp_path, codecs.BOM_UTF8 + b"windw = 1\n"), "case.toml")
    assert (read.findings[0].where.line, read.findings[0].where.column) == (1, 1)


def test_a_torn_character_is_told_with_its_line(tmp_path: Path) -> None:
    content = TEXT.encode().replace("商".encode(), b"\xe5\x95")
    read = read_case_file(written(tmp_path, content), "case.toml")
    assert read.case is None
    assert [(finding.code, finding.where.line) for finding in read.findings] == [("C112", 5)]


def test_a_missing_file_a_folder_and_other_things_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.toml").write_bytes(b"#" * (256 * 1024 + 1))
    (tmp_path / "invoice.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    cases = {
        tmp_path / "none.toml": "C101",
        tmp_path / "none" / "case.toml": "C101",
        tmp_path / ("x" * 300): "C103",
        Path(f"{tmp_path}/a\0b"): "C101",
        tmp_path: "C102",
        tmp_path / "pipe": "C102",
        tmp_path / "large.toml": "C104",
        tmp_path / "invoice.pdf": "C105",
        tmp_path / "photo.jpg": "C105",
    }
    for path, code in cases.items():
        with pytest.raises(CaseFileError) as caught:
            read_case_file(path, "見本.toml")
        assert caught.value.code == code
        assert caught.value.exit_code == 3
        assert "見本.toml" in caught.value.text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"")
    path.chmod(stat.S_IWUSR)
    with pytest.raises(CaseFileError) as caught:
        read_case_file(path)
    assert caught.value.code == "C103"


def test_an_empty_file_is_a_case_in_which_nothing_is_said_yet(tmp_path: Path) -> None:
    read = read_case_file(written(tmp_path, b""), "case.toml")
    assert read.case is not None
    assert read.case.listing == ()


def test_the_file_is_left_as_it_was(root: Path, tmp_path: Path) -> None:
    for name in ("case_text_mistakes.toml", "case_schema_mistakes.toml"):
        content = (root / "tests" / "data" / name).read_bytes()
        path = written(tmp_path, content)
        read_case_file(path)
        assert path.read_bytes() == content
        assert [file.name for file in tmp_path.iterdir()] == ["case.toml"]


def test_the_examples_are_read_without_a_finding(root: Path) -> None:
    for name in ("authenticity", "explanation", "withdrawal"):
        read = read_case_file(root / "examples" / name / "case.toml", "case.toml")
        assert read.case is not None
        assert read.findings == ()


def survives(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    refusal = ""
    try:
        read = read_case_file(path, "case.toml")
    except CaseFileError as error:
        read, refusal = None, error.text
    if read is None:
        assert refusal
        return
    assert read.case is not None or read.findings
    for finding in read.findings:
        assert finding.text
        assert finding.hint.endswith("ください。")
        if finding.where.line is not None:
            assert 1 <= finding.where.line <= len(read.lines)


FUZZ = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
MARKS = st.sampled_from(
    [*list("[]{}=\"'#,.\\\n\t \u3000＝“”「」：:０1-年月日あxB\x00\x07\r"), '"""', "'''", "[[", "]]"]
)


@FUZZ
@given(
    content=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "ignore"))
    )
)
def test_any_bytes_give_a_case_or_findings(tmp_path: Path, content: bytes) -> None:
    survives(tmp_path, content)


@FUZZ
@given(text=st.lists(MARKS, max_size=60).map("".join))
def test_any_heap_of_marks_gives_a_case_or_findings(tmp_path: Path, text: str) -> None:
    survives(tmp_path, text.encode())


@FUZZ
@given(at=st.integers(0, 2000), cut=st.integers(0, 6), put=st.lists(MARKS, max_size=3).map("".join))
def test_a_damaged_example_gives_a_case_or_findings(
    tmp_path: Path, root: Path, at: int, cut: int, put: str
) -> None:
    text = (root / "examples" / "authenticity" / "case.toml").read_text(encoding="utf-8")
    survives(tmp_path, (text[:at] + put + text[at + cut :]).encode())
