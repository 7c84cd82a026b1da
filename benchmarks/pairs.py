"""Times two commands in turn as whole processes and gives their ratio; it knows nothing of what they do."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def measure(
    command: Sequence[str], before: Callable[[], None], clock: Callable[[], float] = time.perf_counter
) -> float:
    """Return the seconds of one run by `clock`; raises CalledProcessError where it fails."""
    before()
    start = clock()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return clock() - start


def processor() -> float:
    """Return the processor seconds of all commands so far, with the processes they started; a clock for `measure`."""
    spent = os.times()
    return spent.children_user + spent.children_system


def compare(
    ours: Sequence[str],
    theirs: Sequence[str],
    rounds: int,
    before: Callable[[], None] = lambda: None,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float, float]:
    """Return the median seconds of both commands and the median of the ratios of each round, ours to theirs.

    The commands alternate and swap places every round, so that warmth and load fall on both.
    """
    pairs: list[tuple[float, float]] = []
    measure(ours, before, clock)
    measure(theirs, before, clock)
    for turn in range(rounds):
        if turn % 2:
            second = measure(theirs, before, clock)
            first = measure(ours, before, clock)
        else:
            first = measure(ours, before, clock)
            second = measure(theirs, before, clock)
        pairs.append((first, second))
    return (
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
        statistics.median(first / second for first, second in pairs),
    )
