"""Attention: scale, axis and mask slips, each computed beside the right answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Draw, Expect, plain
from mockinterview.lab.pictures import cells
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_] | None


def _weights(scores: Floats, seen: Mask, *, hidden: float = -np.inf, axis: int = -1) -> Floats:
    if seen is not None:
        scores = np.where(seen, scores, hidden)
    e = np.exp(scores - scores.max(axis=axis, keepdims=True))
    out: Floats = e / e.sum(axis=axis, keepdims=True)
    return out


def _case(name: Localized, q: Floats, k: Floats, v: Floats, mask: Mask, draw: Draw | None = None) -> Case:
    dot, d = q @ k.transpose(0, 2, 1), q.shape[-1]
    scores = dot / np.sqrt(d)
    right = _weights(scores, mask)
    candidates = {
        "no-scale": _weights(dot, mask),
        "scale-no-root": _weights(dot / d, mask),
        "scale-by-value-size": _weights(dot / np.sqrt(v.shape[-1]), mask),
        "wrong-axis": _weights(scores, mask, hidden=-1e30, axis=1),
    }
    if mask is not None:
        candidates |= {
            "mask-ignored": _weights(scores, None),
            "mask-inverted": _weights(scores, ~mask, hidden=-1e30),
            "mask-after-softmax": _weights(scores, None) * mask,
            "mask-as-zero": _weights(scores, mask, hidden=0.0),
        }
    slips: dict[str, list[object]] = {slip: [(w @ v, w)] for slip, w in candidates.items()}
    args = (q, k, v, mask)
    expect = Expect([[(right @ v, right)]], slips, rtol=1e-4, atol=1e-6, untouched=[args])
    return Case(name, (Call("attention", args, echo=True),), expect, draw=draw)


def cases(rng: np.random.Generator) -> list[Case]:
    q, k, v = rng.normal(size=(2, 5, 8)), rng.normal(size=(2, 7, 8)), rng.normal(size=(2, 7, 3))
    square = rng.normal(size=(2, 5, 8))
    causal = np.tril(np.ones((5, 5), dtype=bool))
    some = rng.random((5, 7)) < 0.5
    some[:, 0] = True
    return [
        _case(
            Localized(ko="뒤를 볼 수 없는 마스크", en="a causal mask"),
            square,
            square,
            v[:, :5],
            causal,
            _draw,
        ),
        _case(Localized(ko="마스크 없음", en="no mask"), q, k, v, None),
        _case(Localized(ko="아무 자리나 가림", en="an arbitrary mask"), q, k, v, some),
        _case(Localized(ko="아주 큰 점수", en="large scores"), 100 * q, 100 * k, v, None),
        _case(Localized(ko="키 하나", en="one key"), q[:1, :1], k[:1, :1], v[:1, :1], None),
    ]


def _draw(values: Sequence[Any]) -> list[Figure]:
    weights = np.asarray(plain(values[0][1]), dtype=float)[0]
    queries, keys = weights.shape
    return [
        Figure(
            kind="heatmap",
            title=Localized(
                ko="뒤를 가린 어텐션의 무게 (문장 하나)", en="Weights of causal attention (one sentence)"
            ),
            rows=cells(weights),
            labels=tuple(f"k{i + 1}" for i in range(keys)),
            row_labels=tuple(f"q{i + 1}" for i in range(queries)),
            x=Localized(ko="키", en="key"),
            y=Localized(ko="질의", en="query"),
        )
    ]
