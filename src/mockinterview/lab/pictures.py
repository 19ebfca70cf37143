"""From what code returned to figures: plain finite numbers of the right dimension, no more than a screen can show."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Series
from mockinterview.lab.judging import plain

MOST = 4_000
"""Numbers of one curve or matrix. What a candidate returns may be millions."""

Rows = tuple[tuple[float, ...], ...]


def curve(name: Localized, y: object, x: object = None, *, known: bool = False) -> Series:
    """`y` by its place or by `x`. Raises ValueError for what is no row of numbers, as all of these do."""
    heights = _numbers(y, 1)
    places = np.arange(float(len(heights))) if x is None else _numbers(x, 1)
    return Series(name=name, x=tuple(places.tolist()), y=tuple(heights.tolist()), known=known)


def walk(name: Localized, points: object, *, known: bool = False) -> Series:
    """Points of a plane, one a row."""
    across, up = _numbers(points, 2).T
    return curve(name, up, across, known=known)


def cells(matrix: object) -> Rows:
    return tuple(map(tuple, _numbers(matrix, 2).tolist()))


def _numbers(values: object, dimensions: int) -> NDArray[np.float64]:
    array: NDArray[Any] = np.asarray(plain(values))
    if array.ndim != dimensions or array.size > MOST or array.dtype.kind not in "biuf":
        raise ValueError(array.shape)
    return array.astype(np.float64)
