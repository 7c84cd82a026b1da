"""The right half of the road: from a checked case to a package; it asks nothing and judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from appeal import __version__
from appeal.check import Checked
from appeal.errors import BlockedError
from appeal.model.submission import Exhibit, Submission, letter_name

if TYPE_CHECKING:
    from appeal.bundle.gather import Gathered
    from appeal.bundle.package import PackageFile
    from appeal.notice.mail import MailHeaders
    from appeal.render.letter import Drawn
    from appeal.render.supplier_request import DrawnRequest
    from appeal.render.trace import TracedSentence

START_PAGE = "00_start-here.html"
DRAFTS = "drafts"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A package as it lies on the disk; `archive` is the ZIP beside it, `reply_characters` the length of its text.

    `stale_archive` is a ZIP of an earlier package that still lies beside it; `requests` are the suppliers for whom a
    letter lies in `drafts/`.
    """

    folder: Path
    archive: Path | None
    stale_archive: Path | None
    reply_characters: int
    letter_pages: int
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reply:
    """The text to paste and, for a notice that came as .eml, the unsent mail with it."""

    text: str
    trace: tuple[TracedSentence, ...]
    mail: bytes | None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Everything that was drawn for one package."""

    letter: Drawn
    reply: _Reply
    requests: tuple[DrawnRequest, ...]


def build(
    checked: Checked,
    *,
    out: Path | None = None,
    draft: bool = False,
    archive: bool = False,
    force: bool = False,
    progress: Progress = lambda _step: None,
) -> Built:
    """Draw, assemble and write the package of a checked case.

    Raises BlockedError while an error stands and it is no draft, LetterError where the letter cannot be drawn,
    PackageError where the folder cannot be written; in each case nothing is left behind.
    """
    from appeal.bundle.gather import start_gathering
    from appeal.bundle.package import ensure_place, ensure_zip_place, write_package, write_zip
    from appeal.bundle.sent import beside_sent, homes_around
    from appeal.intake.rounds import sent_packages

    submission = _submission(checked, draft)
    usual = _default_folder(checked, submission)
    sent = sent_packages(_home(checked), *homes_around(out or usual))
    folder = out or beside_sent(usual, sent)
    sources = _sources(checked)
    ensure_place(folder, force=force, sources=sources, sent=sent)
    if archive:
        ensure_zip_place(folder, force=force, sent=sent)
    progress("drawing")
    gathered = start_gathering(_exhibits(submission))
    drawn = _draw(checked, submission)
    progress("assembling")
    files = _compose(checked, submission, drawn, gathered)
    progress("writing")
    write_package(folder, files, force=force, sources=sources, sent=sent)
    zipped = write_zip(folder, force=force, sent=sent) if archive else None
    beside = folder.with_name(folder.name + ".zip")
    stale = beside if zipped is None and beside.exists() else None
    return Built(
        folder,
        zipped,
        stale,
        reply_characters=len("".join(drawn.reply.text.split())),
        letter_pages=drawn.letter.letter_pages,
        requests=tuple(one.supplier for one in drawn.requests),
    )


def prepare() -> None:
    """Load what drawing and binding need ahead of its use; what is missing is told when it is used."""
    from appeal.bundle.assemble import load
    from appeal.render.environment import open_environment
    from appeal.render.pdf import prepare as prepare_drawing

    prepare_drawing()
    open_environment()
    load()


def _submission(checked: Checked, draft: bool) -> Submission:
    if checked.submission is None or not (checked.ready or draft):
        raise BlockedError("R191", count=sum(finding.blocks for finding in checked.findings))
    if draft:
        from appeal.render.glyphs import refuse_unprintable

        refuse_unprintable(checked.submission.case)
    return replace(checked.submission, draft=draft)


def _letter_name(submission: Submission) -> str:
    return letter_name(len(submission.case.evidence))


def _home(checked: Checked) -> Path:
    return Path(checked.case_file.path).parent


def _default_folder(checked: Checked, submission: Submission) -> Path:
    asin = submission.case.listing[0].asin if submission.case.listing else "case"
    # A draft never takes the place of a package that may be sent.
    name = f"{asin}_{submission.today.isoformat()}{'_draft' if submission.draft else ''}"
    return _home(checked) / "out" / name


def _sources(checked: Checked) -> list[Path]:
    return [Path(checked.case_file.path), *(Path(fact.path) for fact in checked.facts if fact.path)]


def template_folders(checked: Checked) -> tuple[Path, ...]:
    """Return the folder `templates` beside the case file, whose templates go before the bundled ones; no link counts."""
    beside = _home(checked) / "templates"
    return (beside,) if beside.is_dir() and not beside.is_symlink() else ()


def _draw(checked: Checked, submission: Submission) -> _Drawn:
    from appeal.render.letter import draw_letter
    from appeal.render.supplier_request import supplier_requests

    folders = template_folders(checked)
    letter = draw_letter(submission, folders)
    requests = supplier_requests(submission, folders)
    return _Drawn(letter, _reply(checked, submission, letter), requests)


def _reply(checked: Checked, submission: Submission, drawn: Drawn) -> _Reply:
    from appeal.bundle.handover import mail_draft
    from appeal.render.handover import reply_body

    text, trace = reply_body(submission, template_folders(checked))
    headers = _mail_headers(checked, submission)
    if headers is None:
        return _Reply(text, trace, None)
    attachments = [
        (_letter_name(submission), drawn.letter),
        *((one.name, path.read_bytes()) for one, path in _exhibits(submission)),
    ]
    subject = headers.subject or submission.case.notice.subject
    mail = mail_draft(text, headers.message_id, subject, headers.answer_to, attachments, headers.references)
    return _Reply(text, trace, mail)


def _exhibits(submission: Submission) -> list[tuple[Exhibit, Path]]:
    return [(one, Path(one.facts.path or "")) for one in submission.exhibits]


def _mail_headers(checked: Checked, submission: Submission) -> MailHeaders | None:
    """Return the headers of the mail to answer, the refusal's or the notice's: only for a saved mail a reply can be threaded."""
    if submission.changes is not None:
        from appeal.notice.mail import kept_headers

        return kept_headers(submission.changes.refusal)
    file = submission.case.notice.file
    path = _home(checked) / file if file else None
    if path is None or path.suffix.lower() != ".eml" or not path.is_file():
        return None
    # Only a draft comes this far with a notice from elsewhere.
    if not path.resolve().is_relative_to(_home(checked).resolve()):
        return None
    from appeal.notice.mail import read_mail_headers

    return read_mail_headers(path.read_bytes())


def _compose(
    checked: Checked, submission: Submission, drawn: _Drawn, gathered: Callable[[], Gathered]
) -> list[PackageFile]:
    """Return every file of the package, the manifest last."""
    from appeal.bundle.assemble import assemble
    from appeal.bundle.handover import entry, exhibit_entries, json_bytes, manifest, text_bytes
    from appeal.bundle.package import MANIFEST, PackageFile
    from appeal.bundle.quantities import quantities_table
    from appeal.rules.told import told_fields

    exhibits = _exhibits(submission)
    letter, reply = drawn.letter, drawn.reply
    copy = assemble(letter.base, letter.cover_pages, exhibits, _titles(submission), gathered=gathered())
    page_count = letter.letter_pages + sum(1 + (one.facts.pages or 0) for one in submission.exhibits)
    drawn_files: list[tuple[str, bytes, int | None]] = [
        (START_PAGE, _start_page(checked, submission, drawn, len(copy)).encode("utf-8"), None),
        ("reply-body.txt", text_bytes(reply.text), None),
        (f"attach/{_letter_name(submission)}", letter.letter, letter.letter_pages),
        ("reading-copy.pdf", copy, page_count),
        ("trace.json", json_bytes(_trace(drawn, told_fields(submission.case, checked.facts))), None),
        *((f"{DRAFTS}/{one.name}", text_bytes(one.text), None) for one in drawn.requests),
    ]
    if submission.reconciliations:
        drawn_files.append(("quantities.csv", quantities_table(submission.reconciliations), None))
    if calendar := _calendar(submission):
        drawn_files.append(("deadline.ics", calendar, None))
    if reply.mail is not None:
        drawn_files.append(("reply-draft.eml", reply.mail, None))
    entries = [entry(path, content, pages=pages) for path, content, pages in drawn_files] + exhibit_entries(
        submission.exhibits
    )
    name = Path(checked.case_file.path).name.encode("utf-8", "backslashreplace").decode("utf-8")
    told = manifest(__version__, submission.today, name, checked.case_file.sha256, entries)
    if submission.draft:
        told["draft"] = True
    return [
        *(PackageFile(path, content) for path, content, _ in drawn_files),
        *(
            PackageFile(f"attach/{one.name}", source=path, sha256=one.facts.sha256, name=one.item.file)
            for one, path in exhibits
        ),
        PackageFile(MANIFEST, json_bytes(told)),
    ]


def _calendar(submission: Submission) -> bytes | None:
    """Return the deadline as a calendar entry, where notice or refusal sets one."""
    from appeal.notice.deadline import submission_calendar

    return text.encode("utf-8") if (text := submission_calendar(submission)) is not None else None


def _titles(submission: Submission) -> Sequence[str]:
    from appeal.render.exhibits import exhibit_title

    return [f"{one.label} {exhibit_title(one)}" for one in submission.exhibits]


def _start_page(checked: Checked, submission: Submission, drawn: _Drawn, copy_bytes: int) -> str:
    from appeal.render.exhibits import exhibit_title
    from appeal.render.handover import Attachment, start_page
    from appeal.rules.channels import guide_for, size_guideline

    attachments = [
        Attachment(
            _letter_name(submission), "回答書", "回答書", len(drawn.letter.letter), drawn.letter.letter_pages
        ),
        *(
            Attachment(one.name, one.label, exhibit_title(one), one.facts.bytes or 0, one.facts.pages)
            for one in submission.exhibits
        ),
    ]
    return start_page(
        submission,
        attachments,
        drawn.reply.text,
        copy_bytes,
        submission.draft,
        guide=guide_for(submission.case.notice.channel, submission.changes),
        guideline=size_guideline(),
        mail_draft=drawn.reply.mail is not None,
        requests=tuple((f"{DRAFTS}/{one.name}", one.supplier) for one in drawn.requests),
        folders=template_folders(checked),
    )


def _trace(drawn: _Drawn, fields: dict[str, str]) -> dict[str, object]:
    """Return what ties each sentence that is said to the fields and files it came from, and the values for a later round."""
    told: dict[str, object] = {
        "letter": [asdict(sentence) for sentence in drawn.letter.trace],
        "reply_body": [asdict(sentence) for sentence in drawn.reply.trace],
        "fields": fields,
    }
    if drawn.requests:
        told[DRAFTS] = {one.name: [asdict(sentence) for sentence in one.trace] for one in drawn.requests}
    return told
