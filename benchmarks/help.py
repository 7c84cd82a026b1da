"""`appeal --help` against `python -c "import click"`, whole processes."""

from __future__ import annotations

import sys
from pathlib import Path

from pairs import compare

if __name__ == "__main__":
    appeal = str(Path(sys.executable).with_name("appeal"))
    ours, theirs, ratio = compare([appeal, "--help"], [sys.executable, "-c", "import click"], rounds=31)
    print(f"appeal --help   {ours:.3f} s")
    print(f"import click    {theirs:.3f} s")
    print(f"ratio           {ratio:.2f}   target at most 2.0")
