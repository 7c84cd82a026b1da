"""Reads a notice: from the bytes as they came to every fact with its quote and line; it answers and guesses nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from appeal.model.reading import Fact, FactValue, NoticeProduct, NoticeReading
from appeal.notice import answers
from appeal.notice.answers import NEGATIVE
from appeal.notice.claims import unclaimed_lines
from appeal.notice.contact_items import read_contact_items
from appeal.notice.days import read_deadline, read_deadline_date, read_windows
from appeal.notice.demands import Demand, Demands, read_demands
from appeal.notice.flat import FlatText, flatten
from appeal.notice.headings import Headings, read_headings
from appeal.notice.inner import NoticeLines, find_notice
from appeal.notice.kinds import Kind, decide_kind, read_problem_types
from appeal.notice.listings import read_asins, read_products
from appeal.notice.phrases import Findings, Match, PhraseBook, phrase_book
from appeal.notice.receive import receive
from appeal.notice.signs import read_flags
from appeal.notice.source import source_facts

_KANA = re.compile("[ぁ-んァ-ヶ]")
_LETTER = re.compile("[A-Za-zぁ-んァ-ヶ一-龥]")


@dataclass
class _Sheet:
    """The facts as they are noted, and the lines they claim."""

    flat: FlatText
    facts: list[Fact] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)

    def note(self, key: str, value: FactValue | None, match: Match | None) -> None:
        """Note a fact with the sentence around its words; without words there is no fact to show."""
        if value is None or match is None:
            return
        quote = self.flat.quote(match.start, match.end)
        self.facts.append(Fact(key, value, quote, self.flat.line_at(match.start)))
        sentence = self.flat.sentences[self.flat.sentence_at(match.start)]
        last = max(match.end, min(sentence.end, match.end + 2_000))
        self.claimed.update(self.flat.lines_between(max(sentence.start, match.start - 2_000), last))

    def note_line(self, key: str, value: FactValue, line: int, text: str) -> None:
        """Note a fact that is a whole line."""
        self.facts.append(Fact(key, value, text.strip(), line))
        self.claimed.add(line)


def read_notice(data: bytes | str, *, name: str = "", book: PhraseBook | None = None) -> NoticeReading:
    """Return all that a notice says; never raises, whatever `data` is.

    `data` is pasted text, a text file in any Japanese encoding, or a saved mail (`name` ending in .eml helps to tell). Above a
    million bytes, or far below the beginning of a very long text, lines stay unread, and a fact `limit` says from which line on.
    """
    book = book or phrase_book()
    notice, message = find_notice(receive(data, name), book)
    headings = read_headings(notice, book)
    sheet = _Sheet(flatten(notice.shown(headings.skip)), claimed=set(headings.skip))
    findings = Findings(sheet.flat, book)
    demands = read_demands(findings)
    kind = decide_kind(findings, demands)
    _note_headings(sheet, headings, notice)
    if kind:
        sheet.note("kind", kind.code, kind.match)
    if kind and kind.code == "negative_phishing":
        # Nothing such a mail asks for is a demand, and no day in it is a deadline.
        reading = _bare_reading(sheet, findings, notice, kind)
    else:
        reading = _full_reading(sheet, findings, notice, demands, kind)
    for fact in source_facts(message, notice):
        sheet.facts.append(fact)
        sheet.claimed.add(fact.line)
    return _closed(reading, sheet, findings, notice, headings)


def _note_headings(sheet: _Sheet, headings: Headings, notice: NoticeLines) -> None:
    if headings.subject:
        sheet.note_line(
            "subject", headings.subject[0], headings.subject[1], notice.lines[headings.subject[1] - 1]
        )
    if headings.sender:
        sheet.note_line(
            "sender", headings.sender[0], headings.sender[1], notice.lines[headings.sender[1] - 1]
        )
    if headings.team:
        name, signed = headings.team
        sheet.note_line("addressee", name, signed[0], "\n".join(notice.lines[line - 1] for line in signed))
        sheet.claimed.update(signed)
    if headings.received:
        day, line = headings.received
        sheet.note_line("received", day.isoformat(), line, notice.lines[line - 1])


def _bare_reading(sheet: _Sheet, findings: Findings, notice: NoticeLines, kind: Kind) -> NoticeReading:
    flags = [entry for entry in read_flags(findings, notice) if entry[0] == "homoglyph"]
    for flag, match in flags:
        sheet.note("flags", flag, match)
    return NoticeReading(kind=kind.code, flags=tuple(flag for flag, _ in flags))


def _full_reading(
    sheet: _Sheet,
    findings: Findings,
    notice: NoticeLines,
    demands: Demands,
    kind: Kind | None,
) -> NoticeReading:
    code = kind.code if kind else None
    types = read_problem_types(findings, demands, kind)
    _note_all(sheet, "problem_types", types)
    windows = read_windows(findings)
    for text, days, match in windows:
        sheet.note("window_text", text, match)
        sheet.note("window_days", days, match)
    basis = answers.read_basis(findings)
    _note_all(sheet, "quantity_basis", basis)
    deadline = read_deadline(findings)
    sheet.note("deadline_days", *(deadline or (None, None)))
    dated = read_deadline_date(findings)
    sheet.note("deadline_date", *((dated[0].isoformat(), dated[1]) if dated else (None, None)))
    formats = answers.read_formats(findings)
    _note_all(sheet, "formats", formats)
    requirements = _requirements(demands, code)
    _note_all(sheet, "requirements", requirements)
    branch = _branch(demands, types)
    sheet.note("branch", *(branch or (None, None)))
    relisting, way_back = answers.read_relisting(findings, demands, code)
    sheet.note("relisting", relisting, way_back)
    channels = answers.read_channel(findings, demands, code)
    _note_all(sheet, "channel", channels)
    threat, threatened = answers.read_threat(findings, code)
    sheet.note("threat", threat, threatened)
    flags = read_flags(findings, notice)
    _note_all(sheet, "flags", flags)
    unnamed = answers.channel_without_place(demands, code)
    return NoticeReading(
        kind=code,
        pattern=answers.read_pattern(demands, code, relisting),
        asins=_note_asins(sheet, findings, notice),
        products=_products(notice),
        problem_types=tuple(dict.fromkeys(name for name, _ in types)),
        window_days=tuple(dict.fromkeys(days for _, days, _ in windows if days)),
        window_text=tuple(text for text, _, _ in windows),
        quantity_basis=basis[0][0] if basis else None,
        deadline_days=deadline[0] if deadline else None,
        deadline_date=dated[0] if dated else None,
        formats=tuple(name for name, _ in formats),
        requirements=tuple(name for name, _ in requirements),
        branch=branch[0] if branch else None,
        contact_items=read_contact_items(findings, demands),
        relisting=relisting,
        channel=tuple(name for name, _ in channels) or ((unnamed,) if unnamed else ()),
        threat=threat,
        flags=tuple(flag for flag, _ in flags),
    )


def _note_all(sheet: _Sheet, key: str, found: list[tuple[str, Match]]) -> None:
    for value, match in found:
        sheet.note(key, value, match)


def _requirements(demands: Demands, kind: str | None) -> list[tuple[str, Match]]:
    once: dict[str, Match] = {}
    for demand in demands.found:
        once.setdefault(_code(demand, kind), demand.match)
    return list(once.items())


def _code(demand: Demand, kind: str | None) -> str:
    code = demand.code
    if code == "general":
        # A demand without a named paper is for safety papers where nothing else is under review.
        code = "safety_document" if kind == "safety_review" else "other"
    return f"{demand.branch}:{code}" if demand.branch else code


def _branch(demands: Demands, types: list[tuple[str, Match]]) -> tuple[str, Match] | None:
    """Return the list that the problem type chooses, where the notice prints several and names one type."""
    names = [name for name, _ in demands.branches]
    stated = [(name, match) for name, match in types if match not in [head for _, head in demands.branches]]
    if len(names) < 2 or len({name for name, _ in stated}) != 1:
        return None
    name, match = stated[0]
    if name in names:
        return name, match
    return ("other", match) if "other" in names else None


def _note_asins(sheet: _Sheet, findings: Findings, notice: NoticeLines) -> tuple[str, ...]:
    found = read_asins(notice.lines[notice.first : notice.last])
    for asin in found:
        line = asin.line + notice.first
        sheet.note_line("asins", asin.asin, line, notice.lines[line - 1][:300])
    at_end = findings.first("asins_at_end")
    if not found and at_end:
        sheet.note("asins", "end_of_mail", at_end)
        return ("end_of_mail",)
    return tuple(asin.asin for asin in found)


def _products(notice: NoticeLines) -> tuple[NoticeProduct, ...]:
    return tuple(read_products(notice.lines[notice.first : notice.last]))


def _closed(
    reading: NoticeReading, sheet: _Sheet, findings: Findings, notice: NoticeLines, headings: Headings
) -> NoticeReading:
    return replace(
        reading,
        subject=headings.subject[0] if headings.subject else None,
        addressee=_addressee(headings, reading),
        sender=headings.sender[0] if headings.sender else None,
        received=headings.received[0] if headings.received else None,
        language=_language(notice),
        relisting=None if reading.kind in NEGATIVE else reading.relisting,
        facts=tuple(sheet.facts),
        unclaimed=unclaimed_lines(findings, notice, sheet.claimed),
        text="\n".join(notice.lines),
    )


def _addressee(headings: Headings, reading: NoticeReading) -> str | None:
    """Return the team that signs; a mail that is none of Amazon's signs for nobody."""
    return headings.team[0] if headings.team and reading.kind not in NEGATIVE else None


def _language(notice: NoticeLines) -> str | None:
    """Return ja where kana make up a good part of the letters, en where there are only others, None without letters."""
    sample = "".join(notice.lines[notice.first : notice.last])[:20_000]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    return "ja" if len(_KANA.findall(sample)) * 10 >= letters else "en"
