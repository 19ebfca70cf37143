"""The figures of a report: means by topic, points that hold and points that do not, false claims met."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockinterview.domain.base import Language
from mockinterview.domain.grade import PointGrade, Verdict
from mockinterview.domain.turn import Turn
from mockinterview.report.turns import TurnKind, kind_of, known_question, share_of, topic_of
from mockinterview.rubric_store import Bank

_GRAVITY = {Verdict.CONTRADICTED: 0, Verdict.MISSING: 1, Verdict.PARTIAL: 2}


@dataclass(frozen=True, slots=True)
class TopicResult:
    title: str
    """Empty for questions that no rubric has any more."""
    questions: int
    mean: float
    best: float
    worst: float


@dataclass(frozen=True, slots=True)
class PointStanding:
    """How a point stood the last time it was asked for."""

    question_id: str
    point_id: str
    says: str
    verdict: Verdict
    share: float
    quote: str | None


@dataclass(frozen=True, slots=True)
class ClaimMet:
    question_id: str
    quote: str
    why: str
    times: int


def mean(scores: Sequence[float]) -> float | None:
    return round(math.fsum(scores) / len(scores), 1) if scores else None


def counted(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """The graded turns an average is made of: of each whole question in each interview, the latest attempt."""
    latest: dict[tuple[str, str], Turn] = {}
    for turn in turns:
        graded = turn.grade is not None and turn.grade.graded
        if graded and kind_of(turn) is TurnKind.QUESTION:
            latest[turn.session_id, turn.asked.question_id] = turn
    return tuple(latest.values())


def scores_of(turns: Iterable[Turn]) -> list[float]:
    return [turn.grade.score for turn in turns if turn.grade is not None and turn.grade.score is not None]


def by_topic(turns: Sequence[Turn], bank: Bank, language: Language) -> tuple[TopicResult, ...]:
    """The weakest topic first."""
    groups: dict[str, list[Turn]] = {}
    for turn in counted(turns):
        groups.setdefault(topic_of(bank, turn.asked.question_id, language), []).append(turn)
    results = []
    for title, members in groups.items():
        scores = scores_of(members)
        results.append(TopicResult(title, len(scores), mean(scores) or 0.0, max(scores), min(scores)))
    return tuple(sorted(results, key=lambda result: (result.mean, result.title)))


def standings(turns: Sequence[Turn], bank: Bank) -> tuple[PointStanding, ...]:
    """Every point by its latest verdict. A follow-up speaks for the one point it was after."""
    latest: dict[tuple[str, str], PointStanding] = {}
    for turn in turns:
        if turn.grade is None or not turn.grade.graded or kind_of(turn) is TurnKind.EXERCISE:
            continue
        question = known_question(bank, turn.asked.question_id)
        says = {point.id: point.says for point in question.points} if question else {}
        for point in turn.grade.points:
            if point.verdict is not Verdict.UNGRADED and turn.asked.point_id in (None, point.id):
                key = (turn.asked.question_id, point.id)
                before = latest.get(key)
                follow_up = turn.asked.point_id is not None
                share = before.share if before and follow_up else share_of(turn.grade, point.weight)
                latest[key] = _standing(turn.asked.question_id, point, says.get(point.id, ""), share)
    return tuple(latest.values())


def strongest(points: Iterable[PointStanding], count: int) -> tuple[PointStanding, ...]:
    held = [point for point in points if point.verdict is Verdict.COVERED]
    return tuple(sorted(held, key=lambda point: -point.share)[:count])


def weakest(points: Iterable[PointStanding], count: int) -> tuple[PointStanding, ...]:
    """Wrong ones before missing ones before half ones; the heavier first."""
    failed = [point for point in points if point.verdict in _GRAVITY]
    return tuple(sorted(failed, key=lambda point: (_GRAVITY[point.verdict], -point.share))[:count])


def claims_met(turns: Iterable[Turn]) -> tuple[ClaimMet, ...]:
    """The latest words of each false claim, and how often it was made."""
    met: dict[tuple[str, str], ClaimMet] = {}
    for turn in turns:
        for claim in turn.grade.misconceptions if turn.grade is not None else ():
            key = (turn.asked.question_id, claim.id)
            times = met[key].times + 1 if key in met else 1
            met[key] = ClaimMet(turn.asked.question_id, claim.evidence.text, claim.why, times)
    return tuple(met.values())


def _standing(question_id: str, point: PointGrade, says: str, share: float) -> PointStanding:
    quote = point.evidence.text if point.evidence is not None else None
    return PointStanding(question_id, point.id, says, point.verdict, share, quote)
