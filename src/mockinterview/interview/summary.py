"""An interview in figures: what its last page shows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mockinterview.domain.answer import Seconds
from mockinterview.domain.base import Value
from mockinterview.domain.grade import Score, Verdict
from mockinterview.domain.turn import Ending, Turn
from mockinterview.interview.follow_up import gave_up
from mockinterview.interview.state import Session, clock


class QuestionResult(Value):
    """One question with the latest attempt at it and what the follow-ups brought."""

    question_id: str
    turn_id: str
    score: Score | None
    attempts: int
    first_score: Score | None
    """Before any retry: what the review dates go by."""
    recovered: tuple[str, ...]
    """Points that the candidate made when asked again."""
    still_open: tuple[str, ...]
    """Points that remained missing or wrong, the heaviest first."""


class Summary(Value):
    questions: tuple[QuestionResult, ...]
    answered: int
    skipped: int
    given_up: int
    ungraded: int
    follow_ups: int
    mean_score: Score | None
    """As `mean_of` has it."""
    scored: int
    """How many questions the mean is made of."""
    seconds: Seconds


def summarize(session: Session) -> Summary:
    main = [turn for turn in session.turns if turn.asked.point_id is None]
    latest = _latest(session.turns)
    results = tuple(_result(session, turn) for turn in latest.values())
    scores = _scores(session.turns)
    return Summary(
        questions=results,
        answered=sum(not gave_up(turn) for turn in latest.values()),
        skipped=sum(turn.ending is Ending.SKIPPED for turn in main),
        given_up=sum(gave_up(turn) for turn in latest.values()),
        ungraded=sum(turn.grade is not None and not turn.grade.graded for turn in latest.values()),
        follow_ups=len(session.turns) - len(main),
        mean_score=mean_of(session.turns),
        scored=len(scores),
        seconds=clock(session, session.ended_at or session.touched_at).elapsed,
    )


def mean_of(turns: Sequence[Turn]) -> Score | None:
    """Of the questions themselves, the latest attempt at each; follow-ups, skipped and ungraded ones stay out.
    None when nothing is left."""
    scores = _scores(turns)
    return round(math.fsum(scores) / len(scores), 1) if scores else None


def _scores(turns: Sequence[Turn]) -> list[Score]:
    graded = (turn.grade.score for turn in _latest(turns).values() if turn.grade)
    return [score for score in graded if score is not None]


def _latest(turns: Sequence[Turn]) -> dict[str, Turn]:
    whole = (turn for turn in turns if turn.asked.point_id is None and turn.ending is not Ending.SKIPPED)
    return {turn.asked.question_id: turn for turn in whole}


def _result(session: Session, turn: Turn) -> QuestionResult:
    mine = [item for item in session.turns if item.asked.question_id == turn.asked.question_id]
    first = next(item for item in mine if item.asked.point_id is None)
    recovered = dict.fromkeys(_asked_again(item) for item in mine if _made_its_point(item))
    return QuestionResult(
        question_id=turn.asked.question_id,
        turn_id=turn.id,
        score=turn.grade.score if turn.grade else None,
        attempts=turn.attempt,
        first_score=first.grade.score if first.grade else None,
        recovered=tuple(recovered),
        still_open=tuple(point for point in _open_points(turn) if point not in recovered),
    )


def _asked_again(turn: Turn) -> str:
    return turn.asked.point_id or ""


def _made_its_point(turn: Turn) -> bool:
    if turn.asked.point_id is None or turn.grade is None:
        return False
    return any(p.id == turn.asked.point_id and p.verdict is Verdict.COVERED for p in turn.grade.points)


def _open_points(turn: Turn) -> list[str]:
    if turn.grade is None:
        return []
    missed = [p for p in turn.grade.points if p.verdict in (Verdict.MISSING, Verdict.CONTRADICTED)]
    return [point.id for point in sorted(missed, key=lambda point: -point.weight)]
