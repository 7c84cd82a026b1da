"""Turns what the models refuse into sentences for the seller, by the type of the refusal; it reads no file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from appeal.intake.bare import quoted, shortened
from appeal.intake.entries import Entry, entries, entry_at, header, keys_of, nearest, place_of
from appeal.model.case import CaseFile
from appeal.model.dates import normalised
from appeal.model.finding import Finding, Place, found

Said = tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal of the models: its type, the path of the entry, the value, and the limits that went with it."""

    type: str
    path: str
    value: Any
    limits: Mapping[str, Any]
    source: str = ""

    @property
    def table(self) -> str:
        """The dotted name of the table around the entry, without indices."""
        return _plain(self.path).rpartition(".")[0]

    @property
    def key(self) -> str:
        """The last part of the path, without index."""
        return re.sub(r"\[\d+\]$", "", self.path).rpartition(".")[2]

    @property
    def entry(self) -> Entry | None:
        """What the models say of the entry, or of the one it stands in."""
        return entry_at(self.path) or entry_at(self.table)

    @property
    def name(self) -> str:
        """The entry as a sentence names it: 「issued」(発行日)."""
        title = self.entry.title if self.entry else ""
        return f"「{self.key}」({title})" if title and title != self.key.upper() else f"「{self.key}」"

    @property
    def shown(self) -> str:
        """The value as a sentence shows it."""
        return f"「{shown_value(self.value)}」"


def shown_value(value: object) -> str:
    """Return a value of TOML on one short line, without characters a terminal would obey."""
    if isinstance(value, bool):
        return str(value).lower()
    text = value if isinstance(value, str) else "[ ]" if isinstance(value, list) else str(value)
    text = "{ }" if isinstance(value, dict) else text
    plain = "".join(" " if unicodedata.category(mark)[0] == "C" else mark for mark in text[:200])
    return shortened(plain)


def translate(refusal: Refusal, file: CaseFile, key_places: Mapping[str, Any]) -> Finding:
    """Say one refusal with its place: that of the value, or of the key where the key is what is wrong."""
    code, values = SENTENCES.get(refusal.type, _unknown)(refusal)
    by_key = refusal.type in _ABOUT_KEYS
    at = (key_places.get(refusal.path) if by_key else None) or file.locate(refusal.path)
    place = Place(
        file=file.name,
        line=at.line if at else None,
        column=at.column if at else None,
        field=refusal.path,
    )
    return found(code, None, place=place, **values)


def path_of(location: tuple[int | str, ...]) -> str:
    """Return the path of an entry (`evidence[0].file`) from the parts the models name."""
    path = ""
    for part in location:
        if part != "[key]":
            path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _plain(path: str) -> str:
    return re.sub(r"\[\d+\]", "", path)


def _unknown(refusal: Refusal) -> Said:
    return "C230", {"name": refusal.name}


def _named(code: str) -> Callable[[Refusal], Said]:
    return lambda refusal: (code, {"name": refusal.name, "value": refusal.shown})


def _unknown_key(refusal: Refusal) -> Said:
    keys = keys_of(refusal.table)
    owners = dict.fromkeys(place_of(entry.table) for entry in entries() if entry.key == refusal.key)
    near = nearest(refusal.key, keys)
    if owners:
        return "C203", {"key": refusal.key, "owner": "、".join(owners)}
    if near:
        shown = near if refusal.table or not isinstance(refusal.value, dict | list) else header(near)
        return "C201", {"key": refusal.key, "near": shown}
    return "C202", {"key": refusal.key, "keys": "、".join(keys)}


def _missing(refusal: Refusal) -> Said:
    entry = refusal.entry
    title = entry.title if entry else refusal.key
    return "C227", {"owner": place_of(refusal.table), "key": refusal.key, "title": title}


def _text(refusal: Refusal) -> Said:
    if isinstance(refusal.value, list | dict):
        return "C205", {"name": refusal.name}
    return "C204", {"name": refusal.name, "suggestion": quoted(refusal.source or shown_value(refusal.value))}


def _integer(refusal: Refusal) -> Said:
    if isinstance(refusal.value, str):
        plain = re.sub(r"(?<=\d)[^\d.]{1,3}$", "", normalised(refusal.value)).replace(",", "")
        if re.fullmatch(r"\d{1,12}", plain):
            return "C206", {"name": refusal.name, "value": refusal.shown, "suggestion": str(int(plain))}
    return _named("C207")(refusal)


