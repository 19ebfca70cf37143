"""Learning the offline grader's numbers from labelled answers: shared by train.py (ships them) and exam.py."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mockinterview.domain.glossary import Glossary
from mockinterview.domain.grade import Flag, Verdict
from mockinterview.domain.rubric import Question
from mockinterview.embedding.base import Embedder
from mockinterview.grading import gates
from mockinterview.grading.calibration import CONTRADICTED, VERDICTS, Calibration, expected_credit
from mockinterview.grading.gold import GoldAnswer, GoldQuestion
from mockinterview.matching.clean import clean_text
from mockinterview.matching.features import NAMES, Extractor
from mockinterview.matching.match import Matcher
from mockinterview.matching.references import Preparer, telling_stems
from mockinterview.rubric_store import Bank

Floats = NDArray[np.float64]

SEED = 20261121
STRENGTH = 0.05
"""Inverse regularisation of the verdict model; flat between 0.02 and 0.3 on the development gold."""
BACKGROUND = 64
RARITY_KEPT = 1500
INNER_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, ready to learn from."""

    question: str
    values: Floats
    """points x features"""
    verdicts: tuple[int, ...]
    weights: Floats
    score: float


def background(bank: Bank) -> tuple[str, ...]:
    """Sentences of many topics: what similarity is worth at chance."""
    says = [
        point.phrasings[i % len(point.phrasings)]
        for q in bank
        for i, point in enumerate(q.points)
        if point.phrasings
    ]
    return tuple(random.Random(SEED).sample(says, BACKGROUND))


def rarity(bank: Bank, glossary: Glossary) -> dict[str, float]:
    """Inverse document frequency of the commonest stems over the bank's true sentences."""
    from mockinterview.matching.terms import TermIndex

    terms = TermIndex.of(glossary)
    texts = [text for q in bank for p in q.points for text in (p.says, *p.phrasings)]
    counts = Counter(
        stem for text in texts for stem in set(telling_stems(terms.canonical(clean_text(text).lower())))
    )
    return {
        stem: round(math.log((len(texts) + 1) / (count + 0.5)), 3)
        for stem, count in counts.most_common(RARITY_KEPT)
    }


@dataclass(frozen=True)
class Bench:
    """Feature extraction over gold, with one embedder and one bank."""

    embedder: Embedder
    cached: Embedder
    glossary: Glossary
    bank: Bank

    @cached_property
    def background(self) -> tuple[str, ...]:
        return background(self.bank)

    @cached_property
    def rarity(self) -> dict[str, float]:
        return rarity(self.bank, self.glossary)

    @cached_property
    def _matcher(self) -> tuple[Preparer, Matcher]:
        rarest = max(self.rarity.values())
        preparer = Preparer(self.cached, self.glossary, self.background)
        extractor = Extractor(lambda stem: self.rarity.get(stem, rarest))
        return preparer, Matcher(self.cached, preparer, extractor)

    def rows(self, gold: GoldQuestion, question: Question | None = None) -> list[Row]:
        preparer, matcher = self._matcher
        prepared = preparer.prepare(question or gold.question)
        rows = []
        for answer in gold.answers:
            reading = matcher.read(prepared, answer.text)
            if reading is None or Flag.KEYWORD_LIST in gates.flags_of(answer.text):
                continue  # the gates decide these; the model never sees them
            points = matcher.match(prepared, reading).points
            rows.append(_row(gold, answer, np.stack([p.values for p in points])))
        return rows


def _row(gold: GoldQuestion, answer: GoldAnswer, values: Floats) -> Row:
    verdicts = tuple(VERDICTS.index(answer.verdicts.get(p.id, Verdict.MISSING)) for p in gold.question.points)
    weights = np.array([point.weight for point in gold.question.points])
    return Row(gold.question.id, values, verdicts, weights, answer.score)


def without_counters(question: Question) -> Question:
    points = tuple(point.model_copy(update={"counters": ()}) for point in question.points)
    return question.model_copy(update={"points": points})


def learn(rows: Sequence[Row], keep: Sequence[bool] | None = None) -> dict[str, Any]:
    """Everything of a calibration that depends on labels; `keep` switches features off for ablations."""
    mask = np.array([True] * len(NAMES) if keep is None else list(keep))
    values = np.concatenate([row.values for row in rows])
    labels = np.array([v for row in rows for v in row.verdicts])
    groups = np.array([row.question for row in rows for _ in row.verdicts])
    model = _Softmax.fit(values, labels, mask)
    unseen = np.zeros((len(labels), len(VERDICTS)))
    names = sorted(set(groups))
    for fold in range(INNER_FOLDS):
        held = np.isin(groups, names[fold::INNER_FOLDS])
        unseen[held] = _Softmax.fit(values[~held], labels[~held], mask).probabilities(values[held])
    return {**model.as_dict(), **_line(rows, unseen)}


