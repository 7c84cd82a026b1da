"""The worker: a file that ends it costs only itself, and the program above never opens a distrusted file."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import evidence_maker
import hostile_maker
import pytest
from PIL import Image

from appeal.examine.files import examine
from appeal.examine.limits import Restraint
from appeal.examine.replies import decode_reply, decode_request, encode_reply, encode_request
from appeal.model.evidence import FileState

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="this system has no such limits")
WAYS = [pytest.param(False, id="spawned")]
if sys.platform != "win32":
    WAYS.append(pytest.param(True, id="forked"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "before.pdf").write_bytes(evidence_maker.pdf())
    (tmp_path / "after.jpg").write_bytes(evidence_maker.jpg())
    return tmp_path


@pytest.fixture(scope="module")
def heavy() -> bytes:
    """A small file of a sound picture that takes a second and some hundred megabytes to look at."""
    out = io.BytesIO()
    Image.new("RGB", (9000, 9000), "white").save(out, "PNG", compress_level=1)
    return out.getvalue()


@pytest.fixture(scope="module")
def slow() -> bytes:
    """A small sound picture, told in a thousand passes over all of its pixels: half a minute of work."""
    out = io.BytesIO()
    Image.new("L", (8000, 8000), "white").save(out, "JPEG", progressive=True)
    whole = out.getvalue()
    last_pass = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last_pass * 1000 + b"\xff\xd9"


@pytest.mark.parametrize("forked", WAYS)
def test_both_ways_of_starting_find_the_same(forked: bool, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(evidence_maker.pdf(4)[:900])
    names = ["before.pdf", "bad.pdf", "after.jpg", "missing.pdf", "before.pdf"]
    facts = examine(names, folder, forked=forked)
    assert [fact.file for fact in facts] == names
    assert [fact.state for fact in facts] == [
        FileState.USABLE,
        FileState.TRUNCATED,
        FileState.USABLE,
        FileState.MISSING,
        FileState.USABLE,
    ]
    assert facts == examine(names, folder)


@posix_only
@pytest.mark.parametrize("forked", WAYS)
def test_a_file_that_needs_too_much_time_costs_only_itself(forked: bool, folder: Path, slow: bytes) -> None:
    (folder / "slow.jpg").write_bytes(slow)
    names, restraint = ["before.pdf", "slow.jpg", "after.jpg"], Restraint(wall_seconds=2.0)
    facts = examine(names, folder, restraint=restraint, forked=forked)
    assert [fact.state for fact in facts] == [FileState.USABLE, FileState.TOO_HEAVY, FileState.USABLE]
    assert facts[1].sha256 == hashlib.sha256(slow).hexdigest()


@posix_only
@pytest.mark.parametrize("forked", WAYS)
def test_a_file_that_needs_too_much_memory_costs_only_itself(
    forked: bool, folder: Path, heavy: bytes
) -> None:
    if sys.platform == "darwin":
        pytest.skip("this system keeps no firm limit of memory")
    (folder / "heavy.png").write_bytes(heavy)
    # The picture alone needs 324 MB. In a process of its own: this one may hold freed memory that is used again.
    script = (
        "import sys; from pathlib import Path; from appeal.examine.files import examine; "
        "from appeal.examine.limits import Restraint; "
        "facts = examine(['before.pdf', 'heavy.png', 'after.jpg'], Path(sys.argv[1]), "
        "restraint=Restraint(memory_bytes=280_000_000), forked=sys.argv[2] == 'True'); "
        "print(*(fact.state.value for fact in facts), facts[1].sha256)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(forked)], capture_output=True, text=True
    )
    assert ended.stdout.split()[:3] == ["usable", "too_heavy", "usable"], ended
    assert ended.stdout.split()[3] == hashlib.sha256(heavy).hexdigest()


@posix_only
def test_a_reader_that_dies_costs_only_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forked worker inherits what this test does to the reader: it is killed as by a fault in native code."""
    from appeal.examine import inside

    real = inside.look_inside

    def dying(kind: str, content: bytes) -> object:
        if b"DIE HERE" in content:
            os.abort()
        return real(kind, content)

    monkeypatch.setattr(inside, "look_inside", dying)
    (folder / "bad.pdf").write_bytes(evidence_maker.pdf() + b"DIE HERE")
    names = ["before.pdf", "bad.pdf", "after.jpg", "bad.pdf"]
    facts = examine(names, folder, forked=True)
    assert [fact.state.value for fact in facts] == ["usable", "crashed", "usable", "crashed"]
    assert facts[1].bytes == (folder / "bad.pdf").stat().st_size


