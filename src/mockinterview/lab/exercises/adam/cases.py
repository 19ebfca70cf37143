"""Adam: the first step shows a missing correction best, a later one the kept moments, a walk both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.lab.ravine import RATE, Ravine, slope
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Args = tuple[Floats, Floats, Floats, Floats, int, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Way:
    """Adam itself, and what each slip changes."""

    corrected: bool = True
    squares: bool = True
    root: bool = True
    weighted: bool = True
    swapped: bool = False
    sign: int = 1


SLIPS = {
    "no-bias-correction": _Way(corrected=False),
    "no-square": _Way(squares=False),
    "no-root": _Way(root=False),
    "climbs": _Way(sign=-1),
    "no-weight": _Way(weighted=False),
    "swapped-betas": _Way(swapped=True),
}


def _step(args: Args, way: _Way) -> tuple[Floats, Floats, Floats]:
    w, m, v, grad, t, lr, beta1, beta2, eps = args
    if way.swapped:
        beta1, beta2 = beta2, beta1
    size = grad**2 if way.squares else np.abs(grad)
    m = beta1 * m + (1 - beta1 if way.weighted else 1) * grad
    v = beta2 * v + (1 - beta2 if way.weighted else 1) * size
    m_hat, v_hat = (m / (1 - beta1**t), v / (1 - beta2**t)) if way.corrected else (m, v)
    return w - way.sign * lr * m_hat / ((np.sqrt(v_hat) if way.root else v_hat) + eps), m, v


def cases(rng: np.random.Generator) -> list[Case]:
    w, grad = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    m, v = rng.normal(size=(3, 4)) * 0.1, rng.uniform(0.1, 1, size=(3, 4))
    lr = float(rng.uniform(0.001, 0.1))
    zero = np.zeros_like(w)
    return [
        _case(Localized(ko="첫걸음", en="first step"), (w, zero, zero.copy(), grad, 1, lr, 0.9, 0.999, 1e-8)),
        _case(Localized(ko="열 번째 걸음", en="tenth step"), (w, m, v, grad, 10, lr, 0.9, 0.999, 1e-8)),
        _case(Localized(ko="다른 β", en="other betas"), (w, m, v, grad, 3, lr, 0.7, 0.95, 1e-6)),
        _case(Localized(ko="기울기가 0일 때", en="zero gradient"), (w, m, v, zero, 5, lr, 0.9, 0.99, 1e-8)),
        _descent(rng),
    ]


def _case(name: Localized, args: Args) -> Case:
    slips = {slip: [_step(args, way)] for slip, way in SLIPS.items()}
    expect = Expect([[_step(args, _Way())]], slips, untouched=[args])
    return Case(name, (Call("adam_step", args, echo=True),), expect)


def _descent(rng: np.random.Generator) -> Case:
    ravine = Ravine.drawn(rng)
    rates = {"beta1": 0.9, "beta2": 0.99, "eps": 1e-8}

    def path(way: _Way) -> Floats:
        return ravine.path(
            lambda t, w, m, v: _step((w, m, v, slope(w), t, RATE, *rates.values()), way), memories=2
        )

    return ravine.case(
        ravine.driver("adam_step(w, *state, curvature * w, t, lr, beta1, beta2, eps)", memories=2, **rates),
        [path(_Way())],
        {slip: path(way) for slip, way in SLIPS.items()},
        Localized(ko="내 Adam", en="your Adam"),
    )
