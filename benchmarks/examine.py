"""500 mixed evidence files looked at, against opening the same files with the bare libraries in one process.

The bare side does what a plain script does: pypdf opens each PDF and counts its pages, Pillow opens and decodes each
picture. Ours runs in workers, with three PDF readers, words and measures. Peak memory is that of the largest process.
"""

from __future__ import annotations

import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
FILES, ROUNDS = 500, 5
# Four of ten are PDFs with words, one a scan in a PDF, two scans, one a photograph of 12 million pixels, one another
# picture, one damaged.
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


def kinds() -> dict[str, tuple[list[bytes], int]]:
    """Return, for each ending, the files that sellers have, and how many of each hundred they are."""
    import evidence_maker
    import scan_shapes

    def saved(image: Image.Image, kind: str, **options: object) -> bytes:
        out = io.BytesIO()
        image.save(out, kind, **options)
        return out.getvalue()

    pages = [scan_shapes.grained(scan_shapes.invoice(random.Random(seed)), 3) for seed in range(4)]
    photographs = [
        scan_shapes.on_table(scan_shapes.invoice(random.Random(seed)), random.Random(seed)).resize(
            (3024, 4032)
        )
        for seed in range(3)
    ]
    return {
        "text.pdf": ([path.read_bytes() for path in (ROOT / "examples").glob("*/evidence/*.pdf")], 40),
        "scan.pdf": ([saved(page, "PDF", resolution=200) for page in pages], 10),
        "scan.jpg": ([saved(page, "JPEG", quality=80) for page in pages], 20),
        "photograph.jpg": ([saved(page, "JPEG", quality=88) for page in photographs], 10),
        "grey.png": ([saved(page.convert("L"), "PNG") for page in pages], 5),
        "colour.png": ([saved(page, "PNG") for page in pages[:2]], 4),
        "page.gif": ([saved(pages[0].convert("P"), "GIF")], 1),
        "cut.pdf": ([evidence_maker.pdf(3)[: 600 + cut] for cut in range(5)], 10),
    }


def fill(folder: Path) -> None:
    """Write the files, mixed as a seller's folder is."""
    makers = [(name, files) for name, (files, share) in kinds().items() for _ in range(share)]
    random.Random(1).shuffle(makers)
    for place in range(FILES):
        name, files = makers[place % len(makers)]
        (folder / f"{place:03d}-{name}").write_bytes(files[place % len(files)])


def run(script: str, *arguments: str) -> tuple[float, float, list[int]]:
    """Return wall seconds and processor seconds of one process with its workers, and what it printed."""
    before, start = os.times(), time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, used, json.loads(ended.stdout)


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    ways = (("bare", BARE, "0"), ("one worker", OURS, "1"), ("as it comes", OURS, "2"))
    with tempfile.TemporaryDirectory() as name:
        # By another process: what this one has held would count as the memory of those it starts.
        subprocess.run([sys.executable, __file__, "fill", name], check=True)
        rows: dict[str, list[float]] = {label: [] for label, _, _ in ways}
        work: dict[str, list[float]] = {label: [] for label, _, _ in ways}
        told: dict[str, list[int]] = {}
        for turn in range(rounds):
            # Each goes first in turn, so that warmth and load fall on all.
            for label, script, count in (*ways[turn % 3 :], *ways[: turn % 3]):
                seconds, used, told[label] = run(script, name, count)
                rows[label].append(seconds)
                work[label].append(used)
        largest = max(path.stat().st_size for path in Path(name).iterdir())
    print(f"{FILES} files, the largest {largest / 1e6:.1f} MB, {os.cpu_count()} cores, {rounds} rounds")
    for label, seconds in rows.items():
        ratio, effort = (
            statistics.median(ours / bare for ours, bare in zip(taken[label], taken["bare"], strict=True))
            for taken in (rows, work)
        )
        usable, worker, program = told[label]
        print(
            f"{label:12} {statistics.median(seconds) / FILES * 1000:6.1f} ms a file  ratio {ratio:4.2f}, of work {effort:4.2f}"
            f"  usable {usable}  program {program // 1024} MB  worker {worker // 1024} MB"
        )
    print("target at most 1.5 with one worker, faster with two")


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        fill(Path(sys.argv[2]))
    else:
        main()
