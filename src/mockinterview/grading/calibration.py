"""The learned part of the offline grader: a few hundred readable numbers, tied to one embedder.

A softmax over four verdicts for every point, and a straight line from the expected verdicts to the score.
Training is `bench/train.py`; the file is JSON, small enough to be read in a review.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockinterview.domain.grade import Verdict
from mockinterview.errors import BackendError
from mockinterview.matching.features import NAMES

Floats = NDArray[np.float64]

VERDICTS = (Verdict.MISSING, Verdict.PARTIAL, Verdict.COVERED, Verdict.CONTRADICTED)
MISSING, PARTIAL, COVERED, CONTRADICTED = range(4)
PARTIAL_CREDIT = 0.5


@dataclass(frozen=True)
class Calibration:
    """Everything that was learned with one embedder, and must not be used with another."""

    embedder: str
    version: str
    names: tuple[str, ...]
    centre: Floats
    scale: Floats
    weights: Floats
    """verdicts x features, on standardised features."""
    offsets: Floats
    line: tuple[float, float, float]
    """Score = line[0] + line[1] * mean credit + line[2] * mean probability of a contradiction."""
    doubt: tuple[float, float]
    """Half width of the band = doubt[0] + doubt[1] * mean entropy of the verdicts."""
    background: tuple[str, ...]
    rarity: dict[str, float]
    """Inverse document frequency of stems; a stem not listed is as rare as can be."""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Calibration:
        return cls(
            embedder=data["embedder"],
            version=data["version"],
            names=tuple(data["features"]),
            centre=np.array([data["features"][name]["centre"] for name in data["features"]]),
            scale=np.array([data["features"][name]["scale"] for name in data["features"]]),
            weights=np.array([data["features"][name]["weights"] for name in data["features"]]).T,
            offsets=np.array(data["offsets"]),
            line=tuple(data["line"]),
            doubt=tuple(data["doubt"]),
            background=tuple(data["background"]),
            rarity=data["rarity"],
        )

    def probabilities(self, values: Floats) -> Floats:
        """points x features -> points x verdicts."""
        logits = ((values - self.centre) / self.scale) @ self.weights.T + self.offsets
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        result: Floats = odds / odds.sum(axis=1, keepdims=True)
        return result

    def score(self, earned: Floats, contradicted: Floats, weights: Floats) -> float:
        shares = weights / weights.sum()
        start, per_credit, per_contradiction = self.line
        raw = start + per_credit * float(shares @ earned) + per_contradiction * float(shares @ contradicted)
        return float(min(100.0, max(0.0, raw)))

    def half_band(self, probabilities: Floats) -> float:
        entropy = float(-(probabilities * np.log(np.maximum(probabilities, 1e-12))).sum(axis=1).mean())
        return float(min(50.0, max(3.0, self.doubt[0] + self.doubt[1] * entropy)))

    @cached_property
    def rarest(self) -> float:
        return max(self.rarity.values(), default=1.0)

    def rarity_of(self, stem: str) -> float:
        return self.rarity.get(stem, self.rarest)


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
                return _fitting(Calibration.from_json(data))
    raise BackendError(
        f"임베더 '{embedder}'에 맞춘 채점 계수가 없습니다. bench/train.py로 만들거나 MOCKINTERVIEW_EMBEDDER=use를 쓰세요.",
        f"No grading coefficients fit the embedder '{embedder}'. Make them with bench/train.py or set MOCKINTERVIEW_EMBEDDER=use.",
    )


def _fitting(calibration: Calibration) -> Calibration:
    if calibration.names != NAMES:
        raise BackendError(
            "채점 계수가 이 버전의 특징과 맞지 않습니다. bench/train.py로 다시 만드세요.",
            "The grading coefficients do not fit this version's features. Make them again with bench/train.py.",
        )
    return calibration
