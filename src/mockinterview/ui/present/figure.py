"""Pictures of what code computed, drawn as SVG: the reader's browser has the fonts for Hangul, our server may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mockinterview.domain.lab import Figure
from mockinterview.ui.present.heatmap import heatmap
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.present.svg import AREA, Axis, finite, frame, number, shape, thinned, words_at
from mockinterview.ui.texts import Words

COLOURS = 4
_DOTTED = 60
"""A path of no more steps than this shows each of them."""


def figure(picture: Figure, words: Words) -> Html:
    draw = {"lines": _lines, "path": _path, "bars": _bars, "heatmap": heatmap}[picture.kind]
    return el(
        "figure",
        el("figcaption", picture.title.text(words.language)),
        _legend(picture, words),
        draw(picture, words),
        class_="mi-figure",
    )


def _legend(picture: Figure, words: Words) -> Html | None:
    if len(picture.series) < 2:
        return None
    names = (
        el("li", el("i", class_=f"mi-s{_colour(place)}"), el("span", series.name.text(words.language)))
        for place, series in enumerate(picture.series)
    )
    return el("ul", join(names), class_="mi-legend")


def _colour(place: int) -> int:
    return place % COLOURS + 1


def _spoken(picture: Figure, words: Words) -> str:
    """The picture for whoever cannot see it: each curve from where to where."""
    told = [picture.title.text(words.language)]
    for series in picture.series:
        values = [y for y in series.y if finite(y)]
        if values:
            told.append(f"{series.name.text(words.language)}: {number(values[0])} → {number(values[-1])}")
    return ". ".join(told)


def _points(picture: Figure) -> list[list[tuple[float, float]]]:
    return [
        thinned([(x, y) for x, y in zip(series.x, series.y, strict=False) if finite(x) and finite(y)])
        for series in picture.series
    ]


def _lines(picture: Figure, words: Words) -> Html:
    curves = _points(picture)
    across, up = _axes(curves)
    body = (_curve(place, curve, across, up) for place, curve in enumerate(curves))
    return frame(picture, across, up, join(body), _spoken(picture, words), words)


def _path(picture: Figure, words: Words) -> Html:
    """Where a parameter walked: the first step hollow, the last one filled."""
    curves = _points(picture)
    across, up = _axes(curves)
    body = []
    for place, curve in enumerate(curves):
        body.append(_curve(place, curve, across, up))
        body += _steps(place, curve, across, up)
    return frame(picture, across, up, join(body), _spoken(picture, words), words)


def _axes(curves: Sequence[Sequence[tuple[float, float]]]) -> tuple[Axis, Axis]:
    every = [point for curve in curves for point in curve] or [(0.0, 0.0)]
    across = Axis.over((x for x, _ in every), AREA.left, AREA.right)
    return across, Axis.over((y for _, y in every), AREA.bottom, AREA.top)


def _curve(place: int, curve: Sequence[tuple[float, float]], across: Axis, up: Axis) -> Html:
    line = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in curve)
    return shape("polyline", points=line, class_=f"mi-curve mi-s{_colour(place)}")


def _steps(place: int, curve: Sequence[tuple[float, float]], across: Axis, up: Axis) -> Iterator[Html]:
    last = len(curve) - 1
    for step, (x, y) in enumerate(curve):
        if step in (0, last) or len(curve) <= _DOTTED:
            kind = "is-first" if step == 0 else "is-last" if step == last else "is-step"
            radius = 2.2 if kind == "is-step" else 5
            yield shape(
                "circle",
                cx=f"{across.at(x):.1f}",
                cy=f"{up.at(y):.1f}",
                r=radius,
                class_=f"mi-dot mi-s{_colour(place)} {kind}",
            )


def _bars(picture: Figure, words: Words) -> Html:
    count = max((len(series.y) for series in picture.series), default=0)
    values = [y for series in picture.series for y in series.y if finite(y)]
    up = Axis.over([0.0, *values], AREA.bottom, AREA.top)
    across = Axis(0.0, float(max(count, 1)), AREA.left, AREA.right, ())
    body = [*_groups(picture, across, up)]
    for place, label in enumerate(picture.labels[:count]):
        body.append(words_at(across.at(place + 0.5), AREA.bottom + 20, label, "middle"))
    return frame(picture, across, up, join(body), _spoken(picture, words), words)


def _groups(picture: Figure, across: Axis, up: Axis) -> Iterator[Html]:
    width = 0.7 / max(len(picture.series), 1)
    for place, series in enumerate(picture.series):
        for group, value in enumerate(series.y):
            if not finite(value):
                continue
            left = across.at(group + 0.15 + place * width)
            right = across.at(group + 0.15 + (place + 1) * width)
            top, foot = sorted((up.at(value), up.at(0.0)))
            yield shape(
                "rect",
                x=f"{left + 1:.1f}",
                y=f"{top:.1f}",
                width=f"{max(right - left - 2, 1):.1f}",
                height=f"{max(foot - top, 1):.1f}",
                rx=2,
                class_=f"mi-bar-fill mi-s{_colour(place)}",
            )
