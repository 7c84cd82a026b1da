"""Draws papers of other shapes than `scan_maker`: the limits of legibility were not chosen by them; all say 見本."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"
_NAMES = ("BIZUDPGothic-Regular.ttf", "BIZUDPMincho-Regular.ttf", "BIZUDPGothic-Bold.ttf")
_PAPERS = (
    (255, 255, 255),
    (253, 250, 240),
    (255, 246, 190),
    (255, 222, 228),
    (214, 238, 214),
    (214, 230, 250),
)
Page = Image.Image
Spoil = Callable[[Page, random.Random], Page]


def font(rolled: random.Random, size: float) -> ImageFont.FreeTypeFont:
    names = [name for name in _NAMES if (FONTS / name).exists()]
    return ImageFont.truetype(str(FONTS / rolled.choice(names)), round(size))


def stamp(page: Page, at: tuple[int, int], size: int, rolled: random.Random) -> None:
    """Press a red seal over whatever is printed there."""
    seal = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(seal)
    red = (200 + rolled.randint(0, 40), 40, 40)
    shape = draw.rectangle if rolled.random() < 0.5 else draw.ellipse
    shape((4, 4, size - 5, size - 5), outline=red, width=max(3, size // 22))
    draw.multiline_text((size * 0.2, size * 0.22), "見本\n之印", font=font(rolled, size * 0.27), fill=red)
    turned = seal.rotate(rolled.uniform(-12, 12), Image.Resampling.BICUBIC, fillcolor="white")
    page.paste(ImageChops.multiply(page.crop((*at, at[0] + size, at[1] + size)), turned), at)


def invoice(rolled: random.Random, dpi: int = 200) -> Page:
    """Return a ruled invoice with a dark head, seals and a table that may be half empty."""
    unit = dpi / 200
    page = Image.new("RGB", (round(1654 * unit), round(2339 * unit)), rolled.choice(_PAPERS[:2]))
    draw = ImageDraw.Draw(page)
    ink = (rolled.randint(10, 70),) * 3
    size = rolled.uniform(22, 33) * unit
    words = font(rolled, size)
    draw.text((620 * unit, 130 * unit), "請 求 書(見本)", font=font(rolled, 52 * unit), fill=ink)
    draw.text((140 * unit, 270 * unit), "有限会社架空堂 御中", font=font(rolled, 36 * unit), fill=ink)
    for place, line in enumerate(
        ("株式会社見本物産", "見本県架空市空想町1-2-3", "電話 06-0000-0000", "T0000000000000")
    ):
        draw.text((1010 * unit, (300 + place * 48) * unit), line, font=words, fill=ink)
    left, right, top, step = 130 * unit, 1524 * unit, 640 * unit, size * rolled.uniform(1.7, 2.4)
    rows, filled = rolled.randint(10, 22), rolled.randint(1, 20)
    band = rolled.choice(((40, 60, 110), (225, 225, 225), (60, 60, 60)))
    draw.rectangle((left, top, right, top + step), fill=band)
    columns = [left, left + 800 * unit, left + 950 * unit, left + 1150 * unit, right]
    for row in range(rows + 1):
        at = top + row * step
        draw.line((left, at, right, at), fill=ink, width=max(1, round(2 * unit)))
        texts = ("品名", "数量", "単価", "金額") if row == 0 else _row(rolled, row)
        shade = (255, 255, 255) if row == 0 and sum(band) < 400 else ink
        if row <= filled and row < rows:
            for column, text in zip(columns, texts, strict=False):
                draw.text((column + 10 * unit, at + step * 0.2), text, font=words, fill=shade)
    for column in columns:
        draw.line((column, top, column, top + rows * step), fill=ink, width=max(1, round(2 * unit)))
    stamp(page, (round(1300 * unit), round(330 * unit)), round(150 * unit), rolled)
    return page


def _row(rolled: random.Random, row: int) -> tuple[str, ...]:
    amount, price = rolled.randint(1, 200), rolled.randint(80, 4000)
    return f"架空の木箱 見本 K-{row:03d}", str(amount), f"{price:,}", f"{amount * price:,}"


def receipt(rolled: random.Random, dpi: int = 200) -> Page:
    """Return a long narrow receipt of a thermal printer: grey print on greyish paper."""
    unit = dpi / 200
    rows = rolled.randint(10, 26)
    page = Image.new("RGB", (round(630 * unit), round((420 + rows * 42) * unit)), (238, 238, 234))
    draw = ImageDraw.Draw(page)
    ink, words = (rolled.randint(60, 120),) * 3, font(rolled, 26 * unit)
    draw.text((150 * unit, 60 * unit), "領収証(見本)", font=font(rolled, 40 * unit), fill=ink)
    for row in range(rows):
        at = (160 + row * 42) * unit
        draw.text((40 * unit, at), f"架空小物 {rolled.randint(10, 99)}", font=words, fill=ink)
        draw.text((430 * unit, at), f"¥{rolled.randint(100, 9999):,}", font=words, fill=ink)
    return page


def slip(rolled: random.Random, dpi: int = 200) -> Page:
    """Return a coloured delivery slip, across, with blue copied writing."""
    unit = dpi / 200
    page = Image.new("RGB", (round(1654 * unit), round(1000 * unit)), rolled.choice(_PAPERS[2:]))
    draw = ImageDraw.Draw(page)
    frame, writing = (60, 90, 150), (40 + rolled.randint(0, 40), 60, 150)
    draw.text((600 * unit, 60 * unit), "納品書(見本)", font=font(rolled, 48 * unit), fill=frame)
    for row in range(8):
        at = (220 + row * 84) * unit
        draw.line((80 * unit, at, 1570 * unit, at), fill=frame, width=max(1, round(2 * unit)))
        if row < 7:
            text = "   ".join(_row(rolled, row))
            draw.text((110 * unit, at + 22 * unit), text, font=font(rolled, 27 * unit), fill=writing)
    stamp(page, (round(1380 * unit), round(40 * unit)), round(160 * unit), rolled)
    return page


def contract(rolled: random.Random, dpi: int = 200) -> Page:
    """Return a page full of small text."""
    unit = dpi / 200
    page = Image.new("RGB", (round(1654 * unit), round(2339 * unit)), "white")
    draw = ImageDraw.Draw(page)
    words = font(rolled, 24 * unit)
    for row in range(46):
        text = f"{'第' if row % 3 else ' '}{row * 7 + 1}条(見本) 甲と乙は、架空の商品について見本として次のとおり約束したことにする。以下余白。"
        draw.text((150 * unit, (180 + row * 44) * unit), text, font=words, fill=(25, 25, 25))
    stamp(page, (round(1300 * unit), round(2150 * unit)), round(140 * unit), rolled)
    return page


def note(rolled: random.Random, dpi: int = 200) -> Page:
    """Return a page with three lines and nothing else."""
    unit = dpi / 200
    page = Image.new("RGB", (round(1654 * unit), round(2339 * unit)), "white")
    draw = ImageDraw.Draw(page)
    for row, text in enumerate(("取引証明(見本)", "有限会社架空堂 御中", "上記のとおり相違ありません。")):
        at = (200 * unit, (300 + row * 160) * unit)
        draw.text(at, text, font=font(rolled, 40 * unit), fill=(30, 30, 60))
    stamp(page, (round(1100 * unit), round(600 * unit)), round(170 * unit), rolled)
    return page


SHAPES: dict[str, Callable[..., Page]] = {
    "invoice": invoice,
    "receipt": receipt,
    "slip": slip,
    "contract": contract,
    "note": note,
}


def grained(page: Page, amount: float) -> Page:
    noise = Image.effect_noise(page.size, amount)
    return Image.merge("RGB", [ImageChops.add(band, noise, 1, -128) for band in page.convert("RGB").split()])


def on_table(page: Page, rolled: random.Random, margin: float = 0.06, lean: float = 1.5) -> Page:
    """Photograph a paper that lies on a wooden table: a little askew, in perspective, in warm light from a side."""
    wide, high = page.size
    room = round(max(page.size) * margin)
    wood = Image.effect_noise((96, 96), 60).resize(
        (wide + 2 * room, high + 2 * room), Image.Resampling.BICUBIC
    )
    tones = [wood.point(lambda level, tone=tone: level * tone // 255) for tone in (150, 105, 70)]
    table = Image.merge("RGB", tones)
    shift = [rolled.uniform(0, room * 0.5) for _ in range(8)]
    corners = (
        (-room + shift[0], -room + shift[1]),
        (-room + shift[2], high + room - shift[3]),
        (wide + room - shift[4], high + room - shift[5]),
        (wide + room - shift[6], -room + shift[7]),
    )
    flat = [number for corner in corners for number in corner]
    way, blend = Image.Transform.QUAD, Image.Resampling.BICUBIC
    laid = page.transform(table.size, way, flat, blend, fillcolor=(0, 0, 0))
    mask = Image.new("L", page.size, 255).transform(table.size, way, flat, fillcolor=0)
    table.paste(laid, mask=mask)
    table = table.rotate(rolled.uniform(-lean, lean), blend, fillcolor=(110, 80, 55))
    return grained(lit(table, rolled.uniform(0.72, 0.9)), 7)


def lit(page: Page, least: float) -> Page:
    """Lay light over a page that falls off to `least` on one side, and is a little warm."""
    ramp = Image.linear_gradient("L").rotate(90).resize(page.size)
    ramp = ramp.point(lambda level: round(255 * (least + (1 - least) * level / 255)))
    bands = (ramp, ramp.point(lambda level: level * 248 // 255), ramp.point(lambda level: level * 232 // 255))
    return ImageChops.multiply(page.convert("RGB"), Image.merge("RGB", bands))


def shadowed(page: Page, rolled: random.Random) -> Page:
    """Let the shadow of a hand fall on a corner."""
    shade = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(shade).ellipse((90, 110, 290, 310), fill=rolled.randint(120, 160))
    soft = shade.filter(ImageFilter.GaussianBlur(12)).resize(page.size)
    return ImageChops.multiply(page.convert("RGB"), Image.merge("RGB", (soft,) * 3))


GOOD: dict[str, Spoil] = {
    "scanner": lambda page, rolled: grained(page, 3),
    "scanner, grey": lambda page, rolled: grained(page, 4).convert("L"),
    "scanner, black and white": lambda page, rolled: page.convert("L").point(
        lambda level: 255 * (level > 150)
    ),
    "scanner, askew": lambda page, rolled: page.rotate(
        rolled.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, fillcolor=(235, 235, 235)
    ),
    "dark lid around it": lambda page, rolled: _on_lid(page),
    "photograph on a table": on_table,
    "photograph in shade": lambda page, rolled: grained(lit(page, 0.62), 9),
    "shadow of a hand": lambda page, rolled: grained(shadowed(page, rolled), 6),
    "a little soft": lambda page, rolled: page.filter(ImageFilter.GaussianBlur(0.9 * max(page.size) / 2339)),
    "sharpened by the camera": lambda page, rolled: grained(page, 5).filter(ImageFilter.UnsharpMask(3, 120)),
    "lying on its side": lambda page, rolled: grained(page, 4).rotate(90, expand=True),
}


def _on_lid(page: Page) -> Page:
    room = page.width // 30
    lid = Image.new("RGB", (page.width + 2 * room, page.height + 2 * room), (35, 35, 38))
    lid.paste(page, (room, room))
    return grained(lid, 4)


def _shaken(page: Page, rolled: random.Random) -> Page:
    length = max(page.size) * rolled.uniform(0.0062, 0.009)
    return page.filter(ImageFilter.BoxBlur((length / 2, 0)))


def _glaring(page: Page, rolled: random.Random) -> Page:
    spot = Image.new("L", (300, 400), 0)
    ImageDraw.Draw(spot).ellipse((40, 60, 40 + rolled.randint(120, 180), 260), fill=255)
    soft = spot.filter(ImageFilter.GaussianBlur(9)).resize(page.size)
    grey = grained(page.convert("RGB").point(lambda level: level * 190 // 255), 4)
    return Image.composite(Image.new("RGB", page.size, "white"), grey, soft)


def _cut(page: Page, rolled: random.Random) -> Page:
    ink = page.convert("L").point(lambda level: 255 * (level < 150))
    # Where print stands in one row of fifty at least: a seal alone is no column of print.
    columns = ink.resize((page.width, 1), Image.Resampling.BOX).point(lambda level: 255 * (level > 5))
    left, _, right, _ = columns.getbbox() or (0, 0, *page.size)
    inside = round((right - left) * rolled.uniform(0.08, 0.2))
    way = rolled.choice(("left", "right"))
    return page.crop((left + inside, 0, *page.size) if way == "left" else (0, 0, right - inside, page.height))


BAD: dict[str, Spoil] = {
    "blurred": lambda page, rolled: page.filter(
        ImageFilter.GaussianBlur(max(page.size) / 2339 * rolled.uniform(2.6, 4.5))
    ),
    "blurred and grainy": lambda page, rolled: grained(
        page.filter(ImageFilter.GaussianBlur(max(page.size) / 2339 * rolled.uniform(3, 4.5))), 8
    ),
    "blurred on a table": lambda page, rolled: on_table(
        page.filter(ImageFilter.GaussianBlur(max(page.size) / 2339 * rolled.uniform(3, 4.5))), rolled
    ),
    "blurred by moving": _shaken,
    "faint": lambda page, rolled: grained(
        ImageEnhance.Contrast(page.convert("L")).enhance(0.18).point(lambda level: min(255, level + 20)), 2
    ),
    "faint print on white": lambda page, rolled: page.convert("L").point(
        lambda level: 205 + level * 50 // 255
    ),
    "dark": lambda page, rolled: grained(page.point(lambda level: level * 75 // 255), 6),
    "glare": _glaring,
    "skewed": lambda page, rolled: page.rotate(
        rolled.choice((-1, 1)) * rolled.uniform(4, 8), Image.Resampling.BICUBIC, fillcolor=(240, 240, 240)
    ),
    "skewed on a table": lambda page, rolled: on_table(
        page.rotate(
            rolled.choice((-1, 1)) * rolled.uniform(5, 8),
            Image.Resampling.BICUBIC,
            True,
            fillcolor=(120, 90, 60),
        ),
        rolled,
        lean=0,
    ),
    "cut_edge": _cut,
}


def small(page: Page, rolled: random.Random, dpi: float) -> Page:
    """Return the page with as few pixels as a messenger leaves of a picture."""
    scale = dpi * 11.69 / max(page.size)
    return page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.LANCZOS)
