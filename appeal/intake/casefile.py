"""Reads a case file into a case, or into every mistake of its text or shape with line and column; it never writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from appeal.intake.entries import entries
from appeal.intake.mistakes import Refusal, path_of, translate
from appeal.intake.positions import Positions, find_positions
from appeal.intake.reading import CaseText, read_text
from appeal.intake.statements import string_end
from appeal.intake.syntax import diagnose, parse, starts_dangerously
from appeal.model.case import Case, CaseFile, Seller
from appeal.model.finding import Finding, Place, found

LIMIT = 200


def read_case_file(path: Path, name: str | None = None) -> CaseFile:
    """Read a case file; `name` is what the person typed.

    A file with mistakes comes back without a case and with the findings of one layer: text that is not TOML (C1xx),
    else the schema (C2xx), sorted by place. Raises CaseFileError (C101 to C105, exit 3) for a file that is missing, no
    ordinary file, barred, over 256 KB or binary.
    """
    shown = str(path) if name is None else name
    text = read_text(path, shown)
    file = CaseFile(path=str(path.absolute()), name=shown, sha256=text.sha256, case=None, lines=text.lines)
    remarks = tuple(_remarks(text, shown))
    if text.undecodable is not None:
        return replace(file, findings=remarks)
    data, sentence = (None, "") if starts_dangerously(text.text) else parse(text.text)
    if data is None:
        return replace(file, findings=(*remarks, *diagnose(text.text, shown, sentence or "")))
    return _validated(data, file, remarks, text.text)


def with_seller(file: CaseFile) -> CaseFile:
    """Return a case with what it leaves open of `[seller]` filled in from its `seller_file`.

    Mistakes in that file are told with its own name and lines, and leave no case. Raises CaseFileError where it
    cannot be read.
    """
    case = file.case
    if case is None or case.seller_file is None:
        return file
    named = case.seller_file.replace("\\", "/")
    read = _alone(Path(file.path).parent / named, named)
    if read.case is None:
        return replace(file, case=None, findings=(*file.findings, *read.findings))
    remarks = read.findings
    if read.case.model_fields_set - {"version", "seller"}:
        remarks = (*remarks, found("A801", place=Place(file=named), file=named))
    own = {name: value for name, value in case.seller if value is not None}
    seller = Seller(**{**dict(read.case.seller), **own})
    return replace(file, case=case.model_copy(update={"seller": seller}), findings=(*file.findings, *remarks))


def _alone(path: Path, name: str) -> CaseFile:
    """Read a seller file as a case file of its own; what it names in turn is not followed."""
    text = read_text(path, name)
    file = CaseFile(path=str(path.absolute()), name=name, sha256=text.sha256, case=None, lines=text.lines)
    remarks = tuple(_remarks(text, name))
    data, sentence = parse(text.text) if text.undecodable is None else (None, "")
    if data is None:
        told = diagnose(text.text, name, sentence or "") if text.undecodable is None else ()
        return replace(file, findings=(*remarks, *told))
    return _validated(
        {**data, "seller_file": None} if "seller_file" in data else data, file, remarks, text.text
    )


def _remarks(text: CaseText, name: str) -> list[Finding]:
    if text.undecodable is not None:
        place = Place(file=name, line=text.bad_line, column=1)
        values: dict[str, object] = {"file": name, "line": text.bad_line, "offset": text.undecodable}
        return [found("C112", None, place=place, **values)]
    if text.encoding == "cp932":
        return [found("C111", place=Place(file=name), file=name)]
    return []


def _validated(data: dict[str, Any], file: CaseFile, remarks: tuple[Finding, ...], text: str) -> CaseFile:
    positions = find_positions(text)
    placed = replace(file, positions=positions.values)
    refusals: dict[tuple[str, str], Refusal] = {}
    try:
        return with_seller(replace(placed, case=Case.model_validate(data), findings=remarks))
    except ValidationError as error:
        refusals |= _refusals(error, placed)
    mended = _with_right_brackets(data, positions)
    if mended != data:
        # What stands under a heading with the wrong brackets was not looked at the first time.
        try:
            Case.model_validate(mended)
        except ValidationError as error:
            refusals = _refusals(error, placed) | refusals
    return replace(placed, findings=(*remarks, *_mistakes(refusals.values(), placed, positions)))


def _with_right_brackets(data: dict[str, Any], positions: Positions) -> dict[str, Any]:
    """Return a copy in which `[evidence]` counts as `[[evidence]]` and `[[plan]]` as `[plan]`; the places follow."""
    mended = dict(data)
    for entry in (entry for entry in entries() if entry.is_table and not entry.table):
        value = data.get(entry.key)
        if entry.repeated and isinstance(value, dict):
            mended[entry.key] = [value]
            _move(positions, f"{entry.key}.", f"{entry.key}[0].")
        elif not entry.repeated and isinstance(value, list) and value:
            mended[entry.key] = value[0]
            _move(positions, f"{entry.key}[0].", f"{entry.key}.")
    return mended


def _move(positions: Positions, old: str, new: str) -> None:
    for places in (positions.values, positions.keys):
        places.update({new + path[len(old) :]: at for path, at in places.items() if path.startswith(old)})


def _refusals(error: ValidationError, file: CaseFile) -> dict[tuple[str, str], Refusal]:
    refusals = {}
    for detail in error.errors(include_url=False):
        path, limits = path_of(detail["loc"]), detail.get("ctx", {})
        refusals[path, detail["type"]] = Refusal(
            detail["type"], path, detail["input"], limits, _source(path, file)
        )
    return refusals


def _mistakes(refusals: Iterable[Refusal], file: CaseFile, positions: Positions) -> list[Finding]:
    """Say each refusal, sorted by place; a file with hundreds of them is no case file, so 200 are told."""
    findings = [translate(refusal, file, positions.keys) for refusal in islice(refusals, LIMIT)]
    findings.sort(key=lambda finding: (finding.where.line or 0, finding.where.column or 0))
    if len(findings) == LIMIT:
        findings.append(found("C150", place=Place(file=file.name), file=file.name, limit=LIMIT))
    return findings


def _source(path: str, file: CaseFile) -> str:
    """Return a value as it stands in the file, without its quotes; empty where it is more than a word."""
    at = file.positions.get(path)
    if at is None:
        return ""
    line = file.lines[at.line - 1]
    start = at.column - 1
    if line[start : start + 1] in ("'", '"'):
        behind = string_end(line, start)
        return line[start + 1 : behind - 1] if behind else ""
    return line[start:].split("#")[0].strip(" ,}]")
