"""Turns in, one frozen Summary out; every way of showing it starts here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, tzinfo
from enum import Enum
from typing import Any

from pydantic import BaseModel

from mockinterview.domain.base import Language
from mockinterview.domain.turn import Ending, Turn
from mockinterview.report.figures import (
    ClaimMet,
    PointStanding,
    TopicResult,
    by_topic,
    claims_met,
    counted,
    mean,
    scores_of,
    standings,
    strongest,
    weakest,
)
from mockinterview.report.turns import TurnKind, TurnReport, gave_up, kind_of, known_question, turn_report
from mockinterview.rubric_store import Bank

LONGEST_LIST = 5


@dataclass(frozen=True, slots=True)
class Overall:
    mean: float | None
    """Of whole questions, the latest attempt in each interview; None when nothing was graded."""
    questions: int
    """Graded ones: what the mean is made of."""
    best: float | None
    worst: float | None
    turns: int
    ungraded: int
    skipped: int
    gave_up: int
    follow_ups: int
    retries: int
    exercises: int


@dataclass(frozen=True, slots=True)
class NextReview:
    question_id: str
    question: str
    due: datetime
    overdue: bool


@dataclass(frozen=True, slots=True)
class Summary:
    language: Language
    made_at: datetime
    since: datetime | None
    until: datetime | None
    overall: Overall
    topics: tuple[TopicResult, ...]
    strongest: tuple[PointStanding, ...]
    weakest: tuple[PointStanding, ...]
    claims: tuple[ClaimMet, ...]
    reviews: tuple[NextReview, ...]
    turns: tuple[TurnReport, ...]
    """In the order they happened."""


def summarize(
    turns: Iterable[Turn],
    bank: Bank,
    due: Mapping[str, datetime],
    *,
    now: datetime,
    language: Language = "ko",
    zone: tzinfo = UTC,
) -> Summary:
    """`due`: when each question comes back; `zone`: where the reader's clock hangs."""
    if now.tzinfo is None:
        raise ValueError("a time needs its zone")
    done = sorted(turns, key=lambda turn: (turn.ended_at, turn.asked_at))
    points = standings(done, bank)
    return Summary(
        language=language,
        made_at=now.astimezone(zone),
        since=done[0].asked_at.astimezone(zone) if done else None,
        until=done[-1].ended_at.astimezone(zone) if done else None,
        overall=_overall(done),
        topics=by_topic(done, bank, language),
        strongest=strongest(points, LONGEST_LIST),
        weakest=weakest(points, LONGEST_LIST),
        claims=claims_met(done),
        reviews=_reviews(done, bank, due, now, language, zone),
        turns=tuple(
            turn_report(number, turn, bank, due.get(turn.asked.question_id), language, zone)
            for number, turn in enumerate(done, 1)
        ),
    )


def as_json(value: Any) -> Any:
    """Dataclasses, domain values, times and enums as what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _overall(turns: Sequence[Turn]) -> Overall:
    scores = scores_of(counted(turns))
    kinds = [kind_of(turn) for turn in turns]
    return Overall(
        mean=mean(scores),
        questions=len(scores),
        best=max(scores, default=None),
        worst=min(scores, default=None),
        turns=len(turns),
        ungraded=sum(_ungraded(turn) for turn in turns),
        skipped=sum(turn.ending is Ending.SKIPPED for turn in turns),
        gave_up=sum(gave_up(turn) for turn in turns),
        follow_ups=kinds.count(TurnKind.FOLLOW_UP),
        retries=sum(turn.attempt > 1 for turn in turns),
        exercises=kinds.count(TurnKind.EXERCISE),
    )


def _ungraded(turn: Turn) -> bool:
    """Answered, but no grade could be given."""
    answered = turn.ending is Ending.ANSWERED
    return answered and (turn.grade is None or not turn.grade.graded)


def _reviews(
    turns: Iterable[Turn],
    bank: Bank,
    due: Mapping[str, datetime],
    now: datetime,
    language: Language,
    zone: tzinfo,
) -> tuple[NextReview, ...]:
    """The most urgent first."""
    found = []
    for question_id, text in {turn.asked.question_id: turn.asked.text for turn in turns}.items():
        if question_id in due:
            question = known_question(bank, question_id)
            words = question.question.text(language) if question else text
            at = due[question_id]
            found.append(NextReview(question_id, words, at.astimezone(zone), at <= now))
    return tuple(sorted(found, key=lambda review: (review.due, review.question_id)))
