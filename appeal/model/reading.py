"""What a notice was found to say: each fact with its quote and line; values only, no opinion and no guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FactValue = str | int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the notice says: `quote` verbatim out of the normalised text, `line` from 1 in that text."""

    key: str
    value: FactValue
    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class UnclaimedLine:
    """A line that no rule claimed; it is shown so that nothing is silently ignored."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class NoticeProduct:
    """One product as the notice prints it; None where it does not."""

    asin: str | None
    title: str | None = None
    sku: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """All that a notice was found to say; None or an empty tuple where the text does not hold it.

    `kind` to `flags` carry the codes of the notice data (docs/notices.md). `window_days` are days; a window in months stands in
    `window_text` alone. `deadline_days` is "unknown" where a date is announced without a number of days or with working days; `deadline_date` is the date
    itself where it is printed with its year. `requirements` stand in the order of the notice, as `branch:code` where it prints separate
    lists, and `branch` is the list that the row 問題の種類 chooses. `addressee` is the team of Amazon that signs. `contact_items` are the
    fields of `[[supplier]]` that the demand for contacts names (name, address, phone, email, website, contact). `text` is the normalised text that quotes and lines refer to.
    """

    kind: str | None = None
    pattern: int | str | None = None
    subject: str | None = None
    sender: str | None = None
    addressee: str | None = None
    received: date | None = None
    asins: tuple[str, ...] = ()
    products: tuple[NoticeProduct, ...] = ()
    problem_types: tuple[str, ...] = ()
    window_days: tuple[int, ...] = ()
    window_text: tuple[str, ...] = ()
    quantity_basis: str | None = None
    deadline_days: int | str | None = None
    deadline_date: date | None = None
    formats: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    branch: str | None = None
    contact_items: tuple[str, ...] = ()
    relisting: str | None = None
    channel: tuple[str, ...] = ()
    threat: str | None = None
    language: str | None = None
    flags: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    unclaimed: tuple[UnclaimedLine, ...] = ()
    text: str = ""

    def facts_of(self, key: str) -> tuple[Fact, ...]:
        """Return the facts of one key, in the order of the notice."""
        return tuple(fact for fact in self.facts if fact.key == key)

    @property
    def demanded(self) -> tuple[str, ...]:
        """The codes that apply, without branch: those of the chosen branch, or of every list where none is chosen."""
        codes = []
        for entry in self.requirements:
            branch, separator, code = entry.rpartition(":")
            if not separator or self.branch in (None, branch):
                codes.append(code)
        return tuple(dict.fromkeys(codes))


@dataclass(frozen=True, slots=True)
class Advice:
    """One line of advice. `slot` is calm, do_now, do_not or check; `standing` is 公式, 体験談 or 当方の目安."""

    slot: str
    text: str
    source: str
    standing: str
    seen_on: date
