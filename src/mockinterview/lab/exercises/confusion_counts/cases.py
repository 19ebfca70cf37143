"""The four counts; ties with the threshold and one-sided labels are cases of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Draw, Expect
from mockinterview.lab.pictures import cells
from mockinterview.sandbox import Call

Numbers = NDArray[np.float64]


def _counts(actual: NDArray[np.bool_], predicted: NDArray[np.bool_]) -> Numbers:
    cells = (actual & predicted, ~actual & predicted, actual & ~predicted, ~actual & ~predicted)
    return np.array([float(cell.sum()) for cell in cells])


def _case(
    name: Localized,
    labels: NDArray[np.int64],
    scores: Numbers,
    threshold: float,
    draw: Draw | None = None,
) -> Case:
    actual, predicted = labels == 1, scores >= threshold
    right = _counts(actual, predicted)
    slips: dict[str, list[object]] = {
        "fp-fn-swapped": [right[[0, 2, 1, 3]]],
        "strict-threshold": [_counts(actual, scores > threshold)],
        "classes-swapped": [right[::-1]],
        "predicted-totals": [np.array([float(predicted.sum()), *right[1:]])],
        "rates": [right / len(labels)],
    }
    args = (labels, scores, threshold)
    return Case(
        name,
        (Call("confusion_counts", args, echo=True),),
        Expect([[right]], slips, rtol=0.0, untouched=[args]),
        draw=draw,
    )


def cases(rng: np.random.Generator) -> list[Case]:
    labels = np.repeat([1, 1, 0, 0, 0, 1, 0, 1], [9, 3, 20, 5, 1, 1, 1, 1])
    scores = np.concatenate(
        [rng.uniform(0.6, 1, 9), rng.uniform(0, 0.5, 23), rng.uniform(0.6, 1, 5), np.full(4, 0.5)]
    )
    scores[12:15] = np.linspace(0.6, 0.9, 3)
    order = rng.permutation(len(labels))
    ones = np.ones(6, dtype=np.int64)
    return [
        _case(Localized(ko="보통의 점수", en="ordinary scores"), labels[order], scores[order], 0.55, _draw),
        _case(
            Localized(ko="문턱값과 같은 점수", en="scores equal to the threshold"),
            labels[order],
            scores[order],
            0.5,
        ),
        _case(Localized(ko="모두 양성", en="positives only"), ones, rng.uniform(0, 1, 6), 0.3),
        _case(Localized(ko="표본 하나", en="one sample"), ones[:1] * 0, np.array([0.9]), 0.5),
    ]


def _draw(values: Sequence[Any]) -> list[Figure]:
    tp, fp, fn, tn = np.asarray(values[0], dtype=float)
    return [
        Figure(
            kind="heatmap",
            title=Localized(ko="혼동 행렬", en="Confusion matrix"),
            rows=cells([[tp, fn], [fp, tn]]),
            labels=("1", "0"),
            row_labels=("1", "0"),
            x=Localized(ko="예측한 레이블", en="predicted label"),
            y=Localized(ko="실제 레이블", en="true label"),
        )
    ]
