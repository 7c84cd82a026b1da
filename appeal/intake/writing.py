"""Writes a case as a commented case file, and single entries into an existing one; it knows no questions."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from appeal.errors import CaseFileError
from appeal.intake.editing import edited
from appeal.intake.entries import Entry, comment, entries, header
from appeal.intake.reading import read_text
from appeal.intake.values_as_text import as_toml, key_as_toml
from appeal.model.case import Case

SCHEMA_LINE = "#:schema ./case.schema.json"


def dump_case(case: Case) -> str:
    """Return a case as TOML with `\\n` line ends: sections in the order of the questions, a comment behind every key."""
    lines = [SCHEMA_LINE, f"version = {case.version}  # {_title('version')}"]
    for entry in entries():
        if entry.table or entry.key == "version":
            continue
        value = getattr(case, entry.key)
        if not entry.is_table:
            lines += [_line(entry, value, True)] if value is not None else []
        elif value != Case.model_fields[entry.key].default:
            values = value if entry.repeated else (value,)
            for number, part in enumerate(values):
                lines += [
                    "",
                    f"{header(entry.key)}  # {entry.title}",
                    *_section(part, entry.key, number == 0),
                ]
    return "\n".join(lines) + "\n"


def write_case(path: Path, case: Case) -> None:
    """Write a case to a new or existing file, whole or not at all; raises CaseFileError (C106)."""
    _replace(path, dump_case(case).encode("utf-8"), str(path))


def write_values(path: Path, changes: Mapping[str, object]) -> None:
    """Set entries of an existing case file by path (`evidence[0].issued`); None takes an entry out.

    Comments, order, line ends and a UTF-8 BOM stay; a file in another encoding becomes UTF-8. An index one past the
    last adds an element. Raises CaseFileError: C101 to C105 as in reading, C106 where it cannot be saved, C107 where
    an entry has no place. The file is replaced whole, or not touched.
    """
    name = str(path)
    before = read_text(path, name)
    text = before.text
    for field, value in changes.items():
        try:
            text = edited(text, field, value)
            tomllib.loads(text)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise CaseFileError("C107", file=name, field=field) from error
    encoding = before.encoding if before.encoding == "utf-8-sig" else "utf-8"
    _replace(path, text.replace("\n", before.newline).encode(encoding), name)


def _section(part: BaseModel, table: str, first: bool) -> list[str]:
    lines = []
    for entry in entries():
        if entry.table != table:
            continue
        value = getattr(part, entry.key)
        field = type(part).model_fields[entry.key]
        if field.is_required() or value != field.default:
            lines.append(_line(entry, value, first))
    return lines


def _line(entry: Entry, value: object, first: bool) -> str:
    return f"{key_as_toml(entry.key)} = {as_toml(value)}  # {comment(entry, first)}"


def _title(key: str) -> str:
    return next(entry.title for entry in entries() if entry.path == key)


def _replace(path: Path, content: bytes, name: str) -> None:
    """Put `content` in the place of a file in one step, so that a crash leaves the old or the new one."""
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        handle, written = tempfile.mkstemp(prefix=".case-", suffix=".tmp", dir=target.parent)
        temporary = Path(written)
        with open(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        else:
            temporary.chmod(0o644)
        temporary.replace(target)
    except (OSError, ValueError) as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise CaseFileError("C106", file=name) from error
