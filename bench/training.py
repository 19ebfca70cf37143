"""Learning the offline grader's numbers from labelled answers: shared by train.py (ships them) and exam.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mockinterview.domain.glossary import Glossary
from mockinterview.domain.grade import Flag, Verdict
from mockinterview.domain.rubric import Point, Question
from mockinterview.embedding.base import Embedder, Encoded, Vectors
from mockinterview.grading import gates
from mockinterview.grading.calibration import (
    PROFILES,
    VERDICTS,
    Calibration,
    Layer,
    Profile,
    entropy,
    from_json,
    others,
    to_json,
)
from mockinterview.grading.gold import GoldAnswer, GoldQuestion
from mockinterview.matching.features import NAMES
from mockinterview.matching.match import match, read_answer
from mockinterview.matching.references import Preparer
from mockinterview.rubric_store import Bank

Floats = NDArray[np.float64]

STRENGTH = 0.05
"""Inverse regularisation of the verdict model; flat between 0.02 and 0.3 on the development gold."""
STRETCH = 0.7
"""How far the score line is stretched back from the shrunken spread of a regression to that of real scores."""
INNER_FOLDS = 4
ALIKE = 0.62
"""Likeness from which a point of the bank lends its phrasings and counters to a gold point."""
SAME_QUESTION = 0.15


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, ready to learn from."""

    question: str
    values: Floats
    """points x features"""
    verdicts: tuple[int, ...]
    weights: Floats
    score: float


class Remembering:
    """Gold answers are read again and again, under every rubric and by every fold's grader."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self._known: dict[tuple[str, ...], Encoded] = {}

    @property
    def name(self) -> str:
        return self._inner.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.read(texts).vectors

    def read(self, texts: Sequence[str]) -> Encoded:
        key = tuple(texts)
        if key not in self._known:
            self._known[key] = self._inner.read(texts)
        return self._known[key]


@dataclass(frozen=True)
class Bench:
    """Feature extraction over gold, with one embedder and one bank."""

    embedder: Embedder
    """For answers."""
    cached: Embedder
    """For rubrics."""
    glossary: Glossary
    bank: Bank

    @cached_property
    def _preparer(self) -> Preparer:
        return Preparer(self.cached, self.glossary)

    def rows(self, gold: GoldQuestion, question: Question) -> list[Row]:
        prepared = self._preparer.prepare(question)
        rows = []
        for answer in gold.answers:
            reading = read_answer(self.embedder, prepared, answer.text)
            if reading is None or Flag.KEYWORD_LIST in gates.flags_of(answer.text):
                continue  # the gates decide these; the model never sees them
            rows.append(_row(gold, answer, np.stack([p.values for p in match(prepared, reading)])))
        return rows

    def enriched(self, gold: GoldQuestion) -> Question:
        """The gold's points with what the bank knows of the same points."""
        question = gold.question
        says = self.cached.encode([point.says for point in question.points])
        asked = self.cached.encode([question.question.ko])[0]
        likeness = says @ self._bank_says.T
        near = likeness + SAME_QUESTION * np.maximum(0, self._bank_asked @ asked - 0.5)
        points = []
        for i, point in enumerate(question.points):
            best = np.argsort(-near[i])[:2]
            lenders = [
                self._bank_points[j] for j in best if near[i, j] > ALIKE and likeness[:, j].argmax() == i
            ]
            points.append(_lent(point, lenders))
        return question.model_copy(update={"points": tuple(points)})

    @cached_property
    def _bank_points(self) -> list[tuple[Question, Point]]:
        return [(question, point) for question in self.bank for point in question.points]

    @cached_property
    def _bank_says(self) -> Floats:
        return self.cached.encode([point.says for _, point in self._bank_points]).astype(np.float64)

    @cached_property
    def _bank_asked(self) -> Floats:
        return self.cached.encode([question.question.ko for question, _ in self._bank_points]).astype(
            np.float64
        )


def _lent(point: Point, lenders: list[tuple[Question, Point]]) -> Point:
    phrasings = [text for _, other in lenders for text in (other.says, *other.phrasings)]
    counters = [text for _, other in lenders for text in other.counters]
    counters += [
        text for q, other in lenders for m in q.misconceptions if m.contradicts == other.id for text in m.says
    ]
    return point.model_copy(update={"phrasings": tuple(phrasings), "counters": (*point.counters, *counters)})


def _row(gold: GoldQuestion, answer: GoldAnswer, values: Floats) -> Row:
    verdicts = tuple(VERDICTS.index(answer.verdicts.get(p.id, Verdict.MISSING)) for p in gold.question.points)
    weights = np.array([point.weight for point in gold.question.points])
    return Row(gold.question.id, values, verdicts, weights, answer.score)


