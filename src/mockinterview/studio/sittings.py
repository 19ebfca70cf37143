"""One sitting at an exercise, and the one review it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mockinterview import scheduling
from mockinterview.domain.lab import LabVerdict
from mockinterview.history.records import Card, Submission
from mockinterview.scheduling import Rating

GAP = timedelta(hours=12)
"""Runs closer together than this are one sitting."""
ENOUGH_TRIES = 3
"""Whoever fails a known exercise more often than this in one sitting has forgotten it."""
REVIEW_PREFIX = "lab."
REACHED_TESTS = frozenset({LabVerdict.PASS, LabVerdict.FAIL})


def review_key(exercise_id: str) -> str:
    """What the review date of an exercise is kept under, beside those of questions."""
    return REVIEW_PREFIX + exercise_id


@dataclass(frozen=True, slots=True)
class Sitting:
    """Code that stopped before its tests is no try, and what was written in an earlier sitting is no practice."""

    exercise: str
    runs: tuple[Submission, ...]
    """So far, the newest first."""
    earlier: tuple[Submission, ...]
    card: Card | None
    now: datetime

    @classmethod
    def of(cls, exercise: str, runs: Sequence[Submission], card: Card | None, now: datetime) -> Sitting:
        """`runs`: all that are known, the newest first; the first gap ends the sitting."""
        last, count = now, 0
        for run in runs:
            if last - run.made_at >= GAP:
                break
            last, count = run.made_at, count + 1
        return cls(exercise, tuple(runs[:count]), tuple(runs[count:]), card, now)

    @property
    def tries(self) -> int:
        return sum(verdict_of(run) in REACHED_TESTS for run in self.runs)

    @property
    def passed(self) -> bool:
        return any(verdict_of(run) == LabVerdict.PASS for run in self.runs)

    def after_run(self, code: str, verdict: LabVerdict) -> Card | None:
        """The card after one more run; None when it says nothing new about what is remembered."""
        tries = self.tries + 1
        if verdict is LabVerdict.FAIL:
            forgotten = self.card is not None and tries > ENOUGH_TRIES
            return self._reviewed(Rating.AGAIN) if forgotten else None
        if verdict is not LabVerdict.PASS or any(run.code.strip() == code.strip() for run in self.earlier):
            return None
        rating = scheduling.rating_of_code(tries)
        gave_up = next((verdict_of(run) for run in self.earlier), None) == LabVerdict.FAIL
        return self._reviewed(Rating.HARD if gave_up and rating is not Rating.AGAIN else rating)

    def after_look(self) -> Card | None:
        """The card after the solution was looked up."""
        return None if self.passed else self._reviewed(scheduling.rating_of_code(1, peeked=True))

    def _reviewed(self, rating: Rating) -> Card | None:
        """None when this sitting has had its say already."""
        body = self.card.body if self.card else None
        last = scheduling.last_review(body, self.now) if body else None
        if last is not None and self.now - last < GAP:
            return None
        review = scheduling.reviewed(body, rating, self.now)
        return Card(review_key(self.exercise), review.due, review.card)


def verdict_of(run: Submission) -> str | None:
    """Leniently: a run that an older or newer version kept is still a run."""
    verdict = run.result.get("verdict") if isinstance(run.result, dict) else None
    return verdict if isinstance(verdict, str) else None
