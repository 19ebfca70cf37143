"""Softmax: large logits are one of the cases, so that only a shifted version passes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]


def _softmax(z: Floats) -> Floats:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    result: Floats = e / e.sum(axis=1, keepdims=True)
    return result


def _slips(z: Floats) -> dict[str, list[object]]:
    rows, columns = np.exp(z - z.max(axis=1, keepdims=True)), np.exp(z - z.max(axis=0, keepdims=True))
    whole = np.exp(z - z.max())
    return {
        "wrong-axis": [columns / columns.sum(axis=0, keepdims=True)],
        "whole-sum": [whole / whole.sum()],
        "no-division": [rows],
        "no-exp": [z / z.sum(axis=1, keepdims=True)],
    }


def cases(rng: np.random.Generator) -> list[Case]:
    small, wide = rng.normal(size=(4, 5)), rng.normal(size=(3, 7)) * 3
    large = rng.normal(size=(4, 5)) * 5 + 1000.0
    low = rng.normal(size=(2, 3)) - 1000.0
    one = rng.normal(size=(1, 4))
    return [
        _case(Localized(ko="보통의 로짓", en="ordinary logits"), small),
        _case(Localized(ko="클래스 일곱 개", en="seven classes"), wide),
        _case(Localized(ko="표본 하나", en="a single sample"), one),
        _large(Localized(ko="로짓이 1000쯤일 때", en="logits around 1000"), large),
        _large(Localized(ko="로짓이 -1000쯤일 때", en="logits around -1000"), low),
    ]


def _case(name: Localized, z: Floats) -> Case:
    return Case(
        name, (Call("softmax", (z,), echo=True),), Expect([[_softmax(z)]], _slips(z), untouched=[(z,)])
    )


def _large(name: Localized, z: Floats) -> Case:
    expect = Expect([[_softmax(z)]], _slips(z), renames={"not-finite": "overflow"})
    return Case(name, (Call("softmax", (z,)),), expect)
