"""Weight initialization is random: judged by mean, variance and where the randomness comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Check, Failure, plain
from mockinterview.lab.pictures import curve
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]

_ONCE = """
first = init_weights(fan_in, fan_out, kind, np.random.default_rng(seed))
again = init_weights(fan_in, fan_out, kind, np.random.default_rng(seed))
other = init_weights(fan_in, fan_out, kind, np.random.default_rng(seed + 1))
"""
_DEEP = """
rng = np.random.default_rng(seed)
layers = [init_weights(width, width, kind, rng) for _ in range(depth)]
"""
_DEVIATIONS = 7.0
"""How far a right sample may stray: less than one run in 10^10 does."""


def variance(kind: str, fan_in: int, fan_out: int) -> float:
    return 2 / fan_in if kind == "he" else 2 / (fan_in + fan_out)


def _named(kind: str, fan_in: int, fan_out: int) -> dict[str, float]:
    """The variance that each usual slip would give."""
    right = variance(kind, fan_in, fan_out)
    return {
        "deviation-is-variance": right**2,
        "fan-swapped": variance(kind, fan_out, fan_in),
        "kinds-swapped": variance("xavier" if kind == "he" else "he", fan_in, fan_out),
        "limit-is-deviation": right / 3,
    }


def _statistics(w: Floats, kind: str, fan_in: int, fan_out: int) -> Failure | None:
    if w.shape != (fan_in, fan_out):
        return Failure(f"모양이 {w.shape}입니다.", f"has the shape {w.shape}.", "wrong-shape")
    if not np.isfinite(w).all():
        return Failure("NaN이나 무한대가 섞여 있습니다.", "contains NaN or infinity.", "not-finite")
    if np.ptp(w) == 0:
        return Failure("가중치가 모두 같습니다.", "has equal weights.", "symmetric")
    right, slack = variance(kind, fan_in, fan_out), _DEVIATIONS * np.sqrt(2 / w.size)
    if abs(w.mean()) > _DEVIATIONS * np.sqrt(w.var() / w.size):
        return Failure(f"평균이 {w.mean():.4f}입니다.", f"has the mean {w.mean():.4f}.", "not-centred")
    if abs(w.var() / right - 1) > slack:
        close = [k for k, v in _named(kind, fan_in, fan_out).items() if abs(w.var() / v - 1) <= slack]
        slip = close[0] if close else "not-scaled"
        told = f"{w.var():.5f}, {right:.5f}"
        return Failure(f"분산과 기대한 분산: {told}", f"variance and the expected one: {told}", slip)
    return None


def _array(values: Sequence[object], key: str) -> Floats:
    value = values[0]
    if not isinstance(value, dict):
        raise TypeError
    return np.asarray(plain(value[key]), dtype=float)


def _once(rng: np.random.Generator, name: Localized, kind: str, fan_in: int, fan_out: int) -> Case:
    inputs = {"fan_in": fan_in, "fan_out": fan_out, "kind": kind, "seed": int(rng.integers(2**31))}

    def test(values: Sequence[object]) -> Failure | None:
        first, again, other = (_array(values, key) for key in ("first", "again", "other"))
        failed = _statistics(first, kind, fan_in, fan_out)
        if failed is None and (not np.array_equal(first, again) or np.array_equal(first, other)):
            return Failure("rng를 따르지 않습니다.", "does not follow the rng.", "rng-ignored")
        return failed

    return Case(name, (Snippet(_ONCE, inputs, returns=("first", "again", "other")),), Check(test))


def _deep(rng: np.random.Generator) -> Case:
    inputs = {"width": 128, "depth": 8, "kind": "he", "seed": int(rng.integers(2**31))}

    def test(values: Sequence[object]) -> Failure | None:
        layers = _array(values, "layers")
        if len({layer.tobytes() for layer in layers}) < len(layers):
            return Failure("층들의 가중치가 같습니다.", "gives several layers equal weights.", "rng-ignored")
        return _statistics(layers.reshape(-1, 128)[:128], "he", 128, 128)

    name = Localized(ko="여덟 층에 차례로", en="eight layers in turn")
    return Case(name, (Snippet(_DEEP, inputs, returns=("layers",)),), Check(test), draw=_draw)


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _once(rng, Localized(ko="He, 줄어드는 층", en="He, a narrowing layer"), "he", 400, 100),
        _once(rng, Localized(ko="Xavier, 줄어드는 층", en="Xavier, a narrowing layer"), "xavier", 400, 100),
        _once(rng, Localized(ko="He, 넓어지는 층", en="He, a widening layer"), "he", 120, 300),
        _once(rng, Localized(ko="Xavier, 넓어지는 층", en="Xavier, a widening layer"), "xavier", 60, 500),
        _deep(rng),
    ]


def _draw(values: Sequence[Any]) -> list[Figure]:
    layers = _array(values, "layers")
    signals = np.random.default_rng(0).normal(size=(256, layers.shape[1]))
    return [
        Figure(
            kind="lines",
            title=Localized(ko="ReLU 층을 지나는 신호의 크기", en="Size of the signal through ReLU layers"),
            series=(
                curve(Localized(ko="내 초기화", en="your initialisation"), _sizes(signals, layers)),
                curve(
                    Localized(ko="그 절반의 크기", en="half its scale"),
                    _sizes(signals, layers / 2),
                    known=True,
                ),
            ),
            x=Localized(ko="층", en="layer"),
            y=Localized(ko="제곱평균제곱근", en="root mean square"),
        )
    ]


def _sizes(signals: Floats, layers: Floats) -> list[float]:
    """Root mean squares: of the signals, then after each layer."""
    sizes = [float(np.sqrt((signals**2).mean()))]
    for layer in layers:
        signals = np.maximum(0, signals @ layer)
        sizes.append(float(np.sqrt((signals**2).mean())))
    return sizes
