"""Handwritten digits: the child trains, the parent alone knows the hidden labels and counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Check, Failure, plain
from mockinterview.sandbox import Answer, Snippet, Tensor

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

ENOUGH = 0.9
TRAINED_ON = 1300

_SHAPES = """
model = DigitNet().eval()
with torch.no_grad():
    out = model(x)
"""
_TRAINING = """
model = DigitNet()
model.eval()
with torch.no_grad():
    before = model(hidden)
train(model, x, y)
model.eval()
with torch.no_grad():
    after = model(hidden)
"""


@cache
def _digits() -> tuple[Floats, Labels]:
    # Imported here: it takes half a second, and only this exercise needs it.
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    return np.asarray(images, dtype=float), np.asarray(labels, dtype=np.int64)


def cases(rng: np.random.Generator) -> list[Case]:
    images, labels = _digits()
    order = rng.permutation(len(images))
    seen, hidden = order[:TRAINED_ON], order[TRAINED_ON:]
    inputs = {
        "x": _images(images[seen]),
        "y": Tensor(labels[seen]),
        "hidden": _images(images[hidden]),
    }
    training = Snippet(_TRAINING, inputs, returns=("before", "after"))
    return [
        _shape(Localized(ko="여러 장의 로짓", en="logits of several images"), images[hidden[:7]]),
        _shape(Localized(ko="한 장", en="a single image"), images[hidden[:1]]),
        Case(
            Localized(ko="숨겨 둔 숫자 맞히기", en="hidden digits"),
            (training,),
            Check(_counter(labels[hidden])),
            points=3.0,
        ),
    ]


def _images(value: Floats) -> Tensor:
    return Tensor(value.astype(np.float32))


def _logits(value: Mapping[str, Any], name: str, rows: int) -> tuple[Floats, Failure | None]:
    got = np.asarray(plain(value[name]))
    if got.shape != (rows, 10):
        return got, Failure(
            f"출력의 모양이 {got.shape}입니다.", f"gives the shape {got.shape}.", "wrong-shape"
        )
    if not np.isfinite(got).all():
        return got, Failure("출력에 NaN이나 무한대가 있습니다.", "gives NaN or infinity.", "not-finite")
    sums = np.abs(got).sum(axis=1)
    if (got >= 0).all() and np.allclose(sums, 1, atol=1e-3):
        return got, Failure("출력이 확률입니다.", "gives probabilities.", "probabilities")
    if (got >= 0).all() and (got == 0).any():
        return got, Failure("로짓에 음수가 없습니다.", "gives no negative logits.", "relu-on-logits")
    return got, None


def _shape(name: Localized, images: Floats) -> Case:
    def test(values: Sequence[object]) -> Failure | None:
        value: Any = values[0]
        return _logits(value, "out", len(images))[1]

    return Case(name, (Snippet(_SHAPES, {"x": _images(images)}, returns=("out",)),), Check(test))


def _counter(labels: Labels) -> Callable[[Sequence[object]], Failure | None]:
    def test(values: Sequence[object]) -> Failure | None:
        value: Any = values[0]
        after, failure = _logits(value, "after", len(labels))
        if failure is not None:
            return failure
        if np.allclose(after, np.asarray(plain(value["before"]))):
            return Failure("학습 전과 출력이 같습니다.", "gives what it gave before training.", "untrained")
        accuracy = float((after.argmax(axis=1) == labels).mean())
        if accuracy >= ENOUGH:
            return None
        share = f"{100 * accuracy:.1f}%"
        return Failure(f"정확도가 {share}입니다.", f"reaches {share}.", "low-accuracy")

    return test


def draw(answers: Sequence[Sequence[Answer]]) -> list[Figure]:
    """The hidden labels are not at hand here, so the picture shows how sure the answers are."""
    value: Any = answers[-1][0].value
    logits = np.asarray(plain(value["after"]), dtype=float)[:40]
    shown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return [
        Figure(
            kind="heatmap",
            title=Localized(ko="숨겨 둔 숫자 40장에 대한 확률", en="Probabilities for 40 hidden digits"),
            rows=tuple(tuple(map(float, row)) for row in (shown / shown.sum(axis=1, keepdims=True)).T),
            x=Localized(ko="그림", en="image"),
            y=Localized(ko="숫자", en="digit"),
        )
    ]
