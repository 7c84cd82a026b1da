"""Looks at every file of the tests' corpus and at thousands of changed ones; counts what must never happen.

Usage: python benchmarks/robustness.py [CHANGED FILES [SEED [FOLDER OF OTHER FILES ...]]]
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
import warnings
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
if TYPE_CHECKING:
    from appeal.model.evidence import FileFacts

PIECES = (
    b"/Kids",
    b"/Count -1",
    b"endobj",
    b"<<",
    b">>",
    b"]",
    b"stream",
    b"\xff\xd9",
    b"\xff\xda",
    b"IEND",
    b"9" * 12,
)


def changed(content: bytes, rolled: random.Random) -> bytes:
    """Return the content with one to five places put over, cut, filled, doubled or moved."""
    for _ in range(rolled.randint(1, 5)):
        at = rolled.randrange(max(1, len(content)))
        piece = rolled.choice([*PIECES, rolled.randbytes(rolled.randint(1, 8))])
        way = rolled.randrange(5)
        if way == 0:
            content = content[:at] + piece + content[at + len(piece) :]
        elif way == 1:
            content = content[:at] + content[at + rolled.randint(1, 400) :]
        elif way == 2:
            content = content[:at] + piece + content[at:]
        elif way == 3:
            content = content[:at] + content[max(0, at - rolled.randint(1, 400)) :]
        else:
            content = content[: max(1, at)] if rolled.random() < 0.2 else content[at:] + content[:at]
    return content


def write(folder: Path, count: int, seed: int) -> None:
    """Write the corpus, the policy table and the changed files."""
    import evidence_maker
    from hostile_maker import hostiles

    sound = []
    for made in evidence_maker.CORPUS:
        content = made.make()
        (folder / f"c-{made.name}").write_bytes(content)
        if made.state.value == "usable" and len(content) < 200_000:
            sound.append((made.name, content))
    for one in hostiles():
        content = one.make()
        (folder / f"h-{one.name}").write_bytes(content)
        if one.verdict != "error" and len(content) < 200_000:
            sound.append((one.name, content))
    rolled = random.Random(seed)
    for place in range(count):
        name, content = sound[place % len(sound)]
        (folder / f"m{place:05d}-{name}").write_bytes(changed(content, rolled) or b"\x00")


def look(folder: Path, totals: Counter[str]) -> list[FileFacts]:
    """Look at every file below the folder as `appeal check` does, and count what it says and what it did."""
    from appeal.examine.files import examine
    from appeal.model.evidence import FileState

    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    before = {one: _print_of(folder / one) for one in names}
    start = time.monotonic()
    facts = examine(names, folder)
    totals["seconds"] += round(time.monotonic() - start)
    for fact in facts:
        totals["files"] += 1
        totals[f"state {fact.state.value}"] += 1
        totals["originals changed"] += _print_of(folder / fact.file) != before[fact.file]
        totals["SHA-256 wrong"] += fact.sha256 not in (None, before[fact.file][0])
        if fact.state is FileState.CRASHED:
            totals["workers ended by a reader"] += 1
            print("crashed:", fact.file, fact.detail)
        totals["workers ended at a limit"] += "worker ended" in fact.detail
    return [fact for fact in facts if fact.usable]


def say(usable: list[FileFacts], totals: Counter[str]) -> None:
    """Judge every file as a paper of a case: a sentence each, no exception."""
    from appeal.model.case import Case
    from appeal.rules.documents import judge_documents

    for fact in usable:
        case = Case.model_validate({"evidence": [{"file": fact.file, "kind": "invoice"}]})
        try:
            findings = judge_documents(case, (fact,), None, date(2026, 11, 22))
        except Exception as trouble:  # noqa: BLE001
            totals["tracebacks"] += 1
            print("traceback:", fact.file, repr(trouble))
            continue
        about_file = (one for one in findings if one.where.field == "evidence[0].file")
        totals["usable, doubtful"] += any(one.severity.value != "note" for one in about_file)


def place(usable: list[FileFacts], totals: Counter[str]) -> None:
    """Take the pages of every usable file into a reading copy of its own and count them by three readers."""
    from appeal.bundle.gather import gather
    from appeal.errors import AppealError
    from appeal.examine.pdf_witnesses import count_by_pdfium, count_by_pypdf
    from appeal.model.evidence import EvidenceItem, EvidenceKind
    from appeal.model.submission import Exhibit

    # As `gather` does for a whole case: the readers' English remarks are no finding.
    warnings.simplefilter("ignore")
    for fact in usable:
        item = EvidenceItem(file="evidence/a.pdf", kind=EvidenceKind.INVOICE)
        exhibit = Exhibit(1, 0, item, fact, "02_exhibit1_invoice.pdf")
        totals["pages of originals"] += fact.pages or 0
        try:
            made = gather([(exhibit, Path(fact.path or ""))])
        except AppealError as refusal:
            totals[f"refused while building ({refusal.code})"] += 1
            totals["pages of refused"] += fact.pages or 0
            print("refused while building:", fact.file, refusal.code, fact.pages)
            continue
        except Exception as trouble:  # noqa: BLE001
            totals["tracebacks"] += 1
            print("traceback:", fact.file, repr(trouble)[:200])
            continue
        counts = {sum(made.counts), count_by_pdfium(made.pdf), count_by_pypdf(made.pdf).pages}
        totals["pages in the reading copies"] += min(counts)
        if counts != {fact.pages}:
            totals["pages lost"] += max(0, (fact.pages or 0) - min(counts))
            print("pages differ:", fact.file, fact.pages, counts)


def _print_of(path: Path) -> tuple[str, int, int]:
    about = path.stat()
    return hashlib.sha256(path.read_bytes()).hexdigest(), about.st_mtime_ns, about.st_mode


def main() -> None:
    """Run and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    zeros = ("tracebacks", "originals changed", "pages lost", "workers ended by a reader", "SHA-256 wrong")
    totals: Counter[str] = Counter(dict.fromkeys(zeros, 0))
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), count, seed)
        for folder in (Path(name), *map(Path, sys.argv[3:])):
            usable = look(folder, totals)
            say(usable, totals)
            place(usable, totals)
    for label, number in sorted(totals.items()):
        print(f"{label:36} {number}")


if __name__ == "__main__":
    main()
