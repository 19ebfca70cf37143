"""An embedder one can predict by eye, for unit tests: letter pairs, hashed. Knows spelling, not meaning."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from mockinterview.embedding.base import SentenceEmbedder, Vectors, unit_rows

DIMENSIONS = 256


class ToyEmbedder(SentenceEmbedder):
    name = "toy/1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            letters = "".join(text.casefold().split())
            for pair in (letters[i : i + 2] for i in range(max(1, len(letters) - 1))):
                row[zlib.crc32(pair.encode("utf-8", "surrogatepass")) % DIMENSIONS] += 1.0
        return unit_rows(rows, len(texts))
