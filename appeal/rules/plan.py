"""Are deeds done and dated, measures owned, and is every text of the seller free of placeholders?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum

from pydantic import BaseModel

from appeal.model.case import Case, Response
from appeal.model.dates import japanese, normalised
from appeal.model.finding import Finding, found
from appeal.model.notice import Requirement
from appeal.model.plan import Corrective, Disposition, Withdrawal
from appeal.rules.policy import ACCOUNT_LENGTH, DEED_LENGTH, WORD_LENGTH

# 二〇〇六 is a number, ＸＸＬ a size; every other run of these signs stands for something not yet written.
_PLACEHOLDER = re.compile(
    r"(?<![一二三四五六七八九〇])〇{2,}|(?=[〇○◯●]{2})[〇○◯●]*[○◯●][〇○◯●]*|[△▲]{2,}|[□■]{2,}|×{2,}"
    r"|(?<![A-Za-z])(?:[Tt][Oo][Dd][Oo]|TBD|xxx+|YYYY|yyyy)(?![A-Za-z])|ＴＯＤＯ|(?<![Ａ-Ｚ])Ｘ{2,}(?![Ａ-Ｚ])|ｘ{3,}"
    r"|(?<![一二三四五六七八九])(?:[〇○◯●△×＊*XxＸ][年月日]){2}"
    r"|(?<=[^一二三四五六七八九\W\d_])[○◯●△×](?:個|件|名|円|枚|台)(?=[のをがはでに、。])"
    r"|[<＜《〈](?:会社名|屋号|氏名|名前|担当者名?|日付|商品名|ストア名|住所|電話番号|金額|数量|番号|理由|ASIN)[>＞》〉]"
    r"|\{\{|\}\}|\{%|%\}|\[\s*\]|［\s*］|【\s*】|_{3,}|＿{2,}|\*{3,}|＊{2,}|[(（][^()（）]{0,8}記入[)）]"
    r"|[\[［【](?:会社名|屋号|氏名|名前|担当者名|日付|商品名|ストア名|住所|電話番号|金額|数量|番号|理由)[\]］】]"
)
_LIMITS = {"what_happened": ACCOUNT_LENGTH, "root_cause": ACCOUNT_LENGTH} | dict.fromkeys(
    ("what", "cause", "reason"), DEED_LENGTH
)
_EXHIBIT = re.compile(r"資料(\d{1,4})(?!\d)")
_PLAN_DEMANDS = frozenset({Requirement.ROOT_CAUSE, Requirement.PLAN_OF_ACTION})


def judge_plan(case: Case, today: date) -> tuple[Finding, ...]:
    """Return deeds without a date, measures without an owner, gaps of a withdrawal, and placeholders anywhere.

    Whether a demand of the notice is answered at all is `rules.coverage`'s to say.
    """
    findings = [*_placeholders(case), *_what_happened(case), *_measures(case)]
    for place, deed in enumerate(case.corrective):
        findings += _deed(place, deed, len(case.evidence), today)
    if case.response is Response.WITHDRAWAL:
        findings += _withdrawal(case.withdrawal, today)
    return tuple(findings)


def seller_texts(case: Case) -> Iterator[tuple[str, str]]:
    """Yield field path and text of everything the seller typed, file names and fixed words apart."""
    yield from _texts(case, "")


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield path, value
    elif isinstance(value, tuple):
        for place, entry in enumerate(value):
            yield from _texts(entry, f"{path}[{place}]")
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in ("file", "seller_file"):
                yield from _texts(getattr(value, name), f"{path}.{name}" if path else name)


def _placeholders(case: Case) -> Iterator[Finding]:
    for field, text in seller_texts(case):
        limit = _LIMITS.get(field.rpartition(".")[2], WORD_LENGTH)
        if len(text) > limit.value:
            yield found("W517", field, entry=field, length=len(text), limit=limit.value)
        if match := _PLACEHOLDER.search(text):
            yield found("W501", field, entry=field, mark=match[0])


def _what_happened(case: Case) -> Iterator[Finding]:
    demanded = _PLAN_DEMANDS & set(case.notice.requirements or ())
    if demanded and case.response is not Response.WITHDRAWAL and case.plan.what_happened is None:
        yield found("W516", "plan.what_happened")


def _deed(place: int, deed: Corrective, papers: int, today: date) -> Iterator[Finding]:
    field, number = f"corrective[{place}]", place + 1
    if deed.done_on is None:
        yield found("W502", f"{field}.done_on", number=number)
    elif deed.done_on > today:
        yield found("W503", f"{field}.done_on", number=number, day=japanese(deed.done_on))
    if deed.by is None:
        yield found("W504", f"{field}.by", number=number)
    if deed.evidence is not None and not _names_papers(deed.evidence, papers):
        yield found("W508", f"{field}.evidence", number=number, value=deed.evidence, count=papers)


def _names_papers(text: str, papers: int) -> bool:
    """Whether a text names at least one exhibit and none that is not there."""
    numbers = [int(number) for number in _EXHIBIT.findall(normalised(text))]
    return bool(numbers) and all(1 <= number <= papers for number in numbers)


def _measures(case: Case) -> Iterator[Finding]:
    for place, measure in enumerate(case.preventive):
        for name, code in (("starts_on", "W505"), ("owner", "W506"), ("record", "W507")):
            if getattr(measure, name) is None:
                yield found(code, f"preventive[{place}].{name}", number=place + 1)


def _withdrawal(withdrawal: Withdrawal | None, today: date) -> Iterator[Finding]:
    if withdrawal is None:
        yield found("W509", "withdrawal")
        return
    removed, checked = withdrawal.listing_removed_on, withdrawal.similar_checked_on
    if removed is None:
        yield found("W510", "withdrawal.listing_removed_on")
    elif removed > today:
        yield found("W511", "withdrawal.listing_removed_on", day=japanese(removed))
    yield from _disposition(withdrawal)
    if checked is not None and checked > today:
        yield found("W515", "withdrawal.similar_checked_on", day=japanese(checked))


def _disposition(withdrawal: Withdrawal) -> Iterator[Finding]:
    stock, units = withdrawal.stock, withdrawal.stock_units
    if stock is None:
        yield found("W512", "withdrawal.stock")
    elif stock is Disposition.NONE:
        if units:
            yield found("W514", "withdrawal.stock", units=units)
    elif units is None:
        yield found("W513", "withdrawal.stock_units")
