"""A rubric: what a good answer to one question has to say, and what it must not say."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from mockinterview.domain.base import Localized, Value

Level = Literal["junior", "mid", "senior"]
ErratumVerdict = Literal["wrong", "disputed", "outdated"]

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", max_length=120)]

MAX_POINTS = 60
"""Work per answer grows with the points; beyond this a question is really several questions."""


def _localized(value: Any) -> Any:
    return {"ko": value} if isinstance(value, str) else value


def _needs_words(value: Localized) -> Localized:
    if not (value.ko or value.en):
        raise ValueError("must not be empty")
    return value


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _sources(value: Any) -> Any:
    """`source: authored` is short for one source without a document's heading."""
    return [{"doc": value}] if isinstance(value, str) else value


def _groups(value: Any) -> Any:
    """A flat keyword list is a list of groups of one."""
    if isinstance(value, list | tuple):
        return [[item] if isinstance(item, str) else item for item in value]
    return value


def _weight(value: float) -> float:
    if not math.isfinite(value) or value <= 0:
        raise ValueError("must be a finite number above 0")
    return value


Wording = Annotated[Localized, BeforeValidator(_localized), AfterValidator(_needs_words)]
Words = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many)]
KeywordGroup = Annotated[tuple[Text, ...], Field(min_length=1)]
Keywords = Annotated[tuple[KeywordGroup, ...], BeforeValidator(_groups)]
Weight = Annotated[float, AfterValidator(_weight)]


class Source(Value):
    """Where a point was met: the document and the heading inside it."""

    doc: Text
    heading: str = ""
    kind: str | None = None


Sources = Annotated[tuple[Source, ...], BeforeValidator(_sources)]


class Point(Value):
    """One thing the interviewer wants to hear."""

    id: Slug
    says: Text
    keywords: Keywords = ()
    """Groups of spellings; any spelling inside a group counts for the group."""
    phrasings: Words = ()
    counters: Words = ()
    """Natural false versions of this very point."""
    weight: Weight = 1.0
    hint: str = ""
    source: Sources = ()


class Misconception(Value):
    """A false claim candidates really make about the question."""

    id: Slug
    says: Annotated[Words, Field(min_length=1)]
    why: Text
    contradicts: Slug | None = None


class Erratum(Value):
    """A claim of a study document that is not (or no longer) true."""

    doc: Text
    claim: Text
    truth: Text
    verdict: ErratumVerdict


class Question(Value):
    id: QuestionId
    question: Wording
    aliases: Words = ()
    level: Level = "mid"
    points: Annotated[tuple[Point, ...], Field(min_length=1, max_length=MAX_POINTS)]
    misconceptions: tuple[Misconception, ...] = ()
    model_answer: str = ""
    follow_ups: tuple[QuestionId, ...] = ()
    exercise: Slug | None = None
    errata: tuple[Erratum, ...] = ()

    @model_validator(mode="after")
    def _ids_fit(self) -> Question:
        for place, ids in (
            ("points", [p.id for p in self.points]),
            ("misconceptions", self._misconceptions()),
        ):
            twice = sorted({item for item in ids if ids.count(item) > 1})
            if twice:
                raise ValueError(f"{place}: duplicate id {', '.join(twice)}")
        known = {point.id for point in self.points}
        for misconception in self.misconceptions:
            if misconception.contradicts and misconception.contradicts not in known:
                raise ValueError(
                    f"misconceptions.{misconception.id}.contradicts: no point '{misconception.contradicts}'"
                )
        return self

    def _misconceptions(self) -> list[str]:
        return [misconception.id for misconception in self.misconceptions]

    @property
    def total_weight(self) -> float:
        return math.fsum(point.weight for point in self.points)

    def wordings(self) -> Iterator[str]:
        """Every way this question is known to be asked."""
        yield from (text for text in (self.question.ko, self.question.en) if text)
        yield from self.aliases

    def point(self, point_id: str) -> Point:
        return next(point for point in self.points if point.id == point_id)

    def content_hash(self) -> str:
        """Changes whenever anything that can change a grade does; kept with every grade."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


class Topic(Value):
    """One rubric file."""

    schema_version: Annotated[Literal[1], Field(alias="schema")] = 1
    track: Slug = "mine"
    topic: Slug
    order: int = 1000
    """Place of the topic inside its track; topics without one come last, by name."""
    title: Wording
    aside: bool = False
    """Its questions are put when something leads to them or somebody picks them, never as part of a mixed plan."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
