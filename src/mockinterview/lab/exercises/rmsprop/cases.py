"""RMSprop: one step from several states; a coordinate that never moved shows whether eps guards the division."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.lab.ravine import RATE, Ravine, slope
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Args = tuple[Floats, Floats, Floats, float, float, float]


@dataclass(frozen=True, slots=True)
class _Way:
    """`inside` (the root, eps) is a convention, the others are slips."""

    inside: bool = False
    squares: bool = True
    root: bool = True
    forgets: bool = True
    crossed: bool = False
    fresh: bool = True
    keeps: bool = True
    sign: int = 1


ACCEPTED = (_Way(), _Way(inside=True))
SLIPS = {
    "no-square": _Way(squares=False),
    "no-root": _Way(root=False),
    "never-forgets": _Way(forgets=False),
    "crossed-weights": _Way(crossed=True),
    "old-average": _Way(fresh=False),
    "average-not-kept": _Way(keeps=False),
    "climbs": _Way(sign=-1),
}


def _step(args: Args, way: _Way) -> tuple[Floats, Floats]:
    w, s, grad, lr, rho, eps = args
    size = grad**2 if way.squares else np.abs(grad)
    old, new = (1 - rho, rho) if way.crossed else (rho, 1 - rho)
    average = old * s + new * size if way.forgets else s + size
    by = average if way.fresh else s
    within, after = (eps, 0.0) if way.inside else (0.0, eps)
    by = np.sqrt(by + within) + after if way.root else by + eps
    return w - way.sign * lr * grad / by, average if way.keeps else s


def cases(rng: np.random.Generator) -> list[Case]:
    w, grad = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    s = rng.uniform(0.1, 2, size=(3, 4))
    lr, rho = float(rng.uniform(0.01, 0.2)), float(rng.uniform(0.8, 0.95))
    rest, silent = np.zeros_like(s), grad.copy()
    silent[:, 1] = 0.0
    return [
        _case(Localized(ko="한 걸음", en="one step"), (w, s, grad, lr, rho, 1e-8)),
        _case(Localized(ko="첫걸음", en="first step"), (w, rest, grad, lr, rho, 1e-8)),
        _case(Localized(ko="눈에 띄는 eps", en="a visible eps"), (w, s, grad, lr, 0.7, 0.01)),
        _case(
            Localized(ko="파라미터 하나", en="a single parameter"),
            (w[0, :1], s[0, :1], grad[0, :1], lr, rho, 1e-8),
        ),
        _case(
            Localized(ko="움직인 적 없는 좌표", en="a coordinate that never moved"),
            (w, rest, silent, lr, rho, 1e-8),
        ),
        _descent(rng),
    ]


def _case(name: Localized, args: Args) -> Case:
    expect = Expect(
        [[_step(args, way)] for way in ACCEPTED],
        {slip: [_step(args, way)] for slip, way in SLIPS.items()},
        untouched=[args],
        renames={"not-finite": "no-eps"},
    )
    return Case(name, (Call("rmsprop_step", args, echo=True),), expect)


def _descent(rng: np.random.Generator) -> Case:
    ravine, rho, eps = Ravine.drawn(rng), 0.9, 1e-8

    def path(way: _Way) -> Floats:
        return ravine.path(lambda _, w, s: _step((w, s, slope(w), RATE, rho, eps), way))

    return ravine.case(
        ravine.driver("rmsprop_step(w, *state, curvature * w, lr, rho, eps)", rho=rho, eps=eps),
        [path(way) for way in ACCEPTED],
        {slip: path(way) for slip, way in SLIPS.items()},
        Localized(ko="내 RMSprop", en="your RMSprop"),
    )
