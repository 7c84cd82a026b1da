"""Keeps what was sent and what came back in `rounds/` beside the case; it copies no evidence and judges nothing."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from appeal.errors import CaseFileError, PackageError
from appeal.model.dates import japanese
from appeal.model.notice import QuantityBasis
from appeal.model.reading import UnclaimedLine
from appeal.model.round import Refusal, RefusalPoint, ReplyMail, Round, SentFile

FOLDER = "rounds"
_MANIFEST, _TRACE, _SENT, _REFUSAL = "manifest.json", "trace.json", "sent.json", "refusal.json"


def read_rounds(home: Path) -> tuple[Round, ...]:
    """Return the rounds kept beside a case, in order; raises CaseFileError (A808) where one cannot be read."""
    folders = [one for one in (home / FOLDER).glob("*") if one.name.isdecimal() and (one / _SENT).is_file()]
    return tuple(_read_round(one) for one in sorted(folders, key=lambda one: int(one.name)))


def sent_packages(*homes: Path) -> dict[str, int]:
    """Return the SHA-256 of the manifest of each package that was sent -> its round; a torn record counts too."""
    found = {}
    for manifest in (one for home in homes for one in (home / FOLDER).glob(f"*/{_MANIFEST}")):
        if manifest.parent.name.isdecimal():
            with suppress(OSError):
                found[hashlib.sha256(manifest.read_bytes()).hexdigest()] = int(manifest.parent.name)
    return found


def _read_round(folder: Path) -> Round:
    try:
        sent, manifest, trace = (_json(folder / name) for name in (_SENT, _MANIFEST, _TRACE))
        files = [one for one in manifest["files"] if one.get("label")]
        refusal = _refusal(_json(folder / _REFUSAL)) if (folder / _REFUSAL).is_file() else None
        return Round(
            number=int(sent["round"]),
            sent_on=date.fromisoformat(sent["sent_on"]),
            channel=str(sent["channel"]),
            files=tuple(SentFile(str(one["label"]), str(one["sha256"]), str(one["source"])) for one in files),
            said=_said(trace),
            refusal=refusal,
            fields={str(path): str(value) for path, value in trace.get("fields", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = "開けません" if isinstance(error, OSError) else "中身の形が違います"
        raise CaseFileError("A808", file=f"{FOLDER}/{folder.name}", reason=reason) from error


def _said(trace: dict[str, Any]) -> str:
    told = [str(one["text"]) for part in ("letter", "reply_body") for one in trace[part]]
    return re.sub(r"\s", "", "\n".join(told))


def _refusal(data: dict[str, Any]) -> Refusal:
    points = tuple(
        RefusalPoint(
            one["kind"],
            one["code"],
            one["quote"],
            int(one["line"]),
            tuple(one["labels"]),
            str(one.get("before", "")),
        )
        for one in data["points"]
    )
    days, mail, basis = data.get("deadline_days"), data.get("mail"), data.get("quantity_basis")
    return Refusal(
        points,
        data["final"],
        tuple(data["asins"]),
        str(data["sha256"]),
        received=_day(data.get("received")),
        deadline_days=int(days) if days is not None else None,
        deadline=_day(data.get("deadline")),
        unread=tuple(UnclaimedLine(int(one["line"]), str(one["text"])) for one in data.get("unread", ())),
        window_text=tuple(map(str, data.get("window_text", ()))),
        window_days=tuple(map(int, data.get("window_days", ()))),
        quantity_basis=QuantityBasis(basis).value if basis else None,
        formats=tuple(map(str, data.get("formats", ()))),
        mail=ReplyMail(**mail) if mail else None,
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def latest_package(home: Path) -> Path | None:
    """Return the package in `out/` beside the case that was made last, by its own day and name, or None."""
    found = []
    for manifest in (home / "out").glob(f"*/{_MANIFEST}"):
        try:
            found.append((str(_json(manifest)["today"]), manifest.stat().st_mtime_ns, manifest.parent))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return max(found)[2] if found else None


def freeze(home: Path, package: Path, sent_on: date, channel: str) -> int:
    """Keep a sent package as the next round and return its number.

    Every file of the package must be as it was made. Raises CaseFileError: A804 no package, A805 changed, A806 a
    draft, A810 kept already, A819 sent before it was made; PackageError P723 where it cannot be written.
    """
    manifest = _package_manifest(package)
    made_on = date.fromisoformat(str(manifest["today"]))
    if sent_on < made_on:
        raise CaseFileError("A819", day=japanese(sent_on), made=japanese(made_on))
    rounds = read_rounds(home)
    for one in rounds:
        if (home / FOLDER / str(one.number) / _MANIFEST).read_bytes() == (package / _MANIFEST).read_bytes():
            raise CaseFileError("A810", number=one.number)
    number = rounds[-1].number + 1 if rounds else 1
    sent = {
        "round": number,
        "sent_on": sent_on.isoformat(),
        "channel": channel,
        "package": package.name,
        "made_on": str(manifest["today"]),
    }
    folder = home / FOLDER / str(number)
    try:
        folder.mkdir(parents=True)
        for name in (_MANIFEST, _TRACE):
            (folder / name).write_bytes((package / name).read_bytes())
        # Last, for a round without it is none.
        _write(folder / _SENT, sent)
    except OSError as error:
        raise PackageError("P723", folder=folder, reason=error.strerror or "") from error
    return number


def _package_manifest(package: Path) -> dict[str, Any]:
    try:
        manifest = _json(package / _MANIFEST)
        date.fromisoformat(str(manifest["today"]))
        if manifest.get("draft"):
            raise CaseFileError("A806", folder=package)
        for one in manifest["files"]:
            path = package / str(one["path"])
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != one["sha256"]:
                raise CaseFileError("A805", folder=package, file=one["path"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseFileError("A804", file=package) from error
    return manifest


def keep_refusal(home: Path, number: int, refusal: Refusal) -> None:
    """Write a refusal beside the round it answers; raises PackageError P723."""
    path = home / FOLDER / str(number) / _REFUSAL
    try:
        _write(path, asdict(refusal))
    except OSError as error:
        raise PackageError("P723", folder=path.parent, reason=error.strerror or "") from error


def _json(path: Path) -> dict[str, Any]:
    data = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError("no table")
    return data


def _write(path: Path, data: object) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
    beside.replace(path)
