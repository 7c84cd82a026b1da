"""A long text pasted at a question that asks for something short, or a notice where the seller's own words belong; it writes nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from appeal.cli.session.other_entries import is_of_another_entry
from appeal.intake.answers import AnswerError, ToldError, day
from appeal.intake.hyphens import hyphenated
from appeal.intake.paths import looks_dropped
from appeal.intake.question import Kind, Step

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting

# Lines and characters of the longest answer that such a question ever had; an address fills three lines.
_SHORT, _SENTENCE = (6, 300), (12, 1200)
_SENTENCES = ("what", "proves", "record", "title")
_NAMES = ("contact", "by", "owner", "company")
# As Seller Central shows it; the form is not published.
_IDENTIFICATION = re.compile(r"A[0-9A-Z]{9,19}")
_OWN_WORDS = (Kind.LINES, Kind.ADDED_LINES)
_FEWEST = 4


def refuse_misplaced(talk: Sitting, step: Step, text: str) -> None:
    """Put a text back that most likely was meant for another question; raises AnswerError (I140) or, once it is said, ToldError."""
    lines = [line for line in text.split("\n") if line.strip()]
    kind = step.question.kind
    if kind in (Kind.TEXT, Kind.SUPPLIER, *_OWN_WORDS) and _takes_back(text):
        raise AnswerError("I146", piece=text.strip())
    if kind in (Kind.TEXT, Kind.SUPPLIER) and _is_longer(step, lines, text):
        raise AnswerError("I140", lines=len(lines))
    if kind in (Kind.FILES, Kind.MONTHS) and len(lines) >= _FEWEST and _holds_no_file(talk, lines, kind):
        raise AnswerError("I140", lines=len(lines))
    if kind is Kind.TEXT and (
        _is_another_kind(step, text, talk.today) or is_of_another_entry(talk.case, step.path, text)
    ):
        _doubt(talk, step, text)
    if step.question.key == "plan.orders" and not all(_names_an_order(line) for line in lines):
        _doubt(talk, step, text)
    if kind in _OWN_WORDS and len(lines) >= _FEWEST and _is_notice(text):
        talk.voice.say("[注意] 通知の本文のようです。返信には、ご自身の記録にある事実を書きます。", "  ")
        if talk.confirm("この文章を使いますか？", ("使わない", "使う")):
            talk.voice.say("使いませんでした。この質問の答えを入力してください。")
            raise ToldError


def _takes_back(text: str) -> bool:
    return re.fullmatch(r"[-－ー―−‐]\s*\d{1,3}", unicodedata.normalize("NFKC", text).strip()) is not None


def _doubt(talk: Sitting, step: Step, text: str) -> None:
    """Put an answer back once; typed a second time it is meant."""
    if talk.misplaced.pop(step.path, None) != text.strip():
        talk.misplaced[step.path] = text.strip()
        raise AnswerError("I143", piece=text.strip()[:30])


def _is_another_kind(step: Step, text: str, today: date) -> bool:
    """Whether a day, a number or a mail address stands where a name belongs, or anything else where an identification does."""
    name = step.path.rpartition(".")[2]
    plain = unicodedata.normalize("NFKC", text).strip()
    if name == "merchant_id":
        return not _IDENTIFICATION.fullmatch(plain.upper())
    if name not in _NAMES:
        return False
    if "@" in plain or not re.search(r"[^\W\d_]", plain):
        return True
    try:
        day(plain, today)
    except AnswerError:
        return False
    return True


def _names_an_order(line: str) -> bool:
    return re.search(r"\d{3}-?\d{7}-?\d{7}", hyphenated(unicodedata.normalize("NFKC", line))) is not None


def _is_longer(step: Step, lines: list[str], text: str) -> bool:
    most, longest = _SENTENCE if step.path.rpartition(".")[2] in _SENTENCES else _SHORT
    return len(lines) > most or len(text) > longest


def _holds_no_file(talk: Sitting, lines: list[str], kind: Kind) -> bool:
    from appeal.cli.session.dropping import dropped

    if any(looks_dropped(line) for line in lines) or dropped("\n".join(lines), talk.desk.folder).files:
        return False
    from appeal.intake.answers import month_lines

    return kind is Kind.FILES or not month_lines("\n".join(lines), talk.today)[0]


def _is_notice(text: str) -> bool:
    from appeal.notice.read import read_notice

    reading = read_notice(text.encode("utf-8", "replace"), name="notice.txt")
    return bool(
        reading.kind and reading.asins and (reading.subject or reading.sender or reading.problem_types)
    )
