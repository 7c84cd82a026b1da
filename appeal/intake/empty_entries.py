"""Which entries of a case file stand there and hold nothing; it judges no value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from appeal.intake.syntax import parse


def empty_entries(lines: Sequence[str]) -> frozenset[str]:
    """Return the paths (`listing[0].sku`) of the entries with an empty text or table; none where the text is no TOML."""
    data, _sentence = parse("\n".join(lines))
    return frozenset(_empty("", data)) if data else frozenset()


def _empty(path: str, value: Any) -> Iterator[str]:
    if value in ("", {}):
        yield path
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _empty(f"{path}.{name}" if path else name, part)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _empty(f"{path}[{place}]", part)
