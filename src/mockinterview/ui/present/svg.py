"""The paper pictures are drawn on: area, axes with round numbers, grid and names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockinterview.domain.lab import Figure
from mockinterview.ui.present.html import Html, join, text
from mockinterview.ui.texts import Words

MOST_POINTS = 400
"""More than this no screen can show."""
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Area:
    width: float = 520.0
    height: float = 310.0
    left: float = 52.0
    right: float = 508.0
    top: float = 12.0
    bottom: float = 262.0


AREA = Area()


@dataclass(frozen=True, slots=True)
class Axis:
    """From numbers to places on the paper."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    @classmethod
    def over(cls, values: Iterable[float], start: float, end: float) -> Axis:
        """Around all values, from one round number to another."""
        known = [value for value in values if finite(value)] or [0.0]
        low, high = min(known), max(known)
        if high - low < 1e-12 * max(abs(low), abs(high), 1e-12):
            low, high = low - (abs(low) or 1.0) / 2, high + (abs(high) or 1.0) / 2
        step = _round_step((high - low) / _TICKS)
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        ticks = tuple(place * step for place in range(first, last + 1))
        return cls(first * step, last * step, start, end, ticks)

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= rough * 0.999)


def finite(value: float) -> bool:
    """Numbers too large to subtract from one another cannot be drawn either."""
    return math.isfinite(value) and abs(value) < 1e300


def number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−") if abs(value) > 1e-12 else "0"


def thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Every n-th point, the last one always."""
    if len(points) <= MOST_POINTS:
        return list(points)
    every = math.ceil(len(points) / MOST_POINTS)
    return [*points[:-1:every], points[-1]]


def shape(tag: str, **attributes: str | float) -> Html:
    """A closed element: inside SVG a browser takes an open one for the parent of all that follows."""
    names = ((name.rstrip("_").replace("_", "-"), str(value)) for name, value in attributes.items())
    return Html(f"<{tag}" + "".join(f' {name}="{text(value)}"' for name, value in names) + "/>")


def words_at(x: float, y: float, words: str, anchor: str, kind: str = "mi-tick") -> Html:
    return Html(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{text(words)}</text>')


def sheet(body: Html, spoken: str, width: float = AREA.width, height: float = AREA.height) -> Html:
    return Html(
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{text(spoken)}" focusable="false">'
        f"{body}</svg>"
    )


def frame(picture: Figure, across: Axis, up: Axis, body: Html, spoken: str, words: Words) -> Html:
    """Grid, ticks and names of the axes under the drawing."""
    grid = []
    for value in up.ticks:
        y = up.at(value)
        kind = "mi-grid is-zero" if abs(value) < 1e-12 else "mi-grid"
        grid.append(shape("line", x1=AREA.left, x2=AREA.right, y1=f"{y:.1f}", y2=f"{y:.1f}", class_=kind))
        grid.append(words_at(AREA.left - 8, y + 4, number(value), "end"))
    for value in across.ticks:
        grid.append(words_at(across.at(value), AREA.bottom + 20, number(value), "middle"))
    names = [words_at(AREA.right, AREA.height - 6, picture.x.text(words.language), "end", "mi-axis")]
    up_name = picture.y.text(words.language)
    if up_name:
        names.append(words_at(AREA.left + 8, AREA.top + 12, up_name, "start", "mi-axis"))
    return sheet(join([*grid, body, *names]), spoken)
