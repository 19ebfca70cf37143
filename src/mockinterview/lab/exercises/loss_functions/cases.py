"""Losses: ordinary batches tell the formulas apart, extreme ones tell the careful from the careless."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Check, Expect, Failure, difference
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
WORST_AT_LEAST = -float(np.log(1.1e-6))
"""Loss of a sample that is wrong with certainty, under the strongest clipping the statement allows."""


def cases(rng: np.random.Generator) -> list[Case]:
    prediction, target = rng.normal(size=(6, 3)), rng.normal(size=(6, 3))
    p, y = rng.uniform(0.05, 0.95, size=9), np.array([0.0, 1, 1, 0, 1, 0, 0, 1, 1])
    logits, labels = rng.normal(size=(6, 4)) * 2, rng.integers(0, 4, size=6)
    large = rng.normal(size=(5, 3)) * 4 + np.array([[1000.0], [-1000.0], [0.0], [1000.0], [-1000.0]])
    return [
        _mse(prediction, target),
        _bce(p, y),
        _certain(),
        _cross_entropy(Localized(ko="교차 엔트로피", en="cross entropy"), logits, labels),
        _cross_entropy(Localized(ko="표본 하나", en="a single sample"), logits[:1], labels[:1]),
        _large(large, rng.integers(0, 3, size=5)),
    ]


def _mse(prediction: Floats, target: Floats) -> Case:
    square = (prediction - target) ** 2
    slips: dict[str, list[object]] = {"sum-not-mean": [square.sum()], "half-mse": [square.mean() / 2]}
    return Case(
        Localized(ko="평균제곱오차", en="mean squared error"),
        (Call("mse", (prediction, target), echo=True),),
        Expect([[square.mean()]], slips, rtol=1e-4, untouched=[(prediction, target)]),
    )


def _bce(p: Floats, y: Floats) -> Case:
    each = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    slips: dict[str, list[object]] = {
        "sum-not-mean": [each.sum()],
        "sign-lost": [-each.mean()],
        "only-positives": [-(y * np.log(p)).mean()],
    }
    return Case(
        Localized(ko="이진 교차 엔트로피", en="binary cross entropy"),
        (Call("bce", (p, y), echo=True),),
        Expect([[each.mean()]], slips, rtol=1e-4, untouched=[(p, y)]),
    )


def _certain() -> Case:
    """Certain and right costs nothing, certain and wrong costs much, and nothing is infinite."""
    y = np.array([0.0, 1.0, 1.0, 0.0])

    def test(values: Sequence[object]) -> Failure | None:
        right, wrong = (np.asarray(value, dtype=float) for value in values)
        if not (np.isfinite(right).all() and np.isfinite(wrong).all()):
            return Failure("손실이 유한하지 않습니다.", "gives a loss that is not finite.", "log-of-zero")
        if difference(right, 0.0, atol=2e-6) is not None:
            return Failure("맞힌 확신의 손실이 0이 아닙니다.", "charges for being right with certainty.")
        if float(wrong) < WORST_AT_LEAST:
            slip = "sign-lost" if float(wrong) < -1 else "only-positives"
            return Failure("틀린 확신의 손실이 작습니다.", "charges too little for certain errors.", slip)
        return None

    operations = (Call("bce", (y, y)), Call("bce", (1 - y, y)))
    return Case(
        Localized(ko="확률이 정확히 0과 1", en="probabilities of exactly 0 and 1"), operations, Check(test)
    )


def _log_softmax(z: Floats, axis: int) -> Floats:
    shifted = z - z.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


def _expected(logits: Floats, labels: Labels) -> tuple[list[object], dict[str, list[object]]]:
    rows = np.arange(len(labels))
    each = -_log_softmax(logits, 1)[rows, labels]
    return [each.mean()], {
        "sum-not-mean": [each.sum()],
        "sign-lost": [-each.mean()],
        "divides-by-classes": [each.mean() / logits.shape[1]],
        "wrong-axis": [-_log_softmax(logits, 0)[rows, labels].mean()],
    }


def _cross_entropy(name: Localized, logits: Floats, labels: Labels) -> Case:
    right, slips = _expected(logits, labels)
    args = (logits, labels)
    return Case(
        name, (Call("cross_entropy", args, echo=True),), Expect([right], slips, rtol=1e-4, untouched=[args])
    )


def _large(logits: Floats, labels: Labels) -> Case:
    right, slips = _expected(logits, labels)
    expect = Expect([right], slips, rtol=1e-4, atol=1e-6, renames={"not-finite": "overflow"})
    name = Localized(ko="로짓이 ±1000쯤일 때", en="logits around ±1000")
    return Case(name, (Call("cross_entropy", (logits, labels)),), expect)
