"""Batch normalization forward: every running convention is right, every confusion of the two modes has a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Draw, Expect, plain
from mockinterview.lab.pictures import curve
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Args = tuple[Floats, Floats, Floats, Floats, Floats, float, float, bool]


def _out(x: Floats, mean: Floats, var: Floats, args: Args) -> Floats:
    gamma, beta, eps = args[1], args[2], args[6]
    result: Floats = gamma * (x - mean) / np.sqrt(var + eps) + beta
    return result


def _running(args: Args) -> list[tuple[Floats, Floats]]:
    """New running statistics under each convention."""
    x, mean, var, momentum = args[0], args[3], args[4], args[5]
    n = len(x)
    variances = [x.var(axis=0)] + ([x.var(axis=0, ddof=1)] if n > 1 else [])
    return [
        ((1 - share) * mean + share * x.mean(axis=0), (1 - share) * var + share * fresh)
        for share in (momentum, 1 - momentum)
        for fresh in variances
    ]


def _training(args: Args) -> tuple[list[list[object]], dict[str, list[object]]]:
    x, mean, var, eps = args[0], args[3], args[4], args[6]
    out = _out(x, x.mean(axis=0), x.var(axis=0), args)
    rows = (
        args[1] * (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + eps) + args[2]
    )
    fresh = _running(args)[0]
    return [[(out, *new)] for new in _running(args)], {
        "running-in-training": [(_out(x, mean, var, args), *fresh)],
        "wrong-axis": [(rows, *fresh)],
        "no-affine": [((x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps), *fresh)],
        "running-not-updated": [(out, mean, var)],
    }


def _inference(args: Args) -> tuple[list[list[object]], dict[str, list[object]]]:
    x, mean, var, eps = args[0], args[3], args[4], args[6]
    out = _out(x, mean, var, args)
    return [[(out, mean, var)]], {
        "batch-at-inference": [(_out(x, x.mean(axis=0), x.var(axis=0), args), mean, var)],
        "no-affine": [((x - mean) / np.sqrt(var + eps), mean, var)],
        "updated-at-inference": [(out, *_running(args)[0])],
    }


def cases(rng: np.random.Generator) -> list[Case]:
    x = rng.normal(rng.uniform(-4, 6, size=5), rng.uniform(0.5, 4, size=5), size=(16, 5))
    gamma, beta = rng.uniform(0.5, 2, size=5), rng.normal(size=5)
    mean, var = rng.normal(size=5), rng.uniform(0.5, 2, size=5)
    momentum = float(rng.uniform(0.05, 0.3))
    flat = x.copy()
    flat[:, 2] = 7.0
    return [
        _training_mode((x, gamma, beta, mean, var, momentum, 1e-5, True)),
        _case(Localized(ko="추론 모드", en="inference"), (x, gamma, beta, mean, var, momentum, 1e-5, False)),
        _case(
            Localized(ko="표본 하나로 추론", en="inference on one sample"),
            (x[:1], gamma, beta, mean, var, momentum, 1e-5, False),
        ),
        _flat(
            Localized(ko="값이 모두 같은 특징", en="a constant feature"),
            (flat, gamma, beta, mean, var, momentum, 1e-3, True),
        ),
    ]


def _training_mode(args: Args) -> Case:
    def draw(values: Sequence[Any]) -> list[Figure]:
        return _pictures(args, np.asarray(plain(values[0][0]), dtype=float))

    return _case(Localized(ko="학습 모드", en="training"), args, draw)


def _case(name: Localized, args: Args, draw: Draw | None = None) -> Case:
    accepted, slips = _training(args) if args[7] else _inference(args)
    expect = Expect(accepted, slips, untouched=[args])
    return Case(name, (Call("batchnorm", args, echo=True),), expect, draw=draw)


def _flat(name: Localized, args: Args) -> Case:
    accepted, slips = _training(args)
    expect = Expect(accepted, slips, renames={"not-finite": "no-eps"})
    return Case(name, (Call("batchnorm", args),), expect)


def _pictures(args: Args, after: Floats) -> list[Figure]:
    before, gamma, beta = args[:3]
    mean, deviation = Localized(ko="평균", en="Mean"), Localized(ko="표준편차", en="Standard deviation")
    return [
        _bars(mean, (before.mean(0), after.mean(0), beta), "beta"),
        _bars(deviation, (before.std(0), after.std(0), gamma), "gamma"),
    ]


def _bars(of: Localized, heights: tuple[Floats, Floats, Floats], goal: str) -> Figure:
    """One statistic of every feature: before, after, and where the parameter would have it."""
    names = (
        Localized(ko="정규화 전", en="before"),
        Localized(ko="정규화 후", en="after"),
        Localized(ko=f"{goal} (목표)", en=f"{goal} (the goal)"),
    )
    return Figure(
        kind="bars",
        title=Localized(
            ko=f"특징마다의 {of.ko}: 배치 정규화 전과 후", en=f"{of.en} of each feature, before and after"
        ),
        series=tuple(
            curve(name, height, known=place != 1)
            for place, (name, height) in enumerate(zip(names, heights, strict=True))
        ),
        labels=tuple(f"x{place + 1}" for place in range(len(heights[0]))),
        y=of,
    )
