"""AdamW: what sets it apart is where the decay enters, so the decays of the cases are large enough to see."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Call

Floats = NDArray[np.float64]
Args = tuple[Floats, Floats, Floats, Floats, int, float, float, float, float, float]


def _adam(
    args: Args, extra: Floats | float = 0.0, *, corrected: bool = True
) -> tuple[Floats, Floats, Floats, Floats]:
    """(step, root, m, v) for the gradient plus `extra`."""
    _, m, v, grad, t, lr, beta1, beta2, eps, _ = args
    grad = grad + extra
    m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
    c1, c2 = (1 - beta1**t, 1 - beta2**t) if corrected else (1.0, 1.0)
    root = np.sqrt(v / c2) + eps
    return lr * (m / c1) / root, root, m, v


def _right(args: Args) -> list[object]:
    w, lr, decay = args[0], args[5], args[9]
    step, _, m, v = _adam(args)
    return [(w - step - lr * decay * w, m, v)]


def _slips(args: Args) -> dict[str, list[object]]:
    w, lr, decay = args[0], args[5], args[9]
    step, root, m, v = _adam(args)
    penalised, _, m_penalised, v_penalised = _adam(args, decay * w)
    raw = _adam(args, corrected=False)[0]
    return {
        "decay-in-gradient": [(w - penalised, m_penalised, v_penalised)],
        "no-decay": [(w - step, m, v)],
        "decay-without-rate": [(w - step - decay * w, m, v)],
        "decay-grows": [(w - step + lr * decay * w, m, v)],
        "decay-adapted": [(w - step - lr * decay * w / root, m, v)],
        "no-bias-correction": [(w - raw - lr * decay * w, m, v)],
        "decays-new-weights": [((w - step) * (1 - lr * decay), m, v)],
    }


def cases(rng: np.random.Generator) -> list[Case]:
    w, grad = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    m, v = rng.normal(size=(3, 4)) * 0.1, rng.uniform(0.1, 1, size=(3, 4))
    lr, decay = float(rng.uniform(0.05, 0.15)), float(rng.uniform(0.1, 0.4))
    zero = np.zeros_like(w)
    return [
        _case(Localized(ko="첫걸음", en="first step"), (w, zero, zero, grad, 1, lr, 0.9, 0.999, 1e-8, decay)),
        _case(
            Localized(ko="열 번째 걸음", en="tenth step"), (w, m, v, grad, 10, lr, 0.9, 0.999, 1e-8, decay)
        ),
        _case(
            Localized(ko="기울기가 0이어도 줄어듦", en="shrinks without a gradient"),
            (w, zero, v, zero, 3, lr, 0.9, 0.99, 1e-8, decay),
        ),
        _case(
            Localized(ko="감쇠 0이면 Adam", en="decay 0 is Adam"),
            (w, m, v, grad, 4, lr, 0.8, 0.95, 1e-6, 0.0),
        ),
    ]


def _case(name: Localized, args: Args) -> Case:
    return Case(
        name, (Call("adamw_step", args, echo=True),), Expect([_right(args)], _slips(args), untouched=[args])
    )
