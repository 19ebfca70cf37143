"""Mean IoU: absent classes, classes only predicted, and what each usual slip would give."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Labels = NDArray[np.int64]


def _case(name: Localized, truth: Labels, guess: Labels, n: int) -> Case:
    inter = np.array([float(((truth == k) & (guess == k)).sum()) for k in range(n)])
    of_truth, of_guess = (np.array([float((m == k).sum()) for k in range(n)]) for m in (truth, guess))
    both = of_truth + of_guess
    there = both > 0
    iou = inter[there] / (both - inter)[there]
    recall = inter[there] / np.maximum(of_truth[there], 1)
    slips: dict[str, list[object]] = {
        "absent-is-zero": [iou.sum() / n],
        "absent-is-one": [(iou.sum() + (~there).sum()) / n],
        "dice": [(2 * inter[there] / both[there]).mean()],
        "no-overlap-removed": [(inter[there] / both[there]).mean()],
        "recall": [recall.mean()],
        "pooled": [inter.sum() / (both - inter).sum()],
        "truth-only": [iou.sum() / (of_truth > 0).sum()],
    }
    args = (truth, guess, n)
    expect = Expect([[float(iou.mean())]], slips, untouched=[args])
    return Case(name, (Call("mean_iou", args, echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    truth = rng.integers(0, 3, size=(2, 6, 7))
    truth[0] = np.minimum(truth[0], 1)
    guess = np.where(rng.random(truth.shape) < 0.4, rng.integers(0, 3, truth.shape), truth)
    guess[0, 0, :3], truth[0, 0, :3] = 0, (0, 1, 2)
    invented = guess.copy()
    invented[1, :2, :2] = 3
    return [
        _case(Localized(ko="세 클래스", en="three classes"), truth, guess, 3),
        _case(Localized(ko="어디에도 없는 클래스", en="classes in neither map"), truth, guess, 6),
        _case(Localized(ko="예측에만 있는 클래스", en="a class only predicted"), truth, invented, 4),
        _case(Localized(ko="완벽한 예측", en="a perfect prediction"), truth, truth.copy(), 3),
        _case(
            Localized(ko="픽셀 하나, 틀림", en="one pixel, wrong"),
            truth[:1, 0, :1] * 0,
            truth[:1, 0, :1] * 0 + 1,
            2,
        ),
    ]
