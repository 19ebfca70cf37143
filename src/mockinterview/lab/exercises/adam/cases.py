"""Adam: the first step shows a missing correction best, a later one the kept moments."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Args = tuple[Floats, Floats, Floats, Floats, int, float, float, float, float]


def _moments(args: Args) -> tuple[Floats, Floats]:
    _, m, v, grad, _, _, beta1, beta2, _ = args
    return beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2


def _step(
    args: Args, m: Floats, v: Floats, *, corrected: bool = True, root: bool = True, sign: int = 1
) -> list[object]:
    w, _, _, _, t, lr, beta1, beta2, eps = args
    m_hat = m / (1 - beta1**t) if corrected else m
    v_hat = v / (1 - beta2**t) if corrected else v
    return [(w - sign * lr * m_hat / ((np.sqrt(v_hat) if root else v_hat) + eps), m, v)]


def _slips(args: Args) -> dict[str, list[object]]:
    w, m0, v0, grad, t, lr, beta1, beta2, eps = args
    m, v = _moments(args)
    swapped: Args = (w, m0, v0, grad, t, lr, beta2, beta1, eps)
    return {
        "no-bias-correction": _step(args, m, v, corrected=False),
        "no-square": _step(args, m, beta2 * v0 + (1 - beta2) * np.abs(grad)),
        "no-root": _step(args, m, v, root=False),
        "climbs": _step(args, m, v, sign=-1),
        "no-weight": _step(args, beta1 * m0 + grad, beta2 * v0 + grad**2),
        "swapped-betas": _step(swapped, *_moments(swapped)),
    }


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
    ]


def _case(name: Localized, args: Args) -> Case:
    right = _step(args, *_moments(args))
    return Case(name, (Call("adam_step", args, echo=True),), Expect([right], _slips(args), untouched=[args]))
