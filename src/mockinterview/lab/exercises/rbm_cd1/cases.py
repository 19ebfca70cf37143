"""CD-1 is random: the expected update is computed exactly, by enumerating the hidden states, and compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Check, Failure, difference, plain
from mockinterview.sandbox import Snippet

Floats = NDArray[np.float64]
Update = tuple[Floats, Floats, Floats]
"""Directions of W, a and b, before the learning rate."""
LR = 0.5
SAMPLES = 20_000
SAMPLED = 5.3 / SAMPLES**0.5
"""How far a right update of so many samples may stray."""
_DRIVER = """
W_kept, a_kept, b_kept = W.copy(), a.copy(), b.copy()
answer = cd1(v0, W, a, b, lr, np.random.default_rng(seed))
kept = bool((W == W_kept).all() and (a == a_kept).all() and (b == b_kept).all())
"""


def _sigmoid(z: Floats) -> Floats:
    out: Floats = 0.5 * (1 + np.tanh(0.5 * z))
    return out


def _states(n: int) -> Floats:
    return np.array(list(product((0.0, 1.0), repeat=n)))


def _chances(p: Floats, states: Floats) -> Floats:
    """How likely each whole state is, for each row of independent probabilities."""
    out: Floats = np.where(states[None] == 1, p[:, None], 1 - p[:, None]).prod(axis=-1)
    return out


class Model:
    """Exact expectations of one CD-1 step for given data."""

    def __init__(self, v0: Floats, W: Floats, a: Floats, b: Floats) -> None:
        self.v0, self.W, self.a, self.b = v0, W, a, b
        self.h0 = _sigmoid(v0 @ W + b)
        self.states = _states(len(b))
        self.likely = _chances(self.h0, self.states)
        self.guess = _sigmoid(self.states @ W.T + a)

    def update(self, v1: Floats, chance: Floats) -> Update:
        """The step when the reconstruction is `v1[k]` with the chance `chance[k]`."""
        h1 = _sigmoid(v1 @ self.W + self.b)
        n = len(self.v0)
        pairs: Floats = self.v0.T @ self.h0 / n - (v1 * chance[:, None]).T @ h1
        return pairs, self.v0.mean(axis=0) - chance @ v1, self.h0.mean(axis=0) - chance @ h1

    def accepted(self) -> list[Update]:
        """With the reconstruction as probabilities, and sampled."""
        hidden = self.likely.mean(axis=0)
        seen = _states(len(self.a))
        return [self.update(self.guess, hidden), self.update(seen, hidden @ _chances(self.guess, seen))]

    def slips(self) -> dict[str, Update]:
        right = self.accepted()[0]
        W, a, b = right
        hidden, n = self.likely.mean(axis=0), len(self.v0)
        data = (self.v0.T @ self.h0 / n, self.v0.mean(axis=0), self.h0.mean(axis=0))
        again = self.likely @ _sigmoid(self.guess @ self.W + self.b)
        rebuilt = self.likely @ self.guess
        rounded = _sigmoid((self.h0 > 0.5).astype(float) @ self.W.T + self.a)
        assert hidden.shape == (len(self.states),)
        return {
            "no-negative-phase": data,
            "reversed": (-W, -a, -b),
            "batch-summed": (n * W, n * a, n * b),
            "biases-forgotten": (W, 0 * a, 0 * b),
            "biases-swapped-sign": (W, -a, -b),
            "data-in-negative": (data[0] - self.v0.T @ again / n, a, b),
            "old-hidden": (data[0] - rebuilt.T @ self.h0 / n, a, b),
            "thresholded": self.update(rounded, np.full(n, 1 / n)),
        }

    def apart(self) -> float:
        """How far the slip that is hardest to tell from a right update is away from it."""
        return min(
            max(float(np.abs(slip - right).max()) for slip, right in zip(wrong, update, strict=True))
            for wrong in self.slips().values()
            for update in self.accepted()
        )

    def judge(self, value: object, slack: float) -> Failure | None:
        """`slack` says how far from an expected direction a right sample may stray."""
        if not isinstance(value, tuple | list) or len(value) != 3:
            return Failure("값 3개를 돌려줘야 합니다.", "must return 3 values.", "wrong-type")
        before = (self.W, self.a, self.b)
        for got, old in zip(value, before, strict=True):
            found = difference(got, old, rtol=1e300)  # its shape and kind; how far it moved comes next
            if found is not None:
                return found
        moved = [(np.asarray(plain(new), float) - old) / LR for new, old in zip(value, before, strict=True)]

        def near(update: Update) -> bool:
            pairs = zip(moved, update, strict=True)
            return all(bool((np.abs(got - want) <= slack).all()) for got, want in pairs)

        if any(near(update) for update in self.accepted()):
            return None
        slip = next((name for name, update in self.slips().items() if near(update)), "not-the-update")
        return Failure("갱신이 기대와 다릅니다.", "moves otherwise than expected.", slip)


def _case(rng: np.random.Generator, name: Localized, model: Model, slack: float) -> Case:
    inputs = {
        "v0": model.v0,
        "W": model.W,
        "a": model.a,
        "b": model.b,
        "lr": LR,
        "seed": int(rng.integers(2**31)),
    }

    def test(values: Sequence[object]) -> Failure | None:
        value = values[0]
        if not isinstance(value, dict):
            raise TypeError
        if value["answer"] is None:
            return Failure("값을 돌려주지 않았습니다.", "returned nothing.", "no-return")
        failed = model.judge(value["answer"], slack)
        if failed is None and not value["kept"]:
            return Failure("입력 배열을 바꿨습니다.", "changed the arrays it was given.", "changes-inputs")
        return failed

    return Case(name, (Snippet(_DRIVER, inputs, returns=("answer", "kept")),), Check(test))


def _telling(rng: np.random.Generator) -> Model:
    """Enough samples to know a right update by, and weights that draw every slip out of its shadow."""
    many = (rng.random((SAMPLES, 5)) < rng.uniform(0.6, 0.9, size=5)).astype(float)
    while True:
        W = rng.choice([-1.0, 1.0], size=(5, 3)) * rng.uniform(0.5, 1, (5, 3))
        model = Model(many, W, np.full(5, -1.0), np.full(3, 0.2))
        if model.apart() > 1.5 * SAMPLED:  # what is random about a slip strays by less than the rest of it
            return model


def cases(rng: np.random.Generator) -> list[Case]:
    sure = rng.choice([-60.0, 60.0], size=(5, 3))
    firm = (sure, rng.choice([-25.0, 25.0], size=5), rng.choice([-25.0, 25.0], size=3))
    few = np.array([[1, 0, 0, 1, 0], [1, 1, 0, 0, 1], [0, 0, 1, 1, 1], [1, 0, 1, 0, 0]], dtype=float)
    exact = 1e-6

    return [
        _case(rng, Localized(ko="많은 표본", en="many samples"), _telling(rng), SAMPLED),
        _case(
            rng, Localized(ko="확률이 0과 1뿐", en="probabilities of 0 and 1 only"), Model(few, *firm), exact
        ),
        _case(rng, Localized(ko="표본 하나", en="one sample"), Model(few[:1], *firm), exact),
    ]
