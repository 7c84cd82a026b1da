"""Which JAN and model the papers name for a listing, as suggestions to be confirmed; it reads no file and decides nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from appeal.model.codes import jan_fits

_JAN_LABEL = re.compile(r"(?<![A-Za-z])JAN|バーコード")
_JAN = re.compile(r"(?<![\d-])(?:\d{13}|\d{8})(?![\d-])")
_CODE = r"[0-9A-Za-z][0-9A-Za-z/_.-]{1,29}"
_MODEL = re.compile(rf"(?:型番|品番|型式)\s*[::]\s*({_CODE})")
# A table whose column of models stands right behind the one of names.
_COLUMNS = re.compile(r"(?:品名|商品名|品目)\s+(?:型番|品番|型式)(?:\s|$)")


def suggested_jan(texts: Sequence[str], title: str | None, *, alone: bool) -> str | None:
    """Return the only JAN with a fitting check digit in the rows of papers that name `title`; None where it is not plain.

    `texts` are the pages of all papers. With `alone` there is no other listing, and a labelled JAN in any row will do.
    """
    found = {
        jan
        for page in _pages(texts)
        if _JAN_LABEL.search(page)
        for row in page.split("\n")
        if _names(row, title) or (alone and _JAN_LABEL.search(row))
        for jan in _JAN.findall(row)
        if jan_fits(jan)
    }
    return found.pop() if len(found) == 1 else None


def suggested_model(texts: Sequence[str], title: str | None) -> str | None:
    """Return the only model in the rows that name `title`: behind its label, or in the column behind the name."""
    found = {model for page in _pages(texts) for model in _models(page, title)}
    return found.pop() if len(found) == 1 else None


def _models(page: str, title: str | None) -> Iterator[str]:
    for row in page.split("\n"):
        if not _names(row, title):
            continue
        if match := _MODEL.search(row):
            yield match[1]
        elif _COLUMNS.search(page):
            first = re.match(_CODE + r"(?=\s)", row.partition(_tight(title or ""))[2].strip())
            # A row that goes on with the JAN has no model of its own.
            if first is not None and not _JAN.fullmatch(first[0]):
                yield first[0]


def _names(row: str, title: str | None) -> bool:
    return bool(title) and _tight(title or "") in row


def _pages(texts: Sequence[str]) -> list[str]:
    return ["\n".join(_tight(line) for line in page.split("\n")) for page in texts]


def _tight(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
