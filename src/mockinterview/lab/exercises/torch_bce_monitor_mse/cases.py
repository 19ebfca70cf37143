"""A logistic model that numpy trains along: logs, parameters, and whether the log holds a graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Draw, Expect
from mockinterview.lab.pictures import curve
from mockinterview.sandbox import Snippet, Tensor

Floats = NDArray[np.float64]

_DRIVER = """
model = torch.nn.Linear(w.shape[1], 1, bias=False)
with torch.no_grad():
    model.weight.copy_(w)
optimizer = torch.optim.SGD(model.parameters(), lr=lr)
bce, mse = train(model, optimizer, x, y, epochs)
tracked = any(torch.is_tensor(v) and v.requires_grad for v in [*bce, *mse])
bce, mse = np.array([float(v) for v in bce]), np.array([float(v) for v in mse])
weight = model.weight
"""


_SATURATES = {"wrong-values": "saturates", "not-finite": "saturates"}
"""For logits so large that only a loss of logits can tell them apart."""


@dataclass(frozen=True, slots=True)
class _Way:
    bce: float = 1.0
    mse: float = 0.0
    piles_up: bool = False
    logit_error: bool = False
    twice: bool = False
    after: bool = False
    moves: bool = True


SLIPS = {
    "trains-on-both": _Way(mse=1.0),
    "trains-on-mse": _Way(bce=0.0, mse=1.0),
    "stale-gradient": _Way(piles_up=True),
    "mse-of-logits": _Way(logit_error=True),
    "double-sigmoid": _Way(twice=True),
    "measured-after": _Way(after=True),
    "no-step": _Way(moves=False),
}


@dataclass(frozen=True, slots=True)
class _Setting:
    w: Floats
    x: Floats
    y: Floats
    epochs: int
    lr: float


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _case(rng, Localized(ko="열두 에폭", en="twelve epochs"), 20, 12, draw=_draw),
        _case(rng, Localized(ko="표본 하나", en="a single sample"), 1, 4),
        _case(rng, Localized(ko="한 에폭", en="one epoch"), 8, 1),
        _case(rng, Localized(ko="아주 큰 로짓", en="very large logits"), 10, 2, size=60.0),
    ]


def _case(
    rng: np.random.Generator,
    name: Localized,
    count: int,
    epochs: int,
    size: float = 0.0,
    draw: Draw | None = None,
) -> Case:
    w, x = rng.normal(size=(1, 3)), rng.normal(size=(count, 3))
    y = rng.integers(0, 2, size=(count, 1)).astype(float)
    lr = 0.5
    if size:
        # Confident on the wrong side by some tens: there a probability of float32 is exactly 0 or 1.
        w, lr = np.array([[size, 0.0, 0.0]]), 0.01
        x[:, 0] = np.where(y[:, 0] > 0, -1, 1) * rng.uniform(0.8, 1.2, count)
    s = _Setting(w, x, y, epochs, lr)
    inputs: dict[str, object] = {k: Tensor(v.astype(np.float32)) for k, v in (("w", w), ("x", x), ("y", y))}
    operation = Snippet(
        _DRIVER, inputs | {"epochs": epochs, "lr": lr}, returns=("bce", "mse", "weight", "tracked")
    )
    slips = {key: _answer(s, way) for key, way in SLIPS.items()}
    slips["monitor-keeps-graph"] = _answer(s, _Way(), tracked=True)
    expect = Expect([_answer(s, _Way())], slips, rtol=1e-3, atol=1e-5, renames=_SATURATES if size else {})
    return Case(name, (operation,), expect, draw=draw)


def _sigmoid(z: Floats) -> Floats:
    result: Floats = 0.5 * (1 + np.tanh(z / 2))
    return result


def _measure(s: _Setting, w: Floats, way: _Way) -> tuple[float, float]:
    z = s.x @ w.T
    p = _sigmoid(z)
    seen = p if way.twice else z
    bce = float((np.logaddexp(0, seen) - s.y * seen).mean())
    return bce, float((((z if way.logit_error else p) - s.y) ** 2).mean())


def _gradient(s: _Setting, w: Floats, way: _Way) -> Floats:
    p = _sigmoid(s.x @ w.T)
    slope = p * (1 - p)
    by_bce = (_sigmoid(p) - s.y) * slope if way.twice else p - s.y
    by_mse = 2 * (p - s.y) * slope
    result: Floats = (way.bce * by_bce + way.mse * by_mse).T @ s.x / len(s.x)
    return result


def _answer(s: _Setting, way: _Way, *, tracked: bool = False) -> list[object]:
    w, pile = s.w, np.zeros_like(s.w)
    log = []
    for _ in range(s.epochs):
        before = _measure(s, w, way)
        pile = _gradient(s, w, way) + (pile if way.piles_up else 0)
        w = w - s.lr * pile if way.moves else w
        log.append(_measure(s, w, way) if way.after else before)
    bce, mse = np.array(log).T
    return [{"bce": bce, "mse": mse, "weight": w, "tracked": tracked}]


def _draw(values: Sequence[Any]) -> list[Figure]:
    trained = Localized(ko="BCE (학습)", en="BCE (trained on)")
    watched = Localized(ko="MSE (관찰)", en="MSE (watched)")
    return [
        Figure(
            kind="lines",
            title=Localized(ko="에폭마다의 손실", en="Losses by epoch"),
            series=(curve(trained, values[0]["bce"]), curve(watched, values[0]["mse"])),
            x=Localized(ko="에폭", en="epoch"),
            y=Localized(ko="손실", en="loss"),
        )
    ]
