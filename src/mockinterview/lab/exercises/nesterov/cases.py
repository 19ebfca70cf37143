"""Nesterov momentum: the gradient is a function of the child, so each step is asked for by a snippet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect, Failure, difference
from mockinterview.lab.pictures import walk
from mockinterview.lab.ravine import RATE, Ravine, slope
from mockinterview.sandbox import Answer, Snippet

Floats = NDArray[np.float64]
Gradient = Callable[[Floats], Floats]
Step = Callable[[Floats, Floats, Gradient, float, float], tuple[Floats, Floats]]

_ONE_STEP = """
slope = lambda p: curvature * (p - goal)
result = nesterov_step(w, v, slope, lr, beta)
"""
BETA = 0.8


@dataclass(frozen=True, slots=True)
class _Style:
    """w moves by `out`·v, and the gradient enters v with the factor `inner`."""

    out: float
    inner: float
    ahead: float = 1.0
    """How far along β·v the gradient is measured; 1 is Nesterov, 0 plain momentum."""

    def step(self, w: Floats, v: Floats, grad: Gradient, beta: float) -> tuple[Floats, Floats]:
        new = beta * v + self.inner * grad(w + self.ahead * self.out * beta * v)
        return w + self.out * new, new

    def rewritten(self, w: Floats, v: Floats, grad: Gradient, beta: float) -> tuple[Floats, Floats]:
        """The same walk told from the places that are looked ahead to: the gradient is measured at w."""
        fresh = self.inner * grad(w)
        new = beta * v + fresh
        return w + self.out * (fresh + beta * new), new


def _styles(lr: float, beta: float) -> tuple[_Style, ...]:
    return (_Style(-lr, 1.0), _Style(1.0, -lr), _Style(-1.0, lr), _Style(-lr, 1 - beta))


def _styled(number: int, *, rewritten: bool = False) -> Step:
    def step(w: Floats, v: Floats, grad: Gradient, lr: float, beta: float) -> tuple[Floats, Floats]:
        style = _styles(lr, beta)[number]
        return (style.rewritten if rewritten else style.step)(w, v, grad, beta)

    return step


ACCEPTED: tuple[Step, ...] = tuple(
    _styled(number, rewritten=rewritten) for rewritten in (False, True) for number in range(4)
)


def _moves_twice(w: Floats, v: Floats, grad: Gradient, lr: float, beta: float) -> tuple[Floats, Floats]:
    moved, new = ACCEPTED[0](w, v, grad, lr, beta)
    return moved - lr * beta * v, new


def _measured(ahead: Callable[[float], float]) -> Step:
    """The textbook step with its gradient measured elsewhere."""
    return lambda w, v, grad, lr, beta: _Style(-lr, 1.0, ahead(beta)).step(w, v, grad, beta)


SLIPS: dict[str, Step] = {
    "plain-momentum": _measured(lambda beta: 0.0),
    "looks-behind": _measured(lambda beta: -1.0),
    "full-lookahead": _measured(lambda beta: 1 / beta if beta else 1.0),
    "velocity-not-kept": lambda w, v, g, lr, beta: (ACCEPTED[0](w, v, g, lr, beta)[0], v),
    "climbs": lambda w, v, g, lr, beta: (
        2 * w - ACCEPTED[0](w, v, g, lr, beta)[0],
        ACCEPTED[0](w, v, g, lr, beta)[1],
    ),
    "moves-twice": _moves_twice,
}


def cases(rng: np.random.Generator) -> list[Case]:
    w, v = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    lr, beta = float(rng.uniform(0.05, 0.2)), float(rng.uniform(0.5, 0.9))
    return [
        _one_step(rng, Localized(ko="한 걸음", en="one step"), w, v, (lr, beta)),
        _one_step(
            rng,
            Localized(ko="멈춘 상태에서 첫걸음", en="first step from rest"),
            w,
            np.zeros_like(v),
            (lr, beta),
        ),
        _one_step(
            rng, Localized(ko="파라미터 하나", en="a single parameter"), w[0, :1], v[0, :1], (lr, beta)
        ),
        _descent(rng),
    ]


def _one_step(
    rng: np.random.Generator, name: Localized, w: Floats, v: Floats, rates: tuple[float, float]
) -> Case:
    curvature, goal = rng.uniform(1, 3, size=w.shape), rng.normal(size=w.shape)

    def grad(place: Floats) -> Floats:
        return curvature * (place - goal)

    exact = Expect(
        [[step(w, v, grad, *rates)] for step in ACCEPTED],
        {slip: [step(w, v, grad, *rates)] for slip, step in SLIPS.items()},
    )

    def judge(answers: Sequence[Answer]) -> Failure | None:
        value = answers[0].value
        if not isinstance(value, dict):
            return exact(answers)
        if difference((value["w"], value["v"]), (w, v), rtol=0.0, atol=0.0) is not None:
            return Failure(
                "입력으로 받은 배열을 바꿨습니다.", "changed the arrays it was given.", "changes-inputs"
            )
        if value["result"] is None:
            return Failure("값을 돌려주지 않았습니다.", "returned nothing.", "no-return")
        return exact([Answer(value=value["result"])])

    inputs = {"w": w, "v": v, "curvature": curvature, "goal": goal, "lr": rates[0], "beta": rates[1]}
    return Case(name, (Snippet(_ONE_STEP, inputs, returns=("result", "w", "v")),), judge)


def _descent(rng: np.random.Generator) -> Case:
    ravine = Ravine.drawn(rng)

    def path(step: Step) -> Floats:
        return ravine.path(lambda _, w, v: step(w, v, slope, RATE, BETA))

    slips = {slip: path(step) for slip, step in SLIPS.items()}
    heavy_ball = Localized(ko="보통의 모멘텀", en="plain momentum")
    return ravine.case(
        ravine.driver("nesterov_step(w, *state, lambda p: curvature * p, lr, beta)", beta=BETA),
        [path(step) for step in ACCEPTED],
        slips,
        Localized(ko="내 네스테로프", en="your Nesterov"),
        beside=[walk(heavy_ball, slips["plain-momentum"], known=True)],
    )
