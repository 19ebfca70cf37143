"""A question's rubric as the text that an LLM reads."""

from __future__ import annotations

from collections.abc import Iterable

from mockinterview.domain.grade import PointGrade
from mockinterview.domain.rubric import Point, Question

EXAMPLES = 2
"""Other wordings and false versions a point; more costs tokens and teaches nothing."""


def points_text(points: Iterable[Point]) -> str:
    return "\n".join(_point(point) for point in points)


def misconceptions_text(question: Question) -> str:
    return "\n".join(f"- id: {item.id}\n  says: {item.says[0]}" for item in question.misconceptions) or "-"


def notes_text(question: Question) -> str:
    return "\n".join(f"- ({item.verdict}) {item.claim} -> {item.truth}" for item in question.errata) or "-"


def opinions_text(opinions: Iterable[tuple[PointGrade, PointGrade]]) -> str:
    """In the order of the alphabet, so that neither grader is known by its place."""
    return "\n".join(
        f"- {first.id}: " + " / ".join(sorted((first.verdict.value, second.verdict.value)))
        for first, second in opinions
    )


def _point(point: Point) -> str:
    lines = [f"- id: {point.id}", f"  says: {point.says}"]
    lines += [f"  also: {text}" for text in point.phrasings[:EXAMPLES]]
    lines += [f"  false: {text}" for text in point.counters[:EXAMPLES]]
    return "\n".join(lines)
