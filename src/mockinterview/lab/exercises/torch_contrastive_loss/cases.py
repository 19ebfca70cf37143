"""Contrastive loss: its value and both gradients, with and without the factor one half."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Snippet, Tensor

Floats = NDArray[np.float64]
Push = Callable[[Floats, float], tuple[Floats, Floats]]
"""Distance and margin -> the loss of a pair and its derivative by the distance."""

_DRIVER = """
a, b = a.detach().requires_grad_(), b.detach().requires_grad_()
loss = contrastive_loss(a, b, same, margin)
loss.backward()
grad_a, grad_b = a.grad, b.grad
"""


@dataclass(frozen=True, slots=True)
class _Pairs:
    a: Floats
    b: Floats
    same: Floats
    margin: float


def _pull(d: Floats, _margin: float) -> tuple[Floats, Floats]:
    return d**2, 2 * d


def _push(d: Floats, margin: float) -> tuple[Floats, Floats]:
    room = np.maximum(margin - d, 0)
    return room**2, -2 * room


def _push_unclamped(d: Floats, margin: float) -> tuple[Floats, Floats]:
    return (margin - d) ** 2, -2 * (margin - d)


def _push_unsquared(d: Floats, margin: float) -> tuple[Floats, Floats]:
    return np.maximum(margin - d, 0), -(d < margin).astype(float)


def _pull_unsquared(d: Floats, _margin: float) -> tuple[Floats, Floats]:
    return d, np.ones_like(d)


def _push_squared_distance(d: Floats, margin: float) -> tuple[Floats, Floats]:
    room = np.maximum(margin - d**2, 0)
    return room, -2 * d * (room > 0)


def _answer(
    p: _Pairs, pull: Push = _pull, push: Push = _push, *, scale: float = 1.0, swapped: bool = False
) -> list[object]:
    diff = p.a - p.b
    d = np.sqrt((diff**2).sum(axis=1))
    same = 1 - p.same if swapped else p.same
    near, far = pull(d, p.margin), push(d, p.margin)
    weight = scale / len(d)
    loss = weight * (same * near[0] + (1 - same) * far[0]).sum()
    slope = weight * (same * near[1] + (1 - same) * far[1])
    unit = diff / np.where(d > 0, d, 1.0)[:, None]
    return [{"loss": loss, "grad_a": slope[:, None] * unit, "grad_b": -slope[:, None] * unit}]


def _slips(p: _Pairs) -> dict[str, list[object]]:
    both = {
        "labels-swapped": _answer(p, swapped=True),
        "no-clamp": _answer(p, push=_push_unclamped),
        "push-unsquared": _answer(p, push=_push_unsquared),
        "pull-unsquared": _answer(p, pull=_pull_unsquared),
        "margin-on-squared": _answer(p, push=_push_squared_distance),
        "not-averaged": _answer(p, scale=float(len(p.same))),
        "never-pushed": _answer(p, push=lambda d, _m: (0 * d, 0 * d)),
    }
    return both if len(p.same) > 1 else {k: v for k, v in both.items() if k != "not-averaged"}


def cases(rng: np.random.Generator) -> list[Case]:
    ordinary = _pairs(rng, 12, margin=float(rng.uniform(1.2, 2.0)))
    apart = _pairs(rng, 8, margin=0.5)
    single = _Pairs(rng.normal(size=(1, 4)), rng.normal(size=(1, 4)) + 3, np.array([1.0]), 1.0)
    twins = _pairs(rng, 6, margin=1.5)
    b = twins.b.copy()
    b[twins.same == 1] = twins.a[twins.same == 1]
    return [
        _case(Localized(ko="같은 쌍과 다른 쌍", en="same and different pairs"), ordinary),
        _case(Localized(ko="마진이 작을 때", en="a small margin"), apart),
        _case(Localized(ko="쌍 하나", en="a single pair"), single),
        _case(
            Localized(ko="거리가 0인 같은 쌍", en="same pairs at distance 0"),
            _Pairs(twins.a, b, twins.same, 1.5),
        ),
    ]


def _pairs(rng: np.random.Generator, size: int, margin: float) -> _Pairs:
    """Half are different: some of those within the margin, some beyond, none near a kink."""
    a = rng.normal(size=(size, 4))
    direction = rng.normal(size=(size, 4))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    away = np.where(np.arange(size) % 4 < 2, rng.uniform(0.3, 0.8, size), rng.uniform(1.3, 1.9, size))
    same = (np.arange(size) % 2).astype(float)
    return _Pairs(a, a + direction * (away * margin)[:, None], same, margin)


def _case(name: Localized, p: _Pairs) -> Case:
    inputs: dict[str, object] = {
        key: Tensor(value.astype(np.float32)) for key, value in (("a", p.a), ("b", p.b), ("same", p.same))
    }
    inputs["margin"] = p.margin
    expect = Expect(
        [_answer(p), _answer(p, scale=0.5)],
        _slips(p),
        rtol=1e-3,
        atol=2e-5,
        renames={"not-finite": "nan-gradient"},
    )
    return Case(name, (Snippet(_DRIVER, inputs, returns=("loss", "grad_a", "grad_b")),), expect)
