"""Sets one entry in a TOML text and leaves the rest of it as it was; it touches no file."""

from __future__ import annotations

import re
from typing import Any

from appeal.intake.entries import comment, entry_at, header
from appeal.intake.positions import Lines, find_positions
from appeal.intake.statements import line_end, split
from appeal.intake.values_as_text import as_toml, key_as_toml

_PART = re.compile(r"([^.\[\]]+)((?:\[\d+\])*)(?:\.|$)")


class NoPlaceError(ValueError):
    """The text has no place for an entry; English, for the caller to translate."""


def edited(text: str, field: str, value: object) -> str:
    """Return `text` with the entry `field` set to `value`, or taken out where `value` is None.

    `text` has `\\n` line ends. Raises NoPlaceError where the path leads nowhere, ValueError where `text` is not TOML.
    """
    import tomlkit

    document = tomlkit.parse(text)
    parts = _parts(field)
    holder = _walk(document, parts[:-1])
    last = parts[-1]
    if value is None:
        return _without(document, holder, last, text)
    if holder is not None and _holds(holder, last):
        holder[last] = tomlkit.value(as_toml(value, inline=_is_inline(holder)))
        return tomlkit.dumps(document)
    if holder is not None and _is_inline(holder):
        _add_inline(holder, last, value)
        return tomlkit.dumps(document)
    return _added(text, parts, value)


def _parts(field: str) -> list[str | int]:
    parts: list[str | int] = []
    index = 0
    while match := _PART.match(field, index):
        parts.append(match[1])
        parts += [int(number) for number in re.findall(r"\d+", match[2])]
        index = match.end()
        if index >= len(field):
            return parts
    raise NoPlaceError(f"no path of an entry: {field!r}")


def _path(parts: list[str | int]) -> str:
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _walk(document: Any, parts: list[str | int]) -> Any:
    """Return what holds the last part of a path, or None where it is not there yet."""
    holder = document
    for part in parts:
        if not _holds(holder, part):
            return None
        holder = holder[part]
    return holder


def _holds(holder: Any, part: str | int) -> bool:
    if isinstance(part, int):
        return isinstance(holder, list) and part < len(holder)
    return isinstance(holder, dict) and part in holder


def _is_inline(holder: Any) -> bool:
    from tomlkit.items import Array, InlineTable

    return isinstance(holder, Array | InlineTable)


def _without(document: Any, holder: Any, last: str | int, text: str) -> str:
    import tomlkit

    if holder is None or not _holds(holder, last):
        return text
    del holder[last]
    return tomlkit.dumps(document)


def _add_inline(holder: Any, last: str | int, value: object) -> None:
    import tomlkit
    from tomlkit.items import KeyType, SingleKey

    item = tomlkit.value(as_toml(value, inline=True))
    if isinstance(last, str) and isinstance(holder, dict):
        # A month as a key reads better in quotes, as everywhere else in the file.
        holder[SingleKey(last, t=KeyType.Bare if key_as_toml(last) == last else KeyType.Basic)] = item
    elif isinstance(last, int) and isinstance(holder, list) and last == len(holder):
        holder.append(item)
    else:
        raise NoPlaceError("index past the end")


def _added(text: str, parts: list[str | int], value: object) -> str:
    """Add an entry that is not there: behind the last one of its section, or in a new section at the end."""
    last = parts[-1]
    table = _path(parts[:-1])
    if isinstance(last, int):
        return _new_section(text, parts, value)
    if isinstance(value, dict) and _is_section(_path(parts)):
        return _new_section(text, parts, value)
    if not table or table in find_positions(text).sections:
        return _into_section(text, table, _line(_path(parts), last, value))
    entry = entry_at(table)
    if entry is not None and entry.kind is dict:
        return _added(text, parts[:-1], {last: value})
    return _new_section(text, parts[:-1], {last: value})


def _is_section(path: str) -> bool:
    entry = entry_at(path)
    return entry is not None and entry.is_table and not entry.table


def _line(path: str, key: str, value: object) -> str:
    entry = entry_at(path)
    behind = f"  # {comment(entry)}" if entry else ""
    return f"{key_as_toml(key)} = {as_toml(value)}{behind}\n"


def _new_section(text: str, parts: list[str | int], value: object) -> str:
    table, numbers = str(parts[0]), parts[1:]
    entry = entry_at(table)
    if entry is None or not _is_section(table) or not isinstance(value, dict):
        raise NoPlaceError(f"no section: {_path(parts)}")
    expected = [find_positions(text).counts.get(table, 0)] if entry.repeated else []
    if numbers != expected:
        raise NoPlaceError(f"no such place: {_path(parts)}")
    lines = [_line(f"{table}.{key}", str(key), part) for key, part in value.items()]
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}{header(table)}  # {entry.title}\n{''.join(lines)}"


def _into_section(text: str, table: str, line: str) -> str:
    """Insert a line behind the last entry under the heading of `table`, before any comment of the next one."""
    statements = list(split(text))
    first, behind = -1, _top(text)
    if table:
        heading, lines = find_positions(text).sections[table], Lines(text)
        first = next(
            number
            for number, statement in enumerate(statements)
            if statement.heading and lines.at(statement.start).line == heading.line
        )
        behind = statements[first].end
    for statement in statements[first + 1 :]:
        if statement.heading:
            break
        behind = statement.end
    at = line_end(text, behind) if behind else 0
    if behind and at == len(text):
        return f"{text}\n{line}"
    at = at + 1 if behind else 0
    return text[:at] + line + text[at:]


def _top(text: str) -> int:
    """Return the end of the comments that open a file, 0 without any."""
    match = re.match(r"(?:#[^\n]*\n)*#[^\n]*", text)
    return match.end() if match else 0
