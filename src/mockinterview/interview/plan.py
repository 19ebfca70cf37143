"""What an interview is going to be: which questions, how deep, how long, and when the candidate hears how it went."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from mockinterview.domain.base import Value
from mockinterview.errors import MockInterviewError


class PlanKind(StrEnum):
    CHECKLIST = "checklist"
    TOPIC = "topic"
    WEAK = "weak"
    DUE = "due"
    RANDOM = "random"
    EXAM = "exam"
    SINGLE = "single"


EXAM_MINUTES = 20
LONGEST_EXAM = 600
MOST_FOLLOW_UPS = 5
FOLLOW_UPS = {PlanKind.EXAM: 3}
"""Every gap is asked about once at most; in an exam a few more gaps of one answer are worth a question."""
USUAL_FOLLOW_UPS = 2


class Plan(Value):
    kind: PlanKind
    questions: Annotated[tuple[str, ...], Field(min_length=1)]
    """In the order they are asked."""
    due: tuple[str, ...] = ()
    """Those among them that are asked because their review date has come."""
    unmet: tuple[str, ...] = ()
    """Those that fill up a plan of weak spots, never answered before: the candidate is told."""
    minutes: Annotated[float, Field(gt=0, le=LONGEST_EXAM)] | None = None
    """After these no new question is put."""
    follow_ups: Annotated[int, Field(ge=0, le=MOST_FOLLOW_UPS)] = USUAL_FOLLOW_UPS
    """At most so many follow-ups for the gaps of one answer; 0 switches them off."""
    related: Annotated[int, Field(ge=0, le=5)] = 1
    """At most so many of the documents' own nested questions after one planned question."""
    feedback: Literal["each", "end"] = "each"

    @classmethod
    def of(
        cls,
        kind: PlanKind,
        questions: Iterable[str],
        *,
        due: Iterable[str] = (),
        unmet: Iterable[str] = (),
        minutes: float | None = None,
        follow_ups: int | None = None,
        related: int | None = None,
    ) -> Plan:
        """The plan as it is usually meant; whatever is given here overrides the habit of its kind."""
        ids = tuple(dict.fromkeys(questions))
        if not ids:
            raise MockInterviewError("고른 조건에 맞는 질문이 없습니다.", "No question fits this choice.")
        if minutes is not None and not 0 < minutes <= LONGEST_EXAM:
            raise MockInterviewError(
                f"면접 시간은 0분보다 길고 {LONGEST_EXAM}분을 넘지 않아야 합니다.",
                f"An interview has to last more than 0 and at most {LONGEST_EXAM} minutes.",
            )
        if follow_ups is not None and not 0 <= follow_ups <= MOST_FOLLOW_UPS:
            raise MockInterviewError(
                f"꼬리 질문은 한 답에 0개부터 {MOST_FOLLOW_UPS}개까지입니다.",
                f"One answer can have 0 to {MOST_FOLLOW_UPS} follow-ups.",
            )
        exam = kind is PlanKind.EXAM
        return cls(
            kind=kind,
            questions=ids,
            due=tuple(due),
            unmet=tuple(unmet),
            minutes=minutes if minutes is not None else (EXAM_MINUTES if exam else None),
            follow_ups=FOLLOW_UPS.get(kind, USUAL_FOLLOW_UPS) if follow_ups is None else follow_ups,
            related=(0 if exam or kind is PlanKind.SINGLE else 1) if related is None else related,
            feedback="end" if exam else "each",
        )
