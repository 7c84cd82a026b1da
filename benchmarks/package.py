"""`appeal build` on the example against a plain script that renders the same HTML and copies the same files.

The plain script does what a person would write first: import WeasyPrint, write the PDF, copy the evidence. It checks
nothing, makes no reading copy, no manifest and no start page; ours does all of that within the measured time.
`--processor` compares processor time, of all processes together, instead of what one waits.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from pairs import compare, processor

from appeal.model.submission import Submission

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "authenticity"
PLAIN = """
import shutil, sys
from pathlib import Path
from weasyprint import HTML
html, evidence, out = map(Path, sys.argv[1:])
out.mkdir(parents=True)
HTML(filename=html).write_pdf(out / "letter.pdf", pdf_variant="pdf/ua-1")
for file in sorted(evidence.iterdir()):
    shutil.copyfile(file, out / file.name)
"""


def _page(submission: Submission) -> str:
    """Return the page our build lays out (letter and cover sheets), its style and fonts named as any script would."""
    from appeal import resources
    from appeal.render.environment import read_style
    from appeal.render.letter import compose_html
    from appeal.render.trace import strip
    from appeal.render.typeset import typeset

    style = read_style("letter.css", ()).replace("appeal:fonts", resources.folder("fonts").as_uri())
    return typeset(strip(compose_html(submission))).replace("</head>", f"<style>{style}</style></head>", 1)


def main() -> None:
    """Measure and print."""
    from appeal.check import check
    from appeal.cli.demo import DEMO_DAY

    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        shutil.copytree(EXAMPLE, room / "case")
        submission = check(room / "case" / "case.toml", DEMO_DAY).submission
        if submission is None:
            sys.exit("the example cannot be read")
        (room / "letter.html").write_text(_page(submission), encoding="utf-8")
        (room / "plain.py").write_text(PLAIN, encoding="utf-8")
        appeal = str(Path(sys.executable).with_name("appeal"))
        day = DEMO_DAY.isoformat()
        ours, theirs, ratio = compare(
            [appeal, "build", str(room / "case" / "case.toml"), "--out", str(room / "ours"), "--today", day],
            [
                sys.executable,
                str(room / "plain.py"),
                str(room / "letter.html"),
                str(room / "case" / "evidence"),
                str(room / "theirs"),
            ],
            rounds=15,
            clock=processor if "--processor" in sys.argv[1:] else perf_counter,
            before=lambda: (
                [shutil.rmtree(room / out, ignore_errors=True) for out in ("ours", "theirs")] and None
            ),
        )
    print(f"appeal build    {ours:.3f} s")
    print(f"plain script    {theirs:.3f} s")
    print(f"ratio           {ratio:.2f}   target at most 1.0")


if __name__ == "__main__":
    main()