@posix_only
def test_a_worker_that_answers_nonsense_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from appeal.examine import worker

    monkeypatch.setattr(
        worker, "encode_reply", lambda *_, **__: b'[0, {"state": "usable", "evil": 1}, true]\n'
    )
    (fact,) = examine(["before.pdf"], folder, forked=True)
    assert fact.state is FileState.CRASHED


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[1, {}]",
        b"[true, {}, true]",
        b'[0, {"pages": -1}, true]',
        b'[0, {"state": "fine"}, true]',
        b'[0, {"traits": [{"name": "form"}]}, true]',
        b'[0, {"texts": "SAMPLE"}, true]',
        b'[0, {"path": "/etc/passwd"}, true]',
        b"[" * 100_000,
        b'[0, {"detail": "' + b"x" * 5_000 + b'"}, true]',
    ],
)
def test_a_line_that_is_not_ours_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        decode_reply(line)


def test_a_name_that_is_no_unicode_crosses_unharmed() -> None:
    name = os.fsdecode(b"/a/\xff\xfe b.pdf")
    assert decode_request(encode_request(7, name)) == (7, name)
    assert decode_reply(encode_reply(7, {"pages": 3}, finished=True)).values == {"pages": 3}


def test_other_work_is_done_while_the_files_are_looked_at(folder: Path) -> None:
    calls: list[str] = []
    examine(["before.pdf"], folder, meanwhile=lambda: calls.append("done"))
    examine([], folder, meanwhile=lambda: calls.append("done"))
    assert calls == ["done", "done"]


def test_a_trouble_in_the_other_work_leaves_no_worker_behind(folder: Path) -> None:
    def fail() -> None:
        raise RuntimeError("SAMPLE")

    with pytest.raises(RuntimeError, match="SAMPLE"):
        examine(["before.pdf"], folder, meanwhile=fail)
    if sys.platform != "win32":
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


def test_long_work_is_told(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    names = ["before.pdf", "after.jpg"]
    examine(names, folder, meanwhile=lambda: time.sleep(1.05), progress=lambda *step: told.append(step))
    assert told[-1] == (2, 2)
    assert told == sorted(told)


def test_the_program_itself_loads_no_reader(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from appeal.examine.files import examine; "
        "facts = examine(['before.pdf', 'after.jpg'], Path(sys.argv[1])); "
        "assert all(fact.usable for fact in facts); "
        "loaded = {'pypdf', 'pikepdf', 'pypdfium2', 'PIL'} & set(sys.modules); sys.exit(f'{loaded}' if loaded else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


@posix_only
def test_without_standard_streams_the_worker_still_answers(folder: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from appeal.examine.files import examine\n"
        "for number in (0, 1, 2): os.close(number)\n"
        "(fact,) = examine(['before.pdf'], Path(sys.argv[1])); os._exit(0 if fact.usable else 9)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(folder)]).returncode == 0


@posix_only
def test_a_folder_that_may_only_be_read_is_enough(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        assert examine(["before.pdf"], folder)[0].usable
    finally:
        folder.chmod(0o700)


@posix_only
def test_a_large_program_leaves_its_workers_room(folder: Path) -> None:
    ballast = bytearray(700 * 1024 * 1024)
    restraint = Restraint(memory_bytes=400 * 1024 * 1024)
    (fact,) = examine(["before.pdf"], folder, restraint=restraint, forked=True)
    assert fact.usable, fact
    del ballast


@posix_only
def test_many_files_are_shared_by_two_workers(tmp_path: Path) -> None:
    content = evidence_maker.pdf()
    names = [f"{place:03d}.pdf" for place in range(60)]
    for place, name in enumerate(names):
        (tmp_path / name).write_bytes(content + b"\n" * place)
    (tmp_path / names[30]).write_bytes(content[:500])
    facts = examine(names, tmp_path)
    assert [fact.usable for fact in facts] == [place != 30 for place in range(60)]
    assert [fact.bytes for fact in facts[:30]] == [len(content) + place for place in range(30)]


def test_leniency_of_another_library_does_not_hide_a_cut_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drawing library tells Pillow to take cut pictures; evidence is looked at as if it had not."""
    from PIL import ImageFile

    (tmp_path / "no-rows.png").write_bytes(hostile_maker.bare_png(300, 300))
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (fact,) = examine(["no-rows.png"], tmp_path)
    assert not fact.usable
