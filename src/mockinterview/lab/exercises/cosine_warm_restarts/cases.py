"""Warm restarts: whole schedules are compared, so that every boundary between periods is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Draw, Expect
from mockinterview.lab.pictures import curve
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]
Plan = tuple[float, float, int, int]
SLIPS = (
    "never-restarts",
    "fixed-period",
    "ends-early",
    "restarts-late",
    "full-wave",
    "rises",
    "no-half",
    "straight-line",
)
_SCHEDULE = "rates = [learning_rate(step, lr_max, lr_min, period, mult) for step in range(steps)]"


def _place(step: int, period: int, mult: int, slip: str) -> tuple[int, int]:
    """Where in its period a step stands, and how long that period is."""
    if slip == "never-restarts":
        return min(step, period), period
    growth = 1 if slip == "fixed-period" else mult
    while step > period if slip == "restarts-late" else step >= period:
        step, period = step - period, period * growth
    return step, period


def _rate(step: int, plan: Plan, slip: str = "") -> float:
    lr_max, lr_min, period, mult = plan
    place, length = _place(step, period, mult, slip)
    progress = place / (max(length - 1, 1) if slip == "ends-early" else length)
    fall = (1 + np.cos(np.pi * progress)) / 2
    shapes = {
        "full-wave": (1 + np.cos(2 * np.pi * progress)) / 2,
        "rises": 1 - fall,
        "no-half": 2 * fall,
        "straight-line": 1 - progress,
    }
    return float(lr_min + (lr_max - lr_min) * shapes.get(slip, fall))


def cases(rng: np.random.Generator) -> list[Case]:
    top, bottom = float(rng.uniform(0.1, 1)), float(rng.uniform(0.001, 0.05))
    period = int(rng.integers(5, 9))
    return [
        _case(
            Localized(ko="주기가 두 배씩", en="periods that double"),
            (top, bottom, period, 2),
            period * 7,
            _draw,
        ),
        _case(Localized(ko="같은 주기", en="equal periods"), (top, bottom, period, 1), period * 4),
        _case(Localized(ko="세 배씩, 최솟값 0", en="tripling, minimum 0"), (top, 0.0, 4, 3), 40),
        _case(Localized(ko="주기가 한 걸음", en="a period of one step"), (top, bottom, 1, 2), 12),
    ]


def _case(name: Localized, plan: Plan, steps: int, draw: Draw | None = None) -> Case:
    def rates(slip: str = "") -> list[object]:
        return [{"rates": np.array([_rate(step, plan, slip) for step in range(steps)])}]

    inputs = dict(zip(("lr_max", "lr_min", "period", "mult"), plan, strict=True)) | {"steps": steps}
    return Case(
        name,
        (Snippet(_SCHEDULE, inputs, returns=("rates",)),),
        Expect([rates()], {slip: rates(slip) for slip in SLIPS}),
        draw=draw,
    )


def _draw(values: Sequence[Any]) -> list[Figure]:
    return [
        Figure(
            kind="lines",
            title=Localized(ko="걸음마다의 학습률", en="Learning rate by step"),
            series=(curve(Localized(ko="학습률", en="learning rate"), values[0]["rates"]),),
            x=Localized(ko="걸음", en="step"),
            y=Localized(ko="학습률", en="learning rate"),
        )
    ]
