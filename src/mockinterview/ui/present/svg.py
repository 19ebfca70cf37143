"""The paper pictures are drawn on: area, axes with round numbers, grid and names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from mockinterview.domain.lab import Figure
from mockinterview.ui.present.html import Html, join, text
from mockinterview.ui.texts import Words

MOST_POINTS = 400
"""More than this no screen can show."""
_TICKS = 5
LETTER = 17.0
"""Height of the letters on a phone, where the paper is shown small. Places for words must hold them too."""


@dataclass(frozen=True, slots=True)
class Area:
    width: float = 520.0
    height: float = 320.0
    left: float = 56.0
    right: float = 506.0
    top: float = 32.0
    bottom: float = 274.0


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
        low, high = _range(values)
        step = _round_step((high - low) / _TICKS)
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        ticks = tuple(place * step for place in range(first, last + 1))
        return cls(ticks[0], ticks[-1], start, end, ticks)

    @classmethod
    def within(cls, values: Iterable[float], start: float, end: float) -> Axis:
        """From the first value to the last one; whole numbers are counted in whole steps."""
        known = list(values)
        low, high = _range(known)
        step = _round_step((high - low) / _TICKS, whole=all(value == round(value) for value in known))
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        return cls(low, high, start, end, tuple(place * step for place in range(first, last + 1)))

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def _range(values: Iterable[float]) -> tuple[float, float]:
    known = [value for value in values if finite(value)] or [0.0]
    low, high = min(known), max(known)
    size = max(abs(low), abs(high))
    if high - low > 1e-9 * size and size > 1e-250:
        return low, high
    half = size / 2 if size > 1e-250 else 0.5
    return low - half, high + half


def _round_step(rough: float, *, whole: bool = False) -> float:
    if whole and rough < 1:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    factors = (1.0, 2.0, 5.0, 10.0) if whole else (1.0, 2.0, 2.5, 5.0, 10.0)
    return next(factor * power for factor in factors if factor * power >= rough * 0.999)


def finite(value: float | None) -> TypeGuard[float]:
    """Numbers too large to subtract from one another cannot be drawn either."""
    return value is not None and math.isfinite(value) and abs(value) < 1e300


def number(value: float) -> str:
    written = f"{value:,.0f}" if 1000 <= abs(value) < 1e6 else f"{value + 0.0:.3g}"
    return written.replace("e+0", "e").replace("e+", "e").replace("e-0", "e-").replace("-", "−")


def ems(words: str) -> float:
    """About how wide these words are, in heights of a letter: Hangul is as wide as high."""
    return sum(1.0 if ord(letter) > 0x10FF else 0.6 for letter in words)


def cut(words: str, most: float) -> str:
    """No wider than so many ems."""
    if ems(words) <= most:
        return words
    while words and ems(words) + 1 > most:
        words = words[:-1]
    return words + "…"


def spaced(labels: Sequence[str], room: float) -> list[tuple[int, str]]:
    """Labels of places `room` apart, as many as fit beside one another."""
    widest = max(map(ems, labels), default=0.0) * LETTER
    every = max(1, math.ceil(widest / room))
    most = every * room / LETTER
    return [(place, cut(label, most)) for place, label in enumerate(labels) if place % every == 0]


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
        kind = "mi-grid is-zero" if value == 0 else "mi-grid"
        grid.append(shape("line", x1=AREA.left, x2=AREA.right, y1=f"{y:.1f}", y2=f"{y:.1f}", class_=kind))
        grid.append(words_at(AREA.left - 8, y + 4, number(value), "end"))
    for value in across.ticks:
        name = number(value)
        x = min(across.at(value), AREA.width - ems(name) * LETTER / 2)
        grid.append(words_at(x, AREA.bottom + 20, name, "middle"))
    names = [
        words_at(AREA.right, AREA.height - 6, picture.x.text(words.language), "end", "mi-axis"),
        words_at(4, 16, picture.y.text(words.language), "start", "mi-axis"),
    ]
    return sheet(join([*grid, body, *names]), spoken)
