"""Counting parameters, layer by layer: a slip shows as its own list of counts."""

from __future__ import annotations

from typing import Any

import numpy as np

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Layer = dict[str, Any]
SLIPS = (
    "bias-forgotten",
    "bias-always",
    "bias-per-kernel",
    "input-channels-forgotten",
    "square-kernel",
    "groups-ignored",
    "running-statistics",
    "pool-counted",
)


def _conv(layer: Layer, slip: str) -> int:
    height, width = layer["kernel"]
    inputs = layer["in"] // (1 if slip == "groups-ignored" else layer["groups"])
    biases = _biases(layer, slip) * (inputs if slip == "bias-per-kernel" else 1)
    if slip == "input-channels-forgotten":
        inputs = 1
    return int(layer["out"] * height * (height if slip == "square-kernel" else width) * inputs + biases)


def _biases(layer: Layer, slip: str) -> int:
    has = (layer["bias"] or slip == "bias-always") and slip != "bias-forgotten"
    return int(layer["out"]) if has else 0


def _count(layer: Layer, slip: str = "") -> int:
    match layer["type"]:
        case "conv":
            return _conv(layer, slip)
        case "linear":
            return int(layer["in"] * layer["out"] + _biases(layer, slip))
        case "batchnorm":
            return int(layer["features"]) * (4 if slip == "running-statistics" else 2)
        case _:
            return int(np.prod(layer["kernel"])) if slip == "pool-counted" else 0


def _case(name: Localized, layers: list[Layer]) -> Case:
    expect = Expect(
        [[np.array([_count(layer) for layer in layers])]],
        {slip: [np.array([_count(layer, slip) for layer in layers])] for slip in SLIPS},
        rtol=0.0,
        untouched=[(layers,)],
    )
    return Case(name, (Call("count_parameters", (layers,), echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    a, b = (int(n) for n in 4 * rng.integers(2, 9, size=2))

    def conv(
        inputs: int, outputs: int, kernel: tuple[int, int], *, groups: int = 1, bias: bool = True
    ) -> Layer:
        return {
            "type": "conv",
            "in": inputs,
            "out": outputs,
            "kernel": kernel,
            "groups": groups,
            "bias": bias,
        }

    def linear(inputs: int, outputs: int, *, bias: bool = True) -> Layer:
        return {"type": "linear", "in": inputs, "out": outputs, "bias": bias}

    pool = {"type": "pool", "kernel": (2, 2)}
    norm = {"type": "batchnorm", "features": b}
    return [
        _case(Localized(ko="합성곱 하나", en="one convolution"), [conv(3, a, (3, 3))]),
        _case(
            Localized(ko="작은 CNN", en="a small CNN"),
            [conv(1, a, (5, 5)), pool, conv(a, b, (3, 3)), pool, linear(b * 16, 10)],
        ),
        _case(
            Localized(ko="편향이 없는 층과 배치 정규화", en="no bias, batch normalization"),
            [conv(3, b, (3, 5), bias=False), norm, linear(b, 7, bias=False)],
        ),
        _case(
            Localized(ko="깊이별 합성곱", en="depthwise convolution"),
            [conv(b, b, (3, 3), groups=b), conv(b, a, (1, 1), groups=2)],
        ),
        _case(Localized(ko="풀링만", en="pooling alone"), [pool]),
    ]
