"""Pixel accuracy and its class mean, with ignored pixels, absent classes and images of unequal weight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Labels = NDArray[np.int64]
IGNORE = 255


def _share(hit: NDArray[np.bool_], count: int) -> float:
    return float(hit.sum()) / max(count, 1)


def _case(name: Localized, y_true: Labels, y_pred: Labels, n: int) -> Case:
    keep = y_true != IGNORE
    truth, guess = y_true[keep], y_pred[keep]
    hit = truth == guess
    sizes = [int((truth == k).sum()) for k in range(n)]
    shares = [_share(hit[truth == k], size) for k, size in enumerate(sizes)]
    precisions = [_share(hit[truth == k], int((guess == k).sum())) for k in range(n)]
    present = max(sum(size > 0 for size in sizes), 1)
    overall, mean = _share(hit, hit.size), sum(shares) / present
    images = [
        _share((t == p)[t != IGNORE], int((t != IGNORE).sum()))
        for t, p in zip(y_true, y_pred, strict=True)
        if (t != IGNORE).any()
    ]
    slips: dict[str, list[object]] = {
        "ignored-counted": [np.array([float((y_true == y_pred).mean()), mean])],
        "mean-of-images": [np.array([sum(images) / max(len(images), 1), mean])],
        "absent-class-counts": [np.array([overall, sum(shares) / n])],
        "divided-by-predicted": [np.array([overall, sum(precisions) / present])],
        "order-swapped": [np.array([mean, overall])],
        "one-for-both": [np.array([overall, overall])],
    }
    args = (y_true, y_pred, n, IGNORE)
    expect = Expect([[np.array([overall, mean])]], slips, untouched=[args])
    return Case(name, (Call("pixel_accuracy", args, echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    truth = (rng.random((3, 8, 9)) < 0.3).astype(np.int64) + (rng.random((3, 8, 9)) < 0.1)
    truth[0, :2, :3] = np.array([[0, 1, 2], [0, 1, 2]])
    guess = np.where(rng.random(truth.shape) < 0.3, rng.integers(0, 3, truth.shape), truth)
    guess[1] = 0
    guess[0, :2, :3] = np.array([[0, 1, 0], [0, 1, 0]])
    holes = truth.copy()
    holes[2, :, 1:] = IGNORE
    nothing = np.full((1, 4, 4), IGNORE)
    return [
        _case(Localized(ko="세 클래스", en="three classes"), truth, guess, 3),
        _case(Localized(ko="무시할 픽셀이 있음", en="with ignored pixels"), holes, guess, 3),
        _case(Localized(ko="정답에 없는 클래스", en="a class absent from the truth"), truth, guess, 5),
        _case(Localized(ko="배경만 예측", en="background only"), truth, np.zeros_like(truth), 3),
        _case(Localized(ko="셀 픽셀이 없음", en="no pixel counts"), nothing, np.zeros_like(nothing), 3),
    ]
