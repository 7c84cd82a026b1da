"""Miss and false-alarm rates of the legibility figures on synthetic scans of two makers; see docs/legibility.md.

Usage: python benchmarks/legibility.py [PAGES OF EACH SHAPE]
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from PIL import Image, ImageEnhance, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
CODES = {
    "blurred": "E296",
    "faint": "E297",
    "dark": "E297",
    "glare": "E297",
    "skewed": "E298",
    "cut_edge": "E298",
}
# None of these pages was used while the limits were chosen.
FIRST_SEED = 1_000
SAVED = ({"quality": 85}, {"quality": 60}, {"quality": 35})
Spoil = Callable[[Image.Image], Image.Image]
Drawn = tuple[str, str, Image.Image]


def shapes(pages: int) -> Iterator[Drawn]:
    """Yield papers of five shapes, two thirds good and one third with a plain fault: shape, what was done, picture."""
    import scan_shapes

    for shape, make in scan_shapes.SHAPES.items():
        for seed in range(FIRST_SEED, FIRST_SEED + pages):
            rolled = random.Random(f"{shape} {seed}")
            # Pillow takes its grain from the common dice.
            random.seed(seed)
            page = make(rolled, dpi=rolled.choice((150, 200, 200, 300)))
            for label, spoil in scan_shapes.GOOD.items():
                yield shape, f"good: {label}", spoil(page, rolled)
            for label, spoil in scan_shapes.BAD.items():
                yield shape, label, spoil(page, rolled)


def weak(pages: int) -> Iterator[Drawn]:
    """Yield pages of the first maker with one fault each, from hardly visible to plain."""
    import scan_maker as maker

    for seed in range(FIRST_SEED, FIRST_SEED + pages):
        page = maker.grained(maker.paper(seed, size=24 + seed % 4 * 3), 4, seed)
        for scan in maker.good_scans(range(seed, seed + 1)):
            yield "first maker", f"good: {scan.name.rpartition(' ')[0]}", scan.image
        for label, spoil in WEAK.items():
            yield "first maker", label, spoil(page)


def blurred(spread: float) -> Spoil:
    """Return what spreads each point by so many others."""
    return lambda page: page.filter(ImageFilter.GaussianBlur(spread))


def faint(part: float) -> Spoil:
    """Return what leaves this part of the contrast."""
    return lambda page: ImageEnhance.Contrast(page).enhance(part)


def dark(level: int) -> Spoil:
    """Return what leaves paper as bright as this, of 255."""
    return lambda page: page.point(lambda one: one * level // 255)


def glaring(wide: float) -> Spoil:
    """Return what burns out a spot as wide as this part of the page."""
    import scan_maker

    return lambda page: scan_maker.glaring(page, wide)


def turned(degrees: float) -> Spoil:
    """Return what lays the page askew."""
    return lambda page: page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=250)


def cut(inside: int) -> Spoil:
    """Return what cuts so many points off the left side."""
    return lambda page: page.crop((inside, 0, 1654, 2339))


WEAK: dict[str, Spoil] = {
    **{f"blurred by {spread}": blurred(spread) for spread in (1.2, 1.6, 2.0, 2.4)},
    **{f"faint to {part:.0%}": faint(part) for part in (0.45, 0.35, 0.25)},
    **{f"dark to {level}": dark(level) for level in (140, 120, 100)},
    **{f"glare of {wide:.0%}": glaring(wide) for wide in (0.12, 0.2, 0.28)},
    **{f"skewed by {degrees}": turned(degrees) for degrees in (2.0, 2.5, 3.0, 3.5)},
    **{f"cut_edge at {inside}": cut(inside) for inside in (140, 160, 200)},
}


def told(folder: Path, batch: list[Drawn], place: int) -> Iterator[set[str]]:
    """Yield for each picture the codes that are said of it."""
    from appeal.examine.files import examine
    from appeal.model.case import Case
    from appeal.rules.documents import judge_documents

    names = [f"{index}.jpg" for index in range(len(batch))]
    for index, (name, (_, _, image)) in enumerate(zip(names, batch, strict=True)):
        image.save(folder / name, **SAVED[(place + index) % len(SAVED)])
    for fact in examine(names, folder):
        case = Case.model_validate({"evidence": [{"file": fact.file, "kind": "invoice"}]})
        yield {one.code for one in judge_documents(case, (fact,), None, date(2026, 11, 22))}


def main() -> None:
    """Measure and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    seen: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    by_code: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        batch: list[Drawn] = []
        place = 0

        def settle() -> None:
            for (shape, label, _), codes in zip(batch, told(Path(name), batch, place), strict=True):
                good = label.startswith("good")
                wanted = set(CODES.values()) if good else {CODES[label.split(" ")[0]]}
                seen[label] += 1
                alarms[label] += bool(codes & wanted)
                if good:
                    seen["good in all"] += 1
                    alarms["good in all"] += bool(codes & wanted)
                    by_code.update(codes & wanted)
                    if codes & wanted:
                        print("false alarm:", shape, label, *sorted(codes & wanted))

        for drawn in chain(shapes(pages), weak(pages)):
            batch.append(drawn)
            if len(batch) == 40:
                settle()
                place += len(batch)
                batch.clear()
        settle()
    for label, count in seen.items():
        print(f"{label:34} {count:4} pages, told {alarms[label]:4} ({alarms[label] / count:.1%})")
    print("false alarms by code:", dict(by_code))


if __name__ == "__main__":
    main()
