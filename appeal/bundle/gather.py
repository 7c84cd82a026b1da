"""Gathers the pages of all exhibits in one plain document, so that it can be made while the letter is drawn."""

from __future__ import annotations

import hashlib
import logging
import os
import pathlib
import stat
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from appeal.aside import start_aside
from appeal.bundle.pages import insert_evidence
from appeal.errors import PackageError
from appeal.model.submission import Exhibit

if TYPE_CHECKING:
    from pypdf import PdfWriter

# More than this is not sent from one process to another: it would stand in memory twice.
_MOST_ASIDE = 64_000_000


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pages of the exhibits as a PDF, in their order, and how many belong to each; no bytes where none has a page."""

    pdf: bytes
    counts: tuple[int, ...]


def start_gathering(exhibits: Sequence[tuple[Exhibit, pathlib.Path]]) -> Callable[[], Gathered]:
    """Have a second core gather the pages, and return what waits for them; raises only when they are asked for."""
    if not exhibits or sum(exhibit.facts.bytes or 0 for exhibit, _ in exhibits) > _MOST_ASIDE:
        return lambda: gather(exhibits)
    return start_aside(lambda: gather(exhibits))


def gather(exhibits: Sequence[tuple[Exhibit, pathlib.Path]]) -> Gathered:
    """Return the pages of the exhibits; originals are read and nothing else.

    Raises PackageError where a file changed, cannot be taken over or does not have the pages that were examined.
    """
    if not exhibits:
        return Gathered(b"", ())
    from pypdf import PdfWriter

    with _quiet_reader():
        writer = PdfWriter()
        counts: list[int] = []
        for exhibit, path in exhibits:
            counts.append(_insert(writer, exhibit, _read(exhibit, path), sum(counts)))
        if not sum(counts):
            return Gathered(b"", tuple(counts))
        try:
            return Gathered(_written(writer), tuple(counts))
        except Exception as error:  # as above: an object may be looked at only when it is written
            raise PackageError("P713", file=_broken(exhibits)) from error


def _written(writer: PdfWriter) -> bytes:
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _broken(exhibits: Sequence[tuple[Exhibit, pathlib.Path]]) -> str:
    """Return the name of the first file that cannot be written by itself, or of all where each can."""
    for exhibit, path in exhibits:
        if len(exhibits) > 1:
            try:
                gather([(exhibit, path)])
            except PackageError:
                return exhibit.item.file
    return "、".join(exhibit.item.file for exhibit, _ in exhibits)


@contextmanager
def _quiet_reader() -> Iterator[None]:
    """Keep the readers' English remarks off the screen; what they are about was told when the file was examined."""
    logger = logging.getLogger("pypdf")
    before = logger.propagate
    silence = logging.NullHandler()
    logger.addHandler(silence)
    logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.propagate = before
        logger.removeHandler(silence)


def _read(exhibit: Exhibit, path: pathlib.Path) -> bytes:
    try:
        # A pipe put in the place of the file would otherwise be waited on for ever.
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(opened, "rb") as original:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise PackageError("P712", file=exhibit.item.file)
            data = original.read()
    except OSError as error:
        raise PackageError("P712", file=exhibit.item.file) from error
    if exhibit.facts.sha256 and hashlib.sha256(data).hexdigest() != exhibit.facts.sha256:
        raise PackageError("P711", file=exhibit.item.file)
    return data


def _insert(writer: PdfWriter, exhibit: Exhibit, data: bytes, at: int) -> int:
    try:
        count = insert_evidence(writer, data, exhibit.facts.type or "", at)
    except Exception as error:  # on broken files the readers leave their own class trees
        raise PackageError("P713", file=exhibit.item.file) from error
    if exhibit.facts.pages is not None and count != exhibit.facts.pages:
        raise PackageError("P714", file=exhibit.item.file, expected=exhibit.facts.pages, actual=count)
    return count
