"""Convolution forward against a reference of its own; every usual confusion is computed beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]


def _conv(x: Floats, w: Floats, b: Floats, stride: int, padding: int, *, edges: bool = False) -> Floats:
    sides = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    padded = np.pad(x, sides, mode="edge") if edges else np.pad(x, sides)
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))
    out: Floats = np.einsum("ncijkl,fckl->nfij", windows[:, :, ::stride, ::stride], w) + b[:, None, None]
    return out


def _case(name: Localized, x: Floats, w: Floats, b: Floats, stride: int, padding: int) -> Case:
    args = (x, w, b, stride, padding)
    slips: dict[str, list[object]] = {
        "kernel-flipped": [_conv(x, w[:, :, ::-1, ::-1], b, stride, padding)],
        "no-bias": [_conv(x, w, 0 * b, stride, padding)],
        "padding-ignored": [_conv(x, w, b, stride, 0)],
        "stride-ignored": [_conv(x, w, b, 1, padding)],
        "edge-padding": [_conv(x, w, b, stride, padding, edges=True)],
        "one-channel": [_conv(x[:, :1], w[:, :1], b, stride, padding)],
        "channel-mean": [_conv(x, w / x.shape[1], b, stride, padding)],
    }
    if w.shape[2] == w.shape[3]:
        slips["kernel-transposed"] = [_conv(x, w.transpose(0, 1, 3, 2), b, stride, padding)]
    expect = Expect([[_conv(*args)]], slips, rtol=1e-4, atol=1e-5, untouched=[args])
    return Case(name, (Call("conv2d", args, echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    x, w, b = rng.normal(size=(2, 3, 7, 6)), rng.normal(size=(4, 3, 3, 3)), rng.normal(size=4)
    tall = rng.normal(size=(4, 3, 2, 3))
    point = rng.normal(size=(4, 3, 1, 1))
    return [
        _case(Localized(ko="한 칸씩, 두르지 않음", en="stride 1, no padding"), x, w, b, 1, 0),
        _case(Localized(ko="0을 한 칸 두름", en="padding 1"), x, w, b, 1, 1),
        _case(Localized(ko="두 칸씩, 끝이 남음", en="stride 2 with a remainder"), x, w, b, 2, 1),
        _case(Localized(ko="정사각형이 아닌 필터", en="a kernel that is not square"), x, tall, b, 1, 2),
        _case(Localized(ko="1×1 합성곱", en="1×1 convolution"), x[:1], point, b, 1, 0),
    ]
