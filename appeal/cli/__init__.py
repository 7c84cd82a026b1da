"""The front door: commands, help and what is printed; it calls `check` and `build` and decides nothing."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with an exit code; no traceback reaches the person who types."""
    from appeal.cli.boundary import leave, run

    leave(run(sys.argv[1:]))
