"""Sentences with everything that is ever compared about them, row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mockinterview.embedding.base import Embedder, Encoded
from mockinterview.matching.clean import clean_text
from mockinterview.matching.polarity import AXIS_COUNT, polarity, sides_row
from mockinterview.matching.terms import TermIndex, stems

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

_HANGUL = re.compile("[가-힣]")
_RUN = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[가-힣]+")
_REACH = 4
"""Words that stand at most this far apart have an order worth comparing."""


@dataclass(frozen=True, slots=True)
class Lines:
    texts: tuple[str, ...]
    """Under canonical names."""
    encoded: Encoded
    grams: tuple[frozenset[str], ...]
    orders: tuple[frozenset[tuple[str, str]], ...]
    sides: NDArray[np.int8]
    """One column an axis of opposites: +1, -1, or 0 for neither."""
    negated: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.texts)


def make_lines(embedder: Embedder, terms: TermIndex, texts: Sequence[str]) -> Lines:
    canonical = [terms.canonical(clean_text(text).lower()) for text in texts]
    polarities = [polarity(text) for text in canonical]
    return Lines(
        tuple(canonical),
        embedder.read(canonical),
        tuple(grams(text) for text in canonical),
        tuple(orders(text) for text in canonical),
        np.array([sides_row(p) for p in polarities], dtype=np.int8).reshape(len(texts), AXIS_COUNT),
        np.array([p.negations % 2 for p in polarities], dtype=np.int8),
    )


@lru_cache(maxsize=20_000)
def grams(text: str) -> frozenset[str]:
    """Latin words, numbers, and pairs of neighbouring syllables: Korean words without the trouble of stemming."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if len(run) > 1 and _HANGUL.match(run):
            found.update(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.add(run)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def orders(text: str) -> frozenset[tuple[str, str]]:
    """Which word stands shortly before which: "L1 … 희소, L2 … 작게" against "L2 … 희소, L1 … 작게"."""
    words = [word[:2] if _HANGUL.match(word) else word for word in telling_stems(text)]
    return frozenset(
        (first, second)
        for i, first in enumerate(words)
        for second in words[i + 1 : i + 1 + _REACH]
        if first != second
    )


def telling_stems(text: str) -> list[str]:
    """Stems that can tell one sentence from another: no lone Hangul syllables."""
    return [stem for stem in stems(text) if len(stem) > 1 or not _HANGUL.match(stem)]


def share(wanted: frozenset[str], present: frozenset[str]) -> float:
    return len(wanted & present) / len(wanted) if wanted else 0.0


def letters_only(text: str) -> str:
    return "".join(letter for letter in text if letter not in " -_·")
