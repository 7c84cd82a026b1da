"""States where a notice came from, as facts: sender's domain, link domains, authentication; it gives no verdict."""

from __future__ import annotations

import re

from appeal.model.reading import Fact
from appeal.notice.inner import NoticeLines
from appeal.notice.receive import Received

_LINK = re.compile(r"https?://([^/\s:?#\"'<>()]{1,120})", re.I)
_ADDRESS = re.compile(r"@([\w.-]{1,120}\w)")
_RESULT = re.compile(r"\b(spf|dkim|dmarc)=([a-z]{1,12})", re.I)


def source_facts(message: Received, notice: NoticeLines) -> list[Fact]:
    """Return sender domain, link domains, authentication results and the limit of reading, each with its line."""
    facts = []
    headers = {name: number for number, (name, _) in enumerate(message.headers, 1)}
    if "From" in headers:
        line = headers["From"]
        quote = notice.lines[line - 1]
        facts += [
            Fact("sender_domain", found[1].lower(), quote, line)
            for found in [_ADDRESS.search(quote)]
            if found
        ]
    if "Authentication-Results" in headers:
        line = headers["Authentication-Results"]
        quote = notice.lines[line - 1]
        facts += [
            Fact("authentication", f"{name.lower()}={result.lower()}", quote[:300], line)
            for name, result in dict.fromkeys(_RESULT.findall(quote))
        ]
    facts += _links(message, notice)
    if message.limit:
        facts.append(Fact("limit", message.limit, "", len(notice.lines)))
    elif notice.unread:
        facts.append(Fact("limit", notice.unread, notice.lines[notice.unread - 1][:80], notice.unread))
    return facts


def _links(message: Received, notice: NoticeLines) -> list[Fact]:
    found: dict[str, Fact] = {}
    for number in range(notice.first, notice.last):
        line = notice.lines[number]
        if "http" not in line:
            continue
        for match in _LINK.finditer(line):
            found.setdefault(
                match[1].lower(), Fact("link_domain", match[1].lower(), line.strip()[:300], number + 1)
            )
    for target in message.links:
        if link := _LINK.match(target):
            # The address stands in the HTML and not in the text, so the fact quotes it and points to the first line.
            found.setdefault(
                link[1].lower(), Fact("link_domain", link[1].lower(), target[:300], notice.first + 1)
            )
    return list(found.values())
