"""Numerical gradients: a coarse eps shows which difference was taken; verdicts are asked at three magnitudes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Check, Expect, Failure, difference, plain
from mockinterview.sandbox import Answer, Snippet

Floats = NDArray[np.float64]

_DIFFERENTIATE = """
f = lambda p: float(np.sum(weight * p**3) + np.sum(p) ** 2)
grad = numerical_gradient(f, x, eps)
"""
_VERDICTS = """
def judge(weight, wrong):
    f = lambda p: float(np.sum(weight * p**3))
    grad = lambda p: 3 * weight * p**2 * wrong
    return bool(gradient_ok(f, grad, x.copy()))

verdicts = [judge(weight, wrong) for weight, wrong in zip(weights, wrongs)]
"""


def _f(weight: Floats, p: Floats) -> float:
    return float(np.sum(weight * p**3) + np.sum(p) ** 2)


def _by_element(weight: Floats, x: Floats, eps: float, slip: str = "") -> Floats:
    grad, moved = np.zeros_like(x), x.copy()
    for i in np.ndindex(*x.shape):
        step = np.zeros_like(x)
        step[i] = eps
        low = 0.0 if slip == "one-sided" else 1.0
        grad[i] = (_f(weight, moved + step) - _f(weight, moved - low * step)) / ((1 + low) * eps)
        if slip == "not-restored":
            moved = moved - step
    return grad


def _slips(weight: Floats, x: Floats, eps: float) -> dict[str, Floats]:
    right = _by_element(weight, x, eps)
    together = (_f(weight, x + eps) - _f(weight, x - eps)) / (2 * eps)
    return {
        "one-sided": _by_element(weight, x, eps, "one-sided"),
        "divisor": 2 * right,
        "all-at-once": np.full(x.shape, together),
        "not-restored": _by_element(weight, x, eps, "not-restored"),
        "direction": -right,
    }


def cases(rng: np.random.Generator) -> list[Case]:
    def point(*shape: int) -> Floats:
        return rng.uniform(0.6, 1.6, size=shape)

    return [
        _gradient(Localized(ko="행렬, 성긴 eps", en="a matrix, coarse eps"), point(3, 4), point(3, 4), 0.1),
        _gradient(Localized(ko="벡터, 고운 eps", en="a vector, fine eps"), point(5), point(5), 1e-4),
        _gradient(Localized(ko="원소 하나", en="one element"), point(1), point(1), 0.05),
        _verdicts(point(6)),
        _zero(point(4)),
    ]


def _gradient(name: Localized, x: Floats, weight: Floats, eps: float) -> Case:
    right = _by_element(weight, x, eps)
    slips = {slip: [{"grad": grad, "x": None}] for slip, grad in _slips(weight, x, eps).items()}
    exact = Expect([[right]], {slip: [value[0]["grad"]] for slip, value in slips.items()}, atol=1e-6)

    def judge(answers: Sequence[Answer]) -> Failure | None:
        answer = answers[0]
        if not isinstance(answer.value, dict):
            return exact(answers)
        missed = exact([Answer(value=answer.value["grad"])])
        if missed is None and difference(plain(answer.value["x"]), x, rtol=1e-9) is not None:
            return Failure("x가 처음과 다릅니다.", "left x changed.", "not-restored")
        return missed

    inputs = {"x": x, "weight": weight, "eps": eps}
    return Case(name, (Snippet(_DIFFERENTIATE, inputs, returns=("grad", "x")),), judge)


def _verdicts(x: Floats) -> Case:
    """Right, one element 10% off, the sign of one element, everything doubled; at three magnitudes."""
    one_off, flipped, ones = np.ones(6), np.ones(6), np.ones(6)
    one_off[4], flipped[2] = 1.1, -1.0
    wrongs = [ones, one_off, flipped, ones * 2]

    def slip(verdicts: list[bool]) -> str:
        usual = verdicts[: len(wrongs)]
        if usual == [True, False, False, False]:
            return "absolute-tolerance"
        return "always-yes" if usual[0] else "refuses-right"

    name = Localized(ko="보통·아주 작은·아주 큰 기울기 판정", en="verdicts on usual, tiny and huge gradients")
    sizes = [np.full(6, size) for size in (1.0, 1e-6, 1e6) for _ in wrongs]
    return _asked(name, x, sizes, wrongs * 3, slip)


def _zero(x: Floats) -> Case:
    name = Localized(ko="기울기가 모두 0", en="gradients that are all zero")
    return _asked(name, x, [np.zeros(4)], [np.ones(4)], lambda verdicts: "zero-gradient")


def _asked(
    name: Localized,
    x: Floats,
    weights: list[Floats],
    wrongs: list[Floats],
    slip: Callable[[list[bool]], str],
) -> Case:
    wanted = [bool((wrong == 1).all()) for wrong in wrongs]

    def test(values: Sequence[object]) -> Failure | None:
        value = values[0]
        if not isinstance(value, dict):
            raise TypeError
        verdicts = list(value["verdicts"])
        if verdicts == wanted:
            return None
        return Failure("판정이 틀렸습니다.", "judges a gradient wrongly.", slip(verdicts))

    inputs = {"x": x, "weights": weights, "wrongs": wrongs}
    return Case(name, (Snippet(_VERDICTS, inputs, returns=("verdicts",)),), Check(test))
