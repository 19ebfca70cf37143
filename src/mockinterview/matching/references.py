"""A question made ready for matching: every true and false sentence its rubric knows, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mockinterview.domain.glossary import Glossary
from mockinterview.domain.rubric import Point, Question
from mockinterview.embedding.base import Embedder, Encoded, Vectors
from mockinterview.matching.clean import clean_text
from mockinterview.matching.lines import Floats, Lines, Rows, letters_only, make_lines, telling_stems
from mockinterview.matching.terms import TermIndex

SHARED_WORTH = 0.5
"""How much of a word's worth is lost when another point of the question uses it too."""


@dataclass(frozen=True, slots=True)
class PreparedQuestion:
    question: Question
    terms: TermIndex
    references: Lines
    true: tuple[Rows, ...]
    """By point: the rows of references that state it."""
    false: tuple[Rows, ...]
    """By point: the rows that contradict it."""
    token_worth: Floats
    """How telling each word of the references is; sums to 1 within a reference."""
    asked: Lines
    """The question's own wordings: saying them back is no answer."""
    asked_stems: tuple[frozenset[str], ...]
    misconceptions: tuple[Lines, ...]
    """The wordings of each, in the rubric's order."""
    keywords: tuple[tuple[tuple[str, ...], ...], ...]
    """By point: groups of canonical spellings without blanks."""


class Preparer:
    """Turns questions into PreparedQuestions; one for the life of a grader."""

    def __init__(self, embedder: Embedder, glossary: Glossary) -> None:
        self._embedder = embedder
        self._terms = TermIndex.of(glossary)

    def prepare(self, question: Question) -> PreparedQuestion:
        terms = self._terms.with_groups(group for point in question.points for group in point.keywords)
        texts: list[str] = []
        true, false = [], []
        for point in question.points:
            true.append(_append(texts, [point.says, *point.phrasings]))
            false.append(_append(texts, list(_false_sentences(question, point))))
        references = make_lines(self._embedder, terms, texts)
        asked = make_lines(self._embedder, terms, list(question.wordings()))
        return PreparedQuestion(
            question,
            terms,
            references,
            tuple(true),
            tuple(false),
            _token_worth(references, asked, [*zip(true, false, strict=True)]),
            asked,
            tuple(frozenset(telling_stems(text)) for text in asked.texts),
            tuple(make_lines(self._embedder, terms, item.says) for item in question.misconceptions),
            tuple(_keyword_groups(terms, point) for point in question.points),
        )


def _append(texts: list[str], more: list[str]) -> Rows:
    start = len(texts)
    texts += more
    return np.arange(start, len(texts), dtype=np.intp)


def _false_sentences(question: Question, point: Point) -> Iterator[str]:
    yield from point.counters
    for misconception in question.misconceptions:
        if misconception.contradicts == point.id:
            yield from misconception.says


def _token_worth(references: Lines, asked: Lines, points: list[tuple[Rows, Rows]]) -> Floats:
    """What the question says already tells nothing; what another point says too tells half."""
    encoded = references.encoded
    heads = [encoded.tokens_of(int(true[0])) for true, _ in points]
    weight = 1.0 - np.clip(_nearest(encoded.tokens, [asked.encoded.tokens_of(0)])[:, 0], 0, 1)
    if len(points) > 1:
        near = _nearest(encoded.tokens, heads)
        near[np.arange(len(near)), _owners(encoded, points)] = 0.0
        weight = weight * (1.0 - SHARED_WORTH * np.clip(near.max(axis=1), 0, 1))
    total = np.maximum(np.add.reduceat(weight, encoded.starts), 1e-9)
    worth: Floats = weight / np.repeat(total, _sizes(encoded))
    return worth


def _nearest(tokens: Vectors, texts: list[Vectors]) -> Floats:
    """tokens x texts: how near the nearest word of each text comes."""
    starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
    nearest: Floats = np.maximum.reduceat(tokens @ np.vstack(texts).T, starts, axis=1).astype(np.float64)
    return nearest


def _owners(encoded: Encoded, points: list[tuple[Rows, Rows]]) -> Rows:
    """By token: the point whose sentence it stands in; the rows of references follow the points."""
    rows = [len(true) + len(false) for true, false in points]
    owner_of_row = np.repeat(np.arange(len(points)), rows)
    owners: Rows = np.repeat(owner_of_row, _sizes(encoded))
    return owners


def _sizes(encoded: Encoded) -> Rows:
    sizes: Rows = np.diff(np.append(encoded.starts, len(encoded.tokens)))
    return sizes


def _keyword_groups(terms: TermIndex, point: Point) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(sorted({letters_only(terms.canonical(clean_text(word).lower())) for word in group} - {""}))
        for group in point.keywords
    )
