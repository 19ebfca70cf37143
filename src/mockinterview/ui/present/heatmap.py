"""A matrix as cells: the stronger the colour, the larger the number; two colours when there are two signs."""

from __future__ import annotations

from collections.abc import Iterator

from mockinterview.domain.lab import Figure
from mockinterview.ui.present.html import Html, join
from mockinterview.ui.present.svg import finite, number, shape, sheet, words_at
from mockinterview.ui.texts import Words

_WIDTH = 520.0
_WIDEST_CELL = 64.0
_HEAD = 26.0
_WRITTEN = 44.0
"""Cells at least this wide hold their number."""
_FAINTEST = 0.06


def heatmap(picture: Figure, words: Words) -> Html:
    rows = picture.rows
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return Html("")
    cell = min(_WIDTH / columns, _WIDEST_CELL)
    head = _HEAD if picture.labels else 0.0
    labels = (
        words_at((place + 0.5) * cell, head - 9, label, "middle")
        for place, label in enumerate(picture.labels[:columns])
    )
    body = join([*labels, *_cells(rows, cell, head)])
    return sheet(body, _spoken(picture, words), cell * columns, head + cell * len(rows))


def _cells(rows: tuple[tuple[float, ...], ...], cell: float, head: float) -> Iterator[Html]:
    most = max((abs(value) for row in rows for value in row if finite(value)), default=0.0) or 1.0
    for line, row in enumerate(rows):
        for place, value in enumerate(row):
            x, y = place * cell, head + line * cell
            strength = abs(value) / most if finite(value) else 0.0
            yield shape(
                "rect",
                x=f"{x + 1:.1f}",
                y=f"{y + 1:.1f}",
                width=f"{cell - 2:.1f}",
                height=f"{cell - 2:.1f}",
                rx=3,
                fill_opacity=f"{_FAINTEST + (1 - _FAINTEST) * strength:.3f}",
                class_="mi-cell is-negative" if value < 0 else "mi-cell",
            )
            if cell >= _WRITTEN:
                kind = "mi-cell-number is-strong" if strength > 0.55 else "mi-cell-number"
                yield words_at(x + cell / 2, y + cell / 2 + 5, number(value), "middle", kind)


def _spoken(picture: Figure, words: Words) -> str:
    shape_of = f"{len(picture.rows)}×{max(len(row) for row in picture.rows)}"
    return f"{picture.title.text(words.language)}, {shape_of}"
