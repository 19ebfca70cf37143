"""Precision, recall and F1 of every class; absent and never-predicted classes are cases of their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Labels = NDArray[np.int64]


def _case(name: Localized, y_true: Labels, y_pred: Labels, n: int) -> Case:
    classes = np.arange(n)[:, None]
    actual, predicted = y_true == classes, y_pred == classes
    tp = (actual & predicted).sum(axis=1)
    by_predicted, by_actual = predicted.sum(axis=1), actual.sum(axis=1)
    p, r = tp / np.maximum(by_predicted, 1), tp / np.maximum(by_actual, 1)
    both = by_predicted + by_actual
    f1 = 2 * tp / np.maximum(both, 1)
    ones = (np.where(by_predicted == 0, 1, p), np.where(by_actual == 0, 1, r))
    slips: dict[str, list[object]] = {
        "swapped": [np.stack([r, p, f1])],
        "arithmetic-mean": [np.stack([p, r, (p + r) / 2])],
        "half-f1": [np.stack([p, r, f1 / 2])],
        "iou": [np.stack([p, r, tp / np.maximum(both - tp, 1)])],
        "undefined-is-one": [np.stack([*ones, f1])],
        "averaged": [np.array([p.mean(), r.mean(), f1.mean()])],
        "accuracy": [np.full((3, n), (y_true == y_pred).mean())],
    }
    args = (y_true, y_pred, n)
    expect = Expect([[np.stack([p, r, f1])]], slips, untouched=[args])
    return Case(name, (Call("precision_recall_f1", args, echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    y_true = rng.permutation(np.repeat([0, 1, 2, 3], [20, 8, 5, 12]))
    noise = rng.random(len(y_true)) < 0.3
    y_pred = np.where(noise, rng.integers(0, 4, len(y_true)), y_true)
    y_pred[y_true == 1] = np.array([1, 1, 1, 0, 0, 2, 3, 3])
    unseen = np.where(y_pred == 2, 0, y_pred)
    return [
        _case(Localized(ko="네 클래스", en="four classes"), y_true, y_pred, 4),
        _case(Localized(ko="한 번도 예측하지 않은 클래스", en="a class never predicted"), y_true, unseen, 4),
        _case(Localized(ko="데이터에 없는 클래스", en="a class that is absent"), y_true, y_pred, 5),
        _case(Localized(ko="모두 맞힘", en="all right"), y_true, y_true.copy(), 4),
        _case(Localized(ko="표본 하나, 틀림", en="one sample, wrong"), y_true[:1] * 0, y_true[:1] * 0 + 1, 2),
    ]
