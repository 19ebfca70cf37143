"""Dropout is random, so what is judged is what must hold of every mask: scale, share, independence, inference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Check, Draw, Failure, difference, plain
from mockinterview.lab.pictures import cells
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]

_DRIVER = "out, mask = dropout(x, p, training, np.random.default_rng(seed))"


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _training(
            rng,
            Localized(ko="학습, p=0.5에 가까움", en="training, p near 0.5"),
            float(rng.uniform(0.4, 0.6)) + 0.011,
            _draw,
        ),
        _training(
            rng, Localized(ko="학습, 적게 끔", en="training, few dropped"), float(rng.uniform(0.1, 0.25))
        ),
        _training(rng, Localized(ko="p=0이면 아무것도 끄지 않음", en="p=0 drops nothing"), 0.0),
        _inference(rng),
    ]


def _operation(rng: np.random.Generator, x: Floats, p: float, *, training: bool) -> Snippet:
    inputs = {"x": x, "p": p, "training": training, "seed": int(rng.integers(2**31))}
    return Snippet(_DRIVER, inputs, returns=("out", "mask"))


def _values(values: Sequence[object]) -> tuple[Floats, Floats]:
    value = values[0]
    if not isinstance(value, dict):
        raise TypeError
    return np.asarray(plain(value["out"]), float), np.asarray(plain(value["mask"]), float)


def _training(rng: np.random.Generator, name: Localized, p: float, draw: Draw | None = None) -> Case:
    x = rng.uniform(1, 2, size=(200, 50))

    def test(values: Sequence[object]) -> Failure | None:
        out, mask = _values(values)
        if out.shape != x.shape or mask.shape != x.shape:
            return Failure("모양이 x와 다릅니다.", "differs from x in shape.", "wrong-shape")
        return _judge_training(x, out, mask, p)

    return Case(name, (_operation(rng, x, p, training=True),), Check(test), draw=draw)


def _judge_training(x: Floats, out: Floats, mask: Floats, p: float) -> Failure | None:
    kept = out != 0
    share = float(kept.mean())
    slack = 6 * np.sqrt(max(p * (1 - p), 1e-12) / x.size)
    if p and abs(share - (1 - p)) > slack:
        slip = "keep-drop-swapped" if abs(share - p) <= slack else "rows-together"
        return Failure(f"남은 비율이 {share:.3f}입니다.", f"keeps {share:.3f} of the values.", slip)
    if p and (kept.all(axis=1) | ~kept.any(axis=1)).all():
        return Failure("행 전체가 함께 꺼집니다.", "drops whole rows.", "rows-together")
    if difference(out[kept], x[kept], rtol=1e-6) is None and p:
        return Failure("남은 값이 그대로입니다.", "leaves the survivors as they were.", "no-scaling")
    if difference(out[kept], (x / (1 - p))[kept], rtol=1e-5) is not None:
        return Failure("남은 값의 배율이 다릅니다.", "scales the survivors otherwise.", "no-scaling")
    if ((mask != 0) != kept).any():
        return Failure(
            "마스크가 출력과 다릅니다.", "returns a mask that is not the output's.", "mask-mismatch"
        )
    return None


def _inference(rng: np.random.Generator) -> Case:
    x = rng.uniform(1, 2, size=(20, 10))
    p = 0.3

    def test(values: Sequence[object]) -> Failure | None:
        out, mask = _values(values)
        if difference(out, x) is None:
            return (
                None
                if bool((mask != 0).all())
                else Failure("마스크가 모두 참이 아닙니다.", "mask is not all true.", "mask-mismatch")
            )
        slip = "drops-at-inference" if bool((out == 0).any()) else "scaled-at-inference"
        return Failure("추론에서 값이 바뀌었습니다.", "changes values at inference.", slip)

    return Case(Localized(ko="추론", en="inference"), (_operation(rng, x, p, training=False),), Check(test))


def _draw(values: Sequence[Any]) -> list[Figure]:
    mask = _values(values)[1]
    return [
        Figure(
            kind="heatmap",
            title=Localized(
                ko="드롭아웃 마스크의 일부 (색이 찬 칸만 살아남음)",
                en="Part of the dropout mask (only full cells survive)",
            ),
            rows=cells(mask[:12, :30]),
            x=Localized(ko="뉴런", en="unit"),
            y=Localized(ko="표본", en="sample"),
        )
    ]
