"""Penalties: value and gradient must belong together, with the factor 1/2 or without it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Params = dict[str, Floats]
Value = Callable[[Floats], float]
Slope = Callable[[Floats], Floats]


def _result(params: Params, value: Value, slope: Slope, *, biases: bool = False) -> list[object]:
    counted = {name: p for name, p in params.items() if biases or not name.startswith("b")}
    total = sum(value(p) for p in counted.values())
    return [(total, {name: slope(p) if name in counted else np.zeros_like(p) for name, p in params.items()})]


def _sign(at_zero: float) -> Slope:
    return lambda p: np.where(p == 0, at_zero, np.sign(p))


def _accepted(params: Params, l1: float, l2: float) -> list[list[object]]:
    def with_factor(half: float, at_zero: float) -> list[object]:
        sign = _sign(at_zero)
        return _result(
            params,
            lambda p: float(l1 * np.abs(p).sum() + half * l2 * (p**2).sum()),
            lambda p: l1 * sign(p) + 2 * half * l2 * p,
        )

    return [with_factor(half, at_zero) for half in (1.0, 0.5) for at_zero in (0.0, 1.0, -1.0)]


def _slips(params: Params, l1: float, l2: float) -> dict[str, list[object]]:
    def value(p: Floats) -> float:
        return float(l1 * np.abs(p).sum() + l2 * (p**2).sum())

    def slope(p: Floats) -> Floats:
        return l1 * np.sign(p) + 2 * l2 * p

    return {
        "penalizes-bias": _result(params, value, slope, biases=True),
        "abs-as-gradient": _result(params, value, lambda p: l1 * np.abs(p) + 2 * l2 * p),
        "mismatched": _result(params, value, lambda p: l1 * np.sign(p) + l2 * p),
        "averaged": _result(params, lambda p: value(p) / p.size, lambda p: slope(p) / p.size),
        "rooted": _result(params, lambda p: float(l1 * np.abs(p).sum() + l2 * np.linalg.norm(p)), slope),
        "swapped": _accepted(params, l2, l1)[0],
        "no-abs": _result(params, lambda p: float(l1 * p.sum() + l2 * (p**2).sum()), slope),
    }


def cases(rng: np.random.Generator) -> list[Case]:
    params: Params = {
        "w1": rng.normal(size=(4, 3)),
        "b1": rng.normal(size=3),
        "w2": rng.normal(size=(3, 2)),
        "b2": rng.normal(size=2),
    }
    l1, l2 = float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.5, 1.0))
    sparse = {name: np.where(p > 0, p, 0.0) if name == "w1" else p for name, p in params.items()}
    return [
        _case(Localized(ko="둘 다", en="both"), params, l1, l2),
        _case(Localized(ko="L2만", en="L2 only"), params, 0.0, l2),
        _case(Localized(ko="L1만", en="L1 only"), params, l1, 0.0),
        _case(Localized(ko="0인 가중치", en="weights that are 0"), sparse, l1, l2),
        _case(Localized(ko="편향뿐일 때", en="nothing but biases"), {"b": rng.normal(size=2)}, l1, l2),
    ]


def _case(name: Localized, params: Params, l1: float, l2: float) -> Case:
    args = (params, l1, l2)
    return Case(
        name,
        (Call("penalty", args, echo=True),),
        Expect(_accepted(*args), _slips(*args), rtol=1e-4, untouched=[args]),
    )
