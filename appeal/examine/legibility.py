"""Measures how a picture of a paper would look on A4: sharpness, ink and paper, turn, edges; it judges and keeps nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from appeal.examine.reading import Notes
from appeal.model.traits import TraitName

if TYPE_CHECKING:
    from PIL import Image

# The long side at which print is measured: A4 at 100 dpi, where print of 8 points is 11 high.
LONG_SIDE = 1160
# Half of it is enough for paper, light, turn and edges.
_COARSE_SIDE, _SMALL_SIDE, _COLUMNS, _LOOKS_SIDE = 580, 260, 48, 128
# The page is cut into tiles; print is measured on the fullest one, and on the next where that may hold lines only.
_TILES = (2, 4)
# Turns that are tried, in degrees: coarse ones first, then finer ones around the best.
_TURNS, _FINER, _PLAINLY = tuple(range(-8, 9, 2)), (1.0, 0.5), 1.3
# Below this a pixel of the middle scale is no stroke of print but paper, noise or shade.
_STROKE, _FAINT_STROKE = 10, 4
_FROM_STROKE = [0] * _STROKE + [255] * (256 - _STROKE)
_FEW_STROKES = 200
_SHARP, _TRIED_TILES = 0.35, 3
# Paper in the shade of a fold or a hand is still paper; a table rarely is as light.
_SAME_PAPER = 0.8
_FULL_STEP, _FEW_RUNS = 32, 4
# On paper that is white already nothing can be burnt out.
_WHITE_PAPER, _BURNT = 236, 250


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures of one picture; each is None where there is no print to measure it on.

    `sharpness` compares the finest scale with the next (0.6 is print of a scanner at 200 dpi, 0 none); `paper` and
    `ink` are grey levels from 0 to 255; `glare` is the part of the picture that is burnt out beside darker paper;
    `turn` in degrees; `edge` the part of the outermost strips that holds print; `looks` 128 x 128 grey levels as hex.
    """

    sharpness: float | None
    paper: int
    ink: int | None
    glare: float
    turn: float | None
    edge: float | None
    looks: str


def note_measures(image: Image.Image, notes: Notes) -> str:
    """Note the figures of a decoded picture and return its `looks`."""
    found = measure(image)
    notes.add(TraitName.PAPER_LEVEL, str(found.paper))
    for name, figure in (
        (TraitName.SHARPNESS, found.sharpness),
        (TraitName.INK_LEVEL, found.ink),
        (TraitName.GLARE, found.glare),
        (TraitName.TURN, found.turn),
        (TraitName.EDGE, found.edge),
    ):
        if figure is not None:
            notes.add(name, f"{figure:.2f}")
    return found.looks


