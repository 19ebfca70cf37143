"""The land below a path: areas, one within the other, as far as they lie on the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mockinterview.ui.present.html import Html
from mockinterview.ui.present.svg import Axis, shape

Point = tuple[float, float]


def ground(border: Sequence[Point], across: Axis, up: Axis) -> Html:
    for place, axis in enumerate((across, up)):
        border = list(_cut(border, place, axis.low, 1.0))
        border = list(_cut(border, place, axis.high, -1.0))
    points = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in border)
    return shape("polygon", points=points, class_="mi-ground")


def _cut(border: Sequence[Point], place: int, edge: float, side: float) -> Iterator[Point]:
    """What of a convex area lies on one side of an edge of the paper (Sutherland and Hodgman's way)."""
    for start, end in zip(border, [*border[1:], *border[:1]], strict=True):
        before, after = side * (start[place] - edge), side * (end[place] - edge)
        if before >= 0:
            yield start
        if before * after < 0:
            share = before / (before - after)
            yield start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
