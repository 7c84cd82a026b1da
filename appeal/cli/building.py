"""Builds one case or many in one run: a case that fails stops no other, and the end tells how each went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal.cli.blocks import wrap
from appeal.cli.report import width
from appeal.errors import AppealError, CallError
from appeal.messages.message import Severity

if TYPE_CHECKING:
    from appeal.check import Checked

_NAMED_CODES = 3


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one case went: its exit code, and in a few words why it stopped or what it leaves open."""

    code: int
    told: str = ""


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
        return _build(cases[0], wishes, today).code
    if wishes.out is not None:
        raise CallError("A802", count=len(cases))
    outcomes = []
    for case in cases:
        click.echo(f"■ {case}")
        outcomes.append(_build_apart(case, wishes, today))
        click.echo("")
    _summary(cases, outcomes)
    return max(outcome.code for outcome in outcomes)


def _found(named: Path) -> list[Path]:
    if "*" not in str(named) or named.exists():
        return [named]
    root = Path(named.anchor)
    found = sorted(root.glob(str(named.relative_to(root))))
    if not found:
        raise CallError("A803", pattern=named)
    return found


def _build_apart(case: Path, wishes: BuildWishes, today: date) -> _Outcome:
    try:
        return _build(case, wishes, today)
    except AppealError as error:
        click.echo(f"[NG] {error.code} {error.text}\n-> {error.hint}", err=True)
        return _Outcome(error.exit_code, f"{error.code} {error.text}")


def _build(case: Path, wishes: BuildWishes, today: date) -> _Outcome:
    from appeal.build import build as build_package
    from appeal.build import prepare, template_folders
    from appeal.check import check as check_case
    from appeal.cli.report import check_report, exit_code, say_built, say_step
    from appeal.cli.watching import evidence_meter

    checked = check_case(case, today, str(case), meanwhile=prepare, progress=evidence_meter())
    if checked.submission is None or not (checked.ready or wishes.draft):
        click.echo(check_report(checked), nl=False, err=True)
        return _Outcome(exit_code(checked), _named(checked, "エラー", Severity.ERROR))
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
    return _Outcome(0, _named(checked, "注意", Severity.WARNING))


def _named(checked: Checked, word: str, severity: Severity) -> str:
    """Count what stands open of a severity and name the first codes, or return nothing where nothing does."""
    found = [one.code for one in checked.findings if one.severity is severity and one.accepted is None]
    codes = list(dict.fromkeys(found))
    more = "など" if len(codes) > _NAMED_CODES else ""
    return f"{word}{len(found)}件（{'、'.join(codes[:_NAMED_CODES])}{more}）" if found else ""


def _summary(cases: Sequence[Path], outcomes: Sequence[_Outcome]) -> None:
    built = [outcome.code for outcome in outcomes].count(0)
    click.echo(f"■ まとめ: {len(cases)}件のうち、作成{built}件、未作成{len(cases) - built}件")
    for case, outcome in zip(cases, outcomes, strict=True):
        told = f": {outcome.told}" if outcome.told else ""
        for line in wrap(f"[{'NG' if outcome.code else 'OK'}] {case}{told}", width(), "  "):
            click.echo(line)
