"""When to ask again, how long to wait before it, and what to change in the request."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mockinterview.llm.config import LlmConfig
from mockinterview.llm.endpoint import Habits
from mockinterview.llm.failures import Failure, Kind

LONGEST_WAIT = 20.0
"""Seconds; whoever asks for more patience than this is told to the user instead."""
MOST_CHANGES = 4


@dataclass(slots=True)
class Patience:
    """Of one call: the tries and the time that are left."""

    deadline: float
    tries: int
    sleep: Callable[[float], None]
    rng: random.Random
    waited: int = 0
    changes: int = 0

    @classmethod
    def of(cls, config: LlmConfig, sleep: Callable[[float], None], rng: random.Random) -> Patience:
        return cls(time.monotonic() + config.total_timeout, config.retries, sleep, rng)

    def left(self) -> float:
        return self.deadline - time.monotonic()

    def another(self, failure: Failure) -> bool:
        """Waits and says yes when one more try makes sense."""
        if not failure.retryable or self.waited >= self.tries:
            return False
        wait = failure.retry_after
        if wait is None:
            wait = min(8.0, 0.5 * 2**self.waited) * self.rng.uniform(0.75, 1.25)
        if wait > min(LONGEST_WAIT, self.left()):
            return False
        self.waited += 1
        self.sleep(wait)
        return True

    def adapt(self) -> bool:
        """A changed request is no retry, but it must end too."""
        self.changes += 1
        return self.changes <= MOST_CHANGES


def adapted(failure: Failure, habits: Habits) -> dict[str, Any]:
    """The habit to change when the endpoint refuses a parameter by name; empty when it is something else."""
    if failure.kind is not Kind.REQUEST:
        return {}
    if failure.says(habits.token_key):
        return {"token_key": habits.other_token_key().token_key}
    if failure.says("temperature") and habits.temperature:
        return {"temperature": False}
    if failure.says("stream_options", "include_usage") and habits.stream_usage:
        return {"stream_usage": False}
    return {}
