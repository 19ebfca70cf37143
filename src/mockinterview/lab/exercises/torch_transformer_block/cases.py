"""A transformer block with dictated weights: norm first or last, ReLU or either GELU are all right."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.base import Localized
from mockinterview.lab.judging import Case, Expect
from mockinterview.sandbox import Snippet, Tensor

Floats = NDArray[np.float64]

_DRIVER = """
block = TransformerBlock(d_model, heads, d_ff)
attn = block.attn
with torch.no_grad():
    targets = [attn.in_proj_weight, attn.in_proj_bias, attn.out_proj.weight, attn.out_proj.bias,
               block.norm1.weight, block.norm1.bias, block.norm2.weight, block.norm2.bias,
               block.up.weight, block.up.bias, block.down.weight, block.down.bias]
    for target, value in zip(targets, values):
        target.copy_(value)
block.eval()
out = block(x)
"""


@dataclass(frozen=True, slots=True)
class _Weights:
    """In the order in which the driver copies them."""

    qkv: Floats
    qkv_bias: Floats
    out: Floats
    out_bias: Floats
    gamma1: Floats
    beta1: Floats
    gamma2: Floats
    beta2: Floats
    up: Floats
    up_bias: Floats
    down: Floats
    down_bias: Floats

    def all(self) -> list[Floats]:
        return [getattr(self, field.name) for field in fields(self)]


@dataclass(frozen=True, slots=True)
class _Way:
    """A convention, and the slip if there is one."""

    first: bool = True
    activation: str = "relu"
    slip: str = ""


RIGHT = [_Way(first, activation) for first in (True, False) for activation in ("relu", "gelu", "tanh")]
SLIPS = (
    "no-attention-residual",
    "no-feed-forward-residual",
    "no-norm",
    "norm-shared",
    "residual-from-start",
    "residual-after-norm",
    "no-activation",
    "tokens-as-batch",
    "no-feed-forward",
)


def cases(rng: np.random.Generator) -> list[Case]:
    return [
        _case(rng, Localized(ko="보통의 문장", en="ordinary sentences"), (3, 5, 8), 2),
        _case(rng, Localized(ko="배치 하나", en="a batch of one"), (1, 7, 12), 3),
        _case(rng, Localized(ko="토큰 하나", en="a single token"), (4, 1, 8), 4),
        _case(rng, Localized(ko="큰 입력", en="large inputs"), (2, 4, 8), 2, size=30.0),
    ]


def _case(
    rng: np.random.Generator, name: Localized, shape: tuple[int, int, int], heads: int, size: float = 1.0
) -> Case:
    d = shape[2]
    w = _draw(rng, d, 3 * d)
    x = rng.normal(size=shape) * size
    inputs: dict[str, object] = {
        "x": _tensor(x),
        "d_model": d,
        "heads": heads,
        "d_ff": 3 * d,
        "values": [_tensor(value) for value in w.all()],
    }
    accepted = [_answer(w, x, heads, way) for way in RIGHT]
    slips = {
        f"{slip}:{number}": _answer(w, x, heads, replace(way, slip=slip))
        for slip in SLIPS
        for number, way in enumerate(RIGHT)
    }
    # The same slip has one name in every convention.
    renames = {key: key.partition(":")[0] for key in slips}
    expect = Expect(accepted, slips, rtol=1e-3, atol=5e-4, renames=renames)
    return Case(name, (Snippet(_DRIVER, inputs, returns=("out",)),), expect)


def _draw(rng: np.random.Generator, d: int, wide: int) -> _Weights:
    def matrix(rows: int, columns: int) -> Floats:
        result: Floats = rng.normal(size=(rows, columns)) / np.sqrt(columns)
        return result

    return _Weights(
        matrix(3 * d, d),
        rng.normal(size=3 * d),
        matrix(d, d),
        rng.normal(size=d),
        rng.uniform(0.5, 1.5, d),
        rng.normal(size=d),
        rng.uniform(0.5, 1.5, d),
        rng.normal(size=d),
        matrix(wide, d),
        rng.normal(size=wide),
        matrix(d, wide),
        rng.normal(size=d),
    )


def _tensor(value: Floats) -> Tensor:
    return Tensor(value.astype(np.float32))


def _answer(w: _Weights, x: Floats, heads: int, way: _Way) -> list[object]:
    return [{"out": _block(w, x, heads, way)}]


def _block(w: _Weights, x: Floats, heads: int, way: _Way) -> Floats:
    def norm1(value: Floats) -> Floats:
        return value if way.slip == "no-norm" else _norm(value, w.gamma1, w.beta1)

    def norm2(value: Floats) -> Floats:
        gamma, beta = (w.gamma1, w.beta1) if way.slip == "norm-shared" else (w.gamma2, w.beta2)
        return value if way.slip == "no-norm" else _norm(value, gamma, beta)

    def mix(value: Floats) -> Floats:
        return _attention(w, value, heads, across=way.slip == "tokens-as-batch")

    inside = norm1(x) if way.first else x
    kept = inside if way.slip == "residual-after-norm" else x
    h = mix(inside) + (0 if way.slip == "no-attention-residual" else kept)
    h = h if way.first else norm1(h)
    if way.slip == "no-feed-forward":
        return h
    inside = norm2(h) if way.first else h
    kept = {"residual-after-norm": inside, "residual-from-start": x}.get(way.slip, h)
    out = _feed_forward(w, inside, way) + (0 if way.slip == "no-feed-forward-residual" else kept)
    return out if way.first else norm2(out)


def _norm(x: Floats, gamma: Floats, beta: Floats) -> Floats:
    result: Floats = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5) * gamma + beta
    return result


def _feed_forward(w: _Weights, x: Floats, way: _Way) -> Floats:
    h = x @ w.up.T + w.up_bias
    if way.slip != "no-activation":
        h = _activate(h, way.activation)
    result: Floats = h @ w.down.T + w.down_bias
    return result


def _activate(h: Floats, activation: str) -> Floats:
    if activation == "relu":
        return np.maximum(h, 0)
    bend: Floats
    if activation == "tanh":
        bend = np.tanh(math.sqrt(2 / math.pi) * (h + 0.044715 * h**3))
    else:
        bend = np.vectorize(math.erf)(h / math.sqrt(2))
    result: Floats = 0.5 * h * (1 + bend)
    return result


def _attention(w: _Weights, x: Floats, heads: int, *, across: bool) -> Floats:
    x = x.swapaxes(0, 1) if across else x
    batch, tokens, d = x.shape
    parts = np.split(x @ w.qkv.T + w.qkv_bias, 3, axis=-1)
    q, k, v = (part.reshape(batch, tokens, heads, d // heads).swapaxes(1, 2) for part in parts)
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(d // heads)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = (e / e.sum(axis=-1, keepdims=True) @ v).swapaxes(1, 2).reshape(batch, tokens, d)
    result: Floats = mixed @ w.out.T + w.out_bias
    return result.swapaxes(0, 1) if across else result
