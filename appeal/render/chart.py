"""Draws months as a chart in SVG: stock as a line above, purchases and shipments as paired bars below; it knows no case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from appeal.model.trade import MonthRow
from appeal.render.figures import part_of_month, plain_number

if TYPE_CHECKING:
    from markupsafe import Markup

# Lengths are points. The stock has a panel of its own, so that the line can never cross the label of a bar.
_SIZE = 7.5
_EM = _SIZE / 2  # width of a digit in BIZ UDGothic
_DARK, _LIGHT, _INK, _GREY, _RULE = "#17456e", "#c3d6ea", "#1a1a1a", "#4d4d4d", "#bdbdbd"
_FACTORS = (1, 2, 3, 4, 5, 6, 8)

_STYLE = (
    f"text{{font-family:'Appeal Gothic';font-size:{_SIZE}px;fill:{_INK}}}"
    f".grid{{stroke:{_RULE};stroke-width:.4}}.base{{stroke:{_INK};stroke-width:.7}}"
    f".buy{{fill:{_DARK};stroke:{_INK};stroke-width:.5}}.sell{{fill:{_LIGHT};stroke:{_DARK};stroke-width:.7}}"
    f".line{{fill:none;stroke:{_INK};stroke-width:1.1}}.dot{{fill:#fff;stroke:{_INK};stroke-width:1.1}}"
    f".halo{{fill:#fff}}.axis{{fill:{_GREY}}}"
)


@dataclass(frozen=True, slots=True)
class Chart:
    """Inner SVG with its size in points; the template adds the element, its title and its words."""

    width: str
    height: str
    body: Markup
    legend: tuple[LegendMark, ...]


@dataclass(frozen=True, slots=True)
class LegendMark:
    """Where the word of a sign of the legend begins: `kind` is buy, sell or stock."""

    kind: str
    text_x: str
    text_y: str


@dataclass(frozen=True, slots=True)
class _Panels:
    """How high the two panels reach, from the top of the chart."""

    stock_top: float
    stock_base: float
    bar_top: float
    bar_base: float
    height: float


# The legend of a low chart stands in the line of its caption, right of it.
_LOW_LEGEND = 80.0
_PANELS = {
    False: _Panels(27.0, 67.0, 91.0, 140.0, 166.0),
    True: _Panels(22.0, 47.0, 68.0, 103.0, 129.0),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the months stand: `left` leaves room for the widest number of an axis."""

    panels: _Panels
    left: float
    width: float
    pitch: float
    middles: tuple[float, ...]


def _frame(months: Sequence[MonthRow], width: float, panels: _Panels) -> _Frame:
    lines = (*_stock_axis(months, panels).lines, *_bar_axis(months, panels).lines)
    left = max(18.0, max(len(plain_number(line)) for line in lines) * _EM + 5)
    pitch = (width - left) / len(months)
    return _Frame(
        panels, left, width, pitch, tuple(left + pitch * (place + 0.5) for place in range(len(months)))
    )


def _greatest_bar(months: Sequence[MonthRow]) -> int:
    return max([1, *(month.purchased for month in months), *(month.sold or 0 for month in months)])


def draw_chart(months: Sequence[MonthRow], width: float, *, low: bool = False) -> Chart:
    """Return the chart of one to many months, `width` points wide; a `low` one stands among others. A number not stated leaves a gap."""
    from markupsafe import Markup

    frame = _frame(months, width, _PANELS[low])
    parts = [f"<style>{_STYLE}</style>"]
    parts += _stock_panel(months, frame)
    parts += _bar_panel(months, frame)
    parts += _month_labels(months, frame)
    begin = max(frame.left, _LOW_LEGEND) if low else frame.left
    signs = (("buy", begin, 3.0), ("sell", begin + 31, 3.0), ("stock", begin + 62, 3.0))
    for kind, x, y in signs:
        parts += _legend_sign(kind, x, y)
    legend = tuple(
        LegendMark(kind, _n(x + (15 if kind == "stock" else 9.5)), _n(y + 6.2)) for kind, x, y in signs
    )
    # Every part is made of numbers and names of this file: nothing of the case can bring markup in.
    return Chart(_n(frame.width), _n(frame.panels.height), Markup("".join(parts)), legend)


