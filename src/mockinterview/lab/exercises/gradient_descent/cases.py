"""Gradient descent on a line: the whole walk is judged, under a mean loss with or without the factor 1/2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Draw, Expect
from mockinterview.lab.pictures import curve
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Walk = tuple[Floats, Floats, Floats]


def _walk(
    x: Floats, y: Floats, lr: float, steps: int, factor: float, slip: str = "", loss_factor: float = 1.0
) -> Walk:
    """`factor` is what stands before error·x in the gradient of the mean."""
    w, b, losses = np.zeros(x.shape[1]), np.float64(0.0), []
    rate = {"climbs": -lr, "sum-not-mean": lr * len(y)}.get(slip, lr)
    for _ in range(steps - (slip == "stops-short")):
        error = x @ w + b - y
        slope = x.T @ error / len(y) if slip != "no-input-factor" else error.mean()
        losses.append(loss_factor * float(np.mean(error**2)))
        w = w - rate * factor * slope
        if slip == "half-updated":
            error = x @ w + b - y
        if slip != "no-bias":
            b = b - rate * factor * error.mean()
        if slip == "loss-after-step":
            losses[-1] = loss_factor * float(np.mean((x @ w + b - y) ** 2))
    return w, np.asarray(b), np.array(losses)


SLIPS = (
    "climbs",
    "no-bias",
    "sum-not-mean",
    "half-updated",
    "loss-after-step",
    "no-input-factor",
    "stops-short",
)


def cases(rng: np.random.Generator) -> list[Case]:
    x, noise = rng.normal(size=(20, 3)) + 0.5, rng.normal(size=20)
    y = x @ rng.normal(size=3) + float(rng.uniform(1, 3)) + 0.3 * noise
    lr = float(rng.uniform(0.02, 0.08))
    return [
        _case(Localized(ko="첫걸음", en="first step"), x, y, lr, 1),
        _case(Localized(ko="마흔 걸음", en="forty steps"), x, y, lr, 40, _draw),
        _case(Localized(ko="특징 하나", en="a single feature"), x[:, :1], y, lr, 10),
        _case(Localized(ko="표본 하나", en="a single sample"), x[:1], y[:1], lr, 5),
        _case(Localized(ko="한 걸음도 걷지 않을 때", en="no step at all"), x, y, lr, 0),
    ]


def _case(name: Localized, x: Floats, y: Floats, lr: float, steps: int, draw: Draw | None = None) -> Case:
    accepted: list[Sequence[object]] = [
        [_walk(x, y, lr, steps, factor, loss_factor=loss)] for factor in (2.0, 1.0) for loss in (1.0, 0.5)
    ]
    slips = {slip: [_walk(x, y, lr, steps, 2.0, slip)] for slip in SLIPS}
    args = (x, y, lr, steps)
    expect = Expect(accepted, slips, rtol=1e-4, atol=1e-6, untouched=[args])
    return Case(name, (Call("fit", args, echo=True),), expect, draw=draw)


def _draw(values: Sequence[Any]) -> list[Figure]:
    losses = curve(Localized(ko="손실", en="loss"), values[0][2])
    return [
        Figure(
            kind="lines",
            title=Localized(ko="걸음마다의 손실", en="Loss before each step"),
            series=(losses,),
            x=Localized(ko="걸음", en="step"),
            y=Localized(ko="손실", en="loss"),
        )
    ]
