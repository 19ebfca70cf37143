"""The endpoints people really use, as a table: where they listen and what is special about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Preset:
    name: str
    title: str
    base_url: str
    needs_key: bool
    model: str
    """An example of a model name there; never chosen silently."""
    ko: str
    """What to do so that it works."""
    en: str
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    newer_token_key: bool = False
    """Says `max_completion_tokens` where the others say `max_tokens`."""


_TABLE = (
    Preset(
        "openai",
        "OpenAI",
        "https://api.openai.com/v1",
        True,
        "gpt-4.1-mini",
        "platform.openai.com 에서 API 키를 만들어 MOCKINTERVIEW_LLM_API_KEY 에 넣으세요.",
        "Create an API key at platform.openai.com and set MOCKINTERVIEW_LLM_API_KEY.",
        newer_token_key=True,
    ),
    Preset(
        "azure",
        "Azure OpenAI",
        "https://NAME.openai.azure.com/openai/v1",
        True,
        "내-배포-이름",
        "NAME을 리소스 이름으로, 모델은 배포 이름으로 바꾸고 리소스의 키를 넣으세요.",
        "Replace NAME by your resource, use the deployment's name as model, and set the resource's key.",
        newer_token_key=True,
    ),
    Preset(
        "ollama",
        "Ollama",
        "http://localhost:11434/v1",
        False,
        "qwen3:8b",
        "'ollama serve'를 켜고 'ollama pull 모델'로 모델을 받아 두세요.",
        "Start 'ollama serve' and fetch a model with 'ollama pull MODEL'.",
    ),
    Preset(
        "vllm",
        "vLLM",
        "http://localhost:8000/v1",
        False,
        "Qwen/Qwen3-8B",
        "'vllm serve 모델'을 켜세요. --api-key 로 켰다면 같은 키를 넣으세요.",
        "Start 'vllm serve MODEL'; if it was started with --api-key, set the same key.",
    ),
    Preset(
        "lmstudio",
        "LM Studio",
        "http://localhost:1234/v1",
        False,
        "qwen3-8b",
        "LM Studio의 Developer 탭에서 서버를 켜고 모델을 올리세요.",
        "Start the server in LM Studio's Developer tab and load a model.",
    ),
    Preset(
        "llamacpp",
        "llama.cpp",
        "http://localhost:8080/v1",
        False,
        "local",
        "'llama-server -m 모델.gguf --jinja'를 켜세요.",
        "Start 'llama-server -m MODEL.gguf --jinja'.",
    ),
    Preset(
        "openrouter",
        "OpenRouter",
        "https://openrouter.ai/api/v1",
        True,
        "openai/gpt-4.1-mini",
        "openrouter.ai 에서 키를 만들어 MOCKINTERVIEW_LLM_API_KEY 에 넣으세요.",
        "Create a key at openrouter.ai and set MOCKINTERVIEW_LLM_API_KEY.",
        # Without it a route may be chosen that ignores the format that we ask for.
        extra_body={"provider": {"require_parameters": True}},
    ),
)

PRESETS: Mapping[str, Preset] = {preset.name: preset for preset in _TABLE}


def preset_for(base_url: str) -> Preset | None:
    """Recognised by host, on this machine by port."""
    try:
        parts = urlsplit(base_url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if host.endswith((".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")):
        return PRESETS["azure"]
    if host in {"127.0.0.1", "::1"}:
        host = "localhost"
    for preset in _TABLE:
        known = urlsplit(preset.base_url)
        if (host, port) == (known.hostname, known.port):
            return preset
    return None
