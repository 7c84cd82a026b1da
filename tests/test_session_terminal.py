"""The machine under a session, with each system's own ways put in by hand: waiting input, locks, opening a folder."""

from __future__ import annotations

import os
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from appeal.cli.session import finish, lock, waiting
from appeal.cli.session.terminal import Console, EndOfInputError, LineReader, StoppedError, decode_line
from appeal.errors import CallError
from appeal.intake.answers import AnswerError


def console(lines: list[str], waits: list[bool] | None = None, limit: int = 4095) -> Console:
    """A console that gets `lines`; after each of them, `waits` tells whether more was pasted."""
    given: Iterator[str] = iter(lines)
    told = iter(waits or [])

    def ask(_prompt: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    return Console(ask, lambda: next(told, False), limit)


def test_lines_pasted_together_are_one_answer() -> None:
    assert (
        console(["一行目", "二行目", "三行目"], [True, True, False]).read(several=False)
        == "一行目\n二行目\n三行目"
    )


def test_an_empty_line_inside_a_paste_does_not_end_it() -> None:
    pasted = console(["一", "", "二", ""], [True, True, False, False])
    assert pasted.read(several=True) == "一\n\n二"


def test_typed_lines_end_with_an_empty_one() -> None:
    typed = console(["一", "二", "", "次の答え"])
    assert typed.read(several=True) == "一\n二"
    assert typed.read(several=False) == "次の答え"


def test_a_command_needs_no_empty_line() -> None:
    assert console(["？", "次"]).read(several=True) == "？"


def test_the_end_of_input_ends_an_answer_and_then_the_session() -> None:
    ended = console(["一"])
    assert ended.read(several=True) == "一"
    with pytest.raises(EndOfInputError):
        ended.read(several=True)


def test_ctrl_c_hands_over_what_was_typed() -> None:
    typed = iter(["一", "二"])

    def ask(_prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise KeyboardInterrupt from None

    with pytest.raises(StoppedError) as caught:
        Console(ask, lambda: False).read(several=True)
    assert caught.value.partial == "一\n二"


@pytest.mark.parametrize(("length", "refused"), [(1364, False), (1365, True), (4000, True)])
def test_a_line_as_long_as_the_terminal_takes_is_refused(length: int, refused: bool) -> None:
    cut = console(["あ" * length])
    if not refused:
        assert len(cut.read(several=False)) == length
        return
    with pytest.raises(AnswerError) as caught:
        cut.read(several=False)
    assert caught.value.code == "I117"


def test_a_shorter_limit_of_another_system_holds() -> None:
    with pytest.raises(AnswerError):
        console(["a" * 1023], limit=1024).read(several=False)


def test_a_pipe_never_waits_after_its_end() -> None:
    piped = LineReader(iter(["一", "", "二"]))
    assert piped.read(several=True) == "一"
    assert piped.read(several=True) == "二"
    with pytest.raises(EndOfInputError):
        piped.read(several=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_line_of_a_pipe_is_read_in_its_encoding(encoding: str) -> None:
    assert decode_line("株式会社架空商店\r\n".encode(encoding)) == "株式会社架空商店"


def test_keys_waiting_on_windows() -> None:
    assert waiting.waits({"msvcrt": types.SimpleNamespace(kbhit=lambda: True)}, 0)
    assert not waiting.waits({"msvcrt": types.SimpleNamespace(kbhit=lambda: False)}, 0)
    later = iter([False, True])
    assert waiting.waits({"msvcrt": types.SimpleNamespace(kbhit=lambda: next(later))}, 0)


def test_without_any_way_to_look_nothing_waits() -> None:
    assert not waiting.waits({}, 0)

    def refuse(*_arguments: object) -> None:
        raise OSError

    assert not waiting.waits({"select": types.SimpleNamespace(select=refuse)}, 0)


def free(_number: int) -> None:
    """A lock that nobody else has."""


def taken(_number: int) -> None:
    raise lock.HeldElsewhereError


def test_a_lock_says_process_and_time_and_goes_when_done(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    with lock.held(case, free):
        (file,) = tmp_path.iterdir()
        assert file.read_text(encoding="ascii").startswith(f"{os.getpid()} 20")
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_another_is_refused_with_its_time(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    (tmp_path / ".case.toml.lock").write_text("4242 2026-11-22 09:15\n", encoding="ascii")
    with pytest.raises(CallError) as caught, lock.held(case, taken):
        pass
    assert caught.value.code == "I119"
    assert "2026-11-22 09:15" in caught.value.text
    assert caught.value.exit_code == 2
    # What is not ours stays.
    assert (tmp_path / ".case.toml.lock").exists()


def test_a_lock_left_behind_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".case.toml.lock").write_text("4242 2026-11-22 09:15\n", encoding="ascii")
    with lock.held(tmp_path / "case.toml"):
        assert str(os.getpid()) in (tmp_path / ".case.toml.lock").read_text(encoding="ascii")


def test_a_folder_that_bars_writing_is_said(tmp_path: Path) -> None:
    with pytest.raises(CallError) as caught, lock.held(tmp_path / "gone" / "case.toml", free):
        pass
    assert caught.value.code == "I120"


def test_windows_locks_a_byte_far_behind_the_text(tmp_path: Path) -> None:
    places: list[tuple[int, int]] = []

    def locking(number: int, mode: int, count: int) -> None:
        assert (mode, count) == (7, 1)
        places.append((number, os.lseek(number, 0, os.SEEK_CUR)))

    hold = lock.windows_hold(types.SimpleNamespace(locking=locking, LK_NBLCK=7))
    with lock.held(tmp_path / "case.toml", hold):
        assert places[0][1] >= 1 << 20
        assert len((tmp_path / ".case.toml.lock").read_bytes()) < 60


def test_windows_tells_a_lock_of_another(tmp_path: Path) -> None:
    def locking(_number: int, _mode: int, _count: int) -> None:
        raise PermissionError

    hold = lock.windows_hold(types.SimpleNamespace(locking=locking, LK_NBLCK=7))
    with pytest.raises(CallError), lock.held(tmp_path / "case.toml", hold):
        pass


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_a_folder_that_cannot_be_opened_is_told(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    show: Callable[[Path], bool] = finish.opener(system)
    assert show(tmp_path) is False


def test_windows_opens_a_folder_by_itself(tmp_path: Path) -> None:
    opened: list[str] = []
    assert finish._by_windows(opened.append)(tmp_path)
    assert opened == [str(tmp_path)]

    def refuse(_folder: str) -> None:
        raise OSError

    assert not finish._by_windows(refuse)(tmp_path)
