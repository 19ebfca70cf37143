"""Vectors of rubric texts, kept on disk by content hash, embedder and version.

Answers never go through here: what a candidate says is not written to a cache.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mockinterview.embedding.base import Embedder, Encoded, Vectors

FORMAT = "2"


class CachedEmbedder:
    """Wraps an embedder; a cache that cannot be read or written only costs time."""

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self.inner = inner
        self._folder = folder

    @property
    def name(self) -> str:
        return self.inner.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.read(texts).vectors

    def read(self, texts: Sequence[str]) -> Encoded:
        """All texts together are one entry: a rubric's texts are always asked for together."""
        path = self._folder / f"{self._key(texts)}.npz"
        known = _load(path, len(texts))
        if known is None:
            known = _halved(self.inner.read(texts))
            _save(path, known)
        return known

    def _key(self, texts: Sequence[str]) -> str:
        content = "\0".join((FORMAT, self.name, *texts)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(content).hexdigest()[:32]


def _load(path: Path, count: int) -> Encoded | None:
    try:
        with np.load(path, allow_pickle=False) as file:
            vectors, tokens, starts = file["vectors"], file["tokens"], file["starts"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    if vectors.ndim != 2 or len(vectors) != count or len(starts) != count:
        return None
    return Encoded(vectors.astype(np.float32), tokens.astype(np.float32), starts.astype(np.intp))


def _halved(encoded: Encoded) -> Encoded:
    """Half the precision and half the disk; also in memory, so that the first grade equals the second."""
    vectors, tokens = (
        rows.astype(np.float16).astype(np.float32) for rows in (encoded.vectors, encoded.tokens)
    )
    return Encoded(vectors, tokens, encoded.starts)


def _save(path: Path, encoded: Encoded) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                vectors=encoded.vectors.astype(np.float16),
                tokens=encoded.tokens.astype(np.float16),
                starts=encoded.starts,
            )
        Path(name).replace(path)
    except OSError:
        return  # a full or read-only disk: the vectors are computed again next time
