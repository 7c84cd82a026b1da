"""Takes the text out of an HTML mail, block by block, in one pass; it follows no link and draws nothing."""

from __future__ import annotations

import re
from html import unescape

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "center",
        "div",
        "dl",
        "dt",
        "dd",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("head", "script", "style", "title", "template"))
# The parser of the standard library takes quadratic time over tags and comments that never end. Here nothing reaches past
# the next "<", and groups are never tried twice, so a pass costs the length of the text.
_TAG = re.compile(
    r"<(?:(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,30}+)(?P<rest>(?:[^\"'<>]++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
    r"|(?P<loose_end>/?)(?P<loose_name>[A-Za-z][A-Za-z0-9:-]{0,30}+)[^<>]*+>|[!?/][^<>]*+>)"
)
_HREF = re.compile(
    r"\bhref\s{0,4}=\s{0,4}(?:\"([^\"<]{1,2000})\"|'([^'<]{1,2000})'|([^\s\"'<>]{1,2000}))", re.I
)


class _Reader:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._silent: list[str] = []

    def read(self, html: str) -> None:
        place = 0
        for tag in _TAG.finditer(html):
            self._say(html[place : tag.start()])
            place = tag.end()
            name = (tag["name"] or tag["loose_name"] or "").lower()
            if tag["end"] or tag["loose_end"]:
                self._close(name)
            elif name:
                self._open(name, tag["rest"] or "")
        self._say(html[place:])

    def _open(self, name: str, rest: str) -> None:
        if name in _SILENT and not rest.endswith("/"):
            self._silent.append(name)
        elif name == "body":
            self._silent.clear()
        if name in _BLOCKS:
            self.pieces.append("\n- " if name == "li" else "\n")
        elif name in _CELLS:
            self.pieces.append(" ")
        if name == "a" and (link := _HREF.search(rest)):
            self.links.append(unescape(link[1] or link[2] or link[3]))

    def _close(self, name: str) -> None:
        if self._silent and self._silent[-1] == name:
            self._silent.pop()
        elif name in _BLOCKS:
            self.pieces.append("\n")

    def _say(self, text: str) -> None:
        if text and not self._silent:
            self.pieces.append(" ".join(unescape(text).split("\n")))


def text_of_html(html: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of an HTML document, one line a block, and the addresses its links lead to; never raises."""
    reader = _Reader()
    reader.read(_without_comments(html))
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line), tuple(reader.links)


def _without_comments(html: str) -> str:
    """Drop comments; one that never ends is left in, since a notice may stand below it."""
    kept, place = [], 0
    while (start := html.find("<!--", place)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        kept.append(html[place:start])
        place = end + 3
    return "".join([*kept, html[place:]])
