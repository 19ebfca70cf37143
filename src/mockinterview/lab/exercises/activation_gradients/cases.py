"""Derivatives of activations: one case each, then values where exp overflows and the corner at 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
LEAK = 0.01


def _value(name: str, z: Floats) -> Floats:
    if name == "sigmoid":
        return np.asarray(0.5 * (1 + np.tanh(z / 2)))
    if name == "tanh":
        return np.asarray(np.tanh(z))
    return np.where(z > 0, z, z * (0.0 if name == "relu" else LEAK))


def _slope(name: str, z: Floats, at_zero: float = 0.0) -> Floats:
    if name == "sigmoid":
        s = _value(name, z)
        return s * (1 - s)
    if name == "tanh":
        return np.asarray(1 - _value(name, z) ** 2)
    low = 0.0 if name == "relu" else LEAK
    return np.where(z > 0, 1.0, np.where(z < 0, low, low + at_zero * (1 - low)))


def _slips(name: str, z: Floats, upstream: Floats) -> dict[str, list[object]]:
    slips: dict[str, list[object]] = {
        "no-upstream": [_slope(name, z)],
        "value-not-slope": [upstream * _value(name, z)],
    }
    if name == "sigmoid":
        slips["z-as-output"] = [upstream * z * (1 - z)]
    elif name == "tanh":
        slips["z-as-output"] = [upstream * (1 - z**2)]
        slips["tanh-not-squared"] = [upstream * (1 - np.tanh(z))]
    else:
        low = 0.0 if name == "relu" else LEAK
        slips["gate-on-upstream"] = [upstream * np.where(upstream > 0, 1.0, low)]
    if name == "leaky_relu":
        slips["dead-leak"] = [upstream * (z > 0)]
    return slips


def cases(rng: np.random.Generator) -> list[Case]:
    def fresh() -> Floats:
        return np.asarray(rng.uniform(0.2, 2.5, size=(4, 6)) * rng.choice([-1.0, 1.0], size=(4, 6)))

    large = np.array([[-1000.0, -800.0, 800.0, 1000.0]])
    corner = np.array([0.0, 1.5, -1.5])
    return [
        _case(Localized(ko="시그모이드", en="sigmoid"), "sigmoid", fresh(), fresh()),
        _case(Localized(ko="하이퍼볼릭 탄젠트", en="tanh"), "tanh", fresh(), fresh()),
        _case(Localized(ko="ReLU", en="ReLU"), "relu", fresh(), fresh()),
        _case(Localized(ko="leaky ReLU", en="leaky ReLU"), "leaky_relu", fresh(), fresh()),
        _case(
            Localized(ko="꺾이는 점 0의 ReLU", en="ReLU at its corner"), "relu", corner, rng.uniform(1, 2, 3)
        ),
        _large(Localized(ko="z가 ±1000일 때", en="z of ±1000"), "sigmoid", large, rng.uniform(1, 2, (1, 4))),
    ]


def _case(name: Localized, kind: str, z: Floats, upstream: Floats) -> Case:
    accepted = [[upstream * _slope(kind, z, at_zero)] for at_zero in (0.0, 0.5, 1.0)]
    args = (kind, z, upstream)
    return Case(
        name,
        (Call("activation_backward", args, echo=True),),
        Expect(accepted, _slips(kind, z, upstream), rtol=1e-4, atol=1e-6, untouched=[args]),
    )


def _large(name: Localized, kind: str, z: Floats, upstream: Floats) -> Case:
    expect = Expect(
        [[upstream * _slope(kind, z)]],
        _slips(kind, z, upstream),
        atol=1e-6,
        renames={"not-finite": "overflow"},
    )
    return Case(name, (Call("activation_backward", (kind, z, upstream)),), expect)
