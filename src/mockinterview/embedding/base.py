"""What an embedder is: texts in, unit vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row a text, each of length 1."""


class Embedder(Protocol):
    @property
    def name(self) -> str:
        """With the version: calibrations and cached vectors belong to exactly this string."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Raises EmbeddingError; never returns fewer rows than texts."""
        ...


def unit_rows(rows: NDArray[np.float32] | NDArray[np.float64], count: int) -> Vectors:
    """Scales to length 1; a text that a model maps to nothing becomes the zero vector, similar to none."""
    matrix = np.asarray(rows, dtype=np.float32).reshape(count, -1 if count else np.shape(rows)[-1])
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    safe = np.where(np.isfinite(lengths) & (lengths > 0), lengths, 1.0)
    finite = np.nan_to_num(matrix, nan=0.0, posinf=0.0, neginf=0.0)
    scaled: Vectors = (finite / safe).astype(np.float32)
    return scaled
