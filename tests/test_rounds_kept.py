"""What is kept of rounds is of this case, whole, never overwritten, and read back only where it is what it should be."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from appeal.cli.boundary import run

DAY = ["--today", "2026-11-22"]
LATER = ["--today", "2026-11-30"]
REFUSAL = "資料2の請求書は不鮮明で、読み取ることができませんでした。\n7日以内に請求書を再度ご提出ください。\n"
OTHER = "これは最終的な決定です。根本原因の説明が不足しています。\n"


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a package and its ZIP that was sent."""
    folder = tmp_path_factory.mktemp("kept") / "案件"
    shutil.copytree(root / "examples" / "authenticity", folder)
    assert run(["build", str(folder / "case.toml"), "--zip", *DAY]) == 0
    assert run(["sent", str(folder / "case.toml"), *DAY]) == 0
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """The same for a test of its own."""
    shutil.copytree(made, tmp_path / "案件")
    return tmp_path / "案件"


@pytest.fixture
def package(home: Path) -> Path:
    (one,) = (path for path in (home / "out").iterdir() if path.is_dir())
    return one


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def answer(home: Path, content: str | bytes, name: str = "返事.txt", *options: str) -> int:
    reply = home.parent / name
    reply.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return run(["answer", str(home / "case.toml"), str(reply), *options, *LATER])


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the code of the last error."""
    said = capsys.readouterr().err
    assert "[NG] " in said
    return said.rpartition("[NG] ")[2].split()[0]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("こんにちは。天気がよいですね。", "A832"),
        ("", "A809"),
        (" \n\n", "A809"),
        (b"%PDF-1.7\n1 0 obj invoice receipt", "A809"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "A809"),
        (b"\x00\x01\x02\xff" * 50 + b"receipt", "A809"),
    ],
)
def test_what_is_no_answer_is_not_kept(
    home: Path, capsys: pytest.CaptureFixture[str], content: str | bytes, code: str
) -> None:
    kept = home / "rounds" / "1" / "refusal.json"
    assert answer(home, content) == 3
    assert refused(capsys) == code
    assert not kept.exists()
    assert answer(home, REFUSAL) == 0
    before = kept.read_bytes()
    assert answer(home, content, "ほか.txt") == 3
    assert answer(home, content, "ほか.txt", "--force") == 3
    assert kept.read_bytes() == before


def test_papers_of_the_case_are_no_answer(
    home: Path, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = next(path for path in home.iterdir() if path.name.startswith("notice"))
    files = [home / "case.toml", notice, package / "reply-body.txt", home / "rounds" / "1" / "sent.json"]
    for file in files:
        assert run(["answer", str(home / "case.toml"), str(file), *LATER]) == 3
        assert refused(capsys) in {"A827", "A809"}
    # The words count, not the name or the place.
    for file in (notice, package / "reply-body.txt"):
        assert answer(home, file.read_bytes(), f"写し{file.suffix}") == 3
        assert refused(capsys) == "A827"
    assert not (home / "rounds" / "1" / "refusal.json").exists()


def test_another_answer_takes_the_place_of_a_kept_one_only_by_force(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = home / "rounds" / "1"
    assert answer(home, REFUSAL) == 0
    first = (folder / "refusal.json").read_bytes()
    assert answer(home, REFUSAL) == 0
    assert answer(home, OTHER, "ほか.txt") == 3
    assert refused(capsys) == "A828"
    assert (folder / "refusal.json").read_bytes() == first
    assert answer(home, OTHER, "ほか.txt", "--force") == 0
    assert (folder / "refusal-1.json").read_bytes() == first
    assert json.loads((folder / "refusal.json").read_text("utf-8"))["final"] is True
    assert answer(home, REFUSAL, "返事.txt", "--force") == 0
    assert (folder / "refusal.json").read_bytes() == first
    assert (folder / "refusal-2.json").is_file()


def test_the_same_answer_saved_as_a_mail_needs_no_force(home: Path) -> None:
    head = "Date: Mon, 23 Nov 2026 10:00:00 +0900\nFrom: notice@example.com\nSubject: re\n\n"
    folder = home / "rounds" / "1"
    assert answer(home, REFUSAL) == 0
    assert answer(home, head + REFUSAL, "返事.eml") == 0
    assert json.loads((folder / "refusal.json").read_text("utf-8"))["deadline"] == "2026-11-30"
    assert (folder / "refusal-1.json").is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_pipes_and_devices_are_neither_waited_for_nor_read(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = home.parent / "返事.eml"
    os.mkfifo(pipe)
    for file in (str(pipe), os.devnull, "/dev/zero", str(home)):
        assert run(["answer", str(home / "case.toml"), file, *LATER]) == 3
        assert refused(capsys) == "A809"
    for file in (str(pipe), "/dev/zero"):
        assert run(["new", str(home / "neu.toml"), "--answers", file, *LATER]) == 2
        assert refused(capsys) == "I124"
    answers = home.parent / "答え.txt"
    answers.write_text("/dev/zero\n", encoding="utf-8")
    run(["new", str(home.parent / "新しい案件" / "case.toml"), "--answers", str(answers), *LATER])
    assert "M205" not in capsys.readouterr().err


def test_a_reply_from_before_the_round_is_none_of_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "Date: Fri, 20 Nov 2026 10:00:00 +0900\nFrom: notice@example.com\nSubject: re\n\n"
    assert answer(home, head + REFUSAL, "返事.eml") == 3
    assert refused(capsys) == "A829"
    assert not (home / "rounds" / "1" / "refusal.json").exists()
    # The evening before in another part of the world is the same day here.
    same = head.replace("Fri, 20 Nov 2026 10:00:00 +0900", "Sat, 21 Nov 2026 20:00:00 -0800")
    assert answer(home, same + REFUSAL, "返事.eml") == 0


def told(home: Path, capsys: pytest.CaptureFixture[str], text: str) -> tuple[str, dict[str, object]]:
    """Return what `answer` says of a mail of 23 November, and its document."""
    head = "Date: Mon, 23 Nov 2026 10:00:00 +0900\nFrom: notice@example.com\nSubject: re\n\n"
    assert answer(home, head + text, "返事.eml", "--force") == 0
    said = "".join(capsys.readouterr().out.split())
    assert answer(home, head + text, "返事.eml", "--json") == 0
    return said, json.loads(capsys.readouterr().out)


def test_of_two_deadlines_the_earlier_counts_and_both_are_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = "2026年12月5日までに異議を申し立ててください。\n"
    said, document = told(home, capsys, REFUSAL + printed)
    assert "期限:2026年11月30日(返事の日付2026年11月23日から7日以内)。" in said
    assert "2026年12月5日「2026年12月5日までに異議を申し立ててください。」" in said
    assert document["deadline"] == "2026-11-30"
    assert len(document["deadlines"]) == 2  # type: ignore[arg-type]
    said, document = told(home, capsys, REFUSAL + printed.replace("12月5日", "11月27日"))
    assert "期限:2026年11月27日。" in said
    assert "2026年11月30日(返事の日付2026年11月23日から7日以内)「" in said
    assert document["deadline"] == "2026-11-27"
    said, document = told(home, capsys, REFUSAL + "3日以内に領収書をご提出ください。\n")
    assert document["deadline"] == "2026-11-26"
    assert "2026年11月30日(返事の日付2026年11月23日から7日以内)「" in said


def test_a_day_that_was_over_before_the_reply_is_told_and_does_not_count(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, document = told(home, capsys, REFUSAL + "期限: 2026年11月10日\n")
    assert document["deadline"] == "2026-11-30"
    assert "2026年11月10日「" in said


def test_days_without_a_day_of_the_reply_are_not_called_the_printed_day(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(home, REFUSAL + "2026年12月5日までに異議を申し立ててください。\n") == 0
    said = "".join(capsys.readouterr().out.split())
    assert "期限:2026年12月5日。" in said
    assert "7日以内(日は示せません)" in said
    assert ".emlで保存し" in said


def second_case(home: Path) -> Path:
    for name, new in (("case.toml", "case2.toml"), ("notice.txt", "notice2.txt")):
        text = (home / name).read_text(encoding="utf-8").replace("B0EXAMPLE1", "B0EXAMPLE2")
        (home / new).write_text(text.replace("notice.txt", "notice2.txt"), encoding="utf-8")
    return home / "case2.toml"


def test_two_cases_in_one_folder_keep_their_rounds_apart(
    home: Path, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(home / "rounds")
    other = second_case(home)
    assert run(["build", str(other), *LATER]) == 0
    assert run(["sent", str(home / "case.toml"), *LATER]) == 0
    sent = json.loads((home / "rounds" / "1" / "sent.json").read_text("utf-8"))
    assert sent["package"] == package.name
    capsys.readouterr()
    assert run(["check", str(other), *LATER]) in {0, 1}
    assert "A811" not in capsys.readouterr().out
    assert run(["sent", str(other), "--package", str(package), *LATER]) == 3
    assert refused(capsys) == "A826"
    assert run(["sent", str(other), *LATER]) == 0
    assert "第1回" in capsys.readouterr().out
    assert run(["check", str(other), *LATER]) in {0, 1}
    assert "A811" in capsys.readouterr().out


def test_a_package_of_another_folder_is_of_another_case(
    home: Path, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "別の案件"
    elsewhere.mkdir()
    text = (home / "case.toml").read_text(encoding="utf-8")
    (elsewhere / "case.toml").write_text(text.replace("B0EXAMPLE1", "B0EXAMPLE2"), encoding="utf-8")
    assert run(["sent", str(elsewhere / "case.toml"), "--package", str(package), *LATER]) == 3
    assert refused(capsys) == "A826"
    assert not (elsewhere / "rounds").exists()


@pytest.mark.parametrize("place", ["包", "sub/deep/包", "out/包"])
def test_a_sent_package_is_known_from_another_case_and_at_any_depth(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    shutil.rmtree(home / "rounds")
    target = home / place
    assert run(["build", str(home / "case.toml"), "--out", str(target), "--zip", *DAY]) == 0
    assert run(["sent", str(home / "case.toml"), "--package", str(target), *DAY]) == 0
    stranger = tmp_path / "写し"
    shutil.copytree(home, stranger, ignore=shutil.ignore_patterns("rounds", "out", "sub", "包*"))
    before = tree(target.parent)
    for out in (target, target / "中", target / "attach"):
        assert run(["build", str(stranger / "case.toml"), "--force", "--out", str(out), *LATER]) == 5
        assert refused(capsys) == "P705"
    assert run(["build", str(stranger / "case.toml"), "--zip", "--force", "--out", str(target), *LATER]) == 5
    assert tree(target.parent) == before


def test_a_package_outside_the_case_is_known_by_a_case_beside_it(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(home / "rounds")
    target = tmp_path / "送るもの" / "包"
    assert run(["build", str(home / "case.toml"), "--out", str(target), *DAY]) == 0
    assert run(["sent", str(home / "case.toml"), "--package", str(target), *DAY]) == 0
    stranger = tmp_path / "写し"
    shutil.copytree(home, stranger, ignore=shutil.ignore_patterns("rounds", "out"))
    assert run(["build", str(stranger / "case.toml"), "--force", "--out", str(target), *LATER]) == 5
    assert refused(capsys) == "P705"


@pytest.mark.parametrize("mark", [b"\n", b" ", b"\xef\xbb\xbf"])
def test_a_list_that_an_editor_saved_is_still_the_sent_package(
    home: Path, package: Path, capsys: pytest.CaptureFixture[str], mark: bytes
) -> None:
    listed = package / "manifest.json"
    content = listed.read_bytes()
    listed.write_bytes(mark + content if mark.startswith(b"\xef") else content + mark)
    before = tree(package)
    assert run(["build", str(home / "case.toml"), "--force", "--out", str(package), *DAY]) == 5
    assert refused(capsys) == "P705"
    assert run(["build", str(home / "case.toml"), "--force", *DAY]) == 0
    assert tree(package) == before
    assert run(["sent", str(home / "case.toml"), "--package", str(package), *DAY]) == 3
    assert refused(capsys) == "A810"


SENT = '{"round":1,"sent_on":"2026-11-22","channel":"reply"}'
POINT = '{"kind":"doubt","code":"altered","quote":"q","line":1,"labels":["資料2"]}'
KEPT = '{"points":[%s],"final":false,"asins":[],"sha256":""}'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sent.json", SENT.replace(":1,", ":1e999,")),
        ("sent.json", SENT.replace(":1,", ":7,")),
        ("sent.json", SENT.replace(":1,", ":-1,")),
        ("sent.json", SENT.replace(":1,", ":true,")),
        ("sent.json", SENT.replace('"reply"', "null")),
        ("sent.json", SENT.replace("2026-11-22", "2026-13-22")),
        ("sent.json", "[" * 200_000),
        ("sent.json", ""),
        ("manifest.json", "[" * 200_000),
        ("manifest.json", '{"today":"2026-11-22","files":5}'),
        ("manifest.json", '{"today":"2026-11-22","files":[{"label":5,"sha256":null,"source":[]}]}'),
        ("manifest.json", '{"today":"2026-11-22","files":[{"label":"資料1","sha256":null,"source":"a"}]}'),
        ("trace.json", '{"letter":[{"text":5}],"reply_body":[{"text":null}],"fields":{}}'),
        ("trace.json", '{"letter":[],"reply_body":[],"fields":{"plan.root_cause":null}}'),
        ("trace.json", '{"letter":[],"reply_body":[],"fields":{"a":"\\ud800"}}'),
        ("refusal.json", ""),
        ("refusal.json", "[]"),
        ("refusal.json", KEPT % ("[" * 100_000)),
        ("refusal.json", KEPT % POINT.replace("altered", "nonsense")),
        ("refusal.json", KEPT % POINT.replace("doubt", "demand")),
        ("refusal.json", KEPT % POINT.replace('"altered"', '["altered"]')),
        ("refusal.json", KEPT % POINT.replace('"doubt"', "5")),
        ("refusal.json", KEPT % POINT.replace('"q"', "[1,2]")),
        ("refusal.json", KEPT % POINT.replace('"q"', "5")),
        ("refusal.json", KEPT % POINT.replace('"q"', '"\\ud800x"')),
        ("refusal.json", KEPT % POINT.replace(":1,", ":1e999,")),
        ("refusal.json", KEPT % POINT.replace('["資料2"]', '"資料2"')),
        ("refusal.json", (KEPT % POINT).replace("false", "0")),
        ("refusal.json", (KEPT % "").replace("}", ',"deadline":20261201}')),
        ("refusal.json", (KEPT % "").replace("}", ',"deadline_days":99999999999999999999999}')),
        ("refusal.json", (KEPT % "").replace("}", ',"quantity_basis":"nonsense"}')),
    ],
)
def test_a_record_that_was_changed_by_hand_is_told_and_no_bug(
    home: Path, capsys: pytest.CaptureFixture[str], name: str, content: str
) -> None:
    (home / "rounds" / "1" / name).write_text(content, encoding="utf-8")
    case = str(home / "case.toml")
    for command in (["check", case], ["sent", case]):
        assert run([*command, *LATER]) == 3
        assert refused(capsys) == "A808"


def test_a_list_of_a_package_that_is_none_is_told(
    home: Path, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(home / "rounds")
    for content in ("[" * 200_000, "{}", '{"today":"2026-11-22","files":[]}', '{"today":5,"files":[5]}'):
        (package / "manifest.json").write_text(content, encoding="utf-8")
        for options in ([], ["--package", str(package)]):
            assert run(["sent", str(home / "case.toml"), *options, *DAY]) == 3
            assert refused(capsys) == "A804"
    assert not (home / "rounds").exists()


@pytest.mark.parametrize("channel", ["\udc80\udcff", "", "a\nb", "送" * 101])
def test_a_channel_that_is_no_word_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str], channel: str
) -> None:
    shutil.rmtree(home / "rounds")
    assert run(["sent", str(home / "case.toml"), "--channel", channel, *DAY]) == 2
    assert refused(capsys) == "A833"
    assert not (home / "rounds").exists()


def test_a_torn_round_is_told_with_the_folder_to_move(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(home / "case.toml")
    (home / "rounds" / "1" / "sent.json").unlink()
    (home / "rounds" / ".DS_Store").write_bytes(b"\0")
    for command in ("check", "build", "sent"):
        assert run([command, case, *DAY]) == 3
        said = capsys.readouterr().err
        assert "A830 rounds/1" in said
        assert "rounds/1 を案件のフォルダーの外へ移し" in said.replace("\n", "")
    shutil.move(home / "rounds" / "1", home.parent / "1")
    assert run(["sent", case, *DAY]) == 0
    (home / "rounds" / "2").mkdir()
    assert run(["check", case, *DAY]) == 3
    assert refused(capsys) == "A830"
    shutil.rmtree(home / "rounds")
    (home / "rounds").write_text("x", encoding="utf-8")
    for command in ("check", "sent"):
        assert run([command, case, *DAY]) == 3
        assert refused(capsys) == "A830"


def test_what_was_recorded_is_said_and_how_to_take_it_back(
    home: Path, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(home / "rounds")
    assert run(["sent", str(home / "case.toml"), *DAY]) == 0
    said = "".join(capsys.readouterr().out.split())
    listed = json.loads((package / "manifest.json").read_text("utf-8"))
    letter = next(one for one in listed["files"] if one["path"].startswith("attach/"))
    for words in ("2026年11月22日", "届いた通知のメールに返信", package.name, letter["sha256"]):
        assert words in said
    assert f"{home / 'rounds' / '1'}を消し" in said
