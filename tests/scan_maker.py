"""Draws synthetic scans and photographs of an invented invoice, good and bad in known ways; every page says 見本."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

FONT = Path(__file__).resolve().parent.parent / "fonts" / "BIZUDPGothic-Regular.ttf"
A4_AT_200 = (1654, 2339)


@dataclass(frozen=True)
class Scan:
    """One picture: its fault (`good` for none) and how strong that is."""

    fault: str
    name: str
    image: Image.Image


def paper(seed: int, size: int = 28, ink: int = 30) -> Image.Image:
    """Return a clean page at 200 dpi; `size` is the height of the print, 28 is ten points."""
    rolled = random.Random(seed)
    page = Image.new("L", A4_AT_200, 250)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONT), size)
    draw.text((700, 150), "請求書(見本)", font=ImageFont.truetype(str(FONT), 60), fill=ink)
    top = 320
    for row in range(rolled.randint(12, 28)):
        text = f"{row + 1:02d} 架空商品 K{rolled.randint(100, 999)} 数量 {rolled.randint(1, 90)} 個 見本"
        draw.text((150, top), text, font=font, fill=ink)
        draw.line((150, top + size + 10, 1500, top + size + 10), fill=120, width=2)
        top += size + 34
    draw.text((900, top + 60), "株式会社見本物産 06-0000-0000", font=font, fill=ink)
    return page


def grained(image: Image.Image, amount: float, seed: int) -> Image.Image:
    """Lay grain over a picture as a sensor does."""
    random.seed(seed)
    noise = Image.effect_noise(image.size, amount)
    return ImageChops.add(image, noise, 1, -128)


def shaded(image: Image.Image, dark: int) -> Image.Image:
    """Darken a picture from one side to the other as lamp light does."""
    ramp = (
        Image.linear_gradient("L")
        .rotate(90)
        .resize(image.size)
        .point(lambda level: 255 - level * dark // 255)
    )
    return ImageChops.multiply(image, ramp)


def glaring(image: Image.Image, part: float) -> Image.Image:
    """Burn out a round spot that covers this part of the width, on paper that is grey beside it."""
    grey = image.point(lambda level: level * 200 // 255)
    spot = Image.new("L", image.size, 0)
    radius = int(image.width * part / 2)
    middle = (image.width // 2, image.height // 3)
    ImageDraw.Draw(spot).ellipse(
        (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius), fill=255
    )
    soft = spot.filter(ImageFilter.GaussianBlur(25))
    return Image.composite(Image.new("L", image.size, 255), grey, soft)


def good_scans(seeds: range) -> list[Scan]:
    """Return pages a reviewer reads without trouble, as scanners and careful telephones give them."""
    scans = []
    for seed in seeds:
        page = paper(seed, size=24 + seed % 4 * 3, ink=20 + seed % 5 * 12)
        variants = {
            "scanner": grained(page, 4, seed),
            "askew a little": page.rotate(0.8, Image.Resampling.BICUBIC, fillcolor=250),
            "grey paper": grained(page.point(lambda level: level * 215 // 255), 6, seed),
            "lamp light": grained(shaded(page, 60), 8, seed),
            "300 dpi": page.resize((2480, 3508), Image.Resampling.BICUBIC),
            "a little soft": page.filter(ImageFilter.GaussianBlur(0.8)),
            "frame of shadow": _framed(page),
        }
        scans += [Scan("good", f"{name} {seed}", image) for name, image in variants.items()]
    return scans


def bad_scans(seeds: range) -> list[Scan]:
    """Return pages with one fault each, strong enough that a person would ask for another picture."""
    scans = []
    for seed in seeds:
        page = grained(paper(seed, size=24 + seed % 4 * 3), 4, seed)
        scans += [
            Scan("blurred", f"blurred {seed}", page.filter(ImageFilter.GaussianBlur(3.2 + seed % 3))),
            Scan("blurred", f"moved {seed}", _moved(page, 13 + seed % 5 * 2)),
            Scan("faint", f"faint {seed}", ImageEnhance.Contrast(page).enhance(0.22)),
            Scan("dark", f"dark {seed}", page.point(lambda level: level * 80 // 255)),
            Scan("glare", f"glare {seed}", glaring(page, 0.35 + seed % 3 / 10)),
            Scan(
                "skewed", f"skewed {seed}", page.rotate(4 + seed % 4, Image.Resampling.BICUBIC, fillcolor=250)
            ),
            Scan("cut_edge", f"cut {seed}", page.crop((230, 0, 1654, 2339))),
        ]
    return scans


def _moved(page: Image.Image, length: int) -> Image.Image:
    return Image.blend(
        page.filter(ImageFilter.BoxBlur((length / 2, 0.5))), page.filter(ImageFilter.GaussianBlur(2)), 0.3
    )


def _framed(page: Image.Image) -> Image.Image:
    framed = page.copy()
    ImageDraw.Draw(framed).rectangle((0, 0, page.width - 1, page.height - 1), outline=60, width=14)
    return framed
