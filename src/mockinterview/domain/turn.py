"""One exchange of an interview, as it is kept."""

from __future__ import annotations

from enum import StrEnum

from mockinterview.domain.answer import Answer, Channel, Moment
from mockinterview.domain.base import Value
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Grade


class AskedBecause(StrEnum):
    """Why a question was put: the candidate is told."""

    PLAN = "plan"
    MISSING_POINT = "missing_point"
    FALSE_CLAIM = "false_claim"
    RELATED = "related"
    RETRY = "retry"
    DUE = "due"
    EXERCISE = "exercise"


class Asked(Value):
    """A question as it was put to the candidate."""

    question_id: str
    text: str
    because: AskedBecause = AskedBecause.PLAN
    point_id: str | None = None
    """The rubric point a follow-up is after."""


class Ending(StrEnum):
    ANSWERED = "answered"
    SKIPPED = "skipped"
    DONT_KNOW = "dont_know"


class Turn(Value):
    id: str
    session_id: str
    asked: Asked
    asked_at: Moment
    ended_at: Moment
    ending: Ending = Ending.ANSWERED
    answer: Answer | None = None
    grade: Grade | None = None
    feedback: Feedback | None = None
    attempt: int = 1

    @property
    def is_code(self) -> bool:
        """Answered with a program: tests graded it, not a rubric."""
        return self.answer is not None and self.answer.channel is Channel.CODE
