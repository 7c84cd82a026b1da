"""The notice that is kept beside the case, read again where an earlier sitting took it; it asks and shows nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appeal.intake.questions import value_at

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting


def reread(talk: Sitting) -> None:
    """Read the notice that an earlier sitting kept, if it is still there."""
    file = talk.desk.case.notice.file if talk.desk.case else None
    if file is None or talk.reading is not None:
        return
    from appeal.notice.read import read_notice

    try:
        talk.reading = read_notice((talk.desk.folder / file).read_bytes(), name=Path(file).name)
    except OSError:
        return
    found = entries_of(talk)
    if talk.case.notice.confirmed_blank or any(value_at(talk.case, path) not in (None, ()) for path in found):
        # What an earlier sitting was shown and did not use was turned down there.
        talk.rejected |= {*found, "read"}


def entries_of(talk: Sitting) -> dict[str, Any]:
    """Return what the notice at hand settles, by path: the same facts with which the check fills open entries."""
    reading = talk.reading
    if reading is None:
        return {}
    from appeal.notice.deadline import deadline_day
    from appeal.rules.merging import stated_fields

    received = talk.case.notice.received or reading.received
    fields = stated_fields(reading, deadline_day(reading, received))
    entries = {f"notice.{name}": value for name, value in fields.items()}
    asins = tuple(asin for asin in reading.asins if re.fullmatch(r"[0-9A-Z]{10}", asin))
    return entries | ({"listing": asins} if asins else {})
