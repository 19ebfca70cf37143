"""When a question should come back: FSRS behind one small door.

A card is opaque text: whoever keeps it need not know what schedules it. Only whole answers move a card. A grade that
could not be given, a follow-up after one point and a second try with the model answer fresh in mind say nothing about
what will be remembered (`moves_card`). There are no steps of minutes as in flashcard drills: a failed answer comes
back tomorrow, whatever was known before, and nothing is put off for more than a year.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from mockinterview.domain.grade import Grade, Verdict
from mockinterview.domain.turn import Turn

_log = logging.getLogger(__name__)

WANTED_RECALL = 0.9
"""A question is due when the chance to still answer it well has fallen to this."""
LONGEST_DAYS = 365
AFTER_FAILURE = timedelta(days=1)


class Rating(StrEnum):
    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


RATINGS: tuple[tuple[float, Rating], ...] = (
    (90.0, Rating.EASY),
    (75.0, Rating.GOOD),
    (50.0, Rating.HARD),
    (0.0, Rating.AGAIN),
)
"""From this score on, best first."""
CODE_TRIES: tuple[tuple[int, Rating], ...] = ((1, Rating.EASY), (3, Rating.GOOD))
"""Up to so many runs, best first; a slip of the fingers costs nobody a whole review."""
BEST_WITH_FALSE_CLAIM = Rating.HARD
"""Who believes something false meets the question again soon, however much else was right."""

_ORDER = tuple(Rating)


@dataclass(frozen=True, slots=True)
class Review:
    """What one grade did to a card."""

    card: str
    due: datetime
    rating: Rating
    interval: timedelta
    stability_days: float
    """After so many days the chance of recall has fallen to nine in ten."""


def rating_of(grade: Grade) -> Rating | None:
    """None for an ungraded answer."""
    if grade.score is None:
        return None
    score = grade.score
    rating = next(rating for lowest, rating in RATINGS if score >= lowest)
    if grade.misconceptions or any(point.verdict is Verdict.CONTRADICTED for point in grade.points):
        return min(rating, BEST_WITH_FALSE_CLAIM, key=_ORDER.index)
    return rating


def rating_of_code(tries: int, *, peeked: bool = False) -> Rating:
    """Of an exercise in one sitting: passed at the `tries`-th run that reached its tests, or its solution looked up."""
    if peeked:
        return Rating.AGAIN
    return next((rating for most, rating in CODE_TRIES if tries <= most), Rating.HARD)


def review(card: str | None, grade: Grade, now: datetime) -> Review | None:
    """The card after this grade (`None` starts a new one); None when the grade leaves the card as it is."""
    moment, rating = _utc(now), rating_of(grade)
    return None if rating is None else reviewed(card, rating, moment)


def reviewed(card: str | None, rating: Rating, now: datetime) -> Review:
    moment = _utc(now)
    before = _read(card, moment)
    after, _ = _scheduler().review_card(before, _fsrs().Rating[rating.name.title()], moment)
    return Review(
        card=after.to_json(),
        due=after.due,
        rating=rating,
        interval=after.due - moment,
        stability_days=after.stability,
    )


def last_review(card: str, now: datetime) -> datetime | None:
    """None for a card that is new or damaged."""
    last: datetime | None = _read(card, _utc(now)).last_review
    return last


def recall_chance(card: str, now: datetime) -> float:
    """0 to 1: how likely a good answer still is, by the whole days since the last one."""
    moment = _utc(now)
    return float(_scheduler().get_card_retrievability(_read(card, moment), moment))


def moves_card(turn: Turn) -> bool:
    """Whether a turn says something about how well its whole question will be remembered."""
    return (
        turn.grade is not None
        and turn.grade.graded
        and turn.attempt == 1
        and turn.asked.point_id is None
        and not turn.is_code
    )


def replay(turns: Iterable[Turn]) -> Review | None:
    """The card that these turns of one question, oldest first, add up to: after a re-grading, or when one is lost."""
    latest: Review | None = None
    for turn in turns:
        if turn.grade is not None and moves_card(turn):
            latest = review(latest.card if latest else None, turn.grade, turn.ended_at) or latest
    return latest


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone")
    return moment.astimezone(UTC)


def _read(card: str | None, now: datetime) -> Any:
    """A damaged card costs its schedule, never the answer that was just given."""
    new = _fsrs().Card(card_id=0, due=now)
    if card is None:
        return new
    try:
        read = _fsrs().Card.from_json(card)
        if _usable(read):
            return read
    except (ValueError, KeyError, TypeError, AttributeError):
        pass  # the same as a card that can be parsed and makes no sense
    _log.warning("a review card could not be read; its question starts anew")
    return new


def _usable(card: Any) -> bool:
    moments = (card.due, card.last_review)
    figures = (card.stability, card.difficulty)
    return (
        all(moment is not None and moment.tzinfo is not None for moment in moments)
        and all(figure is not None and math.isfinite(figure) and figure > 0 for figure in figures)
        and (card.state is _fsrs().State.Review or isinstance(card.step, int))
    )


@cache
def _scheduler() -> Any:
    return _fsrs().Scheduler(
        desired_retention=WANTED_RECALL,
        learning_steps=(),
        relearning_steps=(AFTER_FAILURE,),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _fsrs() -> Any:
    import fsrs

    return fsrs
