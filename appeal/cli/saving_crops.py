"""Saves the doubtful parts of papers where the seller names a folder for them; it judges nothing."""

from __future__ import annotations

import re
from pathlib import Path

import click

from appeal.check import Checked
from appeal.errors import PackageError
from appeal.examine.crops import save_crops

# What is said of how a paper can be read; a paper that lies badly is shown whole.
_WHOLE = {"E238": False, "E296": False, "E297": False, "E298": True}
_FILE = re.compile(r"evidence\[(\d+)\]\.file")


def save_doubtful(checked: Checked, folder: Path) -> None:
    """Save a picture of each paper that may be hard to read; raises PackageError where the folder cannot be written to."""
    wanted: dict[int, bool] = {}
    for finding in checked.findings:
        place = _FILE.fullmatch(finding.where.field or "")
        if place and finding.code in _WHOLE and checked.facts[int(place[1])].usable:
            wanted[int(place[1])] = wanted.get(int(place[1]), False) or _WHOLE[finding.code]
    try:
        written = save_crops(checked.facts, wanted, folder)
    except OSError as trouble:
        raise PackageError("P724", folder=str(folder)) from trouble
    for path in written:
        click.echo(f"読みにくい部分の写し: {path}", err=True)
    if not written:
        click.echo("読みにくい部分はありません。画像は保存していません。", err=True)
