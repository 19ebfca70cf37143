"""Average pooling: what a padded window is divided by, and the slips around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]


def _windows(x: Floats, size: int, stride: int, padding: int) -> Floats:
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    view: Floats = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(2, 3))
    return view[:, :, ::stride, ::stride]


def _pool(x: Floats, size: int, stride: int, padding: int, include_pad: bool) -> Floats:
    total = _windows(x, size, stride, padding).sum(axis=(-2, -1))
    real = _windows(np.ones_like(x), size, stride, padding).sum(axis=(-2, -1))
    out: Floats = total / (size * size if include_pad else real)
    return out


def _case(name: Localized, x: Floats, size: int, stride: int, padding: int, include_pad: bool) -> Case:
    args = (x, size, stride, padding, include_pad)
    right = _pool(*args)
    slips: dict[str, list[object]] = {
        "pads-always-counted": [_pool(x, size, stride, padding, True)],
        "pads-never-counted": [_pool(x, size, stride, padding, False)],
        "sum": [right * size * size] if include_pad else [_windows(x, size, stride, padding).sum((-2, -1))],
        "maximum": [_windows(x, size, stride, padding).max(axis=(-2, -1))],
        "stride-ignored": [_pool(x, size, size, padding, include_pad)],
        "padding-ignored": [_pool(x, size, stride, 0, include_pad)],
        "channels-mixed": [np.broadcast_to(right.mean(axis=1, keepdims=True), right.shape)],
    }
    expect = Expect([[right]], slips, untouched=[args])
    return Case(name, (Call("average_pool", args, echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    x = rng.normal(1, 1, size=(2, 3, 6, 7))
    return [
        _case(Localized(ko="두르지 않은 2×2", en="2×2, no padding"), x, 2, 2, 0, True),
        _case(Localized(ko="두른 칸도 세기", en="padded cells count"), x, 3, 2, 1, True),
        _case(Localized(ko="실제 칸만 세기", en="only real cells count"), x, 3, 2, 1, False),
        _case(Localized(ko="겹치는 창", en="overlapping windows"), x, 3, 1, 1, False),
        _case(Localized(ko="표본 하나, 채널 하나", en="one sample, one channel"), x[:1, :1], 2, 2, 1, False),
    ]
