"""Killed or stopped after every single answer of every response: n of n answers are there, and the session goes on at the next."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from session_scripts import DAY, Recorder, Typist, prepare, tell, without_build

from appeal.cli.session.start import Wishes, run_session
from appeal.cli.session.terminal import EndOfInputError, StoppedError

# What is demanded by hand is all that a reply with papers can be asked for.
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
NAMES = ["by_hand", "explanation", "withdrawal"]
# What was added to a text leaves no trace of its own: a new sitting asks for it once more.
ADDED = ("plan.orders", "plan.records")


class Recorded:
    """One sitting without interruption: what was answered to each question, and the file after each answer."""

    def __init__(self, name: str, folder: Path) -> None:
        self.case = prepare(name, folder)
        recorder = Recorder(without_build(name), self.case)
        assert run_session(self.case, date.fromisoformat(DAY), Wishes(), recorder) in (0, 2)
        self.by_path = recorder.by_path
        # The first file is the one before the first answer; the last one is read at the review.
        self.after = dict(zip(recorder.asked, recorder.files[1:], strict=False))
        assert len(set(recorder.asked)) == len(recorder.asked)


class Brief(Typist):
    """Answers whatever is asked until the file has changed; before the next answer it does what ends it."""

    def __init__(
        self, case: Path, by_path: dict[str, str], given: list[str], end: Callable[[], None]
    ) -> None:
        super().__init__([])
        self.case = case
        self.by_path = by_path
        self.given = given
        self.end = end
        self.current = ""
        self.used: list[str] = []
        self.before = self._now()

    def _now(self) -> bytes:
        return self.case.read_bytes() if self.case.exists() else b""

    def read(self, *, several: bool, whole: object = None) -> str:
        if self.used and self._now() != self.before:
            self.end()
        if self.current in self.used or self.current not in self.by_path:
            raise EndOfInputError
        self.used.append(self.current)
        return "" if self.current in ADDED and self.current in self.given else self.by_path[self.current]


def stop() -> None:
    raise StoppedError


def stopped(case: Path, by_path: dict[str, str], given: list[str]) -> tuple[bool, list[str]]:
    """Hold one brief sitting in this process; return whether it was stopped and what it answered."""
    brief = Brief(case, by_path, given, stop)
    code = run_session(case, date.fromisoformat(DAY), Wishes(), brief)
    if code == 130:
        assert "続けるには: appeal new" in brief.text
    return code == 130, brief.used


def killed(case: Path, by_path: dict[str, str], given: list[str]) -> tuple[bool, list[str]]:
    """Hold one brief sitting in a process that is killed; return whether it was and what it answered."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # The child does nothing but hold its sitting and die.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 99
        try:
            brief: Brief = Brief(case, by_path, given, lambda: die(brief, writer))
            code = run_session(case, date.fromisoformat(DAY), Wishes(), brief)
        finally:
            os._exit(code)
    os.close(writer)
    with open(reader, encoding="utf-8") as stream:
        used = stream.read().split()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        assert os.WEXITSTATUS(status) in (0, 2)
    return os.WIFSIGNALED(status), used


def die(brief: Brief, writer: int) -> None:
    os.write(writer, " ".join(brief.used).encode())
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(scope="module")
def recorded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Recorded]:
    with pytest.MonkeyPatch.context() as patch:
        tell(patch)
        return request.param, Recorded(request.param, tmp_path_factory.mktemp("whole") / "x")


@pytest.mark.parametrize(
    ("recorded", "way"),
    [
        *((name, killed) for name in NAMES),
        # A stop leaves no less behind than a kill: the longest one is not walked twice.
        *((name, stopped) for name in NAMES[1:]),
    ],
    indirect=["recorded"],
)
def test_after_every_answer_all_of_them_are_there(
    recorded: tuple[str, Recorded],
    way: Callable[[Path, dict[str, str], list[str]], tuple[bool, list[str]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, whole = recorded
    tell(monkeypatch)
    case = prepare(name, tmp_path / "x")
    given: list[str] = []
    sittings = 0
    while True:
        ended, used = way(case, whole.by_path, given)
        if not ended:
            break
        sittings += 1
        again = set(used) & set(given)
        assert all(not whole.by_path[path] or path in ADDED for path in again), again
        given += [path for path in used if path not in given]
        assert case.read_bytes() == whole.after[used[-1]], f"after {used[-1]}"
        assert sittings < 99
    written = [text for text in whole.by_path.values() if text]
    assert sittings >= len(written) - 1
    assert case.read_bytes() == whole.case.read_bytes()