def _n(value: float) -> str:
    """Two decimals, no trailing zeros: the same text on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _scale(greatest: int, lines: int) -> tuple[int, int]:
    """Return step and top of an axis with at most `lines` steps, a round number each."""
    power = 1
    while True:
        for factor in _FACTORS:
            step = factor * power
            if step * lines >= greatest:
                return step, step * max(1, -(-greatest // step))
        power *= 10


@dataclass(frozen=True, slots=True)
class _Axis:
    """Values between `low` and `high` on the heights between `base` and `ceiling`; `lines` are the values with a line."""

    lines: tuple[int, ...]
    low: int
    high: int
    base: float
    ceiling: float

    def at(self, value: int) -> float:
        """Height of a value."""
        return self.base - (self.base - self.ceiling) * (value - self.low) / (self.high - self.low)


def _stock_axis(months: Sequence[MonthRow], panels: _Panels) -> _Axis:
    """A stock below zero cannot be, but papers may say so: then the axis goes down to it."""
    stocks = [month.stock for month in months if month.stock is not None]
    top = _scale(max([1, *stocks]), 1)[1]
    least = min(stocks, default=0)
    low = -_scale(-least, 1)[1] if least < 0 else 0
    deep = -low * (panels.stock_base - panels.stock_top) > 9 * (top - low)
    return _Axis((low, 0) if deep else (0, top), low, top, panels.stock_base, panels.stock_top)


def _bar_axis(months: Sequence[MonthRow], panels: _Panels) -> _Axis:
    step, top = _scale(_greatest_bar(months), 2)
    return _Axis(tuple(range(0, top + 1, step)), 0, top, panels.bar_base, panels.bar_top)


def _draw_axis(axis: _Axis, frame: _Frame) -> list[str]:
    parts = []
    for value in axis.lines:
        y = axis.at(value)
        kind = "base" if value == 0 else "grid"
        parts.append(
            f'<line class="{kind}" x1="{_n(frame.left)}" y1="{_n(y)}" x2="{_n(frame.width)}" y2="{_n(y)}"/>'
            f'<text class="axis" x="{_n(frame.left - 3)}" y="{_n(y + 2.7)}" text-anchor="end">{plain_number(value)}</text>'
        )
    return parts


def _stock_panel(months: Sequence[MonthRow], frame: _Frame) -> list[str]:
    axis = _stock_axis(months, frame.panels)
    parts = _draw_axis(axis, frame)
    points = [
        None if month.stock is None else (x, axis.at(month.stock))
        for x, month in zip(frame.middles, months, strict=True)
    ]
    parts += [f'<polyline class="line" points="{run}"/>' for run in _runs(points)]
    parts += _stock_labels(months, points, frame)
    parts += [f'<circle class="dot" cx="{_n(x)}" cy="{_n(y)}" r="1.9"/>' for x, y in filter(None, points)]
    return parts


def _runs(points: Sequence[tuple[float, float] | None]) -> list[str]:
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{_n(point[0])},{_n(point[1])}")
    return [" ".join(run) for run in runs if len(run) > 1]


def _stock_labels(
    months: Sequence[MonthRow], points: Sequence[tuple[float, float] | None], frame: _Frame
) -> list[str]:
    """Label the points from left to right; a label that would touch the one before it is left to the table."""
    parts = []
    end, level = -1.0, 0.0
    for place, month in enumerate(months):
        text = "" if month.stock is None else plain_number(month.stock)
        wide = len(text) * _EM
        if not text or wide > frame.pitch - 1.5:
            continue
        left, bottom = _label_place(points, place, wide, frame.width)
        if left - 1.4 < end and abs(bottom - level) < _SIZE:
            continue
        parts.append(_label(left, bottom, text))
        end, level = left + wide, bottom
    return parts


def _label_place(
    points: Sequence[tuple[float, float] | None], place: int, wide: float, edge: float
) -> tuple[float, float]:
    """Return the side the line does not go to: above a peak, below a valley, the outer side of a slope; never past `edge`."""
    point = points[place]
    assert point is not None
    x, y = point
    before = points[place - 1] if place else None
    after = points[place + 1] if place + 1 < len(points) else None
    from_above = before is not None and before[1] < y
    to_above = after is not None and after[1] < y
    bottom = y + 10.2 if from_above and to_above else y - 4.2
    if before is not None and before[1] < y and not to_above:
        # What is pushed back from the edge rises as far as the line does there.
        pushed = max(0.0, x - 1.5 + wide - edge)
        return x - 1.5 - pushed, bottom - pushed * (y - before[1]) / (x - before[0])
    if to_above and not from_above:
        return x - wide + 1.5, bottom
    return min(x - wide / 2, edge - wide), bottom


def _label(left: float, bottom: float, text: str) -> str:
    """Text on a white ground; `bottom` is its base line."""
    wide = len(text) * _EM
    ground = f'<rect class="halo" x="{_n(left - 0.7)}" y="{_n(bottom - 6.6)}" width="{_n(wide + 1.4)}" height="7.6"/>'
    return ground + f'<text x="{_n(left)}" y="{_n(bottom)}">{text}</text>'


def _bar_panel(months: Sequence[MonthRow], frame: _Frame) -> list[str]:
    axis = _bar_axis(months, frame.panels)
    parts = _draw_axis(axis, frame)
    bar = min(13.0, frame.pitch * 0.33)
    labels = []
    for middle, month in zip(frame.middles, months, strict=True):
        pairs = ((month.purchased or None, "buy", middle - bar), (month.sold, "sell", middle + 0.6))
        for number, kind, left in pairs:
            if number is not None:
                high = axis.base - axis.at(number)
                parts.append(
                    f'<rect class="{kind}" x="{_n(left)}" y="{_n(axis.base - high)}" width="{_n(bar - 0.6)}" height="{_n(high)}"/>'
                )
        labels += _bar_labels(month, middle, bar, frame.pitch, axis)
    return parts + labels


def _bar_labels(month: MonthRow, middle: float, bar: float, pitch: float, axis: _Axis) -> list[str]:
    """Label the bars where there is room: each within its own half of the month, a single bar within all of it."""
    labels = []
    bought, sold = month.purchased, month.sold
    left_end, right_end = middle - pitch / 2 + 0.8, middle + pitch / 2 - 0.8
    places = []
    if bought:
        places.append((bought, middle - bar / 2, left_end, middle - 0.6 if sold is not None else right_end))
    if sold is not None:
        places.append((sold, middle + bar / 2, middle + 1.3 if bought else left_end, right_end))
    for number, centre, low, high in places:
        wide = len(f"{number:,}") * _EM
        if wide <= high - low:
            left = max(low, min(centre - wide / 2, high - wide))
            labels.append(_label(left, axis.at(number) - 2.2, f"{number:,}"))
    return labels


def _month_labels(months: Sequence[MonthRow], frame: _Frame) -> list[str]:
    parts = []
    year_before = None
    for middle, month in zip(frame.middles, months, strict=True):
        lines = [f"{month.first.month}月"]
        part = part_of_month(month)
        if part:
            lines.append(part if len(part) * _SIZE * 0.8 <= frame.pitch + 8 else "一部")
        if month.first.year != year_before:
            lines.append(f"{month.first.year}年")
        year_before = month.first.year
        for line, text in enumerate(lines):
            parts.append(
                f'<text class="axis" x="{_n(middle)}" y="{_n(frame.panels.bar_base + 8.6 + 8.3 * line)}" text-anchor="middle">{text}</text>'
            )
    return parts


def _legend_sign(kind: str, x: float, y: float) -> list[str]:
    if kind != "stock":
        return [f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="7" height="7"/>']
    return [
        f'<line class="line" x1="{_n(x)}" y1="{_n(y + 3.5)}" x2="{_n(x + 12)}" y2="{_n(y + 3.5)}"/>',
        f'<circle class="dot" cx="{_n(x + 6)}" cy="{_n(y + 3.5)}" r="1.9"/>',
    ]