def _limit(code: str, limit: str, word: str) -> Callable[[Refusal], Said]:
    def say(refusal: Refusal) -> Said:
        values: dict[str, object] = {
            "name": refusal.name,
            "value": refusal.shown,
            word: f"{refusal.limits[limit]:,}",
        }
        return code, values

    return say


def _with_time(refusal: Refusal) -> Said:
    day = shown_value(refusal.value)[:10]
    return "C212", {"name": refusal.name, "value": refusal.shown, "suggestion": day}


def _month(refusal: Refusal) -> Said:
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})月?", normalised(str(refusal.value)))
    month = f"{match[1]}-{int(match[2]):02d}" if match and 1 <= int(match[2]) <= 12 else "2026-06"
    table = entry_at(refusal.table)
    name = f"「{table.key}」({table.title})" if table else refusal.name
    return "C213", {"name": name, "value": refusal.shown, "suggestion": f'"{month}"'}


def _month_twice(refusal: Refusal) -> Said:
    return "C229", {"name": refusal.name, "value": refusal.limits["value"]}


def _asin(refusal: Refusal) -> Said:
    return "C214", {"name": refusal.name, "value": refusal.shown, "length": len(refusal.value.strip())}


def _window_number(refusal: Refusal) -> Said:
    return "C216", {"name": refusal.name, "value": refusal.shown, "suggestion": f'"{refusal.value}日"'}


def _choice(refusal: Refusal) -> Said:
    choices = refusal.entry.choices if refusal.entry else ()
    value = str(refusal.value)
    by_title = next((word for word, title in choices if title == value.strip()), None)
    near = by_title or nearest(value, tuple(word for word, _ in choices))
    values: dict[str, object] = {"name": refusal.name, "value": refusal.shown}
    if near:
        title = dict(choices)[near]
        return "C217", {**values, "suggestion": f'"{near}"({title})'}
    return "C218", {**values, "choices": "、".join(f'"{word}"({title})' for word, title in choices)}


def _control_in_path(refusal: Refusal) -> Said:
    return "C220", {"name": refusal.name, "suggestion": f"'{shortened(refusal.source, 60)}'"}


def _control(refusal: Refusal) -> Said:
    return "C221", {"name": refusal.name, "code_point": refusal.limits["code_point"]}


def _table(refusal: Refusal) -> Said:
    if refusal.path.endswith("]"):
        table = _plain(refusal.path)
        inline = f"{{ {keys_of(table)[0]} = … }}" if "." in table else header(table)
        return "C231", {"name": refusal.name, "suggestion": inline}
    if isinstance(refusal.value, list):
        return "C222", {"key": refusal.key}
    return "C225", {"name": refusal.name, "suggestion": header(refusal.key)}


def _list(refusal: Refusal) -> Said:
    entry = refusal.entry
    if not refusal.table and isinstance(refusal.value, dict):
        return "C223", {"key": refusal.key}
    if entry and entry.is_table:
        example = f"{{ {keys_of(_plain(refusal.path))[0]} = … }}"
        suggestion = header(refusal.key) if not refusal.table else f"{refusal.key} = [{example}]"
        if not refusal.table:
            return "C225", {"name": refusal.name, "suggestion": suggestion}
        return "C224", {"name": refusal.name, "suggestion": suggestion}
    value = quoted(shown_value(refusal.value))
    return "C224", {"name": refusal.name, "suggestion": f"{refusal.key} = [{value}]"}


def _version(refusal: Refusal) -> Said:
    return "C226", {"value": refusal.shown}


_ABOUT_KEYS = frozenset({"extra_forbidden", "month_text", "invalid_key"})

SENTENCES: Mapping[str, Callable[[Refusal], Said]] = {
    "extra_forbidden": _unknown_key,
    "invalid_key": _unknown,
    "missing": _missing,
    "string_type": _text,
    "string_unicode": lambda refusal: ("C221", {"name": refusal.name, "code_point": "U+D800"}),
    "int_type": _integer,
    "greater_than_equal": _limit("C208", "ge", "minimum"),
    "less_than_equal": _limit("C209", "le", "maximum"),
    "bool_type": _named("C232"),
    "date_type": _named("C210"),
    "day_text": _named("C211"),
    "day_with_time": _with_time,
    "month_text": _month,
    "month_twice": _month_twice,
    "asin_shape": _asin,
    "window_text": _named("C215"),
    "window_number": _window_number,
    "enum": _choice,
    "blank_text": _named("C219"),
    "path_control": _control_in_path,
    "text_control": _control,
    "model_type": _table,
    "tuple_type": _list,
    "dict_type": _named("C228"),
    "literal_error": _version,
    "int_parsing_size": _version,
}
