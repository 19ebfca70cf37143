"""What earlier turns say about each question, in as few words as a plan needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mockinterview.domain.grade import Flag
from mockinterview.domain.turn import Ending, Turn

WEAK_BELOW = 75.0
"""A latest score under this calls for practice."""


@dataclass(frozen=True, slots=True)
class PastResult:
    attempts: int
    score: float | None
    """Of the latest graded answer to the whole question."""
    gave_up: bool
    """The latest time the question was skipped, or the candidate did not know."""
    last_at: datetime
    due: datetime | None = None

    @property
    def strength(self) -> float:
        """0 to 100. An answer that could not be graded is no weakness."""
        if self.gave_up:
            return 0.0
        return 100.0 if self.score is None else self.score

    def is_due(self, now: datetime) -> bool:
        return self.due is not None and self.due <= now

    def is_weak(self, now: datetime) -> bool:
        return self.is_due(now) or self.strength < WEAK_BELOW


Past = Mapping[str, PastResult]


def past_results(turns: Iterable[Turn], due: Mapping[str, datetime]) -> dict[str, PastResult]:
    """By question. Follow-ups after one point and code are no answers to the whole question."""
    results: dict[str, PastResult] = {}
    for turn in sorted(turns, key=lambda turn: turn.ended_at):
        asked = turn.asked
        if asked.point_id is not None or turn.is_code:
            continue
        before = results.get(asked.question_id)
        graded = turn.grade is not None and turn.grade.graded
        results[asked.question_id] = PastResult(
            attempts=(before.attempts if before else 0) + 1,
            score=turn.grade.score
            if turn.grade is not None and graded
            else (before.score if before else None),
            gave_up=_gave_up(turn),
            last_at=turn.ended_at,
            due=due.get(asked.question_id),
        )
    return results


def _gave_up(turn: Turn) -> bool:
    return turn.ending is not Ending.ANSWERED or (
        turn.grade is not None and Flag.DONT_KNOW in turn.grade.flags
    )
