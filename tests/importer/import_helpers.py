"""What the tests of the importer ask about an import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mockinterview.domain.rubric import Question
from mockinterview.importer import Imported

SHAPES = Path(__file__).parent / "notes"
"""Notes of our own, one in every shape the importer knows."""

Read = Callable[..., Imported]


def questions(imported: Imported) -> dict[str, Question]:
    """By wording, aliases included."""
    return {
        text: question
        for topic in imported.topics
        for question in topic.questions
        for text in question.wordings()
    }


def says(imported: Imported, wording: str) -> list[str]:
    return [point.says for point in questions(imported)[wording].points]
