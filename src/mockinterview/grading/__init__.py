"""Grades: the offline grader, the LLM's, and the exam both sit."""

from __future__ import annotations

from mockinterview.embedding import CachedEmbedder, EmbedderSpec, open_embedder
from mockinterview.grading.calibration import load_calibration
from mockinterview.grading.offline import OfflineGrader
from mockinterview.resources import Places
from mockinterview.rubric_store.glossary_file import read_glossary

__all__ = ["OfflineGrader", "open_offline_grader"]


def open_offline_grader(places: Places, spec: EmbedderSpec) -> OfflineGrader:
    """The candidate's words go to the bare embedder, rubric texts to the one that caches on disk."""
    embedder = open_embedder(spec)
    rubrics = CachedEmbedder(embedder, places.vectors)  # the same model: its weights are loaded once
    return OfflineGrader(embedder, rubrics, read_glossary(places.glossary), load_calibration(embedder.name))
