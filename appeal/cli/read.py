"""Carries out `appeal read`: reads a notice, prints it and, where asked, writes it into a case file; it guesses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from appeal.errors import CaseFileError
from appeal.model.reading import NoticeReading


def run_read(notice: str, *, as_json: bool, target: Path | None, received: date | None, today: date) -> int:
    """Read `notice` and show it; with `target`, write what it settles into the open entries of that case file."""
    from appeal.cli.as_json import as_text
    from appeal.cli.notice_report import notice_report, read_bytes
    from appeal.notice.document import reading_document
    from appeal.notice.read import read_notice

    try:
        content = read_bytes(notice)
    except CaseFileError:
        if as_json:
            # A script gets its document in every case: one that holds nothing, with exit code 3.
            click.echo(as_text(reading_document(read_notice(b"", name=notice))), nl=False)
        raise
    reading = read_notice(content, name=notice)
    anchor = received or reading.received
    if as_json:
        click.echo(as_text(reading_document(reading)), nl=False)
    else:
        click.echo(notice_report(reading, anchor, today))
    if target is not None:
        _write(reading, notice, target, anchor, err=as_json)
    return 0


def _write(reading: NoticeReading, notice: str, target: Path, received: date | None, *, err: bool) -> None:
    """Fill the open entries of a case file, or begin a new one; what stands there already is never replaced."""
    from appeal.cli.blocks import wrap
    from appeal.cli.report import typed, width
    from appeal.notice.deadline import deadline_day
    from appeal.rules.merging import stated_fields

    fields = stated_fields(reading, deadline_day(reading, received))
    if received is not None:
        fields["received"] = received
    file = _beside(notice, target)
    if file is not None:
        fields["file"] = file
    written = _fill(target, fields, reading) if target.exists() else _begin(target, fields, reading)
    lines = [
        f"{target} に書きました: {'、'.join(written)}"
        if written
        else f"{target} に書き足すものはありません。"
    ]
    lines.append("通知と見比べて、違うところがあれば直してください。")
    lines.append(f"-> appeal check {typed(str(target))}")
    click.echo("\n".join(part for line in lines for part in wrap(line, width())), err=err)


def _beside(notice: str, target: Path) -> str | None:
    """Return the notice as a path relative to the case file, where it lies in its folder."""
    if notice == "-":
        return None
    folder = target.resolve().parent
    path = Path(notice).resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None


def _begin(target: Path, fields: Mapping[str, Any], reading: NoticeReading) -> list[str]:
    from appeal.intake.writing import write_case
    from appeal.model.case import Case, Listing
    from appeal.model.notice import NoticeFields

    listings = tuple(Listing(asin=asin, title=title) for asin, title in _listings(reading))
    write_case(target, Case(notice=NoticeFields(**fields), listing=listings))
    return [*(f"notice.{name}" for name in fields), *(f"listing {one.asin}" for one in listings)]


def _fill(target: Path, fields: Mapping[str, Any], reading: NoticeReading) -> list[str]:
    from appeal.intake.casefile import read_case_file
    from appeal.intake.writing import write_values

    case = read_case_file(target).case
    if case is None:
        raise CaseFileError("N142", file=target)
    changes: dict[str, object] = {
        f"notice.{name}": value for name, value in fields.items() if getattr(case.notice, name) is None
    }
    present = {listing.asin for listing in case.listing}
    new = [pair for pair in _listings(reading) if pair[0] not in present]
    for place, (asin, title) in enumerate(new, start=len(case.listing)):
        changes[f"listing[{place}].asin"] = asin
        if title:
            changes[f"listing[{place}].title"] = title
    if changes:
        write_values(target, changes)
    return list(changes)


def _listings(reading: NoticeReading) -> list[tuple[str, str | None]]:
    """Return the ASINs that are printed in full, each with its title where the notice has it."""
    titles = {product.asin: product.title for product in reading.products if product.asin}
    return [(asin, titles.get(asin)) for asin in reading.asins if asin not in ("masked", "end_of_mail")]
