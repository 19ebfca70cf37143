"""A small CNN is trained in the child; its weights come back and are judged here on images it has never seen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.digits import ENOUGH, Floats, Labels, Network, Parts, training
from mockinterview.lab.judging import Case
from mockinterview.lab.pictures import cells

_SHOWN = 8
"""Filters in the picture."""


def cases(rng: np.random.Generator) -> list[Case]:
    return [training(rng, Network(_fits, _predict, _slip, _picture), (8, 8))]


def _fits(parts: Parts) -> bool:
    n = len(parts[0]) if parts[0].ndim else 0
    shapes = [(n, 3, 3), (n,), (9 * n, 10), (10,)]
    return [part.shape for part in parts] == shapes and 4 <= n <= 32


def _predict(parts: Parts, x: Floats) -> Labels:
    K, kb, W, b = parts
    windows = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(1, 2))
    conv = np.einsum("nijkl,fkl->nfij", windows, K) + kb[:, None, None]
    pooled = np.maximum(0, conv).reshape(len(x), len(K), 3, 2, 3, 2).max(axis=(3, 5))
    best: Labels = (pooled.reshape(len(x), -1) @ W + b).argmax(axis=1)
    return best


def _slip(parts: Parts, accuracy: Callable[[Parts], float]) -> str:
    K, kb, W, b = parts
    if np.allclose(K, K[:1]):
        return "symmetric"
    if accuracy([K[:, ::-1, ::-1], kb, W, b]) > ENOUGH:
        return "kernel-flipped"
    filters_first = W.reshape(9, len(K), 10).transpose(1, 0, 2).reshape(W.shape)
    return "flatten-order" if accuracy([K, kb, filters_first, b]) > ENOUGH else ""


def _picture(parts: Parts) -> Figure:
    return Figure(
        kind="heatmap",
        title=Localized(ko="배운 필터 (3×3)", en="The learned filters (3×3)"),
        rows=cells(np.concatenate(list(parts[0][:_SHOWN]), axis=1)),
        block=3,
    )
