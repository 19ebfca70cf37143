"""Backpropagation by hand: reference gradients, and those of the usual slips, all from one parametrised pass."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Args = tuple[Floats, NDArray[np.int64], Floats, Floats, Floats, Floats]
SLIPS = (
    "not-averaged",
    "no-relu-gate",
    "wrong-gate",
    "no-target",
    "ascent-sign",
    "bias-averaged",
    "softmax-slope-again",
    "shape-trap",
)


def _output_delta(p: Floats, y: NDArray[np.int64], slip: str) -> Floats:
    delta = p.copy()
    if slip != "no-target":
        delta[np.arange(len(y)), y] -= 1
    if slip == "softmax-slope-again":
        delta *= p * (1 - p)
    return delta / {"not-averaged": 1, "ascent-sign": -len(y)}.get(slip, len(y))


def _gradients(args: Args, slip: str = "") -> list[object]:
    x, y, w1, b1, w2, b2 = args
    z1 = x @ w1 + b1
    h = np.maximum(z1, 0)
    z2 = h @ w2 + b2
    e = np.exp(z2 - z2.max(axis=1, keepdims=True))
    d2 = _output_delta(e / e.sum(axis=1, keepdims=True), y, slip)
    back = d2 @ (w2 if slip == "shape-trap" and len(b1) == len(b2) else w2.T)
    gates = {"no-relu-gate": np.ones_like(z1), "wrong-gate": (back > 0).astype(float)}
    d1 = back * gates.get(slip, (z1 > 0).astype(float))
    share = len(x) if slip == "bias-averaged" else 1
    return [(x.T @ d1, d1.sum(axis=0) / share, h.T @ d2, d2.sum(axis=0) / share)]


def _draw(rng: np.random.Generator, n: int, d: int, h: int, c: int) -> Args:
    return (
        rng.normal(size=(n, d)),
        rng.integers(0, c, size=n),
        rng.normal(size=(d, h)),
        rng.normal(size=h),
        rng.normal(size=(h, c)),
        rng.normal(size=c),
    )


def cases(rng: np.random.Generator) -> list[Case]:
    confident = _draw(rng, 6, 4, 7, 3)
    x, y, w1, b1, w2, b2 = confident
    return [
        _case(Localized(ko="보통의 배치", en="an ordinary batch"), _draw(rng, 8, 5, 6, 3)),
        _case(
            Localized(ko="은닉 크기와 클래스 수가 같을 때", en="as many hidden units as classes"),
            _draw(rng, 12, 4, 5, 5),
        ),
        _case(Localized(ko="표본 하나", en="a single sample"), _draw(rng, 1, 4, 9, 3)),
        _case(Localized(ko="로짓이 클 때", en="large logits"), (x * 30, y, w1, b1, w2 * 30, b2)),
    ]


def _case(name: Localized, args: Args) -> Case:
    return Case(
        name,
        (Call("gradients", args, echo=True),),
        Expect(
            [_gradients(args)],
            {slip: _gradients(args, slip) for slip in SLIPS},
            rtol=1e-4,
            atol=1e-5,
            untouched=[args],
        ),
    )
