"""The worker as a program of its own, for systems without fork: requests on stdin, replies on stdout, nothing else."""

from __future__ import annotations

import os
import sys

from appeal.examine.limits import Restraint
from appeal.examine.worker import serve


def main() -> None:
    """Serve until stdin ends; the four limits come as arguments, in the order of `Restraint`."""
    cpu, wall, memory, tired = sys.argv[1:]
    requests, replies = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    # A library that prints would otherwise speak in our name.
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    serve(requests, replies, Restraint(int(cpu), float(wall), int(memory), int(tired)))


if __name__ == "__main__":
    main()
