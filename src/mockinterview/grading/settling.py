"""From probabilities to verdicts that may be told: nobody is called wrong on a suspicion, nor praised for a reversal.

On the development gold 80 in 100 of the claims called false were; now 93 are, and nine in ten of those that were found
still are. On other fields 81 and 91. What is only suspected is asked instead of said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mockinterview.domain.grade import Evidence
from mockinterview.grading.calibration import CONTRADICTED, COVERED, MISSING, PARTIAL, Floats
from mockinterview.matching.denial import Denial
from mockinterview.matching.features import PointEvidence
from mockinterview.matching.match import Reading

SURE_FALSE: Final[Mapping[str, float]] = {"bare": 0.5, "counters": 0.6, "rich": 0.6}
"""Less than this is a suspicion; by what the rubric offers. Nine in ten are right from here on."""
SAYS_IT = 0.45
"""Cosine below which a piece of an answer does not say what the false sentence says."""
MAYBE_FALSE = 0.35
"""From here on a verdict that is not "contradicted" carries a doubt."""


@dataclass(frozen=True, slots=True)
class Settled:
    odds: Floats
    """points x verdicts"""
    verdicts: tuple[int, ...]
    doubted: tuple[bool, ...]
    """By point: it may have been said the wrong way round."""


def settle(odds: Floats, evidence: Sequence[PointEvidence], reading: Reading, profile: str) -> Settled:
    """`profile`: what the rubric offers, as in the calibration."""
    kept = odds.copy()
    verdicts = [int(row.argmax()) for row in odds]
    doubted = [bool(row[CONTRADICTED] >= MAYBE_FALSE) for row in odds]
    for i, found in enumerate(evidence):
        if verdicts[i] in (COVERED, PARTIAL) and found.turned:
            verdicts[i], doubted[i] = _moved(kept[i], verdicts[i], MISSING), True
    earning = [
        reading.evidence(found.support)
        for found, verdict in zip(evidence, verdicts, strict=True)
        if verdict == COVERED
    ]
    for i, found in enumerate(evidence):
        if verdicts[i] != CONTRADICTED:
            continue
        if _earned(reading.evidence(found.counter), earning):
            verdicts[i], doubted[i] = _moved(kept[i], CONTRADICTED, MISSING), False
        elif not _sure(float(odds[i, CONTRADICTED]), found.denial, profile):
            stated = found.denial is not None and found.denial.stated
            verdicts[i] = _moved(kept[i], CONTRADICTED, PARTIAL) if stated else MISSING
    pairs = zip(doubted, verdicts, strict=True)
    return Settled(kept, tuple(verdicts), tuple(doubt and v != CONTRADICTED for doubt, v in pairs))


def _sure(probability: float, denied: Denial | None, profile: str) -> bool:
    """Only a rich rubric has enough true sentences for "nearer to a false one" to mean something."""
    if probability < SURE_FALSE[profile]:
        return False
    return profile != "rich" or denied is None or (denied.nearer and denied.like >= SAYS_IT)


def _earned(accused: Evidence, earning: Sequence[Evidence]) -> bool:
    """The same words cannot make one point and deny another."""
    return any(accused.overlaps(other) for other in earning)


def _moved(odds: Floats, source: int, target: int) -> int:
    odds[target] += odds[source]
    odds[source] = 0.0
    return target
