"""A question made ready for matching: every true and false sentence its rubric knows, embedded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.glossary import Glossary
from mockinterview.domain.rubric import Point, Question
from mockinterview.embedding.base import Embedder, Vectors
from mockinterview.matching.clean import clean_text
from mockinterview.matching.polarity import AXIS_COUNT, Polarity, polarity, sides_row
from mockinterview.matching.terms import TermIndex, stems

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences with everything that is ever compared about them, row by row."""

    texts: tuple[str, ...]
    """Under canonical names."""
    vectors: Vectors
    stems: tuple[frozenset[str], ...]
    terms: tuple[frozenset[str], ...]
    sides: NDArray[np.int8]
    """One column an axis of opposites: +1, -1, or 0 for neither."""
    negated: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class References:
    sentences: Sentences
    owner: NDArray[np.intp]
    """Which point each sentence belongs to."""
    true: NDArray[np.bool_]
    usual: Floats
    """Mean similarity to sentences about other things: what this sentence is worth at chance."""
    spread: Floats

    def of_point(self, point: int, *, true: bool) -> NDArray[np.intp]:
        return np.flatnonzero((self.owner == point) & (self.true == true))


@dataclass(frozen=True, slots=True)
class PreparedQuestion:
    question: Question
    terms: TermIndex
    references: References
    asked: Sentences
    """The question's own wordings: saying them back is no answer."""
    misconceptions: tuple[Sentences, ...]
    """The wordings of each, in the rubric's order."""
    keywords: tuple[tuple[tuple[str, ...], ...], ...]
    """By point: groups of canonical spellings without blanks."""


class Preparer:
    """Turns questions into PreparedQuestions; one for the life of a grader."""

    def __init__(self, embedder: Embedder, glossary: Glossary, background: Sequence[str]) -> None:
        self._embedder = embedder
        self._glossary = glossary
        self._general = TermIndex.of(glossary)
        self._background = embedder.encode([self._general.canonical(text.lower()) for text in background])

    def prepare(self, question: Question) -> PreparedQuestion:
        groups = [group for point in question.points for group in point.keywords]
        terms = TermIndex.of(self._glossary, groups)
        rows = [row for i, point in enumerate(question.points) for row in _rows(question, i, point)]
        sentences = self.sentences(terms, [text for text, _, _ in rows])
        likeness = sentences.vectors @ self._background.T
        spread = likeness.std(axis=1).astype(np.float64)
        return PreparedQuestion(
            question,
            terms,
            References(
                sentences,
                np.array([owner for _, owner, _ in rows], dtype=np.intp),
                np.array([true for _, _, true in rows], dtype=np.bool_),
                likeness.mean(axis=1).astype(np.float64),
                np.maximum(spread, 1e-3),
            ),
            self.sentences(terms, list(question.wordings())),
            tuple(self.sentences(terms, item.says) for item in question.misconceptions),
            tuple(_keyword_groups(terms, point) for point in question.points),
        )

    def sentences(
        self, terms: TermIndex, texts: Sequence[str], embedder: Embedder | None = None
    ) -> Sentences:
        cleaned = [clean_text(text).lower() for text in texts]
        canonical = [terms.canonical(text) for text in cleaned]
        polarities: list[Polarity] = [polarity(text) for text in canonical]
        return Sentences(
            tuple(canonical),
            (embedder or self._embedder).encode(canonical),
            tuple(frozenset(telling_stems(text)) for text in canonical),
            tuple(frozenset(terms.terms(text)) for text in cleaned),
            np.array([sides_row(p) for p in polarities], dtype=np.int8).reshape(len(texts), AXIS_COUNT),
            np.array([p.negations % 2 for p in polarities], dtype=np.int8),
        )


def _rows(question: Question, index: int, point: Point) -> list[tuple[str, int, bool]]:
    """(sentence, point, is it true) for everything the rubric says about one point."""
    rows = [(text, index, True) for text in (point.says, *point.phrasings)]
    rows += [(text, index, False) for text in point.counters]
    for misconception in question.misconceptions:
        if misconception.contradicts == point.id:
            rows += [(text, index, False) for text in misconception.says]
    return rows


def _keyword_groups(terms: TermIndex, point: Point) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple({letters_only(terms.canonical(clean_text(word).lower())) for word in group} - {""})
        for group in point.keywords
    )


def letters_only(text: str) -> str:
    return "".join(letter for letter in text if letter not in " -_·")


def telling_stems(text: str) -> list[str]:
    """Stems that can tell one sentence from another: no lone Hangul syllables."""
    return [stem for stem in stems(text) if len(stem) > 1 or not "가" <= stem <= "힣"]
