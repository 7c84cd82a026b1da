"""Check digits of JAN codes and Japanese corporate numbers; well-formed says nothing about being registered."""

from __future__ import annotations

import re

from appeal.model.dates import normalised

# JAN-8, UPC-12 and JAN-13 share one rule, counted from the right.
_JAN = re.compile(r"\d{8}|\d{12,13}", re.ASCII)
_REGISTRATION = re.compile(r"T-?(\d{13})", re.ASCII)


def parse_jan(text: str) -> str | None:
    """Return the 8, 12 or 13 digits of a JAN or UPC written in any width, or None."""
    digits = normalised(text).replace("-", "")
    return digits if _JAN.fullmatch(digits) else None


def jan_fits(digits: str) -> bool:
    """Return whether the last digit fits the others: weights 3, 1, 3 … from the right. Source: JIS X 0507, GS1."""
    body = [int(digit) for digit in reversed(digits[:-1])]
    total = sum(digit * (3 if place % 2 == 0 else 1) for place, digit in enumerate(body))
    return (10 - total % 10) % 10 == int(digits[-1])


def parse_registration(text: str) -> str | None:
    """Return the 13 digits of a 登録番号 (T and 13 digits, any width and hyphens), or None."""
    match = _REGISTRATION.fullmatch(_without_inner_hyphens(normalised(text).upper()))
    return match[1] if match else None


def _without_inner_hyphens(text: str) -> str:
    return text[:1] + text[1:].replace("-", "")


def corporate_number_fits(digits: str) -> bool:
    """Return whether the first of 13 digits fits the other 12: 9 - (Σ PnQn mod 9), Q = 1, 2, 1 … from the right.

    Source: 法人番号の指定等に関する省令 第2条. The rule cannot tell a 0 from a 9.
    """
    body = [int(digit) for digit in reversed(digits[1:])]
    total = sum(digit * (1 if place % 2 == 0 else 2) for place, digit in enumerate(body))
    return 9 - total % 9 == int(digits[0])
