"""Momentum: three conventions are right; what each common slip would give is computed beside them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.lab.ravine import RATE, Ravine, slope
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Step = Callable[[Floats, Floats, Floats, float, float], tuple[Floats, Floats]]


def _textbook(w: Floats, v: Floats, g: Floats, lr: float, beta: float) -> tuple[Floats, Floats]:
    v = beta * v + g
    return w - lr * v, v


def _averaged(w: Floats, v: Floats, g: Floats, lr: float, beta: float) -> tuple[Floats, Floats]:
    v = beta * v + (1 - beta) * g
    return w - lr * v, v


def _rate_inside(w: Floats, v: Floats, g: Floats, lr: float, beta: float) -> tuple[Floats, Floats]:
    v = beta * v - lr * g
    return w + v, v


def _rate_inside_subtracted(w: Floats, v: Floats, g: Floats, lr: float, beta: float) -> tuple[Floats, Floats]:
    v = beta * v + lr * g
    return w - v, v


ACCEPTED: tuple[Step, ...] = (_textbook, _averaged, _rate_inside, _rate_inside_subtracted)
SLIPS: dict[str, Step] = {
    "no-velocity": lambda w, v, g, lr, beta: (w - lr * g, v),
    "velocity-not-kept": lambda w, v, g, lr, beta: (w - lr * (beta * v + g), v),
    "climbs": lambda w, v, g, lr, beta: (w + lr * (beta * v + g), beta * v + g),
    "old-velocity": lambda w, v, g, lr, beta: (w - lr * v, beta * v + g),
    "beta-on-gradient": lambda w, v, g, lr, beta: (w - lr * (v + beta * g), v + beta * g),
}

BETA = 0.8


def cases(rng: np.random.Generator) -> list[Case]:
    w, v, g = (rng.normal(size=(3, 4)) for _ in range(3))
    lr, beta = float(rng.uniform(0.01, 0.3)), float(rng.uniform(0.5, 0.95))
    still = np.zeros_like(v)
    return [
        _one_step(Localized(ko="한 걸음", en="one step"), (w, v, g, lr, beta)),
        _one_step(Localized(ko="멈춘 상태에서 첫걸음", en="first step from rest"), (w, still, g, lr, beta)),
        _one_step(Localized(ko="β=0이면 보통의 경사하강", en="β=0 is plain descent"), (w, still, g, lr, 0.0)),
        _descent(rng),
    ]


def _one_step(name: Localized, args: tuple[Floats, Floats, Floats, float, float]) -> Case:
    return Case(
        name,
        (Call("momentum_step", args, echo=True),),
        Expect(
            [[step(*args)] for step in ACCEPTED],
            {k: [step(*args)] for k, step in SLIPS.items()},
            untouched=[args],
        ),
    )


def _descent(rng: np.random.Generator) -> Case:
    ravine = Ravine.drawn(rng)

    def path(step: Step) -> Floats:
        return ravine.path(lambda _, w, v: step(w, v, slope(w), RATE, BETA))

    return ravine.case(
        ravine.driver("momentum_step(w, *state, curvature * w, lr, beta)", beta=BETA),
        [path(step) for step in ACCEPTED],
        {name: path(step) for name, step in SLIPS.items()},
        Localized(ko="내 모멘텀", en="your momentum"),
    )
