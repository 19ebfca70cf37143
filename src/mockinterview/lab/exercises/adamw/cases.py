"""AdamW: what sets it apart is where the decay enters, so the decays of the cases are large enough to see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.lab.ravine import RATE, Ravine, slope
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Args = tuple[Floats, Floats, Floats, Floats, int, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Way:
    """How much of the decay goes where; decoupled from the gradient by default."""

    apart: float = 1.0
    in_gradient: float = 0.0
    adapted: float = 0.0
    with_rate: bool = True
    of_new: bool = False
    corrected: bool = True


SLIPS = {
    "decay-in-gradient": _Way(apart=0.0, in_gradient=1.0),
    "no-decay": _Way(apart=0.0),
    "decay-without-rate": _Way(with_rate=False),
    "decay-grows": _Way(apart=-1.0),
    "decay-adapted": _Way(apart=0.0, adapted=1.0),
    "no-bias-correction": _Way(corrected=False),
    "decays-new-weights": _Way(of_new=True),
}


def _step(args: Args, way: _Way) -> tuple[Floats, Floats, Floats]:
    w, m, v, grad, t, lr, beta1, beta2, eps, decay = args
    grad = grad + way.in_gradient * decay * w
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    c1, c2 = (1 - beta1**t, 1 - beta2**t) if way.corrected else (1.0, 1.0)
    moved = w - lr * (m / c1 + way.adapted * decay * w) / (np.sqrt(v / c2) + eps)
    share = way.apart * decay * (lr if way.with_rate else 1.0)
    return moved - share * (moved if way.of_new else w), m, v


def cases(rng: np.random.Generator) -> list[Case]:
    w, grad = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    m, v = rng.normal(size=(3, 4)) * 0.1, rng.uniform(0.1, 1, size=(3, 4))
    lr, decay = float(rng.uniform(0.05, 0.15)), float(rng.uniform(0.1, 0.4))
    zero = np.zeros_like(w)
    return [
        _case(Localized(ko="첫걸음", en="first step"), (w, zero, zero, grad, 1, lr, 0.9, 0.999, 1e-8, decay)),
        _case(
            Localized(ko="열 번째 걸음", en="tenth step"), (w, m, v, grad, 10, lr, 0.9, 0.999, 1e-8, decay)
        ),
        _case(
            Localized(ko="기울기가 0이어도 줄어듦", en="shrinks without a gradient"),
            (w, zero, v, zero, 3, lr, 0.9, 0.99, 1e-8, decay),
        ),
        _case(
            Localized(ko="감쇠 0이면 Adam", en="decay 0 is Adam"),
            (w, m, v, grad, 4, lr, 0.8, 0.95, 1e-6, 0.0),
        ),
        _descent(rng),
    ]


def _case(name: Localized, args: Args) -> Case:
    slips = {slip: [_step(args, way)] for slip, way in SLIPS.items()}
    expect = Expect([[_step(args, _Way())]], slips, untouched=[args])
    return Case(name, (Call("adamw_step", args, echo=True),), expect)


def _descent(rng: np.random.Generator) -> Case:
    ravine = Ravine.drawn(rng)
    rates = {"beta1": 0.9, "beta2": 0.99, "eps": 1e-8, "decay": 0.2}

    def path(way: _Way) -> Floats:
        return ravine.path(
            lambda t, w, m, v: _step((w, m, v, slope(w), t, RATE, *rates.values()), way), memories=2
        )

    call = "adamw_step(w, *state, curvature * w, t, lr, beta1, beta2, eps, decay)"
    return ravine.case(
        ravine.driver(call, memories=2, **rates),
        [path(_Way())],
        {slip: path(way) for slip, way in SLIPS.items()},
        Localized(ko="내 AdamW", en="your AdamW"),
    )
