"""Vectors of rubric texts, kept on disk by content hash, embedder and version.

Answers never go through here: what a candidate says is not written to a cache.
"""

from __future__ import annotations

import hashlib
import os
import struct
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mockinterview.embedding.base import Embedder, Encoded, Vectors

FORMAT = "3"

_SIZES = struct.Struct("<QQQL")
"""Texts, tokens, numbers a row, and the checksum of what follows.

Not numpy's own format: reading its headers goes through `ast.literal_eval`, and before Python 3.11.8 two threads that
do that at once can get a SystemError (https://github.com/python/cpython/issues/106905).
"""


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
        path = self._folder / f"{self._key(texts)}.vectors"
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
        kept = path.read_bytes()
        texts, tokens, width, checksum = _SIZES.unpack_from(kept)
    except (OSError, struct.error):
        return None
    whole = _SIZES.size + 2 * (texts + tokens) * width + 8 * texts
    if texts != count or len(kept) != whole or zlib.crc32(kept[_SIZES.size :]) != checksum:
        return None
    halves = np.frombuffer(kept, "<f2", (texts + tokens) * width, _SIZES.size).reshape(texts + tokens, width)
    starts = np.frombuffer(kept, "<i8", texts, whole - 8 * texts)
    return Encoded(
        halves[:texts].astype(np.float32), halves[texts:].astype(np.float32), starts.astype(np.intp)
    )


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
            file.write(_packed(encoded))
        Path(name).replace(path)
    except OSError:
        return  # a full or read-only disk: the vectors are computed again next time


def _packed(encoded: Encoded) -> bytes:
    rows = (encoded.vectors.astype("<f2"), encoded.tokens.astype("<f2"), encoded.starts.astype("<i8"))
    body = b"".join(part.tobytes() for part in rows)
    sizes = (len(encoded.vectors), len(encoded.tokens), encoded.vectors.shape[1])
    return _SIZES.pack(*sizes, zlib.crc32(body)) + body
