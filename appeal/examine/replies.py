"""What crosses the border between program and worker: lines of JSON, each value looked at before it is believed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from appeal.model.evidence import FileState
from appeal.model.traits import Trait, TraitName

# A worker that was taken over by a file could send anything; more than this is no answer.
LONGEST_LINE = 512 * 1024
_LONGEST_TEXT = 2_000
_MOST_NUMBER = 2**53
_MOST_TEXTS = 100
_LOOKS_LENGTH, _LOOKS_LETTERS = 32_768, frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Reply:
    """One line of a worker: which file it is about, what was found so far, and whether that is all."""

    index: int
    values: Mapping[str, object] = field(default_factory=dict)
    finished: bool = False


def encode_request(index: int, path: str) -> bytes:
    """Return the line that asks a worker for one file; a name that is no Unicode keeps its bytes."""
    return json.dumps([index, path]).encode("ascii") + b"\n"


def decode_request(line: bytes) -> tuple[int, str]:
    """Return place and path of a file asked for."""
    index, path = json.loads(line)
    return int(index), str(path)


def encode_reply(index: int, values: Mapping[str, object], *, finished: bool) -> bytes:
    """Return one line of a worker."""
    return json.dumps([index, values, finished]).encode("ascii") + b"\n"


def decode_reply(line: bytes) -> Reply:
    """Return what a worker says; raises ValueError for anything but a well-formed line of ours."""
    if len(line) > LONGEST_LINE:
        raise ValueError("reply too long")
    try:
        message = json.loads(line)
    except RecursionError as trouble:
        raise ValueError("reply too deep") from trouble
    if not (isinstance(message, list) and len(message) == 3):
        raise ValueError("no reply")
    index, values, finished = message
    if type(index) is not int or type(finished) is not bool or not isinstance(values, dict):
        raise ValueError("no reply")
    return Reply(index, {name: _believed(name, value) for name, value in values.items()}, finished)


def _believed(name: str, value: object) -> object:
    if name not in _SHAPES:
        raise ValueError(f"unknown value {name!r}")
    return _SHAPES[name](value)


def _state(value: object) -> FileState:
    return FileState(_text(value))


def _text(value: object) -> str:
    text = _clean(value)
    if len(text) > _LONGEST_TEXT:
        raise ValueError("text too long")
    return text


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST_NUMBER:
        raise ValueError("no number")
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise ValueError("no truth value")
    return value


def _traits(value: object) -> tuple[Trait, ...]:
    if not isinstance(value, list) or len(value) > len(TraitName):
        raise ValueError("no traits")
    return tuple(_trait(one) for one in value)


def _trait(value: object) -> Trait:
    if not isinstance(value, dict) or set(value) != {"name", "count", "detail", "pages"}:
        raise ValueError("no trait")
    pages = value["pages"]
    if not isinstance(pages, list) or len(pages) > 10:
        raise ValueError("no pages")
    name = TraitName(_text(value["name"]))
    return Trait(name, _number(value["count"]), _text(value["detail"]), tuple(map(_number, pages)))


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_TEXTS:
        raise ValueError("no texts")
    return tuple(_clean(one) for one in value)


def _clean(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    # A lone surrogate could not be printed.
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def _looks(value: object) -> str:
    text = _clean(value)
    if len(text) != _LOOKS_LENGTH or not _LOOKS_LETTERS.issuperset(text):
        raise ValueError("no looks")
    return text


def _or_none(shape: Callable[[object], object]) -> Callable[[object], object]:
    return lambda value: None if value is None else shape(value)


_SHAPES: dict[str, Callable[[object], object]] = {
    "state": _state,
    "type": _or_none(_text),
    "bytes": _or_none(_number),
    "sha256": _or_none(_text),
    "pages": _or_none(_number),
    "width": _or_none(_number),
    "height": _or_none(_number),
    "frames": _number,
    "repaired": _truth,
    "owner_locked": _truth,
    "trailing": _number,
    "detail": _text,
    "traits": _traits,
    "texts": _or_none(_texts),
    "looks": _or_none(_looks),
    "by_ocr": _truth,
}
