"""Takes values out of a stranger's PDF objects: a value of another type than asked for is none at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_MOST_ENTRIES = 20_000


def dictionary(holder: Any, key: str) -> Any:
    """Return the dictionary (or the dictionary of a stream) under `key`, or None."""
    value = _value(holder, key)
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else None


def stream(holder: Any, key: str) -> Any:
    """Return the stream under `key`, or None."""
    value = _value(holder, key)
    return value if isinstance(value, pikepdf.Stream) else None


def entries(holder: Any, key: str) -> list[Any]:
    """Return the values of the array under `key`, a bounded number of them; a single value counts as one."""
    value = _value(holder, key)
    if isinstance(value, pikepdf.Array):
        return [value[place] for place in range(min(len(value), _MOST_ENTRIES))]
    return [] if value is None else [value]


def items(holder: Any, key: str) -> Iterator[tuple[str, Any]]:
    """Yield names and values of the dictionary under `key`."""
    found = dictionary(holder, key)
    if found is not None:
        for name in list(found.keys())[:_MOST_ENTRIES]:
            yield name, _value(found, name)


def text(holder: Any, key: str) -> str:
    """Return the text or name under `key`, without the slash of a name; empty where there is none."""
    value = _value(holder, key)
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return str(value).strip("\x00") if isinstance(value, pikepdf.String) else ""


def number(holder: Any, key: str) -> float | None:
    """Return the number under `key`, or None."""
    return as_number(_value(holder, key))


def as_number(value: Any) -> float | None:
    """Return a number of the file as one of ours, or None; one beyond all measure is infinite."""
    from decimal import Decimal

    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def has(holder: Any, key: str) -> bool:
    """Whether there is anything but nothing under `key`."""
    return _value(holder, key) is not None


def truth(holder: Any, key: str) -> bool:
    """Whether `key` is set to true."""
    return _value(holder, key) is True


def same(one: Any) -> tuple[int, int] | None:
    """Return what tells an indirect object from others, None for a direct one."""
    found = getattr(one, "objgen", (0, 0))
    return found if found != (0, 0) else None


def _value(holder: Any, key: str) -> Any:
    try:
        return holder.get(key)
    except (AttributeError, TypeError, ValueError, KeyError, pikepdf.PdfError):
        return None
