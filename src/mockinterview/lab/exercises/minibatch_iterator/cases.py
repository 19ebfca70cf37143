"""Mini-batches: every row carries its number, so that what came, how often and in what order can be read off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Check, Failure, difference, plain
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]
Rows = list[list[int]]
ENOUGH = 30
"""Rows from which an order that was left alone cannot be chance."""

_DRIVER = """
generator = np.random.default_rng(seed)
epochs = [
    [(np.array(xb), np.array(yb)) for xb, yb in minibatches(x, y, batch_size, generator)] for _ in range(2)
]
"""


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _case(rng, Localized(ko="나누어떨어지지 않을 때", en="a smaller last batch"), 46, 8),
        _case(rng, Localized(ko="나누어떨어질 때", en="batches that fit"), 40, 8),
        _case(rng, Localized(ko="배치가 데이터보다 클 때", en="a batch larger than the data"), 5, 16),
        _case(rng, Localized(ko="한 번에 하나씩", en="one at a time"), 31, 1),
        _case(rng, Localized(ko="표본 하나", en="a single sample"), 1, 4),
    ]


def _case(rng: np.random.Generator, name: Localized, n: int, size: int) -> Case:
    x, y = rng.normal(size=(n, 3)), rng.permutation(n) + 100

    def test(values: Sequence[object]) -> Failure | None:
        value = values[0]
        if not isinstance(value, dict):
            raise TypeError
        if difference((value["x"], value["y"]), (x, y), rtol=0.0, atol=0.0) is not None:
            return Failure(
                "입력으로 받은 배열을 바꿨습니다.", "changed the arrays it was given.", "changes-inputs"
            )
        epochs: list[Rows] = []
        for epoch in value["epochs"]:
            rows = _rows(epoch, x, y)
            found = rows if isinstance(rows, Failure) else _judge(rows, n, size)
            if found is not None or isinstance(rows, Failure):
                return found
            epochs.append(rows)
        if n >= ENOUGH and epochs[0] == epochs[1]:
            return Failure("두 에폭의 순서가 같습니다.", "repeats its order.", "same-every-epoch")
        return None

    inputs = {"x": x, "y": y, "batch_size": size, "seed": int(rng.integers(2**31))}
    return Case(name, (Snippet(_DRIVER, inputs, returns=("epochs", "x", "y")),), Check(test))


def _rows(epoch: Sequence[tuple[object, object]], x: Floats, y: NDArray[np.int64]) -> Rows | Failure:
    """Which rows each batch holds."""
    numbers = {row.tobytes(): i for i, row in enumerate(x)}
    batches: Rows = []
    for xb, yb in epoch:
        xs, ys = np.asarray(plain(xb), dtype=float), np.asarray(plain(yb))
        if not len(xs):
            return Failure("빈 묶음이 있습니다.", "gives an empty batch.", "empty-batch")
        if xs.shape[1:] != x.shape[1:] or ys.shape != (len(xs),):
            return Failure("묶음의 모양이 다릅니다.", "gives batches of another shape.", "wrong-shape")
        rows = [numbers.get(row.tobytes(), -1) for row in xs]
        if -1 in rows or (y[rows] != ys).any():
            return Failure("x와 y의 짝이 다릅니다.", "breaks the pairs.", "pairs-broken")
        batches.append(rows)
    return batches


def _judge(batches: Rows, n: int, size: int) -> Failure | None:
    order = [row for rows in batches for row in rows]
    if len(set(order)) < len(order):
        return Failure("같은 표본이 두 번 나옵니다.", "gives a sample twice.", "with-replacement")
    if len(order) < n:
        return Failure("나오지 않은 표본이 있습니다.", "leaves samples out.", "tail-dropped")
    if [len(rows) for rows in batches[:-1]] != [size] * ((n - 1) // size):
        return Failure("묶음의 크기가 다릅니다.", "gives batches of another size.", "batch-size")
    if n >= ENOUGH and order == sorted(order):
        return Failure("순서가 그대로입니다.", "keeps the order.", "not-shuffled")
    if n >= ENOUGH and size > 1 and all(max(rows) - min(rows) == len(rows) - 1 for rows in batches):
        return Failure("묶음이 늘 같은 표본들입니다.", "always groups the same samples.", "blocks-only")
    return None
