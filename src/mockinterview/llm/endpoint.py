"""What an endpoint turned out to understand, remembered so that it is asked wrongly only once."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import Any

from mockinterview.llm.config import LlmConfig
from mockinterview.llm.formats import LADDER, Format


@dataclass(frozen=True, slots=True)
class Habits:
    format: Format = LADDER[0]
    """The highest rung that was not refused and gave readable replies."""
    token_key: str = "max_tokens"  # noqa: S105 - a parameter's name
    temperature: bool = True
    stream_usage: bool = True

    def other_token_key(self) -> Habits:
        other = "max_tokens" if self.token_key == "max_completion_tokens" else "max_completion_tokens"  # noqa: S105
        return replace(self, token_key=other)


class EndpointMemory:
    """Shared by all chats of a process; safe between threads."""

    def __init__(self) -> None:
        self._habits: dict[tuple[str, str], Habits] = {}
        self._lock = threading.Lock()

    def recall(self, config: LlmConfig) -> Habits:
        newer = config.preset is not None and config.preset.newer_token_key
        fresh = Habits(token_key="max_completion_tokens" if newer else "max_tokens")
        with self._lock:
            return self._habits.setdefault(config.endpoint, fresh)

    def learn(self, config: LlmConfig, **changes: Any) -> Habits:
        before = self.recall(config)
        with self._lock:
            after = replace(self._habits.get(config.endpoint, before), **changes)
            self._habits[config.endpoint] = after
            return after
