"""Counts tokens and money, per call and per session, and stops politely before the next call."""

from __future__ import annotations

import math
import threading
from typing import Any

from mockinterview.errors import ChatError
from mockinterview.llm.chat import Usage
from mockinterview.llm.config import LlmConfig


class Meter:
    """One for a session. Calls already under way when the budget runs out are still paid for."""

    def __init__(self, budget: float | None = None, budget_tokens: int | None = None) -> None:
        self._budget = budget
        self._budget_tokens = budget_tokens
        self._spent = Usage()
        self._lock = threading.Lock()

    @classmethod
    def of(cls, config: LlmConfig) -> Meter:
        return cls(config.budget, config.budget_tokens)

    @property
    def spent(self) -> Usage:
        with self._lock:
            return self._spent

    def add(self, usage: Usage) -> None:
        with self._lock:
            self._spent = self._spent + usage

    def check(self) -> None:
        """Raises ChatError when nothing is left."""
        spent = self.spent
        if self._budget_tokens is not None and spent.tokens >= self._budget_tokens:
            raise ChatError(
                f"이 세션의 LLM 토큰 예산({self._budget_tokens:,})을 다 썼습니다. 오프라인 채점은 계속됩니다. "
                "예산을 늘리려면 MOCKINTERVIEW_LLM_BUDGET_TOKENS 를 바꾸세요.",
                f"This session's LLM token budget ({self._budget_tokens:,}) is spent. Offline grading goes on. "
                "Raise MOCKINTERVIEW_LLM_BUDGET_TOKENS for more.",
            )
        if self._budget is not None and spent.cost is not None and spent.cost >= self._budget:
            raise ChatError(
                f"이 세션의 LLM 비용 예산({self._budget:g})을 다 썼습니다. 오프라인 채점은 계속됩니다. "
                "예산을 늘리려면 MOCKINTERVIEW_LLM_BUDGET 을 바꾸세요.",
                f"This session's LLM budget ({self._budget:g}) is spent. Offline grading goes on. "
                "Raise MOCKINTERVIEW_LLM_BUDGET for more.",
            )


def usage_of(config: LlmConfig, counted: Any, sent: str, received: str) -> Usage:
    """From the endpoint's own count, or guessed from the lengths when there is none or it is nonsense."""
    given = counted if isinstance(counted, dict) else {}
    tokens_in, tokens_out = _count(given.get("input_tokens")), _count(given.get("output_tokens"))
    guessed = tokens_in is None or tokens_out is None
    tokens_in = guess_tokens(sent) if tokens_in is None else tokens_in
    tokens_out = guess_tokens(received) if tokens_out is None else tokens_out
    cost = None
    if config.price_in is not None and config.price_out is not None:
        cost = (tokens_in * config.price_in + tokens_out * config.price_out) / 1000
    return Usage(tokens_in, tokens_out, cost, calls=1, estimated=guessed)


def guess_tokens(text: str) -> int:
    """About one token a Hangul syllable and one for four Latin letters; counting exactly would need a download."""
    wide = sum(1 for char in text if ord(char) > 0x2E7F)
    return wide + math.ceil((len(text) - wide) / 4)


def _count(value: Any) -> int | None:
    usable = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
    return value if usable else None
