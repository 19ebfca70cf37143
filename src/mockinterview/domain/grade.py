"""What a grader says about an answer, each credit with the words that earned it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from mockinterview.domain.base import Language, Value

Fraction = Annotated[float, Field(ge=0.0, le=1.0)]
Score = Annotated[float, Field(ge=0.0, le=100.0)]


class Verdict(StrEnum):
    COVERED = "covered"
    PARTIAL = "partial"
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    UNGRADED = "ungraded"
    """No opinion could be formed (an LLM left the point out); never counted as missing."""


class Evidence(Value):
    """An exact piece of the answer: `answer[start:end] == text`, whatever the text holds."""

    model_config = Value.model_config | {"str_strip_whitespace": False}

    text: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]

    @classmethod
    def of(cls, answer: str, start: int, end: int) -> Evidence:
        return cls(text=answer[start:end], start=start, end=end)

    def overlaps(self, other: Evidence) -> bool:
        return self.start < other.end and other.start < self.end


class PointGrade(Value):
    id: str
    verdict: Verdict
    credit: Fraction
    confidence: Fraction
    weight: float
    evidence: Evidence | None = None
    note: str | None = None


class FalseClaim(Value):
    """A misconception of the rubric met in the answer."""

    id: str
    evidence: Evidence
    why: str
    confidence: Fraction = 1.0


class Flag(StrEnum):
    EMPTY = "empty"
    DONT_KNOW = "dont_know"
    OFF_TOPIC = "off_topic"
    KEYWORD_LIST = "keyword_list"
    QUESTION_ECHO = "question_echo"
    INSTRUCTIONS = "instructions_to_grader"
    TOO_LONG = "too_long"
    HIDDEN_CHARACTERS = "hidden_characters"
    REPETITION = "repetition"
    CODE_ONLY = "code_only"


class GraderInfo(Value):
    """Provenance: enough to know whether two scores may be compared."""

    kind: Literal["offline", "llm", "both", "lab"]
    embedder: str | None = None
    model: str | None = None
    version: str
    rubric: str | None = None
    """Content hash of the question that was graded against."""
    prompt: str | None = None
    """Name, version and hash of the prompt, when an LLM graded."""
    note: str | None = None
    """Why this grader and not the one that was asked for."""


class Band(Value):
    """Where the score probably lies (about four answers in five)."""

    low: Score
    high: Score


class Grade(Value):
    question: str
    score: Score | None
    graded: bool
    reason: str | None = None
    grader: GraderInfo
    confidence: Fraction | None = None
    band: Band | None = None
    points: tuple[PointGrade, ...] = ()
    misconceptions: tuple[FalseClaim, ...] = ()
    flags: tuple[Flag, ...] = ()
    language: Language = "ko"

    @model_validator(mode="after")
    def _honest(self) -> Grade:
        if self.graded != (self.score is not None):
            raise ValueError("a graded answer has a score and an ungraded one has none")
        if not self.graded and not self.reason:
            raise ValueError("an ungraded answer says why")
        return self

    def with_note(self, note: str) -> Grade:
        """The same grade, saying why it was not made by the grader that was asked for."""
        return self.model_copy(update={"grader": self.grader.model_copy(update={"note": note})})

    def point(self, point_id: str) -> PointGrade:
        return next(point for point in self.points if point.id == point_id)
