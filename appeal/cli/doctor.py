"""Looks at this machine and says what works and what mends the rest; it changes nothing and imports no heavy library."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from appeal import __version__, resources
from appeal.messages import Severity
from appeal.model.finding import Finding, found

_OLDEST_PYTHON = (3, 11)
_FONTS = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZUDGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
)
# What WeasyPrint loads, under the names it uses on each system.
_LIBRARIES = {
    "linux": (
        "libgobject-2.0.so.0",
        "libpango-1.0.so.0",
        "libpangoft2-1.0.so.0",
        "libfontconfig.so.1",
        "libharfbuzz.so.0",
        "libharfbuzz-subset.so.0",
    ),
    "darwin": (
        "libgobject-2.0.0.dylib",
        "libpango-1.0.dylib",
        "libpangoft2-1.0.dylib",
        "libfontconfig.1.dylib",
        "libharfbuzz.0.dylib",
        "libharfbuzz-subset.0.dylib",
    ),
    "win32": (
        "libgobject-2.0-0.dll",
        "libpango-1.0-0.dll",
        "libpangoft2-1.0-0.dll",
        "libfontconfig-1.dll",
        "libharfbuzz-0.dll",
        "libharfbuzz-subset-0.dll",
    ),
}
_LIBRARY_COMMANDS = {
    "linux": "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "pacman -S mingw-w64-ucrt-x86_64-pango",
}
# Homebrew on Apple silicon installs where the system loader does not look by itself.
_LIBRARY_FOLDERS = {"darwin": ("/opt/homebrew/lib", "/usr/local/lib")}
_WINDOWS_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
_INSTALL_AGAIN = (
    f"python -m pip install --force-reinstall reinstatement_appeal-{__version__}-py3-none-any.whl"
)


@dataclass(frozen=True, slots=True)
class MachineFact:
    """One thing looked at: `name` for scripts, `title` and `state` for people.

    `finding` is None where it works; `command` is the one line that mends it, where a command can.
    """

    name: str
    title: str
    state: str
    finding: Finding | None = None
    command: str | None = None

    @property
    def works(self) -> bool:
        """Whether nothing here keeps a package from being built."""
        return self.finding is None or self.finding.severity is not Severity.ERROR


def examine_machine() -> tuple[MachineFact, ...]:
    """Return what was found about this machine, always in the same order; raises nothing."""
    return (
        examine_python(tuple(sys.version_info[:3])),
        examine_libraries(_LIBRARIES.get(sys.platform, _LIBRARIES["linux"])),
        examine_fonts(resources.folder("fonts")),
        examine_templates(resources.folder("templates")),
        examine_folder(Path()),
        examine_screen(sys.stdout.encoding),
        examine_scan_reader(),
    )


def examine_python(version: tuple[int, ...]) -> MachineFact:
    """Tell whether this Python is new enough."""
    state = ".".join(str(part) for part in version)
    finding = None
    if version < _OLDEST_PYTHON:
        finding = found("M108", version=state)
    return MachineFact("python", "Python", state, finding)


def examine_libraries(names: Iterable[str]) -> MachineFact:
    """Tell whether the libraries that draw the letter can be loaded; `names` are file names of this system."""
    with _windows_folders():
        missing = tuple(name for name in names if not _loads(name))
    if not missing:
        return MachineFact("libraries", "PDFを作る部品(Pango)", "あり")
    command = _LIBRARY_COMMANDS.get(sys.platform, _LIBRARY_COMMANDS["linux"])
    code = "M103" if sys.platform == "win32" else "M102"
    return MachineFact(
        "libraries",
        "PDFを作る部品(Pango)",
        "なし",
        found(code, names="、".join(missing), command=command),
        command,
    )


def _loads(name: str) -> bool:
    folders = ("", *_LIBRARY_FOLDERS.get(sys.platform, ()))
    for folder in folders:
        with contextlib.suppress(OSError):
            ctypes.CDLL(os.path.join(folder, name))  # noqa: PTH118 - a bare name is looked up, a path is not
            return True
    return False


@contextlib.contextmanager
def _windows_folders() -> Iterator[None]:
    """Look where WeasyPrint looks on Windows, for as long as this lasts."""
    with contextlib.ExitStack() as stack:
        if sys.platform == "win32":
            for folder in os.getenv("WEASYPRINT_DLL_DIRECTORIES", _WINDOWS_FOLDERS).split(";"):
                with contextlib.suppress(OSError):
                    stack.enter_context(os.add_dll_directory(folder))
        yield


def examine_fonts(folder: Path) -> MachineFact:
    """Tell whether the fonts that travel with the program are all there."""
    missing = tuple(name for name in _FONTS if not _holds_something(folder / name))
    if not missing:
        return MachineFact("fonts", "同梱のフォント", f"{len(_FONTS)}個")
    finding = found("M104", names="、".join(missing))
    return MachineFact("fonts", "同梱のフォント", "不足", finding, _INSTALL_AGAIN)


def examine_templates(folder: Path) -> MachineFact:
    """Tell whether the templates of letter and page are there."""
    count = sum(1 for path in folder.rglob("*") if _holds_something(path)) if folder.is_dir() else 0
    if count:
        return MachineFact("templates", "ひな形", f"{count}個")
    return MachineFact("templates", "ひな形", "なし", found("M105"), _INSTALL_AGAIN)


def _holds_something(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False


def examine_folder(folder: Path) -> MachineFact:
    """Tell whether a package could be written into `folder`; the trial file is gone at once."""
    title = "このフォルダーへの書き込み"
    try:
        # Asking for permissions is not enough: shares and protected folders refuse only when one really writes.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return MachineFact("folder", title, "不可", found("M106", folder=_spelled(folder)))
    return MachineFact("folder", title, "可")


def _spelled(folder: Path) -> str:
    try:
        return str(folder.absolute())
    except OSError:
        return str(folder)


def examine_screen(encoding: str | None) -> MachineFact:
    """Tell whether the screen takes Japanese; `encoding` is the one Python writes in."""
    state = encoding or "不明"
    try:
        "確認結果、証憑、髙".encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        command = "chcp 65001" if sys.platform == "win32" else "export LC_ALL=C.UTF-8"
        return MachineFact(
            "screen", "画面の文字コード", state, found("M107", encoding=state, command=command), command
        )
    return MachineFact("screen", "画面の文字コード", state)


def examine_scan_reader() -> MachineFact:
    """Tell whether the words of scans can be read; nothing needs it."""
    from appeal.examine.ocr import find_reader

    state = "なし(なくても動きます)" if find_reader() is None else "あり"
    return MachineFact("ocr", "スキャンの文字の読み取り(tesseract、任意)", state)


def machine_report(facts: Iterable[MachineFact], *, as_json: bool, width: int) -> str:
    """Return the facts as lines for people, or as one JSON document; either ends with a line end."""
    if as_json:
        return _as_document(tuple(facts))
    from appeal.cli.blocks import wrap

    lines: list[str] = []
    for fact in facts:
        lines += wrap(f"{_mark(fact)} {fact.title}: {fact.state}", width, indent="  ")
        if fact.finding:
            lines += wrap(f"  {fact.finding.code} {fact.finding.text}", width, indent="  ")
            lines += wrap(f"  -> {fact.finding.hint}", width, indent="  ")
        if fact.command:
            # Never wrapped: the line is copied as a whole.
            lines.append(f"     {fact.command}")
    return "\n".join(lines) + "\n"


def _mark(fact: MachineFact) -> str:
    if fact.finding is None:
        return "[OK]"
    return "[注意]" if fact.works else "[NG]"


def _as_document(facts: tuple[MachineFact, ...]) -> str:
    import json

    document = {
        "works": all(fact.works for fact in facts),
        "version": __version__,
        "facts": [
            {
                "name": fact.name,
                "title": fact.title,
                "state": fact.state,
                "works": fact.works,
                "code": fact.finding.code if fact.finding else None,
                "text": fact.finding.text if fact.finding else None,
                "hint": fact.finding.hint if fact.finding else None,
                "command": fact.command,
            }
            for fact in facts
        ],
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"
