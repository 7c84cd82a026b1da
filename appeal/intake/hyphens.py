"""Marks a Japanese keyboard gives where a hyphen was meant; pure text in and out."""

from __future__ import annotations

import re

# Long vowel, minus, dashes and hyphens of every width: between two digits none of them can be anything but a hyphen.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[‐‑‒–—―−ー－ｰ](?=\d)")


def hyphenated(text: str) -> str:
    """Return `text` with every mark between two digits that was meant as a hyphen as `-`; all else stays."""
    return _BETWEEN_DIGITS.sub("-", text)
