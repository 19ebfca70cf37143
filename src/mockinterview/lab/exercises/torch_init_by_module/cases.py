"""Initialisation by kind of module: spreads are judged with bounds that right code misses once in millions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Check, Failure, plain
from mockinterview.lab.pictures import curve
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]
Judge = Callable[[Mapping[str, Floats]], Failure | None]

UNTOUCHED = 7.0

_BUILD = """
nn = torch.nn
model = MODEL
with torch.no_grad():
    for parameter in model.parameters():
        parameter.fill_(7.0)
model.apply(init_weights)
found = {name: value for name, value in model.named_parameters()}
"""
_LINEAR = "nn.Sequential(nn.Linear(width, 200), nn.ReLU(), nn.Sequential(nn.Linear(200, 300, bias=False)))"
_CONV = "nn.Sequential(nn.Conv2d(16, 48, 3), nn.BatchNorm2d(48), nn.ReLU(), nn.Conv2d(48, 20, 3, bias=False))"
_TEXT = "nn.Sequential(nn.Embedding(600, 40), nn.Linear(40, 400), nn.BatchNorm1d(400))"
_DEEP = "nn.Sequential(*[layer for _ in range(8) for layer in (nn.Linear(128, 128), nn.ReLU())])"
_FORWARD = """
def spreads(model, signal):
    with torch.no_grad():
        layers = [signal := layer(signal) for layer in model]
    return [float(signal.std()) for signal in layers[1::2]]
signal = torch.randn(256, 128)
spread, usual = spreads(model, signal), spreads(MODEL, signal)
"""


def cases(rng: np.random.Generator) -> list[Case]:
    width = int(rng.integers(300, 420))

    def linear(p: Mapping[str, Floats]) -> Failure | None:
        return (
            _spread(p["0.weight"], (200, width))
            or _spread(p["2.0.weight"], (300, 200))
            or _constant(p["0.bias"], 0.0, "bias-not-zero")
        )

    return [
        _case(
            Localized(ko="완전 연결층 (편향 없는 층 포함)", en="linear, also without bias"),
            _LINEAR,
            linear,
            width,
        ),
        _case(Localized(ko="합성곱과 배치 정규화", en="convolution and batch norm"), _CONV, _conv),
        _case(Localized(ko="임베딩", en="embedding"), _TEXT, _text),
        _deep(),
    ]


def _conv(p: Mapping[str, Floats]) -> Failure | None:
    return (
        _spread(p["0.weight"], (48, 16, 3, 3))
        or _spread(p["3.weight"], (20, 48, 3, 3))
        or _constant(p["0.bias"], 0.0, "bias-not-zero")
        or _constant(p["1.weight"], 1.0, "batchnorm-wrong")
        or _constant(p["1.bias"], 0.0, "batchnorm-wrong")
    )


def _text(p: Mapping[str, Floats]) -> Failure | None:
    return (
        _spread(p["0.weight"], (600, 40), std=0.02)
        or _spread(p["1.weight"], (400, 40))
        or _constant(p["2.weight"], 1.0, "batchnorm-wrong")
    )


def _case(name: Localized, model: str, judge: Judge, width: int = 0) -> Case:
    def test(values: Sequence[object]) -> Failure | None:
        value: Any = values[0]
        return judge({key: np.asarray(plain(item), float) for key, item in value["found"].items()})

    source = _BUILD.replace("MODEL", model)
    return Case(name, (Snippet(source, {"width": width}, returns=("found",)),), Check(test))


def _spread(w: Floats, shape: tuple[int, ...], std: float | None = None) -> Failure | None:
    if w.shape != shape:
        return Failure("가중치의 모양이 바뀌었습니다.", "changed the shape of a weight.", "wrong-shape")
    if (w == UNTOUCHED).all():
        return Failure("초기화하지 않은 가중치가 있습니다.", "left a weight as it was.", "module-forgotten")
    if w.std() == 0:
        return Failure("가중치가 모두 같습니다.", "made all weights equal.", "symmetric")
    area = int(np.prod(shape[2:]))
    fan_in, fan_out = shape[1] * area, shape[0] * area
    want = np.sqrt(2 / fan_in) if std is None else std
    slack = 6 / np.sqrt(2 * w.size) + 0.005
    if abs(w.std() / want - 1) <= slack and abs(w.mean()) <= 6 * want / np.sqrt(w.size):
        return None
    known = {
        "fan-out": np.sqrt(2 / fan_out),
        "xavier": np.sqrt(2 / (fan_in + fan_out)),
        "lecun": want / np.sqrt(2),
    }
    slip = next((k for k, v in known.items() if abs(w.std() / v - 1) <= slack), "wrong-spread")
    slip = "embedding-spread" if std is not None else slip
    return Failure(f"표준편차가 {w.std():.4f}입니다.", f"gives a standard deviation of {w.std():.4f}.", slip)


def _constant(value: Floats, want: float, slip: str) -> Failure | None:
    if (value == want).all():
        return None
    return Failure(f"모두 {want:g}이어야 하는 값이 있습니다.", f"should have set values to {want:g}.", slip)


def _deep() -> Case:
    """A deep ReLU net in which the signal must neither fade nor burst."""

    def test(values: Sequence[object]) -> Failure | None:
        value: Any = values[0]
        spread = [float(item) for item in value["spread"]]
        if len(spread) == 8 and 0.2 < spread[-1] / spread[0] < 5:
            return None
        return Failure(
            "층을 지나며 신호가 사라지거나 커집니다.", "lets the signal fade or burst.", "wrong-spread"
        )

    source = (_BUILD + _FORWARD).replace("MODEL", _DEEP)
    name = Localized(ko="여덟 층을 지난 신호", en="the signal after eight layers")
    return Case(name, (Snippet(source, returns=("spread", "usual")),), Check(test), draw=_draw)


def _draw(values: Sequence[Any]) -> list[Figure]:
    usual = Localized(ko="PyTorch의 기본 초기화", en="PyTorch's own initialisation")
    layers = np.arange(1.0, 9.0)
    return [
        Figure(
            kind="lines",
            title=Localized(ko="층마다의 활성값 표준편차", en="Standard deviation of activations by layer"),
            series=(
                curve(Localized(ko="내 초기화", en="your initialisation"), values[0]["spread"], layers),
                curve(usual, values[0]["usual"], layers, known=True),
            ),
            x=Localized(ko="층", en="layer"),
            y=Localized(ko="표준편차", en="standard deviation"),
        )
    ]
