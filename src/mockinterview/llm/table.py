"""From a configuration to a chat; the heavy libraries behind it load at its first call, not here."""

from __future__ import annotations

from importlib.util import find_spec

from mockinterview.errors import MissingDependency
from mockinterview.llm.budget import Meter
from mockinterview.llm.config import LlmConfig
from mockinterview.llm.endpoint import EndpointMemory
from mockinterview.llm.langchain_chat import LangChainChat

NEEDED = ("langchain_openai", "openai")


def open_chat(
    config: LlmConfig, memory: EndpointMemory | None = None, meter: Meter | None = None
) -> LangChainChat:
    """Does no network; raises MissingDependency when the extra is not installed."""
    for package in NEEDED:
        if find_spec(package) is None:
            raise MissingDependency(package.replace("_", "-"), "all")
    return LangChainChat(config, memory=memory, meter=meter)
