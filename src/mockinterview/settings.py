"""The only reader of the environment: everything that can be set from outside, in frozen values."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import SecretStr

from mockinterview.domain.base import Language
from mockinterview.errors import SettingsError

PREFIX = "MOCKINTERVIEW_"

Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """None leaves the default of llm/config.py; without a model everything runs offline."""

    base_url: str | None = None
    """An address, or a preset's name: openai, azure, ollama, vllm, lmstudio, llamacpp, openrouter."""
    model: str | None = None
    api_key: SecretStr | None = None
    temperature: float | None = None
    timeout: float | None = None
    total_timeout: float | None = None
    retries: int | None = None
    max_tokens: int | None = None
    concurrency: int | None = None
    price_in: float | None = None
    price_out: float | None = None
    budget: float | None = None
    budget_tokens: int | None = None
    votes: int = 1
    use_keyring: bool = True

    @classmethod
    def from_env(cls, env: Environment) -> LlmSettings:
        own_address = env.get(PREFIX + "LLM_BASE_URL")
        key = env.get(PREFIX + "LLM_API_KEY")
        if not key and not own_address:
            key = env.get("OPENAI_API_KEY")  # never to an address that was set only for us
        real = ("temperature", "timeout", "total_timeout", "price_in", "price_out", "budget")
        whole = ("retries", "max_tokens", "concurrency", "budget_tokens")
        numbers: dict[str, Any] = {name: _number(env, f"LLM_{name.upper()}", float) for name in real}
        numbers |= {name: _number(env, f"LLM_{name.upper()}", int) for name in whole}
        return cls(
            base_url=own_address or env.get("OPENAI_BASE_URL") or None,
            model=env.get(PREFIX + "LLM_MODEL") or None,
            api_key=SecretStr(key) if key else None,
            votes=int(_number(env, "LLM_VOTES", int) or 1),
            use_keyring=env.get(PREFIX + "LLM_KEYRING", "1") != "0",
            **numbers,
        )


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    stt: str | None = None
    """`api:<model>` or `local:<size or folder>`; None leaves speech to the browser."""
    stt_base_url: str | None = None
    stt_api_key: SecretStr | None = None
    stt_download: bool = False
    mend: bool = True
    """Respell terms as they are usually written, visibly, in the editable transcript."""
    tts: str | None = None
    """`api:<model>`; None leaves reading aloud to the browser."""
    tts_base_url: str | None = None
    tts_api_key: SecretStr | None = None
    tts_voice: str | None = None

    @classmethod
    def from_env(cls, env: Environment) -> SpeechSettings:
        return cls(
            stt=env.get(PREFIX + "STT") or None,
            stt_base_url=env.get(PREFIX + "STT_BASE_URL") or None,
            stt_api_key=_secret(env, "STT_API_KEY"),
            stt_download=env.get(PREFIX + "STT_DOWNLOAD") == "1",
            mend=env.get(PREFIX + "MEND", "1") != "0",
            tts=env.get(PREFIX + "TTS") or None,
            tts_base_url=env.get(PREFIX + "TTS_BASE_URL") or None,
            tts_api_key=_secret(env, "TTS_API_KEY"),
            tts_voice=env.get(PREFIX + "TTS_VOICE") or None,
        )


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path
    """The user's data: rubric overlays, prompts, history."""
    cache: Path
    """Can be deleted at any time."""
    language: Language = "ko"
    embedder: str = "use"
    embedder_base_url: str | None = None
    embedder_api_key: SecretStr | None = None
    history_url: str | None = None
    """A SQLAlchemy address in place of the SQLite file in `home`."""
    llm: LlmSettings = LlmSettings()
    speech: SpeechSettings = SpeechSettings()

    @classmethod
    def from_env(cls, environ: Environment | None = None) -> Settings:
        env = os.environ if environ is None else environ
        home = env.get(PREFIX + "HOME")
        return cls(
            home=_folder(home, platformdirs.user_data_path("mockinterview")),
            cache=_folder(
                env.get(PREFIX + "CACHE") or (home and str(Path(home) / "cache")),
                platformdirs.user_cache_path("mockinterview"),
            ),
            language=_language(env.get(PREFIX + "LANG", "ko")),
            embedder=env.get(PREFIX + "EMBEDDER", "use"),
            embedder_base_url=env.get(PREFIX + "EMBEDDER_BASE_URL") or None,
            embedder_api_key=_secret(env, "EMBEDDER_API_KEY"),
            history_url=env.get(PREFIX + "HISTORY_URL") or None,
            llm=LlmSettings.from_env(env),
            speech=SpeechSettings.from_env(env),
        )


def _folder(value: str | None, default: Path) -> Path:
    return Path(value).expanduser().resolve() if value else default


def _secret(env: Environment, name: str) -> SecretStr | None:
    value = env.get(PREFIX + name)
    return SecretStr(value) if value else None


def _number(env: Environment, name: str, kind: Callable[[str], float]) -> float | None:
    text = env.get(PREFIX + name, "").strip()
    try:
        return kind(text) if text else None
    except ValueError as exc:
        raise SettingsError(
            f"{PREFIX}{name}={text}: 숫자가 아닙니다.", f"{PREFIX}{name}={text}: not a number."
        ) from exc


def _language(value: str) -> Language:
    match value.strip().lower():
        case "ko":
            return "ko"
        case "en":
            return "en"
        case other:
            raise SettingsError(
                f"{PREFIX}LANG={other}: ko 또는 en만 쓸 수 있습니다.",
                f"{PREFIX}LANG={other}: only ko or en can be used.",
            )
