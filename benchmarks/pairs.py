"""Times two commands in turn as whole processes and gives their ratio; it knows nothing of what they do."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def measure(command: Sequence[str], before: Callable[[], None]) -> float:
    """Return the wall seconds of one run; raises CalledProcessError where it fails."""
    before()
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(
    ours: Sequence[str],
    theirs: Sequence[str],
    rounds: int,
    before: Callable[[], None] = lambda: None,
) -> tuple[float, float, float]:
    """Return the median seconds of both commands and the median of the ratios of each round, ours to theirs.

    The commands alternate and swap places every round, so that warmth and load fall on both.
    """
    pairs: list[tuple[float, float]] = []
    measure(ours, before)
    measure(theirs, before)
    for turn in range(rounds):
        if turn % 2:
            second = measure(theirs, before)
            first = measure(ours, before)
        else:
            first = measure(ours, before)
            second = measure(theirs, before)
        pairs.append((first, second))
    return (
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
        statistics.median(first / second for first, second in pairs),
    )
