"""Accumulation on a linear model whose gradients numpy knows: parameters, loss and the sizes of the pieces."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Check, Failure, difference, plain
from mockinterview.sandbox import Snippet, Tensor

Floats = NDArray[np.float64]

_DRIVER = """
model = torch.nn.Linear(w.shape[1], 1, bias=False)
with torch.no_grad():
    model.weight.copy_(w)
model.weight.grad = leftover.clone()
optimizer = torch.optim.SGD(model.parameters(), lr=lr)
sizes = []
model.register_forward_hook(lambda module, args, result: sizes.append(len(args[0])))
losses = [float(train_step(model, optimizer, torch.nn.MSELoss(), x, y, micro)) for _ in range(2)]
weight = model.weight
"""


@dataclass(frozen=True, slots=True)
class _Setting:
    w: Floats
    leftover: Floats
    x: Floats
    y: Floats
    micro: int
    lr: float = 0.05

    def gradient(self, w: Floats, part: slice = slice(None)) -> Floats:
        x, y = self.x[part], self.y[part]
        result: Floats = 2 * (x @ w.T - y).T @ x / len(x)
        return result

    @property
    def parts(self) -> list[slice]:
        return [slice(i, min(i + self.micro, len(self.x))) for i in range(0, len(self.x), self.micro)]


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _case(rng, Localized(ko="나머지가 있는 배치", en="a batch with a remainder"), 11, 4),
        _case(rng, Localized(ko="나누어떨어지는 배치", en="pieces of one size"), 12, 3),
        _case(rng, Localized(ko="한 개씩", en="one at a time"), 5, 1),
        _case(rng, Localized(ko="micro가 배치보다 큼", en="micro larger than the batch"), 3, 8),
    ]


def _case(rng: np.random.Generator, name: Localized, size: int, micro: int) -> Case:
    w, leftover = rng.normal(size=(1, 4)), rng.normal(size=(1, 4)) * 3
    s = _Setting(w, leftover, rng.normal(size=(size, 4)), rng.normal(size=(size, 1)), micro)
    inputs: dict[str, object] = {
        key: Tensor(value.astype(np.float32))
        for key, value in (("w", w), ("leftover", leftover), ("x", s.x), ("y", s.y))
    }
    inputs |= {"micro": micro, "lr": s.lr}

    def test(values: Sequence[object]) -> Failure | None:
        value: Any = values[0]
        return _judge(value, s)

    return Case(name, (Snippet(_DRIVER, inputs, returns=("sizes", "losses", "weight")),), Check(test))


def _two_steps(s: _Setting, step: Callable[[Floats], Floats]) -> Floats:
    return step(step(s.w))


def _slips(s: _Setting) -> dict[str, Floats]:
    tail = len(s.x) // s.micro * s.micro

    def by_pieces(w: Floats) -> Floats:
        for part in s.parts:
            w = w - s.lr * s.gradient(w, part)
        return w

    def descend(gradient: Callable[[Floats], Floats]) -> Floats:
        return _two_steps(s, lambda w: w - s.lr * gradient(w))

    last = s.parts[-1]
    share = (last.stop - last.start) / len(s.x)
    first = s.leftover + s.gradient(s.w)
    once = s.w - s.lr * first
    found = {
        "stale-gradient": once - s.lr * (first + s.gradient(once)),
        "mean-of-means": descend(lambda w: np.mean([s.gradient(w, part) for part in s.parts], axis=0)),
        "only-summed": descend(lambda w: np.sum([s.gradient(w, part) for part in s.parts], axis=0)),
        "step-per-piece": _two_steps(s, by_pieces),
        "last-piece-only": descend(lambda w: share * s.gradient(w, last)),
    }
    return found | ({"tail-dropped": descend(lambda w: s.gradient(w, slice(tail)))} if tail else {})


def _judge(value: Mapping[str, Any], s: _Setting) -> Failure | None:
    if max(value["sizes"], default=0) > s.micro:
        return Failure(
            "한 번에 넣은 표본이 너무 많습니다.", "put too many samples through.", "too-large-pieces"
        )
    got = np.asarray(plain(value["weight"]), dtype=float)
    second = s.w - s.lr * s.gradient(s.w)
    missed = difference(got, second - s.lr * s.gradient(second), rtol=1e-4, atol=1e-5)
    if missed is not None:
        for slip, weight in _slips(s).items():
            if difference(got, weight, rtol=1e-4, atol=1e-5) is None:
                return Failure(missed.ko, missed.en, slip)
        return missed
    losses = [float(((s.x @ w.T - s.y) ** 2).mean()) for w in (s.w, second)]
    wrong = difference(value["losses"], losses, rtol=1e-4, atol=1e-5)
    return Failure("손실이 다릅니다.", "returns another loss.", "loss-differs") if wrong else None
