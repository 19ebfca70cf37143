"""Standardisation: train and test are drawn from different places, so that borrowed statistics show."""

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
GUARD = 1e-8


def _by(source: Floats, train: Floats, test: Floats, ddof: int = 0) -> list[object]:
    """Both sets scaled with the statistics of `source`."""
    mean, std = source.mean(axis=0), source.std(axis=0, ddof=ddof)
    std = np.where(std == 0, 1.0, std)
    return [((train - mean) / std, (test - mean) / std)]


def _own(x: Floats, axis: int) -> Floats:
    spread = x.std(axis=axis, keepdims=True) + GUARD
    return np.asarray((x - x.mean(axis=axis, keepdims=True)) / spread)


def _slips(train: Floats, test: Floats) -> dict[str, list[object]]:
    mean, std, var = train.mean(axis=0), train.std(axis=0) + GUARD, train.var(axis=0) + GUARD
    low, width = train.min(axis=0), np.ptp(train, axis=0)
    width = np.where(width > 0, width, 1.0)
    one = (train.mean(), train.std() + GUARD)
    return {
        "test-statistics": [(_own(train, 0), _own(test, 0))],
        "joint-statistics": _by(np.concatenate([train, test]), train, test),
        "wrong-axis": [(_own(train, 1), _own(test, 1))],
        "one-scale": [((train - one[0]) / one[1], (test - one[0]) / one[1])],
        "divides-by-variance": [((train - mean) / var, (test - mean) / var)],
        "not-centered": [(train / std, test / std)],
        "min-max": [((train - low) / width, (test - low) / width)],
    }


def cases(rng: np.random.Generator) -> list[Case]:
    scale, shift = rng.uniform(2, 9, size=4), rng.normal(size=4) * 10
    train = rng.normal(size=(30, 4)) * scale + shift
    test = rng.normal(size=(12, 4)) * scale * 1.5 + shift + 3
    constant, constant_test = train.copy(), test.copy()
    constant[:, 1] = constant_test[:, 1] = 3.0
    return [
        _case(Localized(ko="보통의 데이터", en="ordinary data"), train, test, _draw),
        _case(
            Localized(ko="단위가 크게 다른 특징", en="features of very different units"),
            train * scale**3,
            test * scale**3,
        ),
        _case(Localized(ko="테스트 표본 하나", en="a single test sample"), train, test[:1]),
        _constant(constant, constant_test),
    ]


def _case(name: Localized, train: Floats, test: Floats, draw: Draw | None = None) -> Case:
    accepted = [_by(train, train, test, ddof) for ddof in (0, 1)]
    args = (train, test)
    return Case(
        name,
        (Call("standardize", args, echo=True),),
        Expect(accepted, _slips(train, test), rtol=1e-4, atol=1e-5, untouched=[args]),
        draw=draw,
    )


def _constant(train: Floats, test: Floats) -> Case:
    expect = Expect(
        [_by(train, train, test, ddof) for ddof in (0, 1)],
        _slips(train, test),
        rtol=1e-4,
        atol=1e-5,
        renames={"not-finite": "zero-deviation"},
    )
    name = Localized(ko="값이 모두 같은 특징", en="a constant feature")
    return Case(name, (Call("standardize", (train, test)),), expect)


def _draw(values: Sequence[Any]) -> list[Figure]:
    train, test = (np.asarray(plain(part), dtype=float).mean(axis=0) for part in values[0])
    return [
        Figure(
            kind="bars",
            title=Localized(ko="표준화한 뒤 특징마다의 평균", en="Mean of each feature afterwards"),
            series=(
                curve(Localized(ko="학습 데이터", en="training data"), train),
                curve(Localized(ko="테스트 데이터", en="test data"), test),
            ),
            labels=tuple(f"x{place + 1}" for place in range(len(train))),
            y=Localized(ko="평균", en="mean"),
        )
    ]
