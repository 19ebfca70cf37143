"""From what the user set to a configuration: preset names, defaults, and keys out of the system's keyring."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, Final, Protocol

from pydantic import SecretStr

from mockinterview.llm.config import LlmConfig
from mockinterview.llm.presets import PRESETS

SERVICE: Final = "mockinterview"
"""Under this name a key is kept: `keyring set mockinterview <preset or address>`."""


class LlmChoices(Protocol):
    """The settings' fields; None is "not set"."""

    @property
    def base_url(self) -> str | None: ...
    @property
    def model(self) -> str | None: ...
    @property
    def api_key(self) -> SecretStr | None: ...
    @property
    def temperature(self) -> float | None: ...
    @property
    def timeout(self) -> float | None: ...
    @property
    def total_timeout(self) -> float | None: ...
    @property
    def retries(self) -> int | None: ...
    @property
    def max_tokens(self) -> int | None: ...
    @property
    def concurrency(self) -> int | None: ...
    @property
    def price_in(self) -> float | None: ...
    @property
    def price_out(self) -> float | None: ...
    @property
    def budget(self) -> float | None: ...
    @property
    def budget_tokens(self) -> int | None: ...
    @property
    def use_keyring(self) -> bool: ...


_FIELDS: Final = (
    "temperature",
    "timeout",
    "total_timeout",
    "retries",
    "max_tokens",
    "concurrency",
    "price_in",
    "price_out",
    "budget",
    "budget_tokens",
)


def config_of(choices: LlmChoices) -> LlmConfig | None:
    """None when no model is chosen: then everything runs offline. Raises SettingsError."""
    if not (choices.model and choices.model.strip()):
        return None
    wanted = (choices.base_url or "openai").strip()
    preset = PRESETS.get(wanted.lower())
    base_url = preset.base_url if preset else wanted
    given: dict[str, Any] = {name: getattr(choices, name) for name in _FIELDS}
    key = choices.api_key
    if key is None and choices.use_keyring:
        key = stored_key(preset.name if preset else base_url)
    return LlmConfig(
        model=choices.model,
        base_url=base_url,
        api_key=key,
        **{name: value for name, value in given.items() if value is not None},
    )


def stored_key(name: str) -> SecretStr | None:
    """From the system's keyring, if there is one and it has the key."""
    if find_spec("keyring") is None:
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(SERVICE, name)
    except (KeyringError, RuntimeError):  # no keyring service on this machine, or a locked one
        return None
    return SecretStr(found) if found else None
