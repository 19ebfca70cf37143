"""Graders by the name given on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mockinterview.resources import Places
from mockinterview.rubric_store import Bank, RubricStore
from mockinterview.settings import Settings

if TYPE_CHECKING:
    from mockinterview.studio.graders import GradeAnswer

GRADERS = ("auto", "offline", "llm")


@dataclass(frozen=True, slots=True)
class Graders:
    """Picklable, so that worker processes can open their own."""

    settings: Settings
    rubrics: tuple[Path, ...] = ()

    def bank(self) -> Bank:
        return RubricStore.standard(Places(self.settings), self.rubrics).bank(strict=bool(self.rubrics))

    def open(self, kind: str) -> GradeAnswer:
        # Models and backends: only when something is graded.
        from mockinterview.studio.graders import open_grader

        return open_grader(self.settings, kind)
