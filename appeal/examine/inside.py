"""Looks at one distrusted file from the first byte to the last; it runs in a worker and tells what it finds in stages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from appeal.examine.endings import ending
from appeal.examine.kinds import kind_of
from appeal.examine.opening import read_bytes
from appeal.examine.places import UnusableError
from appeal.examine.reading import Notes, Reading
from appeal.model.evidence import ACCEPTED_TYPES, FileState

# The type of an image that carries another document in the same file.
SECOND_DOCUMENT = "mixed"

Told = dict[str, object]


def look(path: Path) -> Iterator[Told]:
    """Yield what is found, piece by piece, each a part of `FileFacts`, so that what comes before a crash is kept.

    First size, SHA-256 and type, then what a reader of that type finds. Raises nothing but MemoryError because of
    a file; in native code the process may still end.
    """
    try:
        content = read_bytes(path)
    except UnusableError as found:
        yield {"state": found.state.value, "bytes": found.size, "detail": found.detail}
        return
    kind = kind_of(content)
    yield {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "type": kind}
    reading = look_inside(kind, content)
    told: Told = asdict(reading)
    if reading.detail == SECOND_DOCUMENT:
        told["type"] = SECOND_DOCUMENT
    yield told
    if kind == "pdf" and reading.state is FileState.USABLE:
        yield _read_further(content, reading)


def _read_further(content: bytes, reading: Reading) -> Told:
    """Read what a sound PDF says; where that fails, the file stays as sound as it was found."""
    from appeal.examine.pdf_scans import note_scan
    from appeal.examine.pdf_words import read_words

    notes, texts, by_ocr = Notes(), None, False
    try:
        texts, by_ocr = read_words(content, notes)
        if by_ocr or not texts:
            note_scan(content, notes)
    except MemoryError:
        raise
    except Exception as trouble:  # noqa: BLE001
        # As above: readers raise anything. Words that cannot be read are no fault of a paper that can be seen.
        return {"detail": f"{reading.detail} {type(trouble).__name__}: {trouble}"[:500]}
    traits = [asdict(one) for one in (*reading.traits, *notes.traits())]
    return {"texts": texts, "by_ocr": by_ocr, "traits": traits}


def look_inside(kind: str, content: bytes) -> Reading:
    """Let the reader of this type look; whatever it raises becomes a state."""
    if kind not in ACCEPTED_TYPES:
        return Reading(FileState.OTHER_TYPE)
    try:
        return _read_inside(kind, content)
    except MemoryError:
        # The worker is full: it must end, and this file is asked for again in a fresh one.
        raise
    except ImportError as trouble:
        # A reader that cannot be loaded says nothing about the file.
        return Reading(FileState.CRASHED, detail=str(trouble)[:500])
    except Exception as trouble:  # noqa: BLE001
        # The one place where everything is caught: on damaged files the readers raise far outside their own
        # classes (AssertionError, KeyError, RecursionError ...), and one bad file may never end the run.
        cut = ending(kind, content).end is None
        state = FileState.TRUNCATED if cut else FileState.DAMAGED
        return Reading(state, detail=f"{type(trouble).__name__}: {trouble}"[:500])


def _read_inside(kind: str, content: bytes) -> Reading:
    if kind == "pdf":
        from appeal.examine.pdf import read_pdf

        return read_pdf(content)
    from appeal.examine.image import read_image, second_document

    if second_document(kind, content):
        return Reading(FileState.OTHER_TYPE, detail=SECOND_DOCUMENT)
    return read_image(kind, content)
