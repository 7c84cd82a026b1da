"""From `appeal new` to the first question on a real terminal, against `python -c "import click"`."""

from __future__ import annotations

import contextlib
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# The first question begins so; when these bytes are there, somebody can read what is asked.
SIGN = "届いた通知の本文".encode()


def first_prompt(appeal: str, folder: str, plain: bool) -> float:
    """Return the seconds from the start of the program to its first question."""
    start = time.perf_counter()
    number, terminal = pty.openpty()
    command = [appeal, "new", "case.toml", *(["--plain"] if plain else [])]
    process = subprocess.Popen(command, cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    seen = b""
    while SIGN not in seen and (part := os.read(number, 65536)):
        seen += part
    seconds = time.perf_counter() - start
    process.kill()
    process.wait()
    os.close(number)
    return seconds


def click_alone() -> float:
    """Return the seconds of a Python that only imports click."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import click"], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Take turns and print the medians."""
    appeal = str(Path(sys.executable).with_name("appeal"))
    for plain in (True, False):
        ours, theirs = [], []
        with tempfile.TemporaryDirectory() as folder, contextlib.suppress(KeyboardInterrupt):
            for _ in range(15):
                theirs.append(click_alone())
                ours.append(first_prompt(appeal, folder, plain))
        ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
        name = "--plain" if plain else "with editor"
        print(f"appeal new {name:12} {statistics.median(ours):.3f} s")
        print(f"import click            {statistics.median(theirs):.3f} s")
        print(f"ratio                   {ratio:.2f}   target at most 2.5")


if __name__ == "__main__":
    main()
