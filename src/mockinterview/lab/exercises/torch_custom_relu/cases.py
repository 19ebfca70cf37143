"""A custom ReLU: its values, its gradient alone and in a chain, and that the input stays as it was."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Snippet, Tensor

Floats = NDArray[np.float64]
Backward = Callable[[Floats, Floats], Floats]

_ONCE = """
x = x.detach().requires_grad_()
y = MyReLU.apply(x)
y.backward(upstream)
grad = x.grad
"""
_TWICE = """
x = x.detach().requires_grad_()
y = MyReLU.apply(1.0 - 3.0 * MyReLU.apply(2.0 * x))
y.backward(upstream)
grad = x.grad
"""


def _right(x: Floats, g: Floats) -> Floats:
    return g * (x > 0)


SLIPS: dict[str, Backward] = {
    "ignores-upstream": lambda x, _g: (x > 0).astype(float),
    "passes-everything": lambda _x, g: g,
    "gradient-at-zero": lambda x, g: g * (x >= 0),
    "mask-of-gradient": lambda _x, g: np.maximum(g, 0),
    "multiplies-by-value": lambda x, g: g * np.maximum(x, 0),
}


def cases(rng: np.random.Generator) -> list[Case]:
    plain, wide = rng.normal(size=(4, 5)), rng.normal(size=(2, 3, 4)) * 100
    zeros = rng.normal(size=(3, 6))
    zeros[:, ::2] = 0.0
    return [
        _once(rng, Localized(ko="보통의 입력", en="ordinary inputs"), plain),
        _once(rng, Localized(ko="0이 섞인 입력", en="zeros among the inputs"), zeros),
        _once(rng, Localized(ko="3차원, 큰 값", en="three dimensions, large values"), wide),
        _twice(rng),
    ]


def _tensors(x: Floats, upstream: Floats) -> dict[str, object]:
    return {"x": Tensor(x.astype(np.float32)), "upstream": Tensor(upstream.astype(np.float32))}


def _once(rng: np.random.Generator, name: Localized, x: Floats) -> Case:
    g = rng.normal(size=x.shape)
    y = np.maximum(x, 0)
    slips: dict[str, list[object]] = {
        key: [{"y": y, "grad": back(x, g), "x": x}] for key, back in SLIPS.items()
    }
    slips["changes-inputs"] = [{"y": y, "grad": _right(x, g), "x": y}]
    accepted = [[{"y": y, "grad": _right(x, g), "x": x}]]
    operation = Snippet(_ONCE, _tensors(x, g), returns=("y", "grad", "x"))
    return Case(name, (operation,), Expect(accepted, slips, rtol=1e-4, atol=1e-6))


def _twice(rng: np.random.Generator) -> Case:
    """Two applications in one graph: each must remember its own input."""
    x, g = rng.normal(size=(8, 8)), rng.normal(size=(8, 8))
    inner = 2.0 * x
    outer = 1.0 - 3.0 * np.maximum(inner, 0)
    y = np.maximum(outer, 0)

    def answer(back: Backward) -> list[object]:
        return [{"y": y, "grad": 2.0 * back(inner, -3.0 * back(outer, g)), "x": x}]

    slips = {key: answer(back) for key, back in SLIPS.items()}
    shared = -6.0 * g * (outer > 0)
    slips["shared-state"] = [{"y": y, "grad": shared, "x": x}]
    operation = Snippet(_TWICE, _tensors(x, g), returns=("y", "grad", "x"))
    expect = Expect([answer(_right)], slips, rtol=1e-4, atol=1e-6)
    return Case(Localized(ko="한 그래프에서 두 번", en="twice in one graph"), (operation,), expect)
