"""What was sent before, what Amazon answered, and what is new since; values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from appeal.model.notice import Requirement
from appeal.model.reading import UnclaimedLine

# What a refusal may doubt about papers and suppliers.
DOUBTS = frozenset(
    {"altered", "genuineness", "unverified", "window", "quantity", "illegible", "identity", "product", "kind"}
)


@dataclass(frozen=True, slots=True)
class SentFile:
    """One paper of a package that was sent, as its manifest lists it."""

    label: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class RefusalPoint:
    """One thing a refusal says: `code` is a demand (Requirement) or a doubt about papers; `quote` stands in `line`, from 1.

    `labels` are exhibits that the quote names (資料2). `before` are the words just before the quote, where they say of
    what it speaks and nothing else.
    """

    kind: str
    code: str
    quote: str
    line: int
    labels: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class ReplyMail:
    """The headers of a reply that an answer to it needs; None where it has none."""

    message_id: str | None = None
    subject: str | None = None
    answer_to: str | None = None
    references: str | None = None


@dataclass(frozen=True, slots=True)
class ToldDeadline:
    """One day until which a reply wants an answer, with its words: printed, or `days` after the reply.

    `day` is None where the days cannot be counted, because the day of the reply is not known.
    """

    quote: str
    day: date | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Amazon's answer to a round; `final` is None where it does not say.

    `received` is the day of the mail itself. `deadline_days` are the days it gives, `deadline` the last day: the
    earliest of `deadlines`, which it prints or which are counted from `received`, None where neither stands there.
    `unread` are the sentences that nothing explains.
    `window_text` are the spans it wants papers for, in its words, `window_days` their days where they are days;
    `quantity_basis` and `formats` are codes as in `[notice]`. `mail` is None where it did not come as a saved mail.
    """

    points: tuple[RefusalPoint, ...]
    final: bool | None
    asins: tuple[str, ...] = ()
    sha256: str = ""
    received: date | None = None
    deadline_days: int | None = None
    deadline: date | None = None
    unread: tuple[UnclaimedLine, ...] = ()
    window_text: tuple[str, ...] = ()
    window_days: tuple[int, ...] = ()
    quantity_basis: str | None = None
    formats: tuple[str, ...] = ()
    mail: ReplyMail | None = None
    deadlines: tuple[ToldDeadline, ...] = ()

    @property
    def sets_deadline(self) -> bool:
        """Whether it says until when to answer, even where the day cannot be told."""
        return self.deadline is not None or self.deadline_days is not None

    @property
    def demands(self) -> tuple[Requirement, ...]:
        """The demands it repeats, in its order."""
        known = {one.value: one for one in Requirement}
        return tuple(dict.fromkeys(known[one.code] for one in self.points if one.kind == "demand"))

    @property
    def doubts(self) -> tuple[RefusalPoint, ...]:
        """What it doubts about papers."""
        return tuple(one for one in self.points if one.kind == "doubt")


@dataclass(frozen=True, slots=True)
class Round:
    """One round: what was sent and when, and the refusal, if one came; `said` is the text of letter and reply without blanks.

    `fields` are the values the letter was made from (rules.rounds.told_fields); empty where the package kept none.
    """

    number: int
    sent_on: date
    channel: str
    files: tuple[SentFile, ...]
    said: str
    refusal: Refusal | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of notice, seller, listing, paper or supplier that differs from what was sent; `added` where none was."""

    path: str
    added: bool


@dataclass(frozen=True, slots=True)
class AnsweredPoint:
    """What is new in answer to one thing a refusal says: paths of texts and entries, places of papers."""

    point: RefusalPoint
    changed: tuple[str, ...]
    papers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since the last round: paths of texts (`corrective[2].what`), places of papers, labels left out.

    `rewritten` are single texts that were changed (`plan.root_cause`), `added` entries of lists; of these, `grown`
    stand beside all that was said before (None: not known) and the others take the place of one. `fields` are values
    that changed. `answered` sets what is new against each point of the refusal; one change may answer several.
    `refusal` is what this round answers.
    """

    since: date
    number: int
    rewritten: tuple[str, ...]
    added: tuple[str, ...]
    new_papers: tuple[int, ...]
    same_papers: tuple[int, ...]
    left_out: tuple[str, ...]
    answered: tuple[AnsweredPoint, ...] = ()
    grown: tuple[str, ...] | None = None
    fields: tuple[FieldChange, ...] = ()
    refusal: Refusal | None = None

    @property
    def material(self) -> bool:
        """Whether anything at all is new."""
        return bool(self.rewritten or self.added or self.new_papers or self.fields)
