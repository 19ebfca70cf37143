"""Batch normalization backward: each path that may be forgotten is a slip of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]


def _gradients(
    dout: Floats, x: Floats, gamma: Floats, eps: float, *, mean_path: bool = True, variance_path: bool = True
) -> tuple[Floats, Floats, Floats]:
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / std
    g = dout * gamma
    dx = g.copy()
    if mean_path:
        dx -= g.mean(axis=0)
    if variance_path:
        dx -= x_hat * (g * x_hat).mean(axis=0)
    return dx / std, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def _case(name: Localized, dout: Floats, x: Floats, gamma: Floats, eps: float) -> Case:
    args = (dout, x, gamma, eps)
    right = _gradients(*args)
    dx, dgamma, dbeta = right
    slips: dict[str, list[object]] = {
        "statistics-constant": [_gradients(*args, mean_path=False, variance_path=False)],
        "no-variance-path": [_gradients(*args, variance_path=False)],
        "no-mean-path": [_gradients(*args, mean_path=False)],
        "gamma-forgotten": [(_gradients(dout, x, np.ones_like(gamma), eps)[0], dgamma, dbeta)],
        "raw-x": [(dx, (dout * x).sum(axis=0), dbeta)],
        "averaged": [(dx, dgamma / len(x), dbeta / len(x))],
    }
    if len(x) > 1:
        slips["no-eps"] = [_gradients(dout, x, gamma, 0.0)]
    expect = Expect([[right]], slips, rtol=1e-4, atol=1e-6, untouched=[args])
    return Case(name, (Call("batchnorm_backward", args, echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    x = rng.normal(3, 2, size=(12, 5))
    dout = rng.normal(0.5, 1, size=x.shape)
    gamma = rng.uniform(1.2, 2, size=5)
    far = x + 1000.0
    return [
        _case(Localized(ko="보통의 배치", en="an ordinary batch"), dout, x, gamma, 1e-5),
        _case(Localized(ko="eps가 큰 경우", en="a large eps"), dout, x, gamma, 0.5),
        _case(Localized(ko="표본 셋", en="three samples"), dout[:3], x[:3], gamma, 1e-3),
        _case(Localized(ko="평균이 0에서 먼 특징", en="features far from zero"), dout, far, gamma, 1e-3),
        _case(Localized(ko="표본 하나", en="one sample"), dout[:1], x[:1], gamma, 1e-2),
    ]
