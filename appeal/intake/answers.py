"""What people type -> values: commands, yes and no, numbers, days, spans, tables of months; it asks nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from appeal.intake.hyphens import hyphenated
from appeal.model.dates import normalised, parse_date, parse_span


class AnswerError(ValueError):
    """A text that cannot be the answer to this question; carries the message code that says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class ToldError(AnswerError):
    """Nothing was taken and the reason has been told already: the question simply stands."""

    told = True

    def __init__(self) -> None:
        super().__init__("I139")


class UnaskedError(AnswerError):
    """Something would have to be asked where nobody answers; `question` is what, in one line."""

    def __init__(self, question: str) -> None:
        super().__init__("I139")
        self.question = question


class Command(Enum):
    """What may be typed at any question instead of an answer."""

    HELP = "?"
    BACK = "<"
    REVIEW = "="
    STOP = "中断"


_COMMANDS = {
    "?": Command.HELP,
    "<": Command.BACK,
    "=": Command.REVIEW,
    "中断": Command.STOP,
    "中断する": Command.STOP,
    "help": Command.HELP,
    "ヘルプ": Command.HELP,
    "説明": Command.HELP,
    "戻る": Command.BACK,
    "一覧": Command.REVIEW,
}
_YES = frozenset({"1", "y", "yes", "はい", "ハイ", "うん", "ok"})
_NO = frozenset({"2", "n", "no", "いいえ", "イイエ", "いえ"})
_CIRCLED = re.compile(r"\(?(\d{1,3})\)?[.)番]?")
_SMALL_DATE = re.compile(r"(?:(\d{1,2})[/.-](\d{1,2})|(\d{1,2})月(\d{1,2})日)(?:\([月火水木金土日]\))?")
_WEEKDAY = re.compile(r"(?:\([月火水木金土日](?:曜日?)?\)|[月火水木金土日]曜日?)$")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
UNITS = "個|こ|コ|点|枚|本|冊|箱|台|セット|件|頁|つ|pcs"
_QUANTITY = re.compile(rf"([+]?\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}})(?:{UNITS})?")
_MONTH_ROW = re.compile(
    rf"(?:(\d{{4}})[-/.年])?(\d{{1,2}})月?(?:[-/.月](\d{{1,2}})日?)?[\s:=,、は]+(\d[\d,]*)(?:\s*(?:{UNITS}))?",
    re.IGNORECASE,
)
_SPAN_WORDS = {"半年": "6か月", "半年間": "6か月", "一年": "1年", "一年間": "1年"}
_KANJI = "一二三四五六七八九"
_KANJI_NUMBER = re.compile(r"[一二三四五六七八九十百]+(?=日|[ヶか箇カケヵ]月|年)")
_TODAY = {"今日": 0, "本日": 0, "きょう": 0, "昨日": 1, "きのう": 1, "一昨日": 2, "おととい": 2}
_ASIN = re.compile(r"(?<![0-9A-Z])(?=[0-9A-Z]*\d)(?:B[0-9A-Z]{9}|\d{9}[0-9X])(?![0-9A-Z])")


def command(text: str) -> Command | None:
    """Return the command a text is, in any width, or None."""
    return _COMMANDS.get(_plain(text).lower())


def yes_or_no(text: str) -> bool:
    """Return whether a text says yes; raises AnswerError (I101) for anything else than yes or no."""
    word = _plain(text).lower().rstrip("。")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise AnswerError("I101")


def choice(text: str, words: Sequence[str]) -> int:
    """Return the place (from 0) chosen out of `words`, by number in any width or by the word itself.

    Raises AnswerError (I102) where neither fits or several words begin so.
    """
    plain = _plain(text).rstrip("。")
    if (match := _CIRCLED.fullmatch(plain)) and 1 <= int(match[1]) <= len(words):
        return int(match[1]) - 1
    folded = [_plain(word) for word in words]
    near = [place for place, word in enumerate(folded) if plain and not plain.isdigit() and plain in word]
    exact = [place for place in near if folded[place] == plain]
    if len(exact or near) == 1:
        return (exact or near)[0]
    raise AnswerError("I102", most=len(words))


def choices(text: str, most: int) -> tuple[int, ...]:
    """Return the places (from 0) of several numbers, in the order typed; raises AnswerError (I103)."""
    plain = unicodedata.normalize("NFKC", text)
    parts = [part for part in re.split(r"[\s,、と・/]+", plain) if part]
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) < 4]
    if not parts or len(numbers) != len(parts) or not all(1 <= number <= most for number in numbers):
        raise AnswerError("I103", most=most)
    return tuple(dict.fromkeys(number - 1 for number in numbers))


def day(text: str, near: date, *, ahead: bool = False) -> date:
    """Return the day a text names: western, era, `11/20`, 今日.

    A month and day alone mean the last such day up to `near`, or with `ahead` the nearest one from `near` on. Raises AnswerError
    (I104 for no day, I105 for a day the calendar does not have).
    """
    plain = _WEEKDAY.sub("", normalised(text)) or normalised(text)
    if plain in _TODAY:
        return near - timedelta(days=_TODAY[plain])
    if plain in ("明日", "あした"):
        return near + timedelta(days=1)
    if match := _COMPACT_DATE.fullmatch(plain):
        plain = "-".join(match.groups())
    if full := parse_date(plain):
        return full
    if match := _SMALL_DATE.fullmatch(plain):
        month, number = (int(part) for part in match.groups() if part)
        return _nearest_day(month, number, near, ahead)
    raise AnswerError("I105" if _shaped_like_a_day(plain) else "I104")


