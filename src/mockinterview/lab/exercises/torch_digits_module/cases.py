"""Handwritten digits: the child trains, the parent alone knows the hidden labels and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.digits import ENOUGH, HIDDEN, Digits, Floats, told
from mockinterview.lab.judging import Case, Check, Failure, plain
from mockinterview.lab.pictures import cells
from mockinterview.sandbox import Snippet, Tensor

_SHOWN = 40
"""Images in the picture of probabilities."""

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


def cases(rng: np.random.Generator) -> list[Case]:
    digits = Digits.drawn(rng)
    return [
        _shape(Localized(ko="여러 장의 로짓", en="logits of several images"), digits.hidden_x[:7]),
        _shape(Localized(ko="한 장", en="a single image"), digits.hidden_x[:1]),
        _training(digits),
    ]


def _images(value: Floats) -> Tensor:
    return Tensor(value.reshape(-1, 64).astype(np.float32))


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


def _training(digits: Digits) -> Case:
    def test(values: Sequence[object]) -> Failure | None:
        value: Any = values[0]
        after, failure = _logits(value, "after", HIDDEN)
        if failure is not None:
            return failure
        if np.allclose(after, np.asarray(plain(value["before"]))):
            return Failure("학습 전과 출력이 같습니다.", "gives what it gave before training.", "untrained")
        accuracy = digits.accuracy(after.argmax(axis=1))
        return None if accuracy >= ENOUGH else told(accuracy, "low-accuracy")

    def draw(values: Sequence[Any]) -> list[Figure]:
        logits, failure = _logits(values[0], "after", HIDDEN)
        if failure is not None and failure.slip in ("wrong-shape", "not-finite"):
            return []
        return [digits.confusion(logits.argmax(axis=1)), _sureness(digits, logits)]

    inputs = {"x": _images(digits.x), "y": Tensor(digits.y), "hidden": _images(digits.hidden_x)}
    operation = Snippet(_TRAINING, inputs, returns=("before", "after"))
    name = Localized(ko="숨겨 둔 숫자 맞히기", en="hidden digits")
    return Case(name, (operation,), Check(test), points=3.0, draw=draw)


def _sureness(digits: Digits, logits: Floats) -> Figure:
    true = np.argsort(digits.names)[digits.hidden_y[:_SHOWN]]
    shown = logits[:_SHOWN][np.argsort(true, kind="stable")][:, digits.names].astype(float)
    odds = np.exp(shown - shown.max(axis=1, keepdims=True))
    return Figure(
        kind="heatmap",
        title=Localized(
            ko=f"숨긴 그림 {_SHOWN}장에 대한 확률 (실제 숫자 순서)",
            en=f"Probabilities for {_SHOWN} hidden images (in order of their true digit)",
        ),
        rows=cells((odds / odds.sum(axis=1, keepdims=True)).T),
        row_labels=tuple(map(str, range(10))),
        x=Localized(ko="그림", en="image"),
        y=Localized(ko="숫자", en="digit"),
    )
