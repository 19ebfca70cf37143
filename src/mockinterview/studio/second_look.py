"""The LLM's look at an answer that is graded already: a deeper grade, and feedback in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mockinterview.coaching.llm import LlmCoach
from mockinterview.domain.feedback import Feedback
from mockinterview.domain.grade import Grade
from mockinterview.domain.rubric import Question
from mockinterview.errors import ChatError, PromptError
from mockinterview.grading.llm_grader import RubricGrader
from mockinterview.grading.merge import merge
from mockinterview.llm import Chat
from mockinterview.prompts import PromptLibrary


@dataclass(frozen=True, slots=True)
class SecondLook:
    chat: Chat
    prompts: PromptLibrary

    def grade(self, question: Question, answer: str, offline: Grade) -> Grade:
        """The merged grade; when the LLM fails, the offline one with a note that says why."""
        grader = RubricGrader(self.chat, self.prompts)
        try:
            llm = grader.grade(question, answer, offline.language)
            return merge(offline, llm, grader.rechecker(question, answer, offline.language))
        except (ChatError, PromptError) as error:
            return offline.with_note(error.in_language(offline.language))

    def feedback(self, question: Question, answer: str, grade: Grade) -> Iterator[Feedback]:
        """Raises ChatError where the stream breaks off; what came last is then all there is."""
        return LlmCoach(self.chat, self.prompts).feedback(question, answer, grade)
