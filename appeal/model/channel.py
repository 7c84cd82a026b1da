"""How an answer is sent on one channel, and the sizes we advise to keep below; values only, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from appeal.model.notice import Channel


@dataclass(frozen=True, slots=True)
class ChannelGuide:
    """The steps of one channel as a seller meets them.

    `check` is ticked before anything is sent, `paste` and `attach` say where text and files go. `source` names where the steps were read, `confirmed_on` when they last were,
    and `standing` is 公式, 体験談 or 当方の目安. Each of them is said on the page.
    """

    channel: Channel | None
    name: str
    check: tuple[str, ...]
    paste: tuple[str, ...]
    attach: tuple[str, ...]
    source: str
    standing: str
    confirmed_on: date


@dataclass(frozen=True, slots=True)
class SizeGuideline:
    """Sizes above which the page warns: bytes of one file and of all, number of files, characters of the text."""

    file_bytes: int
    all_bytes: int
    files: int
    characters: int
    source: str
    standing: str
    seen_on: date
