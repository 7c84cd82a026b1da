"""Has scans read by tesseract where the seller asks for it; it tells how far the work is and judges nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from appeal.errors import MachineError
from appeal.examine.ocr import find_reader, read_scans
from appeal.model.case import Case
from appeal.model.evidence import TRADE_KINDS, FileFacts

_COMMANDS = {
    "win32": "winget install UB-Mannheim.TesseractOCR",
    "darwin": "brew install tesseract tesseract-lang",
}
_COMMAND = "sudo apt-get install -y tesseract-ocr tesseract-ocr-jpn"


def scan_reader() -> Callable[[Case, tuple[FileFacts, ...]], tuple[FileFacts, ...]]:
    """Return what reads the scans of a case; raises MachineError M109 where tesseract or its Japanese data is missing."""
    program = find_reader()
    if program is None:
        raise MachineError("M109", command=_COMMANDS.get(sys.platform, _COMMAND))

    def read(case: Case, facts: tuple[FileFacts, ...]) -> tuple[FileFacts, ...]:
        # Only papers of a trade are compared with the case; photographs of goods are not read.
        wanted = [item.kind in TRADE_KINDS for item in case.evidence]
        return read_scans(facts, wanted, program, _say)

    return read


def _say(done: int, total: int) -> None:
    click.echo(f"スキャンの文字を読み取っています({done + 1}/{total})。", err=True)
