"""Pictures of what code computed, drawn as SVG: the reader's browser has the fonts for Hangul, our server may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mockinterview.domain.lab import Figure, Series
from mockinterview.ui.present.ground import ground
from mockinterview.ui.present.heatmap import heatmap
from mockinterview.ui.present.html import Html, el, join
from mockinterview.ui.present.svg import (
    AREA,
    Axis,
    finite,
    frame,
    number,
    shape,
    spaced,
    thinned,
    words_at,
)
from mockinterview.ui.texts import Words

COLOURS = 4
_DOTTED = 60
"""A path of no more steps than this shows each of them."""

Points = Sequence[tuple[float, float]]


def figure(picture: Figure, words: Words) -> Html:
    draw = {"lines": _lines, "path": _path, "bars": _bars, "heatmap": heatmap}[picture.kind]
    values = [value for row in (*picture.rows, *(series.y for series in picture.series)) for value in row]
    lost = sum(not finite(value) for value in values)
    return el(
        "figure",
        el("figcaption", picture.title.text(words.language)),
        _legend(picture, words),
        draw(picture, words) if len(values) > lost else el("p", words("lab.figure.empty"), class_="mi-hint"),
        el("p", words("lab.figure.lost", count=lost), class_="mi-hint") if lost else None,
        class_="mi-figure",
    )


def _legend(picture: Figure, words: Words) -> Html | None:
    if len(picture.series) < 2:
        return None
    marked = zip((*_looks(picture), "mi-ground"), (*picture.series, *picture.ground[:1]), strict=False)
    names = (
        el("li", el("i", class_=look), el("span", series.name.text(words.language)))
        for look, series in marked
    )
    return el("ul", join(names), class_=f"mi-legend is-{picture.kind}")


def _looks(picture: Figure) -> list[str]:
    """The candidate's own curve has the first colour in every picture, wherever it stands."""
    order = sorted(range(len(picture.series)), key=lambda place: picture.series[place].known)
    colours = {place: rank % COLOURS + 1 for rank, place in enumerate(order)}
    return [
        f"mi-s{colours[place]}" + (" is-known" if series.known else "")
        for place, series in enumerate(picture.series)
    ]


def _spoken(picture: Figure, words: Words) -> str:
    """The picture for whoever cannot see it: each curve from where to where."""
    told = [picture.title.text(words.language)]
    for series in picture.series:
        values = [y for y in series.y if finite(y)]
        if values:
            told.append(f"{series.name.text(words.language)}: {number(values[0])} → {number(values[-1])}")
    return ". ".join(told)


def _points(series: Series) -> Points:
    places = zip(series.x, series.y, strict=False)
    return thinned([(x, y) for x, y in places if finite(x) and finite(y)])


def _lines(picture: Figure, words: Words) -> Html:
    curves = [_points(series) for series in picture.series]
    across = Axis.within((x for curve in curves for x, _ in curve), AREA.left, AREA.right)
    up = Axis.over((y for curve in curves for _, y in curve), AREA.bottom, AREA.top)
    body = (_curve(look, curve, across, up) for look, curve in zip(_looks(picture), curves, strict=True))
    return frame(picture, across, up, join(body), _spoken(picture, words), words)


def _path(picture: Figure, words: Words) -> Html:
    """Where a parameter walked: the first step hollow, the last one filled. What was compared lies below."""
    curves = [_points(series) for series in picture.series]
    across = Axis.over((x for curve in curves for x, _ in curve), AREA.left, AREA.right)
    up = Axis.over((y for curve in curves for _, y in curve), AREA.bottom, AREA.top)
    body = [ground(_points(border), across, up) for border in picture.ground]
    for look, curve in reversed(list(zip(_looks(picture), curves, strict=True))):
        body.append(_curve(look, curve, across, up))
        body += _steps(look, curve, across, up)
    return frame(picture, across, up, join(body), _spoken(picture, words), words)


def _curve(look: str, curve: Points, across: Axis, up: Axis) -> Html:
    line = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in curve)
    return shape("polyline", points=line, class_=f"mi-curve {look}")


def _steps(look: str, curve: Points, across: Axis, up: Axis) -> Iterator[Html]:
    last = len(curve) - 1
    for step, (x, y) in enumerate(curve):
        if step in (0, last) or len(curve) <= _DOTTED:
            kind = "is-first" if step == 0 else "is-last" if step == last else "is-step"
            yield shape(
                "circle",
                cx=f"{across.at(x):.1f}",
                cy=f"{up.at(y):.1f}",
                r=2.2 if kind == "is-step" else 5,
                class_=f"mi-dot {look} {kind}",
            )


def _bars(picture: Figure, words: Words) -> Html:
    count = max((len(series.y) for series in picture.series), default=0)
    values = [y for series in picture.series for y in series.y if finite(y)]
    up = Axis.over([0.0, *values], AREA.bottom, AREA.top)
    across = Axis(0.0, float(max(count, 1)), AREA.left, AREA.right, ())
    body = [*_groups(picture, across, up)]
    for place, label in spaced(picture.labels[:count], (AREA.right - AREA.left) / max(count, 1)):
        body.append(words_at(across.at(place + 0.5), AREA.bottom + 20, label, "middle"))
    return frame(picture, across, up, join(body), _spoken(picture, words), words)


def _groups(picture: Figure, across: Axis, up: Axis) -> Iterator[Html]:
    width = 0.7 / max(len(picture.series), 1)
    looks = _looks(picture)
    for place, series in enumerate(picture.series):
        for group, value in enumerate(series.y):
            if not finite(value):
                continue
            left = across.at(group + 0.15 + place * width)
            right = across.at(group + 0.15 + (place + 1) * width)
            inset = min(1.0, (right - left) / 10)
            top, foot = sorted((up.at(value), up.at(0.0)))
            yield shape(
                "rect",
                x=f"{left + inset:.2f}",
                y=f"{top:.1f}",
                width=f"{right - left - 2 * inset:.2f}",
                height=f"{max(foot - top, 1):.1f}",
                rx=2,
                class_=f"mi-bar-fill {looks[place]}",
            )
