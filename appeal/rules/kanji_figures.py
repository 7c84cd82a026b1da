"""Turns the kanji figures of days, quantities and phone numbers into plain ones, as papers written downwards have them; pure."""

from __future__ import annotations

import re

_DIGITS = {
    "〇": 0,
    "○": 0,
    "零": 0,
    "元": 1,
    **{kanji: at for at, kanji in enumerate("一二三四五六七八九", start=1)},
}
_DIGITS |= {"壱": 1, "壹": 1, "弐": 2, "貳": 2, "参": 3, "參": 3, "伍": 5}
_TENS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_FIGURE = "[" + "".join((*_DIGITS, *_TENS)) + "]"
_ONLY = "[" + "".join(sign for sign in _DIGITS if sign != "元") + "]"
# Only behind such words and before such units: a name or a place (三菱, 一丁目) holds these signs too.
_DAY = re.compile(rf"({_FIGURE}{{1,4}}) ?年 ?({_FIGURE}{{1,3}}) ?月 ?({_FIGURE}{{1,3}}) ?日")
_COUNT = re.compile(
    rf"({_FIGURE}{{1,7}})(?= ?(?:個|本|台|枚|点|箱|袋|冊|組|着|足|缶|セット|ケース)(?:$|[ )、。代分]))"
)
_PHONE = re.compile(rf"{_ONLY}{{2,5}} ?- ?{_ONLY}{{1,4}} ?- ?{_ONLY}{{3,4}}")


def in_figures(text: str) -> str:
    """Return a line in half width with its days, quantities and phone numbers in plain figures."""
    days = _DAY.sub(lambda day: "{}年{}月{}日".format(*map(figure_value, day.groups())), text)
    counted = _COUNT.sub(lambda count: str(figure_value(count[1])), days)
    return _PHONE.sub(
        lambda phone: re.sub(_ONLY, lambda one: str(_DIGITS[one[0]]), phone[0]).replace(" ", ""), counted
    )


def figure_value(figure: str) -> int:
    """Return the number that 二十四, 二四 or 弐拾四 names."""
    if not any(sign in _TENS for sign in figure):
        return int("".join(str(_DIGITS[sign]) for sign in figure))
    total, digit = 0, 0
    for sign in figure:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[sign]
    return total + digit
