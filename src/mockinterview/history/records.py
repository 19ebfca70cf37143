"""The values that go into a history and come out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mockinterview.domain.grade import Grade

JsonValue = Any
"""Dicts with text keys, lists, text, numbers, booleans and None: what a trip through JSON leaves unchanged."""

LOCAL_PROFILE = "local"
"""The one user of a machine: the command line's profile, and the page's while nobody else can reach it."""


@dataclass(frozen=True, slots=True)
class KeptSession:
    """An interview as it was left."""

    id: str
    started_at: datetime
    updated_at: datetime
    plan: JsonValue
    state: JsonValue
    """Opaque here; only the interview reads it."""
    draft: str = ""
    """The half-typed answer. It may be newer than the one inside the state."""
    revision: int = 0
    """The writer's own counter: an interview is only ever replaced by one with a higher count."""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """When a question should be met again; `body` is the scheduler's own text."""

    question: str
    due: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Submission:
    """Code that was run for an exercise."""

    id: str
    exercise: str
    made_at: datetime
    code: str
    result: JsonValue
    session: str | None = None


@dataclass(frozen=True, slots=True)
class TurnFilter:
    """Everything that is given has to hold; times are of the turn's end, `until` not included."""

    session: str | None = None
    question: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    graded: bool | None = None


ALL_TURNS = TurnFilter()


@dataclass(frozen=True, slots=True)
class EarlierGrade:
    """A grade that a later one has replaced."""

    grade: Grade
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class ProfileInfo:
    id: str
    created_at: datetime
    turns: int
    last_turn_at: datetime | None
