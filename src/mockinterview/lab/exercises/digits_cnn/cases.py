"""A small CNN is trained in the child; its weights come back and are judged here on images it has never seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.domain.lab import Figure
from mockinterview.lab.judging import Case, Check, Failure, plain
from mockinterview.sandbox import Answer, Snippet

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
TRAINING = 1297
_DRIVER = """
x_before, y_before = x.copy(), y.copy()
weights = train(x, y, np.random.default_rng(seed))
kept = bool((x == x_before).all() and (y == y_before).all())
"""


def _digits(rng: np.random.Generator) -> tuple[Floats, Labels, Floats, Labels]:
    """Split anew and renamed anew each run, so that weights learned elsewhere are of no use."""
    from sklearn.datasets import load_digits

    data = load_digits()
    order, names = rng.permutation(len(data.target)), rng.permutation(10)
    x, y = data.images[order] / 16.0, names[data.target[order]]
    return x[:TRAINING], y[:TRAINING], x[TRAINING:], y[TRAINING:]


def _parts(value: object) -> list[Floats]:
    if not isinstance(value, tuple | list) or len(value) != 4:
        raise TypeError
    return [np.asarray(plain(part), dtype=float) for part in value]


def _unusable(parts: list[Floats], right: bool) -> Failure | None:
    if not right:
        shapes = ", ".join(str(part.shape) for part in parts)
        return Failure(f"가중치의 모양이 {shapes}입니다.", f"has weights of {shapes}.", "wrong-shape")
    if not all(np.isfinite(part).all() for part in parts):
        return Failure("NaN이나 무한대가 섞여 있습니다.", "contains NaN or infinity.", "not-finite")
    return None


def _told(accuracy: float, slip: str) -> Failure:
    return Failure(
        f"숨긴 그림의 정확도가 {100 * accuracy:.1f}%입니다.",
        f"has the accuracy {100 * accuracy:.1f}% on hidden images.",
        slip,
    )


ENOUGH = 0.90


def _accuracy(parts: list[Floats], x: Floats, y: Labels) -> float:
    K, kb, W, b = parts
    windows = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(1, 2))
    conv = np.einsum("nijkl,fkl->nfij", windows, K) + kb[:, None, None]
    pooled = np.maximum(0, conv).reshape(len(x), len(K), 3, 2, 3, 2).max(axis=(3, 5))
    return float(((pooled.reshape(len(x), -1) @ W + b).argmax(axis=1) == y).mean())


def _judged(value: object, x: Floats, y: Labels) -> Failure | None:
    if value is None:
        return Failure("값을 돌려주지 않았습니다.", "returned nothing.", "no-return")
    parts = _parts(value)
    n = len(parts[0])
    shapes = [(n, 3, 3), (n,), (9 * n, 10), (10,)]
    failed = _unusable(parts, [part.shape for part in parts] == shapes and 4 <= n <= 32)
    if failed is not None:
        return failed
    accuracy = _accuracy(parts, x, y)
    return None if accuracy > ENOUGH else _told(accuracy, _why(parts, x, y, accuracy))


def _why(parts: list[Floats], x: Floats, y: Labels, accuracy: float) -> str:
    K, kb, W, b = parts
    if np.allclose(K, K[:1]):
        return "symmetric"
    if _accuracy([K[:, ::-1, ::-1], kb, W, b], x, y) > ENOUGH:
        return "kernel-flipped"
    filters_first = W.reshape(9, len(K), 10).transpose(1, 0, 2).reshape(W.shape)
    if _accuracy([K, kb, filters_first, b], x, y) > ENOUGH:
        return "flatten-order"
    return "chance-level" if accuracy < 0.3 else "too-low"


def _figure(K: Floats) -> Figure:
    return Figure(
        kind="heatmap",
        title=Localized(ko="배운 필터 (나란히 놓은 3×3)", en="The learned filters (3×3, side by side)"),
        rows=tuple(tuple(map(float, row)) for row in np.concatenate(list(K[:8]), axis=1)),
    )


def _case(name: Localized, rng: np.random.Generator) -> Case:
    x, y, hidden_x, hidden_y = _digits(rng)
    inputs = {"x": x, "y": y, "seed": int(rng.integers(2**31))}

    def test(values: Sequence[object]) -> Failure | None:
        value = values[0]
        if not isinstance(value, dict):
            raise TypeError
        failed = _judged(value["weights"], hidden_x, hidden_y)
        if failed is None and not value["kept"]:
            return Failure("입력 배열을 바꿨습니다.", "changed the arrays it was given.", "changes-inputs")
        return failed

    return Case(name, (Snippet(_DRIVER, inputs, returns=("weights", "kept")),), Check(test))


def cases(rng: np.random.Generator) -> list[Case]:
    return [_case(Localized(ko="숨긴 그림 500장", en="500 hidden images"), rng)]


def draw(answers: Sequence[Sequence[Answer]]) -> list[Figure]:
    value = answers[0][0].value
    if not isinstance(value, dict):
        return []
    return [_figure(_parts(value["weights"])[0])]
