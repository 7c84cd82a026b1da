"""Copies the bundled templates into an empty folder, to be adapted; it writes nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from appeal import resources
from appeal.errors import PackageError

_TOLD = (
    "書き換えたものだけを、案件のフォルダーの templates に置いてください。",
    "同じ名前のものは、同梱のものより先に使われます。残りは同梱のものが使われます。",
    "テンプレートから、ほかのファイルやネットワークは使えません。",
)


def run_export(folder: Path) -> int:
    """Copy every template and style sheet; raises PackageError L611 for a folder in use, L612 where it fails."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PackageError("L611", folder=folder)
    source = resources.folder("templates")
    paths = sorted([*source.glob("*.j2"), *source.glob("*.css")])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            shutil.copyfile(path, folder / path.name)
    except OSError as error:
        raise PackageError("L612", folder=folder, reason=error.strerror or "") from error
    click.echo(f"テンプレート{len(paths)}件を書き出しました: {folder}")
    for line in _TOLD:
        click.echo(line)
    return 0
