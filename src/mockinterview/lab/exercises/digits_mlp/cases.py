"""An MLP is trained in the child; its weights come back and are judged here on images it has never seen."""

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
    x, y = data.data[order] / 16.0, names[data.target[order]]
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


def _figure(W1: Floats) -> Figure:
    busiest = W1[:, np.square(W1).sum(axis=0).argmax()].reshape(8, 8)
    return Figure(
        kind="heatmap",
        title=Localized(
            ko="가장 크게 배운 은닉 뉴런의 가중치", en="Weights of the hidden unit that learned most"
        ),
        rows=tuple(tuple(map(float, row)) for row in busiest),
    )


def _predict(parts: list[Floats], x: Floats) -> Labels:
    W1, b1, W2, b2 = parts
    best: Labels = (np.maximum(0, x @ W1 + b1) @ W2 + b2).argmax(axis=1)
    return best


def _judged(value: object, x: Floats, y: Labels) -> Failure | None:
    if value is None:
        return Failure("값을 돌려주지 않았습니다.", "returned nothing.", "no-return")
    parts = _parts(value)
    hidden = parts[1].size
    shapes = [(64, hidden), (hidden,), (hidden, 10), (10,)]
    failed = _unusable(parts, [part.shape for part in parts] == shapes and 8 <= hidden <= 256)
    if failed is not None:
        return failed
    accuracy = float((_predict(parts, x) == y).mean())
    if accuracy > ENOUGH:
        return None
    if np.allclose(parts[0], parts[0][:, :1]):
        return _told(accuracy, "symmetric")
    return _told(accuracy, "chance-level" if accuracy < 0.3 else "too-low")


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
