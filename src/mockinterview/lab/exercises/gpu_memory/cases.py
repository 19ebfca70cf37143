"""GPU memory: a sum of four terms; each forgotten or misplaced term is a slip of its own."""

from __future__ import annotations

import numpy as np

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

STATES = {"sgd": 0, "momentum": 1, "adam": 2}


def _case(name: Localized, n: int, activations: int, batch: int, optimizer: str, value_bytes: int) -> Case:
    states, kept = STATES[optimizer], activations * batch

    def total(copies: int, extra: int = kept) -> list[object]:
        return [float((copies * n + extra) * value_bytes)]

    right = total(2 + states)
    slips: dict[str, list[object]] = {
        "no-gradients" if optimizer == "sgd" else "one-copy-short": total(1 + states),
        "sgd-has-state": total(3) if optimizer == "sgd" else right,
        "no-optimizer-state": total(2),
        "batch-ignored": total(2 + states, activations),
        "batch-on-everything": total((2 + states) * batch),
        "wrong-bytes": [float(((2 + states) * n + kept) * 4)],
        "counts-bits": [8 * float(((2 + states) * n + kept) * value_bytes)],
    }
    slips = {slip: value for slip, value in slips.items() if value != right}
    args = (n, activations, batch, optimizer, value_bytes)
    return Case(name, (Call("training_memory", args),), Expect([right], slips, rtol=1e-9))


def cases(rng: np.random.Generator) -> list[Case]:
    n, kept = int(rng.integers(10**6, 10**8)), int(rng.integers(10**5, 10**7))
    return [
        _case(Localized(ko="Adam, 배치 32", en="Adam, batch 32"), n, kept, 32, "adam", 4),
        _case(Localized(ko="모멘텀, 배치 8", en="momentum, batch 8"), n, kept, 8, "momentum", 4),
        _case(Localized(ko="관성 없는 SGD", en="plain SGD"), n, kept, 64, "sgd", 4),
        _case(Localized(ko="반정밀도, 배치 1", en="half precision, batch 1"), n, kept, 1, "adam", 2),
        _case(Localized(ko="활성값이 아주 많음", en="activations dominate"), 1000, 10**9, 16, "sgd", 2),
    ]
