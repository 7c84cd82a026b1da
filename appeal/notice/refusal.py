"""Reads Amazon's answer to a round: what it repeats, what it doubts, and whether it is final; it advises nothing."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources as packaged
from itertools import takewhile
from typing import Any

from appeal.model.round import Refusal, RefusalPoint
from appeal.notice.inner import parts_of
from appeal.notice.phrases import phrase_book
from appeal.notice.read import read_notice

_LABEL = re.compile(r"資料\s*(\d{1,3})")
# How the seller's own letter begins, which a saved answer often carries along.
_OURS = re.compile(r"(?:Amazon(?:\.co\.jp)?|アカウントスペシャリスト|アマゾン).{0,20}(?:御中|様$)")
# A sentence that tells what was sent, or thanks for it, asks for nothing.
_TOLD = re.compile(
    r"(?:ご提出|お送り|ご送付|ご連絡|ご返信)(?:を)?いただき(?:、|まし|ありがとう)|拝見しました|受領しました"
)


def read_refusal(data: bytes | str, name: str = "") -> Refusal:
    """Return what a reply says, each point with its sentence and the line of the normalised text.

    `data` is a mail or pasted text in any Japanese encoding. Nothing is guessed: no phrase, no point.
    """
    reading = read_notice(data, name=name)
    raw = data.encode("utf-8") if isinstance(data, str) else data
    lines = reading.text.split("\n")
    points: tuple[RefusalPoint, ...] = ()
    final: bool | None = None
    for part in parts_of(lines, phrase_book()):
        said = list(takewhile(lambda line: not _OURS.search(line), (lines[number] for number in part)))
        points = _points(said, part.start)
        final = next(
            (value for value, patterns in _book()[1] for one in patterns if one.search("\n".join(said))), None
        )
        # What stands below an answer was said before it.
        if points or final is not None:
            break
    return Refusal(points=points, final=final, asins=reading.asins, sha256=hashlib.sha256(raw).hexdigest())


def read_state(data: bytes | str, name: str = "") -> str | None:
    """Return "reinstated" or "pending" for a reply that refuses nothing, None for any other."""
    text = read_notice(data, name=name).text
    return next((value for value, patterns in _book()[2] for one in patterns if one.search(text)), None)


def _points(lines: Sequence[str], before: int) -> tuple[RefusalPoint, ...]:
    points: dict[tuple[str, str], RefusalPoint] = {}
    for line, sentence in _sentences(lines, before + 1):
        for kind, code, patterns in _book()[0]:
            if (kind, code) not in points and any(one.search(sentence) for one in patterns):
                labels = tuple(dict.fromkeys(f"資料{number}" for number in _LABEL.findall(sentence)))
                points[kind, code] = RefusalPoint(kind, code, sentence, line, labels)
    return tuple(sorted(points.values(), key=lambda one: one.line))


def _sentences(lines: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=start):
        for sentence in re.findall(r"[^。]+。?", line):
            plain = _TOLD.split(sentence)[-1].strip()
            if plain:
                yield number, plain


_Points = list[tuple[str, str, list[re.Pattern[str]]]]
_Final = list[tuple[bool, list[re.Pattern[str]]]]
_States = list[tuple[str, list[re.Pattern[str]]]]


@cache
def _book() -> tuple[_Points, _Final, _States]:
    text = packaged.files("appeal.notice").joinpath("refusal.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    points = [(one["kind"], one["code"], _compiled(one["patterns"])) for one in data["point"]]
    final = [(one["value"], _compiled(one["patterns"])) for one in data["final"]]
    return points, final, [(one["value"], _compiled(one["patterns"])) for one in data["state"]]


def _compiled(patterns: list[str]) -> list[re.Pattern[str]]:
    return [re.compile(one, re.IGNORECASE) for one in patterns]
