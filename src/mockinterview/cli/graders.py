"""Graders by the name given on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mockinterview.domain.grade import Grade
from mockinterview.domain.rubric import Question
from mockinterview.resources import Places
from mockinterview.rubric_store import Bank, RubricStore
from mockinterview.settings import Settings

GRADERS = ("auto", "offline", "llm")

GradeAnswer = Callable[[Question, str], Grade]


@dataclass(frozen=True, slots=True)
class Graders:
    """Picklable, so that worker processes can open their own."""

    settings: Settings
    rubrics: tuple[Path, ...] = ()

    def bank(self) -> Bank:
        return RubricStore.standard(Places(self.settings), self.rubrics).bank(strict=bool(self.rubrics))

    def open(self, kind: str) -> GradeAnswer:
        from mockinterview.embedding import EmbedderSpec
        from mockinterview.grading import open_offline_grader

        return open_offline_grader(Places(self.settings), EmbedderSpec(self.settings.embedder)).grade
