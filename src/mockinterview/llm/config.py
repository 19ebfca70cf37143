"""Where the model lives and how far we go with it. Storing this does nothing: no connection, no import."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from mockinterview.errors import SettingsError
from mockinterview.llm.presets import PRESETS, Preset, preset_for


@dataclass(frozen=True, slots=True)
class LlmConfig:
    model: str
    base_url: str = PRESETS["openai"].base_url
    api_key: SecretStr | None = None
    temperature: float | None = 0.0
    """None leaves it to the endpoint."""
    timeout: float = 30.0
    """Seconds of silence that we bear."""
    total_timeout: float = 120.0
    """Seconds for one call with its retries, however busily bytes drip."""
    retries: int = 1
    max_tokens: int = 4000
    concurrency: int = 4
    price_in: float | None = None
    """Per 1,000 tokens, in the currency of the budget."""
    price_out: float | None = None
    budget: float | None = None
    budget_tokens: int | None = None
    extra_body: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_url", self.base_url.strip().rstrip("/"))
        object.__setattr__(self, "model", self.model.strip())
        for wrong, ko, en in self._complaints():
            if wrong:
                raise SettingsError(f"LLM 설정: {ko}", f"LLM settings: {en}")

    def _complaints(self) -> list[tuple[bool, str, str]]:
        prices = [p for p in (self.price_in, self.price_out, self.budget) if p is not None]
        return [
            (not self.model, "모델 이름이 비어 있습니다.", "the model name is empty."),
            (
                not _is_web_address(self.base_url),
                "주소는 http:// 나 https:// 로 시작하고 아이디와 비밀번호를 담지 않아야 합니다.",
                "the address must start with http:// or https:// and carry no user name or password.",
            ),
            (
                not (_positive(self.timeout) and _positive(self.total_timeout)),
                "시간 제한은 0보다 커야 합니다.",
                "time limits must be above 0.",
            ),
            (
                not 0 <= self.retries <= 10 or not 1 <= self.concurrency <= 64 or self.max_tokens < 16,
                "재시도 0–10, 동시 요청 1–64, 최대 토큰 16 이상만 쓸 수 있습니다.",
                "retries must be 0-10, concurrency 1-64 and max tokens at least 16.",
            ),
            (
                self.temperature is not None and not 0 <= self.temperature <= 2,
                "temperature는 0–2입니다.",
                "the temperature must be 0-2.",
            ),
            (
                any(not math.isfinite(price) or price < 0 for price in prices),
                "가격과 예산은 0 이상이어야 합니다.",
                "prices and the budget must be 0 or more.",
            ),
            (
                self.budget is not None and (self.price_in is None or self.price_out is None),
                "금액 예산을 쓰려면 토큰 1천 개당 입력·출력 가격이 필요합니다.",
                "a money budget needs the price per 1,000 tokens in and out.",
            ),
        ]

    @property
    def preset(self) -> Preset | None:
        return preset_for(self.base_url)

    @property
    def endpoint(self) -> tuple[str, str]:
        """What habits are remembered for."""
        return self.base_url, self.model

    @property
    def needs_key(self) -> bool:
        return self.preset is not None and self.preset.needs_key

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.api_key.get_secret_value(),) if self.api_key else ()


def _positive(value: float) -> bool:
    return math.isfinite(value) and value > 0


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
