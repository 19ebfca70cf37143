"""From what the user set to a configuration, keys of the keyring included."""

from __future__ import annotations

from dataclasses import dataclass

import keyring
import pytest
from keyring.errors import NoKeyringError
from pydantic import SecretStr

from mockinterview.llm import PRESETS, config_of


@dataclass(frozen=True)
class Choices:
    base_url: str | None = None
    model: str | None = "m"
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
    use_keyring: bool = False


class Ring:
    def __init__(self, keys: dict[tuple[str, str], str] | None) -> None:
        self.keys = keys

    def get_password(self, service: str, username: str) -> str | None:
        if self.keys is None:
            raise NoKeyringError
        return self.keys.get((service, username))


@pytest.mark.parametrize("model", [None, "", "  "])
def test_without_a_model_everything_stays_offline(model: str | None) -> None:
    assert config_of(Choices(model=model, base_url="ollama")) is None


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_called_by_its_name(name: str) -> None:
    config = config_of(Choices(base_url=name.upper()))
    assert config is not None
    assert config.base_url == PRESETS[name].base_url


def test_what_is_not_set_is_the_default() -> None:
    config = config_of(Choices(timeout=5.0, temperature=0.0))
    assert config is not None
    assert (config.base_url, config.timeout, config.retries) == (PRESETS["openai"].base_url, 5.0, 1)


def test_a_key_can_come_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        keyring, "get_password", Ring({("mockinterview", "openai"): "from-ring"}).get_password
    )
    found = config_of(Choices(use_keyring=True))
    assert found is not None
    assert found.secrets == ("from-ring",)
    own = config_of(Choices(use_keyring=True, api_key=SecretStr("mine")))
    assert own is not None
    assert own.secrets == ("mine",)


def test_a_machine_without_a_keyring_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_password", Ring(None).get_password)
    config = config_of(Choices(use_keyring=True))
    assert config is not None
    assert config.api_key is None
