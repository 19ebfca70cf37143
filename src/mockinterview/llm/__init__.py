"""The LLM behind one small protocol: a second examiner, never trusted blindly, never needed to start."""

from __future__ import annotations

from mockinterview.llm.budget import Meter
from mockinterview.llm.chat import Chat, Message, Reply, Schema, Usage
from mockinterview.llm.choices import LlmChoices, config_of
from mockinterview.llm.config import LlmConfig
from mockinterview.llm.endpoint import EndpointMemory
from mockinterview.llm.presets import PRESETS, Preset, preset_for
from mockinterview.llm.scripted import Broken, ScriptedChat
from mockinterview.llm.table import open_chat

__all__ = [
    "PRESETS",
    "Broken",
    "Chat",
    "EndpointMemory",
    "LlmChoices",
    "LlmConfig",
    "Message",
    "Meter",
    "Preset",
    "Reply",
    "Schema",
    "ScriptedChat",
    "Usage",
    "config_of",
    "open_chat",
    "preset_for",
]
