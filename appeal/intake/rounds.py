"""Keeps what was sent and what came back in `rounds/` beside the case; it copies no evidence and judges nothing."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from appeal.errors import CaseFileError, PackageError
from appeal.intake.package_of_case import CaseMark, is_of_another, is_same_case
from appeal.intake.round_records import (
    PackageList,
    TraceRecord,
    read_kept_refusal,
    read_package_list,
    read_sent,
    read_trace,
)
from appeal.model.dates import japanese
from appeal.model.round import Refusal, Round, SentFile

FOLDER = "rounds"
_MANIFEST, _TRACE, _SENT, _REFUSAL = "manifest.json", "trace.json", "sent.json", "refusal.json"
_REASONS = {
    errno.ENOSPC: "空きがありません",
    errno.EDQUOT: "空きがありません",
    errno.EACCES: "書き込む権限がありません",
    errno.EPERM: "書き込む権限がありません",
    errno.EROFS: "書き込む権限がありません",
}


def rounds_folder(home: Path, case_name: str = "") -> Path:
    """Return where the rounds of a case file are kept: `rounds`, or `rounds_NAME` where another case keeps its own there."""
    shared, own = home / FOLDER, home / f"{FOLDER}_{Path(case_name).stem}"
    if not case_name or not (own.is_dir() or _is_taken(shared, case_name)):
        return shared
    return own


def _is_taken(shared: Path, case_name: str) -> bool:
    for manifest in sorted(shared.glob(f"*/{_MANIFEST}")):
        with suppress(OSError, ValueError):
            told = read_package_list(manifest).case
            return told is not None and not is_same_case(told.file, case_name, shared.parent)
    return False


def read_rounds(home: Path, case_name: str = "") -> tuple[Round, ...]:
    """Return the rounds of a case, in order; raises CaseFileError (A808, A830) where one cannot be read or is torn."""
    place = rounds_folder(home, case_name)
    try:
        if not place.is_dir():
            if place.exists():
                raise CaseFileError("A830", file=place.name, reason="フォルダーではありません")
            return ()
        folders = [one for one in place.iterdir() if one.name.isdecimal()]
    except OSError as error:
        raise CaseFileError("A808", file=place.name, reason="開けません") from error
    return tuple(_read_round(one) for one in sorted(folders, key=lambda one: (len(one.name), one.name)))


def sent_packages(*homes: Path) -> dict[frozenset[str], int]:
    """Return the hashes of each package that was sent -> its round; a torn record counts too."""
    found = {}
    for manifest in (one for home in homes for one in home.glob(f"{FOLDER}*/*/{_MANIFEST}")):
        if manifest.parent.name.isdecimal():
            with suppress(OSError, ValueError):
                found[read_package_list(manifest).mark] = int(manifest.parent.name)
    return found


def _read_round(folder: Path) -> Round:
    told = f"{folder.parent.name}/{folder.name}"
    missing = [name for name in (_SENT, _MANIFEST, _TRACE) if not (folder / name).exists()]
    if missing:
        reason = f"{'、'.join(missing)} がありません" if folder.is_dir() else "フォルダーではありません"
        raise CaseFileError("A830", file=told, reason=reason)
    try:
        sent = read_sent(folder / _SENT)
        if str(sent.round) != folder.name:
            raise CaseFileError("A808", file=told, reason="フォルダーの名前と回の番号が違います")
        listed, trace = read_package_list(folder / _MANIFEST), read_trace(folder / _TRACE)
        refusal = read_kept_refusal(folder / _REFUSAL) if (folder / _REFUSAL).exists() else None
    except (OSError, ValueError) as error:
        reason = "開けません" if isinstance(error, OSError) else "中身の形が違います"
        raise CaseFileError("A808", file=told, reason=reason) from error
    files = tuple(SentFile(one.label, one.sha256, one.source or "") for one in listed.files if one.label)
    return Round(sent.round, sent.sent_on, sent.channel, files, _said(trace), refusal, dict(trace.fields))


def _said(trace: TraceRecord) -> str:
    return re.sub(r"\s", "", "\n".join(one.text for one in (*trace.letter, *trace.reply_body)))


def latest_package(home: Path, case_name: str = "") -> Path | None:
    """Return the package of a case file in `out/` beside it that was made last, by its own day and name, or None."""
    found = []
    for manifest in (home / "out").glob(f"*/{_MANIFEST}"):
        with suppress(OSError, ValueError):
            listed = read_package_list(manifest)
            told = listed.case.file if listed.case else None
            if not case_name or told is None or is_same_case(told, case_name, home):
                found.append((listed.today, manifest.stat().st_mtime_ns, manifest.parent))
    return max(found)[2] if found else None


def freeze(home: Path, package: Path, sent_on: date, channel: str, case: CaseMark | None = None) -> int:
    """Keep a sent package as the next round and return its number.

    Every file of the package must be as it was made. Raises CaseFileError: A804 no package, A805 changed, A806 a
    draft, A810 kept already, A819 sent before it was made, A826 of another case; PackageError A831 where it cannot be
    written, and what read_rounds raises.
    """
    listed, trace = _made_package(package)
    if case is not None and is_of_another(listed, trace, package, home, case):
        raise CaseFileError("A826", folder=package, found=listed.case.file if listed.case else "")
    if sent_on < listed.today:
        raise CaseFileError("A819", day=japanese(sent_on), made=japanese(listed.today))
    name = case.name if case is not None else ""
    rounds, place = read_rounds(home, name), rounds_folder(home, name)
    for one in rounds:
        if read_package_list(place / str(one.number) / _MANIFEST).mark == listed.mark:
            raise CaseFileError("A810", number=one.number)
    number = rounds[-1].number + 1 if rounds else 1
    sent = {
        "round": number,
        "sent_on": sent_on.isoformat(),
        "channel": channel,
        "package": package.absolute().name,
        "made_on": listed.today.isoformat(),
    }
    beside = place / f".{number}.new"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        for kept in (_MANIFEST, _TRACE):
            (beside / kept).write_bytes((package / kept).read_bytes())
        _write(beside / _SENT, sent)
        # Whole or not at all: a round that stops half-way would stand in the way of every later one.
        beside.rename(place / str(number))
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise _unwritten(place / str(number), error) from error
    return number


def _made_package(package: Path) -> tuple[PackageList, TraceRecord]:
    try:
        listed = read_package_list(package / _MANIFEST)
        if listed.draft:
            raise CaseFileError("A806", folder=package)
        for one in listed.files:
            path = package / one.path
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != one.sha256:
                raise CaseFileError("A805", folder=package, file=one.path)
        return listed, read_trace(package / _TRACE)
    except (OSError, ValueError) as error:
        raise CaseFileError("A804", file=package) from error


def keep_refusal(home: Path, number: int, refusal: Refusal, case_name: str = "") -> None:
    """Write a refusal beside the round it answers; another one that stood there stays as refusal-1.json; raises PackageError A831."""
    path = rounds_folder(home, case_name) / str(number) / _REFUSAL
    try:
        if path.exists() and read_kept_refusal(path).sha256 != refusal.sha256:
            path.rename(next(one for one in _places_beside(path) if not one.exists()))
        _write(path, asdict(refusal))
    except OSError as error:
        raise _unwritten(path.parent, error) from error


def _places_beside(path: Path) -> Iterator[Path]:
    number = 0
    while True:
        number += 1
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _unwritten(folder: Path, error: OSError) -> PackageError:
    return PackageError("A831", folder=folder, reason=_REASONS.get(error.errno or 0, "書き込めません"))


def _write(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n"
    beside = path.with_name(f".{path.name}.new")
    # What no encoding holds, half a character of a torn mail, is kept as a question mark.
    beside.write_bytes(text.encode("utf-8", "replace"))
    beside.replace(path)
