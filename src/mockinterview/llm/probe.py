"""Asks an endpoint, briefly, whether it works, and says what to do when it does not."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from mockinterview.errors import BackendError, ChatError
from mockinterview.llm.chat import Message, Schema
from mockinterview.llm.config import LlmConfig
from mockinterview.llm.table import open_chat

SECONDS: Final = 8.0

_SCHEMA = Schema(
    "probe",
    {
        "type": "object",
        "properties": {"ok": {"type": "boolean"}},
        "required": ["ok"],
        "additionalProperties": False,
    },
)
_QUESTION = (
    Message("system", "You answer with a JSON object."),
    Message("user", 'Reply with the JSON object {"ok": true}.'),
)


@dataclass(frozen=True, slots=True)
class Probe:
    works: bool
    ko: str
    en: str
    format: str | None = None
    seconds: float | None = None


def probe(config: LlmConfig, seconds: float = SECONDS) -> Probe:
    """One tiny structured reply, of the very kind that grading needs; costs about fifty tokens."""
    brief = replace(config, timeout=seconds, total_timeout=2 * seconds, retries=0, max_tokens=512)
    try:
        chat = open_chat(brief)
        chat.warm_up()
        started = time.monotonic()
        reply = chat.complete(_QUESTION, _SCHEMA)
    except BackendError as exc:
        hint = _start_hint(config)
        return Probe(False, f"{exc.ko}{hint[0]}", f"{exc.en}{hint[1]}")
    taken = time.monotonic() - started
    return Probe(
        True,
        f"{reply.model} 응답 {taken:.1f}초, 형식 {reply.format}",
        f"{reply.model} answered in {taken:.1f} s, format {reply.format}",
        reply.format,
        round(taken, 2),
    )


def models(config: LlmConfig, seconds: float = SECONDS) -> Sequence[str]:
    """What the endpoint lists; empty when it lists nothing or does not answer."""
    brief = replace(config, timeout=seconds, total_timeout=seconds, retries=0)
    try:
        return open_chat(brief).models()
    except ChatError:
        return ()


def _start_hint(config: LlmConfig) -> tuple[str, str]:
    known = config.preset
    return (f" [{known.title}] {known.ko}", f" [{known.title}] {known.en}") if known else ("", "")
