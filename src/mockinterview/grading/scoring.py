"""The one formula from verdicts to a score. No model ever gives a number.

score = 100 · (Σ weight·credit − ½ · Σ weight of contradicted points) / Σ weight, cut to 0 … 100, where a point
earns 1 when covered, ½ when partial and 0 otherwise. The ½ for a contradicted point was chosen on the
development gold set, where it follows the human scores best (of 0, 0.1 … 1).
Ungraded points stand on neither side of the fraction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from mockinterview.domain.grade import Band, PointGrade, Verdict

CREDIT: Final[Mapping[Verdict, float]] = {
    Verdict.COVERED: 1.0,
    Verdict.PARTIAL: 0.5,
    Verdict.MISSING: 0.0,
    Verdict.CONTRADICTED: 0.0,
    Verdict.UNGRADED: 0.0,
}
CONTRADICTION_COST: Final = 0.5

CAREFUL: Final = (Verdict.CONTRADICTED, Verdict.MISSING, Verdict.PARTIAL, Verdict.COVERED, Verdict.UNGRADED)
"""From the most careful verdict to the least; no opinion gives way to any."""


def score(points: Iterable[PointGrade]) -> float:
    """Raises ValueError when no point is graded: then there is no score, not a score of 0."""
    graded = [point for point in points if point.verdict is not Verdict.UNGRADED]
    total = math.fsum(point.weight for point in graded)
    if not total > 0:
        raise ValueError("no point is graded")
    earned = math.fsum(point.weight * point.credit for point in graded)
    lost = math.fsum(point.weight for point in graded if point.verdict is Verdict.CONTRADICTED)
    return round(min(100.0, max(0.0, 100.0 * (earned - CONTRADICTION_COST * lost) / total)), 1)


def more_careful(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=CAREFUL.index)


def ungraded_share(points: Iterable[PointGrade]) -> float:
    """Of the weight."""
    known = list(points)
    total = math.fsum(point.weight for point in known)
    return math.fsum(p.weight for p in known if p.verdict is Verdict.UNGRADED) / total if total else 1.0


def confidence(points: Iterable[PointGrade]) -> float:
    """The weighted mean of how sure each verdict is; an ungraded point is not sure at all."""
    known = list(points)
    total = math.fsum(point.weight for point in known)
    return round(math.fsum(point.weight * point.confidence for point in known) / total, 3) if total else 0.0


def band(points: Iterable[PointGrade]) -> Band:
    """Each verdict may be half a point off with the probability that it is wrong, independently of the others."""
    known = list(points)
    total = math.fsum(point.weight for point in known)
    spread = math.sqrt(math.fsum((p.weight / total) ** 2 * (1.0 - p.confidence) for p in known))
    middle, half = score(known), 100.0 * 0.75 * spread
    return Band(low=round(max(0.0, middle - half), 1), high=round(min(100.0, middle + half), 1))
