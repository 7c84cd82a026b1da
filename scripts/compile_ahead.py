"""Compiles modules and templates once after an installation, so that no start of the program has to."""

from __future__ import annotations

import compileall
from pathlib import Path

from appeal.render.environment import compile_templates

if __name__ == "__main__":
    compileall.compile_dir(Path(__file__).resolve().parent.parent / "appeal", quiet=2)
    compile_templates()