@dataclass(frozen=True)
class _Softmax:
    centre: Floats
    scale: Floats
    weights: Floats
    offsets: Floats

    @classmethod
    def fit(cls, values: Floats, labels: NDArray[np.intp], mask: NDArray[np.bool_]) -> _Softmax:
        centre, scale = values.mean(axis=0), values.std(axis=0)
        scale = np.where(scale > 1e-9, scale, 1.0)
        z = ((values - centre) / scale) * mask
        fitted = LogisticRegression(C=STRENGTH, max_iter=4000).fit(z, labels)
        weights = np.zeros((len(VERDICTS), values.shape[1]))
        offsets = np.full(len(VERDICTS), -20.0)
        for row, label in enumerate(fitted.classes_):
            weights[label], offsets[label] = fitted.coef_[row] * mask, fitted.intercept_[row]
        return cls(centre, scale, weights, offsets)

    def probabilities(self, values: Floats) -> Floats:
        logits = ((values - self.centre) / self.scale) @ self.weights.T + self.offsets
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: Floats = odds / odds.sum(axis=1, keepdims=True)
        return result

    def as_dict(self) -> dict[str, Any]:
        return {"centre": self.centre, "scale": self.scale, "weights": self.weights, "offsets": self.offsets}


def _line(rows: Sequence[Row], unseen: Floats) -> dict[str, Any]:
    """The straight line to the score, on verdicts predicted for questions the model had not seen.

    Least squares shrinks towards the mean; the line is then stretched half-way back to the spread of the
    labels, which orders nothing differently and spares good answers from mediocre figures.
    """
    inputs, scores, entropies, k = [], [], [], 0
    for row in rows:
        odds = unseen[k : k + len(row.verdicts)]
        k += len(row.verdicts)
        shares = row.weights / row.weights.sum()
        inputs.append([1.0, float(shares @ expected_credit(odds)), float(shares @ odds[:, CONTRADICTED])])
        scores.append(row.score)
        entropies.append(float(-(odds * np.log(np.maximum(odds, 1e-12))).sum(axis=1).mean()))
    x, y = np.array(inputs), np.array(scores)
    line, *_ = np.linalg.lstsq(x, y, rcond=None)
    predicted = x @ line
    stretch = (1.0 + y.std() / predicted.std()) / 2
    line = line * stretch
    line[0] += y.mean() - float((x @ line).mean())
    errors = np.abs(np.clip(x @ line, 0, 100) - y)
    slope, start = np.polyfit(entropies, errors, 1)
    wider = float(np.quantile(errors / np.maximum(start + slope * np.array(entropies), 3.0), 0.8))
    return {"line": tuple(float(v) for v in line), "doubt": (float(start) * wider, float(slope) * wider)}


def calibration(bench: Bench, learned: dict[str, Any], version: str) -> Calibration:
    return Calibration(
        embedder=bench.embedder.name,
        version=version,
        names=NAMES,
        background=bench.background,
        rarity=bench.rarity,
        **learned,
    )


def as_json(calibration: Calibration) -> dict[str, Any]:
    """Rounded: the figures of a review, not of a register."""
    return {
        "embedder": calibration.embedder,
        "version": calibration.version,
        "verdicts": [verdict.value for verdict in VERDICTS],
        "offsets": [round(float(v), 4) for v in calibration.offsets],
        "line": [round(v, 3) for v in calibration.line],
        "doubt": [round(v, 3) for v in calibration.doubt],
        "features": {
            name: {
                "centre": round(float(calibration.centre[i]), 4),
                "scale": round(float(calibration.scale[i]), 4),
                "weights": [round(float(v), 4) for v in calibration.weights[:, i]],
            }
            for i, name in enumerate(calibration.names)
        },
        "background": list(calibration.background),
        "rarity": calibration.rarity,
    }


def rounded(calibration_: Calibration) -> Calibration:
    """What is examined is what is shipped."""
    return replace(Calibration.from_json(as_json(calibration_)))


def data_folder() -> Path:
    return Path(__file__).parent / "data"
