"""Graders by name, for one answer at a time: what the command line and its worker processes use."""

from __future__ import annotations

from collections.abc import Callable

from mockinterview.domain.grade import Grade
from mockinterview.domain.rubric import Question
from mockinterview.embedding import EmbedderSpec, open_embedder
from mockinterview.errors import ChatError, PromptError, SettingsError
from mockinterview.grading import OfflineGrader
from mockinterview.grading.calibration import load_calibration
from mockinterview.grading.llm_grader import RubricGrader
from mockinterview.resources import Places
from mockinterview.rubric_store.glossary_file import read_glossary
from mockinterview.settings import Settings
from mockinterview.studio.backends import Backends

GradeAnswer = Callable[[Question, str], Grade]


def open_trial_grader(settings: Settings) -> OfflineGrader:
    """For trying variants of rubrics: nothing of them is worth a place in the cache."""
    places = Places(settings)
    embedder = open_embedder(EmbedderSpec(settings.embedder))
    return OfflineGrader(embedder, embedder, read_glossary(places.glossary), load_calibration(embedder.name))


def open_grader(settings: Settings, kind: str) -> GradeAnswer:
    """`auto` adds the LLM's look where one is configured; `llm` insists that there is one.

    Whatever the LLM does, an answer gets its grade: the offline one stands in and says why.
    """
    backends = Backends(settings)
    offline = backends.grader.get()
    if backends.second_look is None:
        if kind == "llm":
            raise SettingsError(
                "LLM이 설정되지 않았습니다. MOCKINTERVIEW_LLM_MODEL(과 필요하면 _BASE_URL, _API_KEY)을 정하세요.",
                "No LLM is configured. Set MOCKINTERVIEW_LLM_MODEL (and _BASE_URL, _API_KEY where needed).",
            )
        return offline.grade
    if kind == "offline":
        return offline.grade
    look = backends.second_look.get()
    votes = settings.llm.votes

    def both(question: Question, answer: str) -> Grade:
        own = offline.grade(question, answer)
        return look.grade(question, answer, own) if own.graded else own

    def llm_only(question: Question, answer: str) -> Grade:
        own = offline.grade(question, answer)
        if not own.graded:
            return own
        try:
            return RubricGrader(look.chat, look.prompts, votes=votes).grade(question, answer, own.language)
        except (ChatError, PromptError) as error:
            return own.with_note(error.in_language(own.language))

    return llm_only if kind == "llm" else both
