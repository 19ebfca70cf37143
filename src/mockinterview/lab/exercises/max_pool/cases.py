"""Max pooling: negative maps, overlapping windows and remainders tell the usual slips apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]


def _windows(x: Floats, size: int, stride: int) -> Floats:
    view: Floats = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return view[:, :, ::stride, ::stride]


def _partial(x: Floats, size: int, stride: int) -> Floats:
    """What rounding the output size up would give."""
    extra = [(-(side - size)) % stride for side in x.shape[2:]]
    padded = np.pad(x, ((0, 0), (0, 0), (0, extra[0]), (0, extra[1])), constant_values=-np.inf)
    out: Floats = _windows(padded, size, stride).max(axis=(-2, -1))
    return out


def _case(name: Localized, x: Floats, size: int, stride: int) -> Case:
    windows = _windows(x, size, stride)
    right = windows.max(axis=(-2, -1))
    slips: dict[str, list[object]] = {
        "zero-floor": [np.maximum(0, right)],
        "stride-ignored": [_windows(x, size, size).max(axis=(-2, -1))],
        "average": [windows.mean(axis=(-2, -1))],
        "channels-mixed": [np.broadcast_to(right.max(axis=1, keepdims=True), right.shape)],
        "absolute": [np.abs(windows).max(axis=(-2, -1))],
        "partial-windows": [_partial(x, size, stride)],
    }
    return Case(
        name,
        (Call("max_pool", (x, size, stride), echo=True),),
        Expect([[right]], slips, untouched=[(x, size, stride)]),
    )


def cases(rng: np.random.Generator) -> list[Case]:
    x = rng.normal(size=(2, 3, 6, 8))
    odd = rng.normal(size=(1, 2, 7, 6))
    return [
        _case(Localized(ko="2×2 창", en="2×2 windows"), x, 2, 2),
        _case(
            Localized(ko="모두 음수인 지도", en="a negative map"), -rng.uniform(1, 2, size=(2, 3, 6, 8)), 2, 2
        ),
        _case(Localized(ko="겹치는 창", en="overlapping windows"), x, 3, 1),
        _case(Localized(ko="끝이 남는 크기", en="a size with a remainder"), odd, 2, 2),
        _case(Localized(ko="건너뛰는 창", en="windows with gaps"), x, 1, 2),
        _case(Localized(ko="창 하나가 전부", en="one window covers all"), x[:1, :, :4, :4], 4, 2),
    ]
