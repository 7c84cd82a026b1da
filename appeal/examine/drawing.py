"""Draws one page of a distrusted file as grey points, in a process of its own held by limits; it writes to stdout alone."""

from __future__ import annotations

import io
import os
import sys
import warnings
from typing import TYPE_CHECKING

from appeal.examine.limits import MOST_PIXELS, Restraint
from appeal.examine.worker import restrain

if TYPE_CHECKING:
    from PIL import Image

# At this size print of 8 points is read well; a page of A4 fills nine million points.
_DPI, _MOST_SIDE = 300, 5_000
_FORMATS = ("JPEG", "PNG", "GIF")


def main() -> None:
    """Read a file from stdin, draw the page the second argument names (from 0), and write it as PGM to stdout."""
    kind, page = sys.argv[1], int(sys.argv[2])
    restrain(Restraint())
    content, target = sys.stdin.buffer.read(), os.dup(1)
    # A library that prints would otherwise speak into the picture.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        drawn = drawn_page(kind, content, page)
    with os.fdopen(target, "wb") as out:
        out.write(b"P5 %d %d 255\n" % drawn.size + drawn.tobytes())


def drawn_page(kind: str, content: bytes, page: int) -> Image.Image:
    """Return a page (from 0) as grey points, upright, on white; raises what the readers raise."""
    return (_draw_pdf(content, page) if kind == "pdf" else _open_image(content)).convert("L")


def _draw_pdf(content: bytes, page: int) -> Image.Image:
    import pypdfium2

    sheet = pypdfium2.PdfDocument(content)[page]
    scale = min(_DPI / 72, _MOST_SIDE / max(sheet.get_width(), sheet.get_height(), 1))
    drawn: Image.Image = sheet.render(scale=scale, grayscale=True).to_pil()
    return drawn


def _open_image(content: bytes) -> Image.Image:
    from PIL import Image, ImageOps

    image = Image.open(io.BytesIO(content), formats=_FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise SystemExit(1)
    image.thumbnail((_MOST_SIDE, _MOST_SIDE))
    upright = ImageOps.exif_transpose(image)
    if "A" not in upright.getbands():
        return upright
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright.convert("RGBA"))
    return paper


if __name__ == "__main__":
    main()
