"""Reads Amazon's answer to a round: what it repeats, what it doubts, and whether it is final; it advises nothing."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources as packaged
from typing import Any

from appeal.model.round import Refusal, RefusalPoint
from appeal.notice.read import read_notice

_LABEL = re.compile(r"資料\s*(\d{1,3})")
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
    book = _book()
    points: dict[tuple[str, str], RefusalPoint] = {}
    for line, sentence in _sentences(reading.text):
        for kind, code, patterns in book[0]:
            if (kind, code) not in points and any(one.search(sentence) for one in patterns):
                labels = tuple(dict.fromkeys(f"資料{number}" for number in _LABEL.findall(sentence)))
                points[kind, code] = RefusalPoint(kind, code, sentence, line, labels)
    final = [value for value, patterns in book[1] for one in patterns if one.search(reading.text)]
    return Refusal(
        points=tuple(sorted(points.values(), key=lambda one: one.line)),
        final=final[0] if final else None,
        asins=reading.asins,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for sentence in re.findall(r"[^。]+。?", line):
            plain = _TOLD.split(sentence)[-1].strip()
            if plain:
                yield number, plain


@cache
def _book() -> tuple[list[tuple[str, str, list[re.Pattern[str]]]], list[tuple[bool, list[re.Pattern[str]]]]]:
    text = packaged.files("appeal.notice").joinpath("refusal.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    points = [(one["kind"], one["code"], _compiled(one["patterns"])) for one in data["point"]]
    return points, [(one["value"], _compiled(one["patterns"])) for one in data["final"]]


def _compiled(patterns: list[str]) -> list[re.Pattern[str]]:
    return [re.compile(one, re.IGNORECASE) for one in patterns]
