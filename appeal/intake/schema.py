"""Makes the JSON Schema of the case file, in Japanese, for editors that complete and explain; it validates nothing."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from appeal.intake.entries import Entry, entries
from appeal.model.case import Case

_DRAFT = "http://json-schema.org/draft-07/schema#"
_MONTHS = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"


def case_schema() -> dict[str, Any]:
    """Return the schema (draft-07) of a case file read as JSON, dates as text; every property has title and description."""
    return {
        "$schema": _DRAFT,
        "title": "案件",
        "description": "出品キャンセルの通知1件と、それへの返信に使う内容",
        **_table(Case, "", Case.model_json_schema()),
    }


def _table(model: type[Any], table: str, drawn: dict[str, Any], named: str = "") -> dict[str, Any]:
    own = drawn["$defs"][named] if named else drawn
    members = [entry for entry in entries() if entry.table == table]
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {entry.key: _property(entry, own["properties"][entry.key], drawn) for entry in members},
        "additionalProperties": False,
    }
    required = [entry.key for entry in members if model.model_fields[entry.key].is_required()]
    return {**schema, "required": required} if required else schema


def _property(entry: Entry, drawn_property: dict[str, Any], drawn: dict[str, Any]) -> dict[str, Any]:
    head = {"title": entry.title, "description": entry.description}
    one = _one(entry, drawn_property, drawn)
    return {**head, "type": "array", "items": one} if entry.repeated else {**head, **one}


def _one(entry: Entry, drawn_property: dict[str, Any], drawn: dict[str, Any]) -> dict[str, Any]:
    if entry.is_table:
        return _table(entry.kind, entry.path, drawn, entry.kind.__name__)
    if issubclass(entry.kind, Enum):
        return {"type": "string", "enum": [member.value for member in entry.kind]}
    if entry.kind is date:
        return {"type": "string", "format": "date"}
    kept = _without_null(drawn_property)
    if entry.repeated:
        kept = kept["items"]
    if entry.kind is dict:
        units = _limits(kept["additionalProperties"])
        return {"type": "object", "propertyNames": {"pattern": _MONTHS}, "additionalProperties": units}
    return _limits(kept)


def _without_null(drawn_property: dict[str, Any]) -> dict[str, Any]:
    """TOML has no null: an entry that may be missing is simply not required."""
    choices = drawn_property.get("anyOf", [drawn_property])
    return next(choice for choice in choices if choice.get("type") != "null")


def _limits(drawn_value: dict[str, Any]) -> dict[str, Any]:
    kept = ("type", "minimum", "maximum", "minLength", "maxLength", "pattern", "const")
    return {key: drawn_value[key] for key in kept if key in drawn_value}
