"""The case on the disk while a session goes on: read, changed whole after every answer, its papers beside it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from appeal.errors import CallError
from appeal.intake.answers import AnswerError

if TYPE_CHECKING:
    from appeal.counting import Counted
    from appeal.model.case import Case, CaseFile
    from appeal.model.evidence import FileFacts
    from appeal.model.finding import Finding
    from appeal.rules.counted import FromReports

SCHEMA_FILE = "case.schema.json"
# Mistakes that no true answer can have: they are asked again at once instead of being written.
_IMPOSSIBLE = frozenset(
    {"N102", "N110", "N115", "Q312", "S412", "S416", "S419", "W501", "W503", "W511", "W515", "E257"}
)


class Desk:
    """One case file: `case` is None while there is none, or while its text cannot be used."""

    def __init__(self, path: Path, today: date) -> None:
        self.path = path
        self.today = today
        self.case: Case | None = None
        self.file: CaseFile | None = None
        self._facts: dict[str, FileFacts] = {}
        self._counts: dict[tuple[object, ...], Counted | None] = {}

    @property
    def folder(self) -> Path:
        """Where the case lies; relative paths start here."""
        return self.path.parent

    def open(self) -> None:
        """Read the case file if there is one."""
        if self.path.exists() or self.path.is_symlink():
            from appeal.intake.casefile import read_case_file

            self.file = read_case_file(self.path, str(self.path))
            self.case = self.file.case

    def create(self) -> None:
        """Write an empty case and the schema that editors use, unless a case is there."""
        if self.path.exists():
            return
        from appeal.intake.writing import write_case
        from appeal.model.case import Case

        write_case(self.path, Case())
        self._write_schema()
        self.open()

    def _write_schema(self) -> None:
        import json

        from appeal.intake.schema import case_schema

        place = self.folder / SCHEMA_FILE
        if not place.exists():
            text = json.dumps(case_schema(), ensure_ascii=False, indent=1) + "\n"
            try:
                place.write_text(text, encoding="utf-8", newline="\n")
            except OSError as error:
                raise CallError("I120", file=self.path.name) from error

    def record(self, changes: Mapping[str, object]) -> None:
        """Write changes into the case file, whole or not at all, and read it again."""
        from appeal.intake.writing import write_values

        self.create()
        write_values(self.path, changes)
        self.open()

    def candidate(self, changes: Mapping[str, object]) -> Case:
        """Return the case as it would be with changes; raises AnswerError (I139) where it would be none."""
        from pydantic import ValidationError

        from appeal.model.case import Case

        case = self.case or Case()
        data = case.model_dump()
        try:
            for path, value in changes.items():
                _put(data, path, value)
            return Case.model_validate(data)
        except (ValidationError, LookupError, TypeError, ValueError) as error:
            raise AnswerError("I139") from error

    def refusal(self, findings: tuple[Finding, ...]) -> Finding | None:
        """Return the first finding that no true answer can have, or None."""
        return next((one for one in findings if one.code in _IMPOSSIBLE), None)

    def examined(self, file: str) -> FileFacts:
        """Return the facts of a paper; each file is looked at once in a session."""
        from appeal.examine.files import examine

        if file not in self._facts:
            self._facts[file] = examine([file], self.folder)[0]
        return self._facts[file]

    def counted(self, case: Case) -> tuple[Case, FromReports]:
        """Return a case with what its reports say; the same reports are counted once in a session."""
        from appeal.counting import count_case, with_reports
        from appeal.rules.window import evidence_window

        window = evidence_window(case.notice)
        goods = tuple((one.asin, one.sku, one.jan, one.counted_on) for one in case.listing)
        asked = (case.sales_report, case.columns, window, goods)
        if asked not in self._counts:
            self._counts = {asked: count_case(self.folder, case, window)[0]}
        return with_reports(case, self._counts[asked], window)

    def know(self, file: str, fact: FileFacts) -> None:
        """Remember the facts of a paper that was just looked at."""
        self._facts[file] = fact

    def forget(self, file: str) -> None:
        """Let a paper be looked at anew."""
        self._facts.pop(file, None)

    def brought_in(self, source: Path, into: str) -> str:
        """Return a file's path relative to the case, copying it into the folder `into` where it lies elsewhere.

        The copy is byte for byte; a file of the same name with other content is never touched. Raises AnswerError (I115).
        """
        try:
            home, resolved = self.folder.resolve(), source.resolve()
            if resolved.is_relative_to(home):
                return resolved.relative_to(home).as_posix()
            content = resolved.read_bytes()
            place = self._free_place(into, source.name, content)
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(place, content)
        except OSError as error:
            raise AnswerError("I115", file=source.name) from error
        return place.relative_to(self.folder).as_posix()

    def _free_place(self, into: str, name: str, content: bytes) -> Path:
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        folder = self.folder / into if into else self.folder
        digest = hashlib.sha256(content).digest()
        for number in range(1, 1000):
            place = folder / (name if number == 1 else f"{stem}-{number}{suffix}")
            if not place.exists() or hashlib.sha256(place.read_bytes()).digest() == digest:
                return place
        raise OSError("no free name")

    def keep_text(self, name: str, content: bytes) -> str:
        """Write a text that was pasted beside the case and return its name; nothing is overwritten."""
        try:
            self.create()
            place = self._free_place("", name, content)
            if not place.exists():
                _write_whole(place, content)
        except OSError as error:
            raise AnswerError("I115", file=name) from error
        return place.name


def _write_whole(place: Path, content: bytes) -> None:
    """Write a new file so that it is there whole or not at all."""
    temporary = place.with_name(f".{place.name}.tmp")
    try:
        with open(temporary, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)


def _put(data: Any, path: str, value: object) -> None:
    """Set, add or (with None) take out one entry of a dumped case."""
    parts: list[str | int] = [
        int(place) if place else name for name, place in re.findall(r"(\w[\w-]*)|\[(\d+)\]", path)
    ]
    holder = data
    for part, following in pairwise(parts):
        holder = _inside(holder, part, following)
    last = parts[-1]
    if isinstance(holder, list):
        holder[int(last) :] = ([value] if value is not None else []) + holder[int(last) + 1 :]
    elif value is not None:
        holder[last] = value
    else:
        holder.pop(last, None)


def _inside(holder: Any, part: str | int, following: str | int) -> Any:
    """Return what lies under `part`, made where it is missing and as a list where it is a tuple."""
    if isinstance(holder, list):
        if part == len(holder):
            holder.append({})
    elif holder.get(part) is None:
        holder[part] = [] if isinstance(following, int) else {}
    elif isinstance(holder[part], tuple):
        holder[part] = list(holder[part])
    return holder[part]
