"""A ReLU network must follow sines: its weights come back, and the curve is computed here on unseen points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Check, Draw, Failure, plain
from mockinterview.lab.pictures import curve
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
HIDDEN, LIMIT = 30, 0.08


def _weights(value: object) -> tuple[Floats, Floats, Floats, Floats]:
    if not isinstance(value, tuple | list):
        raise TypeError
    w1, b1, w2, b2 = (np.asarray(plain(part), dtype=float) for part in value)
    return w1, b1, w2, b2


def _curve(x: Floats, w1: Floats, b1: Floats, w2: Floats, b2: Floats) -> Floats:
    out: Floats = np.maximum(0, np.outer(x, w1) + b1) @ w2 + b2.reshape(())
    return out


def _error(difference: Floats) -> float:
    return float(np.sqrt((difference**2).mean()))


def _why(x: Floats, y: Floats, fitted: Floats, w1: Floats, b1: Floats) -> Failure:
    told = f"{_error(fitted - y):.3f}"
    line = np.polyval(np.polyfit(x, fitted, 1), x)
    if not b1.any():
        slip = "no-bias"
    elif len(np.unique(np.round(-b1[w1 != 0] / w1[w1 != 0], 6))) <= 1 and (w1 != 0).sum() > 1:
        slip = "symmetric"
    elif _error(fitted - line) < 1e-6:
        slip = "straight-line"
    elif _error(fitted - fitted.mean() - y + y.mean()) < LIMIT:
        slip = "output-bias"
    else:
        slip = "not-fitted"
    return Failure(f"보지 않은 점에서 오차가 {told}입니다.", f"has the error {told} on unseen points.", slip)


def _case(
    rng: np.random.Generator, name: Localized, wave: tuple[float, float, float], draw: Draw | None = None
) -> Case:
    size, speed, phase = wave
    x, unseen = np.linspace(-np.pi, np.pi, 200), rng.uniform(-np.pi, np.pi, 300)

    def height(at: Floats) -> Floats:
        out: Floats = size * np.sin(speed * at + phase)
        return out

    def test(values: Sequence[object]) -> Failure | None:
        if values[0] is None:
            return Failure("값을 돌려주지 않았습니다.", "returned nothing.", "no-return")
        parts = _weights(values[0])
        if any(part.shape != (HIDDEN,) for part in parts[:3]) or parts[3].size != 1:
            shapes = ", ".join(str(part.shape) for part in parts)
            return Failure(f"가중치의 모양이 {shapes}입니다.", f"has weights of {shapes}.", "wrong-shape")
        if not all(np.isfinite(part).all() for part in parts):
            return Failure("NaN이나 무한대가 섞여 있습니다.", "contains NaN or infinity.", "not-finite")
        fitted = _curve(unseen, *parts)
        if _error(fitted - height(unseen)) < LIMIT:
            return None
        return _why(unseen, height(unseen), fitted, parts[0], parts[1])

    return Case(name, (Call("fit_curve", (x, height(x), HIDDEN)),), Check(test), draw=draw)


def cases(rng: np.random.Generator) -> list[Case]:
    speed, phase = float(rng.uniform(1.1, 1.4)), float(rng.uniform(0.5, 1.5))
    return [
        _case(rng, Localized(ko="사인 곡선", en="the sine"), (1.0, 1.0, 0.0), _draw),
        _case(rng, Localized(ko="옆으로 밀린 사인", en="a shifted sine"), (1.0, 1.0, phase)),
        _case(
            rng,
            Localized(ko="더 빠른 사인", en="a faster sine"),
            (float(rng.uniform(0.8, 1.1)), speed, phase),
        ),
    ]


def _draw(values: Sequence[Any]) -> list[Figure]:
    x = np.linspace(-np.pi, np.pi, 120)
    fitted = _curve(x, *_weights(values[0]))
    return [
        Figure(
            kind="lines",
            title=Localized(ko="ReLU로 그린 사인 곡선", en="A sine drawn with ReLUs"),
            series=(
                curve(Localized(ko="내 ReLU 신경망", en="your ReLU network"), fitted, x),
                curve(Localized(ko="사인", en="sine"), np.sin(x), x, known=True),
            ),
            x=Localized(ko="x", en="x"),
            y=Localized(ko="y", en="y"),
        )
    ]
