"""Max pooling backward: ties, overlaps and gaps each have a case of their own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Rule = Callable[[Floats], Floats]


def _first(window: Floats) -> Floats:
    mask = np.zeros(window.size)
    mask[int(window.argmax())] = 1.0
    return mask.reshape(window.shape)


def _last(window: Floats) -> Floats:
    return _first(window[::-1, ::-1])[::-1, ::-1]


def _ties(window: Floats) -> Floats:
    mask: Floats = (window == window.max()).astype(float)
    return mask


def _shared(window: Floats) -> Floats:
    mask = _ties(window)
    shares: Floats = mask / mask.sum()
    return shares


def _back(
    dout: Floats, x: Floats, size: int, stride: int, rule: Rule = _first, *, overwrite: bool = False
) -> Floats:
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        place = (n, c, slice(i * stride, i * stride + size), slice(j * stride, j * stride + size))
        share = rule(x[place]) * dout[n, c, i, j]
        dx[place] = share if overwrite else dx[place] + share
    return dx


def _case(name: Localized, dout: Floats, x: Floats, size: int, stride: int) -> Case:
    args = (dout, x, size, stride)
    slips: dict[str, list[object]] = {
        "ties-duplicated": [_back(*args, _ties)],
        "overwritten": [_back(*args, overwrite=True)],
        "spread": [_back(*args, lambda window: np.full_like(window, 1 / size**2))],
        "everywhere": [_back(*args, np.ones_like)],
        "times-value": [_back(*args, lambda window: _first(window) * window)],
    }
    if size * dout.shape[2] <= x.shape[2] and size * dout.shape[3] <= x.shape[3]:
        slips["stride-ignored"] = [_back(dout, x, size, size)]
    accepted: list[list[object]] = [[_back(*args, rule)] for rule in (_first, _last, _shared)]
    return Case(
        name, (Call("max_pool_backward", args, echo=True),), Expect(accepted, slips, untouched=[args])
    )


def cases(rng: np.random.Generator) -> list[Case]:
    x = rng.normal(size=(2, 3, 6, 6))
    tied = np.zeros((1, 2, 4, 4))
    return [
        _case(Localized(ko="2×2 창", en="2×2 windows"), rng.normal(size=(2, 3, 3, 3)), x, 2, 2),
        _case(Localized(ko="겹치는 창", en="overlapping windows"), rng.normal(size=(2, 3, 4, 4)), x, 3, 1),
        _case(Localized(ko="건너뛰는 창", en="windows with gaps"), rng.normal(size=(2, 3, 2, 2)), x, 2, 3),
        _case(Localized(ko="모두 같은 값", en="all values tied"), rng.normal(size=(1, 2, 2, 2)), tied, 2, 2),
        _case(Localized(ko="창 하나", en="one window"), rng.normal(size=(2, 3, 1, 1)), x[:, :, :3, :3], 3, 3),
    ]
