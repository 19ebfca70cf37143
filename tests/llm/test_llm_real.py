"""The whole way against a real server, when one is named: wire-level realism, no judgement of its grades.

llama-server -m MODEL.gguf --port 8080 --jinja
MOCKINTERVIEW_TEST_LLM_URL=http://127.0.0.1:8080/v1 pytest tests/llm/test_llm_real.py
"""

from __future__ import annotations

import os

import pytest
from test_llm_grading_wire import ANSWER, PROMPTS, QUESTION

from mockinterview.coaching.llm import LlmCoach
from mockinterview.errors import ChatError
from mockinterview.grading.llm_grader import RubricGrader
from mockinterview.llm import LlmConfig, open_chat

URL = os.environ.get("MOCKINTERVIEW_TEST_LLM_URL")
pytestmark = pytest.mark.skipif(URL is None, reason="MOCKINTERVIEW_TEST_LLM_URL names no server")


def test_a_real_model_gives_a_checked_grade_or_a_clear_line() -> None:
    config = LlmConfig(
        model=os.environ.get("MOCKINTERVIEW_TEST_LLM_MODEL", "local"),
        base_url=str(URL),
        timeout=120,
        total_timeout=240,
        max_tokens=600,
    )
    chat = open_chat(config)
    failed: ChatError | None = None
    try:
        grade = RubricGrader(chat, PROMPTS).grade(QUESTION, ANSWER, "ko")
        quotes = [point.evidence for point in grade.points if point.evidence]
        assert all(ANSWER[quote.start : quote.end] == quote.text for quote in quotes)
        assert list(LlmCoach(chat, PROMPTS).feedback(QUESTION, ANSWER, grade))[-1].complete
    except ChatError as exc:
        failed = exc
    assert failed is None or "\n" not in failed.ko + failed.en
