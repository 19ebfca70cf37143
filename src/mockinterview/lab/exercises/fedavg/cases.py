"""Federated averaging: unequal sizes, an idle client and a single one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]


def _average(clients: list[list[Floats]], weights: Floats) -> list[object]:
    return [
        [
            sum(w * layer for w, layer in zip(weights, layers, strict=True))
            for layers in zip(*clients, strict=True)
        ]
    ]


def _case(name: Localized, clients: list[list[Floats]], sizes: list[int]) -> Case:
    counts = np.array(sizes, dtype=float)
    right = _average(clients, counts / counts.sum())
    layers = right[0]
    assert isinstance(layers, list)
    slips: dict[str, list[object]] = {
        "unweighted": _average(clients, np.full(len(sizes), 1 / len(sizes))),
        "not-divided": _average(clients, counts),
        "divided-by-clients": _average(clients, counts / len(sizes)),
        "largest-only": [clients[int(counts.argmax())]],
        "first-layer-only": [[layers[0], *clients[0][1:]]],
        "integer-division": _average(clients, counts // counts.sum()),
    }
    if counts.all():
        slips["inverse-weights"] = _average(clients, (1 / counts) / (1 / counts).sum())
    args = (clients, sizes)
    return Case(name, (Call("fedavg", args, echo=True),), Expect([right], slips, untouched=[args]))


def cases(rng: np.random.Generator) -> list[Case]:
    clients = [[rng.normal(size=(4, 3)), rng.normal(size=3), rng.normal(size=(3, 2))] for _ in range(4)]
    sizes = [int(n) for n in rng.permutation([5, 20, 60, 300])]
    idle = [0, *sizes[1:]]
    return [
        _case(Localized(ko="크기가 다른 네 기기", en="four clients of unlike size"), clients, sizes),
        _case(Localized(ko="데이터가 없는 기기", en="a client without data"), clients, idle),
        _case(Localized(ko="크기가 같은 두 기기", en="two clients of one size"), clients[:2], [7, 7]),
        _case(Localized(ko="기기 하나", en="one client"), clients[:1], [3]),
    ]
