"""Forms of phone numbers, postal codes, web and mail addresses; a good form says nothing about being reachable."""

from __future__ import annotations

import re
from enum import Enum

from appeal.model.dates import normalised
from appeal.rules import policy

_PHONE_SIGNS = re.compile(r"\+?[\d()-]+", re.ASCII)
_PHONE_TAIL = re.compile(r"\((?:代|代表)\)$|\(?(?:内線|EXT\.?):?\d{1,6}\)?$")
# Without the leading 0: ten digits only for 050, mobile numbers and 0800, nine for all others.
_NATIONAL = re.compile(r"(?:[5-9]0\d{8}|(?![5789]0)[1-9]\d{8})", re.ASCII)
_POSTAL = re.compile(r"〒?:?\d{3}-?\d{4}(?!\d)", re.ASCII)
_POSTAL_MARK = re.compile(r"〒|\d{2,3}-\d|\d{6,8}(?!\d)", re.ASCII)
_URL = re.compile(
    r"https?://(?:[^\s/?#@:.\[\]、。（）]+\.)+[^\s/?#@:.\[\]、。（）\d]{2,}(?::\d{1,5})?(?:[/?#]\S*)?", re.I
)
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


class PhoneForm(Enum):
    """What the digits of a phone number show."""

    PLAIN = "plain"
    MOBILE = "mobile"
    MALFORMED = "malformed"


def phone_form(text: str) -> PhoneForm:
    """Return the form of a Japanese number in any width and hyphens, or of a foreign one that begins with +.

    Lengths after 電気通信番号計画 (0 and 9 digits; 050, 060, 070, 080, 090 and 8; 0120 and 6; 0800 and 7; 0570 and 6).
    """
    import phonenumbers

    plain = _PHONE_TAIL.sub("", normalised(text).upper())
    if not _PHONE_SIGNS.fullmatch(plain):
        return PhoneForm.MALFORMED
    try:
        number = phonenumbers.parse(plain, "JP")
    except phonenumbers.NumberParseException:
        return PhoneForm.MALFORMED
    national = phonenumbers.national_significant_number(number)
    if number.country_code != 81:
        return PhoneForm.PLAIN if phonenumbers.is_possible_number(number) else PhoneForm.MALFORMED
    if not (plain.startswith(("0", "(0", "+"))) or not _NATIONAL.fullmatch(national):
        return PhoneForm.MALFORMED
    if len(national) == 10 and f"0{national}".startswith(policy.MOBILE_PREFIXES.value):
        return PhoneForm.PLAIN if national.startswith("800") else PhoneForm.MOBILE
    return PhoneForm.PLAIN


def postal_code_fits(address: str) -> bool:
    """Return False where an address begins with a postal code that is not 3 and 4 digits; none at all is no mistake."""
    plain = normalised(address)
    mark = plain.find("〒")
    start = mark if mark >= 0 else 0
    if not _POSTAL_MARK.match(plain, start):
        return True
    return _POSTAL.match(plain, start) is not None


def url_fits(text: str) -> bool:
    """Return whether a text is an http or https address with a host that has a dot."""
    return _URL.fullmatch(text) is not None


def mail_fits(text: str) -> bool:
    """Return whether a text is a mail address in half width."""
    return _MAIL.fullmatch(text) is not None
