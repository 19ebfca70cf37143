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
from mockinterview.matching.features import PointEvidence, extract
from mockinterview.matching.fillers import without_fillers
from mockinterview.matching.lines import Lines, make_lines, telling_stems
from mockinterview.matching.references import PreparedQuestion
from mockinterview.matching.segments import Span, segment


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer cut into windows, each with its place."""

    raw: str
    cleaned: Mapped
    spans: tuple[Span, ...]
    windows: Lines
    claiming: NDArray[np.bool_]

    def evidence(self, window: int) -> Evidence:
        span = self.spans[window]
        return Evidence.of(self.raw, *self.cleaned.span(span.start, span.end))

    def sentences(self) -> list[int]:
        """The windows that lie in no other one, in the order of speech."""
        whole = [
            i
            for i, span in enumerate(self.spans)
            if not any(
                other is not span and other.start <= span.start and span.end <= other.end
                for other in self.spans
            )
        ]
        return sorted(whole, key=lambda i: self.spans[i].start)


def read_answer(
    embedder: Embedder, question: PreparedQuestion, answer: str, unread: Sequence[Span] = ()
) -> Reading | None:
    """`unread` stretches (of the raw answer) are nobody's evidence. None when nothing is left to read.

    The embedder must be a bare one: what a candidate says is never written to a cache.
    """
    cleaned = clean(answer)
    spans: dict[str, Span] = {}
    for span in segment(cleaned.text).windows():
        if not _touches(Span(*cleaned.span(span.start, span.end)), unread):
            spans.setdefault(without_fillers(span.of(cleaned.text)).casefold(), span)
    for text in [text for text in spans if _says_back(question, text)]:
        del spans[text]
    if not spans:
        return None
    windows = make_lines(embedder, question.terms, list(spans))
    claiming = np.array([claims(text) for text in spans], dtype=np.bool_)
    return Reading(answer, cleaned, tuple(spans.values()), windows, claiming)


def match(question: PreparedQuestion, reading: Reading) -> list[PointEvidence]:
    return extract(question, reading.windows, reading.sentences())


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _says_back(question: PreparedQuestion, text: str) -> bool:
    """Does the window hold nothing but words of the question?"""
    stems = frozenset(telling_stems(question.terms.canonical(text)))
    return any(stems <= asked for asked in question.asked_stems)