def measure(image: Image.Image) -> Measures:
    """Return the figures of a decoded picture."""
    from PIL import Image

    grey = image.convert("L")
    factor = max(1, max(grey.size) // _COARSE_SIDE)
    coarse = grey.reduce(factor) if min(grey.size) >= factor else grey
    # A filter that weighs parts of a point: a picture decoded at half its size must give the same cells.
    looks = grey.resize((_LOOKS_SIDE, _LOOKS_SIDE), Image.Resampling.BILINEAR).tobytes().hex()
    depths = _depths(coarse)
    strokes = depths.point(_FROM_STROKE)
    paper = _share(coarse.histogram(), 0.5)
    glare = _glare(coarse, paper)
    if strokes.histogram()[255] < _FEW_STROKES:
        return Measures(None, paper, _faint_ink(coarse, depths), glare, None, None, looks)
    sharpness, ink = _sharpest(grey, strokes)
    return Measures(sharpness, paper, ink, glare, _turn(strokes), _edge(coarse, strokes, paper), looks)


def fullest_part(grey: Image.Image) -> tuple[int, int, int, int]:
    """Return the part of a page that holds most print, as left, top, right, bottom."""
    factor = max(1, max(grey.size) // _COARSE_SIDE)
    coarse = grey.reduce(factor) if min(grey.size) >= factor else grey
    return _fullest_tiles(grey, _depths(coarse).point(_FROM_STROKE))[0]


def _brought_to(grey: Image.Image, side: int, whole: int = 0) -> Image.Image:
    """Return a picture scaled so that its long side (or that of the page it was cut from, `whole`) is `side`."""
    from PIL import Image

    # Never larger than it is: a small paper, such as a receipt, is no page of A4 scanned badly.
    scale = min(1.0, side / (whole or max(grey.size)))
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    way = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    return grey if size == grey.size else grey.resize(size, way, reducing_gap=1.01)


def _depths(grey: Image.Image) -> Image.Image:
    """Return by how much each pixel is darker than its surroundings, as strokes of print are."""
    from PIL import ImageChops, ImageFilter

    return ImageChops.subtract(grey.filter(ImageFilter.BoxBlur(3)), grey.filter(ImageFilter.BoxBlur(1)))


def _faint_ink(coarse: Image.Image, depths: Image.Image) -> int | None:
    """Return the grey level of print too faint to be measured further; None on a page that is blank."""
    strokes = depths.point([0] * _FAINT_STROKE + [255] * (256 - _FAINT_STROKE))
    return _share(coarse.histogram(strokes), 0.25) if strokes.histogram()[255] >= _FEW_STROKES else None


def _sharpest(grey: Image.Image, strokes: Image.Image) -> tuple[float | None, int | None]:
    """Return sharpness and ink of the fullest tile, or of the sharpest of the next ones where that is not sharp."""
    best: tuple[float | None, int | None] = (None, None)
    for box in _fullest_tiles(grey, strokes):
        found = _print(_brought_to(grey.crop(box), LONG_SIDE, max(grey.size)))
        best = max(best, found, key=lambda one: one[0] or 0.0)
        if best[0] is not None and best[0] >= _SHARP:
            break
    return best


def _fullest_tiles(grey: Image.Image, strokes: Image.Image) -> list[tuple[int, int, int, int]]:
    """Return the parts of the page with most print, the fullest first."""
    from PIL import Image

    columns, rows = _TILES if grey.height >= grey.width else reversed(_TILES)
    fill = list(strokes.resize((columns, rows), Image.Resampling.BOX).tobytes())
    wide, high = grey.width / columns, grey.height / rows
    boxes = []
    for place in sorted(range(len(fill)), key=lambda one: -fill[one])[:_TRIED_TILES]:
        row, column = divmod(place, columns)
        boxes.append((int(column * wide), int(row * high), int((column + 1) * wide), int((row + 1) * high)))
    return boxes


def _print(tile: Image.Image) -> tuple[float | None, int | None]:
    """Return sharpness and grey level of the print on a tile."""
    from PIL import ImageChops, ImageFilter, ImageStat

    fine, middle = tile.filter(ImageFilter.BoxBlur(1)), tile.filter(ImageFilter.BoxBlur(4))
    strokes = ImageChops.subtract(middle, fine).point(_FROM_STROKE)
    inked = tile.histogram(strokes)
    if sum(inked) < _FEW_STROKES:
        return None, None
    low = ImageStat.Stat(ImageChops.difference(fine, middle), strokes).mean[0]
    # Across and down apart: a picture that moved is sharp in one of them.
    turns = (tile.filter(ImageFilter.BoxBlur(shape)) for shape in ((1, 0), (0, 1)))
    high = (ImageStat.Stat(ImageChops.difference(tile, one), strokes).mean[0] for one in turns)
    return min(high) / max(low, 1.0), _share(inked, 0.25)


def _glare(coarse: Image.Image, paper: int) -> float:
    from PIL import Image

    if paper >= _WHITE_PAPER:
        return 0.0
    cells = coarse.resize((64, 64), Image.Resampling.BOX).histogram()
    return sum(cells[_BURNT:]) / sum(cells)


def _share(histogram: list[int], part: float) -> int:
    """Return the grey level below which this part of the picture lies."""
    wanted, seen = sum(histogram) * part, 0
    for level, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return level
    return 255


def _turn(strokes: Image.Image) -> float:
    """Return by how much the lines of print lean, in degrees: the turn in which rows differ most from each other."""
    from PIL import Image

    # Squeezed to a few columns: turning by less than ten degrees is then moving each of them up or down.
    scale = _SMALL_SIDE / max(strokes.size)
    high = max(1, round(strokes.height * scale))
    small = strokes.resize((_COLUMNS, high), Image.Resampling.BOX)
    per_column = strokes.width * scale / _COLUMNS

    def order(angle: float) -> float:
        slope = math.tan(math.radians(angle)) * per_column
        moved = small.transform(
            small.size, Image.Transform.AFFINE, (1, 0, 0, slope, 1, -slope * _COLUMNS / 2)
        )
        rows = moved.resize((1, high), Image.Resampling.BOX).tobytes()
        return sum(row * row for row in rows) - sum(rows) ** 2 / high

    best = max(_TURNS, key=order)
    turn = float(best)
    for step in _FINER:
        turn = max((turn, turn - step, turn + step), key=order)
    # A few words on an empty page lean as much this way as that.
    return turn if order(turn) > _PLAINLY * order(0.0) else 0.0


def _edge(coarse: Image.Image, strokes: Image.Image, paper: int) -> float:
    """Return the largest part of one of the four outermost strips, a hundredth of the side wide, that holds print."""
    from PIL import ImageChops, ImageFilter

    wide, high = strokes.size
    across, down = max(2, wide // 100), max(2, high // 100)
    boxes = (
        (0, 0, across, high),
        (wide - across, 0, wide, high),
        (0, 0, wide, down),
        (0, high - down, wide, high),
    )
    # What lies beside the paper is no print: a table has a pattern of its own.
    dark = max(0, min(255, int(paper * _SAME_PAPER)))
    lit = [0] * dark + [255] * (256 - dark)
    most = 0.0
    for box in boxes:
        strip = strokes.crop(box)
        if strip.getbbox() is not None:
            light = coarse.crop(box).filter(ImageFilter.MaxFilter(5)).point(lit)
            most = max(most, _full_steps(ImageChops.darker(strip, light)))
    return most


def _full_steps(strip: Image.Image) -> float:
    from PIL import Image

    length = max(strip.size)
    shape = (1, length) if strip.height > strip.width else (length, 1)
    steps = [step >= _FULL_STEP for step in strip.resize(shape, Image.Resampling.BOX).tobytes()]
    # Along the strip a frame or a shadow is one long run; letters cut through come and go.
    runs = sum(one and not before for before, one in zip((False, *steps), steps, strict=False))
    return sum(steps) / length if runs >= _FEW_RUNS else 0.0
