"""Builds one case or many in one run: a case that fails stops no other, and the end tells how each went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from appeal.errors import AppealError, CallError

# What an exit code means to someone with many cases; the findings themselves stand above the summary.
_REASONS = {
    1: "エラーにあたる確認結果があります",
    3: "読み取れないファイルがあります",
    4: "回答書を作れませんでした",
    5: "提出一式を書き込めませんでした",
    6: "このパソコンに足りないものがあります",
}


@dataclass(frozen=True, slots=True)
class BuildWishes:
    """What was asked for on the command line, the same for every case."""

    out: Path | None = None
    draft: bool = False
    archive: bool = False
    force: bool = False


def run_builds(named: Sequence[Path], wishes: BuildWishes, today: date) -> int:
    """Build every case and return the worst exit code; patterns with * are filled in where the shell did not."""
    cases = [case for one in named for case in _found(one)]
    if len(cases) == 1:
        return _build(cases[0], wishes, today)
    if wishes.out is not None:
        raise CallError("A802", count=len(cases))
    codes = []
    for case in cases:
        click.echo(f"■ {case}")
        codes.append(_build_apart(case, wishes, today))
        click.echo("")
    _summary(cases, codes)
    return max(codes)


def _found(named: Path) -> list[Path]:
    if "*" not in str(named) or named.exists():
        return [named]
    root = Path(named.anchor)
    found = sorted(root.glob(str(named.relative_to(root))))
    if not found:
        raise CallError("A803", pattern=named)
    return found


def _build_apart(case: Path, wishes: BuildWishes, today: date) -> int:
    try:
        return _build(case, wishes, today)
    except AppealError as error:
        click.echo(f"[NG] {error.code} {error.text}\n-> {error.hint}", err=True)
        return error.exit_code


def _build(case: Path, wishes: BuildWishes, today: date) -> int:
    from appeal.build import build as build_package
    from appeal.build import prepare, template_folders
    from appeal.check import check as check_case
    from appeal.cli.report import check_report, exit_code, say_built, say_step
    from appeal.cli.watching import evidence_meter

    checked = check_case(case, today, str(case), meanwhile=prepare, progress=evidence_meter())
    if checked.submission is None or not (checked.ready or wishes.draft):
        click.echo(check_report(checked), nl=False, err=True)
        return exit_code(checked)
    built = build_package(
        checked,
        out=wishes.out,
        draft=wishes.draft,
        archive=wishes.archive,
        force=wishes.force,
        progress=say_step,
    )
    say_built(built, checked, wishes.draft)
    for folder in template_folders(checked):
        click.echo(f"テンプレートは {folder} にあるものを先に使いました。")
    return 0


def _summary(cases: Sequence[Path], codes: Sequence[int]) -> None:
    built = codes.count(0)
    click.echo(f"■ まとめ: {len(cases)}件のうち、作成{built}件、未作成{len(cases) - built}件")
    for case, code in zip(cases, codes, strict=True):
        click.echo(f"[NG] {case}: {_REASONS.get(code, '作成できませんでした')}" if code else f"[OK] {case}")
