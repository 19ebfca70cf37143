"""The smallest honest judge: random inputs known only here, and exact checks on plain arrays."""

from __future__ import annotations

import numpy as np

from mockinterview.sandbox import Call, Job, RunResult, Sandbox

GOOD = """
import numpy as np
def solve(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""
BAD = """
import numpy as np
def solve(x):
    e = np.exp(x - x.max())
    return e / e.sum()
"""


def passes(box: Sandbox, code: str) -> bool:
    rng = np.random.default_rng()
    inputs = [rng.normal(size=(3, 4)) * scale for scale in (1, 3, 4000)]
    inputs.append(inputs[0])
    result = box.run(Job(code, tuple(Call("solve", (x.copy(),)) for x in inputs)))
    return verdict(result, inputs)


def verdict(result: RunResult, inputs: list[np.ndarray]) -> bool:
    return result.status == "ok" and all(
        answer.ok and is_close(answer.value, reference(x))
        for answer, x in zip(result.answers, inputs, strict=True)
    )


def reference(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def is_close(value: object, expected: np.ndarray) -> bool:
    """Type, exact shape, kind and finiteness before any comparison: each of them stops a forgery."""
    return (
        type(value) is np.ndarray
        and value.shape == expected.shape
        and value.dtype == expected.dtype
        and bool(np.isfinite(value).all())
        and bool(np.allclose(value, expected, rtol=1e-6, atol=1e-9, equal_nan=False))
    )
