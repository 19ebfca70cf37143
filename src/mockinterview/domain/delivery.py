"""How an answer was said. Never part of the score for what was said."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from mockinterview.domain.answer import Seconds
from mockinterview.domain.base import Language, Localized, Value
from mockinterview.domain.grade import Evidence

Count = Annotated[int, Field(ge=0)]
AnalyserName = Literal["kiwi", "rules"]


class Aspect(StrEnum):
    FILLERS = "fillers"
    PACE = "pace"
    PAUSES = "pauses"
    HEDGES = "hedges"
    CONCLUSION = "conclusion"
    SENTENCES = "sentences"
    FORMALITY = "formality"
    LENGTH = "length"


class Advice(Value):
    """One plain line about one aspect; an aspect with nothing to say has none."""

    aspect: Aspect
    line: Localized


class Filler(Evidence):
    """`text` is what was said, `form` what it is counted as: 어, 어어 and 어… are one."""

    form: str


class Pace(Value):
    per_minute: float
    unit: Literal["syllables", "words"]
    seconds: Seconds


class Pauses(Value):
    """Silences inside the answer that a listener notices."""

    count: Count
    total: Seconds
    longest: Seconds


class SentenceLength(Value):
    """In words (어절)."""

    count: Count
    mean: float
    longest: Count


class Formality(Value):
    """How many sentences end in which style; sentences without a verb are not counted."""

    formal: Count = 0
    """합니다체"""
    polite: Count = 0
    """해요체"""
    plain: Count = 0
    """반말, and the -다 of written Korean"""


class Length(Value):
    seconds: Seconds
    target: Seconds
    estimated: bool
    """True when the text was typed: the time it would take to say it."""


class Delivery(Value):
    language: Language
    analyser: AnalyserName
    """What told fillers from words: the morphological analyser, or rules alone."""
    words: Count = 0
    fillers: tuple[Filler, ...] = ()
    hedges: tuple[Evidence, ...] = ()
    conclusion_first: bool | None = None
    """None: too little was said to tell."""
    opening: Evidence | None = None
    """The sentence that `conclusion_first` is about."""
    sentences: SentenceLength | None = None
    formality: Formality | None = None
    pace: Pace | None = None
    pauses: Pauses | None = None
    length: Length | None = None
    cut: bool = False
    """Only the beginning of an endless text was looked at."""
    advice: tuple[Advice, ...] = ()

    def filler_counts(self) -> tuple[tuple[str, int], ...]:
        """Most frequent first, then in the order of speech."""
        return tuple(Counter(filler.form for filler in self.fillers).most_common())
