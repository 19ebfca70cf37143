"""A matrix as cells: the stronger the colour, the larger the number; two colours when there are two signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mockinterview.domain.lab import Figure, Number
from mockinterview.ui.present.html import Html, join
from mockinterview.ui.present.svg import (
    AREA,
    LETTER,
    cut,
    ems,
    finite,
    number,
    shape,
    sheet,
    spaced,
    words_at,
)
from mockinterview.ui.texts import Words

_WIDEST_CELL = 56.0
_TALLEST = 520.0
"""Of all rows together."""
_LINE = 24.0
"""Room for a line of words."""
_MOST_EMS = 9.0
"""Longer names of rows are cut."""
_DIGIT = 8.2
"""Width of a digit: numbers are written where all of them fit."""
_WRITTEN = 30.0
"""Numbers in smaller cells would be a carpet."""
_FAINTEST = 0.06
_CURVE = 0.7
"""Below 1 small numbers stay visible beside large ones: a single mistake beside fifty right answers."""


@dataclass(frozen=True, slots=True)
class _Layout:
    left: float
    top: float
    cell: float
    gap: float
    block: int
    columns: int
    rows: int

    @classmethod
    def of(cls, picture: Figure) -> _Layout:
        rows, columns = len(picture.rows), max(len(row) for row in picture.rows)
        widest = max((min(ems(label), _MOST_EMS) for label in picture.row_labels), default=0.0)
        left = widest * LETTER + 8 if widest else 0.0
        lines = (any(picture.labels), bool(picture.x.text("ko") or picture.y.text("ko")))
        block = picture.block or max(rows, columns)
        across, down = (columns - 1) // block, (rows - 1) // block
        cell = min((AREA.width - left) / (columns + across / 2), _TALLEST / (rows + down / 2), _WIDEST_CELL)
        return cls(left, _LINE * sum(lines), cell, cell / 2, block, columns, rows)

    def x(self, column: float) -> float:
        return self.left + column * self.cell + self.gap * (int(column) // self.block)

    def y(self, row: float) -> float:
        return self.top + row * self.cell + self.gap * (int(row) // self.block)

    @property
    def height(self) -> float:
        return self.y(self.rows - 1) + self.cell


def heatmap(picture: Figure, words: Words) -> Html:
    if not any(picture.rows):
        return Html("")
    place = _Layout.of(picture)
    body = join([*_names(picture, words), *_labels(picture, place), *_cells(picture, place)])
    return sheet(body, _spoken(picture, words), AREA.width, place.height)


def _names(picture: Figure, words: Words) -> Iterator[Html]:
    """What rows and columns are, one after the other on the first line."""
    x = 0.0
    for arrow, name in (("↓", picture.y.text(words.language)), ("→", picture.x.text(words.language))):
        if name:
            told = f"{arrow} {name}"
            yield words_at(x, 16, told, "start", "mi-axis")
            x = min(x + (ems(told) + 1.5) * LETTER, AREA.width / 2)


def _labels(picture: Figure, place: _Layout) -> Iterator[Html]:
    for column, label in spaced(picture.labels[: place.columns], place.cell):
        if label:
            yield words_at(place.x(column) + place.cell / 2, place.top - 8, label, "middle")
    every = max(1, -int(-LETTER // place.cell))
    for row, label in enumerate(picture.row_labels[: place.rows]):
        if label and row % every == 0:
            middle = place.y(row) + place.cell / 2
            yield words_at(place.left - 8, middle + 4.5, cut(label, _MOST_EMS), "end")


def _cells(picture: Figure, place: _Layout) -> Iterator[Html]:
    known = [value for row in picture.rows for value in row if finite(value)]
    most = max(map(abs, known), default=0.0) or 1.0
    write = _Writer.of(known, place.cell)
    inset = min(1.0, place.cell / 10)
    for line, row in enumerate(picture.rows):
        for column, value in enumerate(row):
            x, y = place.x(column), place.y(line)
            yield shape(
                "rect",
                x=f"{x + inset:.2f}",
                y=f"{y + inset:.2f}",
                width=f"{place.cell - 2 * inset:.2f}",
                height=f"{place.cell - 2 * inset:.2f}",
                rx=f"{min(3.0, place.cell / 6):.1f}",
                **_look(value, most, bare=not write.fits),
            )
            written = write(value)
            if written:
                yield words_at(
                    x + place.cell / 2, y + place.cell / 2 + 4.5, written, "middle", "mi-cell-number"
                )


def _look(value: Number, most: float, *, bare: bool) -> dict[str, str]:
    """A bare cell, which holds no number, may have a colour on which none could be read."""
    if not finite(value):
        return {"class_": "mi-cell is-lost"}
    strength = _FAINTEST + (1 - _FAINTEST) * (abs(value) / most) ** _CURVE
    kind = "mi-cell" + " is-bare" * bare + " is-negative" * (value < 0)
    return {"fill_opacity": f"{strength:.3f}", "class_": kind}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Numbers of one matrix, all with as many decimals, or none where one does not fit."""

    decimals: int
    fits: bool

    @classmethod
    def of(cls, known: list[float], cell: float) -> _Writer:
        whole = all(value == round(value) for value in known)
        most = max(map(abs, known), default=0.0)
        decimals = 0 if whole or most >= 100 else 2
        longest = max((len(_written(value, decimals)) for value in known), default=0)
        fits = cell >= max(_WRITTEN, longest * _DIGIT + 4) and (whole or most >= 0.1)
        return cls(decimals, fits)

    def __call__(self, value: Number) -> str:
        if not self.fits:
            return ""
        return _written(value, self.decimals) if finite(value) else "×"


def _written(value: float, decimals: int) -> str:
    if abs(value) >= 1e6:
        return number(value)
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def _spoken(picture: Figure, words: Words) -> str:
    shape_of = f"{len(picture.rows)}×{max(len(row) for row in picture.rows)}"
    axes = (picture.y.text(words.language), picture.x.text(words.language))
    return ", ".join(
        filter(None, [picture.title.text(words.language), shape_of, " × ".join(filter(None, axes))])
    )
