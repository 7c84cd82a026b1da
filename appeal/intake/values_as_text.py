"""Writes single values as TOML: text in the quotes it needs, real dates, months with quotes; it touches no file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import Enum

from pydantic import BaseModel

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def as_toml(value: object, inline: bool = False) -> str:
    """Return `value` as TOML; `inline` keeps it on one line. Raises TypeError for what a case file cannot hold."""
    if isinstance(value, Enum):
        return as_toml(value.value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _lines(value) if "\n" in value and not inline else _line(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _gathered(value)


def key_as_toml(key: str) -> str:
    """Return a key, with quotes where it needs them."""
    return key if _BARE.fullmatch(key) else _basic(key)


def _gathered(value: object) -> str:
    if isinstance(value, BaseModel):
        return as_toml({key: part for key, part in value if part != type(value).model_fields[key].default})
    if isinstance(value, Mapping):
        pairs = [f"{key_as_toml(str(key))} = {as_toml(part, inline=True)}" for key, part in value.items()]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        parts = [as_toml(part, inline=True) for part in value]
        if len(parts) > 1 and parts[0].startswith("{"):
            return "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
        return f"[{', '.join(parts)}]"
    raise TypeError(f"no value of a case file: {type(value).__name__}")


def _line(text: str) -> str:
    plain = not any(unicodedata.category(mark) in ("Cc", "Cs") for mark in text)
    awkward = "\\" in text or '"' in text
    return f"'{text}'" if awkward and plain and "'" not in text else _basic(text)


def _basic(text: str) -> str:
    return '"' + "".join(_escaped(mark) for mark in text) + '"'


def _lines(text: str) -> str:
    body = "".join("\n" if mark == "\n" else mark if mark == '"' else _escaped(mark) for mark in text)
    # The last quote first: behind it, no run of three can end in one that is already escaped.
    if body.endswith('"'):
        body = body[:-1] + '\\"'
    body = body.replace('"""', '""\\"')
    return f'"""\n{body}"""'


def _escaped(mark: str) -> str:
    if mark in _ESCAPES:
        return _ESCAPES[mark]
    return f"\\u{ord(mark):04X}" if unicodedata.category(mark) == "Cc" or mark == "\ufeff" else mark
