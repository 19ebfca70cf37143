"""What an embedder is: texts in, unit vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of length 1."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Sentence vectors, and the vectors of their words in context where an embedder can give them.

    One that cannot gives each sentence a single "word": itself. Everything that compares word by word then
    falls back to comparing sentence by sentence.
    """

    vectors: Vectors
    tokens: Vectors
    """All texts' tokens below each other."""
    starts: NDArray[np.intp]
    """The row where each text's tokens begin; every text has at least one."""

    @classmethod
    def of_sentences(cls, vectors: Vectors) -> Encoded:
        return cls(vectors, vectors, np.arange(len(vectors), dtype=np.intp))

    def tokens_of(self, text: int) -> Vectors:
        end = self.starts[text + 1] if text + 1 < len(self.starts) else len(self.tokens)
        return self.tokens[self.starts[text] : end]


class Embedder(Protocol):
    @property
    def name(self) -> str:
        """With the version: calibrations and cached vectors belong to exactly this string."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Raises EmbeddingError; never returns fewer rows than texts."""
        ...

    def read(self, texts: Sequence[str]) -> Encoded:
        """`encode` and the words of each text."""
        ...


def unit_rows(rows: NDArray[np.float32] | NDArray[np.float64], count: int) -> Vectors:
    """Scales to length 1; a text that a model maps to nothing becomes the zero vector, similar to none."""
    matrix = np.asarray(rows, dtype=np.float32).reshape(count, -1 if count else np.shape(rows)[-1])
    finite = np.nan_to_num(matrix, nan=0.0, posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(finite, axis=1, keepdims=True)
    scaled: Vectors = (finite / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return scaled


class SentenceEmbedder:
    """Base of embedders that know sentences only."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError

    def read(self, texts: Sequence[str]) -> Encoded:
        return Encoded.of_sentences(self.encode(texts))
