"""The learned part of the offline grader: some hundred readable numbers, tied to one embedder.

Two softmax layers give every point its verdict probabilities: first each point alone, then once more knowing how the
answer's other points look (a prior for rubrics with little to go by: who turned three claims round has probably turned
the fourth; rich rubrics are learned without it). A straight
line leads from the weighted mean probabilities to the score. Rubrics differ in what they offer, so there is one profile
for bare rubrics, one for rubrics with counters, and one for rubrics with phrasings too.

Training is `bench/train.py`; the file is JSON, small enough to be read in a review.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.grade import Verdict
from mockinterview.domain.rubric import Question
from mockinterview.errors import BackendError
from mockinterview.matching.features import NAMES

Floats = NDArray[np.float64]

VERDICTS = (Verdict.MISSING, Verdict.PARTIAL, Verdict.COVERED, Verdict.CONTRADICTED)
MISSING, PARTIAL, COVERED, CONTRADICTED = range(4)
PARTIAL_CREDIT = 0.5
CONTEXT = (MISSING, CONTRADICTED)
"""What the second layer is told of the answer's other points."""
NAMES_AGAIN = (*NAMES, *(f"others_{VERDICTS[i].value}" for i in CONTEXT))

PROFILES = ("bare", "counters", "rich")
RICH = 2
"""Phrasings a point, on average, from which a rubric counts as rich."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Multinomial logistic regression on standardised features."""

    centre: Floats
    scale: Floats
    weights: Floats
    """verdicts x features"""
    offsets: Floats

    def probabilities(self, values: Floats) -> Floats:
        logits = ((values - self.centre) / self.scale) @ self.weights.T + self.offsets
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: Floats = odds / odds.sum(axis=1, keepdims=True)
        return result


@dataclass(frozen=True, slots=True)
class Profile:
    alone: Layer
    again: Layer
    usual: Floats
    """Mean probabilities over everything learned from: what stands in for other points where there are none."""
    line: Floats
    """Score at 0, then points out of 100 for each verdict's mean probability."""
    doubt: tuple[float, float]
    """Half width of the band = doubt[0] + doubt[1] * mean entropy of the verdicts."""

    def probabilities(self, values: Floats) -> Floats:
        """points x features of one answer -> points x verdicts."""
        alone = self.alone.probabilities(values)
        return self.again.probabilities(np.hstack([values, others(alone, self.usual)]))

    def score(self, probabilities: Floats, weights: Floats) -> float:
        mean = (weights / weights.sum()) @ probabilities
        return float(np.clip(self.line[0] + self.line[1:] @ mean, 0, 100))

    def half_band(self, probabilities: Floats) -> float:
        return float(np.clip(self.doubt[0] + self.doubt[1] * entropy(probabilities), 3, 50))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Everything that was learned with one embedder, and must not be used with another."""

    embedder: str
    version: str
    profiles: Mapping[str, Profile]

    def profile(self, question: Question) -> Profile:
        return self.profiles[profile_name(question)]


def profile_name(question: Question) -> str:
    points = question.points
    turned = {misconception.contradicts for misconception in question.misconceptions}
    opposed = sum(bool(point.counters) or point.id in turned for point in points)
    if 2 * opposed < len(points):
        return "bare"
    return "rich" if sum(len(point.phrasings) for point in points) >= RICH * len(points) else "counters"


def others(probabilities: Floats, usual: Floats) -> Floats:
    """For each point of one answer the mean probabilities of its other points."""
    count = len(probabilities)
    if count < 2:
        return np.repeat(usual[None, list(CONTEXT)], count, axis=0)
    rest: Floats = (probabilities.sum(axis=0) - probabilities) / (count - 1)
    return rest[:, list(CONTEXT)]


def entropy(probabilities: Floats) -> float:
    return float(-(probabilities * np.log(np.maximum(probabilities, 1e-12))).sum(axis=1).mean())


def expected_credit(probabilities: Floats) -> Floats:
    result: Floats = probabilities[:, COVERED] + PARTIAL_CREDIT * probabilities[:, PARTIAL]
    return result


def load_calibration(embedder: str) -> Calibration:
    """Refuses an embedder that nothing was learned for: its cosines mean something else."""
    folder = files("mockinterview.grading") / "calibrations"
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".json"):
            data = json.loads(item.read_text(encoding="utf-8"))
            if data["embedder"] == embedder:
                return from_json(data)
    raise BackendError(
        f"임베더 '{embedder}'에 맞춘 채점 계수가 없습니다. bench/train.py로 만들거나 MOCKINTERVIEW_EMBEDDER=use를 쓰세요.",
        f"No grading coefficients fit the embedder '{embedder}'. "
        "Make them with bench/train.py or set MOCKINTERVIEW_EMBEDDER=use.",
    )


def from_json(data: Mapping[str, Any]) -> Calibration:
    profiles = {name: _profile(data["profiles"][name]) for name in PROFILES}
    return Calibration(data["embedder"], data["version"], profiles)


def to_json(calibration: Calibration) -> dict[str, Any]:
    """Rounded: the figures of a review, not of a register."""
    return {
        "embedder": calibration.embedder,
        "version": calibration.version,
        "verdicts": [verdict.value for verdict in VERDICTS],
        "profiles": {
            name: {
                "alone": _layer_json(profile.alone, NAMES),
                "again": _layer_json(profile.again, NAMES_AGAIN),
                "usual": _rounded(profile.usual),
                "line": _rounded(profile.line, 2),
                "doubt": _rounded(np.array(profile.doubt), 2),
            }
            for name, profile in calibration.profiles.items()
        },
    }


def _profile(data: Mapping[str, Any]) -> Profile:
    return Profile(
        _layer(data["alone"], NAMES),
        _layer(data["again"], NAMES_AGAIN),
        np.array(data["usual"]),
        np.array(data["line"]),
        (data["doubt"][0], data["doubt"][1]),
    )


def _layer(data: Mapping[str, Any], names: tuple[str, ...]) -> Layer:
    if tuple(data["features"]) != names:
        raise BackendError(
            "채점 계수가 이 버전의 특징과 맞지 않습니다. bench/train.py로 다시 만드세요.",
            "The grading coefficients do not fit this version's features. Make them again with bench/train.py.",
        )
    rows = [data["features"][name] for name in names]
    return Layer(
        np.array([row["mean"] for row in rows]),
        np.array([row["scale"] for row in rows]),
        np.array([row["weights"] for row in rows]).T,
        np.array(data["offsets"]),
    )


def _layer_json(layer: Layer, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "offsets": _rounded(layer.offsets),
        "features": {
            name: {
                "mean": round(float(layer.centre[i]), 4),
                "scale": round(float(layer.scale[i]), 4),
                "weights": _rounded(layer.weights[:, i]),
            }
            for i, name in enumerate(names)
        },
    }


def _rounded(values: Floats, digits: int = 4) -> list[float]:
    return [round(float(value), digits) for value in values]
