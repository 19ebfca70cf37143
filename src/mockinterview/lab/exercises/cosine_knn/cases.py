"""Cosine neighbours: items of unlike lengths make the wrong measures pick other rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]


def _ranked(by: Floats, shown: Floats, k: int, *, skip: int = 0) -> list[object]:
    order = np.argsort(-by)[skip : skip + k]
    return [(order, shown[order])]


def _case(name: Localized, items: Floats, query: Floats, k: int) -> Case:
    lengths, size = np.linalg.norm(items, axis=1), float(np.linalg.norm(query))
    dot = items @ query
    cosine = dot / np.where(lengths > 0, lengths * size, 1.0)
    order = np.argsort(-cosine)[:k]
    slips: dict[str, list[object]] = {
        "not-normalised": _ranked(dot, dot, k),
        "euclidean": _ranked(-np.linalg.norm(items - query, axis=1), cosine, k),
        "least-similar": _ranked(-cosine, cosine, k),
        "distance": [(order, 1 - cosine[order])],
        "query-not-normalised": _ranked(cosine, cosine * size, k),
    }
    if k < len(items):
        slips["skips-first"] = _ranked(cosine, cosine, k, skip=1)
    args = (items, query, k)
    expect = Expect(
        [_ranked(cosine, cosine, k)],
        slips,
        rtol=1e-4,
        atol=1e-6,
        untouched=[args],
        renames={"not-finite": "zero-vector"},
    )
    return Case(name, (Call("nearest", args, echo=True),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    items = rng.normal(size=(30, 6)) * rng.uniform(0.2, 5, size=(30, 1))
    query = 3 * rng.normal(size=6)
    empty = items[:9].copy()
    empty[4] = 0.0
    return [
        _case(Localized(ko="가까운 다섯", en="the nearest five"), items, query, 5),
        _case(Localized(ko="가까운 하나", en="the nearest one"), items, query, 1),
        _case(Localized(ko="길이가 0인 아이템", en="an item of length 0"), empty, query, 9),
        _case(Localized(ko="아주 작은 벡터", en="tiny vectors"), items[:8] * 1e-4, query * 1e-4, 3),
    ]
