"""RMSprop: one step from several states; a coordinate that never moved shows whether eps guards the division."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect, Failure
from mockinterview.sandbox import Answer, Call

Floats = NDArray[np.float64]
Args = tuple[Floats, Floats, Floats, float, float, float]


def _average(args: Args) -> Floats:
    _, s, grad, _, rho, _ = args
    return rho * s + (1 - rho) * grad**2


def _step(args: Args, s: Floats, *, inside: bool = False, sign: int = 1) -> Floats:
    w, _, grad, lr, _, eps = args
    size = np.sqrt(s + eps) if inside else np.sqrt(s) + eps
    return np.asarray(w - sign * lr * grad / size)


def _slips(args: Args) -> dict[str, list[object]]:
    w, s, grad, lr, rho, eps = args
    new = _average(args)
    absolute = rho * s + (1 - rho) * np.abs(grad)
    crossed = (1 - rho) * s + rho * grad**2
    return {
        "no-square": [(_step(args, absolute), absolute)],
        "no-root": [(w - lr * grad / (new + eps), new)],
        "never-forgets": [(_step(args, s + grad**2), s + grad**2)],
        "crossed-weights": [(_step(args, crossed), crossed)],
        "old-average": [(_step(args, s), new)],
        "average-not-kept": [(_step(args, new), s)],
        "climbs": [(_step(args, new, sign=-1), new)],
    }


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
    ]


def _case(name: Localized, args: Args) -> Case:
    new = _average(args)
    accepted = [[(_step(args, new, inside=inside), new)] for inside in (False, True)]
    exact = Expect(accepted, _slips(args), untouched=[args])

    def judge(answers: Sequence[Answer]) -> Failure | None:
        missed = exact(answers)
        return Failure(missed.ko, missed.en, "no-eps") if missed and missed.slip == "not-finite" else missed

    return Case(name, (Call("rmsprop_step", args, echo=True),), judge)
