"""Matrix factorization: single steps and a whole walk over the ratings, with the 2 or without."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call, Snippet

Floats = NDArray[np.float64]
Args = tuple[Floats, Floats, int, int, float, float, float]
Pair = tuple[Floats, Floats]
Step = Callable[[Args], Pair]

_WALK = """
for user, item, rating in ratings:
    P, Q = factor_step(P, Q, int(user), int(item), float(rating), lr, reg)
"""


def _step(args: Args, *, factor: float = 1.0, error: float | None = None, penalty: float = 1.0) -> Pair:
    P, Q, user, item, rating, lr, reg = args
    p, q = P[user], Q[item]
    miss = float(rating - p @ q) if error is None else error
    P, Q = P.copy(), Q.copy()
    P[user] = p + factor * lr * (miss * q - penalty * reg * p)
    Q[item] = q + factor * lr * (miss * p - penalty * reg * q)
    return P, Q


def _sequential(args: Args) -> Pair:
    P, Q, user, item, rating, lr, reg = args
    new, _ = _step(args)
    moved = Q.copy()
    moved[item] = Q[item] + lr * (float(rating - P[user] @ Q[item]) * new[user] - reg * Q[item])
    return new, moved


def _all_rows(args: Args) -> Pair:
    P, Q = _step(args)
    others = np.arange(len(P)) != args[2]
    P[others] *= 1 - args[5] * args[6]
    return P, Q


ACCEPTED: tuple[Step, ...] = (_step, lambda args: _step(args, factor=2.0))
SLIPS: dict[str, Step] = {
    "sequential-update": _sequential,
    "no-penalty": lambda args: _step(args, penalty=0.0),
    "penalty-grows": lambda args: _step(args, penalty=-1.0),
    "ascends": lambda args: _step(args, factor=-1.0),
    "error-forgotten": lambda args: _step(args, error=1.0),
    "user-only": lambda args: (_step(args)[0], args[1]),
    "all-rows": _all_rows,
}


def _case(name: Localized, args: Args) -> Case:
    return Case(
        name,
        (Call("factor_step", args, echo=True),),
        Expect([[f(args)] for f in ACCEPTED], {k: [f(args)] for k, f in SLIPS.items()}, untouched=[args]),
    )


def _walk(rng: np.random.Generator, start: Pair) -> Case:
    """Several hundred ratings in a row: the factors must travel from step to step."""
    truth = rng.normal(size=(5, 2)) @ rng.normal(size=(2, 6))
    users, items = rng.integers(0, 5, size=300), rng.integers(0, 6, size=300)
    ratings = np.stack([users, items, truth[users, items]], axis=1)

    def walked(step: Step) -> list[object]:
        P, Q = start
        for user, item, rating in ratings:
            P, Q = step((P, Q, int(user), int(item), float(rating), 0.02, 0.05))
        return [{"P": P, "Q": Q}]

    inputs = {"P": start[0], "Q": start[1], "ratings": ratings, "lr": 0.02, "reg": 0.05}
    name = Localized(ko="평점 300개", en="300 ratings in a row")
    expect = Expect([walked(step) for step in ACCEPTED], rtol=1e-4, atol=1e-6)
    return Case(name, (Snippet(_WALK, inputs, returns=("P", "Q")),), expect)


def cases(rng: np.random.Generator) -> list[Case]:
    P, Q = rng.normal(size=(5, 3)), rng.normal(size=(6, 3))
    lr, reg = float(rng.uniform(0.05, 0.1)), float(rng.uniform(0.1, 0.4))
    known = float(P[0] @ Q[1])
    return [
        _case(Localized(ko="평점 하나", en="one rating"), (P, Q, 2, 4, known + 3.0, lr, reg)),
        _case(
            Localized(ko="벌점 없이", en="without penalty"), (P, Q, 4, 5, float(P[4] @ Q[5]) - 2.0, lr, 0.0)
        ),
        _case(Localized(ko="이미 맞히는 평점", en="a rating already met"), (P, Q, 0, 1, known, lr, reg)),
        _case(Localized(ko="잠재 요인 하나", en="one factor"), (P[:, :1], Q[:, :1], 1, 0, 4.0, lr, reg)),
        _walk(rng, (0.5 * P, 0.5 * Q)),
    ]
