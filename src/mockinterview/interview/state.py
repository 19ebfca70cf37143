"""The state of an interview: one frozen value, complete, and the same after a trip through JSON."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from mockinterview.domain.answer import Moment, Seconds
from mockinterview.domain.base import Language, Value
from mockinterview.domain.turn import Asked, Turn
from mockinterview.errors import NotFound
from mockinterview.interview.plan import Plan
from mockinterview.rubric_store import Bank


@dataclass(frozen=True, slots=True)
class Scene:
    """What a step needs from outside."""

    bank: Bank
    now: datetime
    rng: random.Random

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("a time needs its zone")


class Phase(StrEnum):
    ASKING = "asking"
    REVIEW = "review"
    FINISHED = "finished"


class SayKind(StrEnum):
    GREETING = "greeting"
    TRANSITION = "transition"
    RESUME = "resume"
    """After a pause; only the last of them is worth showing."""
    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    END = "end"


class Says(Value):
    """A line of the interviewer."""

    type: Literal["says"] = "says"
    kind: SayKind
    text: str


class Answered(Value):
    """Here the candidate answered, skipped or passed."""

    type: Literal["answered"] = "answered"
    turn_id: str


LogEntry = Annotated[Says | Answered, Field(discriminator="type")]


class Current(Value):
    """The question that is on the table, or was answered last."""

    asked: Asked
    asked_at: Moment
    attempt: int = 1
    stood_still: Seconds = 0.0
    """Seconds of pause since it was asked."""


class Thread(Value):
    """A question and everything that was asked because of the answer to it."""

    question_id: str
    planned: str
    """The question of the plan it belongs to: itself, unless it is a nested one."""
    turn_id: str | None = None
    """The latest answer to the question itself: its gaps are what follow-ups go for."""
    nested: int = 0
    """How many nested questions the planned one has led to."""
    asked_points: tuple[str, ...] = ()
    given_up: bool = False
    """The candidate passed on a follow-up: asking on would only embarrass."""
    before: Thread | None = None
    """What was left open when a question beside the plan came in between: it goes on afterwards."""


class Session(Value):
    model_config = Value.model_config | {"str_strip_whitespace": False}

    id: str
    profile: str = "local"
    """Whose interview it is."""
    language: Language = "ko"
    plan: Plan
    phase: Phase
    queue: tuple[str, ...]
    """Planned questions that are still to come."""
    current: Current | None = None
    thread: Thread | None = None
    turns: tuple[Turn, ...] = ()
    log: tuple[LogEntry, ...] = ()
    draft: str = ""
    revealed: tuple[str, ...] = ()
    started_at: Moment
    ended_at: Moment | None = None
    paused_at: Moment | None = None
    stood_still: Seconds = 0.0
    """Seconds of all pauses that are over."""
    touched_at: Moment
    """The last time the candidate did anything."""
    steps: int = 0
    """Grows with every step but drafts: of two copies of a session the higher one is the newer."""

    @property
    def paused(self) -> bool:
        return self.paused_at is not None

    def turn(self, turn_id: str) -> Turn:
        for turn in self.turns:
            if turn.id == turn_id:
                return turn
        raise NotFound("답변", "The answer", turn_id, (turn.id for turn in self.turns))


class Clock(Value):
    """Seconds, pauses taken out."""

    elapsed: Seconds
    left: Seconds | None
    """None without a time limit."""
    on_question: Seconds


def seconds_between(start: datetime, end: datetime) -> float:
    """Never negative: a clock that was set back must not break an interview."""
    return max(0.0, (end - start).total_seconds())


def clock(session: Session, now: datetime) -> Clock:
    moment = session.ended_at or session.paused_at or now
    elapsed = max(0.0, seconds_between(session.started_at, moment) - session.stood_still)
    limit = session.plan.minutes
    on_question = 0.0
    if session.current is not None and session.phase is Phase.ASKING:
        on_question = max(
            0.0, seconds_between(session.current.asked_at, moment) - session.current.stood_still
        )
    return Clock(
        elapsed=elapsed,
        left=None if limit is None else max(0.0, limit * 60 - elapsed),
        on_question=on_question,
    )


def feedback_visible(session: Session) -> bool:
    return session.plan.feedback == "each" or session.phase is Phase.FINISHED
