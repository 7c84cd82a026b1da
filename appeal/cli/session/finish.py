"""From the reviewed case to the package: build, say where it lies, open it on request; it decides nothing."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from appeal.cli.session.terminal import EndOfInputError
from appeal.errors import PackageError

if TYPE_CHECKING:
    from appeal.check import Checked
    from appeal.cli.session.sitting import Sitting

_STEPS = {
    "drawing": "回答書を作成しています。",
    "assembling": "閲覧用合本を作成しています。",
    "writing": "フォルダーに書き込んでいます。",
}


def finish(talk: Sitting, checked: Checked, open_folder: Callable[[Path], bool] | None = None) -> int:
    """Build the package of a checked case and say what to do next."""
    from appeal.build import build
    from appeal.cli.report import say_built

    def progress(step: str) -> None:
        talk.voice.say(_STEPS.get(step, step))

    try:
        built = build(checked, progress=progress)
    except PackageError as error:
        if not _replace(talk, error):
            raise
        built = build(checked, force=True, progress=progress)
    talk.voice.head("作成しました")
    say_built(built, checked, draft=False)
    if talk.voice.terminal.interactive:
        _offer(talk, built.folder, open_folder or opener())
    return 0


def _replace(talk: Sitting, error: PackageError) -> bool:
    """Whether the person wants an earlier package replaced; without an answer, never."""
    if error.code not in ("P701", "P702"):
        return False
    talk.voice.trouble(error)
    try:
        return not talk.confirm(
            "前に作成した提出一式があります。どうしますか？", ("残して終わる", "置き換える")
        )
    except EndOfInputError:
        return False


def _offer(talk: Sitting, folder: Path, open_folder: Callable[[Path], bool]) -> None:
    from appeal.intake.answers import AnswerError

    try:
        wanted = talk.confirm("このフォルダーを開きますか？", ("開く", "開かない"))
    except EndOfInputError:
        return
    if wanted and not open_folder(folder):
        talk.voice.trouble(AnswerError("I138"))


def opener(system: str = sys.platform) -> Callable[[Path], bool]:
    """Return how a folder is opened on a system; what it returns says whether that worked."""
    if system == "win32":
        return _by_windows(getattr(importlib.import_module("os"), "startfile", None))
    return _by_command("open" if system == "darwin" else "xdg-open")


def _by_windows(startfile: Callable[[str], None] | None) -> Callable[[Path], bool]:
    def show(folder: Path) -> bool:
        try:
            if startfile is not None:
                startfile(str(folder))
        except OSError:
            return False
        return startfile is not None

    return show


def _by_command(name: str) -> Callable[[Path], bool]:
    def show(folder: Path) -> bool:
        command = shutil.which(name)
        has_screen = name == "open" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        if command is None or not has_screen:
            return False
        try:
            ended = subprocess.run(
                [command, str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=10,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return ended.returncode == 0

    return show