def without_counters(question: Question) -> Question:
    points = tuple(point.model_copy(update={"counters": ()}) for point in question.points)
    return question.model_copy(update={"points": points})


RUBRICS: dict[str, Callable[[Bench, GoldQuestion], Question]] = {
    "bare": lambda _, gold: without_counters(gold.question),
    "counters": lambda _, gold: gold.question,
    "rich": lambda bench, gold: bench.enriched(gold),
}
"""The rubric each profile learns from, made of the same gold question."""

ProfileRows = dict[str, list[Row]]


def profile_rows(bench: Bench, gold: Sequence[GoldQuestion]) -> ProfileRows:
    return {
        name: [row for question in gold for row in bench.rows(question, RUBRICS[name](bench, question))]
        for name in PROFILES
    }


def learn(bench: Bench, rows: ProfileRows, version: str, keep: Sequence[bool] | None = None) -> Calibration:
    """`keep` switches features off for ablations. What is examined is what would be shipped: rounded."""
    mask = np.array([True] * len(NAMES) if keep is None else list(keep))
    profiles = {name: _learn_profile(rows[name], mask, context=name != "rich") for name in PROFILES}
    return from_json(to_json(Calibration(bench.embedder.name, version, profiles)))


def _learn_profile(rows: Sequence[Row], mask: NDArray[np.bool_], *, context: bool) -> Profile:
    """With many references the evidence speaks for itself: what the other points look like added nothing there, and
    made one false claim drag true ones down with it."""
    alone = _fit([row.values for row in rows], rows, mask)
    unseen = _unseen([row.values for row in rows], rows, mask)
    usual = np.concatenate(unseen).mean(axis=0)
    wide = [np.hstack([row.values, others(p, usual)]) for row, p in zip(rows, unseen, strict=True)]
    wide_mask = np.concatenate([mask, np.full(wide[0].shape[1] - len(mask), context)])
    again = _fit(wide, rows, wide_mask)
    line, doubt = _score_line(rows, _unseen(wide, rows, wide_mask))
    return Profile(alone, again, usual, line, doubt)


def _fit(values: Sequence[Floats], rows: Sequence[Row], mask: NDArray[np.bool_]) -> Layer:
    stacked, labels = np.concatenate(values), np.array([v for row in rows for v in row.verdicts])
    centre, scale = stacked.mean(axis=0), stacked.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    fitted = LogisticRegression(C=STRENGTH, max_iter=4000).fit(((stacked - centre) / scale) * mask, labels)
    weights, offsets = np.zeros((len(VERDICTS), len(mask))), np.full(len(VERDICTS), -20.0)
    for row, label in enumerate(fitted.classes_):
        weights[label], offsets[label] = fitted.coef_[row] * mask, fitted.intercept_[row]
    return Layer(centre, scale, weights, offsets)


def _unseen(values: Sequence[Floats], rows: Sequence[Row], mask: NDArray[np.bool_]) -> list[Floats]:
    """Every answer's probabilities by a layer that did not learn from its question."""
    names = sorted({row.question for row in rows})
    result: list[Floats] = [np.empty(0)] * len(rows)
    for fold in range(INNER_FOLDS):
        held = set(names[fold::INNER_FOLDS])
        inside = [i for i, row in enumerate(rows) if row.question not in held]
        layer = _fit([values[i] for i in inside], [rows[i] for i in inside], mask)
        for i, row in enumerate(rows):
            if row.question in held:
                result[i] = layer.probabilities(values[i])
    return result


def _score_line(rows: Sequence[Row], unseen: Sequence[Floats]) -> tuple[Floats, tuple[float, float]]:
    """Ridge on the weighted mean probabilities, then stretched: a regression shrinks towards the middle."""
    means = np.array([(row.weights / row.weights.sum()) @ p for row, p in zip(rows, unseen, strict=True)])
    scores = np.array([row.score for row in rows])
    centred = means - means.mean(axis=0)
    slope = np.linalg.solve(
        centred.T @ centred + np.eye(means.shape[1]), centred.T @ (scores - scores.mean())
    )
    slope = slope * (scores.std() / (centred @ slope).std()) ** STRETCH
    line = np.concatenate([[scores.mean() - means.mean(axis=0) @ slope], slope])
    errors = np.abs(np.clip(line[0] + means @ line[1:], 0, 100) - scores)
    entropies = np.array([entropy(p) for p in unseen])
    steep, start = np.polyfit(entropies, errors, 1)
    wider = float(np.quantile(errors / np.maximum(start + steep * entropies, 3.0), 0.8))
    return line, (float(start) * wider, float(steep) * wider)


def data_folder() -> Path:
    return Path(__file__).parent / "data"
