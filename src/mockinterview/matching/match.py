"""Answer + prepared question -> evidence for every point, with the place in the raw answer it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.grade import Evidence
from mockinterview.embedding.base import Embedder
from mockinterview.matching.claims import claims
from mockinterview.matching.clean import Mapped, clean
from mockinterview.matching.features import Extractor, PointEvidence
from mockinterview.matching.fillers import without_fillers
from mockinterview.matching.references import PreparedQuestion, Preparer, Sentences, telling_stems
from mockinterview.matching.segments import Span, segment


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer cut into windows, each with its place."""

    raw: str
    cleaned: Mapped
    spans: tuple[Span, ...]
    windows: Sentences
    claiming: NDArray[np.bool_]

    def evidence(self, window: int) -> Evidence:
        span = self.spans[window]
        return Evidence.of(self.raw, *self.cleaned.span(span.start, span.end))


@dataclass(frozen=True, slots=True)
class Match:
    reading: Reading
    points: tuple[PointEvidence, ...]


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _says_back(question: PreparedQuestion, text: str) -> bool:
    """Does the window hold nothing but words of the question?"""
    stems = frozenset(telling_stems(question.terms.canonical(text.lower())))
    return any(stems <= asked for asked in question.asked.stems)


class Matcher:
    def __init__(self, embedder: Embedder, preparer: Preparer, extractor: Extractor) -> None:
        self._embedder = embedder
        self._preparer = preparer
        self._extractor = extractor

    def read(self, question: PreparedQuestion, answer: str, unread: Sequence[Span] = ()) -> Reading | None:
        """`unread` stretches (of the raw answer) are nobody's evidence. None when nothing is left to read."""
        cleaned = clean(answer)
        spans: dict[str, Span] = {}
        for span in segment(cleaned.text).windows():
            if not _touches(Span(*cleaned.span(span.start, span.end)), unread):
                spans.setdefault(without_fillers(span.of(cleaned.text)).casefold(), span)
        for text in [text for text in spans if _says_back(question, text)]:
            del spans[text]
        if not spans:
            return None
        # What a candidate says is embedded by the bare embedder: answers are never written to the cache.
        windows = self._preparer.sentences(question.terms, list(spans), self._embedder)
        claiming = np.array([claims(text) for text in spans], dtype=np.bool_)
        return Reading(answer, cleaned, tuple(spans.values()), windows, claiming)

    def match(self, question: PreparedQuestion, reading: Reading) -> Match:
        return Match(reading, tuple(self._extractor.extract(question, reading.windows, reading.claiming)))
