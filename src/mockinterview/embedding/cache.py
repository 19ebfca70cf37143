"""Vectors of rubric texts, kept on disk by content hash, embedder and version.

Answers never go through here: what a candidate says is not written to a cache.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mockinterview.embedding.base import Embedder, Vectors


class CachedEmbedder:
    """Wraps an embedder; a cache that cannot be read or written only costs time."""

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self.inner = inner
        self._folder = folder / hashlib.sha256(inner.name.encode()).hexdigest()[:12]
        self._memory: dict[str, Vectors] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self.inner.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        """All texts together are one entry: a rubric's texts are always asked for together."""
        key = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        with self._lock:
            known = self._memory.get(key)
        if known is None:
            known = self._load(key, len(texts))
            if known is None:
                known = self.inner.encode(texts)
                self._save(key, known)
            with self._lock:
                self._memory[key] = known
        return known

    def _load(self, key: str, count: int) -> Vectors | None:
        try:
            rows = np.load(self._folder / f"{key}.npy", allow_pickle=False)
        except (OSError, ValueError):
            return None
        return rows.astype(np.float32) if rows.ndim == 2 and len(rows) == count else None

    def _save(self, key: str, rows: Vectors) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            with os.fdopen(handle, "wb") as file:
                np.save(file, rows, allow_pickle=False)
            Path(name).replace(self._folder / f"{key}.npy")
        except OSError:
            return  # a full or read-only disk: the vectors are computed again next time
