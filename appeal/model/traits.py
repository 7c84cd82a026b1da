"""What may be found in an evidence file besides its type; names and values only, no opinion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TraitName(StrEnum):
    """One kind of thing that can be found in a file."""

    PROTECTED = "protected"
    JUNK_BEFORE = "junk_before"
    JOINED = "joined"
    ARCHIVE_AFTER = "archive_after"
    REVISIONS = "revisions"
    FALSE_COUNT = "false_count"
    FORM = "form"
    FORM_UNDRAWN = "form_undrawn"
    FORM_HIDDEN = "form_hidden"
    LAYERS = "layers"
    LAYERS_OFF = "layers_off"
    SCRIPT = "script"
    PROGRAM_START = "program_start"
    SENDING = "sending"
    OTHER_FILE = "other_file"
    ATTACHMENT = "attachment"
    MEDIA = "media"
    SIGNATURE = "signature"
    SIGNATURE_EXTENDED = "signature_extended"
    COMMENT = "comment"
    REDACTION = "redaction"
    COVERED_TEXT = "covered_text"
    FONT_ABSENT = "font_absent"
    FONTS_MIXED = "fonts_mixed"
    PAGE_LARGE = "page_large"
    PAGE_SMALL = "page_small"
    PAGE_ODD = "page_odd"
    SLOW = "slow"
    ORIENTATION = "orientation"
    POSITION = "position"
    REMARK = "remark"
    INK_UNMARKED = "ink_unmarked"
    TINY = "tiny"
    LONG = "long"
    SPOILT = "spoilt"
    MADE_BY = "made_by"
    MADE_ON = "made_on"
    CHANGED_ON = "changed_on"
    PERSON = "person"
    SCREEN_SIZE = "screen_size"
    NO_TEXT = "no_text"
    RESOLUTION = "resolution"
    STATED_RESOLUTION = "stated_resolution"
    SHARPNESS = "sharpness"
    PAPER_LEVEL = "paper_level"
    INK_LEVEL = "ink_level"
    GLARE = "glare"
    TURN = "turn"
    EDGE = "edge"


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing found: how often, on which pages (from 1, at most ten), and a word of the file itself.

    `detail` comes out of a stranger's file: a name, a program, a day in ISO form; at most 200 characters.
    """

    name: TraitName
    count: int = 1
    detail: str = ""
    pages: tuple[int, ...] = ()
