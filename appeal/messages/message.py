"""The shape of a message; it holds no text of its own."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a message weighs: an error blocks the package, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the catalogue.

    `text` states one fact and `hint` one action (ending in ください。); both may hold `{names}` that are
    filled in when it is said. `about` is what `appeal explain CODE` adds. `acceptable` tells whether an
    error may be taken knowingly with `[[accept]]`; warnings always may.
    """

    code: str
    severity: Severity
    text: str
    hint: str
    about: str
    acceptable: bool = False
