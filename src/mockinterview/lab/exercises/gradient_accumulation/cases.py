"""Accumulation: the child records how its pieces were cut and where they were asked, the parent checks both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect, Failure, difference, plain
from mockinterview.sandbox import Answer, Snippet

Floats = NDArray[np.float64]

_DRIVER = """
sizes, places = [], []

def mean_gradient(p, xb, yb):
    sizes.append(len(xb))
    places.append(p.copy())
    return 2 * xb.T @ (xb @ p - yb) / len(xb)

grad = accumulate(mean_gradient, w, x, y, micro)
places = np.array(places)
"""


def _mean_gradient(w: Floats, x: Floats, y: Floats) -> Floats:
    return np.asarray(2 * x.T @ (x @ w - y) / len(x))


def _slips(w: Floats, x: Floats, y: Floats, micro: int) -> dict[str, list[object]]:
    pieces = [_mean_gradient(w, x[i : i + micro], y[i : i + micro]) for i in range(0, len(x), micro)]
    whole = len(x) // micro * micro
    slips = {
        "mean-of-means": np.mean(pieces, axis=0),
        "only-summed": np.sum(pieces, axis=0),
        "over-divided": np.sum(pieces, axis=0) / len(x),
        "last-piece-only": pieces[-1],
        "tail-dropped": _mean_gradient(w, x[:whole], y[:whole]) if whole else np.zeros_like(w),
    }
    return {slip: [value] for slip, value in slips.items()}


def cases(rng: np.random.Generator) -> list[Case]:
    def case(ko: str, en: str, n: int, micro: int) -> Case:
        return _case(rng, Localized(ko=ko, en=en), n, micro)

    return [
        case("나누어떨어질 때", "pieces that fit", 24, 6),
        case("마지막 조각이 작을 때", "a smaller last piece", 22, 5),
        case("마지막 조각이 하나뿐일 때", "a last piece of one", 17, 8),
        case("배치가 조각보다 작을 때", "fewer samples than a piece holds", 3, 10),
        case("한 번에 하나씩", "one at a time", 6, 1),
    ]


def _case(rng: np.random.Generator, name: Localized, n: int, micro: int) -> Case:
    w, x, y = rng.normal(size=4), rng.normal(size=(n, 4)), rng.normal(size=n) * 3
    exact = Expect([[_mean_gradient(w, x, y)]], _slips(w, x, y, micro), rtol=1e-4, atol=1e-6)

    def judge(answers: Sequence[Answer]) -> Failure | None:
        value = answers[0].value
        if not isinstance(value, dict):
            return exact(answers)
        if max(value["sizes"], default=0) > micro:
            return Failure("조각이 micro보다 큽니다.", "passes pieces larger than micro.", "too-large-pieces")
        places = np.asarray(plain(value["places"]), dtype=float)
        if places.size and np.abs(places - w).max() > 0:
            return Failure("조각 사이에 w가 바뀌었습니다.", "moves w between pieces.", "updates-between")
        if difference((value["x"], value["y"]), (x, y), rtol=0.0, atol=0.0) is not None:
            return Failure(
                "입력으로 받은 배열을 바꿨습니다.", "changed the arrays it was given.", "changes-inputs"
            )
        return exact([Answer(value=value["grad"])])

    inputs = {"w": w, "x": x, "y": y, "micro": micro}
    return Case(name, (Snippet(_DRIVER, inputs, returns=("grad", "sizes", "places", "x", "y")),), judge)
