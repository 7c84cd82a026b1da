"""Sessions as people hold them: over a real terminal, over a pipe, killed in the middle; the file tells the truth each time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pexpect
import pytest
from session_scripts import DAY, SCRIPTS, Answer, as_pipe, one, prepare, without_build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")

ENVIRONMENT = os.environ | {"PYTHONUTF8": "1", "TERM": "xterm", "COLUMNS": "80"}
# The editor asks for marked pastes when it begins to listen.
EDITOR_LISTENS = r"\x1b\[\?2004h"
COMMAND = [sys.executable, "-m", "appeal", "new"]
PASTED = "届いた通知です。\nASIN:B0EXAMPLE3\n出品をキャンセルしました。\n\n件名:要ご対応:出品キャンセルのご連絡\n受信日:2026年11月20日"


def piped(case: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, str(case), "--today", DAY, *options],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        timeout=120,
    )


def terminal(case: Path, *options: str) -> pexpect.spawn:
    child = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], str(case), "--today", DAY, *options],
        env=ENVIRONMENT,
        encoding="utf-8",
        # A cut line is echoed cut, in the middle of a letter.
        codec_errors="replace",
        timeout=30,
        dimensions=(50, 80),
        # A suite that was itself started in the background hands down that Ctrl-C is ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    child.delaybeforesend = 0
    return child


def type_all(child: pexpect.spawn, answers: list[Answer]) -> None:
    """Type each answer once the prompt stands there."""
    for answer in answers:
        child.expect("\n> ")
        lines = answer.lines
        child.sendline(lines[0])
        for line in lines[1:]:
            child.expect("\n  ")
            child.sendline(line)


@pytest.mark.parametrize("name", ["authenticity", "explanation"])
def test_a_terminal_and_a_pipe_give_the_same_case(name: str, tmp_path: Path) -> None:
    by_pipe, by_hand = prepare(name, tmp_path / "pipe"), prepare(name, tmp_path / "hand")
    ended = piped(by_pipe, as_pipe(without_build(name)))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    child = terminal(by_hand, "--plain")
    type_all(child, [*without_build(name), *one("中断")])
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert by_hand.read_bytes() == by_pipe.read_bytes()


def test_a_terminal_and_a_pipe_give_the_same_package(tmp_path: Path) -> None:
    by_pipe, by_hand = prepare("withdrawal", tmp_path / "pipe"), prepare("withdrawal", tmp_path / "hand")
    ended = piped(by_pipe, as_pipe(SCRIPTS["withdrawal"]()))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    child = terminal(by_hand, "--plain")
    type_all(child, [*SCRIPTS["withdrawal"](), *one("2")])
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert by_hand.read_bytes() == by_pipe.read_bytes()

    def package(case: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (case.parent / "out").rglob("*") if path.is_file()}

    assert package(by_hand) == package(by_pipe)


def test_the_line_editor_gives_the_same_case(tmp_path: Path) -> None:
    pytest.importorskip("prompt_toolkit")
    by_pipe, by_hand = prepare("withdrawal", tmp_path / "pipe"), prepare("withdrawal", tmp_path / "hand")
    assert piped(by_pipe, as_pipe(without_build("withdrawal"))).returncode == 0
    child = terminal(by_hand)
    for answer in without_build("withdrawal"):
        child.expect(EDITOR_LISTENS)
        for line in answer.lines:
            child.send(line + "\r")
            time.sleep(0.05)
    child.expect("これで作成するなら")
    child.expect(EDITOR_LISTENS)
    child.send("\x03")
    child.expect("続けるには")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert by_hand.read_bytes() == by_pipe.read_bytes()


def test_a_bracketed_paste_is_one_answer_in_the_editor(tmp_path: Path) -> None:
    pytest.importorskip("prompt_toolkit")
    case = tmp_path / "c" / "case.toml"
    child = terminal(case)
    child.expect(EDITOR_LISTENS)
    child.send("\x1b[200~" + PASTED + "\x1b[201~")
    time.sleep(0.2)
    child.send("\r\r")
    child.expect("通知から次のことを読み取りました")
    child.close(force=True)
    assert (case.parent / "notice.txt").read_text(encoding="utf-8") == PASTED + "\n"


@pytest.mark.parametrize("ending", ["\n\n", "\n"])
def test_several_pasted_lines_are_one_answer(tmp_path: Path, ending: str) -> None:
    case = tmp_path / "c" / "case.toml"
    child = terminal(case, "--plain")
    child.expect("\n> ")
    # The empty line inside the paste does not end it; the one that is typed afterwards does.
    child.send(PASTED + ending)
    if ending == "\n":
        time.sleep(0.5)
        child.send("\n")
    child.expect("通知から次のことを読み取りました")
    child.close(force=True)
    assert (case.parent / "notice.txt").read_text(encoding="utf-8").rstrip("\n") == PASTED


@pytest.mark.parametrize("ending", ["\n", ""])
def test_a_paste_into_a_question_of_one_line_does_not_answer_the_next(tmp_path: Path, ending: str) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    answers = without_build("withdrawal")
    place = next(i for i, answer in enumerate(answers) if answer.text.startswith("〒"))
    child = terminal(case, "--plain")
    type_all(child, answers[:place])
    child.expect("\n> ")
    child.send("〒100-0000 東京都千代田区\n架空町1-2-3\n見本ビル2階" + ending)
    if not ending:
        # The last line has no end yet: it waits in the terminal until Enter is typed.
        time.sleep(0.5)
        child.send("\n")
    child.expect("出品者の電話番号")
    child.close(force=True)
    assert 'address = "〒100-0000 東京都千代田区 架空町1-2-3 見本ビル2階"' in case.read_text(encoding="utf-8")


LONG = "ASIN:B0EXAMPLE3 出品をキャンセルしました。" + "あ" * 3000


@pytest.mark.parametrize(
    "pasted", [LONG + "\n\n", f"{PASTED}\n{LONG}\n最後の行です。\n\n", f"{PASTED}\n{LONG}"]
)
def test_a_line_longer_than_the_terminal_takes_is_refused(pasted: str, tmp_path: Path) -> None:
    case = tmp_path / "c" / "case.toml"
    child = terminal(case, "--plain")
    child.expect("\n> ")
    child.send(pasted)
    if not pasted.endswith("\n"):
        # The last line has no end yet: it waits in the terminal until Enter is typed.
        time.sleep(0.5)
        child.send("\n\n")
    child.expect("4,095 バイト")
    child.expect("\n> ")
    child.close(force=True)
    assert not (case.parent / "notice.txt").exists()


@pytest.mark.parametrize("bracketed", [True, False])
def test_the_line_editor_takes_a_line_of_any_length(bracketed: bool, tmp_path: Path) -> None:
    pytest.importorskip("prompt_toolkit")
    case = tmp_path / "c" / "case.toml"
    child = terminal(case)
    child.expect(EDITOR_LISTENS)
    text = f"{PASTED}\n{LONG}" if bracketed else LONG
    child.send(f"\x1b[200~{text}\x1b[201~" if bracketed else text)
    time.sleep(0.5)
    child.send("\r\r")
    child.expect("通知から次のことを読み取りました")
    child.close(force=True)
    assert (case.parent / "notice.txt").read_text(encoding="utf-8") == text + "\n"


def test_ctrl_c_saves_and_tells_how_to_go_on(tmp_path: Path) -> None:
    case = prepare("explanation", tmp_path / "x")
    answers = without_build("explanation")
    place = next(i for i, answer in enumerate(answers) if answer.several)
    child = terminal(case, "--plain")
    type_all(child, answers[:place])
    child.expect("\n> ")
    child.sendline("10月20日の注文で、")
    child.expect("\n  ")
    child.sendintr()
    child.expect("書きかけの文章も保存しました。")
    child.expect("続けるには: appeal new")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "10月20日の注文で、" in case.read_text(encoding="utf-8")


def test_a_hang_up_loses_nothing(tmp_path: Path) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    child = terminal(case, "--plain")
    type_all(child, without_build("withdrawal")[:5])
    child.expect("\n> ")
    before = case.read_bytes()
    child.kill(signal.SIGHUP)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert case.read_bytes() == before
    assert not list(case.parent.glob(".*lock"))


def test_killed_in_its_terminal_a_session_goes_on_where_it_was(tmp_path: Path) -> None:
    """Once at the first long text and once behind it; every single answer is killed in another test, without a terminal."""
    answers = without_build("withdrawal")
    whole = prepare("withdrawal", tmp_path / "whole")
    assert piped(whole, as_pipe(answers)).returncode == 0
    case = prepare("withdrawal", tmp_path / "killed")
    done = 0
    for upto in (3, 15):
        child = terminal(case, "--plain")
        type_all(child, answers[done:upto])
        child.expect("\n> ")
        child.kill(signal.SIGKILL)
        child.expect(pexpect.EOF)
        child.close()
        done = upto
    assert piped(case, as_pipe(answers[done:])).returncode == 0
    assert case.read_bytes() == whole.read_bytes()


def test_a_second_session_is_refused_with_the_time_of_the_first(tmp_path: Path) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    child = terminal(case, "--plain")
    child.expect("\n> ")
    refused = piped(case, "")
    assert refused.returncode == 2
    assert "I119" in refused.stderr
    assert f"{time.strftime('%Y-')}" in refused.stderr
    child.kill(signal.SIGKILL)
    child.expect(pexpect.EOF)
    child.close()
    # The lock of one that died is taken over.
    assert (case.parent / ".case.toml.lock").exists()
    assert piped(case, "").returncode == 2
    assert not (case.parent / ".case.toml.lock").exists()


def test_without_answers_and_terminal_everything_missing_is_listed_at_once(tmp_path: Path) -> None:
    ended = subprocess.run(
        [*COMMAND, str(tmp_path / "case.toml"), "--today", DAY],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        timeout=20,
    )
    assert ended.returncode == 2
    for key in ("response", "notice.received", "seller.phone", "listing", "notice.channel"):
        assert f"\n{key}  " in ended.stdout
    assert list(tmp_path.iterdir()) == []


def test_answers_may_come_from_a_file(tmp_path: Path) -> None:
    by_pipe, by_file = prepare("withdrawal", tmp_path / "pipe"), prepare("withdrawal", tmp_path / "file")
    text = as_pipe(SCRIPTS["withdrawal"]())
    assert piped(by_pipe, text).returncode == 0
    answers = tmp_path / "answers.txt"
    answers.write_bytes(text.replace("\n", "\r\n").encode("cp932"))
    ended = piped(by_file, "", "--answers", str(answers))
    assert ended.returncode == 0, ended.stdout
    assert by_file.read_bytes() == by_pipe.read_bytes()


def test_values_may_be_given_by_key(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    settings = [
        ("response", "withdrawal"),
        ("notice.received", "11/20"),
        ("notice.channel", "reply"),
        ("listing", "B0EXAMPLE3"),
        ("listing[0].title", "折りたたみ傘"),
        ("seller.phone", "０３－００００－００００"),
        ("withdrawal.stock", "3"),
        ("listing[0].jan", "4901234500051"),
    ]
    options = [part for key, value in settings for part in ("--set", f"{key}={value}")]
    ended = piped(case, "", "--no-input", *options)
    assert ended.returncode == 2
    text = case.read_text(encoding="utf-8")
    for line in (
        'response = "withdrawal"',
        "received = 2026-11-20",
        'phone = "03-0000-0000"',
        'stock = "none"',
    ):
        assert line in text
    assert "seller.company" in ended.stdout
    assert "notice.received" not in ended.stdout


@pytest.mark.parametrize(
    ("setting", "code"),
    [("seller.fone=1", "I122"), ("seller.phone", "I123"), ("notice.received=いつか", "I130")],
)
def test_a_setting_that_is_none_writes_nothing(tmp_path: Path, setting: str, code: str) -> None:
    case = tmp_path / "case.toml"
    ended = piped(case, "", "--no-input", "--set", "seller.company=架空商店", "--set", setting)
    assert ended.returncode == 2
    assert code in ended.stderr
    assert not case.exists()


@pytest.mark.parametrize("options", [("--plain",), ()])
def test_a_lone_command_stops_in_the_middle_of_an_answer(options: tuple[str, ...], tmp_path: Path) -> None:
    if not options:
        pytest.importorskip("prompt_toolkit")
    case = prepare("explanation", tmp_path / "x")
    script = without_build("explanation")
    told = next(place for place, answer in enumerate(script) if answer.text.startswith("10月20日と"))
    assert piped(case, as_pipe(script[:told])).returncode == 2
    child = terminal(case, *options)
    child.expect("\n> " if options else EDITOR_LISTENS)
    for line in ("注文2件に不足がありました。", "中断"):
        child.send(line + "\r")
        time.sleep(0.3)
    child.expect("書きかけの文章も保存しました")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert 'what_happened = "注文2件に不足がありました。"' in case.read_text(encoding="utf-8")
