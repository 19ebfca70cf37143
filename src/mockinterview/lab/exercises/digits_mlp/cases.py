"""An MLP is trained in the child; its weights come back and are judged here on images it has never seen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.digits import Floats, Labels, Network, Parts, training
from mockinterview.lab.judging import Case
from mockinterview.lab.pictures import cells

_SHOWN = (2, 4)
"""Hidden units in the picture: down and across."""


def cases(rng: np.random.Generator) -> list[Case]:
    return [training(rng, Network(_fits, _predict, _slip, _picture), (64,))]


def _fits(parts: Parts) -> bool:
    hidden = parts[1].size
    shapes = [(64, hidden), (hidden,), (hidden, 10), (10,)]
    return [part.shape for part in parts] == shapes and 8 <= hidden <= 256


def _predict(parts: Parts, x: Floats) -> Labels:
    W1, b1, W2, b2 = parts
    best: Labels = (np.maximum(0, x @ W1 + b1) @ W2 + b2).argmax(axis=1)
    return best


def _slip(parts: Parts, _accuracy: Callable[[Parts], float]) -> str:
    return "symmetric" if np.allclose(parts[0], parts[0][:, :1]) else ""


def _picture(parts: Parts) -> Figure:
    """The units with the largest weights, each as the 8×8 image that it looks for."""
    W1, (down, across) = parts[0], _SHOWN
    busiest = np.argsort(-np.square(W1).sum(axis=0))[: down * across]
    images = W1[:, busiest].T.reshape(down, across, 8, 8)
    return Figure(
        kind="heatmap",
        title=Localized(
            ko="가장 크게 배운 은닉 뉴런 여덟 개의 가중치 (8×8)",
            en="Weights of the eight hidden units that learned most (8×8)",
        ),
        rows=cells(images.transpose(0, 2, 1, 3).reshape(8 * down, 8 * across)),
        block=8,
    )
