"""`rubric check --grading`: which points can the grader not tell from their own false versions?

Each false sentence a rubric knows is taken out of it and then handed in as an answer. If the point is "covered"
by it, the grader would believe the next false version that nobody wrote down, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mockinterview.domain.grade import Verdict
from mockinterview.domain.rubric import Question
from mockinterview.grading.offline import OfflineGrader


@dataclass(frozen=True, slots=True)
class Doubt:
    point: str
    believed: str = ""
    """The false sentence that was taken for the point; empty where the rubric knows none to try."""

    @property
    def ko(self) -> str:
        if not self.believed:
            return "틀린 말(counters)이 하나도 없어 반대로 말한 답을 가려내지 못할 수 있습니다."
        return f"틀린 말을 맞는 말로 볼 수 있습니다. 비슷한 counters를 더하세요: “{self.believed}”"

    @property
    def en(self) -> str:
        if not self.believed:
            return "has no counters: an answer that claims the opposite may pass."
        return f"may take a false claim for true; add counters like: “{self.believed}”"


def doubts(grader: OfflineGrader, question: Question) -> Iterator[Doubt]:
    turned = {misconception.contradicts for misconception in question.misconceptions}
    for index, point in enumerate(question.points):
        if not point.counters and point.id not in turned:
            yield Doubt(point.id)
        for counter in point.counters:
            result = grader.grade(_without(question, index, counter), counter)
            if result.graded and result.points[index].verdict is Verdict.COVERED:
                yield Doubt(point.id, counter)


def _without(question: Question, index: int, counter: str) -> Question:
    point = question.points[index]
    rest = tuple(text for text in point.counters if text != counter)
    points = list(question.points)
    points[index] = point.model_copy(update={"counters": rest})
    return question.model_copy(update={"points": tuple(points)})
