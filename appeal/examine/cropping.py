"""Cuts the part of a distrusted page that is hard to read out of it, in a process of its own held by limits."""

from __future__ import annotations

import io
import os
import sys
import warnings

from appeal.examine.drawing import drawn_page
from appeal.examine.legibility import fullest_part
from appeal.examine.limits import Restraint
from appeal.examine.worker import restrain

# A page shown whole is made this high: enough to see how it lies, not to read it.
_WHOLE_SIDE = 1_200


def main() -> None:
    """Read a file from stdin and write a PNG to stdout: the fullest part of page 1, or with `whole` the page made small."""
    kind, way = sys.argv[1:]
    restrain(Restraint())
    content, target = sys.stdin.buffer.read(), os.dup(1)
    # A library that prints would otherwise speak into the picture.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        page = drawn_page(kind, content, 0)
        if way == "whole":
            page.thumbnail((_WHOLE_SIDE, _WHOLE_SIDE))
        else:
            page = page.crop(fullest_part(page))
        made = io.BytesIO()
        page.save(made, "PNG")
    with os.fdopen(target, "wb") as out:
        out.write(made.getvalue())


if __name__ == "__main__":
    main()
