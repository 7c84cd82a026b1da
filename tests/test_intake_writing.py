"""Writing a case file: what is read back is the same case, and what a person wrote around it stays."""

from __future__ import annotations

import codecs
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.errors import CaseFileError
from appeal.intake import entries as known
from appeal.intake.casefile import read_case_file
from appeal.intake.writing import dump_case, write_case, write_values
from appeal.model.case import Case

WRITTEN = """\
#:schema ./case.schema.json
version = 1

[notice]   # 通知です
window = "6か月"        # 期間

# ここから出品者
[seller]
company = "架空商店"

[[evidence]]
file = 'a.pdf'   # 見本
lines = [
  { asin = "B0EXAMPLE1", quantity = 4 },   # 1行目
]
"""
MARKS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
TEXT = st.one_of(
    st.text(MARKS | st.sampled_from(list("\n\t\"'\\#[]{}=　")), max_size=40),
    st.sampled_from(
        ['"""', "'''", 'a\n"""', "C:\\tmp\\new.pdf", "\\", 'a"', "a\n\\", "it's", "'\"'", '""\n""']
    ),
)
LINE = TEXT.map(lambda text: text.replace("\n", " ").replace("\t", " "))
VALUES: dict[type, st.SearchStrategy[Any]] = {
    int: st.integers(1, 9_999_999),
    bool: st.booleans(),
    date: st.dates(date(1990, 1, 1)),
    dict: st.dictionaries(st.sampled_from(["2026-06", "2026-07", "2026-06-14"]), st.integers(0, 9_999_999)),
}


def tables(table: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return case data for one table, out of the models' own fields."""
    from pydantic import BaseModel

    model: Any = Case if not table else known.entry_at(table).kind  # type: ignore[union-attr]
    needed, optional = {}, {}
    for entry in (entry for entry in known.entries() if entry.table == table and entry.key != "version"):
        if issubclass(entry.kind, BaseModel):
            value: st.SearchStrategy[Any] = tables(entry.path)
        elif entry.choices:
            value = st.sampled_from([word for word, _ in entry.choices])
        elif entry.key == "asin":
            value = st.sampled_from(["B0EXAMPLE1", "4000000000"])
        elif entry.key == "window":
            value = st.sampled_from(["6か月", "365日", "1年"])
        elif entry.key in ("file", "seller_file"):
            value = LINE.filter(str.strip)
        else:
            value = VALUES.get(entry.kind, TEXT.filter(lambda text: bool(text.strip())))
        whole = st.lists(value, max_size=2) if entry.repeated else value
        (needed if model.model_fields[entry.key].is_required() else optional)[entry.key] = whole
    return st.fixed_dictionaries(needed, optional=optional)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=tables(""))
def test_what_is_dumped_is_read_back_as_the_same_case(data: dict[str, Any]) -> None:
    case = Case.model_validate(data)
    text = dump_case(case)
    assert Case.model_validate(tomllib.loads(text)) == case
    assert "\r" not in text


def test_the_examples_survive_being_written(root: Path, tmp_path: Path) -> None:
    for name in ("authenticity", "explanation", "withdrawal"):
        case = read_case_file(root / "examples" / name / "case.toml").case
        assert case is not None
        write_case(tmp_path / "case.toml", case)
        again = read_case_file(tmp_path / "case.toml")
        assert again.case == case
        assert again.findings == ()


def test_every_key_is_explained_in_japanese_and_sections_stand_in_the_order_of_the_questions(
    root: Path,
) -> None:
    case = read_case_file(root / "examples" / "authenticity" / "case.toml").case
    assert case is not None
    text = dump_case(case)
    lines = text.splitlines()
    keys = [line for line in lines if " = " in line and not line.startswith((" ", "lines"))]
    assert len(keys) > 20
    assert all("  # " in line for line in keys)
    headings = [line.split()[0] for line in lines if line.startswith("[")]
    assert list(dict.fromkeys(headings))[:4] == ["[notice]", "[seller]", "[[listing]]", "[[supplier]]"]
    assert lines[0].startswith("#:schema ")


def test_paths_of_windows_and_long_texts_stay_readable() -> None:
    case = Case.model_validate(
        {"evidence": [{"file": r"C:\tmp\new.pdf"}], "plan": {"what_happened": "一行目\n二行目"}}
    )
    text = dump_case(case)
    assert r"file = 'C:\tmp\new.pdf'" in text
    assert 'what_happened = """\n一行目\n二行目"""' in text


