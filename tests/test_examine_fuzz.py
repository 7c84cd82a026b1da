"""Sound files with random bytes changed, cut, doubled or moved: always an answer, never a traceback or a hang."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import evidence_maker
import pytest
from hostile_maker import changed, drawn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appeal.examine.files import examine
from appeal.examine.limits import Restraint
from appeal.model.evidence import FileState

SOUND: dict[str, Callable[[], bytes]] = {
    "pdf": cache(lambda: evidence_maker.pdf(3)),
    "form.pdf": cache(changed(drawn())),
    "locked.pdf": cache(lambda: evidence_maker.pdf(1, user_password="", owner_password="x")),
    "jpg": cache(evidence_maker.jpg),
    "progressive.jpg": cache(lambda: evidence_maker.jpg(progressive=True)),
    "png": cache(evidence_maker.png),
    "gif": cache(evidence_maker.gif),
}
# Files of one round: they share a worker, so that a round costs one start.
ROUND = 12


@st.composite
def mutation(draw: st.DrawFn) -> tuple[str, list[tuple[str, float, bytes]]]:
    name = draw(st.sampled_from(sorted(SOUND)))
    step = st.tuples(
        st.sampled_from(["put", "cut", "insert", "double"]),
        st.floats(0, 1, exclude_max=True),
        st.one_of(
            st.binary(min_size=1, max_size=8),
            st.sampled_from(
                [b"/Kids", b"/Count -1", b"endobj", b"<<", b"]", b"\xff\xd9", b"IEND", b"9" * 12]
            ),
        ),
    )
    return name, draw(st.lists(step, min_size=1, max_size=5))


def mutated(content: bytes, steps: list[tuple[str, float, bytes]]) -> bytes:
    for action, place, piece in steps:
        at = int(len(content) * place)
        if action == "put":
            content = content[:at] + piece + content[at + len(piece) :]
        elif action == "cut":
            content = content[:at] + content[at + 50 * len(piece) :]
        elif action == "insert":
            content = content[:at] + piece + content[at:]
        else:
            content = content[:at] + content[max(0, at - 200) :]
    return content or b"\x00"


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(files=st.lists(mutation(), min_size=ROUND, max_size=ROUND))
def test_whatever_is_done_to_a_file_it_gets_an_answer(
    files: list[tuple[str, list[tuple[str, float, bytes]]]], tmp_path: Path
) -> None:
    names = []
    before = {}
    for place, (kind, steps) in enumerate(files):
        names.append(f"{place}.{kind}")
        before[names[-1]] = mutated(SOUND[kind](), steps)
        (tmp_path / names[-1]).write_bytes(before[names[-1]])
    facts = examine(names, tmp_path, restraint=Restraint(cpu_seconds=5, wall_seconds=10))
    assert [fact.file for fact in facts] == names
    for fact in facts:
        assert fact.state in FileState
        assert fact.usable == (fact.pages is not None)
        assert fact.sha256 is not None
        assert (tmp_path / fact.file).read_bytes() == before[fact.file]
        # Native code that ends the process would be a finding, but none is known; a new one should be looked at.
        assert fact.state is not FileState.CRASHED, fact


@pytest.mark.parametrize("name", sorted(SOUND))
def test_the_files_that_are_changed_are_sound_themselves(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SOUND[name]())
    (fact,) = examine([name], tmp_path)
    assert fact.usable, fact
