"""How well two opinions agree: the figures of the grader's own exam. Undefined is None, never 0."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BAND = 10
"""Scores are compared in bands of ten for the weighted kappa."""


def pearson(a: Sequence[float], b: Sequence[float]) -> float | None:
    x, y = np.asarray(a, float), np.asarray(b, float)
    if len(x) < 2 or x.std() == 0 or y.std() == 0:
        return None
    return float(np.corrcoef(x, y)[0, 1])


def ranks(values: Sequence[float]) -> Floats:
    """Equal values share the mean of their ranks."""
    x = np.asarray(values, float)
    order = x.argsort(kind="stable")
    result = np.empty(len(x))
    result[order] = np.arange(len(x), dtype=float)
    for value in np.unique(x):
        same = x == value
        result[same] = result[same].mean()
    return result


def spearman(a: Sequence[float], b: Sequence[float]) -> float | None:
    return pearson(list(ranks(a)), list(ranks(b)))


def mae(a: Sequence[float], b: Sequence[float]) -> float | None:
    return float(np.abs(np.asarray(a, float) - np.asarray(b, float)).mean()) if len(a) else None


def rmse(a: Sequence[float], b: Sequence[float]) -> float | None:
    return math.sqrt(float(((np.asarray(a, float) - np.asarray(b, float)) ** 2).mean())) if len(a) else None


def qwk(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Quadratically weighted kappa over bands of ten."""
    size = 100 // BAND + 1
    return weighted_kappa([int(x // BAND) for x in a], [int(x // BAND) for x in b], size, quadratic=True)


def kappa(a: Sequence[str], b: Sequence[str]) -> float | None:
    """Unweighted Cohen over the labels that occur."""
    labels = {label: i for i, label in enumerate(sorted({*a, *b}))}
    return weighted_kappa([labels[x] for x in a], [labels[x] for x in b], len(labels), quadratic=False)


def weighted_kappa(a: Sequence[int], b: Sequence[int], size: int, *, quadratic: bool) -> float | None:
    if not a:
        return None
    observed = np.zeros((size, size))
    np.add.at(observed, (np.asarray(a), np.asarray(b)), 1)
    expected = np.outer(observed.sum(1), observed.sum(0)) / len(a)
    i, j = np.indices((size, size))
    weights = ((i - j) ** 2).astype(float) if quadratic else (i != j).astype(float)
    chance = float((weights * expected).sum())
    return None if chance == 0 else 1.0 - float((weights * observed).sum()) / chance


def f1_by_label(gold: Sequence[str], given: Sequence[str], labels: Sequence[str]) -> dict[str, float | None]:
    """None for a label that neither side ever used."""
    result: dict[str, float | None] = {}
    for label in labels:
        hits = sum(g == label == p for g, p in zip(gold, given, strict=True))
        total = sum(g == label for g in gold) + sum(p == label for p in given)
        result[label] = 2 * hits / total if total else None
    return result


def partial_spearman(a: Sequence[float], b: Sequence[float], control: Sequence[float]) -> float | None:
    """Rank correlation of a and b with the part explained by `control` taken out of both."""
    ab, ac, bc = spearman(a, b), spearman(a, control), spearman(b, control)
    if ab is None or ac is None or bc is None:
        return None
    rest = math.sqrt(max(0.0, (1 - ac**2) * (1 - bc**2)))
    return None if rest < 1e-9 else (ab - ac * bc) / rest
