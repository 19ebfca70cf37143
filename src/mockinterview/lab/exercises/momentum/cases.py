"""Momentum: three conventions are right; what each common slip would give is computed beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure, Series
from mockinterview.lab.judging import Case, Expect, plain
from mockinterview.sandbox import Answer, Call, Snippet

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

_DESCENT = """
w, v = start, np.zeros_like(start)
path = [w]
for _ in range(steps):
    w, v = momentum_step(w, v, curvature * w, lr, beta)
    path.append(w)
path = np.stack(path)
"""


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
    """Many steps on a ravine: shows whether the velocity really travels from step to step."""
    start, curvature = rng.uniform(1, 2, size=2), np.array([0.2, 4.0])
    inputs = {"start": start, "curvature": curvature, "steps": 30, "lr": 0.1, "beta": 0.8}

    def path(step: Step) -> Floats:
        w, v = start, np.zeros_like(start)
        points = [w]
        for _ in range(30):
            w, v = step(w, v, curvature * w, 0.1, 0.8)
            points.append(w)
        return np.stack(points)

    return Case(
        Localized(ko="골짜기 30걸음", en="30 steps down a ravine"),
        (Snippet(_DESCENT, inputs, returns=("path",)),),
        Expect(
            [[{"path": path(step)}] for step in ACCEPTED],
            {name: [{"path": path(step)}] for name, step in SLIPS.items()},
        ),
    )


def draw(answers: Sequence[Sequence[Answer]]) -> list[Figure]:
    value = plain(answers[-1][0].value)
    path = np.asarray(plain(value["path"]) if isinstance(value, dict) else value, dtype=float)
    sgd = [path[0]]
    for _ in range(len(path) - 1):
        sgd.append(sgd[-1] - 0.1 * np.array([0.2, 4.0]) * sgd[-1])
    return [
        Figure(
            kind="path",
            title=Localized(ko="골짜기를 내려가는 길", en="The way down a ravine"),
            series=(
                _curve(Localized(ko="내 모멘텀", en="your momentum"), path),
                _curve(Localized(ko="보통의 경사하강", en="plain descent"), np.stack(sgd)),
            ),
            x=Localized(ko="완만한 방향", en="gentle direction"),
            y=Localized(ko="가파른 방향", en="steep direction"),
        )
    ]


def _curve(name: Localized, path: Floats) -> Series:
    return Series(name=name, x=tuple(map(float, path[:, 0])), y=tuple(map(float, path[:, 1])))
