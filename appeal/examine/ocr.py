"""Lets the program tesseract, where it is installed, read the words of scans; only on request, and nothing is kept.

The distrusted file never reaches that program: a page is drawn first, by a process under the limits of the workers,
and what tesseract gets are plain grey points through a pipe. It works in an empty folder away from the case.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from appeal.examine.opening import read_bytes
from appeal.examine.places import UnusableError
from appeal.model.evidence import FileFacts

_LANGUAGE = "jpn"
# Columns of text of varying height, the layout of a form. 4 of tesseract's page segmentation modes.
_LAYOUT = "4"
_MOST_PAGES = 5
_MOST_LETTERS = 40_000
_DRAW_SECONDS, _READ_SECONDS, _ASK_SECONDS = 60, 120, 10
_KEPT = ("SYSTEMROOT", "TESSDATA_PREFIX", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
_WINDOWS_PLACE = Path(r"C:\Program Files\Tesseract-OCR\tesseract.exe")


def find_reader() -> str | None:
    """Return the path of tesseract where it and its Japanese data are installed, or None; raises nothing."""
    program = shutil.which("tesseract")
    if program is None and sys.platform == "win32" and _WINDOWS_PLACE.is_file():
        program = str(_WINDOWS_PLACE)
    if program is None:
        return None
    told = _run([program, "--list-langs"], b"", _ASK_SECONDS, "/" if os.name == "posix" else None)
    return program if told is not None and _LANGUAGE in told.decode("utf-8", "replace").split() else None


def read_scans(
    facts: Sequence[FileFacts],
    wanted: Sequence[bool],
    reader: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[FileFacts, ...]:
    """Return the facts with the words of those wanted papers that hold none of their own; `by_ocr` marks these.

    A paper that cannot be drawn or read stays as it was. Files are opened for reading only.
    """
    places = [
        at for at, fact in enumerate(facts) if wanted[at] and fact.usable and fact.path and not fact.texts
    ]
    read = list(facts)
    with tempfile.TemporaryDirectory(prefix="appeal-ocr-") as folder:
        for done, at in enumerate(places):
            progress(done, len(places))
            if texts := _read(facts[at], reader, folder):
                read[at] = replace(facts[at], texts=texts, by_ocr=True)
    return tuple(read)


def _read(fact: FileFacts, reader: str, folder: str) -> tuple[str, ...]:
    try:
        content = read_bytes(Path(fact.path or ""))
    except UnusableError:
        return ()
    texts: list[str] = []
    for page in range(min(fact.pages or 0, _MOST_PAGES)):
        texts.append(_read_page(content, fact.type or "", page, reader, folder))
    return tuple(texts) if any(text.strip() for text in texts) else ()


def _read_page(content: bytes, kind: str, page: int, reader: str, folder: str) -> str:
    drawing = [sys.executable, "-P", "-m", "appeal.examine.drawing", kind, str(page)]
    points = _run(drawing, content, _DRAW_SECONDS, folder)
    if not points:
        return ""
    command = [reader, "stdin", "stdout", "-l", _LANGUAGE, "--psm", _LAYOUT, "--dpi", "300"]
    told = _run(command, points, _READ_SECONDS, folder)
    text = (told or b"").decode("utf-8", "replace").replace("\x00", "").replace("\f", "\n")
    return text[:_MOST_LETTERS]


def _run(command: list[str], content: bytes, seconds: int, folder: str | None) -> bytes | None:
    """Return what a program wrote, or None where it failed; it sees no word of the seller's surroundings."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        ended = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PATH": "", "OMP_THREAD_LIMIT": "2", "PYTHONUTF8": "1", "TMPDIR": folder or ""},
            cwd=folder,
            timeout=seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return ended.stdout if ended.returncode == 0 else None
