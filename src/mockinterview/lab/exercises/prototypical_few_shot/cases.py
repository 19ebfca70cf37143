"""Prototypes: classes of unlike size, odd labels, far queries."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]


def _softmax(logits: Floats, axis: int = 1) -> Floats:
    shifted = np.exp(logits - logits.max(axis=axis, keepdims=True))
    out: Floats = shifted / shifted.sum(axis=axis, keepdims=True)
    return out


def _case(name: Localized, support: Floats, labels: Labels, query: Floats) -> Case:
    classes = np.unique(labels)
    means = np.stack([support[labels == c].mean(axis=0) for c in classes])
    sums = np.stack([support[labels == c].sum(axis=0) for c in classes])

    def squared(centres: Floats) -> Floats:
        distances: Floats = ((query[:, None] - centres[None]) ** 2).sum(axis=-1)
        return distances

    def answer(p: Floats) -> list[object]:
        return [(classes[p.argmax(axis=1)], p)]

    d = squared(means)
    right = _softmax(-d)
    slips: dict[str, list[object]] = {
        "sum-prototype": answer(_softmax(-squared(sums))),
        "not-squared": answer(_softmax(-np.sqrt(d))),
        "far-is-likely": answer(_softmax(d)),
        "dot-product": answer(_softmax(query @ means.T)),
        "wrong-softmax-axis": answer(_softmax(-d, axis=0)),
        "class-index": [(right.argmax(axis=1), right)],
        "not-softmax": answer((1 / d) / (1 / d).sum(axis=1, keepdims=True)),
    }
    args = (support, labels, query)
    expect = Expect([answer(right)], slips, rtol=1e-4, atol=1e-6, untouched=[args])
    return Case(name, (Call("classify", args, echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    centres = rng.normal(size=(3, 4))
    labels = rng.permutation(np.repeat([0, 1, 2], [4, 3, 2]))
    support = centres[labels] + 0.3 * rng.normal(size=(9, 4))
    query = centres[rng.integers(0, 3, size=6)] + 0.4 * rng.normal(size=(6, 4))
    odd = np.array([7, 42, 13])[labels]
    one = np.array([3, 8])
    return [
        _case(
            Localized(ko="세 클래스, 예의 수가 다름", en="three classes of unlike size"),
            support,
            labels,
            query,
        ),
        _case(Localized(ko="0부터가 아닌 레이블", en="labels that do not start at 0"), support, odd, query),
        _case(Localized(ko="예가 하나씩", en="one example each"), support[:2], one, query[:3]),
        _case(Localized(ko="아주 먼 질의", en="distant queries"), 60 * support, labels, 60 * query + 90),
    ]
