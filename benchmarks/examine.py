"""500 mixed evidence files looked at, against opening the same files with the bare libraries in one process.

The bare side does what a plain script does: pypdf opens each PDF and counts its pages, Pillow opens and decodes each
picture. Ours runs in workers, with three PDF readers, words and measures. Peak memory is that of the largest process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
FILES, ROUNDS = 500, 5
OURS = """
import json, os, resource, sys
from pathlib import Path
from appeal.examine import files
if sys.argv[2] == "1":
    os.cpu_count = lambda: 1
facts = files.examine(sorted(os.listdir(sys.argv[1])), Path(sys.argv[1]))
print(json.dumps([sum(f.usable for f in facts), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
                  resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""
BARE = """
import json, os, resource, sys
from pathlib import Path
from PIL import Image
from pypdf import PdfReader
good = 0
for name in sorted(os.listdir(sys.argv[1])):
    path = Path(sys.argv[1], name)
    try:
        if name.endswith(".pdf"):
            good += len(PdfReader(path).pages) > 0
        else:
            with Image.open(path, formats=("JPEG", "PNG", "GIF")) as image:
                image.load()
            good += 1
    except Exception:
        pass
print(json.dumps([good, 0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


def fill(folder: Path) -> None:
    """Write the files: scans and PDFs with words as sellers have them, one in ten damaged."""
    import evidence_maker
    import scan_maker

    examples = [path.read_bytes() for path in (ROOT / "examples").glob("*/evidence/*.pdf")]
    pages = [scan_maker.paper(seed) for seed in range(6)]
    for place in range(FILES):
        kind = place % 10
        if kind < 5:
            content, suffix = examples[place % len(examples)], "pdf"
        elif kind < 9:
            target = folder / f"{place:03d}.jpg"
            pages[place % 6].save(target, quality=70 + place % 20)
            continue
        else:
            content, suffix = evidence_maker.pdf(3)[: 600 + place], "pdf"
        (folder / f"{place:03d}.{suffix}").write_bytes(content + b"\n" * (place % 7))


def run(script: str, *arguments: str) -> tuple[float, list[int]]:
    """Return the wall seconds of one process and what it printed."""
    start = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )
    return time.perf_counter() - start, json.loads(ended.stdout)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        rows: dict[str, list[float]] = {"bare": [], "one worker": [], "as it comes": []}
        told: dict[str, list[int]] = {}
        for _ in range(ROUNDS):
            for label, script, count in (
                ("bare", BARE, "0"),
                ("one worker", OURS, "1"),
                ("as it comes", OURS, "2"),
            ):
                seconds, told[label] = run(script, name, count)
                rows[label].append(seconds)
    bare = statistics.median(rows["bare"])
    print(f"{FILES} files, {os.cpu_count()} cores")
    for label, seconds in rows.items():
        middle = statistics.median(seconds)
        usable, worker, program = told[label]
        print(
            f"{label:12} {middle:6.2f} s  {middle / FILES * 1000:5.1f} ms a file  ratio {middle / bare:4.2f}"
            f"  usable {usable}  program {program // 1024} MB  worker {worker // 1024} MB"
        )
    print("target at most 1.5 with one worker, faster with two")


if __name__ == "__main__":
    main()