def _shaped_like_a_day(plain: str) -> bool:
    return re.fullmatch(r"\D{0,2}\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", plain) is not None


def names_no_year(text: str) -> bool:
    """Return whether a text is a month and a day alone (`11/25`)."""
    return _SMALL_DATE.fullmatch(_WEEKDAY.sub("", normalised(text))) is not None


def _nearest_day(month: int, number: int, near: date, ahead: bool) -> date:
    years = range(near.year, near.year + 9) if ahead else range(near.year, near.year - 9, -1)
    for year in years:
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if (found >= near) if ahead else (found <= near):
            return found
    raise AnswerError("I105")


def span(text: str) -> str:
    """Return a span as the notice writes it, if it is one (6か月, 365日, 半年); raises AnswerError (I106)."""
    plain = normalised(text)
    plain = _KANJI_NUMBER.sub(lambda match: str(_kanji_number(match[0])), _SPAN_WORDS.get(plain, plain))
    if parse_span(plain) is None:
        raise AnswerError("I106")
    return text.strip() if parse_span(text) else plain


def _kanji_number(text: str) -> int:
    """Return a number in kanji below 1000 (六, 十二, 三百六十五)."""
    total = digit = 0
    for sign in text:
        if sign in _KANJI:
            digit = _KANJI.index(sign) + 1
        else:
            total, digit = total + (digit or 1) * (100 if sign == "百" else 10), 0
    return total + digit


def quantity(text: str, least: int = 0) -> int:
    """Return whole units (12, １２, 1,200, 十 is refused, 12個); raises AnswerError (I107)."""
    match = _QUANTITY.fullmatch(normalised(text).lower())
    # Two numbers with a blank between are two numbers.
    if match is None or re.search(r"\d\s+\d", text):
        raise AnswerError("I107", least=least)
    number = int(match[1].replace(",", ""))
    if not least <= number <= 9_999_999:
        raise AnswerError("I107", least=least)
    return number


def months(text: str, near: date) -> dict[str, int]:
    """Return units by month (`2026-05`) or day out of lines such as `5月 12個`, `2026/5/24: 3`; raises AnswerError (I108, I109)."""
    found, wrong = month_lines(text, near)
    if wrong:
        raise wrong[0]
    return found


def month_lines(text: str, near: date) -> tuple[dict[str, int], tuple[AnswerError, ...]]:
    """Return what `months` returns for the good lines, and an error for every other one; a month named twice is no good line."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    wrong: list[AnswerError] = []
    for line in re.split(r"[\n;]+", text):
        plain = hyphenated(unicodedata.normalize("NFKC", line)).strip().strip('",')
        if not plain:
            continue
        try:
            key, units = _month_row(plain, near, line.strip())
        except AnswerError as error:
            wrong.append(error)
            continue
        if key in found and key not in twice:
            twice.add(key)
            wrong.append(AnswerError("I109", month=key))
        found[key] = units
    if not found and not wrong:
        wrong.append(AnswerError("I108", line=text.strip()[:20]))
    return {key: units for key, units in found.items() if key not in twice}, tuple(wrong)


def _month_row(plain: str, near: date, line: str) -> tuple[str, int]:
    match = _MONTH_ROW.fullmatch(plain.replace('"', " "))
    if match is None:
        raise AnswerError("I108", line=line[:30])
    month, number = int(match[2]), int(match[3] or 1)
    try:
        if match[1]:
            first = date(int(match[1]), month, number)
        else:
            first = _nearest_day(month, number, near, ahead=False)
    except (ValueError, AnswerError) as error:
        raise AnswerError("I108", line=line[:30]) from error
    key = first.isoformat() if match[3] else f"{first.year:04d}-{first.month:02d}"
    return key, quantity(match[4])


def asins(text: str) -> tuple[str, ...]:
    """Return every ASIN of a text, also out of page addresses; raises AnswerError (I110) where it holds none or more than ASINs."""
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = re.sub(r"HTTPS?://\S*?/(?:DP|PRODUCT)/([0-9A-Z]{10})\S*", r" \1 ", plain)
    found = tuple(dict.fromkeys(_ASIN.findall(plain)))
    rest = _ASIN.sub(" ", plain)
    if not found or re.search(r"[0-9A-Z]{3}", rest.replace("ASIN", "")):
        raise AnswerError("I110")
    return found


def one_line(text: str) -> str:
    """Return a text on one line; raises AnswerError (I113) for characters that no case file may hold."""
    return _without_control(re.sub(r"\s*\n\s*", " ", text.strip()))


def several_lines(text: str) -> str:
    """Return a text with its line ends as `\\n`, blank lines at both ends taken off; raises AnswerError (I113)."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return _without_control("\n".join(lines).strip("\n"))


def _without_control(text: str) -> str:
    # What a terminal slips in by itself carries no meaning; anything else must not vanish unsaid.
    plain = re.sub("[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", plain):
        raise AnswerError("I113")
    return plain


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
