"""Multi-head attention against numpy: the weights are dictated, so every right module gives the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Snippet, Tensor

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_] | None

_DRIVER = """
model = MultiHeadAttention(d_model, heads)
with torch.no_grad():
    for name in ("q", "k", "v", "out"):
        layer = getattr(model, name)
        layer.weight.copy_(weights[name])
        layer.bias.copy_(biases[name])
out = model(x) if mask is None else model(x, mask)
"""


@dataclass(frozen=True, slots=True)
class _Way:
    """The right way by default; each field is something that candidates get wrong."""

    scale: str = "head"
    axis: int = -1
    inverted: bool = False
    masked: bool = True
    late_mask: bool = False
    bare_split: bool = False
    bare_merge: bool = False
    single_head: bool = False
    projected: bool = True


SLIPS = {
    "no-scale": _Way(scale="none"),
    "scale-by-model": _Way(scale="model"),
    "not-rooted": _Way(scale="full"),
    "wrong-axis": _Way(axis=-2),
    "mask-inverted": _Way(inverted=True),
    "mask-ignored": _Way(masked=False),
    "mask-after-softmax": _Way(late_mask=True),
    "split-mixes-tokens": _Way(bare_split=True),
    "merge-mixes-tokens": _Way(bare_merge=True),
    "one-head": _Way(single_head=True),
    "no-output-projection": _Way(projected=False),
}


@dataclass(frozen=True, slots=True)
class _Setting:
    x: Floats
    heads: int
    mask: Mask
    weights: dict[str, Floats]
    biases: dict[str, Floats]

    def project(self, name: str, value: Floats) -> Floats:
        result: Floats = value @ self.weights[name].T + self.biases[name]
        return result


def cases(rng: np.random.Generator) -> list[Case]:
    causal = np.tril(np.ones((6, 6), dtype=bool))
    gaps = rng.random((5, 5)) < 0.5
    np.fill_diagonal(gaps, True)
    gaps[0, 1:] = [True, False, True, False]
    return [
        _case(rng, Localized(ko="머리 넷", en="four heads"), (2, 5, 16), 4, None),
        _case(rng, Localized(ko="인과 마스크", en="causal mask"), (3, 6, 12), 3, causal),
        _case(rng, Localized(ko="구멍이 뚫린 마스크", en="a mask with gaps"), (1, 5, 8), 2, gaps),
        _case(rng, Localized(ko="머리 하나", en="one head"), (2, 4, 6), 1, None),
        _case(rng, Localized(ko="토큰 하나", en="a single token"), (2, 1, 8), 2, None),
    ]


def _case(
    rng: np.random.Generator, name: Localized, shape: tuple[int, int, int], heads: int, mask: Mask
) -> Case:
    d = shape[2]
    weights = {key: rng.normal(size=(d, d)) * 0.6 for key in ("q", "k", "v", "out")}
    biases = {key: rng.normal(size=d) for key in weights}
    s = _Setting(rng.normal(size=shape), heads, mask, weights, biases)
    inputs: dict[str, object] = {
        "d_model": d,
        "heads": heads,
        "x": _tensor(s.x),
        "mask": None if mask is None else Tensor(mask),
        "weights": {key: _tensor(value) for key, value in weights.items()},
        "biases": {key: _tensor(value) for key, value in biases.items()},
    }
    slips: dict[str, list[object]] = {key: [{"out": _attend(s, way)}] for key, way in SLIPS.items()}
    expect = Expect([[{"out": _attend(s, _Way())}]], slips, rtol=1e-3, atol=1e-4)
    return Case(name, (Snippet(_DRIVER, inputs, returns=("out",)),), expect)


def _tensor(value: Floats) -> Tensor:
    return Tensor(value.astype(np.float32))


def _attend(s: _Setting, way: _Way) -> Floats:
    batch, tokens, d = s.x.shape
    heads = 1 if way.single_head else s.heads
    q, k, v = (_split(s.project(name, s.x), heads, way) for name in ("q", "k", "v"))
    size = d // heads
    scale = {"head": np.sqrt(size), "model": np.sqrt(d), "full": float(size), "none": 1.0}[way.scale]
    mixed = _weights(q @ k.swapaxes(-1, -2) / scale, s.mask, way) @ v
    merged = (mixed if way.bare_merge else mixed.swapaxes(1, 2)).reshape(batch, tokens, d)
    return s.project("out", merged) if way.projected else merged


def _split(value: Floats, heads: int, way: _Way) -> Floats:
    batch, tokens, d = value.shape
    if way.bare_split:
        return value.reshape(batch, heads, tokens, d // heads)
    return value.reshape(batch, tokens, heads, d // heads).swapaxes(1, 2)


def _weights(scores: Floats, mask: Mask, way: _Way) -> Floats:
    allowed = np.ones(scores.shape[-2:], dtype=bool) if mask is None or not way.masked else mask
    if way.inverted and mask is not None:
        allowed = ~allowed
    if not way.late_mask:
        scores = np.where(allowed, scores, -1e9)
    e = np.exp(scores - scores.max(axis=way.axis, keepdims=True))
    weights: Floats = e / e.sum(axis=way.axis, keepdims=True)
    return weights * allowed if way.late_mask else weights
