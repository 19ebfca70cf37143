"""Clipping: arrays of unequal size and scale, so that a norm of their own and the common one differ."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
TINY = 1e-12


def _scaled(grads: Sequence[Floats], limit: float, norm: float, told: float | None = None) -> list[object]:
    scale = min(1.0, limit / (norm + TINY))
    return [([g * scale for g in grads], norm if told is None else told)]


def _norm(grads: Sequence[Floats]) -> float:
    return float(np.sqrt(sum(float((g**2).sum()) for g in grads)))


def _slips(grads: Sequence[Floats], limit: float) -> dict[str, list[object]]:
    norm = _norm(grads)
    return {
        "per-array": [([g * min(1.0, limit / (_norm([g]) + TINY)) for g in grads], norm)],
        "by-value": [([np.clip(g, -limit, limit) for g in grads], norm)],
        "always-scales": [([g * limit / (norm + TINY) for g in grads], norm)],
        "not-rooted": _scaled(grads, limit, norm**2),
        "norm-after": _scaled(grads, limit, norm, told=min(norm, limit)),
        "sum-norm": _scaled(grads, limit, sum(float(np.abs(g).sum()) for g in grads)),
        "largest-norm": _scaled(grads, limit, max(float(np.abs(g).max()) for g in grads)),
    }


def cases(rng: np.random.Generator) -> list[Case]:
    grads = [rng.normal(size=(4, 3)) * 2, rng.normal(size=3) * 0.3, rng.normal(size=(3, 2, 2))]
    norm = _norm(grads)
    return [
        _case(
            Localized(ko="한도를 넘을 때", en="above the limit"), grads, norm * float(rng.uniform(0.2, 0.5))
        ),
        _case(
            Localized(ko="한도보다 작을 때", en="below the limit"), grads, norm * float(rng.uniform(1.5, 3))
        ),
        _case(Localized(ko="크게 폭발했을 때", en="an explosion"), [g * 1e6 for g in grads], 1.0),
        _case(Localized(ko="배열 하나", en="a single array"), grads[:1], 0.5),
        _case(Localized(ko="모두 0", en="all zero"), [np.zeros((2, 2)), np.zeros(3)], 1.0),
    ]


def _case(name: Localized, grads: list[Floats], limit: float) -> Case:
    args = (grads, limit)
    expect = Expect(
        [_scaled(grads, limit, _norm(grads))],
        _slips(grads, limit),
        rtol=1e-4,
        atol=1e-6,
        untouched=[args],
        renames={"not-finite": "zero-norm", "sum-norm": "another-norm", "largest-norm": "another-norm"},
    )
    return Case(name, (Call("clip_gradients", args, echo=True),), expect)
