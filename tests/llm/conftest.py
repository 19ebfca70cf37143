"""Chats that talk to the scripted server, closed behind each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from pydantic import SecretStr
from wire_server import Script, WireServer

from mockinterview.llm import LlmConfig, Message, Schema
from mockinterview.llm.langchain_chat import LangChainChat

KEY = "sk-very-secret-0123456789"
MESSAGES = (Message("system", "be exact"), Message("user", "question"))
SCHEMA = Schema(
    "grade",
    {
        "type": "object",
        "properties": {"points": {"type": "array", "items": {"type": "object"}}},
        "required": ["points"],
        "additionalProperties": False,
    },
    salvage="points",
)

Talk = Callable[..., tuple[LangChainChat, WireServer]]


@pytest.fixture
def talk() -> Iterator[Talk]:
    """`chat, server = talk(script, retries=0, …)`; waits of retries are noted in `chat.waits`, not slept."""
    with ExitStack() as stack:

        def begin(script: Script, **changes: Any) -> tuple[LangChainChat, WireServer]:
            server = stack.enter_context(WireServer(script))
            chat = LangChainChat(config(server.url, **changes), sleep=waits.append)
            chat.warm_up()
            return chat, server

        waits: list[float] = []
        begin.waits = waits  # type: ignore[attr-defined]
        yield begin


def config(url: str, **changes: Any) -> LlmConfig:
    settings = {
        "model": "wire-model",
        "base_url": url,
        "api_key": SecretStr(KEY),
        "timeout": 2.0,
        "total_timeout": 5.0,
        "retries": 0,
    }
    return LlmConfig(**(settings | changes))