def test_single_entries_are_set_and_everything_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    write_values(
        path,
        {
            "notice.window": "365日",
            "notice.deadline": date(2026, 11, 30),
            "response": "authenticity",
            "evidence[0].lines[0].quantity": 5,
            "evidence[0].lines[1]": {"asin": "B0EXAMPLE2", "quantity": 1},
            "evidence[1].file": r"C:\見本.pdf",
            "listing[0].asin": "B0EXAMPLE1",
            "listing[0].sales.2026-06": 3,
            "listing[0].sales.2026-07": 4,
            "plan.root_cause": "一行目\n二行目",
            "seller.company": None,
            "notice.confirmed_blank": ["formats"],
        },
    )
    text = path.read_text(encoding="utf-8")
    read = read_case_file(path)
    case = read.case
    assert case is not None
    assert (case.notice.window, case.notice.deadline) == ("365日", date(2026, 11, 30))
    assert [line.quantity for line in case.evidence[0].lines] == [5, 1]
    assert case.evidence[1].file == r"C:\見本.pdf"
    assert case.listing[0].sales == {"2026-06": 3, "2026-07": 4}
    assert case.plan.root_cause == "一行目\n二行目"
    assert case.seller.company is None
    assert case.notice.confirmed_blank == ("formats",)
    for kept in (
        "[notice]   # 通知です",
        "        # 期間",
        "# ここから出品者\n[seller]",
        "   # 見本",
        "   # 1行目",
    ):
        assert kept in text
    assert text.index("deadline") < text.index("# ここから出品者")
    assert text.index("response") < text.index("[notice]")
    assert [file.name for file in tmp_path.iterdir()] == ["case.toml"]


def test_saving_after_every_answer_gives_the_same_as_saving_once(tmp_path: Path, root: Path) -> None:
    case = read_case_file(root / "examples" / "explanation" / "case.toml").case
    assert case is not None
    path = tmp_path / "case.toml"
    path.write_text("", encoding="utf-8")
    data = case.model_dump(exclude_unset=True)
    for table, value in data.items():
        if isinstance(value, dict):
            for key, part in value.items():
                write_values(path, {f"{table}.{key}": part})
        elif isinstance(value, tuple):
            for number, element in enumerate(value):
                for key, part in element.items():
                    write_values(path, {f"{table}[{number}].{key}": part})
        else:
            write_values(path, {table: value})
    assert read_case_file(path).case == case


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (codecs.BOM_UTF8 + WRITTEN.encode(), codecs.BOM_UTF8),
        (WRITTEN.replace("\n", "\r\n").encode(), b"#:schema ./case.schema.json\r\n"),
        (WRITTEN.encode("cp932"), b"#:schema"),
        (WRITTEN.encode("utf-16"), b"#:schema"),
    ],
    ids=["bom", "crlf", "cp932", "utf-16"],
)
def test_line_ends_and_encoding_stay_sensible(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(before)
    write_values(path, {"notice.deadline": date(2026, 11, 30), "plan.root_cause": "一\n二"})
    content = path.read_bytes()
    assert content.startswith(after)
    text = content.decode("utf-8-sig")
    assert "通知です" in text
    assert text.count("\r\n") == (text.count("\n") if b"\r\n" in after else 0)
    assert read_case_file(path).findings == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence[5].file": "x"},
        {"evidence.file": "x"},
        {"plan[0].root_cause": "x"},
        {"nothing.here": "x"},
        {"notice.window.deep": "x"},
        {"": "x"},
        {"notice.window": object()},
    ],
    ids=lambda changes: next(iter(changes)) or "empty",
)
def test_an_entry_without_a_place_changes_nothing(tmp_path: Path, changes: dict[str, object]) -> None:
    path = tmp_path / "case.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    with pytest.raises(CaseFileError) as caught:
        write_values(path, {"notice.window": "1年", **changes})
    assert caught.value.code == "C107"
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_a_file_that_cannot_be_replaced_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.toml"
    path.write_text(WRITTEN, encoding="utf-8")

    def refuse(*arguments: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(CaseFileError) as caught:
        write_values(path, {"notice.window": "1年"})
    assert caught.value.code == "C106"
    assert path.read_text(encoding="utf-8") == WRITTEN
    assert [file.name for file in tmp_path.iterdir()] == ["case.toml"]
