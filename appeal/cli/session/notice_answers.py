"""The notice as it was pasted or dropped: kept beside the case, read, and its facts confirmed before they are written."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from appeal.cli.session.dropping import one_file
from appeal.cli.session.notice_kept import entries_of, reread
from appeal.cli.session.notice_taken import FACTS, reopen, show_taken, show_unsettled, speaks_of, taken
from appeal.cli.session.shown import shortened, shown
from appeal.intake.answers import AnswerError
from appeal.intake.question import Step
from appeal.intake.questions import question_for, value_at

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Changes, Sitting
    from appeal.model.reading import NoticeReading

_TITLES = {
    "notice.subject": "件名",
    "notice.received": "通知日",
    "notice.requirements": "求められているもの",
    "notice.window": "対象期間",
    "notice.quantity_basis": "数量の基準",
    "notice.deadline": "回答期限",
    "notice.formats": "受け付けられる形式",
    "notice.channel": "回答の送り先",
    "notice.addressee": "回答書の宛名",
    "listing": "対象商品",
}
_FACT_KEYS = {"notice.deadline": "deadline_days", "notice.window": "window_text", "listing": "asins"}
_SHORTEST = 20
# A letter names the one it is for within its first lines.
_GREETING = 15
_ADDRESSED = re.compile(r"(?!.*(?:お客|皆|各位|出品者|販売者|パートナー))([^:、。]{2,40}?)\s*(?:様|御中)")
_ORDER = re.compile(r"(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])")


def take_notice(talk: Sitting, step: Step, text: str) -> Changes:
    """Keep the notice beside the case and read it; raises AnswerError where the text is no notice."""
    from appeal.cli.notice_report import LIMIT
    from appeal.intake.regular_files import read_regular
    from appeal.notice.read import read_notice

    path = one_file(text, talk.desk.folder)
    try:
        content = text.encode("utf-8") + b"\n" if path is None else read_regular(path, LIMIT)
    except (OSError, ValueError) as error:
        raise AnswerError("I116") from error
    name = "notice.txt" if path is None else path.name
    reading = read_notice(content, name=name)
    if not _says_something(reading, content):
        raise AnswerError("I116")
    talk.reading = reading
    talk.rejected.clear()
    _calm(talk, reading)
    talk.desk.create()
    file = talk.desk.keep_text(name, content) if path is None else talk.desk.brought_in(path, "")
    return {step.path: file}


def _calm(talk: Sitting, reading: NoticeReading) -> None:
    """Say what happened, and for a mail that is no case for this program where to turn."""
    from appeal.notice.sheet import happened, where_to_turn

    talk.voice.say(happened(reading))
    if turn := where_to_turn(reading):
        talk.voice.say(f"[注意] {turn}", "  ")


def _says_something(reading: NoticeReading, content: bytes) -> bool:
    return len(content) >= _SHORTEST and bool(reading.kind or reading.asins or reading.requirements)


def has_suggestions(talk: Sitting) -> bool:
    """Return whether the notice says anything that the case does not hold yet and nobody turned down."""
    reread(talk)
    return bool(_suggestions(talk)) or bool(_fresh(talk) and _unsaid(talk))


def _fresh(talk: Sitting) -> bool:
    """Whether nothing of the notice was confirmed yet."""
    notice = talk.case.notice
    return notice.received is None and not notice.confirmed_blank and "read" not in talk.rejected


def _suggestions(talk: Sitting) -> dict[str, Any]:
    """Return the entries the notice would fill and that are empty, by path."""
    if talk.reading is None:
        return {}
    case = talk.case
    found = entries_of(talk)
    return {
        path: value
        for path, value in found.items()
        if path not in talk.rejected
        and value_at(case, path) in (None, ())
        and path.partition(".")[2] not in case.notice.confirmed_blank
        and not (path == "notice.requirements" and case.notice.requirements is not None)
    }


def _is_taken(talk: Sitting) -> bool:
    """Whether nothing is left to confirm: then what was taken is shown to somebody who came back."""
    return not _suggestions(talk) and not _unsaid(talk)


def _unsaid(talk: Sitting) -> tuple[str, ...]:
    """Return the entries that may stay blank and of which the notice says nothing."""
    if talk.reading is None or not _fresh(talk):
        return ()
    entries = entries_of(talk)
    known = talk.case.notice
    return tuple(
        name
        for name in FACTS
        if f"notice.{name}" not in entries and getattr(known, name) is None and not speaks_of(talk, name)
    )


def show_reading(talk: Sitting) -> None:
    """Show what the notice says, numbered, each with the words and the line it was read from."""
    reading = talk.reading
    if reading is None:
        return
    if _is_taken(talk):
        show_taken(talk, _TITLES)
        return
    talk.voice.say("通知から次のことを読み取りました。")
    for number, (path, value) in enumerate(_suggestions(talk).items(), start=1):
        question = question_for(path)
        told = shown(question, value) if question else str(value)
        talk.voice.say(f"  {number} {_TITLES[path]}: {told}", "    ")
        facts = reading.facts_of(_FACT_KEYS.get(path, path.partition(".")[2]))
        if facts:
            talk.voice.say(f"    （{facts[0].line}行目「{shortened(facts[0].quote)}」）", "    ")
    for name in _unsaid(talk):
        talk.voice.say(f"    {_TITLES[f'notice.{name}']}: 書かれていません", "    ")
    show_unsettled(talk, _TITLES)
    _show_unclaimed(talk, reading)


def _show_unclaimed(talk: Sitting, reading: NoticeReading) -> None:
    lines = [one for one in reading.unclaimed if one.text.strip()]
    if lines:
        talk.voice.say(
            f"読み取りに使わなかった行が{len(lines)}行あります（? で表示）。通知の本文もご自身で確かめてください。",
            "  ",
        )


def unclaimed_lines(talk: Sitting) -> list[str]:
    """Return the lines of the notice that were not used, with their numbers."""
    reading = talk.reading
    lines = [one for one in reading.unclaimed if one.text.strip()] if reading else []
    return [f"{one.line}行目: {shortened(one.text)}" for one in lines]


def suggested_name(talk: Sitting) -> str | None:
    """Return whom the notice is addressed to, where its beginning says so once."""
    reread(talk)
    lines = talk.reading.text.split("\n")[:_GREETING] if talk.reading else []
    names = {match[1] for line in lines if (match := _ADDRESSED.fullmatch(line.strip()))}
    return names.pop() if len(names) == 1 else None


def suggested_orders(talk: Sitting) -> str | None:
    """Return the order numbers of the notice that the case does not tell of yet."""
    reread(talk)
    told = talk.case.plan.what_happened or ""
    orders = dict.fromkeys(_ORDER.findall(talk.reading.text if talk.reading else ""))
    return "\n".join(order for order in orders if order not in told) or None


def _refused(plain: str, paths: list[str]) -> set[str]:
    """Return the paths whose numbers were typed; 0 is all of them. Raises AnswerError where nothing has a number."""
    from appeal.intake.answers import choices

    if plain in ("", "はい", "y", "Y"):
        return set()
    if plain == "0":
        return set(paths)
    if not paths:
        raise AnswerError("I145")
    return {paths[place] for place in choices(plain, len(paths))}


def take_reading(talk: Sitting, text: str) -> Changes:
    """Return the confirmed facts; the numbers typed are those that are not used."""
    suggestions = _suggestions(talk)
    come_back = _is_taken(talk)
    paths = list(taken(talk, _TITLES) if come_back else suggestions)
    plain = unicodedata.normalize("NFKC", text).strip()
    refused = _refused(plain, paths)
    if come_back:
        reopen(talk, [path for path in paths if path in refused])
        return {}
    if refused:
        names = "、".join(_TITLES[path] for path in paths if path in refused)
        talk.voice.say(f"使わない項目（{names}）は、返信に要るものをあとでお聞きします。", "  ")
    unsaid = _unsaid(talk) if plain != "0" else ()
    talk.rejected |= {*refused, "read"}
    changes: dict[str, object] = {}
    for path, value in suggestions.items():
        if path not in refused:
            changes |= _entry_changes(talk, path, value)
    if unsaid:
        changes["notice.confirmed_blank"] = unsaid
    return changes


def _entry_changes(talk: Sitting, path: str, value: Any) -> dict[str, object]:
    if path != "listing":
        return {path: value}
    titles = {one.asin: one.title for one in talk.reading.products if one.title} if talk.reading else {}
    changes: dict[str, object] = {}
    for place, asin in enumerate(value):
        changes[f"listing[{place}].asin"] = asin
        if title := titles.get(asin):
            changes[f"listing[{place}].title"] = title
    return changes


def reconsidered(talk: Sitting) -> list[str]:
    """Return the steps a new notice opens again although they were answered: what it says, and which response it calls for."""
    if talk.case.response is None:
        return []
    return ["notice", "response"] if has_suggestions(talk) else ["response"]


def suggested_response(talk: Sitting) -> str | None:
    """Return the response that the demands of the notice point to; None where they point to none or to several."""
    reread(talk)
    demands = set(talk.case.notice.requirements or ())
    if "invoice" in demands:
        return "authenticity"
    if demands & {"root_cause", "corrective_action", "preventive_action", "plan_of_action"}:
        return "explanation"
    return None
