"""The handwritten digits that scikit-learn ships: what is learned from them is judged on images kept back here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Check, Failure, plain
from mockinterview.lab.pictures import cells
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

ENOUGH, CHANCE = 0.9, 0.3
HIDDEN = 500

_TRAINING = """
x_before, y_before = x.copy(), y.copy()
weights = train(x, y, np.random.default_rng(seed))
kept = bool((x == x_before).all() and (y == y_before).all())
"""


@cache
def _images() -> tuple[Floats, Labels]:
    from sklearn.datasets import load_digits  # half a second that only three exercises need

    data = load_digits()
    return np.asarray(data.images, dtype=float), np.asarray(data.target, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Digits:
    """Split anew and renamed anew each run, so that weights learned elsewhere are of no use."""

    x: Floats
    y: Labels
    hidden_x: Floats
    hidden_y: Labels
    names: Labels
    """The label of each digit."""

    @classmethod
    def drawn(cls, rng: np.random.Generator) -> Digits:
        images, digits = _images()
        order, names = rng.permutation(len(digits)), rng.permutation(10)
        x, y = images[order], names[digits[order]]
        return cls(x[:-HIDDEN], y[:-HIDDEN], x[-HIDDEN:], y[-HIDDEN:], names)

    def accuracy(self, predicted: Labels) -> float:
        return float((predicted == self.hidden_y).mean())

    def confusion(self, predicted: Labels) -> Figure:
        """In the digits' own names, whatever they were called in this run."""
        digit = np.argsort(self.names)
        counts = np.zeros((10, 10))
        np.add.at(counts, (digit[self.hidden_y], digit[predicted]), 1)
        own = tuple(map(str, range(10)))
        return Figure(
            kind="heatmap",
            title=Localized(
                ko=f"숨긴 그림 {HIDDEN}장의 혼동 행렬", en=f"Confusion matrix of {HIDDEN} hidden images"
            ),
            rows=cells(counts),
            labels=own,
            row_labels=own,
            x=Localized(ko="예측한 숫자", en="predicted digit"),
            y=Localized(ko="실제 숫자", en="true digit"),
        )


Parts = Sequence[Floats]


@dataclass(frozen=True, slots=True)
class Network:
    """How the four arrays that came back are read as a trained network."""

    fits: Callable[[Parts], bool]
    """Are the shapes the agreed ones?"""
    predict: Callable[[Parts, Floats], Labels]
    slip: Callable[[Parts, Callable[[Parts], float]], str]
    """Why these parts fall short, told by the accuracy that others would have; empty when nothing explains it."""
    picture: Callable[[Parts], Figure]


def training(rng: np.random.Generator, network: Network, shape: tuple[int, ...]) -> Case:
    """The child trains on images of this shape between 0 and 1; its weights are judged here."""
    digits = Digits.drawn(rng)
    x, hidden = (images.reshape(-1, *shape) / 16 for images in (digits.x, digits.hidden_x))

    def accuracy(parts: Parts) -> float:
        return digits.accuracy(network.predict(parts, hidden))

    def test(values: Sequence[Any]) -> Failure | None:
        weights, kept = values[0]["weights"], values[0]["kept"]
        failed = _judged(weights, network, accuracy)
        if failed is None and not kept:
            return Failure("입력 배열을 바꿨습니다.", "changed the arrays it was given.", "changes-inputs")
        return failed

    def draw(values: Sequence[Any]) -> list[Figure]:
        parts = _parts(values[0]["weights"])
        if _unusable(parts, network) is not None:
            return []
        return [digits.confusion(network.predict(parts, hidden)), network.picture(parts)]

    inputs = {"x": x, "y": digits.y, "seed": int(rng.integers(2**31))}
    return Case(
        Localized(ko=f"숨긴 그림 {HIDDEN}장", en=f"{HIDDEN} hidden images"),
        (Snippet(_TRAINING, inputs, returns=("weights", "kept")),),
        Check(test),
        draw=draw,
    )


def told(accuracy: float, slip: str) -> Failure:
    share = f"{100 * accuracy:.1f}%"
    return Failure(
        f"숨긴 그림의 정확도가 {share}입니다.", f"has the accuracy {share} on hidden images.", slip
    )


def _judged(weights: object, network: Network, accuracy: Callable[[Parts], float]) -> Failure | None:
    if weights is None:
        return Failure("값을 돌려주지 않았습니다.", "returned nothing.", "no-return")
    parts = _parts(weights)
    failed = _unusable(parts, network)
    if failed is not None:
        return failed
    reached = accuracy(parts)
    if reached > ENOUGH:
        return None
    return told(reached, network.slip(parts, accuracy) or ("chance-level" if reached < CHANCE else "too-low"))


def _parts(value: object) -> Parts:
    if not isinstance(value, tuple | list) or len(value) != 4:
        raise TypeError
    return [np.asarray(plain(part), dtype=float) for part in value]


def _unusable(parts: Parts, network: Network) -> Failure | None:
    if not network.fits(parts):
        shapes = ", ".join(str(part.shape) for part in parts)
        return Failure(f"가중치의 모양이 {shapes}입니다.", f"has weights of {shapes}.", "wrong-shape")
    if not all(np.isfinite(part).all() for part in parts):
        return Failure("NaN이나 무한대가 섞여 있습니다.", "contains NaN or infinity.", "not-finite")
    return None
