"""Every row of the policy table as files: each gets its verdict, none ends the run, none is changed."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from evidence_maker import CORPUS
from hostile_maker import ACCEPTED, ERROR, Hostile, hostiles

from appeal.bundle.gather import gather
from appeal.examine.files import examine
from appeal.model.case import Case
from appeal.model.evidence import EvidenceItem, EvidenceKind, FileFacts
from appeal.model.finding import Finding
from appeal.model.submission import Exhibit
from appeal.rules.documents import judge_documents

FILES = hostiles()
# What is said of any small or plain picture, whatever else is wrong with it; the table is about the rest.
BESIDES = {"E238", "E241", "E242", "E259", "E260", "E296", "E297", "E298"}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[FileFacts, list[Finding]]]:
    folder = tmp_path_factory.mktemp("hostile")
    before = {}
    for one in FILES:
        content = one.make()
        (folder / one.name).write_bytes(content)
        before[one.name] = hashlib.sha256(content).hexdigest()
    facts = examine([one.name for one in FILES], folder)
    after = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    assert after == before, "an original was changed"
    return {fact.file: (fact, _findings(fact)) for fact in facts}


def _findings(fact: FileFacts) -> list[Finding]:
    entry = {"file": fact.file, "kind": "invoice", "issued": date(2026, 7, 10)}
    case = Case.model_validate({"evidence": [entry]})
    found = judge_documents(case, (fact,), None, date(2026, 11, 22))
    return [one for one in found if one.where.field == "evidence[0].file" and one.code not in BESIDES]


def test_the_table_is_wide_enough() -> None:
    names = [one.name for one in FILES] + [made.name for made in CORPUS]
    assert len({one.name for one in FILES}) == len(FILES)
    assert len(set(names)) >= 270
    assert len({hashlib.sha256(one.make()).hexdigest() for one in FILES[::7]}) == len(FILES[::7])
    assert sum(one.verdict != ACCEPTED for one in FILES) >= 160
    assert len({one.row for one in FILES}) >= 30


@pytest.mark.parametrize("one", FILES, ids=lambda one: one.name)
def test_each_file_gets_its_verdict(one: Hostile, judged: dict[str, tuple[FileFacts, list[Finding]]]) -> None:
    fact, findings = judged[one.name]
    told = {finding.code: finding.severity.value for finding in findings}
    if one.verdict == ACCEPTED:
        assert told == {}, fact.detail
        return
    assert one.verdict in told.values(), (told, fact.detail)
    assert fact.usable or one.verdict == ERROR
    if one.verdict != ERROR:
        assert ERROR not in told.values(), (told, fact.detail)
    if one.code is not None:
        assert told.get(one.code) == one.verdict, (told, fact.detail)


@pytest.mark.parametrize("one", [one for one in FILES if one.verdict != ERROR], ids=lambda one: one.name)
def test_each_usable_file_reaches_the_reading_copy_whole(
    one: Hostile, judged: dict[str, tuple[FileFacts, list[Finding]]]
) -> None:
    """What is not refused here is not refused, and loses no page, when the package is made."""
    fact = judged[one.name][0]
    item = EvidenceItem(file=fact.file, kind=EvidenceKind.INVOICE)
    made = gather([(Exhibit(1, 0, item, fact, "02_exhibit1_invoice"), Path(str(fact.path)))])
    assert made.counts == (fact.pages,)
    with pikepdf.open(io.BytesIO(made.pdf)) as copy:
        assert len(copy.pages) == fact.pages


@pytest.mark.parametrize("one", FILES, ids=lambda one: one.name)
def test_each_message_names_the_file_and_one_next_step(
    one: Hostile, judged: dict[str, tuple[FileFacts, list[Finding]]]
) -> None:
    for finding in judged[one.name][1]:
        assert finding.text.startswith(one.name)
        assert finding.hint.endswith("ください。")
        assert "{" not in finding.text + finding.hint
        assert "None" not in finding.text
